//! The urns of a meeting's polls: takes ballots while a poll is open, without learning whose they
//! are, and shows them once it is closed.
//!
//! Nothing here knows a seat, and what is stored says neither order nor time: the bytes of an urn
//! are as long when it is empty as when all have voted, its ballots lie sorted by their hash, and
//! each storing leaves nothing of the one before. Checking a ballot takes some milliseconds, so it
//! is done beside the room.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use ballot::bytes::{Ballot, Point, PollId};
use ballot::lock::Lock;
use ballot::roll::Roll;
use ballot::urn::{Admitted, Refused, Urn, ballot_len};
use bytes::Bytes;
use shared::command::{Act, Deed};
use shared::event::{ElectionEvent, Entry, Event};
use shared::id::{ElectionId, MeetingId};
use shared::meeting::{HeldPoll, PollState};
use shared::refusal::Refusal;
use shared::wire::{OpenedUrn, ToClient};
use tokio::sync::{Mutex, oneshot};
use tokio::time::Instant;

use super::audience::LineId;
use super::{Errand, Room};
use crate::log::{Log, Unavailable};
use crate::socket::frame::frame;

/// Bytes of the seed that a lock grows from.
const SEED: usize = 32;
/// Bytes of the number of ballots, behind the seed.
const COUNT: usize = 2;
/// How many ballots may wait to be checked: a hall that votes at once, and no more.
const WAITING: usize = 128;
/// How long to wait before asking again for what was not stored.
const AGAIN: Duration = Duration::from_secs(2);

/// The urns of a room that is awake.
#[derive(Default)]
pub struct Urns {
    /// When a poll that waits for its lock was seen to last.
    locking: BTreeMap<PollId, Instant>,
    open: BTreeMap<PollId, Known>,
    waiting: Arc<AtomicUsize>,
}

struct Known {
    slot: Arc<Slot>,
    /// How many ballots are in it, once it has been read.
    count: Option<u16>,
}

/// One urn, and what stands between those who vote at the same time.
struct Slot {
    /// Nobody's ballot gets in from here on.
    closed: AtomicBool,
    /// Empty until it has been read, and again after it could not be stored.
    kept: Mutex<Option<Kept>>,
}

/// What an urn holds.
struct Kept {
    seed: [u8; SEED],
    /// None in a show of hands.
    urn: Option<Urn>,
}

/// What came of something about an urn.
pub enum Outcome {
    /// The lock of a poll was stored, or could not be.
    Locked(ElectionId, PollId, Result<Point, Unavailable>),
    /// So many ballots are in an urn.
    Counted(PollId, Option<u16>),
    /// An urn was burned, or could not be.
    Burned(Result<(), Unavailable>),
}

impl Room {
    /// Looks for polls that wait for their lock, and for urns that nobody has looked into yet.
    pub(super) fn look_for_polls(&mut self) {
        let now = Instant::now();
        let mut prepared = Vec::new();
        let mut unread = Vec::new();
        for election in &self.ledger.meeting().elections {
            let Some(held) = election.polls.last() else { continue };
            let id = held.poll.id;
            match held.state {
                PollState::Prepared => {
                    if self.urns.locking.get(&id).is_none_or(|at| *at + AGAIN <= now) {
                        prepared.push((election.id, id));
                    }
                }
                PollState::Open if !self.urns.open.contains_key(&id) => unread.push(held.clone()),
                PollState::Open => {}
                PollState::Closed => {
                    if let Some(known) = self.urns.open.get(&id) {
                        known.slot.closed.store(true, Ordering::Release);
                    }
                }
            }
        }
        for (election, poll) in prepared {
            self.urns.locking.insert(poll, now);
            let (log, meeting) = (self.house.log.clone(), self.id);
            self.send(async move {
                let lock = lock(&*log, meeting, poll).await;
                Errand::Urn(Outcome::Locked(election, poll, lock))
            });
        }
        for held in unread {
            let (slot, poll) = (self.slot(held.poll.id), held.poll.id);
            let (log, meeting) = (self.house.log.clone(), self.id);
            self.send(async move {
                let mut kept = slot.kept.lock().await;
                let read = Kept::read(&*log, meeting, &held).await.ok();
                let count = read.as_ref().map(Kept::count);
                *kept = read;
                Errand::Urn(Outcome::Counted(poll, count))
            });
        }
    }

    fn slot(&mut self, poll: PollId) -> Arc<Slot> {
        let slot = || Slot { closed: AtomicBool::new(false), kept: Mutex::new(None) };
        let known = self.urns.open.entry(poll);
        known.or_insert_with(|| Known { slot: Arc::new(slot()), count: None }).slot.clone()
    }

    fn held(&self, poll: PollId, state: PollState) -> Option<HeldPoll> {
        let polls = self.ledger.meeting().elections.iter().filter_map(|it| it.poll(poll));
        polls.into_iter().find(|held| held.state == state).cloned()
    }

    /// Takes a ballot; answers once it is stored.
    pub(super) fn cast(
        &mut self,
        poll: PollId,
        ballot: Ballot,
        answer: oneshot::Sender<Result<(), Refusal>>,
    ) {
        // Nobody listens any more where the answer cannot be given.
        let refuse = |answer: oneshot::Sender<_>, refusal| {
            let _ = answer.send(Err(refusal));
        };
        let Some(held) = self.held(poll, PollState::Open) else {
            return refuse(answer, Refusal::PollMoved);
        };
        // What costs nothing is looked at first.
        if ballot.0.len() != ballot_len(held.count()) {
            return refuse(answer, Refusal::NoBallot);
        }
        let waiting = self.urns.waiting.clone();
        if waiting.fetch_add(1, Ordering::Relaxed) >= WAITING {
            waiting.fetch_sub(1, Ordering::Relaxed);
            return refuse(answer, Refusal::TooFast);
        }
        let slot = self.slot(poll);
        let (log, meeting) = (self.house.log.clone(), self.id);
        self.send(async move {
            let admitted = slot.admit(&*log, meeting, &held, ballot).await;
            waiting.fetch_sub(1, Ordering::Relaxed);
            let count = admitted.ok();
            let _ = answer.send(admitted.map(drop));
            Errand::Urn(Outcome::Counted(poll, count))
        });
    }

    /// Shows what the urn of a closed poll held.
    pub(super) fn open_urn(
        &mut self,
        poll: PollId,
        answer: oneshot::Sender<Result<OpenedUrn, Refusal>>,
    ) {
        let Some(held) = self.held(poll, PollState::Closed) else {
            return drop(answer.send(Err(Refusal::PollMoved)));
        };
        let slot = self.slot(poll);
        slot.closed.store(true, Ordering::Release);
        let (log, meeting) = (self.house.log.clone(), self.id);
        self.send(async move {
            // Whoever got in before the close has been stored once this is ours.
            let mut kept = slot.kept.lock().await;
            if kept.is_none() {
                *kept = Kept::read(&*log, meeting, &held).await.ok();
            }
            let opened = kept.as_ref().map(Kept::opened).ok_or(Refusal::Unavailable);
            let _ = answer.send(opened);
            Errand::Urn(Outcome::Counted(poll, kept.as_ref().map(Kept::count)))
        });
    }

    pub(super) fn conclude_urn(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Locked(election, poll, Ok(lock)) => {
                self.house_asks(Deed::Elect { election, act: Act::Open { poll, lock } });
            }
            Outcome::Locked(_, _, Err(cause)) => {
                tracing::error!(meeting = %self.id, %cause, "a poll has no lock yet");
            }
            Outcome::Counted(_, None) | Outcome::Burned(Ok(())) => {}
            Outcome::Counted(poll, count) => self.tell_count(poll, count),
            Outcome::Burned(Err(cause)) => {
                tracing::error!(meeting = %self.id, %cause, "an urn was not burned");
            }
        }
    }

    fn tell_count(&mut self, poll: PollId, count: Option<u16>) {
        let Some(known) = self.urns.open.get_mut(&poll) else { return };
        // Answers overtake each other; a ballot never leaves.
        if known.count >= count {
            return;
        }
        known.count = count;
        for (_, line) in self.audience.iter().filter(|(_, line)| line.standing.seat().is_some()) {
            count
                .iter()
                .for_each(|count| line.push(&frame(&ToClient::Cast { poll, count: *count })));
        }
    }

    /// Tells somebody who has come how many have voted.
    pub(super) fn tell_count_to(&self, id: LineId) {
        let Some(line) = self.audience.get(id).filter(|line| line.standing.seat().is_some()) else {
            return;
        };
        for (poll, known) in &self.urns.open {
            known.count.iter().for_each(|count| {
                line.tell(&ToClient::Cast { poll: *poll, count: *count });
            });
        }
    }

    /// The polls that an entry is about to throw away.
    pub(super) fn thrown_away(&self, entry: &Entry) -> Vec<PollId> {
        let mut polls = Vec::new();
        for event in &entry.events {
            match event {
                Event::Elect(_, ElectionEvent::PollDiscarded { poll }) => polls.push(*poll),
                Event::Elect(id, ElectionEvent::CalledOff) => {
                    let election = self.ledger.meeting().election(*id);
                    polls.extend(election.iter().flat_map(|it| &it.polls).map(|it| it.poll.id));
                }
                _ => {}
            }
        }
        polls
    }

    /// Burns the urns of polls that were thrown away, once no ballot is on its way into them.
    pub(super) fn burn_urns(&mut self, polls: Vec<PollId>) {
        for poll in polls {
            let slot = self.slot(poll);
            slot.closed.store(true, Ordering::Release);
            self.urns.open.remove(&poll);
            let (log, meeting) = (self.house.log.clone(), self.id);
            self.send(async move {
                let _last = slot.kept.lock().await;
                Errand::Urn(Outcome::Burned(log.urn_burn(meeting, poll.0).await))
            });
        }
    }
}

/// The lock of a poll: the one that was stored before this process fell over, or a new one.
async fn lock(log: &dyn Log, meeting: MeetingId, poll: PollId) -> Result<Point, Unavailable> {
    let kept = log.urn_read(meeting, poll.0).await?;
    let seed = match kept.as_deref().and_then(<[u8]>::first_chunk) {
        Some(seed) => *seed,
        None => {
            let mut seed = [0; SEED];
            getrandom::fill(&mut seed).map_err(Unavailable::because)?;
            let bytes = [&seed[..], &[0; COUNT]].concat();
            log.urn_keep(meeting, poll.0, bytes.into()).await.map_err(Unavailable::because)?;
            seed
        }
    };
    Ok(Lock::from_seed(&seed).public())
}

impl Slot {
    /// Lets a ballot in and stores it; says how many are in the urn then.
    async fn admit(
        &self,
        log: &dyn Log,
        meeting: MeetingId,
        held: &HeldPoll,
        ballot: Ballot,
    ) -> Result<u16, Refusal> {
        let mut place = self.kept.lock().await;
        if self.closed.load(Ordering::Acquire) {
            return Err(Refusal::PollMoved);
        }
        let mut kept = match place.take() {
            Some(kept) => kept,
            None => Kept::read(log, meeting, held).await.map_err(|_| Refusal::Unavailable)?,
        };
        let checked = tokio::task::spawn_blocking(move || {
            let admitted = kept.urn.as_mut().map(|urn| urn.admit(ballot));
            (kept, admitted)
        });
        let (kept, admitted) = checked.await.map_err(|_| Refusal::Unavailable)?;
        let answer = match admitted {
            Some(Ok(Admitted::Before(_))) => Ok(kept.count()),
            Some(Ok(Admitted::New(_))) => {
                if let Err(cause) = log.urn_keep(meeting, held.poll.id.0, kept.to_bytes()).await {
                    tracing::error!(%meeting, %cause, "a ballot was not stored");
                    // Whether it was, only the log knows: it is read again.
                    return Err(Refusal::Unavailable);
                }
                Ok(kept.count())
            }
            Some(Err(Refused::Again)) => Err(Refusal::VotedAlready),
            Some(Err(Refused::Size | Refused::Signature)) | None => Err(Refusal::NoBallot),
        };
        *place = Some(kept);
        answer
    }
}

impl Kept {
    async fn read(log: &dyn Log, meeting: MeetingId, held: &HeldPoll) -> Result<Self, Unavailable> {
        let damaged = || Unavailable::because("an urn is missing or damaged");
        let bytes = log.urn_read(meeting, held.poll.id.0).await?.ok_or_else(damaged)?;
        let (seed, rest) = bytes.split_first_chunk::<SEED>().ok_or_else(damaged)?;
        let (count, ballots) = rest.split_first_chunk::<COUNT>().ok_or_else(damaged)?;
        let urn = match held.roll.is_empty() {
            true => None,
            false => {
                let roll = Roll::read(held.poll.digest(), &held.roll).map_err(|_| damaged())?;
                let stored = ballots.chunks_exact(ballot_len(roll.count()));
                let stored = stored.take(u16::from_be_bytes(*count).into());
                let stored = stored.map(|ballot| Ballot(ballot.to_vec()));
                Some(Urn::restore(roll, stored).map_err(|_| damaged())?)
            }
        };
        Ok(Self { seed: *seed, urn })
    }

    /// As it is stored: always of one length for one roll, the ballots sorted by their hash.
    fn to_bytes(&self) -> Bytes {
        let mut bytes = self.seed.to_vec();
        bytes.extend_from_slice(&self.count().to_be_bytes());
        if let Some(urn) = &self.urn {
            let voters = urn.voters();
            let full = bytes.len() + voters * ballot_len(voters);
            urn.clone().release().iter().for_each(|ballot| bytes.extend_from_slice(&ballot.0));
            bytes.resize(full, 0);
        }
        bytes.into()
    }

    fn count(&self) -> u16 {
        let count = self.urn.as_ref().map_or(0, Urn::count);
        u16::try_from(count).expect("a roll has some hundreds at most")
    }

    fn opened(&self) -> OpenedUrn {
        let ballots = self.urn.clone().map(Urn::release).unwrap_or_default();
        OpenedUrn { lock: Lock::from_seed(&self.seed).show(), ballots }
    }
}

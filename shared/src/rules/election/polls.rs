//! Polls of an election: prepared by its officer, opened by the server with its lock, which closes
//! the roll, then closed, and announced as devices have counted it.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec;
use alloc::vec::Vec;

use ballot::bytes::{Digest, Point, PollId};
use ballot::count::By;
use ballot::poll::{Manner, Poll};
use ballot::receipt::Receipt;
use ballot::sums::Sums;
use ballot::{FEWEST_VOTERS, MOST_VOTERS};

use super::{Decision, Place};
use crate::command::{Act, Claim};
use crate::event::{ElectionEvent, Event};
use crate::id::{ElectionId, RecordId, SeatId};
use crate::limits::POLLS_PER_ELECTION;
use crate::meeting::{Election, HeldPoll, Meeting, Next, Placed, PollState};
use crate::refusal::Refusal;
use crate::time::Timestamp;

/// What a poll's lock is until the server has given it one.
const NO_LOCK: Point = Point([0; 32]);

impl Place<'_> {
    pub(super) fn in_poll(&self, act: &Act, at: Timestamp) -> Decision {
        match act {
            Act::Prepare { poll, candidates, key_check, paper, words } => {
                self.prepare(*poll, candidates, (*key_check, *paper), *words)
            }
            Act::SeeRoll { poll, receipt } => self.see_roll(*poll, *receipt),
            Act::CountPaper { poll, sums } => self.count_paper(*poll, sums),
            Act::Close { poll } => self.close(*poll, at),
            Act::Discard { poll } => self.discard(*poll),
            Act::Announce { poll, claim } => self.announce(*poll, claim),
            Act::Confirm { poll, confirmation } => self.confirm(*poll, *confirmation),
            _ => Err(Refusal::NotAllowed),
        }
    }

    /// A poll in this state.
    fn poll(&self, id: PollId, state: PollState) -> Result<&HeldPoll, Refusal> {
        let held = self.election.poll(id).filter(|held| held.state == state);
        held.ok_or(Refusal::PollMoved)
    }

    fn prepare(
        &self,
        id: PollId,
        seats: &[SeatId],
        (key_check, paper): (Digest, Digest),
        words: RecordId,
    ) -> Decision {
        self.conducts()?;
        if !self.election.is_agreed() {
            return Err(Refusal::ProcedureNotAgreed);
        }
        if self.me.m.elections.iter().any(|other| other.poll(id).is_some()) {
            return Err(Refusal::AlreadyThere);
        }
        if self.election.polls.len() >= POLLS_PER_ELECTION {
            return Err(Refusal::TooManyElections);
        }
        let procedure = &self.election.procedure;
        let standing: Vec<SeatId> = self.election.standing().collect();
        let (candidates, free, run_off_of) = match self.election.next() {
            Next::Poll(_) => return Err(Refusal::PollRuns),
            Next::Nothing => return Err(Refusal::ElectionDecided),
            Next::FirstPoll => (standing, procedure.seats, None),
            Next::RunOff(before) => {
                let run_off = before.result.as_ref().and_then(|claim| claim.run_off.as_ref());
                let run_off = run_off.ok_or(Refusal::PollMoved)?;
                let among = run_off.candidates.iter().filter_map(|at| before.candidate(*at));
                (among.collect(), run_off.seats, Some(before.poll.digest()))
            }
        };
        if candidates.is_empty() {
            return Err(Refusal::NobodyStands);
        }
        // Somebody has withdrawn, or stands besides, since the paper was written.
        if candidates != seats {
            return Err(Refusal::PollMoved);
        }
        if procedure.manner == Manner::Secret {
            roll_of(self.me.m, self.election)?;
        }
        let candidates = candidates.into_iter().map(HeldPoll::id_of).collect();
        let poll = Poll {
            id,
            manner: procedure.manner,
            majority: procedure.majority,
            seats: free,
            quorum: procedure.quorum,
            run_off_of,
            candidates,
            lock: NO_LOCK,
            key_check,
            paper,
        };
        let (poll, paper) = (Box::new(poll), Placed { by: self.me.id, words });
        Ok(vec![ElectionEvent::PollPrepared { poll, paper }])
    }

    fn see_roll(&self, poll: PollId, receipt: Receipt) -> Decision {
        let held = self.poll(poll, PollState::Open)?;
        let own = self.election.keys.get(&self.me.id) == Some(&receipt.voter);
        let lent = held.loans.iter().any(|loan| loan.key == receipt.voter);
        if held.roll.binary_search(&receipt.voter).is_err() || !(own || lent) {
            return Err(Refusal::NotOnRoll);
        }
        if held.receipts.contains_key(&receipt.voter) {
            return Ok(vec![]);
        }
        Ok(vec![ElectionEvent::RollSeen { poll, receipt }])
    }

    fn count_paper(&self, poll: PollId, sums: &Sums) -> Decision {
        self.conducts()?;
        let held = self.poll(poll, PollState::Open)?;
        sums.check(&held.poll).map_err(|_| Refusal::SumsImpossible)?;
        if held.sums.as_ref() == Some(sums) {
            return Ok(vec![]);
        }
        Ok(vec![ElectionEvent::PaperCounted { poll, sums: sums.clone() }])
    }

    fn close(&self, poll: PollId, at: Timestamp) -> Decision {
        self.conducts()?;
        let held = self.poll(poll, PollState::Open)?;
        if held.poll.manner == Manner::Hands && held.sums.is_none() {
            return Err(Refusal::SumsImpossible);
        }
        Ok(vec![ElectionEvent::PollClosed { poll, at }])
    }

    fn discard(&self, poll: PollId) -> Decision {
        self.conducts()?;
        let held = self.election.poll(poll).ok_or(Refusal::PollMoved)?;
        if held.result.is_some() {
            return Err(Refusal::ElectionDecided);
        }
        Ok(vec![ElectionEvent::PollDiscarded { poll }])
    }

    fn announce(&self, poll: PollId, claim: &Claim) -> Decision {
        self.conducts()?;
        let held = self.poll(poll, PollState::Closed)?;
        if held.result.is_some() {
            return Err(Refusal::PollMoved);
        }
        check(&held.poll, claim)?;
        Ok(vec![ElectionEvent::ResultAnnounced { poll, claim: Box::new(claim.clone()) }])
    }

    fn confirm(&self, poll: PollId, confirmation: Digest) -> Decision {
        let held = self.poll(poll, PollState::Closed)?;
        let claim = held.result.as_ref().ok_or(Refusal::PollMoved)?;
        let (by, same) = (self.me.id, claim.confirmation == confirmation);
        if held.confirmed.get(&by) == Some(&same) {
            return Ok(vec![]);
        }
        Ok(vec![ElectionEvent::ResultConfirmed { poll, by, same }])
    }
}

/// Whether a poll can come out like this: every seat is filled, empty or to be decided once more;
/// the lot falls in a run-off only, and there is no run-off of a run-off. So a tie is never settled
/// silently.
fn check(poll: &Poll, claim: &Claim) -> Result<(), Refusal> {
    let run_off = claim.run_off.as_ref();
    let mut named: Vec<u8> = claim.elected.iter().map(|it| it.candidate).collect();
    named.extend(run_off.into_iter().flat_map(|it| &it.candidates));
    let known = named.iter().all(|at| usize::from(*at) < poll.candidates.len());
    let once = named.iter().collect::<BTreeSet<_>>().len() == named.len();
    let left = run_off.map_or(0, |it| usize::from(it.seats));
    let seats = claim.elected.len() + left + usize::from(claim.vacant) == usize::from(poll.seats);
    let again = run_off.is_none_or(|it| it.seats > 0 && !it.candidates.is_empty());
    let fits = match poll.run_off_of {
        Some(_) => run_off.is_none(),
        None => claim.elected.iter().all(|it| it.by == By::Votes),
    };
    if known && once && seats && again && fits { Ok(()) } else { Err(Refusal::ResultImpossible) }
}

/// The server opens a poll with its lock. With that the roll is closed.
pub fn open(
    m: &Meeting,
    id: ElectionId,
    poll: PollId,
    lock: Point,
    at: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let election = m.election(id).ok_or(Refusal::NoSuchElection)?;
    let held = election.poll(poll).filter(|held| held.state == PollState::Prepared);
    let held = held.ok_or(Refusal::PollMoved)?;
    let (roll, voters) = match held.poll.manner {
        Manner::Secret => roll_of(m, election)?,
        Manner::Hands => Default::default(),
    };
    Ok(vec![Event::Elect(id, ElectionEvent::PollOpened { poll, lock, roll, voters, at })])
}

/// Who votes, and their keys in order: whoever is here, may vote and has shown a key, and whoever
/// has a code. A run-off has the people of the poll before it, also those who have left since.
pub(super) fn roll_of(
    m: &Meeting,
    election: &Election,
) -> Result<(Vec<Point>, BTreeSet<SeatId>), Refusal> {
    let first = election.polls.iter().rfind(|held| held.result.is_some());
    let run_off = first.and_then(|held| held.result.as_ref()?.run_off.as_ref().map(|_| held));
    let voters: BTreeSet<SeatId> = match run_off {
        Some(before) => before.voters.clone(),
        None => {
            let here = election.keys.keys().filter(|seat| m.seat(**seat).is_some());
            here.filter(|seat| !election.kept_off.contains(seat)).copied().collect()
        }
    };
    let keys = voters.iter().filter_map(|seat| election.keys.get(seat)).copied();
    let mut roll: Vec<Point> = keys.chain(election.loans.iter().map(|loan| loan.key)).collect();
    roll.sort_unstable();
    match roll.len() {
        0..FEWEST_VOTERS => Err(Refusal::TooFewVoters),
        n if n > MOST_VOTERS => Err(Refusal::MeetingFull),
        _ => Ok((roll, voters)),
    }
}

pub fn apply(election: &mut Election, e: &ElectionEvent) {
    let known = |id: &PollId, election: &mut Election| {
        election.polls.iter().position(|held| held.poll.id == *id)
    };
    match e {
        ElectionEvent::PollPrepared { poll, paper } => {
            election.speech = None;
            election.polls.push(HeldPoll {
                poll: Poll::clone(poll),
                paper: *paper,
                state: PollState::Prepared,
                roll: Vec::new(),
                voters: BTreeSet::new(),
                loans: Vec::new(),
                receipts: BTreeMap::new(),
                sums: None,
                result: None,
                confirmed: BTreeMap::new(),
            });
        }
        ElectionEvent::PollOpened { poll, lock, roll, voters, .. } => {
            let Some(at) = known(poll, election) else { return };
            let loans = election.loans.clone();
            let held = &mut election.polls[at];
            held.poll.lock = *lock;
            held.state = PollState::Open;
            (held.roll, held.voters) = (roll.clone(), voters.clone());
            held.loans = if roll.is_empty() { Vec::new() } else { loans };
        }
        ElectionEvent::RollSeen { poll, receipt } => {
            let Some(at) = known(poll, election) else { return };
            election.polls[at].receipts.insert(receipt.voter, *receipt);
        }
        ElectionEvent::PaperCounted { poll, sums } => {
            let Some(at) = known(poll, election) else { return };
            election.polls[at].sums = Some(sums.clone());
        }
        ElectionEvent::PollClosed { poll, .. } => {
            let Some(at) = known(poll, election) else { return };
            election.polls[at].state = PollState::Closed;
        }
        ElectionEvent::ResultAnnounced { poll, claim } => {
            let Some(at) = known(poll, election) else { return };
            election.polls[at].result = Some(Claim::clone(claim));
        }
        ElectionEvent::ResultConfirmed { poll, by, same } => {
            let Some(at) = known(poll, election) else { return };
            election.polls[at].confirmed.insert(*by, *same);
        }
        _ => {}
    }
}

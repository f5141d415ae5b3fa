//! A room: one live meeting. Inbox → decide → append → absorb → tell.
//!
//! One task owns everything about the meeting, so there is nothing to lock. It never waits for the
//! log or for a socket: what takes time is an errand that runs beside it, and while a command is
//! being stored pads and whispers go on. Its parts meet only here: the [`ledger`] (what the log
//! has made of the meeting), the [`audience`] (who is connected), the [`reception`] (what they
//! are told first), the [`desk`] (commands in their order), the [`sheets`] (pads), the [`urns`]
//! (ballots), the [`absence`] of those who moderate, and the [`door`].

use std::sync::Arc;
use std::time::Duration;

use ballot::bytes::{Ballot, PollId};
use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use shared::command::{Deed, HarvestStep};
use shared::foyer::HangUp;
use shared::id::{DeviceId, MeetingId, RecordId, Seq};
use shared::pass::PassHash;
use shared::refusal::Refusal;
use shared::time::Span;
use shared::wire::{Bye, OpenedUrn, ToServer};
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::time::{Instant, sleep, sleep_until};

use crate::clock::Clock;
use crate::foyer::Foyer;
use crate::log::{Log, Unavailable};
use crate::settings::Settings;
use crate::socket::outbox;

// In reading order.
mod absence;
pub mod almanac;
mod audience;
mod desk;
mod door;
mod fullness;
mod ledger;
mod reception;
mod registry;
mod sheets;
mod urns;
pub mod words;

use absence::Absences;
use almanac::Fate;
use audience::Audience;
use desk::Desk;
use ledger::{Ledger, Unreadable};
use sheets::Sheets;
use urns::Urns;

pub use audience::LineId;
pub use registry::{Place, Registry};

/// How many messages a room takes from its inbox at a time.
const HANDFUL: usize = 32;
/// How long to wait before burning again what could not be burned.
const BURN_AGAIN: Duration = Duration::from_secs(1);
/// For how long people in the middle of something put off their meeting's deletion. It is looked
/// at every hour, so that nothing is left a day after the day that every screen shows.
const PUT_OFF: Span = Span::minutes(23 * 60);

/// What all rooms share.
pub struct House {
    pub log: Arc<dyn Log>,
    pub clock: Clock,
    pub settings: Settings,
    /// Invitations behind spoken words.
    pub foyer: Foyer,
    /// Notified when some meeting's date has changed.
    pub almanac: Notify,
}

impl House {
    pub fn new(log: Arc<dyn Log>, clock: Clock, settings: Settings) -> Self {
        Self { log, clock, settings, foyer: Foyer::new(), almanac: Notify::new() }
    }
}

/// Who comes to a meeting.
#[derive(Clone, Copy, Debug)]
pub struct Hello {
    pub pass: PassHash,
    pub device: DeviceId,
    /// The last entry this device has absorbed.
    pub have: Option<Seq>,
}

/// What arrives in a room's inbox.
pub enum Message {
    /// Somebody comes.
    Arrive(Box<Arrival>),
    /// Somebody says something.
    Heard(LineId, ToServer),
    /// Nothing is heard of somebody's connection for a while, or something is again.
    Quiet(LineId, bool),
    /// Somebody's connection has ended.
    Left(LineId),
    /// Somebody on some roll votes; nobody knows who.
    Cast { poll: PollId, ballot: Ballot, answer: oneshot::Sender<Result<(), Refusal>> },
    /// Somebody counts a closed poll.
    OpenUrn { poll: PollId, answer: oneshot::Sender<Result<OpenedUrn, Refusal>> },
    /// Somebody wants to hang an invitation up in the foyer.
    HangUp(Box<HangUp>, oneshot::Sender<Result<(), Refusal>>),
    /// The meeting's time has come.
    Due(oneshot::Sender<Fate>),
    /// The server stops.
    Stop,
}

/// Somebody at the room's door with a pass.
pub struct Arrival {
    hello: Hello,
    line: outbox::Sender,
    answer: oneshot::Sender<Result<LineId, Bye>>,
}

/// A live meeting.
pub struct Room {
    id: MeetingId,
    house: Arc<House>,
    ledger: Ledger,
    audience: Audience,
    desk: Desk,
    sheets: Sheets,
    absences: Absences,
    urns: Urns,
    errands: FuturesUnordered<BoxFuture<'static, Errand>>,
    /// Since when nobody is here.
    empty_since: Instant,
    ending: Option<Ending>,
}

/// What came of something that took time.
enum Errand {
    /// A command was brought to the log.
    Appended(Box<desk::Task>, desk::Outcome),
    /// Something about a pad was asked of the log.
    Pad(sheets::Outcome),
    /// Something about an urn was done.
    Urn(urns::Outcome),
    /// Words were burned, or could not be.
    Burned(Vec<RecordId>, Result<(), Unavailable>),
}

/// Why a room ends.
enum Ending {
    /// Nobody has been here for some time.
    Idle,
    /// The server stops.
    Stop,
    /// The meeting is deleted; whoever asked is told whether it could be.
    Deletion(Option<oneshot::Sender<Fate>>),
    /// Somebody else has deleted it.
    Gone,
}

impl Room {
    /// Wakes the meeting's room, lives in it, and closes it.
    pub async fn live(
        registry: Arc<Registry>,
        house: Arc<House>,
        meeting: MeetingId,
        number: u64,
        mut inbox: mpsc::Receiver<Message>,
    ) {
        let registered = Registered { registry, meeting, number };
        let refusal = match Ledger::read(&*house.log, meeting).await {
            Ok((ledger, unnamed)) => {
                let room = Self::new(meeting, house.clone(), ledger);
                room.burn(unnamed);
                room.run(&mut inbox).await
            }
            Err(Unreadable::Unknown) => Some(Bye::PassUnknown),
            Err(Unreadable::Entry(seq)) => {
                tracing::error!(%meeting, %seq, "an entry cannot be read; the meeting stays closed");
                Some(Bye::Refused(Refusal::Unavailable))
            }
            Err(Unreadable::Unavailable(cause)) => {
                tracing::error!(%meeting, %cause, "a meeting cannot be read");
                Some(Bye::Refused(Refusal::Unavailable))
            }
        };
        // From here on whoever comes wakes another room.
        drop(registered);
        inbox.close();
        while let Some(message) = inbox.recv().await {
            match (message, refusal) {
                // Nobody listens any more to an answer that cannot be given.
                (Message::Arrive(arrival), Some(bye)) => drop(arrival.answer.send(Err(bye))),
                (Message::HangUp(_, answer), Some(Bye::PassUnknown)) => {
                    let _ = answer.send(Err(Refusal::NotAllowed));
                }
                (Message::Due(answer), _) => {
                    let _ = answer.send(forget(&house, meeting).await);
                }
                // An arrival without an answer knocks again.
                _ => {}
            }
        }
    }

    fn new(id: MeetingId, house: Arc<House>, ledger: Ledger) -> Self {
        Self {
            id,
            house,
            ledger,
            audience: Audience::new(),
            desk: Desk::default(),
            sheets: Sheets::default(),
            absences: Absences::default(),
            urns: Urns::default(),
            errands: FuturesUnordered::new(),
            empty_since: Instant::now(),
            ending: None,
        }
    }

    /// Returns what those are told who still wait when the room has ended; `None` lets them knock
    /// again.
    async fn run(mut self, inbox: &mut mpsc::Receiver<Message>) -> Option<Bye> {
        let mut handful = Vec::new();
        let ending = loop {
            self.audience.send();
            if let Some(ending) = self.ending.take() {
                break ending;
            }
            let deadline = self.deadline();
            tokio::select! {
                // The registry holds the other half for as long as the room is there.
                _ = inbox.recv_many(&mut handful, HANDFUL) => {
                    handful.drain(..).for_each(|message| self.take(message));
                }
                Some(errand) = self.errands.next() => self.conclude(errand),
                () = sleep_until(deadline.unwrap_or_else(Instant::now)), if deadline.is_some() => {
                    self.look_around();
                }
            }
        };
        self.end(ending).await
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Arrive(arrival) => {
                self.receive(*arrival);
                self.look_for_moderators();
                self.look_for_polls();
            }
            Message::Heard(line, message) => self.listen(line, message),
            Message::Quiet(line, quiet) => {
                self.audience.note_quiet(line, quiet);
                self.look_for_moderators();
            }
            Message::Left(line) => {
                self.audience.remove(line);
                self.empty_since = Instant::now();
                self.look_for_moderators();
            }
            Message::Cast { poll, ballot, answer } => self.cast(poll, ballot, answer),
            Message::OpenUrn { poll, answer } => self.open_urn(poll, answer),
            Message::HangUp(asked, answer) => {
                // Who asked may have gone meanwhile.
                let _ = answer.send(self.hang_up(*asked));
            }
            Message::Due(answer) => self.consider_deletion(answer),
            Message::Stop => self.ending = Some(Ending::Stop),
        }
    }

    fn conclude(&mut self, errand: Errand) {
        match errand {
            Errand::Appended(task, outcome) => self.settle(*task, outcome),
            Errand::Pad(outcome) => self.conclude_pad(outcome),
            Errand::Urn(outcome) => self.conclude_urn(outcome),
            Errand::Burned(_, Ok(())) => {}
            Errand::Burned(ids, Err(cause)) => {
                // They are unnamed already, and the next waking finds them if this process ends.
                tracing::warn!(meeting = %self.id, records = ids.len(), %cause, "not burned yet");
                self.burn_in(BURN_AGAIN, ids);
            }
        }
    }

    fn listen(&mut self, line: LineId, message: ToServer) {
        match message {
            ToServer::Do { command, records } => self.command(line, *command, records),
            ToServer::OpenPad { pad } => self.open_sheet(line, pad),
            ToServer::Write { pad, counter, sealed } => self.write(line, pad, counter, sealed),
            ToServer::Summarize { pad, upto, counter, sealed } => {
                self.summarize(line, pad, upto, (counter, sealed));
            }
            ToServer::Confirm { pad, upto } => self.confirm(line, pad, upto),
            ToServer::Whisper { pad, sealed } => self.whisper(line, pad, sealed),
            // The socket answers these itself.
            ToServer::Hello { .. } | ToServer::Ping { .. } => {}
        }
    }

    /// Sends something to be done beside the room.
    fn send(&self, errand: impl Future<Output = Errand> + Send + 'static) {
        self.errands.push(Box::pin(errand));
    }

    /// Burns words that nobody names any more.
    fn burn(&self, ids: Vec<RecordId>) {
        if !ids.is_empty() {
            self.burn_in(Duration::ZERO, ids);
        }
    }

    fn burn_in(&self, pause: Duration, ids: Vec<RecordId>) {
        let (log, meeting) = (self.house.log.clone(), self.id);
        self.send(async move {
            if !pause.is_zero() {
                sleep(pause).await;
            }
            let burned = log.burn(meeting, ids.clone()).await;
            Errand::Burned(ids, burned)
        });
    }

    /// When to look around next.
    fn deadline(&self) -> Option<Instant> {
        let idle = self.audience.is_empty() && self.errands.is_empty();
        let unload = idle.then(|| self.empty_since + self.house.settings.unload_after);
        let absence = self.absences.next().filter(|_| !self.audience.is_empty());
        [self.audience.tell_presence_at, unload, absence].into_iter().flatten().min()
    }

    fn look_around(&mut self) {
        let now = Instant::now();
        if self.audience.tell_presence_at.is_some_and(|at| at <= now) {
            self.audience.tell_presence();
        }
        if self.absences.next().is_some_and(|at| at <= now) {
            self.look_for_moderators();
        }
        let unload_at = self.empty_since + self.house.settings.unload_after;
        if self.audience.is_empty() && self.errands.is_empty() && unload_at <= now {
            self.ending = Some(Ending::Idle);
        }
    }

    fn consider_deletion(&mut self, answer: oneshot::Sender<Fate>) {
        let (day, now) = (self.ledger.meeting().delete_at, self.house.clock.now());
        let busy = self.ledger.clock_runs() && !self.audience.is_empty();
        let put_off = busy && !self.ledger.deleted_at_once() && now < day + PUT_OFF;
        if day <= now && !put_off {
            self.ending = Some(Ending::Deletion(Some(answer)));
            return;
        }
        if self.ledger.meeting().harvest.until.is_some_and(|until| until <= now) {
            self.house_asks(Deed::Harvest(HarvestStep::Close));
        }
        // The almanac has gone only when the server stops.
        let _ = answer.send(Fate::Later);
    }

    async fn end(mut self, ending: Ending) -> Option<Bye> {
        let bye = match ending {
            Ending::Idle | Ending::Stop => Bye::Restart,
            Ending::Deletion(_) | Ending::Gone => Bye::Deleted,
        };
        self.audience.send_all_away(bye);
        // What has been begun is finished: nobody is told any more, but they will look for it.
        while self.errands.next().await.is_some() {}
        match ending {
            Ending::Idle => None,
            Ending::Stop => Some(Bye::Restart),
            Ending::Gone => Some(Bye::PassUnknown),
            Ending::Deletion(answer) => {
                let fate = forget(&self.house, self.id).await;
                match answer {
                    Some(answer) => drop(answer.send(fate)),
                    None if fate == Fate::Failed => self.house.almanac.notify_one(),
                    None => {}
                }
                (fate == Fate::Forgotten).then_some(Bye::PassUnknown)
            }
        }
    }
}

async fn forget(house: &House, meeting: MeetingId) -> Fate {
    house.foyer.close(meeting);
    match house.log.forget(meeting).await {
        Ok(()) => Fate::Forgotten,
        Err(cause) => {
            tracing::error!(%meeting, %cause, "a meeting could not be deleted yet");
            Fate::Failed
        }
    }
}

/// A room's name in the registry, taken back however the room ends.
struct Registered {
    registry: Arc<Registry>,
    meeting: MeetingId,
    number: u64,
}

impl Drop for Registered {
    fn drop(&mut self) {
        self.registry.leave(self.meeting, self.number);
    }
}

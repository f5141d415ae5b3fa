//! The desk: commands one after the other, each decided, stored, absorbed, and told.
//!
//! Stored before told, always. The append is guarded: where somebody else was first, the room
//! reads on and decides again.

use std::collections::VecDeque;

use shared::actor::Actor;
use shared::command::{Command, Deed};
use shared::engine::{decide, wake_at};
use shared::event::Entry;
use shared::id::{CommandId, MeetingId, Seq};
use shared::lens::{is_public, reaches, redact};
use shared::refusal::Refusal;
use shared::wire::{self, ToClient};
use shared::words::Record;

use super::audience::{LineId, Standing};
use super::{Ending, Errand, Room, words};
use crate::log::{AppendError, Log, Unavailable};
use crate::socket::frame::frame;

/// How many commands may wait; more than wait in the worst case of everybody tapping at once.
const WAITING: usize = 256;
/// How often a command is decided anew because another server was first.
const TRIES: u8 = 5;

/// Commands that wait, and whether one is at the log.
#[derive(Default)]
pub struct Desk {
    waiting: VecDeque<Task>,
    busy: bool,
}

/// A command on its way.
pub struct Task {
    /// Whose connection it came by; `None` where the house asks.
    line: Option<LineId>,
    by: Actor,
    command: Command,
    records: Vec<Record>,
    tries: u8,
}

impl Task {
    pub fn new(line: Option<LineId>, by: Actor, command: Command, records: Vec<Record>) -> Self {
        Self { line, by, command, records, tries: 0 }
    }
}

/// What came of an append.
pub enum Outcome {
    Stored(Entry),
    /// It was not, or nobody knows; this has happened since.
    News {
        entries: Vec<Entry>,
        records: Vec<Record>,
        again: bool,
    },
    /// The meeting has been deleted.
    Gone,
    Unavailable(Unavailable),
}

impl Room {
    /// Takes a command in its turn.
    pub(super) fn command(&mut self, line: LineId, command: Command, records: Vec<Record>) {
        let Some(from) = self.audience.get(line) else { return };
        let standing = from.standing;
        let refused = if !self.audience.may_command(standing) {
            Err(Refusal::TooFast)
        } else if self.desk.waiting.len() >= WAITING {
            Err(Refusal::Unavailable)
        } else {
            words::check(&command.deed, &records).and_then(|()| words::check_key(&command.deed))
        };
        if let Err(refusal) = refused {
            return self.refuse(Some(line), command.id, refusal);
        }
        self.enqueue(Task::new(Some(line), standing.actor(), command, records));
    }

    /// Puts a command behind those that wait.
    pub(super) fn enqueue(&mut self, task: Task) {
        self.desk.waiting.push_back(task);
        self.work();
    }

    /// Decides what waits, until something is on its way to the log.
    fn work(&mut self) {
        while !self.desk.busy
            && let Some(task) = self.desk.waiting.pop_front()
        {
            match self.consider(&task) {
                Ok(Some(entry)) => self.append(task, entry),
                Ok(None) => self.done(task.line, task.command.id),
                Err(refusal) => self.refuse(task.line, task.command.id, refusal),
            }
        }
    }

    /// The entry a command would make; `None` where nothing is left to be done.
    fn consider(&self, task: &Task) -> Result<Option<Entry>, Refusal> {
        let Task { by, command, records, .. } = task;
        if self.ledger.fold().has_seen(command.id) {
            return Ok(None);
        }
        if records.iter().any(|record| self.ledger.has(record.id)) {
            return Err(Refusal::AlreadyThere);
        }
        let ends = matches!(command.deed, Deed::Leave { .. } | Deed::KeepUntil { .. });
        if !self.ledger.fits(records) || (self.ledger.is_full() && !ends) {
            return Err(Refusal::TooLong);
        }
        // A clock that was put back must not make a later entry seem earlier.
        let at = self.house.clock.now().max(self.ledger.last_at());
        let events = decide(self.ledger.meeting(), command, *by, at)?;
        let seq = self.ledger.fold().seq.next();
        let entry = Entry { seq, id: Some(command.id), at, by: Some(*by), events };
        Ok((!entry.events.is_empty()).then_some(entry))
    }

    fn append(&mut self, task: Task, entry: Entry) {
        self.desk.busy = true;
        let (log, meeting) = (self.house.log.clone(), self.id);
        let after = self.ledger.fold().seq;
        let wake = self.ledger.wake_after(&entry);
        let bytes = wire::encode(&entry).into();
        let records = task.records.clone();
        let task = Box::new(task);
        self.send(async move {
            let outcome = match log.append(meeting, after, bytes, records, wake).await {
                Ok(()) => Outcome::Stored(entry),
                Err(AppendError::Gone) => Outcome::Gone,
                Err(AppendError::Conflict) => news(&*log, meeting, after, true).await,
                Err(AppendError::Unavailable(cause)) => {
                    tracing::error!(%meeting, %cause, "a command was not stored");
                    news(&*log, meeting, after, false).await
                }
            };
            Errand::Appended(task, outcome)
        });
    }

    /// Goes on after an append.
    pub(super) fn settle(&mut self, mut task: Task, outcome: Outcome) {
        self.desk.busy = false;
        match outcome {
            Outcome::Stored(entry) => {
                let records = std::mem::take(&mut task.records);
                self.accept(&task, entry, records);
            }
            Outcome::News { entries, records, again } => {
                for entry in entries {
                    self.accept(&task, entry, records.clone());
                }
                let id = task.command.id;
                if self.ledger.fold().has_seen(id) {
                    // It has been told as an entry of the command's own.
                } else if again && task.tries < TRIES {
                    task.tries += 1;
                    self.desk.waiting.push_front(task);
                } else {
                    self.refuse(task.line, id, Refusal::Unavailable);
                }
            }
            Outcome::Gone => self.ending = Some(Ending::Gone),
            Outcome::Unavailable(cause) => {
                tracing::error!(meeting = %self.id, %cause, "the log cannot be read");
                self.refuse(task.line, task.command.id, Refusal::Unavailable);
            }
        }
        self.work();
    }

    /// Absorbs an entry that the log has accepted and tells everybody. Absorbed even when ours: the
    /// log, not the room, decides what happened.
    fn accept(&mut self, task: &Task, entry: Entry, records: Vec<Record>) {
        let own = entry.id == Some(task.command.id);
        let date = wake_at(self.ledger.meeting());
        let thrown_away = self.thrown_away(&entry);
        let (told, unsaid) = self.ledger.absorb(entry, records);
        self.burn(unsaid);
        let Some(entry) = told else { return };
        self.mind_the_door(&entry.events);
        match task.command.deed {
            // Whoever sits down sees another meeting from now on; the answer comes before it.
            Deed::TakeSeat { seat, .. } if own => {
                let standing = Standing::of(self.ledger.meeting(), seat);
                if let Some((line, standing)) = task.line.zip(standing) {
                    self.audience.stand(line, standing);
                }
                self.done(task.line, task.command.id);
                self.tell(&entry);
            }
            // Whoever leaves hears that it is done before the connection ends.
            Deed::Leave { seat } if own && task.by == Actor::Seat(seat) => {
                self.done(task.line, task.command.id);
                self.tell(&entry);
            }
            _ => {
                self.tell(&entry);
                if own {
                    self.done(task.line, task.command.id);
                }
            }
        }
        if wake_at(self.ledger.meeting()) != date {
            self.house.almanac.notify_one();
        }
        if self.ledger.deleted_at_once() {
            self.ending = Some(Ending::Deletion(None));
        }
        self.burn_urns(thrown_away);
        self.look_for_moderators();
        self.look_for_polls();
    }

    /// Tells everybody what they may know of an entry, encoded once for all who may know the same.
    fn tell(&mut self, entry: &Entry) {
        let told = |ledger: &super::Ledger, entry: Entry| {
            let records = ledger.words_of(&entry);
            frame(&ToClient::Entry { entry, records })
        };
        let whole = is_public(entry).then(|| told(&self.ledger, entry.clone()));
        let mut parts: Vec<(Entry, _)> = Vec::new();
        let mut anew = Vec::new();
        for (id, line) in self.audience.iter() {
            let viewer = line.standing.viewer();
            if let Some(whole) =
                whole.as_ref().filter(|_| reaches(entry, viewer, self.ledger.meeting()))
            {
                line.push(whole);
                continue;
            }
            let Some(part) = redact(entry, viewer, self.ledger.meeting()) else {
                anew.push(id);
                continue;
            };
            let known = parts.iter().position(|(other, _)| *other == part);
            let place = known.unwrap_or_else(|| {
                parts.push((part.clone(), told(&self.ledger, part)));
                parts.len() - 1
            });
            line.push(&parts[place].1);
        }
        for id in anew {
            self.welcome(id);
        }
    }

    fn done(&self, line: Option<LineId>, id: CommandId) {
        if let Some(line) = line {
            self.answer(line, &ToClient::Done { id });
        }
    }

    fn refuse(&self, line: Option<LineId>, id: CommandId, refusal: Refusal) {
        if let Some(line) = line {
            self.answer(line, &ToClient::Refused { id, refusal });
        }
    }

    /// Answers whoever asked, if they are still here.
    pub(super) fn answer(&self, line: LineId, message: &ToClient) {
        if let Some(line) = self.audience.get(line) {
            line.tell(message);
        }
    }
}

/// What has happened behind an entry, with the words it names.
async fn news(log: &dyn Log, meeting: MeetingId, after: Seq, again: bool) -> Outcome {
    let read = async {
        let mut entries: Vec<Entry> = Vec::new();
        for (seq, bytes) in log.read(meeting, after).await? {
            let damaged = || Unavailable::because(format_args!("entry {seq} cannot be read"));
            entries.push(wire::decode(&bytes).ok_or_else(damaged)?);
        }
        let mut named = Vec::new();
        for event in entries.iter().flat_map(|entry| &entry.events) {
            event.records(&mut |id| named.push(id));
        }
        let records = log.records(meeting, &named).await?;
        Ok(Outcome::News { entries, records, again })
    };
    read.await.unwrap_or_else(Outcome::Unavailable)
}

//! The engine: what a command would do, and what an event does. Pure functions over values.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use crate::actor::Actor;
use crate::command::{Command, Deed};
use crate::event::{Entry, Event};
use crate::id::{CommandId, Seq};
use crate::meeting::Meeting;
use crate::refusal::Refusal;
use crate::rules::{attendance, cases, housekeeping, session};
use crate::time::Timestamp;

/// What the command would do to the meeting now, or what stands in its way.
///
/// Pure: the same arguments give the same answer, and the meeting stays as it is.
pub fn decide(m: &Meeting, c: &Command, by: Actor, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    let me = match (by, &c.deed) {
        (Actor::Seat(me), _) => attendance::present(m, me)?,
        (Actor::Door(kind), Deed::TakeSeat { seat, pass, person, presence, agreed }) => {
            let person = (*person, *presence);
            return attendance::take_seat(m, kind, (*seat, *pass), person, *agreed, now);
        }
        (Actor::Door(_) | Actor::House, _) => return Err(Refusal::NotSeated),
    };
    match &c.deed {
        Deed::TakeSeat { .. } => Err(Refusal::AlreadyThere),
        Deed::Introduce { person, presence } => attendance::introduce(&me, *person, *presence),
        Deed::Agree => attendance::agree(&me),
        Deed::Leave { seat } => attendance::leave(&me, *seat),
        Deed::KeepUntil { at } => housekeeping::keep_until(&me, *at, now),
        Deed::Retitle { title } => housekeeping::retitle(&me, *title),
        Deed::NameModerator { seat } => attendance::name_moderator(&me, *seat),
        Deed::BringCase { case, words } => cases::bring(&me, *case, *words),
        Deed::RewordCase { case, words } => cases::reword(&me, *case, *words),
        Deed::WithdrawCase { case } => cases::withdraw(&me, *case),
        Deed::Begin { session, method } => session::begin(&me, *session, method, now),
        Deed::In(session, step) => session::decide(&me, *session, step, now),
    }
}

/// Lets an event happen. Total: whatever was decided can be applied, and anything else changes
/// nothing.
pub fn apply(m: &mut Meeting, e: &Event) {
    match e {
        Event::Opened { .. } | Event::Retitled { .. } | Event::DeletionSet { .. } => {
            housekeeping::apply(m, e);
        }
        Event::SeatTaken { .. }
        | Event::Introduced { .. }
        | Event::Agreed { .. }
        | Event::SeatLeft { .. } => attendance::apply(m, e),
        Event::In(group, event) => session::apply_in_group(m, *group, event),
    }
}

/// When somebody must look at this meeting again: its erasure. Never a phase's end.
pub fn wake_at(m: &Meeting) -> Option<Timestamp> {
    m.id.map(|_| m.delete_at)
}

/// A meeting folded from its log: the last arbiter of what counts.
///
/// An entry that does not follow the last one, or whose command has taken effect already, is
/// ignored by everybody alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fold {
    /// What the entries have made of the meeting.
    pub meeting: Meeting,
    /// The number of the last entry that counts.
    pub seq: Seq,
    seen: BTreeSet<CommandId>,
}

impl Fold {
    /// A copy that begins in the middle: a view, and the entry up to which it holds.
    pub fn resume(meeting: Meeting, seq: Seq) -> Self {
        Self { meeting, seq, seen: BTreeSet::new() }
    }

    /// Lets an entry happen; says whether it counted.
    pub fn absorb(&mut self, entry: &Entry) -> bool {
        if entry.seq != self.seq.next() {
            return false;
        }
        // The number is used up even where the command is not: the next entry names it.
        self.seq = entry.seq;
        if entry.id.is_some_and(|id| !self.seen.insert(id)) {
            return false;
        }
        entry.events.iter().for_each(|event| apply(&mut self.meeting, event));
        true
    }

    /// Whether a command has taken effect already.
    pub fn has_seen(&self, id: CommandId) -> bool {
        self.seen.contains(&id)
    }
}

//! Random meetings: moves that proptest can shrink, played into a log entry by entry.
//!
//! A move names people, cases and cards by a number that is looked up when it is played, so that
//! many moves are plausible and a shortened list of moves is still a meeting.

use std::collections::BTreeSet;

use shared::actor::{Actor, Viewer};
use shared::command::Command;
use shared::engine::{self, Fold};
use shared::event::{Entry, Event, GroupEvent};
use shared::id::{CommandId, GroupId, MeetingId, RecordId, SeatId, Seq};
use shared::meeting::{Group, Meeting};
use shared::pass::{PassHash, PassKind};
use shared::refusal::Refusal;
use shared::time::{Span, Timestamp};

mod casebox;
mod commands;
mod elections;
pub mod happened;
pub mod hidden;
mod methods;
mod moves;
pub mod order;
mod plenary;

use moves::{By, Wish};
pub use moves::{Move, Pick, moves};

/// The group that whoever sits down joins.
pub const FIRST: GroupId = GroupId::from_bytes([0xA1; 16]);
/// A second group, as there will be once groups can be formed: the lens keeps the two apart now.
pub const SECOND: GroupId = GroupId::from_bytes([0xA2; 16]);

/// When every random meeting is opened.
const OPENED: Timestamp = Timestamp(1_700_000_000_000);

/// A meeting while it is being played.
#[derive(Clone, Debug)]
pub struct Play {
    /// What the house knows.
    pub house: Fold,
    /// The server's clock.
    pub now: Timestamp,
    made: u64,
}

/// A move that was played: the command it became, and what came of it.
#[derive(Clone, Debug)]
pub struct Played {
    /// What was asked for.
    pub command: Command,
    /// By whom.
    pub by: Actor,
    /// The entry that counted, or what stood in its way.
    pub result: Result<Entry, Refusal>,
}

impl Play {
    /// An opened meeting with two empty groups.
    pub fn opened() -> Self {
        let mut meeting = Meeting::default();
        engine::apply(&mut meeting, &opening());
        meeting.groups.insert(SECOND, Group::default());
        Self { house: Fold::resume(meeting, Seq(1)), now: OPENED, made: 0 }
    }

    /// Plays a move; what was decided counts at once.
    pub fn play(&mut self, next: &Move) -> Played {
        self.now = self.now + Span(next.wait);
        let by = self.actor(next.by);
        let id = CommandId::from_bytes(self.fresh());
        let command = Command { id, deed: self.deed(next, by) };
        let result = engine::decide(&self.house.meeting, &command, by, self.now).map(|events| {
            let events = events.into_iter().map(|event| match next.wish {
                Wish::Sit { second: true } => placed(event),
                _ => event,
            });
            let events = events.collect();
            Entry { seq: self.house.seq.next(), id: Some(id), at: self.now, by: Some(by), events }
        });
        if let Ok(entry) = &result {
            assert!(self.house.absorb(entry), "a fresh entry counts");
        }
        Played { command, by, result }
    }

    fn actor(&self, by: By) -> Actor {
        let m = &self.house.meeting;
        let group = |second: bool| m.groups.get(if second { &SECOND } else { &FIRST });
        let cast = |second: bool| group(second).map(|group| group.cast).unwrap_or_default();
        // Whose case it was can still release it, and whoever promised something tell of it.
        let before = |second: bool| group(second)?.sessions.last()?.cast.case_giver;
        let committed = |second: bool| {
            let ended = group(second)?.sessions.iter().filter(|it| it.ended.is_some());
            let id = if second { SECOND } else { FIRST };
            let here = |seat: &SeatId| m.seat(*seat).is_some_and(|seat| seat.group == id);
            ended.flat_map(|it| &it.first_steps).map(|step| step.by).rfind(here)
        };
        let seat = match by {
            By::Door(kind) => return Actor::Door(kind),
            By::House => return Actor::House,
            By::Moderator { second } => cast(second).moderator,
            By::CaseGiver { second } => cast(second).case_giver.or_else(|| before(second)),
            By::Committed { second } => committed(second),
            By::Officer => self.officer(),
            By::Anybody(pick) => pick.of(m.seats.keys().copied()),
        };
        seat.or_else(|| m.seats.keys().next().copied()).map_or(Actor::House, Actor::Seat)
    }

    /// Sixteen bytes that nobody has had before and that are like no other.
    fn fresh(&mut self) -> [u8; 16] {
        self.made += 1;
        let scattered = self.made.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let bytes = (u128::from(scattered) << 64) | u128::from(!scattered);
        bytes.to_be_bytes()
    }
}

/// The first entry of every meeting.
pub fn opening() -> Event {
    Event::Opened {
        meeting: MeetingId::from_bytes([1; 16]),
        title: RecordId::from_bytes([2; 16]),
        at: OPENED,
        delete_at: OPENED + Span::days(30),
        passes: vec![
            (PassHash([3; 32]), PassKind::Participant),
            (PassHash([4; 32]), PassKind::Moderator),
        ],
        group: FIRST,
    }
}

/// Sitting down happens in the first group; this moves it to the second.
fn placed(event: Event) -> Event {
    match event {
        Event::SeatTaken { seat, pass, person, presence, agreed, inviting, at, .. } => {
            Event::SeatTaken { seat, pass, person, presence, agreed, inviting, group: SECOND, at }
        }
        Event::In(FIRST, GroupEvent::ModeratorNamed { seat }) => {
            Event::In(SECOND, GroupEvent::ModeratorNamed { seat })
        }
        event => event,
    }
}

/// Everybody for whom a view can be made: the house, the door, and every seat ever taken.
pub fn viewers(m: &Meeting) -> Vec<Viewer> {
    let seats = m.seats.keys().filter_map(|id| m.viewer(*id));
    [Viewer::House, Viewer::Door].into_iter().chain(seats).collect()
}

/// All the records that the holder of this meeting may read.
pub fn records(m: &Meeting) -> BTreeSet<RecordId> {
    let mut records = BTreeSet::new();
    shared::lens::records(m, &mut |record| {
        records.insert(record);
    });
    records
}

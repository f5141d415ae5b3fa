//! A meeting as a value: what all its events together have made of it.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::{CardId, CaseId, GroupId, MeetingId, RecordId, SeatId, SessionId};
use crate::method::{Method, Module, Phase, Role};
use crate::pass::{PassHash, PassKind};
use crate::time::{Span, Timestamp};

/// A meeting (Treffen).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Its id; `None` before it was opened.
    pub id: Option<MeetingId>,
    /// Its title.
    pub title: Option<RecordId>,
    /// When it was opened.
    pub opened: Timestamp,
    /// When everything will be deleted.
    pub delete_at: Timestamp,
    /// Who may come in, by hash. Only the house's copy has any.
    pub passes: BTreeMap<PassHash, Admission>,
    /// The people.
    pub seats: BTreeMap<SeatId, Seat>,
    /// The groups.
    pub groups: BTreeMap<GroupId, Group>,
}

/// What a pass opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Admission {
    /// The door, as a guest or as the one who invites.
    Door(PassKind),
    /// A seat.
    Seat(SeatId),
}

/// Where a person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Presence {
    /// vor Ort.
    OnSite,
    /// zugeschaltet.
    Remote,
}

/// A seat (Platz): one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Name and house.
    pub person: RecordId,
    /// In the room or not.
    pub presence: Presence,
    /// Whether they accepted the agreements.
    pub agreed: bool,
    /// Whether they came by the moderator's link and may always take the moderation.
    pub inviting: bool,
    /// Their group.
    pub group: GroupId,
    /// When they sat down.
    pub since: Timestamp,
    /// Whether they have left for good. What they said stays.
    pub left: bool,
}

/// A group (Gruppe).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Who does what now.
    pub cast: Cast,
    /// The cases that were brought, oldest first.
    pub cases: Vec<Case>,
    /// The case sessions, oldest first; only the last can be running.
    pub sessions: Vec<CaseSession>,
}

/// Who does what. Everybody who is named nowhere consults; the scribe consults as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cast {
    /// Moderation.
    pub moderator: Option<SeatId>,
    /// Fallgeber:in.
    pub case_giver: Option<SeatId>,
    /// Schreiber:in.
    pub scribe: Option<SeatId>,
    /// Prozessbeobachter:in.
    pub observer: Option<SeatId>,
}

impl Cast {
    /// What a person is, the most particular role first.
    pub fn roles(&self, seat: SeatId) -> &'static [Role] {
        let seat = Some(seat);
        if self.case_giver == seat {
            &[Role::CaseGiver]
        } else if self.moderator == seat {
            &[Role::Moderator]
        } else if self.scribe == seat {
            &[Role::Scribe, Role::Consultant]
        } else if self.observer == seat {
            &[Role::Observer]
        } else {
            &[Role::Consultant]
        }
    }
}

/// A case (Anliegen).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Whose it is.
    pub by: SeatId,
    /// One sentence, and how urgent it is.
    pub words: RecordId,
    /// Whether it was taken back.
    pub withdrawn: bool,
}

/// A case session (Fallberatung): one case in one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseSession {
    /// Its id.
    pub id: SessionId,
    /// The method it is led by, as it was when the session began.
    pub method: Box<Method>,
    /// When it began.
    pub began: Timestamp,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// Who did what, once it has ended; until then the group's cast counts.
    pub cast: Cast,
    /// The chosen case.
    pub case: Option<CaseId>,
    /// Who put dots, and where as far as the viewer may know.
    pub dots: BTreeMap<SeatId, Option<Vec<CaseId>>>,
    /// How many dots each case has, once shown.
    pub tally: Option<Vec<(CaseId, u16)>>,
    /// The phase the group is in.
    pub phase: u8,
    /// The furthest phase it has been in.
    pub furthest: u8,
    /// One clock for each phase. A phase left and entered again goes on where it stopped.
    pub clocks: Vec<Clock>,
    /// Who is done with this phase.
    pub ready: BTreeSet<SeatId>,
    /// The chosen module.
    pub module: Option<Box<Module>>,
    /// The key question, once fixed.
    pub question: Option<FixedQuestion>,
    /// Whether cards are being collected silently.
    pub collecting: bool,
    /// The cards in the order in which they were written; a card's number is its place plus one.
    pub cards: Vec<Card>,
    /// What the case giver takes along.
    pub stars: Option<Stars>,
    /// The first step.
    pub step: Option<FirstStep>,
}

/// The clock of a phase. It informs; nothing ever ends because of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Planned time, with what was added.
    pub planned: Span,
    /// Time that has run, up to the last stop.
    pub spent: Span,
    /// Since when it runs; `None` while it stands.
    pub since: Option<Timestamp>,
}

/// How a phase stands against its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// So much is left.
    Time(Span),
    /// So much is over; counted up for as long as the group stays.
    Over(Span),
}

impl Clock {
    /// The time that has run until `now`.
    pub fn elapsed(&self, now: Timestamp) -> Span {
        self.spent + self.since.map_or(Span::ZERO, |since| now.since(since))
    }

    /// What is left of the planned time, or how much it is over.
    pub fn left(&self, now: Timestamp) -> Left {
        let elapsed = self.elapsed(now);
        if elapsed <= self.planned {
            Left::Time(self.planned - elapsed)
        } else {
            Left::Over(elapsed - self.planned)
        }
    }
}

/// A card (Karte).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its id.
    pub id: CardId,
    /// The phase in which it was begun.
    pub phase: u8,
    /// Whether it came when the group had left that phase: its writer took longer or was offline.
    pub late: bool,
    /// Whether it is still hidden from others.
    pub hidden: bool,
    /// Author and words, as far as the viewer may know; `None` also once it was taken away.
    pub face: Option<Face>,
    /// Whether it was taken away. Its number stays.
    pub removed: bool,
}

/// What is on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Face {
    /// Who wrote it.
    pub by: SeatId,
    /// The words.
    pub words: RecordId,
}

/// What a case giver takes along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stars {
    /// Whose choice it is.
    pub by: SeatId,
    /// The cards.
    pub cards: Vec<CardId>,
    /// Whether the group sees it.
    pub shown: bool,
}

/// The key question (Schlüsselfrage) as it stands on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixedQuestion {
    /// Who fixed it.
    pub by: SeatId,
    /// Its wording.
    pub words: RecordId,
}

/// The first step, with its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstStep {
    /// Whose step it is.
    pub by: SeatId,
    /// The words.
    pub words: RecordId,
    /// By when.
    pub until: Option<Day>,
}

/// A calendar day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub u32);

impl Meeting {
    /// The seat of somebody who has not left.
    pub fn seat(&self, id: SeatId) -> Option<&Seat> {
        self.seats.get(&id).filter(|seat| !seat.left)
    }

    /// The people of a group who have not left, in the order in which they are asked: remote
    /// first, then by when they came.
    pub fn members(&self, group: GroupId) -> Vec<SeatId> {
        let mut members: Vec<_> =
            self.seats.iter().filter(|(_, seat)| seat.group == group && !seat.left).collect();
        members.sort_by_key(|(id, seat)| (seat.presence == Presence::OnSite, seat.since, **id));
        members.into_iter().map(|(id, _)| *id).collect()
    }

    /// A case session and its group.
    pub fn session(&self, id: SessionId) -> Option<(GroupId, &Group, &CaseSession)> {
        self.groups.iter().find_map(|(group_id, group)| {
            let session = group.sessions.iter().find(|session| session.id == id)?;
            Some((*group_id, group, session))
        })
    }
}

impl Group {
    /// The running case session.
    pub fn running(&self) -> Option<&CaseSession> {
        self.sessions.last().filter(|session| session.ended.is_none())
    }

    /// Who does what in one of the group's sessions.
    pub fn cast_of(&self, session: &CaseSession) -> Cast {
        if session.ended.is_some() { session.cast } else { self.cast }
    }

    /// A case that was not taken back.
    pub fn case(&self, id: CaseId) -> Option<&Case> {
        self.cases.iter().find(|case| case.id == id && !case.withdrawn)
    }
}

impl CaseSession {
    /// The phase the group is in.
    pub fn now_in(&self) -> &Phase {
        &self.method.phases[usize::from(self.phase)]
    }

    /// The clock of the phase the group is in.
    pub fn clock(&self) -> &Clock {
        &self.clocks[usize::from(self.phase)]
    }

    /// Planned end of the last phase, if every phase from here takes what is planned.
    pub fn planned_end(&self, now: Timestamp) -> Timestamp {
        let later = &self.clocks[usize::from(self.phase) + 1..];
        let here = match self.clock().left(now) {
            Left::Time(left) => left,
            Left::Over(_) => Span::ZERO,
        };
        later.iter().fold(now + here, |end, clock| end + (clock.planned - clock.spent))
    }

    /// Whether any card is hidden from others.
    pub fn hides(&self) -> bool {
        self.cards.iter().any(|card| card.hidden && !card.removed)
    }
}

//! Events: what has happened, in the past tense; and the entry that keeps the events of a command.

use alloc::boxed::Box;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::id::{
    CaseId, CommandId, ElectionId, GroupId, MeetingId, RecordId, SeatId, Seq, SessionId,
};
use crate::meeting::{Forming, Intent, Message, Placed, Point, PointId, Presence};
use crate::method::Method;
use crate::pass::{PassHash, PassKind};
use crate::time::Timestamp;

mod case;
mod election;
mod plenary;
mod session;

pub use case::CaseEvent;
pub use election::ElectionEvent;
pub use plenary::{FloorEvent, HarvestEvent, WeighEvent};
pub use session::{Revealed, SessionEvent};

/// One command's trace in the log: one row, one message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number. The entry before it bears the number before.
    pub seq: Seq,
    /// The command; `None` where telling it would tell who acted.
    pub id: Option<CommandId>,
    /// When the server decided.
    pub at: Timestamp,
    /// Who acted; `None` where that is nobody's business.
    pub by: Option<Actor>,
    /// What happened.
    pub events: Vec<Event>,
}

/// What can happen. Variants only ever grow at the end: old logs must replay for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The meeting was opened, with one group.
    Opened {
        /// Its id.
        meeting: MeetingId,
        /// Its title.
        title: RecordId,
        /// When.
        at: Timestamp,
        /// When everything will be deleted.
        delete_at: Timestamp,
        /// Hashes of the invitations; only the house keeps them.
        passes: Vec<(PassHash, PassKind)>,
        /// The group everybody joins.
        group: GroupId,
    },
    /// The title changed.
    Retitled {
        /// The new title.
        title: RecordId,
    },
    /// The day of deletion changed.
    DeletionSet {
        /// When everything will be deleted.
        at: Timestamp,
    },
    /// Somebody sat down.
    SeatTaken {
        /// Their seat.
        seat: SeatId,
        /// The hash of their pass; only the house keeps it.
        pass: Option<PassHash>,
        /// Name and house.
        person: RecordId,
        /// In the room or not.
        presence: Presence,
        /// Whether they accepted the agreements.
        agreed: bool,
        /// Whether they came by the moderator's link.
        inviting: bool,
        /// The group they joined.
        group: GroupId,
        /// When.
        at: Timestamp,
    },
    /// Somebody changed their name, house or presence.
    Introduced {
        /// Whose seat.
        seat: SeatId,
        /// Name and house.
        person: RecordId,
        /// In the room or not.
        presence: Presence,
    },
    /// Somebody accepted the agreements.
    Agreed {
        /// Whose seat.
        seat: SeatId,
    },
    /// It was agreed when people have to leave.
    EndSet {
        /// When.
        at: Option<Timestamp>,
    },
    /// Somebody left; their pass has ended.
    SeatLeft {
        /// Whose seat.
        seat: SeatId,
    },
    /// Something happened in a group.
    In(GroupId, GroupEvent),
    /// A case was brought.
    CaseBrought {
        /// Its id.
        case: CaseId,
        /// Whose it is.
        by: SeatId,
        /// The words.
        words: RecordId,
        /// When.
        at: Timestamp,
    },
    /// A case was worded anew.
    CaseReworded {
        /// Which.
        case: CaseId,
        /// The words.
        words: RecordId,
    },
    /// A case was taken back.
    CaseWithdrawn {
        /// Which.
        case: CaseId,
    },
    /// Somebody said in which cases they would like to take part.
    WishesSet {
        /// Who.
        by: SeatId,
        /// The cases, the dearest first; only they themselves and whoever leads learn them.
        cases: Option<Vec<CaseId>>,
    },
    /// It was proposed how to form groups, or no longer.
    GroupsProposed {
        /// Counts the proposals.
        number: u32,
        /// The groups in the order of their letters.
        groups: Vec<Forming>,
        /// Until when objections are waited for.
        until: Timestamp,
    },
    /// Somebody objects to where they are put, or no longer.
    Objected {
        /// Who.
        by: SeatId,
        /// Whether they do.
        objects: bool,
    },
    /// Somebody took a place in a group that is open to all, or gave theirs back.
    PlaceTaken {
        /// Who.
        seat: SeatId,
        /// In which group.
        group: Option<GroupId>,
        /// Whether they moderate it.
        moderates: bool,
    },
    /// The groups are as proposed from now on.
    GroupsFormed {
        /// When.
        at: Timestamp,
    },
    /// People went to other groups.
    SeatsMoved {
        /// Who, and where to.
        seats: Vec<(SeatId, GroupId)>,
    },
    /// It was written where a group meets.
    GroupPlaced {
        /// Which group.
        group: GroupId,
        /// Where, and who wrote it.
        place: Placed,
    },
    /// Somebody goes to groups that call for help, or no longer.
    FloaterNamed {
        /// Who.
        seat: SeatId,
        /// Whether they do.
        floats: bool,
    },
    /// The groups are called back into the plenary, or not any more.
    CalledBack {
        /// When they are to be there.
        at: Option<Timestamp>,
    },
    /// Groups were told something.
    GroupsTold {
        /// What.
        message: Message,
    },
    /// Wishes are asked for, or no longer.
    WishesAsked {
        /// Asked for or not.
        open: bool,
    },
    /// The day was planned, or planned anew.
    AgendaPlanned {
        /// When the first point is to begin.
        begins: Timestamp,
        /// The points, in order.
        points: Vec<Point>,
        /// What people call them, and who wrote it.
        words: Placed,
    },
    /// The meeting went to a point of its agenda, or past the last.
    PointEntered {
        /// Which.
        point: Option<PointId>,
        /// When.
        at: Timestamp,
    },
    /// It was said where the meeting takes place, and how many people and until when cases are taken.
    InvitationSet {
        /// Where, and who wrote it.
        place: Option<Placed>,
        /// How many people.
        capacity: Option<u8>,
        /// Until when cases.
        cases_until: Option<Timestamp>,
    },
    /// Nobody is let in any more, or again.
    DoorClosed {
        /// Closed or open.
        closed: bool,
    },
    /// Somebody said what they come for.
    Intended {
        /// Whose seat.
        seat: SeatId,
        /// What for.
        intent: Intent,
    },
    /// Something happened to the floor of the plenary.
    Floor(FloorEvent),
    /// Something happened while cases are weighed in the plenary.
    Weigh(WeighEvent),
    /// Something happened to the harvest.
    Harvest(HarvestEvent),
    /// Something happened in an election.
    Elect(ElectionId, ElectionEvent),
    /// Something happened to a case.
    Case(CaseId, CaseEvent),
}

/// What can happen in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GroupEvent {
    /// Somebody moderates from now on, or nobody.
    ModeratorNamed {
        /// Who.
        seat: Option<SeatId>,
    },
    /// Somebody takes over when the moderator's device is gone, or nobody.
    DeputyNamed {
        /// Who.
        seat: Option<SeatId>,
    },
    /// A case session began.
    SessionBegun {
        /// Its id.
        session: SessionId,
        /// The method, frozen.
        method: Box<Method>,
        /// What people read of it.
        guide: RecordId,
        /// Who began.
        by: SeatId,
        /// When.
        at: Timestamp,
    },
    /// Something happened in a case session.
    In(SessionId, SessionEvent),
    /// The moderator's device is gone: anybody may take over, or no longer.
    ModerationOffered {
        /// Offered or not.
        open: bool,
    },
    /// The group was formed, or is formed anew, around a case.
    Formed {
        /// The case, with whose it is.
        case: Option<(CaseId, SeatId)>,
    },
    /// The group calls for help, or needs none any more.
    HelpCalled {
        /// Since when.
        since: Option<Timestamp>,
    },
    /// Somebody comes to help.
    HelpAnswered {
        /// Who.
        by: SeatId,
    },
    /// The group asks for more time, or has got it or does without.
    MinutesAsked {
        /// How many minutes.
        minutes: Option<u8>,
    },
}

impl Event {
    /// The records this event names: what a viewer who receives it may read in the drawer.
    pub fn records(&self, name: &mut impl FnMut(RecordId)) {
        match self {
            Self::Opened { title, .. } | Self::Retitled { title } => name(*title),
            Self::SeatTaken { person, .. } | Self::Introduced { person, .. } => name(*person),
            Self::CaseBrought { words, .. } | Self::CaseReworded { words, .. } => name(*words),
            Self::GroupsProposed { groups, .. } => {
                let places = groups.iter().filter_map(|forming| forming.place);
                places.for_each(|place| name(place.words));
            }
            Self::GroupPlaced { place, .. } => name(place.words),
            Self::AgendaPlanned { words, .. } => name(words.words),
            Self::InvitationSet { place, .. } => place.iter().for_each(|place| name(place.words)),
            Self::GroupsTold { message } => name(message.words),
            Self::In(_, event) => event.records(name),
            Self::Floor(event) => event.records(name),
            Self::Harvest(event) => event.records(name),
            Self::Elect(_, event) => event.records(name),
            Self::Case(_, event) => event.records(name),
            Self::DeletionSet { .. }
            | Self::Agreed { .. }
            | Self::EndSet { .. }
            | Self::SeatLeft { .. }
            | Self::CaseWithdrawn { .. }
            | Self::WishesSet { .. }
            | Self::Objected { .. }
            | Self::PlaceTaken { .. }
            | Self::GroupsFormed { .. }
            | Self::SeatsMoved { .. }
            | Self::FloaterNamed { .. }
            | Self::CalledBack { .. }
            | Self::WishesAsked { .. }
            | Self::PointEntered { .. }
            | Self::DoorClosed { .. }
            | Self::Intended { .. }
            | Self::Weigh(_) => {}
        }
    }
}

impl GroupEvent {
    fn records(&self, name: &mut impl FnMut(RecordId)) {
        match self {
            Self::SessionBegun { guide, .. } => name(*guide),
            Self::In(_, event) => event.records(name),
            Self::ModeratorNamed { .. }
            | Self::DeputyNamed { .. }
            | Self::ModerationOffered { .. }
            | Self::Formed { .. }
            | Self::HelpCalled { .. }
            | Self::HelpAnswered { .. }
            | Self::MinutesAsked { .. } => {}
        }
    }
}

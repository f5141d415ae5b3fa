//! Events: what has happened, in the past tense; and the entry that keeps the events of a command.

use alloc::boxed::Box;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::id::{CaseId, CommandId, GroupId, MeetingId, RecordId, SeatId, Seq, SessionId};
use crate::meeting::Presence;
use crate::method::Method;
use crate::pass::{PassHash, PassKind};
use crate::time::Timestamp;

mod session;

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
}

impl Event {
    /// The records this event names: what a viewer who receives it may read in the drawer.
    pub fn records(&self, name: &mut impl FnMut(RecordId)) {
        match self {
            Self::Opened { title, .. } | Self::Retitled { title } => name(*title),
            Self::SeatTaken { person, .. } | Self::Introduced { person, .. } => name(*person),
            Self::CaseBrought { words, .. } | Self::CaseReworded { words, .. } => name(*words),
            Self::In(_, event) => event.records(name),
            Self::DeletionSet { .. }
            | Self::Agreed { .. }
            | Self::EndSet { .. }
            | Self::SeatLeft { .. }
            | Self::CaseWithdrawn { .. } => {}
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
            | Self::ModerationOffered { .. } => {}
        }
    }
}

//! Events: what has happened, in the past tense; and the entry that keeps the events of a command.

use alloc::boxed::Box;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::id::{CardId, CaseId, CommandId, GroupId, MeetingId, RecordId, SeatId, Seq, SessionId};
use crate::meeting::{Day, Face, Presence};
use crate::method::{Method, Module, Role};
use crate::pass::{PassHash, PassKind};
use crate::time::Timestamp;

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
    /// Somebody left; their pass has ended.
    SeatLeft {
        /// Whose seat.
        seat: SeatId,
    },
    /// Something happened in a group.
    In(GroupId, GroupEvent),
}

/// What can happen in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GroupEvent {
    /// Somebody moderates from now on, or nobody.
    ModeratorNamed {
        /// Who.
        seat: Option<SeatId>,
    },
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
    /// A case session began.
    SessionBegun {
        /// Its id.
        session: SessionId,
        /// The method, frozen.
        method: Box<Method>,
        /// When.
        at: Timestamp,
    },
    /// Something happened in a case session.
    In(SessionId, SessionEvent),
}

/// What can happen in a case session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SessionEvent {
    /// A role was given.
    RoleGiven {
        /// Which role.
        role: Role,
        /// To whom, or to nobody.
        seat: Option<SeatId>,
    },
    /// Somebody put their dots.
    DotsPlaced {
        /// Who.
        by: SeatId,
        /// Where; only they themselves and the house learn it.
        cases: Option<Vec<CaseId>>,
    },
    /// The dots were shown.
    DotsShown {
        /// How many each case has.
        tally: Vec<(CaseId, u16)>,
    },
    /// A case was chosen.
    CaseChosen {
        /// Which.
        case: CaseId,
        /// Its owner, now the case giver.
        giver: SeatId,
    },
    /// The group went to a phase.
    PhaseEntered {
        /// Which.
        phase: u8,
        /// When.
        at: Timestamp,
    },
    /// The clock was stopped.
    ClockPaused {
        /// When.
        at: Timestamp,
    },
    /// The clock runs on.
    ClockResumed {
        /// When.
        at: Timestamp,
    },
    /// The phase got more time.
    MinutesAdded {
        /// How many.
        minutes: u8,
    },
    /// Somebody is done with this phase, or not yet.
    ReadySet {
        /// Who.
        seat: SeatId,
        /// Done or not.
        ready: bool,
    },
    /// The group settled on a module.
    ModuleChosen {
        /// The module, frozen.
        module: Box<Module>,
    },
    /// Silent collecting began.
    CollectingBegun,
    /// A card was written.
    CardWritten {
        /// Its id.
        card: CardId,
        /// In which phase it was begun; it is late where the group has left that.
        phase: u8,
        /// Whether it stays hidden for now.
        hidden: bool,
        /// Author and words; while hidden only for the author and the house.
        face: Option<Face>,
    },
    /// A card was worded anew. While hidden, only the author and the house learn it.
    CardReworded {
        /// Which.
        card: CardId,
        /// Whether it is still hidden.
        hidden: bool,
        /// Author and new words.
        face: Face,
    },
    /// A card was taken away.
    CardRemoved {
        /// Which.
        card: CardId,
        /// Whether it was still hidden, so that who removed it stays unknown.
        hidden: bool,
    },
    /// The hidden cards were revealed.
    CardsRevealed {
        /// Each with its author and words.
        faces: Vec<(CardId, Face)>,
    },
    /// The key question was fixed.
    QuestionFixed {
        /// Who fixed it.
        by: SeatId,
        /// Its wording.
        words: RecordId,
    },
    /// The key question was taken up again.
    QuestionReopened,
    /// The case giver marked what they take along. Until shown, only they and the house learn it.
    Starred {
        /// Who.
        by: SeatId,
        /// Which cards.
        cards: Vec<CardId>,
        /// Whether the group sees it already.
        shown: bool,
    },
    /// The case giver showed what they take along.
    StarsShown {
        /// Who.
        by: SeatId,
        /// Which cards.
        cards: Vec<CardId>,
    },
    /// The first step was named.
    StepNamed {
        /// Whose step it is.
        by: SeatId,
        /// The words.
        words: RecordId,
        /// By when.
        until: Option<Day>,
    },
    /// The case session ended.
    Ended {
        /// When.
        at: Timestamp,
    },
    /// An ended case session was taken up again.
    Reopened,
}

impl Event {
    /// The records this event names: what a viewer who receives it may read in the drawer.
    pub fn records(&self, name: &mut impl FnMut(RecordId)) {
        match self {
            Self::Opened { title, .. } | Self::Retitled { title } => name(*title),
            Self::SeatTaken { person, .. } | Self::Introduced { person, .. } => name(*person),
            Self::In(_, event) => event.records(name),
            Self::DeletionSet { .. } | Self::Agreed { .. } | Self::SeatLeft { .. } => {}
        }
    }
}

impl GroupEvent {
    fn records(&self, name: &mut impl FnMut(RecordId)) {
        match self {
            Self::CaseBrought { words, .. } | Self::CaseReworded { words, .. } => name(*words),
            Self::In(_, event) => event.records(name),
            Self::ModeratorNamed { .. }
            | Self::CaseWithdrawn { .. }
            | Self::SessionBegun { .. } => {}
        }
    }
}

impl SessionEvent {
    fn records(&self, name: &mut impl FnMut(RecordId)) {
        match self {
            Self::CardWritten { face: Some(face), .. } | Self::CardReworded { face, .. } => {
                name(face.words);
            }
            Self::CardsRevealed { faces } => faces.iter().for_each(|(_, face)| name(face.words)),
            Self::QuestionFixed { words, .. } | Self::StepNamed { words, .. } => name(*words),
            _ => {}
        }
    }
}

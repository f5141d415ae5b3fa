//! What can happen in the plenary.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::{CaseId, GroupId, RecordId, SeatId, SessionId};
use crate::meeting::{Item, Placed, Round, Speaker, Turn, TurnId};
use crate::time::Timestamp;

/// What can happen to the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FloorEvent {
    /// A round began.
    Begun {
        /// What kind.
        round: Round,
        /// How long each is meant to speak, in seconds.
        seconds: Option<u16>,
        /// Who is to speak, in order.
        order: Vec<Turn>,
    },
    /// Somebody asks for the word.
    Raised {
        /// Who.
        turn: Turn,
    },
    /// A hand was taken down.
    Lowered {
        /// Which.
        turn: TurnId,
    },
    /// Somebody who was still to come does not speak.
    Passed {
        /// Whose turn.
        turn: TurnId,
    },
    /// Those who are still to come speak in another order.
    Arranged {
        /// All of them.
        order: Vec<TurnId>,
    },
    /// Somebody has the word, or nobody any more.
    Given {
        /// Who.
        to: Option<TurnId>,
        /// Since when.
        at: Timestamp,
    },
    /// Somebody said their word, or took it back.
    Said {
        /// Who.
        by: SeatId,
        /// The word.
        words: Option<RecordId>,
    },
    /// The round ended.
    Ended,
}

/// What can happen while cases are weighed in the plenary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WeighEvent {
    /// Dots can be put on cases.
    Begun {
        /// How many each person has.
        budget: u8,
    },
    /// Somebody put their dots.
    Placed {
        /// Who.
        by: SeatId,
        /// Where; only they themselves and the house learn it.
        cases: Option<Vec<CaseId>>,
    },
    /// The dots were shown.
    Shown {
        /// How many each case has.
        tally: Vec<(CaseId, u16)>,
    },
    /// The dots were put away.
    Ended,
}

/// What can happen to the harvest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HarvestEvent {
    /// A case giver gave something to the plenary.
    Given {
        /// The group.
        group: GroupId,
        /// Its case session.
        session: SessionId,
        /// What.
        item: Item,
        /// Who, and how it is worded.
        words: Placed,
    },
    /// It was taken back.
    TakenBack {
        /// The case session.
        session: SessionId,
        /// What.
        item: Item,
    },
    /// Somebody speaks for a group, or nobody.
    SpeakerNamed {
        /// Which group.
        group: GroupId,
        /// Who.
        seat: Option<SeatId>,
    },
    /// The harvest lies open until then.
    KeptUntil {
        /// When.
        at: Timestamp,
    },
    /// The harvest was closed, and its words burned.
    Closed,
}

impl FloorEvent {
    pub(super) fn records(&self, name: &mut impl FnMut(RecordId)) {
        match self {
            Self::Raised { turn: Turn { who: Speaker::Named(person), .. } } => name(person.words),
            Self::Said { words, .. } => words.iter().for_each(|words| name(*words)),
            _ => {}
        }
    }
}

impl HarvestEvent {
    pub(super) fn records(&self, name: &mut impl FnMut(RecordId)) {
        if let Self::Given { words, .. } = self {
            name(words.words);
        }
    }
}

//! What can be asked for in the plenary: the word, dots on cases, and the harvest.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::{CaseId, GroupId, RecordId, SeatId, SessionId};
use crate::meeting::{Item, Round, TurnId};
use crate::time::Timestamp;

/// What can be asked for of the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FloorStep {
    /// Begin a round; who is to speak follows from its kind.
    Begin {
        /// What kind.
        round: Round,
        /// How long each is meant to speak, in seconds.
        seconds: Option<u16>,
    },
    /// Ask for the word, for oneself or as whoever leads for somebody.
    Raise {
        /// Who.
        seat: SeatId,
    },
    /// Put somebody without a device on the speaking list.
    Add {
        /// Name and house.
        person: RecordId,
    },
    /// Take a hand down.
    Lower {
        /// Which.
        turn: TurnId,
    },
    /// Leave a turn out that is still to come: »weiter«.
    Pass {
        /// Which.
        turn: TurnId,
    },
    /// Have those who are still to come speak in another order.
    Arrange {
        /// All of them, in the new order.
        order: Vec<TurnId>,
    },
    /// Give the word: to the next, to somebody, or to nobody any more.
    Give {
        /// Who had it when this was asked, so that two taps move once.
        from: Option<TurnId>,
        /// Who has it then.
        to: Option<TurnId>,
    },
    /// Say one's word in a flash round, or take it back.
    Say {
        /// The word; the one before is burned.
        words: Option<RecordId>,
    },
    /// End the round. What was said in a flash round is burned.
    End,
}

/// What can be asked for while cases are weighed in the plenary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WeighStep {
    /// Have everybody put dots on cases.
    Begin {
        /// How many each person has.
        budget: u8,
    },
    /// Put one's dots on cases; replaces those put before.
    Place {
        /// One entry for each dot.
        cases: Vec<CaseId>,
    },
    /// Show everybody how many each case has.
    Show,
    /// Put the dots away.
    End,
}

/// What can be asked for of the harvest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HarvestStep {
    /// Give something of one's own case session to the plenary.
    Give {
        /// The case session.
        session: SessionId,
        /// What.
        item: Item,
        /// How it is worded for the plenary; the wording before is burned.
        words: RecordId,
    },
    /// Take it back: it stays in the group.
    TakeBack {
        /// The case session.
        session: SessionId,
        /// What.
        item: Item,
    },
    /// Say who speaks for a group, or nobody.
    NameSpeaker {
        /// Which group.
        group: GroupId,
        /// Who.
        seat: Option<SeatId>,
    },
    /// Say until when the harvest lies open.
    KeepUntil {
        /// When.
        at: Timestamp,
    },
    /// Close the harvest: all its words are burned.
    Close,
}

//! What can happen to a case, besides being brought in one's own name.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::{RecordId, SeatId};
use crate::time::Timestamp;

/// What can happen to a case. Where a seat is named `by` and the case bears no name, only whoever
/// knows the name is told it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CaseEvent {
    /// It was handed in without a name.
    HandedIn {
        /// Whose it is.
        by: Option<SeatId>,
        /// The words.
        words: RecordId,
        /// When.
        at: Timestamp,
    },
    /// It was worded anew and still bears no name.
    Reworded {
        /// Whose it is.
        by: Option<SeatId>,
        /// The words.
        words: RecordId,
    },
    /// It was taken back and bore no name.
    Withdrawn {
        /// Whose it was.
        by: Option<SeatId>,
    },
    /// It bears its name from now on.
    NameShown {
        /// Whose it is.
        by: SeatId,
    },
    /// Somebody presents it, or no longer.
    PresenterNamed {
        /// Whose it is, where whoever handed it in without a name arranged this themselves.
        by: Option<SeatId>,
        /// Who presents it.
        seat: Option<SeatId>,
    },
    /// It is to be taken up next time, or not any more.
    TakenUp {
        /// Whether it is.
        up: bool,
    },
    /// A group has consulted on it; or goes on after all.
    Consulted {
        /// Whether it has.
        done: bool,
    },
    /// People were asked to advise on it; who is named no longer is asked no longer.
    Asked {
        /// All of them.
        seats: Vec<SeatId>,
    },
    /// Somebody said whether they come to advise on it.
    Answered {
        /// Who.
        by: SeatId,
        /// Whether they come.
        comes: bool,
    },
    /// It was taken along from an earlier meeting.
    Carried {
        /// Since when it waits.
        since: Timestamp,
        /// Whether it is to be taken up before others that wait.
        up: bool,
        /// The words.
        words: RecordId,
    },
    /// Somebody said that it is theirs; or it is nobody's here any more.
    Claimed {
        /// Who.
        by: Option<SeatId>,
    },
}

impl CaseEvent {
    /// Whose case it is, where others may not learn that from this.
    pub(crate) fn hides(&self) -> Option<SeatId> {
        match self {
            Self::HandedIn { by, .. }
            | Self::Reworded { by, .. }
            | Self::Withdrawn { by }
            | Self::PresenterNamed { by, .. } => *by,
            Self::NameShown { .. }
            | Self::TakenUp { .. }
            | Self::Consulted { .. }
            | Self::Asked { .. }
            | Self::Answered { .. }
            | Self::Carried { .. }
            | Self::Claimed { .. } => None,
        }
    }

    /// The same without the name.
    pub(crate) fn nameless(&self) -> Self {
        let mut told = self.clone();
        if let Self::HandedIn { by, .. }
        | Self::Reworded { by, .. }
        | Self::Withdrawn { by }
        | Self::PresenterNamed { by, .. } = &mut told
        {
            *by = None;
        }
        told
    }

    pub(crate) fn records(&self, name: &mut impl FnMut(RecordId)) {
        if let Self::HandedIn { words, .. }
        | Self::Reworded { words, .. }
        | Self::Carried { words, .. } = self
        {
            name(*words);
        }
    }
}

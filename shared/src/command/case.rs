//! What can be asked for of a case, besides bringing it in one's own name.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::{CaseId, GroupId, RecordId, SeatId};
use crate::time::Timestamp;

/// What can be asked for of cases, and of wishes for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CaseStep {
    /// Hand one in without a name: others do not learn whose it is.
    HandIn {
        /// Its id, made by the device.
        case: CaseId,
        /// The words.
        words: RecordId,
    },
    /// Have one's own case bear one's name.
    ShowName {
        /// Which.
        case: CaseId,
    },
    /// Have somebody present a case in the place of whose it is, or nobody any more.
    NamePresenter {
        /// Which.
        case: CaseId,
        /// Who.
        seat: Option<SeatId>,
    },
    /// Note that a case is to be taken up next time, or not any more.
    TakeUp {
        /// Which.
        case: CaseId,
        /// Note it or not.
        up: bool,
    },
    /// Ask people to advise on a case; without any, ask nobody any more.
    Ask {
        /// Which.
        case: CaseId,
        /// All who are asked.
        seats: Vec<SeatId>,
    },
    /// Say whether one comes to advise on a case for which one was asked.
    Answer {
        /// Which.
        case: CaseId,
        /// Whether one does.
        comes: bool,
    },
    /// Say for somebody without a device in which cases they would like to take part.
    WishFor {
        /// Who.
        seat: SeatId,
        /// The cases, the dearest first, at most three.
        cases: Vec<CaseId>,
    },
    /// Take a case along that waited in an earlier meeting.
    Carry {
        /// Its id here, the same whenever it is taken along to this meeting.
        case: CaseId,
        /// Since when it waits.
        since: Timestamp,
        /// Whether it is to be taken up before others that wait.
        up: bool,
        /// The words.
        words: RecordId,
    },
    /// Say that a case that was taken along is one's own, or is not.
    Claim {
        /// Which.
        case: CaseId,
        /// Whether it is.
        mine: bool,
    },
    /// Make one more group of those who come for a case, beside the groups there are.
    Gather {
        /// For which case.
        case: CaseId,
        /// The new group.
        group: GroupId,
        /// Who moderates it.
        moderator: SeatId,
        /// Everybody in it.
        members: Vec<SeatId>,
    },
}

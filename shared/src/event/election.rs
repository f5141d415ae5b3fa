//! What can happen in an election.

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use ballot::bytes::{Point, PollId};
use ballot::poll::Poll;
use ballot::receipt::Receipt;
use ballot::sums::Sums;
use serde::{Deserialize, Serialize};

use crate::command::Claim;
use crate::id::{RecordId, SeatId};
use crate::meeting::{Loan, Placed, Procedure, RaisedHands};
use crate::time::Timestamp;

/// What can happen in an election. Nobody's ballot is among it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ElectionEvent {
    /// It was planned, or planned anew.
    Planned {
        /// How it is held.
        procedure: Procedure,
        /// What it is about, and who wrote it.
        question: Placed,
    },
    /// Somebody conducts it from now on.
    OfficerNamed {
        /// Who.
        seat: SeatId,
    },
    /// The people present have raised their hands for the procedure, or against it.
    HandsCounted {
        /// How many.
        hands: RaisedHands,
    },
    /// Somebody was proposed.
    Proposed {
        /// Who.
        seat: SeatId,
        /// By whom; whoever proposes themselves stands.
        by: SeatId,
    },
    /// Somebody said whether they stand.
    Stood {
        /// Who.
        seat: SeatId,
        /// Whether they do.
        stands: bool,
    },
    /// A speech began, or ended.
    SpeechPassed {
        /// Whose, and since when.
        to: Option<(SeatId, Timestamp)>,
    },
    /// It was said whether somebody may vote.
    Entitled {
        /// Who.
        seat: SeatId,
        /// Whether they may.
        entitled: bool,
    },
    /// A device showed its vote key.
    KeyShown {
        /// Whose.
        seat: SeatId,
        /// The key.
        key: Point,
    },
    /// Somebody without a device was put on the roll.
    KeyLent {
        /// Who, and with which key.
        loan: Loan,
    },
    /// Somebody without a device has another code.
    KeyLentAnew {
        /// The key before.
        instead: Point,
        /// The key from now on.
        key: Point,
    },
    /// Somebody without a device was taken off the roll.
    KeyTakenBack {
        /// The key.
        key: Point,
    },
    /// A poll was prepared; it lacks the server's lock.
    PollPrepared {
        /// The poll, its lock all zeros.
        poll: Box<Poll>,
        /// Question and names, and who wrote them.
        paper: Placed,
    },
    /// The poll opened and the roll closed.
    PollOpened {
        /// Which.
        poll: PollId,
        /// The server's lock.
        lock: Point,
        /// Everybody's keys, sorted by their bytes.
        roll: Vec<Point>,
        /// Who of those with a seat votes.
        voters: BTreeSet<SeatId>,
        /// When.
        at: Timestamp,
    },
    /// A device signed which roll it sees.
    RollSeen {
        /// In which poll.
        poll: PollId,
        /// The signature.
        receipt: Receipt,
    },
    /// The officer wrote down what was counted by hand.
    PaperCounted {
        /// In which poll.
        poll: PollId,
        /// The sums.
        sums: Sums,
    },
    /// The poll closed.
    PollClosed {
        /// Which.
        poll: PollId,
        /// When.
        at: Timestamp,
    },
    /// The poll was thrown away.
    PollDiscarded {
        /// Which.
        poll: PollId,
    },
    /// The officer announced what was counted.
    ResultAnnounced {
        /// In which poll.
        poll: PollId,
        /// What.
        claim: Box<Claim>,
    },
    /// Somebody's own device has counted.
    ResultConfirmed {
        /// In which poll.
        poll: PollId,
        /// Whose.
        by: SeatId,
        /// Whether it counts the same.
        same: bool,
    },
    /// Somebody accepted their election, or declined it.
    Accepted {
        /// Who.
        seat: SeatId,
        /// Whether they did.
        accepts: bool,
    },
    /// The election was called off.
    CalledOff,
    /// Somebody who has no seat was put up, and stands.
    PutUp {
        /// Who.
        candidate: SeatId,
        /// The person's name, and who wrote it.
        name: Placed,
    },
    /// Somebody asked for a secret ballot instead of raised hands; nobody is told who.
    SecretAsked,
}

impl ElectionEvent {
    /// The records this event names.
    pub(super) fn records(&self, name: &mut impl FnMut(RecordId)) {
        match self {
            Self::Planned { question, .. } => name(question.words),
            Self::KeyLent { loan } => name(loan.name),
            Self::PollPrepared { paper, .. } => name(paper.words),
            Self::PutUp { name: person, .. } => name(person.words),
            Self::OfficerNamed { .. }
            | Self::HandsCounted { .. }
            | Self::Proposed { .. }
            | Self::Stood { .. }
            | Self::SpeechPassed { .. }
            | Self::Entitled { .. }
            | Self::KeyShown { .. }
            | Self::KeyLentAnew { .. }
            | Self::KeyTakenBack { .. }
            | Self::PollOpened { .. }
            | Self::RollSeen { .. }
            | Self::PaperCounted { .. }
            | Self::PollClosed { .. }
            | Self::PollDiscarded { .. }
            | Self::ResultAnnounced { .. }
            | Self::ResultConfirmed { .. }
            | Self::Accepted { .. }
            | Self::CalledOff
            | Self::SecretAsked => {}
        }
    }
}

//! What can be asked for in an election.

use alloc::vec::Vec;

use ballot::bytes::{Digest, Point, PollId};
use ballot::count::{Elected, RunOff};
use ballot::receipt::Receipt;
use ballot::sums::Sums;
use serde::{Deserialize, Serialize};

use crate::id::{RecordId, SeatId};
use crate::meeting::{Procedure, RaisedHands};

/// What can be asked for in an election. A ballot is none of it: it goes into the urn without a
/// seat, and the log never learns of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// Plan an election, or plan it anew before anybody has voted: then it is to be agreed on anew.
    Plan {
        /// How it is held.
        procedure: Procedure,
        /// What it is about: the office and its term.
        question: RecordId,
    },
    /// Say who conducts it.
    NameOfficer {
        /// Who; somebody who does not stand.
        seat: SeatId,
    },
    /// Write down by how many hands the procedure was agreed on.
    CountHands {
        /// How many.
        hands: RaisedHands,
    },
    /// Propose somebody, or stand oneself.
    Propose {
        /// Who.
        seat: SeatId,
    },
    /// Say whether one stands.
    Stand {
        /// Whether one does.
        stands: bool,
    },
    /// Begin the speech of somebody who stands, or end the one under way.
    Speak {
        /// Whose speech it was when this was asked, so that two taps move once.
        from: Option<SeatId>,
        /// Whose it is then.
        to: Option<SeatId>,
    },
    /// Say whether somebody present may vote.
    Entitle {
        /// Who.
        seat: SeatId,
        /// Whether they may.
        entitled: bool,
    },
    /// Show the public half of one's vote key: it goes on the roll.
    ShowKey {
        /// The key.
        key: Point,
    },
    /// Put somebody without a device on the roll, by the key that their code gives.
    Lend {
        /// The key.
        key: Point,
        /// The person's name.
        name: RecordId,
    },
    /// Give somebody without a device another code.
    LendAnew {
        /// The key of the code before.
        instead: Point,
        /// The new key.
        key: Point,
    },
    /// Take somebody without a device off the roll.
    TakeBack {
        /// The key.
        key: Point,
    },
    /// Prepare a poll: the server adds its lock, and with that it is open and the roll closed.
    Prepare {
        /// Its id, made by the device.
        poll: PollId,
        /// Who stands, in the order of the paper: so that nobody votes on others than are written.
        candidates: Vec<SeatId>,
        /// What tells the members' key from others.
        key_check: Digest,
        /// What tells the question and the names from others.
        paper: Digest,
        /// Question and names themselves.
        words: RecordId,
    },
    /// Open a poll that was prepared. Only the server itself asks for it.
    Open {
        /// Which.
        poll: PollId,
        /// The public half of the server's lock.
        lock: Point,
    },
    /// Sign which roll one's device sees.
    SeeRoll {
        /// In which poll.
        poll: PollId,
        /// The signature.
        receipt: Receipt,
    },
    /// Write down what was counted by hand.
    CountPaper {
        /// In which poll.
        poll: PollId,
        /// The sums.
        sums: Sums,
    },
    /// Close a poll.
    Close {
        /// Which.
        poll: PollId,
    },
    /// Throw a poll away that is not decided, to repeat it: a device was lost, or it was an error.
    Discard {
        /// Which.
        poll: PollId,
    },
    /// Announce what the officer's device has counted.
    Announce {
        /// In which poll.
        poll: PollId,
        /// What.
        claim: Claim,
    },
    /// Say what one's own device has counted.
    Confirm {
        /// In which poll.
        poll: PollId,
        /// The hash of it.
        confirmation: Digest,
    },
    /// Accept one's election, or decline it.
    Accept {
        /// Whether one does.
        accepts: bool,
    },
    /// Call the election off.
    CallOff,
    /// Put up somebody who is not here or has no device, and who agreed to it beforehand.
    PutUp {
        /// What the candidate is called by in the election, as they have no seat.
        candidate: SeatId,
        /// The person's name.
        name: RecordId,
    },
    /// Write down whether somebody who was put up still stands.
    StandFor {
        /// Who.
        candidate: SeatId,
        /// Whether they do.
        stands: bool,
    },
    /// Write down whether somebody who was put up accepts their election.
    AcceptFor {
        /// Who.
        candidate: SeatId,
        /// Whether they do.
        accepts: bool,
    },
    /// Ask for a secret ballot instead of raised hands; one objection is enough.
    AskSecret,
}

/// What came of a poll, as far as it decides what follows. Whose votes were how many stays with
/// those who can open the ballots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The hash of everything that was counted.
    pub confirmation: Digest,
    /// Who is elected.
    pub elected: Vec<Elected>,
    /// What has to be decided once more.
    pub run_off: Option<RunOff>,
    /// Seats that nobody got.
    pub vacant: u8,
}

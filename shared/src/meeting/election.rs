//! An election (Wahl) as a value: how it is held, who stands, who may vote, and its polls. Ballots
//! are no part of it.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use ballot::bytes::{CandidateId, Point, PollId};
use ballot::count::Elected;
use ballot::poll::{Majority, Manner, Poll};
use ballot::receipt::Receipt;
use ballot::sums::Sums;
use serde::{Deserialize, Serialize};

use super::{Meeting, Placed};
use crate::command::Claim;
use crate::id::{ElectionId, RecordId, SeatId};
use crate::time::Timestamp;

/// An election.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Election {
    /// Its id.
    pub id: ElectionId,
    /// How it is held.
    pub procedure: Procedure,
    /// What it is about, and who wrote it.
    pub question: Placed,
    /// By how many hands the procedure was agreed on, once they were counted.
    pub hands: Option<RaisedHands>,
    /// Who conducts it.
    pub officer: Option<SeatId>,
    /// Who was proposed, in that order, and what they said to it.
    pub candidates: Vec<Candidacy>,
    /// Whose speech it is, and since when.
    pub speech: Option<(SeatId, Timestamp)>,
    /// Who is here and may not vote.
    pub kept_off: BTreeSet<SeatId>,
    /// The vote keys that devices have shown.
    pub keys: BTreeMap<SeatId, Point>,
    /// Who votes with a code, for want of a device.
    pub loans: Vec<Loan>,
    /// The polls, the first and then its run-off.
    pub polls: Vec<HeldPoll>,
    /// What those elected said to it.
    pub answers: BTreeMap<SeatId, bool>,
    /// The names of candidates who have no seat: they are not here, or have no device.
    pub absent: BTreeMap<SeatId, Placed>,
    /// Whether somebody asked for a secret ballot instead of raised hands. Nobody is told who.
    pub secret_asked: bool,
}

/// How an election is held, as the people present agree on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// How many are to be elected.
    pub seats: u8,
    /// Secretly, or by show of hands.
    pub manner: Manner,
    /// How many votes it takes.
    pub majority: Majority,
    /// The share of those entitled who must take part, in percent.
    pub quorum: Option<u8>,
    /// How long each candidate speaks, in seconds; the clock only informs.
    pub speech: u16,
}

/// A show of hands, as somebody counted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RaisedHands {
    /// For it.
    pub yes: u32,
    /// Against it.
    pub no: u32,
    /// Neither.
    pub abstain: u32,
}

impl RaisedHands {
    /// Whether it was agreed.
    pub fn agree(&self) -> bool {
        self.yes > self.no
    }
}

/// Somebody who was proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidacy {
    /// Who.
    pub seat: SeatId,
    /// By whom.
    pub by: SeatId,
    /// Whether they stand, once they have said so.
    pub stands: Option<bool>,
}

/// Somebody without a device, who votes with a code on one that others lend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loan {
    /// The public key that the code gives.
    pub key: Point,
    /// Who wrote the name.
    pub by: SeatId,
    /// The name.
    pub name: RecordId,
}

/// A poll of an election, from its preparation to its result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldPoll {
    /// What is voted on; until it is open its lock is all zeros.
    pub poll: Poll,
    /// Question and names as the paper bears them, and who wrote them.
    pub paper: Placed,
    /// How far it is.
    pub state: PollState,
    /// Everybody's keys, sorted by their bytes: fixed when it opened.
    pub roll: Vec<Point>,
    /// Who of those with a seat votes.
    pub voters: BTreeSet<SeatId>,
    /// Who votes with a code.
    pub loans: Vec<Loan>,
    /// Whose devices have signed which roll they see.
    pub receipts: BTreeMap<Point, Receipt>,
    /// What was counted by hand.
    pub sums: Option<Sums>,
    /// What the officer announced.
    pub result: Option<Claim>,
    /// Whose devices count the same, and whose do not.
    pub confirmed: BTreeMap<SeatId, bool>,
}

/// How far a poll is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PollState {
    /// It waits for the server's lock.
    Prepared,
    /// People vote.
    Open,
    /// Nobody votes any more: it can be counted.
    Closed,
}

/// What comes next in an election.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next<'e> {
    /// The first poll, or once more after one in which too few took part.
    FirstPoll,
    /// A run-off after this poll.
    RunOff(&'e HeldPoll),
    /// This poll is under way, or waits for its result.
    Poll(&'e HeldPoll),
    /// Nothing: it is decided.
    Nothing,
}

impl Election {
    /// What comes next.
    pub fn next(&self) -> Next<'_> {
        let Some(last) = self.polls.last() else { return Next::FirstPoll };
        match &last.result {
            None => Next::Poll(last),
            Some(claim) if claim.run_off.is_some() => Next::RunOff(last),
            Some(_) if self.elected().next().is_none() => Next::FirstPoll,
            Some(_) => Next::Nothing,
        }
    }

    /// A poll of it.
    pub fn poll(&self, id: PollId) -> Option<&HeldPoll> {
        self.polls.iter().find(|held| held.poll.id == id)
    }

    /// The poll under way, if it takes ballots.
    pub fn open_poll(&self) -> Option<&HeldPoll> {
        self.polls.last().filter(|held| held.state == PollState::Open)
    }

    /// Whether the people present have agreed on how to vote.
    pub fn is_agreed(&self) -> bool {
        self.hands.is_some_and(|hands| hands.agree())
    }

    /// Who stands, in the order in which they were proposed.
    pub fn standing(&self) -> impl Iterator<Item = SeatId> {
        self.candidates.iter().filter(|it| it.stands == Some(true)).map(|it| it.seat)
    }

    /// Everybody who is elected in one of its polls, and by what, in that order. They still have to
    /// accept.
    pub fn elected(&self) -> impl Iterator<Item = (SeatId, Elected)> {
        self.polls.iter().flat_map(|held| {
            let elected = held.result.iter().flat_map(|claim| &claim.elected);
            elected.filter_map(|it| Some((held.candidate(it.candidate)?, *it)))
        })
    }

    /// Whether the roll takes nobody new any more: a poll has opened.
    pub fn roll_is_closed(&self) -> bool {
        !self.polls.is_empty() && self.next() != Next::FirstPoll
    }

    /// How many could vote by device if the first poll opened now.
    pub fn can_vote(&self, m: &Meeting) -> usize {
        let here = self.keys.keys().filter(|seat| m.seat(**seat).is_some());
        here.filter(|seat| !self.kept_off.contains(seat)).count() + self.loans.len()
    }

    /// Whether somebody votes, or voted, in its polls.
    pub fn is_voter(&self, seat: SeatId) -> bool {
        self.polls.last().is_some_and(|held| held.voters.contains(&seat))
    }

    /// The records it names.
    pub fn records(&self, name: &mut impl FnMut(RecordId)) {
        name(self.question.words);
        self.loans.iter().for_each(|loan| name(loan.name));
        self.absent.values().for_each(|person| name(person.words));
        for held in &self.polls {
            name(held.paper.words);
            held.loans.iter().for_each(|loan| name(loan.name));
        }
    }
}

impl HeldPoll {
    /// Who stands at this place of the ballot paper.
    pub fn candidate(&self, place: u8) -> Option<SeatId> {
        self.poll.candidates.get(usize::from(place)).map(|id| SeatId::from_bytes(id.0))
    }

    /// The candidate's id on the ballot paper: their seat's.
    pub fn id_of(seat: SeatId) -> CandidateId {
        CandidateId(*seat.as_bytes())
    }

    /// How many may vote by device.
    pub fn count(&self) -> usize {
        self.roll.len()
    }
}

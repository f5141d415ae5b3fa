//! A poll: what is voted on and by which rules. Its digest stands for all of it in every ballot.

use alloc::vec::Vec;
use core::fmt;

use serde::{Deserialize, Serialize};

use crate::bytes::{CandidateId, Digest, Point, PollId};
use crate::{MOST_CANDIDATES, hash};

/// What everybody agrees on before anybody votes. Whoever changes a thing has another poll, for
/// which none of its ballots holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Poll {
    /// Random, from the device that opens it.
    pub id: PollId,
    /// Secretly, or by show of hands.
    pub manner: Manner,
    /// How many votes it takes.
    pub majority: Majority,
    /// How many are to be elected.
    pub seats: u8,
    /// The share of those entitled who must take part, in percent.
    pub quorum: Option<u8>,
    /// The poll that this is the run-off of. A tie at the last seat then ends by lot, and most votes
    /// decide.
    pub run_off_of: Option<Digest>,
    /// Who stands, in the order of the ballot paper.
    pub candidates: Vec<CandidateId>,
    /// The public half of the server's lock.
    pub lock: Point,
    /// What tells the right poll key from a wrong one.
    pub key_check: Digest,
    /// What tells the right question and names from others, to those who have the poll key.
    pub paper: Digest,
}

/// How people vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    /// By sealed ballots; those without a device on paper, as a sum.
    Secret,
    /// By show of hands, which the election officer counts: a sum alone. Not secret.
    Hands,
}

/// What a candidate needs to be elected with crosses, in the first round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Majority {
    /// More votes than others (einfache Stimmenzahl).
    #[default]
    Relative,
    /// Votes on more than half of the valid ballots; abstentions do not count.
    Absolute,
}

/// What can be marked on the ballot paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// More candidates than seats: up to as many crosses as seats, one for each person.
    Crosses,
    /// No more candidates than seats: yes, no or abstention for each person. More yes than no
    /// elects.
    EachPerson,
}

/// Why this is no poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPoll {
    /// Nobody stands.
    NoCandidates,
    /// More than [`MOST_CANDIDATES`].
    TooManyCandidates,
    /// Somebody stands twice.
    CandidateTwice(CandidateId),
    /// No seat.
    NoSeats,
    /// A quorum of nought, or of more than everybody.
    Quorum,
    /// The lock is no point of the group.
    Lock,
}

impl fmt::Display for NoPoll {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCandidates => f.write_str("nobody stands"),
            Self::TooManyCandidates => write!(f, "more than {MOST_CANDIDATES} candidates"),
            Self::CandidateTwice(who) => write!(f, "candidate {who} stands twice"),
            Self::NoSeats => f.write_str("no seat to fill"),
            Self::Quorum => f.write_str("a quorum is 1 to 100 percent"),
            Self::Lock => f.write_str("the lock is no point of the group"),
        }
    }
}

impl core::error::Error for NoPoll {}

impl Poll {
    /// Whether one can vote on this at all. Everything else in this crate takes it for granted.
    pub fn check(&self) -> Result<(), NoPoll> {
        match self.candidates.len() {
            0 => return Err(NoPoll::NoCandidates),
            n if n > MOST_CANDIDATES => return Err(NoPoll::TooManyCandidates),
            _ => {}
        }
        let mut sorted = self.candidates.clone();
        sorted.sort_unstable();
        if let Some(pair) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(NoPoll::CandidateTwice(pair[0]));
        }
        if self.seats == 0 {
            return Err(NoPoll::NoSeats);
        }
        if self.quorum.is_some_and(|percent| !(1..=100).contains(&percent)) {
            return Err(NoPoll::Quorum);
        }
        crate::ring::VoterKey::read(self.lock).map(drop).ok_or(NoPoll::Lock)
    }

    /// What is marked on the ballot paper: this follows from candidates and seats.
    pub fn form(&self) -> Form {
        match self.candidates.len() > usize::from(self.seats) {
            true => Form::Crosses,
            false => Form::EachPerson,
        }
    }

    /// The hash of all of it. This is the »poll« that roll, images, ballots and lot are bound to: an
    /// id alone would let somebody exchange the names below it.
    pub fn digest(&self) -> Digest {
        let rules = [
            match self.manner {
                Manner::Secret => 0,
                Manner::Hands => 1,
            },
            match self.majority {
                Majority::Relative => 0,
                Majority::Absolute => 1,
            },
            self.seats,
            self.quorum.unwrap_or(0),
        ];
        let run_off_of = self.run_off_of.as_ref().map_or(&[][..], |digest| &digest.0);
        let candidates: Vec<u8> = self.candidates.iter().flat_map(|id| id.0).collect();
        hash::digest(
            "poll",
            &[
                &self.id.0,
                &rules,
                run_off_of,
                &candidates,
                &self.lock.0,
                &self.key_check.0,
                &self.paper.0,
            ],
        )
    }
}

//! Sums: what the election officer counted by hand, on paper or of raised hands, and what makes
//! them impossible.

use alloc::vec::Vec;
use core::fmt;

use serde::{Deserialize, Serialize};

use crate::FEWEST_ON_PAPER;
use crate::poll::{Form, Manner, Poll};

/// Larger numbers are typing errors.
pub const MOST_BY_HAND: u32 = 10_000;

/// What was said about one candidate. With crosses only `yes` counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Crosses, or yes.
    pub yes: u32,
    /// No.
    pub no: u32,
    /// Abstention about this person.
    pub abstain: u32,
}

/// A count by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sums {
    /// People entitled to vote in this way; they are on no roll.
    pub voters: u32,
    /// Ballots they handed in, or people who took part.
    pub ballots: u32,
    /// Of these, abstentions.
    pub abstentions: u32,
    /// Of these, invalid.
    pub invalid: u32,
    /// For each candidate, in the order of the ballot paper.
    pub standings: Vec<Standing>,
}

/// What cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSums {
    /// Fewer than [`FEWEST_ON_PAPER`] on paper: their sum would show what one person voted.
    TooFewOnPaper,
    /// More than [`MOST_BY_HAND`] of something.
    TooMany,
    /// More ballots than voters, or more abstentions and invalid ones than ballots.
    MoreBallotsThanVoters,
    /// Not one line for each candidate.
    OtherCandidates,
    /// More votes for one candidate than ballots that bear a vote, or »no« where there are crosses.
    MoreVotesThanBallots(u8),
    /// More votes in all than these ballots have crosses.
    MoreVotesThanCrosses,
}

impl fmt::Display for NoSums {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewOnPaper => write!(f, "fewer than {FEWEST_ON_PAPER} paper voters"),
            Self::TooMany => write!(f, "more than {MOST_BY_HAND} of something"),
            Self::MoreBallotsThanVoters => f.write_str("more ballots than voters"),
            Self::OtherCandidates => f.write_str("not one line for each candidate"),
            Self::MoreVotesThanBallots(at) => write!(f, "more votes than ballots for {at}"),
            Self::MoreVotesThanCrosses => f.write_str("more votes than ballots have crosses"),
        }
    }
}

impl core::error::Error for NoSums {}

impl Sums {
    /// Whether people can have voted so.
    pub fn check(&self, poll: &Poll) -> Result<(), NoSums> {
        if poll.manner == Manner::Secret && self.voters < FEWEST_ON_PAPER {
            return Err(NoSums::TooFewOnPaper);
        }
        let lines = self.standings.iter().flat_map(|line| [line.yes, line.no, line.abstain]);
        let all = [self.voters, self.ballots, self.abstentions, self.invalid];
        if all.into_iter().chain(lines).any(|number| number > MOST_BY_HAND) {
            return Err(NoSums::TooMany);
        }
        if self.ballots > self.voters || self.abstentions + self.invalid > self.ballots {
            return Err(NoSums::MoreBallotsThanVoters);
        }
        if self.standings.len() != poll.candidates.len() {
            return Err(NoSums::OtherCandidates);
        }
        let valid = self.ballots - self.invalid;
        let marked = valid - self.abstentions;
        let possible = |line: &Standing| match poll.form() {
            Form::Crosses => line.yes <= marked && line.no == 0 && line.abstain == 0,
            Form::EachPerson => {
                line.yes + line.no <= marked && line.yes + line.no + line.abstain <= valid
            }
        };
        if let Some(at) = self.standings.iter().position(|line| !possible(line)) {
            return Err(NoSums::MoreVotesThanBallots(at as u8));
        }
        let crosses: u32 = self.standings.iter().map(|line| line.yes).sum();
        if poll.form() == Form::Crosses && crosses > marked * u32::from(poll.seats) {
            return Err(NoSums::MoreVotesThanCrosses);
        }
        Ok(())
    }
}

//! The sentence for the minutes, in parts without words: each language says them in its own.

use alloc::vec::Vec;

use serde::Serialize;

use crate::count::{Because, By, Outcome};
use crate::poll::{Form, Manner, Poll};

/// One part, in the order in which it is said. Candidates are places on the ballot paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Part {
    /// So many were entitled to vote, for so many seats, in this manner; once more, if it is a
    /// run-off.
    Entitled {
        /// People.
        people: u32,
        /// Seats.
        seats: u8,
        /// Secretly or by hand.
        manner: Manner,
        /// Whether it is a run-off.
        run_off: bool,
    },
    /// So many ballots were given, of these so many abstentions and invalid ones.
    Ballots {
        /// All.
        all: u32,
        /// Abstentions.
        abstentions: u32,
        /// Invalid.
        invalid: u32,
    },
    /// So many of the possible votes were given.
    Votes {
        /// Given.
        given: u32,
        /// Possible.
        possible: u32,
    },
    /// The quorum.
    Quorum {
        /// Ballots it asks for.
        needed: u32,
        /// Whether there were as many.
        met: bool,
    },
    /// What one candidate got; the strongest first.
    Candidate {
        /// Who.
        candidate: u8,
        /// Crosses, or yes.
        yes: u32,
        /// No and abstentions, where people answered for each person.
        against: Option<(u32, u32)>,
    },
    /// Elected.
    Elected {
        /// Who.
        candidate: u8,
        /// By what.
        by: By,
    },
    /// There will be a run-off among these.
    RunOff {
        /// Who.
        candidates: Vec<u8>,
        /// For so many seats.
        seats: u8,
        /// Why.
        because: Because,
    },
    /// So many seats stay empty.
    Vacant {
        /// Seats.
        seats: u8,
    },
}

/// All parts of what came of a poll.
pub fn parts(poll: &Poll, outcome: &Outcome) -> Vec<Part> {
    let numbers = &outcome.numbers;
    let mut parts = Vec::from([
        Part::Entitled {
            people: numbers.entitled,
            seats: poll.seats,
            manner: poll.manner,
            run_off: poll.run_off_of.is_some(),
        },
        Part::Ballots {
            all: numbers.ballots,
            abstentions: numbers.abstentions,
            invalid: numbers.invalid,
        },
    ]);
    if poll.form() == Form::Crosses {
        parts.push(Part::Votes { given: numbers.votes, possible: numbers.votes_possible });
    }
    if let Some(needed) = numbers.quorum {
        parts.push(Part::Quorum { needed, met: outcome.quorum_met });
    }
    parts.extend(outcome.ranked().into_iter().map(|candidate| {
        let standing = outcome.standings[usize::from(candidate)];
        let against = (poll.form() == Form::EachPerson).then_some((standing.no, standing.abstain));
        Part::Candidate { candidate, yes: standing.yes, against }
    }));
    let elected = outcome.elected.iter();
    parts.extend(elected.map(|one| Part::Elected { candidate: one.candidate, by: one.by }));
    if let Some(run_off) = &outcome.run_off {
        parts.push(Part::RunOff {
            candidates: run_off.candidates.clone(),
            seats: run_off.seats,
            because: run_off.because,
        });
    }
    if outcome.vacant > 0 {
        parts.push(Part::Vacant { seats: outcome.vacant });
    }
    parts
}

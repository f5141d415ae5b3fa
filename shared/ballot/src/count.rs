//! Counting: from what was marked to who is elected, and what has to be decided once more.
//!
//! More votes win. Where the last seats fall between people with equal votes nobody gets them
//! silently: a run-off decides among exactly these, and in a run-off the lot.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::bytes::Digest;
use crate::choice::{Answer, Choice};
use crate::hash;
use crate::lot::Lot;
use crate::poll::{Form, Majority, Poll};
use crate::sums::{Standing, Sums};

/// What the opened ballots say in sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    ballots: u32,
    abstentions: u32,
    invalid: u32,
    standings: Vec<Standing>,
}

impl Tally {
    /// Before the first ballot.
    pub fn new(poll: &Poll) -> Self {
        let standings = poll.candidates.iter().map(|_| Standing::default()).collect();
        Self { ballots: 0, abstentions: 0, invalid: 0, standings }
    }

    /// Counts one ballot; `None` is an invalid one. A choice was read as one in this poll.
    pub fn add(&mut self, choice: Option<&Choice>) {
        self.ballots += 1;
        let Some(choice) = choice else {
            self.invalid += 1;
            return;
        };
        self.abstentions += u32::from(choice.abstains());
        match choice {
            Choice::Crosses(crosses) => {
                crosses.iter().for_each(|at| self.standings[usize::from(*at)].yes += 1);
            }
            Choice::Answers(answers) => {
                for (standing, answer) in self.standings.iter_mut().zip(answers) {
                    *match answer {
                        Answer::Yes => &mut standing.yes,
                        Answer::No => &mut standing.no,
                        Answer::Abstain => &mut standing.abstain,
                    } += 1;
                }
            }
        }
    }
}

/// What came of a poll: numbers and places on the ballot paper, no words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Who took part.
    pub numbers: Numbers,
    /// For each candidate, in the order of the ballot paper.
    pub standings: Vec<Standing>,
    /// Whether enough took part; true without a quorum. If not, nobody is elected.
    pub quorum_met: bool,
    /// Who is elected, most votes first, the lot's last. They still have to accept.
    pub elected: Vec<Elected>,
    /// What has to be decided once more.
    pub run_off: Option<RunOff>,
    /// The lot that decided between equals in a run-off.
    pub lot: Option<Lot>,
    /// Seats that nobody got and no run-off is for.
    pub vacant: u8,
}

/// How many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numbers {
    /// Everybody who may vote: on the roll, on paper or by hand.
    pub entitled: u32,
    /// Of these, on the roll.
    pub on_roll: u32,
    /// Ballots from devices.
    pub from_devices: u32,
    /// All ballots, paper and hands too.
    pub ballots: u32,
    /// Of these, abstentions from everything.
    pub abstentions: u32,
    /// Of these, invalid.
    pub invalid: u32,
    /// Votes given: crosses, or yes and no.
    pub votes: u32,
    /// Votes that so many ballots could have given.
    pub votes_possible: u32,
    /// Ballots that the quorum asks for.
    pub quorum: Option<u32>,
}

/// Somebody who is elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elected {
    /// Place on the ballot paper.
    pub candidate: u8,
    /// What decided.
    pub by: By,
}

/// What decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Votes.
    Votes,
    /// The lot.
    Lot,
}

/// The poll that must follow, with the same roll of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunOff {
    /// Among these, in the order of the ballot paper.
    pub candidates: Vec<u8>,
    /// For the seats that are left.
    pub seats: u8,
    /// Why.
    pub because: Because,
}

/// Why there is a run-off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// They have equal votes.
    Tie,
    /// Too few reached the absolute majority; these are the strongest of the others, two for each
    /// seat and whoever has as many votes as the last of them.
    Majority,
}

/// Counts a poll. The sums were checked; `seed` is what a lot is drawn from ([`crate::lot::seed`]).
pub fn count(
    poll: &Poll,
    on_roll: u32,
    tally: &Tally,
    sums: Option<&Sums>,
    seed: Digest,
) -> Outcome {
    let mut standings = tally.standings.clone();
    let mut ballots = tally.ballots;
    let mut abstentions = tally.abstentions;
    let mut invalid = tally.invalid;
    if let Some(sums) = sums {
        ballots += sums.ballots;
        abstentions += sums.abstentions;
        invalid += sums.invalid;
        for (standing, more) in standings.iter_mut().zip(&sums.standings) {
            standing.yes += more.yes;
            standing.no += more.no;
            standing.abstain += more.abstain;
        }
    }
    let entitled = on_roll + sums.map_or(0, |sums| sums.voters);
    let quorum = poll.quorum.map(|percent| (entitled * u32::from(percent)).div_ceil(100));
    let marks = match poll.form() {
        Form::Crosses => u32::from(poll.seats),
        Form::EachPerson => poll.candidates.len() as u32,
    };
    let numbers = Numbers {
        entitled,
        on_roll,
        from_devices: tally.ballots,
        ballots,
        abstentions,
        invalid,
        votes: standings.iter().map(|standing| standing.yes + standing.no).sum(),
        votes_possible: ballots * marks,
        quorum,
    };
    let mut outcome = Outcome {
        quorum_met: quorum.is_none_or(|quorum| ballots >= quorum),
        numbers,
        standings,
        elected: Vec::new(),
        run_off: None,
        lot: None,
        vacant: poll.seats,
    };
    if outcome.quorum_met {
        match poll.form() {
            Form::Crosses => outcome.fill_by_crosses(poll, seed),
            Form::EachPerson => outcome.fill_by_answers(),
        }
    }
    outcome
}

impl Outcome {
    /// What devices compare to know that they counted the same: the seed stands for poll, roll and
    /// ballots.
    pub fn confirmation(&self, seed: &Digest) -> Digest {
        let outcome = postcard::to_allocvec(self).expect("memory for some hundred bytes");
        hash::digest("outcome", &[&seed.0, &outcome])
    }

    /// All candidates, the strongest first; equals in the order of the ballot paper.
    pub fn ranked(&self) -> Vec<u8> {
        let mut ranked: Vec<u8> = (0..self.standings.len() as u8).collect();
        ranked.sort_by_key(|at| core::cmp::Reverse(self.yes(*at)));
        ranked
    }

    fn yes(&self, candidate: u8) -> u32 {
        self.standings[usize::from(candidate)].yes
    }

    fn elect(&mut self, candidate: u8, by: By) {
        self.elected.push(Elected { candidate, by });
        self.vacant -= 1;
    }

    fn fill_by_answers(&mut self) {
        for at in self.ranked() {
            let standing = self.standings[usize::from(at)];
            if standing.yes > standing.no {
                self.elect(at, By::Votes);
            }
        }
    }

    fn fill_by_crosses(&mut self, poll: &Poll, seed: Digest) {
        let first_round = poll.run_off_of.is_none();
        let absolute = first_round && poll.majority == Majority::Absolute;
        let valid = self.numbers.ballots - self.numbers.invalid - self.numbers.abstentions;
        // Whoever nobody voted for is never elected, however many seats are left.
        let reached = |yes: u32| if absolute { 2 * yes > valid } else { yes > 0 };

        let ranked = self.ranked();
        let (fit, others): (Vec<u8>, Vec<u8>) =
            ranked.into_iter().partition(|at| reached(self.yes(*at)));
        let equals: Vec<Vec<u8>> =
            fit.chunk_by(|a, b| self.yes(*a) == self.yes(*b)).map(<[u8]>::to_vec).collect();
        for equals in equals {
            if self.vacant == 0 {
                return;
            }
            if equals.len() <= usize::from(self.vacant) {
                equals.into_iter().for_each(|at| self.elect(at, By::Votes));
            } else if first_round {
                return self.call_run_off(equals, Because::Tie);
            } else {
                let lot = Lot::draw(seed, &poll.candidates, equals, self.vacant);
                lot.winners().into_iter().for_each(|at| self.elect(at, By::Lot));
                self.lot = Some(lot);
                return;
            }
        }
        if absolute && self.vacant > 0 {
            let last = others.get(2 * usize::from(self.vacant) - 1).or(others.last());
            let bar = last.map_or(1, |at| self.yes(*at)).max(1);
            let strongest: Vec<u8> = others.into_iter().filter(|at| self.yes(*at) >= bar).collect();
            if !strongest.is_empty() {
                self.call_run_off(strongest, Because::Majority);
            }
        }
    }

    fn call_run_off(&mut self, mut candidates: Vec<u8>, because: Because) {
        candidates.sort_unstable();
        let seats = core::mem::take(&mut self.vacant);
        self.run_off = Some(RunOff { candidates, seats, because });
    }
}

//! Closing a poll: with both keys shown, everybody checks every ballot, opens it and counts.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use serde::Serialize;

use crate::bytes::{Ballot, Digest, Opened, Point};
use crate::choice::{Choice, Invalid, Tracker};
use crate::count::{self, Outcome, Tally};
use crate::lock::Lock;
use crate::lot;
use crate::poll::{Manner, Poll};
use crate::roll::{self, Roll};
use crate::sealed::{self, PollKey};
use crate::sums::Sums;
use crate::urn::{self, Cast, Refused};

/// All that a closed poll shows.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// What was voted on.
    pub poll: &'a Poll,
    /// Who could vote by device, in order; nobody in a show of hands.
    pub roll: &'a [Point],
    /// What the urn released; nothing in a show of hands.
    pub ballots: &'a [Ballot],
    /// What was counted by hand; always, in a show of hands.
    pub sums: Option<&'a Sums>,
    /// The server's key.
    pub lock: Opened,
    /// The members' key.
    pub poll_key: Opened,
}

/// What everybody finds in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Closed {
    /// What came of it.
    pub outcome: Outcome,
    /// Every valid ballot, sorted by its tracker, so that each voter finds their own.
    pub lines: Vec<Line>,
    /// What is wrong with the invalid ones.
    pub invalid: Vec<Invalid>,
    /// The digest of the poll.
    pub poll: Digest,
    /// The hash of the roll.
    pub roll: Digest,
    /// The roll's check words, as places in the list of words.
    pub check_words: [u16; 4],
    /// What devices compare: equal only where poll, roll, ballots and outcome are.
    pub confirmation: Digest,
}

/// One valid ballot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The two words its voter noted.
    pub tracker: Tracker,
    /// What was marked.
    pub choice: Choice,
}

/// What is wrong with a closed poll. Ballots are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// The file is not an election file, or of another version.
    Unreadable {
        /// Where and why.
        why: String,
    },
    /// There can be no such poll.
    Poll {
        /// Why.
        why: String,
    },
    /// There can be no such roll.
    Roll {
        /// Why.
        why: String,
    },
    /// The server's key is not the one the poll was opened with.
    Lock,
    /// The members' key is not the one the poll was opened with.
    PollKey,
    /// More ballots than people on the roll.
    TooManyBallots,
    /// This ballot is not behind the one before it: ballots are sorted by hash, each once.
    Order {
        /// Which.
        ballot: usize,
    },
    /// This ballot has not the size of a ballot of this poll.
    Size {
        /// Which.
        ballot: usize,
    },
    /// Nobody on the roll signed this ballot for this poll.
    Signature {
        /// Which.
        ballot: usize,
    },
    /// This ballot is a second one by the same voter.
    Again {
        /// Which.
        ballot: usize,
    },
    /// What was counted by hand cannot be, or is missing.
    Sums {
        /// Why.
        why: String,
    },
    /// Question or names are not those that people voted on.
    Paper,
    /// Counting gives another result.
    Result,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { why } => write!(f, "not readable: {why}"),
            Self::Poll { why } => write!(f, "no poll: {why}"),
            Self::Roll { why } => write!(f, "no roll: {why}"),
            Self::Lock => f.write_str("another server key"),
            Self::PollKey => f.write_str("another poll key"),
            Self::TooManyBallots => f.write_str("more ballots than voters"),
            Self::Order { ballot } => write!(f, "ballot {ballot} is out of order"),
            Self::Size { ballot } => write!(f, "ballot {ballot} has another size"),
            Self::Signature { ballot } => write!(f, "ballot {ballot} is signed by nobody here"),
            Self::Again { ballot } => write!(f, "ballot {ballot} is a second one"),
            Self::Sums { why } => write!(f, "impossible sums: {why}"),
            Self::Paper => f.write_str("another question or other names"),
            Self::Result => f.write_str("another result"),
        }
    }
}

impl core::error::Error for Fault {}

/// Checks, opens and counts. Every fault is told, not only the first; with a single one nothing is
/// counted.
pub fn close(shown: &Shown<'_>) -> Result<Closed, Vec<Fault>> {
    let poll = shown.poll;
    poll.check().map_err(|why| Vec::from([Fault::Poll { why: why.to_string() }]))?;
    let digest = poll.digest();
    let roll = read_roll(shown, digest)?;

    let mut faults = Vec::new();
    let poll_key = PollKey::read(shown.poll_key);
    let lock = Lock::read(shown.lock).filter(|lock| lock.public() == poll.lock);
    if lock.is_none() {
        faults.push(Fault::Lock);
    }
    if poll_key.check() != poll.key_check {
        faults.push(Fault::PollKey);
    }
    let casts = check_ballots(roll.as_ref(), shown.ballots, &mut faults);
    match shown.sums.map(|sums| sums.check(poll)) {
        Some(Err(why)) => faults.push(Fault::Sums { why: why.to_string() }),
        None if poll.manner == Manner::Hands => {
            faults.push(Fault::Sums { why: "a show of hands without a count".to_string() });
        }
        _ => {}
    }
    let lock = match lock {
        Some(lock) if faults.is_empty() => lock,
        _ => return Err(faults),
    };

    let mut tally = Tally::new(poll);
    let (mut lines, mut invalid) = (Vec::new(), Vec::new());
    if let Some(roll) = &roll {
        for cast in &casts {
            let opened = sealed::open(poll, roll, &poll_key, &lock, cast);
            tally.add(opened.as_ref().ok().map(|(choice, _)| choice));
            match opened {
                Ok((choice, tracker)) => lines.push(Line { tracker, choice }),
                Err(why) => invalid.push(why),
            }
        }
    }
    lines.sort_by_key(|line| line.tracker);
    let on_roll = roll.as_ref().map_or(0, Roll::count) as u32;
    let roll_hash = roll.as_ref().map_or_else(|| roll::nobody(&digest), |roll| *roll.hash());
    let seed = lot::seed(&digest, &roll_hash, &shown.lock, &shown.poll_key, shown.ballots);
    let outcome = count::count(poll, on_roll, &tally, shown.sums, seed);
    Ok(Closed {
        confirmation: outcome.confirmation(&seed),
        outcome,
        lines,
        invalid,
        poll: digest,
        check_words: roll::check_words(&roll_hash),
        roll: roll_hash,
    })
}

/// The roll; none in a show of hands, where there must be no ballots either.
fn read_roll(shown: &Shown<'_>, poll: Digest) -> Result<Option<Roll>, Vec<Fault>> {
    let wrong = |why: String| Vec::from([Fault::Roll { why }]);
    match shown.poll.manner {
        Manner::Secret => Roll::read(poll, shown.roll).map(Some).map_err(|e| wrong(e.to_string())),
        Manner::Hands if shown.roll.is_empty() && shown.ballots.is_empty() => Ok(None),
        Manner::Hands => Err(wrong("a show of hands has neither roll nor ballots".to_string())),
    }
}

/// All ballots whose signature holds; what is wrong with others is added to the faults.
fn check_ballots(roll: Option<&Roll>, ballots: &[Ballot], faults: &mut Vec<Fault>) -> Vec<Cast> {
    let Some(roll) = roll else { return Vec::new() };
    if ballots.len() > roll.count() {
        faults.push(Fault::TooManyBallots);
        return Vec::new();
    }
    let mut casts: Vec<Cast> = Vec::with_capacity(ballots.len());
    let mut before: Option<Digest> = None;
    for (ballot, bytes) in ballots.iter().enumerate() {
        let hash = urn::hash_of(bytes);
        if before.is_some_and(|before| before >= hash) {
            faults.push(Fault::Order { ballot });
        }
        before = Some(hash);
        match Cast::check(bytes.clone(), roll) {
            Ok(cast) if casts.iter().any(|other| other.image() == cast.image()) => {
                faults.push(Fault::Again { ballot });
            }
            Ok(cast) => casts.push(cast),
            Err(Refused::Size) => faults.push(Fault::Size { ballot }),
            Err(_) => faults.push(Fault::Signature { ballot }),
        }
    }
    casts
}

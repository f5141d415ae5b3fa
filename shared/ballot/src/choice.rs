//! What one person marked, and how it is written on a page that is always of the same size.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::WORDS;
use crate::poll::{Form, Poll};

/// Bytes of a page, whatever is on it.
pub const PAGE: usize = 64;
/// The layout of the page: it rises when the layout changes.
const LAYOUT: u8 = 1;
/// Where the marks begin: after layout, tracker and their number.
const MARKS: usize = 6;

/// What one person marked. Candidates are places on the ballot paper, from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// These, in ascending order; nobody is an abstention.
    Crosses(Vec<u8>),
    /// For each candidate in turn.
    Answers(Vec<Answer>),
}

/// What one thinks of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Neither.
    Abstain,
    /// Yes.
    Yes,
    /// No.
    No,
}

/// Two random words by which a voter, and nobody else, finds their ballot after the close. Places
/// in a list of [`WORDS`] words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Tracker(pub [u16; 2]);

impl Tracker {
    /// From three random bytes.
    pub fn from_random([a, b, c]: [u8; 3]) -> Self {
        let first = u16::from_be_bytes([a, b]) >> 4;
        Self([first, u16::from_be_bytes([b, c]) % WORDS])
    }
}

/// Why a ballot that somebody on the roll cast is no vote. It is counted, as invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Invalid {
    /// Its seal is broken.
    Sealed,
    /// The page cannot be read.
    Unreadable,
    /// More crosses than seats.
    TooManyCrosses,
    /// A cross for somebody who does not stand.
    UnknownCandidate,
    /// Two crosses for one person, or crosses out of order.
    CrossedTwice,
}

impl Choice {
    /// Whether this is a vote in this poll.
    pub fn check(&self, poll: &Poll) -> Result<(), Invalid> {
        let candidates = poll.candidates.len();
        match (poll.form(), self) {
            (Form::Crosses, Self::Crosses(crosses)) => {
                if crosses.iter().any(|candidate| usize::from(*candidate) >= candidates) {
                    Err(Invalid::UnknownCandidate)
                } else if crosses.windows(2).any(|pair| pair[0] >= pair[1]) {
                    Err(Invalid::CrossedTwice)
                } else if crosses.len() > usize::from(poll.seats) {
                    Err(Invalid::TooManyCrosses)
                } else {
                    Ok(())
                }
            }
            (Form::EachPerson, Self::Answers(answers)) if answers.len() == candidates => Ok(()),
            _ => Err(Invalid::Unreadable),
        }
    }

    /// Whether it says nothing about anybody.
    pub fn abstains(&self) -> bool {
        match self {
            Self::Crosses(crosses) => crosses.is_empty(),
            Self::Answers(answers) => answers.iter().all(|answer| *answer == Answer::Abstain),
        }
    }

    /// The page: layout (1 byte), tracker (2 × 2, high byte first), number of marks (1), the marks
    /// (1 each: a candidate; or 0 abstention, 1 yes, 2 no), zeros.
    ///
    /// # Panics
    /// If there are more marks than a page has room for; [`Self::check`] comes first.
    pub fn to_page(&self, tracker: Tracker) -> [u8; PAGE] {
        let marks: Vec<u8> = match self {
            Self::Crosses(crosses) => crosses.clone(),
            Self::Answers(answers) => answers.iter().map(|answer| *answer as u8).collect(),
        };
        let mut page = [0; PAGE];
        page[0] = LAYOUT;
        page[1..3].copy_from_slice(&tracker.0[0].to_be_bytes());
        page[3..5].copy_from_slice(&tracker.0[1].to_be_bytes());
        page[5] = marks.len() as u8;
        page[MARKS..MARKS + marks.len()].copy_from_slice(&marks);
        page
    }

    /// Reads a page as a vote in this poll.
    pub fn from_page(page: &[u8; PAGE], poll: &Poll) -> Result<(Self, Tracker), Invalid> {
        let words = [[page[1], page[2]], [page[3], page[4]]].map(u16::from_be_bytes);
        let end = MARKS + usize::from(page[5]);
        let marks = page.get(MARKS..end).ok_or(Invalid::Unreadable)?;
        let blank = page[end..].iter().all(|byte| *byte == 0);
        if page[0] != LAYOUT || words.iter().any(|word| *word >= WORDS) || !blank {
            return Err(Invalid::Unreadable);
        }
        let choice = match poll.form() {
            Form::Crosses => Self::Crosses(marks.to_vec()),
            Form::EachPerson => Self::Answers(
                marks
                    .iter()
                    .map(|mark| Answer::read(*mark))
                    .collect::<Option<_>>()
                    .ok_or(Invalid::Unreadable)?,
            ),
        };
        choice.check(poll)?;
        Ok((choice, Tracker(words)))
    }
}

impl Answer {
    fn read(mark: u8) -> Option<Self> {
        [Self::Abstain, Self::Yes, Self::No].into_iter().find(|answer| *answer as u8 == mark)
    }
}

//! The roll (Wählerverzeichnis): the keys of everybody who may vote, frozen when the poll opens.

use alloc::vec::Vec;
use core::fmt;

use crate::bytes::{Digest, Point};
use crate::ring::{Ring, VoterKey};
use crate::{FEWEST_VOTERS, MOST_VOTERS, WORDS, hash};

/// Everybody's keys, sorted by their bytes, and the hash that stands for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roll {
    poll: Digest,
    keys: Vec<VoterKey>,
    hash: Digest,
}

/// Why there can be no such roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRoll {
    /// Fewer than [`FEWEST_VOTERS`].
    TooFew,
    /// More than [`MOST_VOTERS`].
    TooMany,
    /// This is no key.
    NotAKey(Point),
    /// This key stands on it twice, or the keys are not in order.
    OutOfOrder(Point),
}

impl fmt::Display for NoRoll {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFew => write!(f, "fewer than {FEWEST_VOTERS} voters"),
            Self::TooMany => write!(f, "more than {MOST_VOTERS} voters"),
            Self::NotAKey(key) => write!(f, "{key} is no vote key"),
            Self::OutOfOrder(key) => write!(f, "{key} is doubled or out of order"),
        }
    }
}

impl core::error::Error for NoRoll {}

impl Roll {
    /// Freezes the roll of a poll, known by its digest. The keys' order, which could tell who came
    /// when, is lost.
    pub fn freeze(poll: Digest, mut keys: Vec<Point>) -> Result<Self, NoRoll> {
        keys.sort_unstable();
        Self::read(poll, &keys)
    }

    /// Reads a roll that was frozen: as [`Self::freeze`], but the keys must be in order.
    pub fn read(poll: Digest, keys: &[Point]) -> Result<Self, NoRoll> {
        match keys.len() {
            0..FEWEST_VOTERS => return Err(NoRoll::TooFew),
            n if n > MOST_VOTERS => return Err(NoRoll::TooMany),
            _ => {}
        }
        if let Some(pair) = keys.windows(2).find(|pair| pair[0] >= pair[1]) {
            return Err(NoRoll::OutOfOrder(pair[1]));
        }
        let hash = hash_of(&poll, keys);
        let read = |key: &Point| VoterKey::read(*key).ok_or(NoRoll::NotAKey(*key));
        let keys = keys.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self { poll, keys, hash })
    }

    /// The digest of the poll it was frozen for.
    pub fn poll(&self) -> &Digest {
        &self.poll
    }

    /// ρ: SHA-256 of the poll and all keys in order. Whoever agrees on it agrees on who votes on
    /// what.
    pub fn hash(&self) -> &Digest {
        &self.hash
    }

    /// How many are on it.
    pub fn count(&self) -> usize {
        self.keys.len()
    }

    /// All keys, in order.
    pub fn keys(&self) -> &[VoterKey] {
        &self.keys
    }

    /// Where this key stands, if it is on the roll.
    pub fn place(&self, key: &VoterKey) -> Option<usize> {
        self.keys.binary_search_by_key(&key.encoded(), VoterKey::encoded).ok()
    }

    /// What signatures are made for.
    pub fn ring(&self) -> Ring<'_> {
        Ring { poll: &self.poll, roll: &self.hash, keys: &self.keys }
    }

    /// The four check words (Prüfwörter) of ρ that people compare aloud, as places in the list of
    /// words.
    pub fn check_words(&self) -> [u16; 4] {
        check_words(&self.hash)
    }
}

/// Four words from a hash: its first 48 bits.
pub fn check_words(hash: &Digest) -> [u16; 4] {
    let word = |at: usize| u16::from_be_bytes([hash.0[at], hash.0[at + 1]]);
    [word(0) >> 4, word(1) % WORDS, word(3) >> 4, word(4) % WORDS]
}

fn hash_of(poll: &Digest, keys: &[Point]) -> Digest {
    let keys: Vec<u8> = keys.iter().flat_map(|key| key.0).collect();
    hash::digest("roll", &[&poll.0, &keys])
}

/// The hash that stands for the roll of a show of hands, where nobody votes by key.
pub fn nobody(poll: &Digest) -> Digest {
    hash_of(poll, &[])
}

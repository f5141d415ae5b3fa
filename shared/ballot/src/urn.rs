//! The urn: lets in one ballot from each key on the roll, without knowing whose.
//!
//! A ballot is its sealed page followed by a ring signature of it. Everything here is public: the
//! server runs it while the poll is open, every device afterwards. Nothing in it says who, in which
//! order or when; ballots leave the urn sorted by their hash.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::fmt;

use crate::bytes::{Ballot, Digest, Point};
use crate::hash;
use crate::ring::{self, signature_len};
use crate::roll::Roll;

/// Bytes of a sealed page: a point, the page, the cipher's tag.
pub const SEALED: usize = 112;

/// Bytes of every ballot of a roll of so many.
pub const fn ballot_len(roll: usize) -> usize {
    SEALED + signature_len(roll)
}

/// A ballot whose signature holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cast {
    ballot: Ballot,
    image: Point,
}

impl Cast {
    /// Checks size and signature: this takes some milliseconds, longer with a longer roll.
    pub fn check(ballot: Ballot, roll: &Roll) -> Result<Self, Refused> {
        if ballot.0.len() != ballot_len(roll.count()) {
            return Err(Refused::Size);
        }
        let (sealed, signature) = ballot.0.split_at(SEALED);
        let image = ring::verify(&roll.ring(), sealed, signature).ok_or(Refused::Signature)?;
        Ok(Self { ballot, image })
    }

    /// The sealed page.
    pub fn sealed(&self) -> &[u8] {
        &self.ballot.0[..SEALED]
    }

    /// The key image: the same in every ballot by one voter in this poll.
    pub fn image(&self) -> Point {
        self.image
    }

    /// As it was posted.
    pub fn ballot(&self) -> &Ballot {
        &self.ballot
    }

    /// By this ballots are sorted, and found again by who cast them.
    pub fn hash(&self) -> Digest {
        hash_of(&self.ballot)
    }
}

/// The hash of a ballot.
pub fn hash_of(ballot: &Ballot) -> Digest {
    hash::digest("ballot", &[&ballot.0])
}

/// Why a ballot stays outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It has not the size that every ballot of this poll has.
    Size,
    /// Nobody on the roll signed it, for this poll.
    Signature,
    /// Whoever cast it has cast another before.
    Again,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Size => "not the size of a ballot of this poll",
            Self::Signature => "not signed by anybody on the roll",
            Self::Again => "a second ballot by the same voter",
        })
    }
}

impl core::error::Error for Refused {}

/// What the urn did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admitted {
    /// It is in; store it.
    New(Digest),
    /// This very ballot was in: its answer got lost, and the device sent it again.
    Before(Digest),
}

/// The ballots of one poll while it is open.
#[derive(Clone, Debug)]
pub struct Urn {
    roll: Roll,
    images: BTreeMap<Point, Digest>,
    ballots: BTreeMap<Digest, Ballot>,
}

impl Urn {
    /// An empty urn.
    pub fn new(roll: Roll) -> Self {
        Self { roll, images: BTreeMap::new(), ballots: BTreeMap::new() }
    }

    /// The urn after a restart, with the ballots it had let in, in any order. Their images are read
    /// off; they were checked when they came.
    pub fn restore(roll: Roll, stored: impl IntoIterator<Item = Ballot>) -> Result<Self, Refused> {
        let mut urn = Self::new(roll);
        for ballot in stored {
            if ballot.0.len() != ballot_len(urn.roll.count()) {
                return Err(Refused::Size);
            }
            let hash = hash_of(&ballot);
            if urn.images.insert(image_of(&ballot), hash).is_some() {
                return Err(Refused::Again);
            }
            urn.ballots.insert(hash, ballot);
        }
        Ok(urn)
    }

    /// Lets a ballot in, or says why not. What costs little is looked at first.
    pub fn admit(&mut self, ballot: Ballot) -> Result<Admitted, Refused> {
        if ballot.0.len() != ballot_len(self.roll.count()) {
            return Err(Refused::Size);
        }
        let hash = hash_of(&ballot);
        match self.images.get(&image_of(&ballot)) {
            Some(known) if *known == hash => return Ok(Admitted::Before(hash)),
            Some(_) => return Err(Refused::Again),
            None => {}
        }
        let cast = Cast::check(ballot, &self.roll)?;
        self.images.insert(cast.image, hash);
        self.ballots.insert(hash, cast.ballot);
        Ok(Admitted::New(hash))
    }

    /// How many may vote.
    pub fn voters(&self) -> usize {
        self.roll.count()
    }

    /// How many ballots are in it.
    pub fn count(&self) -> usize {
        self.ballots.len()
    }

    /// Empties the urn: all ballots, sorted by their hash.
    pub fn release(self) -> Vec<Ballot> {
        self.ballots.into_values().collect()
    }
}

/// The image that a ballot of the right size claims.
fn image_of(ballot: &Ballot) -> Point {
    let image = ballot.0[SEALED..].first_chunk().expect("a ballot has a signature after its page");
    Point(*image)
}

//! Receipts: each device signs which roll it saw, so that nobody can show everybody a roll of their
//! own and recognise them by it.
//!
//! A Schnorr signature by the vote key: with nonce `u`, `c = Hs(poll, roll, P, u·G)` and
//! `s = u − c·x` the receipt is `c, s`. Its hash has a purpose of its own, so that a receipt says
//! nothing about ballots by the same key. Receipts are not secret: who saw the roll, everybody may
//! know; who voted, nobody.

use curve25519_dalek::RistrettoPoint;
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::bytes::{Opened, Point};
use crate::hash::Parts;
use crate::ring::{VoteKey, VoterKey, read_scalar};
use crate::roll::Roll;

/// Somebody's receipt of a roll: whose, and the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Whose.
    pub voter: Point,
    /// The challenge.
    pub challenge: Opened,
    /// The answer.
    pub answer: Opened,
}

impl Receipt {
    /// Signs that this device saw this roll; `None` unless its key is on it. `fresh` are random
    /// bytes, never used before.
    pub fn sign(roll: &Roll, key: &VoteKey, fresh: &[u8; 32]) -> Option<Self> {
        let public = key.public();
        roll.place(&public)?;
        let nonce = Parts::new("receipt nonce").and(key.x.as_bytes()).and(fresh);
        let mut u = nonce.and(&roll.hash().0).scalar();
        let c = challenge(roll, &public, &RistrettoPoint::mul_base(&u));
        let s = u - c * key.x;
        u.zeroize();
        Some(Self {
            voter: public.encoded(),
            challenge: Opened(c.to_bytes()),
            answer: Opened(s.to_bytes()),
        })
    }

    /// Whether somebody on this roll signed that they saw it.
    pub fn holds_for(&self, roll: &Roll) -> bool {
        let on_it = VoterKey::read(self.voter).filter(|key| roll.place(key).is_some());
        let scalars = read_scalar(&self.challenge.0).zip(read_scalar(&self.answer.0));
        let Some((key, (c, s))) = on_it.zip(scalars) else { return false };
        let nonce = RistrettoPoint::vartime_double_scalar_mul_basepoint(&c, key.point(), &s);
        challenge(roll, &key, &nonce) == c
    }
}

/// Whether so many receipts, of different people on the roll, are enough to cast: more than half.
/// Receipts that do not hold do not count.
pub fn enough(roll: &Roll, receipts: &[Receipt]) -> bool {
    let mut voters: alloc::vec::Vec<Point> =
        receipts.iter().filter(|receipt| receipt.holds_for(roll)).map(|r| r.voter).collect();
    voters.sort_unstable();
    voters.dedup();
    2 * voters.len() > roll.count()
}

fn challenge(roll: &Roll, key: &VoterKey, nonce: &RistrettoPoint) -> curve25519_dalek::Scalar {
    Parts::new("receipt")
        .and(&roll.poll().0)
        .and(&roll.hash().0)
        .and(&key.encoded().0)
        .and(nonce.compress().as_bytes())
        .scalar()
}

//! The lot: drawn where everybody sees it, from a number that nobody could know or choose before.
//!
//! The seed is the hash of the poll, the roll, both locks' keys and all ballots in their order.
//! Everybody can compute it after the close and arrives at the same lot; there is nothing to throw
//! and nobody to trust with throwing. It needs no extra round of commitments because the poll holds
//! two of them already: the server committed to its key when the poll opened (the public half is
//! part of the poll), the members to theirs. Before the close the server lacks the poll key and the
//! members lack the server's, so neither can try ballots until one gives a lot they like; to do so
//! takes both, the last ballot, and the same breach that would show the whole result early. Paper
//! sums are left out: they are typed in by one person, who could try. After a show of hands there
//! are no ballots and the two keys alone decide.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::bytes::{Ballot, CandidateId, Digest, Opened};
use crate::{hash, urn};

/// A lot that was drawn, with all one needs to draw it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lot {
    /// Between whom, in the order of the ballot paper.
    pub candidates: Vec<u8>,
    /// For how many seats.
    pub seats: u8,
    /// What the tickets were made of.
    pub seed: Digest,
    /// Each one's ticket. The lowest win.
    pub tickets: Vec<Digest>,
}

/// What lots of this poll are drawn from. The ballots must be in the urn's order.
pub fn seed(
    poll: &Digest,
    roll: &Digest,
    lock: &Opened,
    poll_key: &Opened,
    ballots: &[Ballot],
) -> Digest {
    let hashes: Vec<u8> = ballots.iter().flat_map(|ballot| urn::hash_of(ballot).0).collect();
    hash::digest("lot", &[&poll.0, &roll.0, &lock.0, &poll_key.0, &hashes])
}

/// The ticket of one candidate.
pub fn ticket(seed: &Digest, candidate: &CandidateId) -> Digest {
    hash::digest("ticket", &[&seed.0, &candidate.0])
}

impl Lot {
    /// Draws for these candidates, places in the list of all.
    pub(crate) fn draw(seed: Digest, all: &[CandidateId], candidates: Vec<u8>, seats: u8) -> Self {
        let tickets = candidates.iter().map(|at| ticket(&seed, &all[usize::from(*at)])).collect();
        Self { candidates, seats, seed, tickets }
    }

    /// Whom it fell on, the lowest ticket first.
    pub fn winners(&self) -> Vec<u8> {
        let mut drawn: Vec<_> = self.tickets.iter().zip(&self.candidates).collect();
        drawn.sort_unstable();
        drawn.into_iter().take(usize::from(self.seats)).map(|(_, at)| *at).collect()
    }
}

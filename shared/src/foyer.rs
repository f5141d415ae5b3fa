//! The foyer on the wire: what pages and the server say about an invitation behind spoken words.
//!
//! `GET /api/words` gives the [`Foyer`]; `POST /api/words` hangs one up ([`HangUp`], answered 204);
//! `POST /api/words/find` looks for one ([`Find`], answered with [`Found`], or 404 for words that
//! are unknown, run out, or whose door was closed: nobody is told which). All bodies are JSON.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::MeetingId;
use crate::time::Timestamp;
use crate::wire::PassBytes;

/// Under which invitations are looked for: the first part of what five words become.
pub type Locator = [u8; 16];
/// By which a device knows the invitation to be of its words.
pub type Commitment = [u8; 16];

/// The length of a wrapped invitation: version, nonce, what is inside, tag.
pub const WRAPPED_BYTES: usize = 1 + 24 + 48 + 16;

/// The foyer as it is for as long as the server runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Foyer {
    /// Goes into what words become: words of an earlier run lead nowhere.
    pub salt: [u8; 16],
}

/// Hangs an invitation up; the meeting's earlier one comes down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HangUp {
    /// Whose it is.
    pub meeting: MeetingId,
    /// The seat pass of somebody who may open the door.
    pub pass: PassBytes,
    /// Where it is to be found.
    pub locator: Locator,
    /// By which it is known.
    pub commitment: Commitment,
    /// [`WRAPPED_BYTES`] that only the words open.
    pub wrapped: Vec<u8>,
    /// When it comes down by itself: the end of the day, where the meeting is.
    pub until: Timestamp,
}

/// Looks for an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Find {
    /// Where.
    pub locator: Locator,
}

/// An invitation that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// By which it is known.
    pub commitment: Commitment,
    /// What only the words open.
    pub wrapped: Vec<u8>,
}

//! Passes and the lead's key, as far as both sides must agree on them: what is hashed and signed.
//!
//! The hashing and signing itself is done by the vault on a device and by the server for itself:
//! here are only the bytes that go in and the values that come out.

use alloc::vec::Vec;
use core::fmt;

use serde::{Deserialize, Serialize};

use crate::id::MeetingId;

/// The SHA-256 of a pass. The server and the log know passes by this alone, so that neither can
/// let anybody in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PassHash(pub [u8; 32]);

impl fmt::Debug for PassHash {
    /// Four bytes: enough to tell passes apart in a log, not enough to look one up.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d, ..] = self.0;
        write!(f, "PassHash({a:02x}{b:02x}{c:02x}{d:02x}…)")
    }
}

/// What a pass lets its holder do. A pass that nobody knows lets nobody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PassKind {
    /// The invitation everybody gets: take a seat.
    Participant,
    /// The invitation for whoever moderates: take a seat and lead through the method.
    Moderator,
    /// One person's own: take up this very seat again, on any device.
    Seat,
}

/// Sets a meeting's id apart from every other hash.
const MEETING_LABEL: &[u8; 15] = b"reihum1/meeting";
/// Sets a signed creation apart from everything else the lead's key will ever sign.
const CREATION_LABEL: &[u8; 16] = b"reihum1/creation";

/// The bytes whose SHA-256 gives a meeting's id, made from the lead's Ed25519 public key.
pub fn meeting_preimage(public_key: &[u8; 32]) -> [u8; 47] {
    let mut bytes = [0; 47];
    bytes[..MEETING_LABEL.len()].copy_from_slice(MEETING_LABEL);
    bytes[MEETING_LABEL.len()..].copy_from_slice(public_key);
    bytes
}

/// The meeting's id: the first half of the SHA-256 of [`meeting_preimage`].
pub fn meeting_from_digest(digest: &[u8; 32]) -> MeetingId {
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    MeetingId::from_bytes(id)
}

/// The bytes that the lead signs to create a meeting, made from the body of the request.
pub fn creation_preimage(body: &[u8]) -> Vec<u8> {
    [CREATION_LABEL.as_slice(), body].concat()
}

//! Passes: what somebody presents, and what the meeting knows of it.

use sha2::{Digest, Sha256};
use shared::meeting::{Admission, Meeting};
use shared::pass::PassHash;
use shared::wire::PassBytes;

/// What the log knows a pass by.
pub fn hash(pass: &PassBytes) -> PassHash {
    PassHash(Sha256::digest(pass.0).into())
}

/// What a pass opens in this meeting now.
///
/// The look-up compares hashes of 128 random bits: its time tells nothing that helps to find one.
pub fn admission(meeting: &Meeting, pass: &PassHash) -> Option<Admission> {
    let admission = *meeting.passes.get(pass)?;
    match admission {
        Admission::Seat(seat) => meeting.seat(seat).map(|_| admission),
        Admission::Door(_) => Some(admission),
    }
}

//! Sealed ballots: two locks, and only both keys together open them.
//!
//! One key is the server's, one for each poll ([`Lock`]): without it the members cannot look early.
//! The other grows from the meeting's plenary key ([`PollKey`]): without it the server never can.
//! With `e` fresh, `E = e·G` and `Z` the lock's public half,
//!
//! ```text
//! key | nonce = HKDF-SHA-256(salt: poll, ikm: poll key | e·Z, info: purpose | E | Z)
//! sealed      = E | XChaCha20-Poly1305(key, nonce, page, associated: poll | roll | key image)
//! ```
//!
//! `e` is new for each ballot, so no key and nonce meet twice. Every sealed ballot has the same
//! length. The key image among the associated data pins it to its voter: a ballot copied from the
//! urn under another's signature does not open, so nobody can vote as somebody else did and read
//! their vote off the sum.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use curve25519_dalek::RistrettoPoint;
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::bytes::{Ballot, Digest, Opened, Point, PollId};
use crate::choice::{Choice, Invalid, PAGE, Tracker};
use crate::hash::{self, Parts};
use crate::lock::{Common, Lock};
use crate::poll::Poll;
use crate::ring::{self, VoteKey};
use crate::roll::Roll;
use crate::urn::{Cast, SEALED};

/// Bytes of the cipher's tag.
const TAG: usize = 16;
const _: () = assert!(SEALED == 32 + PAGE + TAG);

/// The members' key to one poll's ballots. Silent in `Debug`, wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct PollKey([u8; 32]);

impl PollKey {
    /// Derives it from the meeting's plenary key. It opens this poll's ballots and nothing else, so
    /// that it can be shown afterwards.
    pub fn derive(plenary: &[u8; 32], poll: &PollId) -> Self {
        let mut key = Self([0; 32]);
        Hkdf::<Sha256>::new(None, plenary)
            .expand_multi_info(&[b"reihum1/ballot/poll key", &poll.0], &mut key.0)
            .expect("one block is within what HKDF can give");
        key
    }

    /// Reads a key that was shown.
    pub fn read(shown: Opened) -> Self {
        Self(shown.0)
    }

    /// Shows it, for the election file.
    pub fn show(&self) -> Opened {
        Opened(self.0)
    }

    /// What the poll says of its key: enough to refuse another, not enough to find it.
    pub fn check(&self) -> Digest {
        hash::digest("key check", &[&self.0])
    }

    /// What the poll says of its question and its candidates' names, in the order of the paper.
    /// Without the key nobody can try names against it.
    pub fn paper(&self, question: &str, names: &[String]) -> Digest {
        let mut parts = Vec::from([&self.0[..], question.as_bytes()]);
        parts.extend(names.iter().map(String::as_bytes));
        hash::digest("paper", &parts)
    }
}

impl fmt::Debug for PollKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PollKey(…)")
    }
}

impl Drop for PollKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ZeroizeOnDrop for PollKey {}

/// Why a device does not cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCast {
    /// This is no vote in this poll.
    Choice(Invalid),
    /// This key is not on the roll.
    NotOnRoll,
    /// Poll, roll and key are not those of one poll.
    OtherPoll,
}

/// Seals and signs a choice. `fresh` are 64 random bytes, never used before. The device keeps the
/// ballot until the urn has it: to make another is to vote twice.
pub fn cast(
    poll: &Poll,
    roll: &Roll,
    poll_key: &PollKey,
    voter: &VoteKey,
    choice: &Choice,
    tracker: Tracker,
    fresh: &[u8; 64],
) -> Result<Ballot, NotCast> {
    choice.check(poll).map_err(NotCast::Choice)?;
    let mut page = choice.to_page(tracker);
    let ballot = cast_page(poll, roll, poll_key, voter, &page, fresh);
    page.zeroize();
    ballot
}

/// The same with any page, one that is no vote, too: it will count as invalid.
pub fn cast_page(
    poll: &Poll,
    roll: &Roll,
    poll_key: &PollKey,
    voter: &VoteKey,
    page: &[u8; PAGE],
    fresh: &[u8; 64],
) -> Result<Ballot, NotCast> {
    let place = roll.place(&voter.public()).ok_or(NotCast::NotOnRoll)?;
    let lock = ring::VoterKey::read(poll.lock).ok_or(NotCast::OtherPoll)?;
    if *roll.poll() != poll.digest() || poll.key_check != poll_key.check() {
        return Err(NotCast::OtherPoll);
    }
    let (for_seal, for_signature) = fresh.split_first_chunk::<32>().expect("64 bytes are twice 32");
    let image = voter.image(roll.poll());

    // Bound to key and page, so that fresh bytes that repeat do not give two pages one key.
    let secret = Parts::new("seal").and(voter.x.as_bytes()).and(for_seal).and(&roll.poll().0);
    let mut e = secret.and(page).scalar();
    let ephemeral = RistrettoPoint::mul_base(&e).compress().0;
    let common = Common((e * lock.point()).compress().0);
    e.zeroize();

    let mut ballot = Vec::with_capacity(SEALED + ring::signature_len(roll.count()));
    ballot.extend_from_slice(&ephemeral);
    ballot.extend_from_slice(page);
    let (cipher, nonce) = cipher(poll, roll, poll_key, &common, &ephemeral);
    let tag = cipher
        .encrypt_inout_detached(&nonce, &bound(roll, &image), (&mut ballot[32..]).into())
        .expect("a page is far below the cipher's limit");
    ballot.extend_from_slice(&tag);

    let fresh = for_signature.try_into().expect("64 bytes are twice 32");
    let signature = ring::sign(&roll.ring(), place, voter, &ballot, fresh);
    ballot.extend_from_slice(&signature.expect("the key stands at its place on the roll"));
    Ok(Ballot(ballot))
}

/// Opens a ballot that the urn let in. Whatever is wrong with it makes it invalid and no more: one
/// voter's page must not spoil the poll.
pub fn open(
    poll: &Poll,
    roll: &Roll,
    poll_key: &PollKey,
    lock: &Lock,
    cast: &Cast,
) -> Result<(Choice, Tracker), Invalid> {
    let sealed = cast.sealed();
    let (ephemeral, rest) = sealed.split_first_chunk().ok_or(Invalid::Sealed)?;
    let common = lock.meet(ephemeral).ok_or(Invalid::Sealed)?;
    let (cipher, nonce) = cipher(poll, roll, poll_key, &common, ephemeral);
    let mut page = rest.to_vec();
    cipher
        .decrypt_in_place(&nonce, &bound(roll, &cast.image()), &mut page)
        .map_err(|_| Invalid::Sealed)?;
    let page = page.try_into().map_err(|_| Invalid::Unreadable)?;
    Choice::from_page(&page, poll)
}

fn cipher(
    poll: &Poll,
    roll: &Roll,
    poll_key: &PollKey,
    common: &Common,
    ephemeral: &[u8; 32],
) -> (XChaCha20Poly1305, XNonce) {
    let mut material = [poll_key.0, common.0].concat();
    let mut grown = [0; 56];
    Hkdf::<Sha256>::new(Some(&roll.poll().0), &material)
        .expand_multi_info(&[b"reihum1/ballot/seal", ephemeral, &poll.lock.0], &mut grown)
        .expect("two blocks are within what HKDF can give");
    material.zeroize();
    let (key, nonce) = grown.split_first_chunk::<32>().expect("56 bytes begin with 32");
    let nonce: [u8; 24] = nonce.try_into().expect("24 of 56 bytes follow the key");
    let cipher = XChaCha20Poly1305::new(key.into());
    grown.zeroize();
    (cipher, XNonce::from(nonce))
}

/// What the tag vouches for besides the page. All of fixed length.
fn bound(roll: &Roll, image: &Point) -> [u8; 96] {
    let mut bytes = [0; 96];
    bytes[..32].copy_from_slice(&roll.poll().0);
    bytes[32..64].copy_from_slice(&roll.hash().0);
    bytes[64..].copy_from_slice(&image.0);
    bytes
}

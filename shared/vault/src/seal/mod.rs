//! Sealing and opening: an envelope fits one place only, and whatever else is shown as damaged.

use alloc::vec::Vec;
use core::fmt;

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use shared::id::{MeetingId, RecordId, SeatId};
use shared::pad::PadId;
use shared::words::{Header, Kind, NONCE_LEN, Sealed, TAG_LEN};
use zeroize::Zeroize;

use crate::keys::Key;
use crate::padding::{pad, unpad};
use crate::secret::random_bytes;

/// What the envelope belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A record in the drawer.
    Record(RecordId),
    /// A pad.
    Pad(PadId),
    /// Nothing that is kept: whispers about nothing in particular.
    Air,
}

/// The one place where an envelope can be opened: another meeting, record, author, phase or key
/// generation, and it is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The meeting.
    pub meeting: MeetingId,
    /// The record or pad.
    pub slot: Slot,
    /// The phase it is written in, or [`Header::NO_PHASE`].
    pub phase: u8,
    /// Whose words they are.
    pub author: SeatId,
    /// The generation of the key; 0 until keys rotate.
    pub epoch: u16,
}

/// The envelope is not what it says it is, or not from here. Never shown as empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a damaged envelope")
    }
}

impl core::error::Error for Damaged {}

/// Seals bytes for one place. `counter` is the author's own and rises by device.
pub fn seal(key: &Key, kind: Kind, place: &Place, counter: u64, plaintext: &[u8]) -> Sealed {
    seal_with_nonce(key, kind, place, counter, plaintext, &random_bytes())
}

/// Opens what was sealed as this kind for this very place.
pub fn open(key: &Key, kind: Kind, place: &Place, sealed: &Sealed) -> Result<Vec<u8>, Damaged> {
    let header = sealed.header().ok_or(Damaged)?;
    if header.phase != place.phase {
        return Err(Damaged);
    }
    open_from_any_phase(key, kind, place, sealed)
}

/// Opens what may have been sealed in any phase, as words that came in late; `place.phase` does
/// not count. Which phase it was says the envelope's header, and that cannot be bent.
pub fn open_from_any_phase(
    key: &Key,
    kind: Kind,
    place: &Place,
    sealed: &Sealed,
) -> Result<Vec<u8>, Damaged> {
    let header = sealed.header().ok_or(Damaged)?;
    if header.kind != kind as u8 || header.epoch != place.epoch {
        return Err(Damaged);
    }
    let (nonce, rest) = sealed.0[Header::LEN..].split_first_chunk().ok_or(Damaged)?;
    let mut text = rest.to_vec();
    XChaCha20Poly1305::new((&key.0).into())
        .decrypt_in_place(&XNonce::from(*nonce), &bound(header, place), &mut text)
        .map_err(|_| Damaged)?;
    unpad(text)
}

/// The same with a given nonce. Apart from the one caller above only tests may know one.
fn seal_with_nonce(
    key: &Key,
    kind: Kind,
    place: &Place,
    counter: u64,
    plaintext: &[u8],
    nonce: &[u8; NONCE_LEN],
) -> Sealed {
    let header = Header { kind: kind as u8, phase: place.phase, epoch: place.epoch, counter };
    let mut text = pad(plaintext);
    let tag = XChaCha20Poly1305::new((&key.0).into())
        .encrypt_inout_detached(
            &XNonce::from(*nonce),
            &bound(header, place),
            text.as_mut_slice().into(),
        )
        .expect("nothing we seal comes near the cipher's limit");
    let mut envelope = Vec::with_capacity(Header::LEN + NONCE_LEN + text.len() + TAG_LEN);
    envelope.extend_from_slice(&header.to_bytes());
    envelope.extend_from_slice(nonce);
    envelope.extend_from_slice(&text);
    envelope.extend_from_slice(&tag);
    text.zeroize();
    Sealed(envelope)
}

/// What the tag vouches for besides the words: header, meeting, slot, author. Only the slot's
/// length varies, so no two places give the same bytes.
fn bound(header: Header, place: &Place) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(96);
    bytes.extend_from_slice(&header.to_bytes());
    bytes.extend_from_slice(place.meeting.as_bytes());
    match place.slot {
        Slot::Record(record) => bytes.extend_from_slice(record.as_bytes()),
        Slot::Pad(pad) => bytes.extend_from_slice(&pad.to_bytes()),
        Slot::Air => {}
    }
    bytes.extend_from_slice(place.author.as_bytes());
    bytes
}

#[cfg(test)]
mod tests;

//! Wrapping an invitation so that only its five words open it.

use std::fmt;

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use shared::id::MeetingId;
use zeroize::Zeroize;

use crate::key::WordKey;

/// The first byte of what is wrapped, and what vouches for it besides the key.
const VERSION: u8 = 1;
const NONCE: usize = 24;
const INSIDE: usize = 48;

/// What a link to a meeting says, without the lead's key: words are for those who are invited.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The meeting.
    pub meeting: MeetingId,
    /// What lets people in.
    pub pass: [u8; 16],
    /// What every key of the meeting grows from.
    pub secret: [u8; 16],
}

impl Invitation {
    /// As bytes, for a page and its worker.
    pub fn to_bytes(&self) -> [u8; INSIDE] {
        let mut bytes = [0; INSIDE];
        bytes[..16].copy_from_slice(self.meeting.as_bytes());
        bytes[16..32].copy_from_slice(&self.pass);
        bytes[32..].copy_from_slice(&self.secret);
        bytes
    }

    /// Reads what [`Self::to_bytes`] wrote; `None` for any other length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let parts: &[[u8; 16]; 3] = bytes.as_chunks().0.try_into().ok()?;
        let [meeting, pass, secret] = *parts;
        let whole = bytes.len() == INSIDE;
        whole.then(|| Self { meeting: MeetingId::from_bytes(meeting), pass, secret })
    }
}

impl fmt::Debug for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Invitation(…)")
    }
}

impl Drop for Invitation {
    fn drop(&mut self) {
        self.pass.zeroize();
        self.secret.zeroize();
    }
}

/// What the server gave belongs to other words, or was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign;

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an invitation of other words")
    }
}

impl std::error::Error for Foreign {}

/// Wraps it for whoever has the words.
pub fn wrap(key: &WordKey, invitation: &Invitation) -> Vec<u8> {
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce).expect("every system and browser we run on has randomness");
    wrap_with_nonce(key, invitation, &nonce)
}

/// The same with a given nonce. Apart from the one caller above only tests may know one.
fn wrap_with_nonce(key: &WordKey, invitation: &Invitation, nonce: &[u8; NONCE]) -> Vec<u8> {
    let mut inside = invitation.to_bytes();
    let tag = XChaCha20Poly1305::new((&key.wrapping).into())
        .encrypt_inout_detached(&XNonce::from(*nonce), &[VERSION], inside.as_mut_slice().into())
        .expect("48 bytes are within the cipher's limit");
    let wrapped = [&[VERSION], nonce.as_slice(), &inside, &tag].concat();
    inside.zeroize();
    wrapped
}

/// Opens it, where the commitment is the one of these words.
pub fn unwrap(key: &WordKey, commitment: &[u8; 16], wrapped: &[u8]) -> Result<Invitation, Foreign> {
    if *commitment != key.commitment {
        return Err(Foreign);
    }
    let rest = wrapped.strip_prefix(&[VERSION]).ok_or(Foreign)?;
    let (nonce, inside) = rest.split_first_chunk::<NONCE>().ok_or(Foreign)?;
    let mut inside = inside.to_vec();
    XChaCha20Poly1305::new((&key.wrapping).into())
        .decrypt_in_place(&XNonce::from(*nonce), &[VERSION], &mut inside)
        .map_err(|_| Foreign)?;
    let invitation = Invitation::from_bytes(&inside).ok_or(Foreign);
    inside.zeroize();
    invitation
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::Words;

    const SALT: [u8; 16] = [7; 16];

    fn key() -> WordKey {
        WordKey::derive(&Words([1, 2, 3, 4, 5]), &SALT)
    }

    fn invitation() -> Invitation {
        Invitation { meeting: MeetingId::from_bytes([1; 16]), pass: [2; 16], secret: [3; 16] }
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn a_wrapped_invitation_is_the_one_of_every_release() {
        let key = WordKey { locator: [1; 16], wrapping: [2; 32], commitment: [3; 16] };
        let wrapped = wrap_with_nonce(&key, &invitation(), &[4; NONCE]);
        let known = "01\
            040404040404040404040404040404040404040404040404\
            9dc2cc1e5dd086859df48c7a04db0f974aa7e23b53480ebc2e5adbd51afef9d2\
            03d097b26483123c5b2a080906312544143910f95466f63f4357055c6735d328";
        assert_eq!(hex(&wrapped), known);
        assert_eq!(unwrap(&key, &[3; 16], &wrapped), Ok(invitation()));
    }

    #[test]
    fn the_words_open_what_was_wrapped_for_them_and_no_others_do() {
        let (key, other) = (key(), WordKey::derive(&Words([1, 2, 3, 5, 4]), &SALT));
        let wrapped = wrap(&key, &invitation());
        assert_eq!(unwrap(&key, &key.commitment, &wrapped), Ok(invitation()));
        assert_eq!(unwrap(&other, &key.commitment, &wrapped), Err(Foreign));
        // Nor does it help to bend the commitment.
        assert_eq!(unwrap(&other, &other.commitment, &wrapped), Err(Foreign));
        assert_ne!(other.locator, key.locator);
    }

    #[test]
    fn what_was_changed_or_cut_anywhere_is_foreign() {
        let key = WordKey { locator: [1; 16], wrapping: [2; 32], commitment: [3; 16] };
        let wrapped = wrap(&key, &invitation());
        for at in 0..wrapped.len() {
            let mut bent = wrapped.clone();
            bent[at] ^= 1;
            assert_eq!(unwrap(&key, &key.commitment, &bent), Err(Foreign), "byte {at}");
            assert_eq!(unwrap(&key, &key.commitment, &wrapped[..at]), Err(Foreign), "cut at {at}");
        }
    }

    #[test]
    fn neither_keys_nor_invitations_show_in_debug() {
        let key = WordKey { locator: [1; 16], wrapping: [2; 32], commitment: [3; 16] };
        assert_eq!(format!("{key:?} {:?}", invitation()), "WordKey(…) Invitation(…)");
    }
}

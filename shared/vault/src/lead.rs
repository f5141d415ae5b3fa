//! The lead's signing key: its hash is the meeting's id, so that a link pins who leads.

use core::fmt;

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use shared::id::MeetingId;
use shared::pass::{creation_preimage, meeting_from_digest, meeting_preimage};

use crate::secret::Seed;

/// The lead's Ed25519 key. Wiped when dropped.
pub struct Lead(SigningKey);

impl Lead {
    /// A new key, and with it a new meeting.
    pub fn random() -> Self {
        Self::from_seed(&Seed::random())
    }

    /// The key of the lead's link.
    pub fn from_seed(seed: &Seed) -> Self {
        Self(SigningKey::from_bytes(&seed.0))
    }

    /// What the lead's link carries.
    pub fn seed(&self) -> Seed {
        Seed(self.0.to_bytes())
    }

    /// The public half, sent with the request that creates the meeting.
    pub fn public_key(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// The meeting this key leads.
    pub fn meeting(&self) -> MeetingId {
        meeting_id(&self.public_key())
    }

    /// Signs the body of the request that creates the meeting.
    pub fn sign_creation(&self, body: &[u8]) -> [u8; 64] {
        self.0.sign(&creation_preimage(body)).to_bytes()
    }
}

impl fmt::Debug for Lead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lead({})", self.meeting())
    }
}

/// The meeting that the holder of this public key leads.
pub fn meeting_id(public_key: &[u8; 32]) -> MeetingId {
    meeting_from_digest(&Sha256::digest(meeting_preimage(public_key)).into())
}

/// Whether the lead with this public key signed this body. The server does the same.
pub fn creation_is_signed(public_key: &[u8; 32], body: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(public_key).is_ok_and(|key| {
        key.verify_strict(&creation_preimage(body), &Signature::from_bytes(signature)).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    #[test]
    fn a_creation_holds_for_its_lead_and_its_body_only() {
        // given
        let lead = Lead::random();
        let signature = lead.sign_creation(b"a new meeting");
        // then
        assert!(creation_is_signed(&lead.public_key(), b"a new meeting", &signature));
        // and neither another body, nor another lead, nor a bent signature
        assert!(!creation_is_signed(&lead.public_key(), b"another", &signature));
        let other = Lead::random().public_key();
        assert!(!creation_is_signed(&other, b"a new meeting", &signature));
        let mut bent = signature;
        bent[40] ^= 1;
        assert!(!creation_is_signed(&lead.public_key(), b"a new meeting", &bent));
    }

    #[test]
    fn bytes_that_are_no_key_sign_nothing() {
        assert!(!creation_is_signed(&[0xff; 32], b"body", &[0xff; 64]));
        // The point of order one would let anybody sign anything.
        let mut identity = [0; 32];
        identity[0] = 1;
        assert!(!creation_is_signed(&identity, b"body", &[0; 64]));
    }

    #[test]
    fn the_same_seed_leads_the_same_meeting() {
        let lead = Lead::random();
        assert_eq!(Lead::from_seed(&lead.seed()).meeting(), lead.meeting());
        assert_ne!(Lead::random().meeting(), lead.meeting());
    }

    #[test]
    fn the_meetings_id_is_the_one_of_every_release() {
        let lead = Lead::from_seed(&Seed([7; 32]));
        assert_eq!(format!("{}", lead.meeting()), "43c7c2037d1194e565da68eee152f1f2");
    }
}

//! The keys of a meeting, grown from the link's secret and the server's erasure salt.
//!
//! Everybody with a link can derive the keys of the plenary and of every group: what keeps groups
//! apart in this first generation is that the server delivers a group's words to that group alone.
//! A person's own key also takes their seat pass, which nobody else holds.

use core::fmt;

use hkdf::Hkdf;
use sha2::Sha256;
use shared::id::{CaseId, GroupId, SeatId};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::secret::{ErasureSalt, Pass, Secret};

/// A key that seals and opens. Silent in `Debug`, wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(pub(crate) [u8; 32]);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ZeroizeOnDrop for Key {}

/// Everything one device can derive for one meeting.
#[derive(Clone)]
pub struct Keys {
    secret: Secret,
    salt: ErasureSalt,
}

impl Keys {
    /// Joins what the link brought with what the server gave for a valid pass.
    pub fn new(secret: Secret, salt: ErasureSalt) -> Self {
        Self { secret, salt }
    }

    /// For what everybody in the meeting may read: its title, names, cases brought to all.
    pub fn plenary(&self) -> Key {
        self.expand(&[], &[b"reihum1/plenary"])
    }

    /// For the words of one group.
    pub fn group(&self, group: GroupId) -> Key {
        self.expand(&[], &[b"reihum1/group", group.as_bytes()])
    }

    /// For what one person writes for themselves. Other holders of the link cannot derive it.
    pub fn person(&self, seat: SeatId, pass: &Pass) -> Key {
        self.expand(&pass.0, &[b"reihum1/person", seat.as_bytes()])
    }

    /// What the keys of all polls grow from, for whoever makes and opens ballots: it opens no words.
    pub fn ballots(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.expand(&[], &[b"reihum1/ballots"]).0)
    }

    /// The id that a case from an earlier meeting has in this one: the same whenever it is taken
    /// along, and without the link nobody can tell which case of which meeting it was.
    pub fn carried(&self, origin: CaseId) -> CaseId {
        let key = self.expand(&[], &[b"reihum1/carried", origin.as_bytes()]);
        let mut id = [0; 16];
        id.copy_from_slice(&key.0[..16]);
        CaseId::from_bytes(id)
    }

    fn expand(&self, own: &[u8], info: &[&[u8]]) -> Key {
        let mut material = [0; 32];
        let len = self.secret.0.len() + own.len();
        material[..self.secret.0.len()].copy_from_slice(&self.secret.0);
        material[self.secret.0.len()..len].copy_from_slice(own);
        let (mut root, expander) = Hkdf::<Sha256>::extract(Some(&self.salt.0), &material[..len]);
        let mut key = Key([0; 32]);
        expander
            .expand_multi_info(info, &mut key.0)
            .expect("one block is within what HKDF can give");
        material.zeroize();
        root.as_mut_slice().zeroize();
        key
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::*;

    fn keys() -> Keys {
        Keys::new(Secret([1; 16]), ErasureSalt([2; 32]))
    }

    fn hex(key: &Key) -> String {
        key.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn every_key_is_the_one_of_every_release() {
        // Computed by another HKDF-SHA-256: a device must open tomorrow what it sealed today.
        let keys = keys();
        assert_eq!(
            hex(&keys.plenary()),
            "ada1e5d3584841245561af5e5313c5eef436a22dd3e5534821182628c01a9d57"
        );
        assert_eq!(
            hex(&keys.group(GroupId::from_bytes([3; 16]))),
            "87fdce4373197036c790545084ddfd4cc4e331353e7d273db32efea9b54f3ea0"
        );
        let person = keys.person(SeatId::from_bytes([4; 16]), &Pass([5; 16]));
        assert_eq!(
            hex(&person),
            "aa9593ff4e9291e4c2bb2d2ee3928864650174d4202551dda0a1d18964c36f4b"
        );
    }

    #[test]
    fn a_case_from_an_earlier_meeting_has_one_id_in_each() {
        let (one, other) = (CaseId::from_bytes([3; 16]), CaseId::from_bytes([4; 16]));
        assert_eq!(keys().carried(one), keys().carried(one));
        assert_ne!(keys().carried(one), one);
        assert_ne!(keys().carried(one), keys().carried(other));
        let elsewhere = Keys::new(Secret([9; 16]), ErasureSalt([2; 32]));
        assert_ne!(keys().carried(one), elsewhere.carried(one));
    }

    #[test]
    fn no_two_purposes_share_a_key() {
        let keys = keys();
        let seat = SeatId::from_bytes([4; 16]);
        let all = [
            keys.plenary(),
            keys.group(GroupId::from_bytes([3; 16])),
            keys.group(GroupId::from_bytes([4; 16])),
            keys.person(seat, &Pass([5; 16])),
        ];
        let mut shown: Vec<_> = all.iter().map(hex).collect();
        shown.sort();
        shown.dedup();
        assert_eq!(shown.len(), all.len());
    }

    #[test]
    fn a_persons_key_takes_their_own_pass() {
        // given the same link, the same salt and even the right seat
        let seat = SeatId::from_bytes([4; 16]);
        // when somebody else tries with their own pass
        let theirs = keys().person(seat, &Pass([6; 16]));
        // then it is another key
        assert_ne!(theirs, keys().person(seat, &Pass([5; 16])));
    }

    #[test]
    fn without_the_erasure_salt_the_secret_opens_nothing() {
        let forgotten = Keys::new(Secret([1; 16]), ErasureSalt([0; 32]));
        assert_ne!(forgotten.plenary(), keys().plenary());
    }

    #[test]
    fn keys_are_silent_in_debug() {
        assert_eq!(format!("{:?} {:?}", keys(), keys().plenary()), "Keys(…) Key(…)");
    }
}

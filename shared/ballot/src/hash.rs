//! Hashing with a purpose: every hash names what it is for and how long each of its parts is.

use curve25519_dalek::Scalar;
use sha2::{Digest as _, Sha256, Sha512};

use crate::bytes::Digest;

/// What every purpose begins with. The number rises when any of these hashes changes.
const HOUSE: &str = "reihum1/ballot/";

/// SHA-512 of a purpose and parts. Each is preceded by its length in 8 bytes, highest first, so that
/// no two lists of parts give the same bytes.
#[derive(Clone)]
pub(crate) struct Parts(Sha512);

impl Parts {
    /// For this purpose.
    pub fn new(purpose: &str) -> Self {
        let mut parts = Self(Sha512::new());
        parts.0.update(length(HOUSE.len() + purpose.len()));
        parts.0.update(HOUSE);
        parts.0.update(purpose);
        parts
    }

    /// And one more part.
    pub fn and(mut self, part: &[u8]) -> Self {
        self.0.update(length(part.len()));
        self.0.update(part);
        self
    }

    /// The 64 bytes.
    pub fn wide(self) -> [u8; 64] {
        self.0.finalize().into()
    }

    /// A scalar from all 64 bytes: no value is likelier than another by more than 2⁻²⁵⁶ or so.
    pub fn scalar(self) -> Scalar {
        Scalar::from_bytes_mod_order_wide(&self.wide())
    }
}

/// SHA-256 of a purpose and parts, made in the same way.
pub(crate) fn digest(purpose: &str, parts: &[&[u8]]) -> Digest {
    let mut hash = Sha256::new();
    hash.update(length(HOUSE.len() + purpose.len()));
    hash.update(HOUSE);
    hash.update(purpose);
    for part in parts {
        hash.update(length(part.len()));
        hash.update(part);
    }
    Digest(hash.finalize().into())
}

fn length(of: usize) -> [u8; 8] {
    (of as u64).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_one_part_ends_makes_a_difference() {
        assert_ne!(digest("x", &[b"ab", b"c"]), digest("x", &[b"a", b"bc"]));
        assert_ne!(digest("x", &[b"ab"]), digest("xa", &[b"b"]));
        let wide = |a: &[u8], b: &[u8]| Parts::new("x").and(a).and(b).wide();
        assert_ne!(wide(b"ab", b"c"), wide(b"a", b"bc"));
    }
}

//! Secret byte strings, each a type of its own: silent in `Debug`, wiped when dropped.

use alloc::string::String;
use core::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use shared::pass::PassHash;
use zeroize::{Zeroize, ZeroizeOnDrop};

macro_rules! secrets {
    ($($(#[$doc:meta])* $name:ident[$len:literal];)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(pub [u8; $len]);

        impl $name {
            /// A new one, from the one source of randomness.
            pub fn random() -> Self {
                Self(random_bytes())
            }

            /// For links and for a device's own storage: base64url without padding.
            pub fn to_text(&self) -> String {
                URL_SAFE_NO_PAD.encode(self.0)
            }

            /// Reads what [`Self::to_text`] wrote; `None` for anything else.
            pub fn from_text(text: &str) -> Option<Self> {
                let mut bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
                let secret = <[u8; $len]>::try_from(bytes.as_slice()).ok().map(Self);
                bytes.zeroize();
                secret
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }

        impl Drop for $name {
            fn drop(&mut self) {
                self.0.zeroize();
            }
        }

        impl ZeroizeOnDrop for $name {}
    )*};
}

secrets! {
    /// The meeting's secret. It travels only behind the `#` of a link; every key grows from it.
    Secret[16];
    /// What lets its holder in: an invitation, or one person's own seat.
    Pass[16];
    /// The seed of the lead's Ed25519 key, only in the lead's link.
    Seed[32];
    /// The server's share in every key of a meeting: once deleted, no old backup opens again.
    ErasureSalt[32];
}

impl Secret {
    /// The invitation for everybody but those who lead. It grows from the secret, so that every
    /// device of those who lead can let people in, not only the one that opened the meeting; who
    /// knows the secret was let in by it, or leads.
    pub fn way_in(&self) -> Pass {
        let mut pass = Pass([0; 16]);
        Hkdf::<Sha256>::new(None, &self.0)
            .expand(b"reihum1/way in", &mut pass.0)
            .expect("one block is within what HKDF can give");
        pass
    }
}

impl Pass {
    /// By this hash the server knows the pass. 128 random bits need no slow hash.
    pub fn hash(&self) -> PassHash {
        PassHash(Sha256::digest(self.0).into())
    }
}

/// So many random bytes.
pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("every system and browser we run on has randomness");
    bytes
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    #[test]
    fn a_secret_is_silent_in_debug() {
        // given
        let pass = Pass([0xab; 16]);
        // when
        let shown = format!("{pass:?} {:?}", Secret([0xcd; 16]));
        // then
        assert_eq!(shown, "Pass(…) Secret(…)");
    }

    #[test]
    fn a_secret_survives_a_devices_storage() {
        let salt = ErasureSalt::random();
        assert_eq!(ErasureSalt::from_text(&salt.to_text()), Some(salt));
    }

    #[test]
    fn two_secrets_differ() {
        assert_ne!(Secret::random(), Secret::random());
    }

    #[test]
    fn the_way_in_is_the_one_of_every_release() {
        // Computed by another HKDF-SHA-256: every device of those who lead lets people in.
        let known = [198, 26, 14, 24, 233, 53, 138, 162, 198, 240, 44, 189, 133, 90, 1, 29];
        assert_eq!(Secret([3; 16]).way_in(), Pass(known));
    }

    #[test]
    fn a_pass_is_known_by_its_sha_256() {
        // The digest of sixteen zero bytes, as `head -c16 /dev/zero | sha256sum` prints it.
        let known = "374708fff7719dd5979ec875d56cd2286f6d3cf7ec317a3b25632aab28ec37bb";
        let hash = Pass([0; 16]).hash();
        let hex: String = hash.0.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, known);
    }
}

//! Ids, digests and points as they travel: plain bytes, in JSON as lower-case hexadecimal.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! bytes {
    ($($(#[$doc:meta])* $name:ident[$len:literal];)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl fmt::Debug for $name {
            /// Four bytes: enough to tell them apart.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({}…)", stringify!($name), to_hex(&self.0[..4]))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&to_hex(&self.0))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match to.is_human_readable() {
                    true => to.serialize_str(&to_hex(&self.0)),
                    false => self.0.serialize(to),
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                if !from.is_human_readable() {
                    return Deserialize::deserialize(from).map(Self);
                }
                let text = String::deserialize(from)?;
                let bytes = from_hex(&text).and_then(|bytes| bytes.try_into().ok());
                bytes.map(Self).ok_or_else(|| {
                    D::Error::custom(concat!("not ", $len, " bytes in lower-case hexadecimal"))
                })
            }
        }
    )*};
}

bytes! {
    /// A poll, by random bytes from the device that opens it.
    PollId[16];
    /// A candidate: the id of their seat, or of the record with their name.
    CandidateId[16];
    /// A hash.
    Digest[32];
    /// An encoded point of the group. Whether it is one, is checked where it is used.
    Point[32];
    /// A key that can be shown once its poll is closed: an encoded scalar, or 32 random bytes.
    Opened[32];
}

/// A sealed and signed ballot, as it is posted, stored and released.
#[derive(Clone, PartialEq, Eq)]
pub struct Ballot(pub Vec<u8>);

impl fmt::Debug for Ballot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ballot({} bytes)", self.0.len())
    }
}

impl Serialize for Ballot {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match to.is_human_readable() {
            true => to.serialize_str(&to_hex(&self.0)),
            false => self.0.serialize(to),
        }
    }
}

impl<'de> Deserialize<'de> for Ballot {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if !from.is_human_readable() {
            return Deserialize::deserialize(from).map(Self);
        }
        from_hex(&String::deserialize(from)?)
            .map(Self)
            .ok_or_else(|| D::Error::custom("not lower-case hexadecimal"))
    }
}

/// Lower-case hexadecimal.
pub fn to_hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Reads what [`to_hex`] wrote; `None` for anything else, capitals too: one value, one spelling.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |c: u8| match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_survive_both_ways_of_travelling() {
        let id = PollId(core::array::from_fn(|i| i as u8 * 17));
        let compact = postcard::to_allocvec(&id).unwrap();
        assert_eq!((compact.len(), postcard::from_bytes(&compact)), (16, Ok(id)));
        assert_eq!(from_hex(&to_hex(&id.0)).unwrap(), id.0);
    }

    #[test]
    fn one_value_has_one_spelling() {
        let tried = ["0A", "0", " 0a", "0a ", "0x", "é0"].map(from_hex);
        assert_eq!(tried, [const { None }; 6]);
        assert_eq!(from_hex("0aff"), Some([10, 255].to_vec()));
    }
}

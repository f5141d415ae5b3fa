//! What people typed, as the engine and the server know it: sealed bytes that nobody prints.

use alloc::vec::Vec;
use core::fmt;

use serde::{Deserialize, Serialize};

use crate::id::RecordId;

/// Sealed words: an envelope that only the people in the meeting can open. Silent in `Debug`.
///
/// The envelope is laid out by the vault. Outside it only the header may be read, to check that it
/// is what was asked for.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed(#[serde(with = "bytes")] pub Vec<u8>);

impl Sealed {
    /// How many bytes travel.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nothing at all, not even an envelope.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The open part of the envelope, or `None` where it is too short or of an unknown version.
    pub fn header(&self) -> Option<Header> {
        if self.0.len() < Header::LEN + NONCE_LEN + TAG_LEN || self.0[0] != Header::VERSION {
            return None;
        }
        let mut counter = [0; 8];
        counter.copy_from_slice(&self.0[5..13]);
        Some(Header {
            kind: self.0[1],
            phase: self.0[2],
            epoch: u16::from_be_bytes([self.0[3], self.0[4]]),
            counter: u64::from_be_bytes(counter),
        })
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

/// Bytes of the random nonce behind the header.
pub const NONCE_LEN: usize = 24;
/// Bytes of the authentication tag at the end.
pub const TAG_LEN: usize = 16;

/// What an envelope holds. The numbers travel and never change their meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// The title of a meeting.
    Title = 1,
    /// Who somebody is: name and house.
    Person = 2,
    /// A case in one sentence.
    Case = 3,
    /// The words of a card.
    Card = 4,
    /// The key question, settled.
    Question = 5,
    /// A first step.
    Step = 6,
    /// A change to a pad.
    PadUpdate = 7,
    /// The whole of a pad.
    PadSnapshot = 8,
    /// A caret, a sign of life: never stored.
    Whisper = 9,
    /// What people read of a method.
    Guide = 10,
    /// What people read of a module.
    ModuleGuide = 11,
    /// What became of a first step.
    Report = 12,
    /// What leaves the group.
    Release = 13,
    /// Title and links of a case giver's own sheet.
    CaseSheet = 14,
    /// Where a group meets.
    Place = 15,
    /// Something that groups are told.
    Message = 16,
    /// What the points of an agenda are called.
    Agenda = 17,
    /// What is given to the plenary.
    Harvest = 18,
    /// A word of a flash round.
    Flash = 19,
    /// What an election is about.
    Office = 20,
    /// A ballot paper: the question and the candidates' names, in their order.
    Paper = 21,
}

/// The open first bytes of every envelope:
/// `version 1 | kind 1 | phase 1 | epoch 2 | counter 8`, big-endian, then nonce, text, tag.
/// All of it is authenticated, together with the meeting, the record's id and the author's seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// What the envelope holds: a [`Kind`], as its number.
    pub kind: u8,
    /// The phase in which it was sealed; [`Header::NO_PHASE`] outside a case session.
    pub phase: u8,
    /// The generation of the key; 0 until keys rotate.
    pub epoch: u16,
    /// The author's counter, rising by device.
    pub counter: u64,
}

impl Header {
    /// The only layout so far.
    pub const VERSION: u8 = 1;
    /// Bytes of the header.
    pub const LEN: usize = 13;
    /// Stands for »not in a phase«.
    pub const NO_PHASE: u8 = u8::MAX;

    /// The bytes that open an envelope.
    pub fn to_bytes(self) -> [u8; Self::LEN] {
        let mut bytes = [0; Self::LEN];
        bytes[0] = Self::VERSION;
        bytes[1] = self.kind;
        bytes[2] = self.phase;
        bytes[3..5].copy_from_slice(&self.epoch.to_be_bytes());
        bytes[5..13].copy_from_slice(&self.counter.to_be_bytes());
        bytes
    }
}

/// One record in the drawer: sealed words under an id of their own, so that they can be delivered
/// to few and burned alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its place in the drawer.
    pub id: RecordId,
    /// The words.
    pub sealed: Sealed,
}

/// Byte strings as one run instead of a list of numbers.
mod bytes {
    use alloc::vec::Vec;
    use core::fmt;

    use serde::de::{self, Visitor};
    use serde::{Deserializer, Serializer};

    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        struct Run;
        impl<'de> Visitor<'de> for Run {
            type Value = Vec<u8>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
                Ok(bytes.to_vec())
            }
            fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
                Ok(bytes)
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<u8>, A::Error> {
                let mut bytes = Vec::new();
                while let Some(byte) = seq.next_element()? {
                    bytes.push(byte);
                }
                Ok(bytes)
            }
        }
        from.deserialize_byte_buf(Run)
    }
}

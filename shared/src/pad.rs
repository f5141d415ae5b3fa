//! Pads (Mitschriften): which sheets a case session has, and one sealed piece of writing in them.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::{DeviceId, SeatId, SessionId};
use crate::words::Sealed;

/// A text that several people may write at once: one sheet of one case session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PadId {
    /// The case session it belongs to.
    pub session: SessionId,
    /// Which of its sheets.
    pub sheet: Sheet,
}

impl PadId {
    /// A short, stable key for stores.
    pub fn to_bytes(self) -> Vec<u8> {
        postcard::to_allocvec(&self).expect("a pad id has no part that cannot be encoded")
    }
}

/// The sheets of a case session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sheet {
    /// The shared notes of the phase with this index.
    Notes(u8),
    /// The key question while it is being worded.
    Question,
    /// What the process observer saw.
    Observation,
    /// The private notes of one seat; nobody else ever receives them.
    Private(SeatId),
}

/// One sealed Yjs update as it travels and as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Whose device wrote it.
    pub author: SeatId,
    /// Which of their devices.
    pub device: DeviceId,
    /// The device's own counter; `(device, counter)` is stored once however often it arrives.
    pub counter: u64,
    /// The update.
    pub sealed: Sealed,
}

/// The whole of a pad up to one of its updates, written by a client that holds it all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The number of the last update that went into it.
    pub upto: u64,
    /// The document, sealed like an update, with its writer.
    pub update: Update,
}

//! The log port: durable, ordered, guarded. Knows nothing of what an event means.
//!
//! A meeting has here: its numbered entries, a drawer of sealed records, its pads, its urns, a salt, and the
//! time at which somebody must look at it next. Entries and records are bytes nobody opens.
//!
//! Deliberately absent: `follow`. While one process writes, every append goes through the room
//! that wants to know of it, so there is nothing to follow; and a room that is told
//! [`AppendError::Conflict`] catches up with [`Log::read`] whoever the other writer was. News from
//! other nodes come with the adapter that has other nodes, as one more method.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use shared::id::{MeetingId, RecordId, Seq};
use shared::pad::{PadId, Snapshot, Update};
use shared::time::Timestamp;
use shared::words::Record;

#[cfg(any(test, feature = "laws"))]
pub mod laws;
pub mod memory;
pub mod sqlite;

/// Where meetings are kept. Every adapter obeys the same laws (`log::laws`).
///
/// `Ok` means done and durable: it survives a killed process and a power cut as far as the adapter
/// promises. After [`Unavailable`] the outcome is unknown: read before trying again. No method
/// waits longer than some seconds, and one that failed may be called again without a restart.
#[async_trait]
pub trait Log: Send + Sync + 'static {
    /// Makes room for a new meeting and keeps its erasure salt.
    async fn open(&self, meeting: MeetingId, salt: Salt) -> Result<(), OpenError>;

    /// The meeting's erasure salt; `None` where there is no such meeting (any more).
    async fn salt(&self, meeting: MeetingId) -> Result<Option<Salt>, Unavailable>;

    /// Stores `entry` under the number that follows `after`, if `after` is still the last entry.
    ///
    /// In the same breath `records` go into the drawer and `wake` replaces the time at which
    /// somebody must look at this meeting next. A record whose id the drawer already has is left
    /// as it was: words change under a new id, and an append that is tried again does no harm.
    async fn append(
        &self,
        meeting: MeetingId,
        after: Seq,
        entry: Bytes,
        records: Vec<Record>,
        wake: Option<Timestamp>,
    ) -> Result<(), AppendError>;

    /// All entries behind `after`, in order and without a hole. Empty for an unknown meeting.
    async fn read(&self, meeting: MeetingId, after: Seq) -> Result<Vec<(Seq, Bytes)>, Unavailable>;

    /// The records with these ids, in this order; those the drawer does not have are left out.
    async fn records(
        &self,
        meeting: MeetingId,
        ids: &[RecordId],
    ) -> Result<Vec<Record>, Unavailable>;

    /// The ids of all records in the drawer, in no particular order.
    async fn drawer(&self, meeting: MeetingId) -> Result<Vec<RecordId>, Unavailable>;

    /// Burns records: once this is `Ok`, no byte of them is left. Unknown ids are fine.
    async fn burn(&self, meeting: MeetingId, ids: Vec<RecordId>) -> Result<(), Unavailable>;

    /// Stores an update and returns its number in that pad: 1, 2, 3 … without holes.
    ///
    /// One with the same author, device and counter is stored once, however often it comes and
    /// even after a snapshot has taken its place: the number it has is returned again. (The author
    /// counts, so that nobody takes up the place of somebody else's next update.) Unguarded:
    /// updates commute, so any number of writers may append at once.
    async fn pad_append(
        &self,
        meeting: MeetingId,
        pad: PadId,
        update: Update,
    ) -> Result<u64, PadError>;

    /// What a late comer needs to have the whole pad. Empty where there is no such pad.
    async fn pad_read(&self, meeting: MeetingId, pad: PadId) -> Result<PadContents, Unavailable>;

    /// How much every pad holds that was written to, in no particular order.
    async fn pad_sizes(&self, meeting: MeetingId) -> Result<Vec<(PadId, PadSize)>, Unavailable>;

    /// Keeps a snapshot beside the confirmed one, until it is confirmed or a newer one comes.
    ///
    /// `false`, and nothing changes, where it is not newer than those already there or claims
    /// updates that the pad does not have.
    async fn pad_snapshot(
        &self,
        meeting: MeetingId,
        pad: PadId,
        snapshot: Snapshot,
    ) -> Result<bool, Unavailable>;

    /// Makes the unconfirmed snapshot that ends at `upto` the one to start from; the generation
    /// before it and the updates it covers go.
    ///
    /// `false`, and nothing changes, where there is no such snapshot (any more).
    async fn pad_confirm(
        &self,
        meeting: MeetingId,
        pad: PadId,
        upto: u64,
    ) -> Result<bool, Unavailable>;

    /// Keeps these bytes as what a meeting's urn holds, in the place of what it held before: once
    /// this is `Ok`, no byte of that is left, and nothing says how often or when it changed.
    async fn urn_keep(&self, meeting: MeetingId, urn: UrnId, bytes: Bytes) -> Result<(), UrnError>;

    /// What an urn holds; `None` where there is none.
    async fn urn_read(&self, meeting: MeetingId, urn: UrnId) -> Result<Option<Bytes>, Unavailable>;

    /// Burns what an urn holds, and the urn. Unknown ones are fine.
    async fn urn_burn(&self, meeting: MeetingId, urn: UrnId) -> Result<(), Unavailable>;

    /// Forgets a meeting: first its salt, then all else, so that even a half-done forgetting
    /// leaves nothing that can be opened. Once this is `Ok`, nothing is left. Unknown ones are fine.
    ///
    /// Call it when the meeting's `wake` is due: then one that was interrupted is called again.
    async fn forget(&self, meeting: MeetingId) -> Result<(), Unavailable>;

    /// At most `most` meetings whose time to be looked at has come, the longest overdue first.
    async fn due(&self, now: Timestamp, most: usize) -> Result<Vec<MeetingId>, Unavailable>;

    /// The earliest time at which a meeting must be looked at.
    async fn next_wake(&self) -> Result<Option<Timestamp>, Unavailable>;

    /// Whether a write would succeed now, by making one.
    async fn ready(&self) -> Result<(), Unavailable>;

    /// Finishes what was asked before, then stops: everything later is [`Unavailable`].
    async fn close(&self);
}

/// The server's part of a meeting's keys. Without it the links open nothing, old backups included.
#[derive(Clone, PartialEq, Eq)]
pub struct Salt(pub [u8; 32]);

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt")
    }
}

/// An urn of a meeting, by sixteen bytes that nobody else uses.
pub type UrnId = [u8; 16];

/// A pad as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PadContents {
    /// The confirmed snapshot: where to start.
    pub snapshot: Option<Snapshot>,
    /// A newer one that no other client has confirmed yet.
    pub pending: Option<Snapshot>,
    /// Every update behind the confirmed snapshot, by its number, without a hole.
    pub updates: Vec<(u64, Update)>,
}

impl PadContents {
    /// Sealed bytes of the confirmed snapshot and of the updates.
    pub fn bytes(&self) -> usize {
        let updates = self.updates.iter().map(|(_, update)| update);
        let all = self.snapshot.iter().map(|snapshot| &snapshot.update).chain(updates);
        all.map(|update| update.sealed.len()).sum()
    }
}

/// How much a pad holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PadSize {
    /// Sealed bytes of the confirmed snapshot and of the updates behind it.
    pub bytes: usize,
    /// The number of its last update.
    pub last: u64,
}

/// The store cannot do it now; the outcome of what was asked is unknown. Carries the cause for
/// the operator: numbers and codes, never contents.
#[derive(Clone, Debug)]
pub struct Unavailable(Arc<str>);

impl Unavailable {
    /// With the cause as it should stand in the operator's log.
    pub fn because(cause: impl fmt::Display) -> Self {
        Self(cause.to_string().into())
    }
}

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the log is unavailable: {}", self.0)
    }
}

impl std::error::Error for Unavailable {}

/// Why a meeting was not opened.
#[derive(Clone, Debug)]
pub enum OpenError {
    /// There is one with this id; it was left as it is.
    Exists,
    /// Try again.
    Unavailable(Unavailable),
}

/// Why an entry was not appended.
#[derive(Clone, Debug)]
pub enum AppendError {
    /// Somebody else was first: read on and decide again.
    Conflict,
    /// There is no such meeting (any more).
    Gone,
    /// Read, look whether it is there, try again.
    Unavailable(Unavailable),
}

/// Why an update of a pad was not stored.
#[derive(Clone, Debug)]
pub enum PadError {
    /// There is no such meeting (any more).
    Gone,
    /// Try again: the same update is stored once.
    Unavailable(Unavailable),
}

/// Why an urn was not kept.
#[derive(Clone, Debug)]
pub enum UrnError {
    /// There is no such meeting (any more).
    Gone,
    /// Read what it holds, then try again.
    Unavailable(Unavailable),
}

macro_rules! world_failures {
    ($($error:ident { $($case:ident => $words:literal),* })*) => {$(
        impl From<Unavailable> for $error {
            fn from(cause: Unavailable) -> Self {
                Self::Unavailable(cause)
            }
        }

        impl fmt::Display for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$case => f.write_str($words),)*
                    Self::Unavailable(cause) => cause.fmt(f),
                }
            }
        }

        impl std::error::Error for $error {}
    )*};
}

world_failures! {
    OpenError { Exists => "there is a meeting with this id" }
    AppendError { Conflict => "somebody else appended first", Gone => "there is no such meeting" }
    PadError { Gone => "there is no such meeting" }
    UrnError { Gone => "there is no such meeting" }
}

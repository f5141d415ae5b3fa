//! Names for things: random 128-bit ids and the numbers of log entries, each a type of its own.

use core::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The id made of these 16 bytes; where they come from is the caller's business.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The 16 bytes.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0.as_simple())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0.as_simple())
            }
        }
    )*};
}

ids! {
    /// A meeting (Treffen): the hash of its lead's public key, so a link pins who leads.
    MeetingId;
    /// A seat (Platz): one person in one meeting, on as many devices as they like.
    SeatId;
    /// A group (Gruppe) within a meeting.
    GroupId;
    /// A case (Anliegen) that somebody brought.
    CaseId;
    /// A case session (Fallberatung): one case in one group.
    SessionId;
    /// An election (Wahl): of people for an office, in one poll or more.
    ElectionId;
    /// A card (Karte). It stays the same when its words change.
    CardId;
    /// One record in the drawer: the sealed words of a name, a case, a card, a step.
    RecordId;
    /// A command, made once by the device that sends it, so that sending twice means once.
    CommandId;
    /// One device holding a seat, from its start to its reload.
    DeviceId;
}

/// The number of an entry in a meeting's log: 1, 2, 3 …, without holes. 0 stands before the first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl Seq {
    /// The number that follows.
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

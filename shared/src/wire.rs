//! The wire: what travels between a device and the server, one definition for both sides.
//!
//! Frames on the socket are postcard. Variants only ever grow at the end; a change that old pages
//! can't read raises [`VERSION`].

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use ballot::bytes::{Ballot, Opened, PollId};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::actor::Viewer;
use crate::command::Command;
use crate::event::Entry;
use crate::id::{CommandId, DeviceId, GroupId, MeetingId, SeatId, Seq};
use crate::meeting::Meeting;
use crate::pad::{PadId, Snapshot, Update};
use crate::pass::{PassHash, PassKind};
use crate::refusal::Refusal;
use crate::time::Timestamp;
use crate::words::{Record, Sealed};

/// The version of the wire. A page of another version is asked to load itself anew.
pub const VERSION: u16 = 9;

/// A pass as its holder presents it: sixteen random bytes. Silent in `Debug`.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PassBytes(pub [u8; 16]);

impl fmt::Debug for PassBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PassBytes(…)")
    }
}

/// The erasure salt of a meeting: without it the link's secret opens nothing. Silent in `Debug`.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Salt(pub [u8; 32]);

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(…)")
    }
}

/// From a device to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToServer {
    /// The first frame: who comes.
    Hello {
        /// [`VERSION`].
        version: u16,
        /// To which meeting.
        meeting: MeetingId,
        /// With which pass.
        pass: PassBytes,
        /// On which device.
        device: DeviceId,
        /// The last entry this device has absorbed, if it holds a view already.
        have: Option<Seq>,
    },
    /// A command, with the words it names.
    Do {
        /// The command.
        command: Box<Command>,
        /// Its words.
        records: Vec<Record>,
    },
    /// Open a pad: its contents now, and what is written from now on.
    OpenPad {
        /// Which.
        pad: PadId,
    },
    /// Writing in a pad. The author and the device are those of the connection.
    Write {
        /// Which pad.
        pad: PadId,
        /// The device's counter, rising.
        counter: u64,
        /// The update.
        sealed: Sealed,
    },
    /// The whole of a pad, so that late comers load little.
    Summarize {
        /// Which pad.
        pad: PadId,
        /// The last update that went into it.
        upto: u64,
        /// The device's counter, rising.
        counter: u64,
        /// The document.
        sealed: Sealed,
    },
    /// Another device's summary was opened and holds everything it says.
    Confirm {
        /// Which pad.
        pad: PadId,
        /// The summary's last update.
        upto: u64,
    },
    /// Something for the moment only: a caret. It may be lost.
    Whisper {
        /// Where the caret is.
        pad: PadId,
        /// The words.
        sealed: Sealed,
    },
    /// What time is it?
    Ping {
        /// The device's own clock, given back as it is.
        sent: u64,
    },
}

/// From the server to a device.
pub type ToClient = FromServer<Entry>;

/// From the server to a device, with entries in a form of the reader's choice: [`Entry`], or
/// [`Unread`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FromServer<E> {
    /// Come in: everything this viewer may know.
    Welcome(Box<Welcome>),
    /// Come in again: the entries since then follow.
    WelcomeBack {
        /// The server's clock.
        now: Timestamp,
        /// Who has a device connected.
        present: Vec<SeatId>,
    },
    /// An entry, with the words it names as far as this viewer may read them.
    Entry {
        /// The entry.
        entry: E,
        /// Its words.
        records: Vec<Record>,
    },
    /// The command has taken effect, in this entry or before.
    Done {
        /// Which command.
        id: CommandId,
    },
    /// The command has not taken effect.
    Refused {
        /// Which command.
        id: CommandId,
        /// What stands in its way.
        refusal: Refusal,
    },
    /// A pad's contents.
    PadOpened {
        /// Which pad.
        pad: PadId,
        /// The confirmed summary, if there is one.
        summary: Option<Snapshot>,
        /// The updates after it, with their numbers.
        updates: Vec<(u64, Update)>,
    },
    /// Somebody wrote in a pad.
    Written {
        /// Which pad.
        pad: PadId,
        /// What.
        update: Update,
    },
    /// What this device wrote is stored.
    Stored {
        /// Which pad.
        pad: PadId,
        /// The device's counter.
        counter: u64,
        /// The number it got in the pad.
        number: u64,
    },
    /// A pad can't be opened, or what this device wrote was not taken.
    PadRefused {
        /// Which pad.
        pad: PadId,
        /// The device's counter, where something was written.
        counter: Option<u64>,
        /// What stands in its way.
        refusal: Refusal,
    },
    /// A device wrote a summary: whoever holds the pad checks it and confirms.
    Summarized {
        /// Which pad.
        pad: PadId,
        /// The summary.
        summary: Snapshot,
    },
    /// Something for the moment only.
    Whispered {
        /// Where.
        pad: PadId,
        /// Whose device.
        from: SeatId,
        /// The words.
        sealed: Sealed,
    },
    /// Who has a device connected now.
    Present {
        /// Their seats.
        seats: Vec<SeatId>,
    },
    /// The server's clock.
    Pong {
        /// What the device sent.
        sent: u64,
        /// The server's clock.
        now: Timestamp,
    },
    /// The connection ends.
    Bye {
        /// Why.
        why: Bye,
    },
    /// So many ballots are in the urn of an open poll. It is told and never kept: an entry for
    /// each would say when which came.
    Cast {
        /// Which poll.
        poll: PollId,
        /// How many.
        count: u16,
    },
}

/// An entry that cannot be read yet: no frame decodes to it.
///
/// Reading entries means knowing all events. Whoever waits at the door of a meeting does without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unread {}

/// Everything a viewer needs to begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// Who the server takes this device for.
    pub you: Viewer,
    /// What the pass at the door allows, where nobody sits yet.
    pub door: Option<PassKind>,
    /// The server's clock.
    pub now: Timestamp,
    /// The meeting's erasure salt.
    pub salt: Salt,
    /// The last entry that is in the view.
    pub seq: Seq,
    /// The view.
    pub meeting: Meeting,
    /// The words it names.
    pub records: Vec<Record>,
    /// Who has a device connected.
    pub present: Vec<SeatId>,
}

/// Why a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bye {
    /// The server restarts: come again at once.
    Restart,
    /// This device could not follow: come again and load anew.
    TooSlow,
    /// The pass is unknown, or was revoked.
    PassUnknown,
    /// The meeting has been deleted.
    Deleted,
    /// A page of another version: load it anew.
    OtherVersion,
    /// The frame could not be read, or was too much.
    Refused(Refusal),
}

/// The name of the header that bears the lead's signature.
pub const SIGNATURE: &str = "reihum-signature";

/// The body of `POST /api/meetings`, as JSON: opens a meeting.
///
/// The header [`SIGNATURE`] bears the lead's Ed25519 signature over
/// [`creation_preimage`](crate::pass::creation_preimage) of the body, as 128 hex digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenMeeting {
    /// The lead's Ed25519 public key; its hash is the meeting's id.
    pub lead: [u8; 32],
    /// The erasure salt, chosen by the device at random; from then on the server alone keeps it.
    pub salt: Salt,
    /// The group everybody joins.
    pub group: GroupId,
    /// Hashes of the invitations.
    pub passes: Vec<(PassHash, PassKind)>,
    /// The title.
    pub title: Record,
    /// When everything will be deleted.
    pub delete_at: Option<Timestamp>,
}

/// The body of `POST /api/ballots`: a ballot for the urn, as postcard. It names neither seat nor
/// pass, and travels apart from the socket: whoever receives it cannot tell whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CastBallot {
    /// In which meeting.
    pub meeting: MeetingId,
    /// In which poll.
    pub poll: PollId,
    /// The ballot.
    pub ballot: Ballot,
}

/// The body of `POST /api/urns`: asks for what the urn of a closed poll held, as postcard. The
/// poll's id, which only its people know, lets them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskUrn {
    /// In which meeting.
    pub meeting: MeetingId,
    /// Of which poll.
    pub poll: PollId,
}

/// The answer to [`AskUrn`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedUrn {
    /// The server's key, with which, and with the members', the ballots open.
    pub lock: Opened,
    /// All ballots, sorted by their hash.
    pub ballots: Vec<Ballot>,
}

/// The frame that carries a message.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).expect("no message has a part that cannot be encoded")
}

/// Whether a frame begins everything anew: a [`ToClient::Welcome`].
pub fn is_welcome(frame: &[u8]) -> bool {
    frame.first() == Some(&0)
}

/// Whether a frame bears a [`ToClient::Entry`].
pub fn is_entry(frame: &[u8]) -> bool {
    frame.first() == Some(&2)
}

/// The message in a frame; `None` where it is not one, or not all of it.
pub fn decode<T: DeserializeOwned>(frame: &[u8]) -> Option<T> {
    let (message, rest) = postcard::take_from_bytes(frame).ok()?;
    rest.is_empty().then_some(message)
}

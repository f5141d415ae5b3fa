//! The outbox: what a person did and the server has not answered yet, in order.

use serde::{Deserialize, Serialize};
use shared::command::{Command, Deed};
use shared::id::CommandId;
use shared::pad::PadId;
use shared::time::Timestamp;
use shared::words::Record;

/// A command on its way, with the words it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub command: Command,
    pub records: Vec<Record>,
    /// When it was done, by the server's clock as the device knew it.
    pub at: Timestamp,
}

/// The commands on their way.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    sent: Vec<Sent>,
}

impl Outbox {
    pub fn push(&mut self, sent: Sent) {
        self.sent.push(sent);
    }

    /// Takes out what was answered.
    pub fn answered(&mut self, id: CommandId) -> Option<Sent> {
        let at = self.sent.iter().position(|sent| sent.command.id == id)?;
        Some(self.sent.remove(at))
    }

    /// Takes out commands whose answer does not matter any more.
    pub fn forget(&mut self, these: impl Fn(&Deed) -> bool) {
        self.sent.retain(|sent| !these(&sent.command.deed));
    }

    pub fn iter(&self) -> impl Iterator<Item = &Sent> {
        self.sent.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.sent.is_empty()
    }
}

/// What a device keeps of an outbox across a reload. Commands are sealed; writing in pads is not,
/// because a new page seals it anew.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    pub(crate) commands: Vec<Sent>,
    pub(crate) writing: Vec<(PadId, Vec<u8>)>,
}

impl Saved {
    /// For the device's own storage.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("an outbox has no part that cannot be encoded")
    }

    /// Reads what [`Self::to_bytes`] wrote; `None` for anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

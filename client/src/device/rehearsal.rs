//! What a tab keeps of a rehearsal: which meeting it is for, and what it begins with.

use shared::id::MeetingId;

use super::meeting_of;
use super::storage::{from_hex, get, put, remove, session, to_hex};

/// Where it is kept, by the meeting in which is rehearsed. It ends with the tab.
const REHEARSAL: &str = "reihum.rehearsal.";

/// A rehearsal as this tab knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rehearsal {
    /// The meeting that is rehearsed for: the tab goes back there.
    pub of: MeetingId,
    /// What it begins with, as whoever began it wrote it.
    pub begins_with: Vec<u8>,
}

impl Rehearsal {
    /// What this tab knows of a meeting, where it is a rehearsal.
    pub fn find(meeting: MeetingId) -> Option<Self> {
        let text = get(session(), &key(meeting))?;
        let (of, begins_with) = text.split_once('\n')?;
        Some(Self { of: meeting_of(of)?, begins_with: from_hex(begins_with)? })
    }

    /// Keeps it in this tab; answers whether the tab could.
    pub fn keep(&self, meeting: MeetingId) -> bool {
        let text = format!("{}\n{}", self.of, to_hex(&self.begins_with));
        put(session(), &key(meeting), &text)
    }
}

/// Forgets that a meeting was a rehearsal.
pub(super) fn forget(meeting: MeetingId) {
    remove(session(), &key(meeting));
}

fn key(meeting: MeetingId) -> String {
    format!("{REHEARSAL}{meeting}")
}

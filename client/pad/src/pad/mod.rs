//! One pad in the hands of one person on one device.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use shared::id::DeviceId;
use shared::limits::{
    PAD_CHARS, PAD_SNAPSHOT_BYTES, PAD_SNAPSHOT_PIECES, PAD_UPDATE_BYTES, PAD_UPDATE_PIECES,
};
use shared::time::{Span, Timestamp};

use crate::anchor;
use crate::change::Change;
use crate::diff::diff;
use crate::journal::Journal;
use crate::layout::{Layout, read_state};
use crate::order::is_ready;
use crate::page::{Page, Trace};
use crate::parts::split;

/// Typing without a longer pause than this is undone in one step.
const PAUSE: Span = Span(500);

/// An update, a snapshot or a state that is not what it should be. The pad stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a damaged update")
    }
}

impl std::error::Error for Damaged {}

/// The text would become longer than [`PAD_CHARS`]. The pad stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the pad is full")
    }
}

impl std::error::Error for TooLong {}

/// What a person did here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// Updates for the others, in this order: none where nothing changed, several only where a
    /// page or more was pasted or brought back. None is larger than [`PAD_UPDATE_BYTES`].
    pub updates: Vec<Vec<u8>>,
    /// What it did to the text.
    pub change: Change,
}

/// One pad. Everybody who has applied the same updates has the same text, whatever their order.
pub struct Pad {
    client: u64,
    page: Page,
    typed: Option<Timestamp>,
    /// What arrived before something it builds on.
    waiting: Vec<Vec<u8>>,
    journal: Journal,
}

/// The number under which a device writes in all its pads. A device id is made anew with every
/// reload, so no number ever writes two different texts at the same place.
pub fn client_id(device: DeviceId) -> u64 {
    let (number, _) = device.as_bytes().split_first_chunk().expect("an id has 16 bytes");
    // As many bits as a JavaScript number holds exactly.
    u64::from_be_bytes(*number) >> 11
}

/// Several updates in one, or in as few as fit, to send typing in batches.
pub fn merge<U: AsRef<[u8]>>(updates: &[U]) -> Result<Vec<Vec<u8>>, Damaged> {
    for update in updates {
        read(update.as_ref(), PAD_UPDATE_BYTES, PAD_UPDATE_PIECES)?;
    }
    if updates.is_empty() {
        return Ok(Vec::new());
    }
    let merged = catch_unwind(AssertUnwindSafe(|| yrs::merge_updates_v1(updates)));
    split(merged.map_err(|_| Damaged)?.map_err(|_| Damaged)?, PAD_UPDATE_BYTES)
}

impl Pad {
    /// An empty pad. `client` is this device's own number ([`client_id`]).
    pub fn new(client: u64) -> Self {
        let client = client & ((1 << 53) - 1);
        Self {
            client,
            page: Page::new(client),
            typed: None,
            waiting: Vec::new(),
            journal: Journal::default(),
        }
    }

    /// The text as it stands.
    pub fn text(&self) -> String {
        self.page.text()
    }

    /// The length of the text in UTF-16 units.
    pub fn len(&self) -> u32 {
        self.page.len()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    // --- what a person does

    /// Replaces what stands between two positions. Positions behind the end or within a character
    /// move to the nearest place around it. `now` may be any clock; it only groups what
    /// [`Self::undo`] takes back.
    pub fn replace(
        &mut self,
        from: u32,
        to: u32,
        with: &str,
        now: Timestamp,
    ) -> Result<Edit, TooLong> {
        let text = self.page.text();
        let (from, to) = whole_characters(&text, from, to);
        if from == to && with.is_empty() {
            return Ok(Edit::default());
        }
        let (deleted, inserted) = ((to - from) as usize, with.encode_utf16().count());
        if inserted > deleted && self.len() as usize - deleted + inserted > PAD_CHARS {
            return Err(TooLong);
        }
        if self.typed.is_none_or(|typed| now < typed || now.since(typed) >= PAUSE) {
            self.page.end_undo_step();
        }
        self.typed = Some(now);
        let trace = self.page.replace(from, to, with);
        Ok(self.sent(trace))
    }

    /// Makes the text what an input field shows, with the caret at this position in it.
    pub fn set_text(&mut self, text: &str, caret: u32, now: Timestamp) -> Result<Edit, TooLong> {
        match diff(&self.page.text(), text, caret) {
            Some(edit) => self.replace(edit.from, edit.to, &edit.with, now),
            None => Ok(Edit::default()),
        }
    }

    /// Takes back this person's last step here, and nobody else's.
    pub fn undo(&mut self) -> Edit {
        self.typed = None;
        let trace = self.page.undo();
        self.sent(trace)
    }

    /// Brings back what [`Self::undo`] took.
    pub fn redo(&mut self) -> Edit {
        self.typed = None;
        let trace = self.page.redo();
        self.sent(trace)
    }

    /// What is typed from now on is a step of its own, as after leaving the field.
    pub fn end_undo_step(&mut self) {
        self.typed = None;
    }

    /// Whether [`Self::undo`] has something to take back.
    pub fn can_undo(&self) -> bool {
        self.page.can_undo()
    }

    /// Whether [`Self::redo`] has something to bring back.
    pub fn can_redo(&self) -> bool {
        self.page.can_redo()
    }

    // --- what others did

    /// Takes in an update, once or several times, early or late: one that builds on others waits
    /// for them. A damaged one leaves text and caret alone; if only the document's library noticed
    /// the damage, the undo steps are lost.
    pub fn apply(&mut self, update: &[u8]) -> Result<Change, Damaged> {
        let layout = read(update, PAD_UPDATE_BYTES, PAD_UPDATE_PIECES)?;
        self.take_in(&layout, update)
    }

    /// Takes in a snapshot, like an update.
    pub fn load(&mut self, snapshot: &[u8]) -> Result<Change, Damaged> {
        let layout = read(snapshot, PAD_SNAPSHOT_BYTES, PAD_SNAPSHOT_PIECES)?;
        self.take_in(&layout, snapshot)
    }

    /// Whether updates are here that wait for others to arrive.
    pub fn is_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    // --- the whole

    /// What this pad knows, in few bytes, for another device's [`Self::missing`].
    pub fn state(&self) -> Vec<u8> {
        self.page.state()
    }

    /// What a pad in that state is missing, in updates that fit their limit. Also what it knows
    /// already may be told again.
    pub fn missing(&self, state: &[u8]) -> Result<Vec<Vec<u8>>, Damaged> {
        split(self.page.missing(&read_state(state)?), PAD_UPDATE_BYTES)
    }

    /// The whole pad as one update, without the words that were deleted from it. What waits is
    /// not in it: a snapshot is for those who have everything.
    pub fn snapshot(&self) -> Vec<u8> {
        // What this person could still undo keeps its words here; a fresh page forgets them.
        let mut fresh = Page::new(self.client);
        let whole = self.page.missing(&[]);
        match fresh.apply(&whole) {
            Ok(_) => fresh.missing(&[]),
            Err(Damaged) => whole,
        }
    }

    /// Whether this snapshot and the updates after it give this very pad: same text, nothing
    /// missing, nothing added. Then what lies before the snapshot may go.
    pub fn confirms<U: AsRef<[u8]>>(&self, snapshot: &[u8], later: &[U]) -> bool {
        let mut other = Self::new(self.client);
        other.load(snapshot).is_ok()
            && later.iter().all(|update| other.apply(update.as_ref()).is_ok())
            && !other.is_waiting()
            && other.page.known() == self.page.known()
            && other.text() == self.text()
    }

    // --- carets

    /// A position as something that stays with its text on every device: twelve bytes at most.
    pub fn anchor(&self, position: u32) -> Vec<u8> {
        let position = whole_characters(&self.page.text(), position, position).0;
        anchor::encode(self.page.behind(position))
    }

    /// Where an anchor stands here; `None` while its text has not arrived, or for other bytes.
    pub fn resolve(&self, anchor: &[u8]) -> Option<u32> {
        let behind = anchor::decode(anchor)?;
        let position = self.page.position(behind)?;
        Some(whole_characters(&self.page.text(), position, position).0)
    }

    fn sent(&mut self, trace: Trace) -> Edit {
        let Some(update) = trace.update else { return Edit::default() };
        self.journal.add(&self.page, update.clone());
        let updates = split(update, PAD_UPDATE_BYTES).expect("our own updates can be read");
        Edit { updates, change: trace.change }
    }

    fn take_in(&mut self, layout: &Layout<'_>, update: &[u8]) -> Result<Change, Damaged> {
        if !is_ready(layout, &self.page.known()) {
            if !self.waiting.iter().any(|other| other == update) {
                self.waiting.push(update.to_vec());
            }
            return Ok(Change::default());
        }
        let mut change = self.settle(update)?;
        while let Some(next) = self.next_ready() {
            // A damaged one that waited has nobody to tell; it is gone, and the pad as before.
            if let Ok(later) = self.settle(&next) {
                change.append(later);
            }
        }
        Ok(change)
    }

    /// One that need not wait any longer.
    fn next_ready(&mut self) -> Option<Vec<u8>> {
        let known = self.page.known();
        let next = self.waiting.iter().position(|update| {
            Layout::read(update, usize::MAX).is_ok_and(|layout| is_ready(&layout, &known))
        })?;
        Some(self.waiting.remove(next))
    }

    fn settle(&mut self, update: &[u8]) -> Result<Change, Damaged> {
        match catch_unwind(AssertUnwindSafe(|| self.page.apply(update))) {
            Ok(Ok(trace)) => {
                self.journal.add(&self.page, update.to_vec());
                Ok(trace.change)
            }
            Ok(Err(Damaged)) | Err(_) => {
                let rebuilt = self.journal.rebuild(self.client);
                // Its lock may be held for ever, and dropping it could wait for that.
                std::mem::forget(std::mem::replace(&mut self.page, rebuilt));
                Err(Damaged)
            }
        }
    }
}

fn read(update: &[u8], max_bytes: usize, max_pieces: usize) -> Result<Layout<'_>, Damaged> {
    if update.len() > max_bytes {
        return Err(Damaged);
    }
    Layout::read(update, max_pieces)
}

/// The span around these positions that cuts no character and lies within the text.
fn whole_characters(text: &str, from: u32, to: u32) -> (u32, u32) {
    let (from, to) = (from.min(to), from.max(to));
    let (mut start, mut end, mut at) = (0, None, 0);
    for sign in text.chars() {
        if at <= from {
            start = at;
        }
        if at >= to {
            end = Some(at);
            break;
        }
        at += sign.len_utf16() as u32;
    }
    if at <= from {
        start = at;
    }
    let end = end.unwrap_or(at);
    // A single position within a character moves before it.
    if from == to { (start, start) } else { (start, end) }
}

#[cfg(test)]
mod tests;

//! The ledger: what the log has made of a meeting, with the words it names at hand.
//!
//! One call site of absorbing serves live entries, those of others and the replay at waking.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use shared::actor::Viewer;
use shared::engine::{Fold, wake_at};
use shared::event::{Entry, Event};
use shared::id::{MeetingId, RecordId, Seq};
use shared::lens;
use shared::meeting::Meeting;
use shared::time::Timestamp;
use shared::wire::{self, Salt};
use shared::words::{Record, Sealed};

use crate::log::{Log, Unavailable};

/// How many entries are kept for those who come back: some minutes of a busy meeting. Whoever was
/// away for longer gets everything anew.
const TAIL: usize = 128;

/// The most bytes of words one meeting may have at a time: all cards of a day with parallel
/// groups at their longest, and no more than a server can spare.
const DRAWER_BYTES: usize = 32 * 1_024 * 1_024;

/// The most entries one meeting may have: ten busy days. Without an end, waking a room would take
/// ever longer.
const ENTRIES: u64 = 50_000;

/// A meeting as the log has it.
pub struct Ledger {
    pub salt: Salt,
    fold: Fold,
    tail: VecDeque<Entry>,
    /// The words that the meeting names now, and no others.
    drawer: BTreeMap<RecordId, Sealed>,
    bytes: usize,
    deleted_at_once: bool,
}

/// Why a meeting could not be read from the log.
#[derive(Debug)]
pub enum Unreadable {
    /// There is none, or it was deleted.
    Unknown,
    /// An entry is damaged, or of a later version: nobody guesses what it meant.
    Entry(Seq),
    /// Try again.
    Unavailable(Unavailable),
}

impl From<Unavailable> for Unreadable {
    fn from(cause: Unavailable) -> Self {
        Self::Unavailable(cause)
    }
}

impl Ledger {
    /// Reads a meeting from the log. Returns as well what lies in its drawer unnamed: a crash
    /// between an append and the burning that belongs to it leaves such records behind.
    pub async fn read(
        log: &dyn Log,
        meeting: MeetingId,
    ) -> Result<(Self, Vec<RecordId>), Unreadable> {
        let salt = log.salt(meeting).await?.ok_or(Unreadable::Unknown)?;
        let mut ledger = Self {
            salt: Salt(salt.0),
            fold: Fold::default(),
            tail: VecDeque::new(),
            drawer: BTreeMap::new(),
            bytes: 0,
            deleted_at_once: false,
        };
        for (seq, bytes) in log.read(meeting, Seq(0)).await? {
            let entry = wire::decode(&bytes).ok_or(Unreadable::Entry(seq))?;
            ledger.absorb(entry, Vec::new());
        }
        if ledger.fold.meeting.id.is_none() {
            return Err(Unreadable::Unknown);
        }
        let named: Vec<_> = ledger.named().into_iter().collect();
        for record in log.records(meeting, &named).await? {
            ledger.put(record);
        }
        let mut unnamed = log.drawer(meeting).await?;
        unnamed.retain(|id| named.binary_search(id).is_err());
        Ok((ledger, unnamed))
    }

    /// Lets an entry happen that the log has accepted. Returns it as it is to be told, `None` where
    /// it was known already, and the words that nobody names any more.
    pub fn absorb(
        &mut self,
        mut entry: Entry,
        records: Vec<Record>,
    ) -> (Option<Entry>, Vec<RecordId>) {
        let before = self.fold.seq;
        let counts = self.fold.absorb(&entry);
        if self.fold.seq == before {
            return (None, Vec::new());
        }
        if !counts {
            // Its number is used up all the same, and numbers never have holes.
            entry = Entry { id: None, by: None, events: Vec::new(), ..entry };
        }
        for event in &entry.events {
            if let Event::DeletionSet { at } = event {
                self.deleted_at_once = *at <= entry.at;
            }
        }
        records.into_iter().for_each(|record| self.put(record));
        let unsaid = self.unsay();
        if self.tail.len() == TAIL {
            self.tail.pop_front();
        }
        self.tail.push_back(entry.clone());
        (Some(entry), unsaid)
    }

    /// Drops the words that nobody names any more.
    fn unsay(&mut self) -> Vec<RecordId> {
        if self.drawer.is_empty() {
            return Vec::new();
        }
        let named = self.named();
        let unsaid: Vec<_> = self.drawer.keys().copied().filter(|id| !named.contains(id)).collect();
        for id in &unsaid {
            self.bytes -= self.drawer.remove(id).map_or(0, |sealed| sealed.len());
        }
        unsaid
    }

    fn put(&mut self, record: Record) {
        self.bytes += record.sealed.len();
        if let Some(former) = self.drawer.insert(record.id, record.sealed) {
            self.bytes -= former.len();
        }
    }

    fn named(&self) -> BTreeSet<RecordId> {
        let mut named = BTreeSet::new();
        lens::records(&self.fold.meeting, &mut |id| {
            named.insert(id);
        });
        named
    }

    /// The meeting, all of it.
    pub fn meeting(&self) -> &Meeting {
        &self.fold.meeting
    }

    /// The whole fold, for deciding.
    pub fn fold(&self) -> &Fold {
        &self.fold
    }

    /// When the meeting must be looked at once this entry has happened.
    pub fn wake_after(&self, entry: &Entry) -> Option<Timestamp> {
        let sets = |event: &Event| {
            matches!(event, Event::Opened { .. } | Event::DeletionSet { .. } | Event::Harvest(_))
        };
        if !entry.events.iter().any(sets) {
            return wake_at(self.meeting());
        }
        let mut then = self.fold.clone();
        then.absorb(entry);
        wake_at(&then.meeting)
    }

    /// Whether somebody asked for the deletion to happen there and then.
    pub fn deleted_at_once(&self) -> bool {
        self.deleted_at_once
    }

    /// Whether some phase's clock is running: people may be in the middle of something.
    pub fn clock_runs(&self) -> bool {
        let running = self.meeting().groups.values().filter_map(|group| group.running());
        running.into_iter().any(|session| session.clock().since.is_some())
    }

    /// Whether the drawer has words under this id.
    pub fn has(&self, id: RecordId) -> bool {
        self.drawer.contains_key(&id)
    }

    /// Whether the meeting has become so long that it can only be left, read and deleted.
    pub fn is_full(&self) -> bool {
        self.fold.seq.0 >= ENTRIES
    }

    /// Whether so many more bytes of words fit.
    pub fn fits(&self, records: &[Record]) -> bool {
        let more: usize = records.iter().map(|record| record.sealed.len()).sum();
        self.bytes + more <= DRAWER_BYTES
    }

    /// What a viewer may know, with the words.
    pub fn view(&self, who: Viewer) -> (Meeting, Vec<Record>) {
        let view = lens::view(self.meeting(), who);
        let mut records = Vec::new();
        lens::records(&view, &mut |id| records.extend(self.record(id)));
        (view, records)
    }

    /// The words that an entry, as a viewer may know it, names. Those unsaid meanwhile are gone.
    pub fn words_of(&self, told: &Entry) -> Vec<Record> {
        let mut records = Vec::new();
        for event in &told.events {
            event.records(&mut |id| records.extend(self.record(id)));
        }
        records
    }

    fn record(&self, id: RecordId) -> Option<Record> {
        Some(Record { id, sealed: self.drawer.get(&id)?.clone() })
    }

    /// What happened since an entry, for a viewer who has absorbed it; `None` where it is too
    /// long ago or changed what this viewer may see as a whole.
    pub fn since(&self, have: Seq, who: Viewer) -> Option<Vec<Entry>> {
        let missing = self.fold.seq.0.checked_sub(have.0)?;
        let known = self.tail.len().checked_sub(usize::try_from(missing).ok()?)?;
        let redacted = |entry| lens::redact(entry, who, self.meeting());
        self.tail.range(known..).map(redacted).collect()
    }

    /// The time of the last entry: none may seem to have come before it.
    pub fn last_at(&self) -> Timestamp {
        self.tail.back().map_or(Timestamp::default(), |entry| entry.at)
    }
}

//! The log in memory: for tests and rehearsals, and the plainest statement of what a log is.

use std::collections::hash_map::{Entry, HashMap};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard};

use async_trait::async_trait;
use bytes::Bytes;
use shared::id::{DeviceId, MeetingId, RecordId, SeatId, Seq};
use shared::pad::{PadId, Snapshot, Update};
use shared::time::Timestamp;
use shared::words::{Record, Sealed};

use super::{
    AppendError, Log, OpenError, PadContents, PadError, PadSize, Salt, Unavailable, UrnError, UrnId,
};

/// Meetings that end with the process.
#[derive(Default)]
pub struct Memory(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    meetings: HashMap<MeetingId, Kept>,
    wakes: BTreeSet<(Timestamp, MeetingId)>,
    closed: bool,
}

struct Kept {
    salt: Salt,
    entries: Vec<Bytes>,
    drawer: BTreeMap<RecordId, Sealed>,
    pads: BTreeMap<PadId, Pad>,
    urns: BTreeMap<UrnId, Bytes>,
    wake: Option<Timestamp>,
}

#[derive(Default)]
struct Pad {
    contents: PadContents,
    receipts: HashMap<(SeatId, DeviceId, u64), u64>,
}

impl Memory {
    fn shelf(&self) -> Result<MutexGuard<'_, Shelf>, Unavailable> {
        let shelf = self.0.lock().map_err(Unavailable::because)?;
        if shelf.closed { Err(Unavailable::because("closed")) } else { Ok(shelf) }
    }

    /// Reads from a meeting; of an unknown one there is nothing to read.
    fn of<T: Default>(
        &self,
        meeting: MeetingId,
        read: impl FnOnce(&Kept) -> T,
    ) -> Result<T, Unavailable> {
        Ok(self.shelf()?.meetings.get(&meeting).map(read).unwrap_or_default())
    }

    /// Changes a pad if there is one.
    fn pad(
        &self,
        meeting: MeetingId,
        pad: PadId,
        change: impl FnOnce(&mut Pad) -> bool,
    ) -> Result<bool, Unavailable> {
        let mut shelf = self.shelf()?;
        let pad = shelf.meetings.get_mut(&meeting).and_then(|kept| kept.pads.get_mut(&pad));
        Ok(pad.is_some_and(change))
    }
}

#[async_trait]
impl Log for Memory {
    async fn open(&self, meeting: MeetingId, salt: Salt) -> Result<(), OpenError> {
        let mut shelf = self.shelf()?;
        if shelf.meetings.contains_key(&meeting) {
            return Err(OpenError::Exists);
        }
        let kept = Kept {
            salt,
            entries: Vec::new(),
            drawer: BTreeMap::new(),
            pads: BTreeMap::new(),
            urns: BTreeMap::new(),
            wake: None,
        };
        shelf.meetings.insert(meeting, kept);
        Ok(())
    }

    async fn salt(&self, meeting: MeetingId) -> Result<Option<Salt>, Unavailable> {
        self.of(meeting, |kept| Some(kept.salt.clone()))
    }

    async fn append(
        &self,
        meeting: MeetingId,
        after: Seq,
        entry: Bytes,
        records: Vec<Record>,
        wake: Option<Timestamp>,
    ) -> Result<(), AppendError> {
        let mut shelf = self.shelf()?;
        let shelf = &mut *shelf;
        let kept = shelf.meetings.get_mut(&meeting).ok_or(AppendError::Gone)?;
        if kept.entries.len() as u64 != after.0 {
            return Err(AppendError::Conflict);
        }
        kept.entries.push(entry);
        for record in records {
            kept.drawer.entry(record.id).or_insert(record.sealed);
        }
        if let Some(former) = std::mem::replace(&mut kept.wake, wake) {
            shelf.wakes.remove(&(former, meeting));
        }
        shelf.wakes.extend(wake.map(|wake| (wake, meeting)));
        Ok(())
    }

    async fn read(&self, meeting: MeetingId, after: Seq) -> Result<Vec<(Seq, Bytes)>, Unavailable> {
        self.of(meeting, |kept| {
            let numbered = (1..).map(Seq).zip(kept.entries.iter().cloned());
            numbered.filter(|(seq, _)| *seq > after).collect()
        })
    }

    async fn records(
        &self,
        meeting: MeetingId,
        ids: &[RecordId],
    ) -> Result<Vec<Record>, Unavailable> {
        self.of(meeting, |kept| {
            let record =
                |id: &RecordId| Some(Record { id: *id, sealed: kept.drawer.get(id)?.clone() });
            ids.iter().filter_map(record).collect()
        })
    }

    async fn drawer(&self, meeting: MeetingId) -> Result<Vec<RecordId>, Unavailable> {
        self.of(meeting, |kept| kept.drawer.keys().copied().collect())
    }

    async fn burn(&self, meeting: MeetingId, ids: Vec<RecordId>) -> Result<(), Unavailable> {
        if let Some(kept) = self.shelf()?.meetings.get_mut(&meeting) {
            ids.iter().for_each(|id| {
                kept.drawer.remove(id);
            });
        }
        Ok(())
    }

    async fn pad_append(
        &self,
        meeting: MeetingId,
        pad: PadId,
        update: Update,
    ) -> Result<u64, PadError> {
        let mut shelf = self.shelf()?;
        let kept = shelf.meetings.get_mut(&meeting).ok_or(PadError::Gone)?;
        Ok(kept.pads.entry(pad).or_default().append(update))
    }

    async fn pad_read(&self, meeting: MeetingId, pad: PadId) -> Result<PadContents, Unavailable> {
        self.of(meeting, |kept| {
            kept.pads.get(&pad).map(|pad| pad.contents.clone()).unwrap_or_default()
        })
    }

    async fn pad_sizes(&self, meeting: MeetingId) -> Result<Vec<(PadId, PadSize)>, Unavailable> {
        let size =
            |pad: &Pad| PadSize { bytes: pad.contents.bytes(), last: pad.receipts.len() as u64 };
        self.of(meeting, |kept| kept.pads.iter().map(|(id, pad)| (*id, size(pad))).collect())
    }

    async fn pad_snapshot(
        &self,
        meeting: MeetingId,
        pad: PadId,
        snapshot: Snapshot,
    ) -> Result<bool, Unavailable> {
        self.pad(meeting, pad, |pad| {
            let contents = &mut pad.contents;
            let newest = contents.pending.as_ref().or(contents.snapshot.as_ref());
            let fits = snapshot.upto > newest.map_or(0, |newest| newest.upto)
                && snapshot.upto <= pad.receipts.len() as u64;
            if fits {
                contents.pending = Some(snapshot);
            }
            fits
        })
    }

    async fn pad_confirm(
        &self,
        meeting: MeetingId,
        pad: PadId,
        upto: u64,
    ) -> Result<bool, Unavailable> {
        self.pad(meeting, pad, |pad| {
            match pad.contents.pending.take_if(|pending| pending.upto == upto) {
                Some(confirmed) => pad.start_from(confirmed),
                None => return false,
            }
            true
        })
    }

    async fn urn_keep(&self, meeting: MeetingId, urn: UrnId, bytes: Bytes) -> Result<(), UrnError> {
        let mut shelf = self.shelf()?;
        let kept = shelf.meetings.get_mut(&meeting).ok_or(UrnError::Gone)?;
        kept.urns.insert(urn, bytes);
        Ok(())
    }

    async fn urn_read(&self, meeting: MeetingId, urn: UrnId) -> Result<Option<Bytes>, Unavailable> {
        self.of(meeting, |kept| kept.urns.get(&urn).cloned())
    }

    async fn urn_burn(&self, meeting: MeetingId, urn: UrnId) -> Result<(), Unavailable> {
        if let Some(kept) = self.shelf()?.meetings.get_mut(&meeting) {
            kept.urns.remove(&urn);
        }
        Ok(())
    }

    async fn forget(&self, meeting: MeetingId) -> Result<(), Unavailable> {
        let mut shelf = self.shelf()?;
        if let Some(wake) = shelf.meetings.remove(&meeting).and_then(|kept| kept.wake) {
            shelf.wakes.remove(&(wake, meeting));
        }
        Ok(())
    }

    async fn due(&self, now: Timestamp, most: usize) -> Result<Vec<MeetingId>, Unavailable> {
        let shelf = self.shelf()?;
        let due = shelf.wakes.iter().take_while(|(wake, _)| *wake <= now);
        Ok(due.take(most).map(|(_, meeting)| *meeting).collect())
    }

    async fn next_wake(&self) -> Result<Option<Timestamp>, Unavailable> {
        Ok(self.shelf()?.wakes.first().map(|(wake, _)| *wake))
    }

    async fn ready(&self) -> Result<(), Unavailable> {
        self.shelf().map(drop)
    }

    async fn close(&self) {
        // A log that cannot be locked any more is as closed as one that says so.
        if let Ok(mut shelf) = self.shelf() {
            shelf.closed = true;
        }
    }
}

impl Pad {
    fn append(&mut self, update: Update) -> u64 {
        // Receipts are never taken back, so their count is the last number.
        let next = self.receipts.len() as u64 + 1;
        match self.receipts.entry((update.author, update.device, update.counter)) {
            Entry::Occupied(receipt) => *receipt.get(),
            Entry::Vacant(place) => {
                self.contents.updates.push((next, update));
                *place.insert(next)
            }
        }
    }

    fn start_from(&mut self, base: Snapshot) {
        self.contents.updates.retain(|(n, _)| *n > base.upto);
        self.contents.snapshot = Some(base);
    }
}

#[cfg(test)]
mod tests {
    crate::every_law!((crate::log::memory::Memory::default(), ()));
}

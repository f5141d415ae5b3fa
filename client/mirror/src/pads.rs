//! Pads on their way: what was written and is not stored yet, sealed for the journey.

use std::collections::BTreeMap;

use shared::id::{GroupId, MeetingId, SeatId};
use shared::pad::{PadId, Sheet, Update};
use shared::words::{Kind, Sealed};
use vault::{Key, Keys, Pass, Place, Slot};

/// One piece of writing with its number in the pad; `None` where it can't be opened.
pub type Numbered = (u64, Option<Vec<u8>>);

/// A pad as it lies on the server, opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The summary to begin with and the last update in it; `None` inside where it is damaged.
    pub summary: Option<Numbered>,
    /// The updates after it.
    pub updates: Vec<Numbered>,
}

impl Contents {
    /// How many updates a late comer has to load one by one before somebody should summarize.
    pub const MANY: usize = 200;

    /// The number of the last update in it.
    pub fn upto(&self) -> u64 {
        let summary = self.summary.as_ref().map_or(0, |(upto, _)| *upto);
        self.updates.last().map_or(summary, |(number, _)| *number)
    }

    /// Everything that could be opened, in order.
    pub fn readable(&self) -> impl Iterator<Item = &[u8]> {
        let pieces = self.summary.iter().chain(&self.updates);
        pieces.filter_map(|(_, update)| update.as_deref())
    }

    /// Whether a part of it is damaged.
    pub fn is_damaged(&self) -> bool {
        self.summary.iter().chain(&self.updates).any(|(_, update)| update.is_none())
    }
}

/// The pads that are open on this device, and what is on its way to them.
#[derive(Debug, Default)]
pub struct Pads {
    /// Whether the server has been asked for them on this connection.
    open: BTreeMap<PadId, bool>,
    /// By the device's counter, so that it goes out in order.
    unstored: BTreeMap<u64, Writing>,
}

/// A piece of writing on its way.
#[derive(Debug)]
struct Writing {
    pad: PadId,
    update: Vec<u8>,
    /// Whether it was sent on this connection.
    sent: bool,
}

impl Pads {
    pub fn open(&mut self, pad: PadId) {
        self.open.insert(pad, false);
    }

    pub fn close(&mut self, pad: PadId) {
        self.open.remove(&pad);
    }

    pub fn write(&mut self, pad: PadId, counter: u64, update: Vec<u8>) {
        self.unstored.insert(counter, Writing { pad, update, sent: false });
    }

    pub fn stored(&mut self, counter: u64) -> Option<(PadId, Vec<u8>)> {
        self.unstored.remove(&counter).map(|writing| (writing.pad, writing.update))
    }

    pub fn unstored(&self) -> impl Iterator<Item = (PadId, &[u8])> {
        self.unstored.values().map(|writing| (writing.pad, writing.update.as_slice()))
    }

    /// On a new connection everything is asked and sent again.
    pub fn begin_anew(&mut self) {
        self.open.values_mut().for_each(|asked| *asked = false);
        self.unstored.values_mut().for_each(|writing| writing.sent = false);
    }

    /// The pads to be asked for now, of those that may be.
    pub fn take_unasked(&mut self, may: impl Fn(PadId) -> bool) -> Vec<PadId> {
        let waiting = self.open.iter_mut().filter(|(pad, asked)| !**asked && may(**pad));
        waiting.map(|(pad, asked)| (*asked = true, *pad).1).collect()
    }

    /// What is to be sent now, in order, of what may be.
    pub fn take_unsent(&mut self, may: impl Fn(PadId) -> bool) -> Vec<(u64, PadId, Vec<u8>)> {
        let waiting = self.unstored.iter_mut().filter(|(_, w)| !w.sent && may(w.pad));
        waiting
            .map(|(counter, writing)| {
                writing.sent = true;
                (*counter, writing.pad, writing.update.clone())
            })
            .collect()
    }
}

/// Seals and opens what is written in one pad. The key grows once: a long pad has thousands of
/// pieces.
pub struct Pen {
    key: Key,
    pad: PadId,
    meeting: MeetingId,
    me: SeatId,
}

impl Pen {
    pub fn new(
        meeting: MeetingId,
        keys: &Keys,
        (me, pass): (SeatId, &Pass),
        group: GroupId,
        pad: PadId,
    ) -> Self {
        let key = match pad.sheet {
            Sheet::Private(_) => keys.person(me, pass),
            Sheet::Notes(_) | Sheet::Question | Sheet::Observation => keys.group(group),
        };
        Self { key, pad, meeting, me }
    }

    pub fn seal(&self, kind: Kind, counter: u64, update: &[u8]) -> Sealed {
        vault::seal(&self.key, kind, &self.place(self.me), counter, update)
    }

    pub fn open(&self, kind: Kind, author: SeatId, sealed: &Sealed) -> Option<Vec<u8>> {
        vault::open(&self.key, kind, &self.place(author), sealed).ok()
    }

    /// Opens a stored piece; an envelope that was filed under another counter is damaged.
    pub fn open_update(&self, kind: Kind, update: &Update) -> Option<Vec<u8>> {
        let header = update.sealed.header()?;
        (header.counter == update.counter).then_some(())?;
        self.open(kind, update.author, &update.sealed)
    }

    fn place(&self, author: SeatId) -> Place {
        let (pad, phase) = (self.pad, self.pad.phase());
        Place { meeting: self.meeting, slot: Slot::Pad(pad), phase, author, epoch: 0 }
    }
}

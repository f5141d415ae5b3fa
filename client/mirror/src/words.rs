//! Words found: what the drawer's records say, opened where their place in the meeting says.

use std::collections::BTreeMap;

use shared::id::{GroupId, MeetingId, RecordId, SeatId};
use shared::meeting::{Card, Case, Face, FirstStep, FixedQuestion, Naming, Seat};
use shared::words::{Header, Sealed};
pub use vault::words;
use vault::{Key, Keys, Place, Slot, Words};

/// Words as a screen shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<W> {
    /// Here they are.
    Words(W),
    /// They have not arrived, or are not for this viewer.
    Missing,
    /// They arrived and can't be opened: shown as damaged, never as empty.
    Damaged,
}

impl<W> Found<W> {
    /// The words, if they are here.
    pub fn words(self) -> Option<W> {
        match self {
            Self::Words(words) => Some(words),
            Self::Missing | Self::Damaged => None,
        }
    }
}

/// The sealed records this device holds, and the keys to them.
#[derive(Debug, Default)]
pub struct Drawer {
    records: BTreeMap<RecordId, Sealed>,
}

impl Drawer {
    pub fn put(&mut self, id: RecordId, sealed: Sealed) {
        self.records.insert(id, sealed);
    }

    /// Burns everything that `named` does not name.
    pub fn keep(&mut self, named: impl Fn(&RecordId) -> bool) {
        self.records.retain(|id, _| named(id));
    }

    pub fn find<W: Words>(&self, key: &Key, place: &Place) -> Found<W> {
        let Slot::Record(id) = place.slot else { return Found::Missing };
        let Some(sealed) = self.records.get(&id) else { return Found::Missing };
        match vault::open_words_from_any_phase(key, place, sealed) {
            Ok(words) => Found::Words(words),
            Err(vault::Damaged) => Found::Damaged,
        }
    }
}

/// Where everything that can be said belongs, and the key to it.
pub struct Places<'a> {
    pub meeting: MeetingId,
    pub keys: &'a Keys,
}

impl Places<'_> {
    pub fn title(&self, id: RecordId) -> (Key, Place) {
        (self.keys.plenary(), title_place(self.meeting, id))
    }

    pub fn person(&self, id: SeatId, seat: &Seat) -> (Key, Place) {
        (self.keys.plenary(), self.place(seat.person, id))
    }

    /// What is handed in without a name is sealed in nobody's, also once the name is shown.
    pub fn case(&self, case: &Case) -> (Key, Place) {
        let author = case.by.filter(|_| case.name == Naming::Named).unwrap_or(NOBODY);
        (self.keys.plenary(), self.place(case.words, author))
    }

    /// The place of anything that whoever leads says to all or to some groups.
    pub fn plenary(&self, record: RecordId, author: SeatId) -> (Key, Place) {
        (self.keys.plenary(), self.place(record, author))
    }

    pub fn card(&self, group: GroupId, card: &Card) -> Option<(Key, Place)> {
        Some(self.face(group, &card.face?))
    }

    pub fn reverse(&self, group: GroupId, card: &Card) -> Option<(Key, Place)> {
        Some(self.face(group, &card.reverse?))
    }

    /// What bears no name is sealed in nobody's: its author is not told to those who open it.
    fn face(&self, group: GroupId, face: &Face) -> (Key, Place) {
        let author = face.by.filter(|_| !face.anonymous).unwrap_or(NOBODY);
        (self.keys.group(group), self.place(face.words, author))
    }

    /// The place of anything else that is said in a group.
    pub fn said(&self, group: GroupId, record: RecordId, author: SeatId) -> (Key, Place) {
        (self.keys.group(group), self.place(record, author))
    }

    pub fn question(&self, group: GroupId, question: &FixedQuestion) -> (Key, Place) {
        (self.keys.group(group), self.place(question.words, question.by))
    }

    pub fn step(&self, group: GroupId, step: &FirstStep) -> (Key, Place) {
        (self.keys.group(group), self.place(step.words, step.by))
    }

    /// The place of a record by this author. The phase stands in the envelope itself.
    pub fn place(&self, record: RecordId, author: SeatId) -> Place {
        Place {
            meeting: self.meeting,
            slot: Slot::Record(record),
            phase: Header::NO_PHASE,
            author,
            epoch: 0,
        }
    }
}

/// Stands for an author where nobody is told.
pub const NOBODY: SeatId = SeatId::from_bytes([0; 16]);

/// The place of a title: it is the meeting's, not a person's, so its author is nobody.
pub fn title_place(meeting: MeetingId, record: RecordId) -> Place {
    Place { meeting, slot: Slot::Record(record), phase: Header::NO_PHASE, author: NOBODY, epoch: 0 }
}

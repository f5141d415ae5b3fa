//! Fullness: how much the pads of a meeting hold, so that none of them grows without end.

use std::collections::BTreeMap;

use shared::limits::{PAD_BYTES, PAD_UPDATES, PADS_BYTES};
use shared::pad::PadId;
use shared::refusal::Refusal;

use crate::log::PadSize;

/// What is known of it. The log is asked with the first writing after the room has woken; until it
/// has answered, what has come since is all that counts.
#[derive(Default)]
pub struct Fullness {
    pads: BTreeMap<PadId, PadSize>,
    bytes: usize,
    asked: Asked,
}

/// Whether the log has said how much was there before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Asked {
    #[default]
    Not,
    Waiting,
    Answered,
}

/// What a confirmed summary changes, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swap {
    /// What it stands for.
    pub gone: usize,
    /// The summary itself.
    pub come: usize,
}

impl Fullness {
    /// Whether the log is to be asked now; says so once.
    pub fn wants_to_know(&mut self) -> bool {
        let wants = self.asked == Asked::Not;
        if wants {
            self.asked = Asked::Waiting;
        }
        wants
    }

    /// What the log has answered, if it could. What came meanwhile may count twice, which is
    /// little and lasts until the room sleeps.
    pub fn learn(&mut self, sizes: Option<Vec<(PadId, PadSize)>>) {
        let Some(sizes) = sizes else {
            self.asked = Asked::Not;
            return;
        };
        self.asked = Asked::Answered;
        for (pad, PadSize { bytes, last }) in sizes {
            let known = self.pads.entry(pad).or_default();
            known.bytes += bytes;
            known.last = known.last.max(last);
            self.bytes += bytes;
        }
    }

    /// Whether an update of so many bytes still fits.
    pub fn takes(&self, pad: PadId, bytes: usize) -> Result<(), Refusal> {
        let size = self.pads.get(&pad).copied().unwrap_or_default();
        let fits = size.last < PAD_UPDATES
            && size.bytes + bytes <= PAD_BYTES
            && self.bytes + bytes <= PADS_BYTES;
        if fits { Ok(()) } else { Err(Refusal::TooLong) }
    }

    /// An update is on its way to the log.
    pub fn add(&mut self, pad: PadId, bytes: usize) {
        self.pads.entry(pad).or_default().bytes += bytes;
        self.bytes += bytes;
    }

    /// An update could not be stored; it will come again.
    pub fn take_back(&mut self, pad: PadId, bytes: usize) {
        self.swap(pad, Swap { gone: bytes, come: 0 });
    }

    /// An update was stored under this number.
    pub fn number(&mut self, pad: PadId, number: u64) {
        let size = self.pads.entry(pad).or_default();
        size.last = size.last.max(number);
    }

    /// A summary stands for what was written up to it.
    pub fn swap(&mut self, pad: PadId, Swap { gone, come }: Swap) {
        let size = self.pads.entry(pad).or_default();
        let before = size.bytes;
        size.bytes = before.saturating_sub(gone) + come;
        self.bytes = (self.bytes + size.bytes).saturating_sub(before);
    }
}

#[cfg(test)]
mod tests {
    use shared::id::SessionId;
    use shared::pad::Sheet;

    use super::*;

    fn pad(n: u8) -> PadId {
        PadId { session: SessionId::from_bytes([1; 16]), sheet: Sheet::Notes(n) }
    }

    #[test]
    fn a_pad_takes_so_many_bytes_and_more_when_it_was_summed_up() {
        let mut fullness = Fullness::default();
        fullness.learn(Some(vec![(pad(1), PadSize { bytes: PAD_BYTES - 100, last: 7 })]));
        assert_eq!(fullness.takes(pad(1), 101), Err(Refusal::TooLong));
        assert_eq!(fullness.takes(pad(1), 100), Ok(()));
        // What is on its way counts, unless it was not stored.
        fullness.add(pad(1), 100);
        assert_eq!(fullness.takes(pad(1), 1), Err(Refusal::TooLong));
        fullness.take_back(pad(1), 100);
        assert_eq!(fullness.takes(pad(1), 100), Ok(()));
        // The others have room of their own.
        assert_eq!(fullness.takes(pad(2), PAD_BYTES), Ok(()));
        fullness.swap(pad(1), Swap { gone: PAD_BYTES - 100, come: 1_000 });
        assert_eq!(fullness.takes(pad(1), PAD_BYTES - 1_000), Ok(()));
        assert_eq!(fullness.takes(pad(1), PAD_BYTES - 999), Err(Refusal::TooLong));
    }

    #[test]
    fn a_pad_takes_so_many_updates_ever() {
        let mut fullness = Fullness::default();
        fullness.number(pad(1), PAD_UPDATES - 1);
        assert_eq!(fullness.takes(pad(1), 1), Ok(()));
        fullness.number(pad(1), PAD_UPDATES);
        assert_eq!(fullness.takes(pad(1), 1), Err(Refusal::TooLong));
        assert_eq!(fullness.takes(pad(2), 1), Ok(()));
    }

    #[test]
    fn all_pads_of_a_meeting_together_take_so_many_bytes() {
        let mut fullness = Fullness::default();
        let full = u8::try_from(PADS_BYTES / PAD_BYTES).unwrap();
        let size = PadSize { bytes: PAD_BYTES, last: 1 };
        fullness.learn(Some((0..full).map(|n| (pad(n), size)).collect()));
        assert_eq!(fullness.takes(pad(99), 1), Err(Refusal::TooLong));
        fullness.swap(pad(1), Swap { gone: PAD_BYTES, come: 0 });
        assert_eq!(fullness.takes(pad(99), PAD_BYTES), Ok(()));
    }

    #[test]
    fn the_log_is_asked_once_and_again_where_it_could_not_answer() {
        let mut fullness = Fullness::default();
        assert!(fullness.wants_to_know() && !fullness.wants_to_know());
        fullness.learn(None);
        assert!(fullness.wants_to_know());
        fullness.learn(Some(vec![]));
        assert!(!fullness.wants_to_know());
    }
}

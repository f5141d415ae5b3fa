//! A pad as a guest has it before them: the document, the caret, and what opening it again asks.

use mirror::Contents;
use pad::{Damaged, Pad, TooLong};
use shared::id::DeviceId;
use shared::time::Timestamp;

/// A pad as a guest has it before them.
pub struct Document {
    pad: Pad,
    client: u64,
    /// Where this guest types; at the end until they have begun.
    caret: Option<u32>,
    /// What this guest wrote since they came in, and what was on its way then: the server has it
    /// or will have it, even if it was not yet in what it gave out.
    own: Vec<Vec<u8>>,
    /// The pad as the server had it, for as long as nothing was written since.
    opened: Option<Contents>,
    /// A summary that waits for the pad to be opened again: its last update, and itself.
    unchecked: Option<(u64, Vec<u8>)>,
    /// Whether the server is to tell what is written.
    pub is_open: bool,
}

impl Document {
    pub fn new(device: DeviceId) -> Self {
        let client = pad::client_id(device);
        Self {
            pad: Pad::new(client),
            client,
            caret: None,
            own: vec![],
            opened: None,
            unchecked: None,
            is_open: false,
        }
    }

    pub fn text(&self) -> String {
        self.pad.text()
    }

    /// Types at the caret, which goes on from there; gives the updates for the others.
    pub fn type_in(&mut self, text: &str, now: Timestamp) -> Result<Vec<Vec<u8>>, TooLong> {
        let caret = self.caret.unwrap_or(self.pad.len());
        let edit = self.pad.replace(caret, caret, text, now)?;
        self.caret = Some(caret + text.encode_utf16().count() as u32);
        self.own.extend_from_slice(&edit.updates);
        Ok(edit.updates)
    }

    /// Takes in what somebody else wrote.
    pub fn take_in(&mut self, update: &[u8]) -> Result<(), Damaged> {
        self.opened = None;
        let change = self.pad.apply(update)?;
        self.caret = self.caret.map(|caret| change.carry(caret));
        Ok(())
    }

    /// The connection is new, and this is on its way again.
    pub fn come_back(&mut self, unstored: Vec<Vec<u8>>) {
        self.own = unstored;
    }

    /// Takes in a pad as the server has it. What this guest knows and the server does not is to be
    /// given back: it was relayed, and then lost with a server that died before it was stored.
    pub fn open(&mut self, contents: Contents) -> Result<Vec<Vec<u8>>, Damaged> {
        let mut theirs = self.read(&contents, u64::MAX)?;
        let before = (self.pad.state(), self.pad.text());
        if let Some((_, Some(summary))) = &contents.summary {
            let change = self.pad.load(summary)?;
            self.caret = self.caret.map(|caret| change.carry(caret));
        }
        for update in contents.updates.iter().filter_map(|(_, update)| update.as_deref()) {
            let change = self.pad.apply(update)?;
            self.caret = self.caret.map(|caret| change.carry(caret));
        }
        self.opened = Some(contents);
        if before == (Pad::new(self.client).state(), String::new()) {
            return Ok(vec![]);
        }
        for update in &self.own {
            theirs.apply(update)?;
        }
        if theirs.state() == self.pad.state() && theirs.text() == self.pad.text() {
            return Ok(vec![]);
        }
        self.pad.missing(&theirs.state())
    }

    /// The whole of the pad as it was just opened, and its last update, where late comers would
    /// have to load too many.
    pub fn summary(&self) -> Option<(u64, Vec<u8>)> {
        let contents = self.opened.as_ref()?;
        let worth_it = contents.updates.len() > Contents::MANY && !contents.is_damaged();
        let pad = worth_it.then(|| self.read(contents, u64::MAX).ok())??;
        (!pad.is_waiting()).then(|| (contents.upto(), pad.snapshot()))
    }

    /// Whether a summary holds all up to its last update; `None` where the pad must be opened
    /// again to know.
    pub fn confirms(&mut self, upto: u64, summary: Vec<u8>) -> Option<bool> {
        match self.opened.as_ref().filter(|contents| contents.upto() >= upto) {
            Some(contents) => {
                let pad = self.read(contents, upto).ok();
                Some(pad.is_some_and(|pad| pad.confirms::<Vec<u8>>(&summary, &[])))
            }
            None => {
                self.unchecked = Some((upto, summary));
                None
            }
        }
    }

    /// A summary that could not be checked before.
    pub fn take_unchecked(&mut self) -> Option<(u64, Vec<u8>)> {
        self.unchecked.take()
    }

    /// The pad that the server's contents up to this update make.
    fn read(&self, contents: &Contents, upto: u64) -> Result<Pad, Damaged> {
        let mut pad = Pad::new(self.client);
        if let Some((_, Some(summary))) = &contents.summary {
            pad.load(summary)?;
        }
        for (number, update) in &contents.updates {
            if let Some(update) = update.as_ref().filter(|_| *number <= upto) {
                pad.apply(update)?;
            }
        }
        Ok(pad)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(0);

    fn document(n: u8) -> Document {
        Document::new(DeviceId::from_bytes([n; 16]))
    }

    fn contents(updates: &[Vec<u8>]) -> Contents {
        let numbered = (1..).zip(updates.iter().cloned().map(Some));
        Contents { summary: None, updates: numbered.collect() }
    }

    #[test]
    fn two_who_type_at_once_keep_their_words_together() {
        let (mut ada, mut bo) = (document(1), document(2));
        for (a, b) in [("Die Ka", "Es fe"), ("sse ", "hlen "), ("klemmt.", "Stühle.")] {
            let from_ada = ada.type_in(a, NOW).unwrap();
            let from_bo = bo.type_in(b, NOW).unwrap();
            from_ada.iter().for_each(|update| bo.take_in(update).unwrap());
            from_bo.iter().for_each(|update| ada.take_in(update).unwrap());
        }
        assert_eq!(ada.text(), bo.text());
        assert!(
            ada.text().contains("Die Kasse klemmt.") && ada.text().contains("Es fehlen Stühle.")
        );
    }

    #[test]
    fn what_the_server_has_lost_is_given_back() {
        // given an update that reached this guest, and a server that never stored it
        let (mut ada, mut bo) = (document(1), document(2));
        let first = ada.type_in("Die Kasse ", NOW).unwrap();
        let second = ada.type_in("klemmt.", NOW).unwrap();
        first.iter().chain(&second).for_each(|update| bo.take_in(update).unwrap());
        // when
        let missing = bo.open(contents(&first)).unwrap();
        // then
        let mut late = document(3);
        late.open(contents(&[first, missing].concat())).unwrap();
        assert_eq!(late.text(), "Die Kasse klemmt.");
    }

    #[test]
    fn what_is_on_its_way_is_not_given_back_as_well() {
        let mut ada = document(1);
        let first = ada.type_in("Die Kasse ", NOW).unwrap();
        let second = ada.type_in("klemmt.", NOW).unwrap();
        ada.come_back(second);
        assert_eq!(ada.open(contents(&first)).unwrap(), Vec::<Vec<u8>>::new());
    }

    #[test]
    fn a_long_pad_is_summed_up_and_the_sum_confirmed() {
        // given
        let mut ada = document(1);
        let updates: Vec<_> =
            (0..=Contents::MANY).flat_map(|_| ada.type_in("x", NOW).unwrap()).collect();
        let mut bo = document(2);
        bo.open(contents(&updates)).unwrap();
        // when
        let (upto, summary) = bo.summary().unwrap();
        // then
        assert_eq!(upto, updates.len() as u64);
        let mut cem = document(3);
        assert_eq!(cem.confirms(upto, summary.clone()), None);
        let (upto, unchecked) = cem.take_unchecked().unwrap();
        cem.open(contents(&updates)).unwrap();
        assert_eq!(cem.confirms(upto, unchecked), Some(true));
        // and not for a pad that has more in it
        assert_eq!(cem.confirms(upto - 1, summary), Some(false));
    }
}

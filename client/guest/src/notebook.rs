//! The notebook: what a guest has before them, and what they do about what they hear.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use mirror::{Contents, Mirror, News, Rules, Ticket};
use shared::actor::Actor;
use shared::command::Deed;
use shared::event::{Entry, Event};
use shared::id::{CommandId, DeviceId, RecordId, SeatId};
use shared::pad::{PadId, access};
use shared::refusal::Refusal;
use shared::time::Timestamp;
use shared::wire::{self, Bye, ToClient};
use vault::Words;

use crate::document::Document;
use crate::stopwatch::{Sent, Stopwatch};
use crate::tally::Tally;

/// What a guest has before them.
pub struct Notebook {
    pub mirror: Mirror,
    documents: BTreeMap<PadId, Document>,
    pub tally: Tally,
    pub stopwatch: Option<Arc<Stopwatch>>,
    /// Whether they have the board of all groups before them.
    pub watches_board: bool,
    /// The newest update seen of each device: what is relayed again counts once.
    newest: HashMap<DeviceId, u64>,
    /// Whether the server could not take something and wants to be asked again.
    pub asked_to_wait: bool,
    /// Why the connection ends, where the server has said it.
    pub bye: Option<Bye>,
}

impl Notebook {
    pub fn new(ticket: Ticket) -> Self {
        let mut mirror = Mirror::new(ticket);
        mirror.learn(Rules::ALL, []);
        Self {
            mirror,
            documents: BTreeMap::new(),
            tally: Tally::default(),
            stopwatch: None,
            watches_board: false,
            newest: HashMap::new(),
            asked_to_wait: false,
            bye: None,
        }
    }

    // --- what the guest does

    pub fn act(&mut self, deed: Deed) -> CommandId {
        self.tally.asked(&deed);
        let id = self.mirror.act(deed);
        self.sent(id)
    }

    pub fn say<W: Words>(
        &mut self,
        words: W,
        deed: impl FnOnce(RecordId) -> Deed,
    ) -> Option<CommandId> {
        let tally = &mut self.tally;
        let asked = |record| {
            let deed = deed(record);
            tally.asked(&deed);
            deed
        };
        let id = self.mirror.say(words, asked)?;
        Some(self.sent(id))
    }

    fn sent(&mut self, id: CommandId) -> CommandId {
        if let Some(stopwatch) = &self.stopwatch {
            stopwatch.begin(Sent::Command(id));
        }
        id
    }

    pub fn open_pad(&mut self, pad: PadId) {
        let document = self.documents.entry(pad);
        let document = document.or_insert_with(|| Document::new(self.mirror.device()));
        if !document.is_open {
            document.is_open = true;
            self.mirror.open_pad(pad);
        }
    }

    pub fn text(&self, pad: PadId) -> Option<String> {
        self.documents.get(&pad).map(Document::text)
    }

    pub fn type_into(&mut self, pad: PadId, text: &str, now: Timestamp) {
        self.open_pad(pad);
        let Some(document) = self.documents.get_mut(&pad) else { return };
        match document.type_in(text, now) {
            Ok(updates) => updates.into_iter().for_each(|update| self.write(pad, update)),
            // As on a screen: what does not fit is not typed.
            Err(pad::TooLong) => self.tally.refused(Refusal::TooLong),
        }
    }

    fn write(&mut self, pad: PadId, update: Vec<u8>) {
        let counter = self.mirror.write(pad, update);
        self.tally.written += 1;
        if let Some(stopwatch) = &self.stopwatch {
            stopwatch.begin(Sent::Writing(self.mirror.device(), counter));
        }
    }

    pub fn retry(&mut self) {
        self.asked_to_wait = false;
        self.mirror.retry();
    }

    // --- what the guest hears

    pub fn hear(&mut self, frame: &[u8]) {
        self.tally.bytes_in += frame.len() as u64;
        let Some(message) = wire::decode::<ToClient>(frame) else {
            self.tally.damaged += 1;
            return;
        };
        self.measure(&message);
        for news in self.mirror.hear(message) {
            self.heed(news);
        }
    }

    fn measure(&mut self, message: &ToClient) {
        let seen = match message {
            ToClient::Entry { entry, .. } => {
                let known = self.mirror.confirmed().map(|fold| fold.seq);
                if known.is_none_or(|known| entry.seq <= known) {
                    return;
                }
                self.tally.entries += 1;
                self.measure_entry(entry);
                let own = self.mirror.me().map(Actor::Seat);
                entry.id.filter(|_| entry.by != own).map(Sent::Command)
            }
            ToClient::Written { update, .. } if update.device != self.mirror.device() => {
                let newest = self.newest.entry(update.device).or_default();
                if update.counter <= *newest {
                    return;
                }
                *newest = update.counter;
                self.tally.updates += 1;
                Some(Sent::Writing(update.device, update.counter))
            }
            _ => None,
        };
        if let (Some(seen), Some(stopwatch)) = (seen, &self.stopwatch) {
            stopwatch.seen(seen);
        }
    }

    fn measure_entry(&self, entry: &Entry) {
        let Some(stopwatch) = &self.stopwatch else { return };
        if let Some(id) = entry.id.filter(|_| entry.by == self.mirror.me().map(Actor::Seat)) {
            stopwatch.answered(id, entry.seq);
        }
        let in_group = |event: &Event| matches!(event, Event::In(..));
        if self.watches_board && entry.events.iter().any(in_group) {
            stopwatch.on_board(entry.seq);
        }
    }

    fn heed(&mut self, news: News) {
        match news {
            News::Changed => self.open_what_may_be_read(),
            News::Here => {
                self.asked_to_wait = false;
                for (pad, document) in &mut self.documents {
                    document.come_back(self.mirror.unstored(*pad).map(Vec::from).collect());
                }
            }
            News::Refused(_, refusal) | News::WritingRefused(_, _, refusal) => {
                self.refused(refusal);
            }
            News::PadRefused(_, refusal) => self.refused(refusal),
            News::PadOpened(pad, contents) => self.opened(pad, contents),
            News::Written(pad, update) => {
                let document = self.documents.get_mut(&pad);
                let taken = document.zip(update).map(|(document, u)| document.take_in(&u));
                self.tally.damaged += u64::from(!matches!(taken, Some(Ok(()))));
            }
            News::Summarized(pad, upto, Some(summary)) => self.check(pad, upto, summary),
            News::Summarized(_, _, None) | News::Unreadable => self.tally.damaged += 1,
            News::Bye(why) => self.bye = Some(why),
            News::Stored(_) | News::Whispered(..) => {}
        }
    }

    fn refused(&mut self, refusal: Refusal) {
        self.tally.refused(refusal);
        self.asked_to_wait |= matches!(refusal, Refusal::Unavailable | Refusal::TooFast);
    }

    /// Pads close and open again as roles and phases change.
    fn open_what_may_be_read(&mut self) {
        for (pad, document) in &mut self.documents {
            let may = self.mirror.may_read(*pad).is_ok();
            if may && !document.is_open {
                self.mirror.open_pad(*pad);
            } else if !may && document.is_open {
                self.mirror.close_pad(*pad);
            }
            document.is_open = may;
        }
    }

    fn opened(&mut self, pad: PadId, contents: Contents) {
        self.tally.damaged += u64::from(contents.is_damaged());
        let Some(document) = self.documents.get_mut(&pad) else { return };
        match document.open(contents) {
            Ok(missing) if self.mirror.may_write(pad).is_ok() => {
                self.tally.supplied += missing.len() as u64;
                for update in missing {
                    self.mirror.write(pad, update);
                }
            }
            // Those who may write give it back.
            Ok(_) => {}
            Err(pad::Damaged) => self.tally.damaged += 1,
        }
        // One device is enough, and the others know which.
        if summarizer(&self.mirror, pad) == self.mirror.me()
            && let Some((upto, summary)) = document.summary()
        {
            self.mirror.summarize(pad, upto, &summary);
        }
        if let Some((upto, summary)) = document.take_unchecked() {
            self.check(pad, upto, summary);
        }
    }

    fn check(&mut self, pad: PadId, upto: u64, summary: Vec<u8>) {
        let (first, me) = (summarizer(&self.mirror, pad), self.mirror.me());
        let last = present(&self.mirror).rfind(|seat| Some(*seat) != first);
        let Some(document) = self.documents.get_mut(&pad) else { return };
        match document.confirms(upto, summary) {
            Some(true) => self.mirror.confirm(pad, upto),
            Some(false) => {}
            // It waits for the pad to be opened again, by one device.
            None if last == me => self.mirror.open_pad(pad),
            None => {}
        }
    }
}

/// Who sums up a pad: the first of those here who may write in it.
fn summarizer(mirror: &Mirror, pad: PadId) -> Option<SeatId> {
    present(mirror).find(|seat| access::may_write(mirror.meeting(), *seat, pad).is_ok())
}

/// The seats of everybody who is here now, in an order that all devices share.
fn present(mirror: &Mirror) -> impl DoubleEndedIterator<Item = SeatId> {
    mirror.meeting().seats.keys().copied().filter(|seat| mirror.is_present(*seat))
}

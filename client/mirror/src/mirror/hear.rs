//! What comes in: every message of the server, and being let in.

use shared::actor::Viewer;
use shared::command::Deed;
use shared::engine::{self, Fold};
use shared::event::Entry;
use shared::id::CommandId;
use shared::lens;
use shared::pad::{PadId, access};
use shared::refusal::Refusal;
use shared::wire::{self, Bye, FromServer, ToClient, ToServer, Unread, Welcome};
use shared::words::{Kind, Record};
use vault::{ErasureSalt, Keys};

use super::{Link, Mirror, News};
use crate::outbox::Sent;
use crate::pads::Contents;

impl Mirror {
    /// Takes in a frame.
    ///
    /// Before the rules are known, an entry waits for them, and so does all that follows it, until
    /// everything begins anew.
    pub fn receive(&mut self, frame: &[u8]) -> Vec<News> {
        if let Some(rules) = self.rules {
            return (rules.receive)(self, frame);
        }
        if wire::is_welcome(frame) {
            self.unheard.clear();
        } else if wire::is_entry(frame) || !self.unheard.is_empty() {
            self.unheard.push(frame.to_vec());
            return vec![];
        }
        match wire::decode(frame) {
            // Whether a seat was asked for on an earlier page is known with the rules.
            Some(FromServer::Bye { why: Bye::PassUnknown }) if self.seated => {
                self.unheard.push(frame.to_vec());
                vec![]
            }
            Some(message) => self.heed(message, |_, entry: Unread, _| match entry {}),
            None => vec![News::Unreadable],
        }
    }

    /// Takes in a frame, whatever it is.
    pub(crate) fn receive_all(&mut self, frame: &[u8]) -> Vec<News> {
        wire::decode(frame).map_or_else(|| vec![News::Unreadable], |message| self.hear(message))
    }

    /// Takes in a message that was read from its frame already. That is for those who know the
    /// rules from the start.
    pub fn hear(&mut self, message: ToClient) -> Vec<News> {
        self.heed(message, |mirror, entry, records| mirror.absorb(&entry, records))
    }

    fn heed<E>(
        &mut self,
        message: FromServer<E>,
        absorb: impl FnOnce(&mut Self, E, Vec<Record>) -> Vec<News>,
    ) -> Vec<News> {
        match message {
            FromServer::Welcome(welcome) => self.welcome(*welcome),
            FromServer::WelcomeBack { now, present } => {
                self.offset.guess(now, self.device_now);
                self.present = present.into_iter().collect();
                self.arrive()
            }
            FromServer::Entry { entry, records } => absorb(self, entry, records),
            FromServer::Done { id } => self.done(id),
            FromServer::Refused { id, refusal } => self.refused(id, refusal),
            FromServer::Present { seats } => {
                self.present = seats.into_iter().collect();
                vec![News::Changed]
            }
            FromServer::Pong { sent, now } => {
                self.offset.measure(sent, now, self.device_now);
                vec![]
            }
            FromServer::Bye { why } => self.bye(why),
            FromServer::Cast { poll, count } => {
                self.cast.insert(poll, count);
                vec![News::Changed]
            }
            FromServer::PadOpened { pad, summary, updates } => {
                let Some(pen) = self.pen(pad) else { return vec![] };
                let summary = summary.map(|summary| {
                    let kind = Kind::PadSnapshot;
                    (summary.upto, pen.open_update(kind, &summary.update))
                });
                let open = |update| pen.open_update(Kind::PadUpdate, update);
                let updates = updates.iter().map(|(n, update)| (*n, open(update))).collect();
                vec![News::PadOpened(pad, Contents { summary, updates })]
            }
            FromServer::Written { pad, update } => {
                let update =
                    self.pen(pad).and_then(|pen| pen.open_update(Kind::PadUpdate, &update));
                vec![News::Written(pad, update)]
            }
            FromServer::Stored { pad, counter, .. } => {
                self.pads.stored(counter);
                vec![News::Stored(pad)]
            }
            FromServer::PadRefused { pad, counter, refusal } => {
                self.pad_refused(pad, counter, refusal).into_iter().collect()
            }
            FromServer::Summarized { pad, summary } => {
                // One's own is for others to confirm.
                let Some(me) = self.me() else { return vec![] };
                if access::may_confirm(pad, (me, self.device), &summary.update).is_err() {
                    return vec![];
                }
                let kind = Kind::PadSnapshot;
                let update = self.pen(pad).and_then(|pen| pen.open_update(kind, &summary.update));
                vec![News::Summarized(pad, summary.upto, update)]
            }
            FromServer::Whispered { pad, from, sealed } => {
                let words = self.pen(pad).and_then(|pen| pen.open(Kind::Whisper, from, &sealed));
                words.map(|words| News::Whispered(pad, from, words)).into_iter().collect()
            }
        }
    }

    fn absorb(&mut self, entry: &Entry, records: Vec<Record>) -> Vec<News> {
        for Record { id, sealed } in records {
            self.drawer.put(id, sealed);
        }
        let showed_more = !self.outbox.is_empty();
        // An entry of one's own command may arrive before its answer.
        let own = entry.id.and_then(|id| self.outbox.answered(id)).is_some();
        let Some(fold) = &mut self.fold else { return vec![News::Changed] };
        let hole = entry.seq > fold.seq.next();
        let counts = fold.absorb(entry);
        if hole {
            // Numbers never have holes: what is missing is loaded anew.
            return self.bye(Bye::TooSlow);
        }
        if showed_more {
            self.refresh();
        } else if counts {
            // What shows is what is confirmed: this happens to both, and neither is made anew.
            entry.events.iter().for_each(|event| engine::apply(&mut self.shown, event));
            self.open_guides();
        }
        if own || !counts || entry.events.iter().any(lens::may_unsay) {
            self.burn();
        }
        self.turn_to_pads();
        vec![News::Changed]
    }

    fn done(&mut self, id: CommandId) -> Vec<News> {
        // Mostly its entry has come before, and nothing is left to be said.
        let Some(answered) = self.outbox.answered(id) else { return vec![] };
        let sat_down = matches!(answered.command.deed, Deed::TakeSeat { .. });
        if sat_down && self.me().is_none() && !self.just_asked {
            // The seat was taken on an earlier connection: come again as the one who sits there.
            self.seated = true;
            self.fold = None;
            return self.bye(Bye::Restart);
        }
        self.refresh();
        self.burn();
        self.turn_to_pads();
        vec![News::Changed]
    }

    fn refused(&mut self, id: CommandId, refusal: Refusal) -> Vec<News> {
        if is_passing(refusal) {
            // It stays in the outbox and goes again with the next connection or retry.
            return vec![News::Refused(id, refusal)];
        }
        self.outbox.answered(id);
        self.refresh();
        self.burn();
        self.turn_to_pads();
        vec![News::Refused(id, refusal), News::Changed]
    }

    fn pad_refused(&mut self, pad: PadId, counter: Option<u64>, refusal: Refusal) -> Option<News> {
        match counter.filter(|_| !is_passing(refusal)) {
            // What is not among the writing is a summary: somebody else has written one, or this
            // person writes here no more. The pad stays as it is, and open.
            Some(counter) => self
                .pads
                .stored(counter)
                .map(|(pad, update)| News::WritingRefused(pad, update, refusal)),
            None => Some(News::PadRefused(pad, refusal)),
        }
    }

    fn welcome(&mut self, welcome: Welcome) -> Vec<News> {
        self.you = welcome.you;
        self.door = welcome.door;
        if let Viewer::Seat(me, ..) = welcome.you {
            self.seated = true;
            // The link was the seat's own: from now on it is the ticket to it.
            self.ticket.seat.get_or_insert_with(|| (me, self.ticket.link.pass.clone()));
        }
        let salt = ErasureSalt(welcome.salt.0);
        self.keys = Some(Keys::new(self.ticket.link.secret.clone(), salt));
        self.offset.guess(welcome.now, self.device_now);
        self.present = welcome.present.into_iter().collect();
        self.fold = Some(Fold::resume(welcome.meeting, welcome.seq));
        for Record { id, sealed } in welcome.records {
            self.drawer.put(id, sealed);
        }
        self.arrive()
    }

    /// Let in: says again everything that was not answered.
    pub(super) fn arrive(&mut self) -> Vec<News> {
        self.link = Link::Here;
        if let Some(me) = self.me() {
            // Whoever sits need not ask for the seat again.
            self.outbox.forget(|deed| matches!(deed, Deed::TakeSeat { seat, .. } if *seat == me));
        }
        self.refresh();
        self.burn();
        let sent: Vec<_> = self.outbox.iter().cloned().collect();
        for Sent { command, records, .. } in sent {
            self.send(&ToServer::Do { command: Box::new(command), records });
        }
        self.pads.begin_anew();
        self.turn_to_pads();
        vec![News::Here, News::Changed]
    }

    fn bye(&mut self, why: Bye) -> Vec<News> {
        self.link = Link::Away;
        let asking = self.outbox.iter().any(|s| matches!(s.command.deed, Deed::TakeSeat { .. }));
        if why == Bye::PassUnknown && self.seated && asking {
            // The page was reloaded before the server had heard of the seat: ask at the door.
            self.seated = false;
            return vec![News::Bye(Bye::Restart)];
        }
        if why == Bye::TooSlow {
            // What was missed is loaded anew.
            self.fold = None;
        }
        vec![News::Bye(why)]
    }
}

/// Whether what was refused will be taken a little later, just as it is.
fn is_passing(refusal: Refusal) -> bool {
    matches!(refusal, Refusal::Unavailable | Refusal::TooFast)
}

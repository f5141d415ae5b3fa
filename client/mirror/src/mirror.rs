//! The mirror itself: what one device knows, and what it says and hears.

use std::collections::BTreeSet;

use shared::actor::{Actor, Viewer};
use shared::command::{Command, Deed};
use shared::engine::{self, Fold};
use shared::id::{CommandId, DeviceId, GroupId, RecordId, SeatId};
use shared::lens;
use shared::meeting::{
    Card, Case, CaseSession, FirstStep, FixedQuestion, Group, Meeting, Presence,
};
use shared::pad::{PadId, access};
use shared::pass::PassKind;
use shared::refusal::Refusal;
use shared::time::Timestamp;
use shared::wire::{self, Bye, PassBytes, ToClient, ToServer, Welcome};
use shared::words::{Header, Record};
use vault::{ErasureSalt, Keys, Kind, Pass, Words, words};

use crate::clock::Offset;
use crate::outbox::{Outbox, Saved, Sent};
use crate::pads::{Contents, Pads, Pen};
use crate::random::id_bytes;
use crate::ticket::Ticket;
use crate::words::{Drawer, Found, Places};

/// Something the holder of a mirror wants to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// The meeting, the people present, or what is pending has changed.
    Changed,
    /// The device was let in.
    Here,
    /// A command was refused; what it had shown is undone.
    Refused(CommandId, Refusal),
    /// A pad was opened: the document is to be made of this.
    PadOpened(PadId, Contents),
    /// Somebody wrote; `None` where the update can't be opened.
    Written(PadId, Option<Vec<u8>>),
    /// What this device wrote is stored.
    Stored(PadId),
    /// A pad can't be opened or written on.
    PadRefused(PadId, Refusal),
    /// What this device wrote was not taken: the update is given back.
    WritingRefused(PadId, Vec<u8>, Refusal),
    /// Another device's summary, with the last update in it: whoever holds the whole pad compares
    /// and confirms.
    Summarized(PadId, u64, Option<Vec<u8>>),
    /// Somebody's caret.
    Whispered(PadId, SeatId, Vec<u8>),
    /// The server ends the connection.
    Bye(Bye),
    /// A frame that can't be read: the page is older than the server.
    Unreadable,
}

/// How the device stands with the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    Away,
    Greeting,
    Here,
}

/// One seat's copy of a meeting.
#[derive(Debug)]
pub struct Mirror {
    ticket: Ticket,
    device: DeviceId,
    link: Link,
    /// Whether the server has ever taken this device for its seat.
    seated: bool,
    you: Viewer,
    door: Option<PassKind>,
    keys: Option<Keys>,
    fold: Option<Fold>,
    /// The confirmed meeting with everything that is on its way applied.
    shown: Meeting,
    drawer: Drawer,
    present: BTreeSet<SeatId>,
    offset: Offset,
    /// What the device's clock said last.
    device_now: u64,
    outbox: Outbox,
    pads: Pads,
    counter: u64,
    frames: Vec<Vec<u8>>,
}

impl Mirror {
    /// A mirror of nothing yet.
    pub fn new(ticket: Ticket) -> Self {
        Self {
            // A ticket with a seat is from an earlier page, or the link is the seat's own.
            seated: ticket.seat.is_some(),
            ticket,
            device: DeviceId::from_bytes(id_bytes()),
            link: Link::Away,
            you: Viewer::Door,
            door: None,
            keys: None,
            fold: None,
            shown: Meeting::default(),
            drawer: Drawer::default(),
            present: BTreeSet::new(),
            offset: Offset::default(),
            device_now: 0,
            outbox: Outbox::default(),
            pads: Pads::default(),
            counter: 0,
            frames: Vec::new(),
        }
    }

    /// Says what the device's clock, in milliseconds, shows now; what follows happens then.
    pub fn at(&mut self, device_now: u64) -> &mut Self {
        self.device_now = device_now;
        self
    }

    // --- the connection

    /// The socket is open: greets the server.
    pub fn connected(&mut self) {
        self.link = Link::Greeting;
        self.frames.clear();
        let pass = match &self.ticket.seat {
            Some((_, pass)) if self.seated => pass,
            _ => &self.ticket.link.pass,
        };
        let hello = ToServer::Hello {
            version: wire::VERSION,
            meeting: self.ticket.meeting(),
            pass: PassBytes(pass.0),
            device: self.device,
            have: self.fold.as_ref().filter(|_| self.seated).map(|fold| fold.seq),
        };
        self.send(&hello);
    }

    /// The socket is closed. Everything goes on; what is done now leaves later.
    pub fn disconnected(&mut self) {
        self.link = Link::Away;
        self.frames.clear();
    }

    /// The frames to be sent, in order.
    pub fn take_frames(&mut self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.frames)
    }

    /// Asks the server for the time.
    pub fn ping(&mut self) {
        if self.link == Link::Here {
            self.send(&ToServer::Ping { sent: self.device_now });
        }
    }

    /// Takes in a frame.
    pub fn receive(&mut self, frame: &[u8]) -> Vec<News> {
        let Some(message) = wire::decode::<ToClient>(frame) else { return vec![News::Unreadable] };
        match message {
            ToClient::Welcome(welcome) => self.welcome(*welcome),
            ToClient::WelcomeBack { now, present } => {
                self.offset.guess(now, self.device_now);
                self.present = present.into_iter().collect();
                self.arrive()
            }
            ToClient::Entry { entry, records } => {
                for Record { id, sealed } in records {
                    self.drawer.put(id, sealed);
                }
                // An entry of one's own command may arrive before its answer.
                if let Some(id) = entry.id {
                    self.outbox.answered(id);
                }
                let fold = self.fold.as_mut();
                let hole = fold.is_some_and(|fold| {
                    let hole = entry.seq > fold.seq.next();
                    fold.absorb(&entry);
                    hole
                });
                if hole {
                    // Numbers never have holes: what is missing is loaded anew.
                    return self.bye(Bye::TooSlow);
                }
                self.refresh();
                vec![News::Changed]
            }
            ToClient::Done { id } => {
                self.outbox.answered(id);
                self.refresh();
                vec![News::Changed]
            }
            ToClient::Refused { id, refusal: Refusal::Unavailable | Refusal::TooFast } => {
                // It stays in the outbox and goes again with the next connection or retry.
                vec![News::Refused(id, Refusal::Unavailable)]
            }
            ToClient::Refused { id, refusal } => {
                self.outbox.answered(id);
                self.refresh();
                vec![News::Refused(id, refusal), News::Changed]
            }
            ToClient::Present { seats } => {
                self.present = seats.into_iter().collect();
                vec![News::Changed]
            }
            ToClient::Pong { sent, now } => {
                self.offset.measure(sent, now, self.device_now);
                vec![]
            }
            ToClient::Bye { why } => self.bye(why),
            ToClient::PadOpened { pad, summary, updates } => {
                let Some(pen) = self.pen() else { return vec![] };
                let summary = summary.map(|summary| {
                    let kind = Kind::PadSnapshot;
                    (summary.upto, pen.open_update(kind, pad, &summary.update))
                });
                let open = |update| pen.open_update(Kind::PadUpdate, pad, update);
                let updates = updates.iter().map(|(n, update)| (*n, open(update))).collect();
                vec![News::PadOpened(pad, Contents { summary, updates })]
            }
            ToClient::Written { pad, update } => {
                let update = self.pen().and_then(|p| p.open_update(Kind::PadUpdate, pad, &update));
                vec![News::Written(pad, update)]
            }
            ToClient::Stored { pad, counter, .. } => {
                self.pads.stored(counter);
                vec![News::Stored(pad)]
            }
            ToClient::PadRefused { pad, counter: None, refusal } => {
                vec![News::PadRefused(pad, refusal)]
            }
            ToClient::PadRefused {
                pad,
                counter: Some(_),
                refusal: refusal @ (Refusal::Unavailable | Refusal::TooFast),
            } => vec![News::PadRefused(pad, refusal)],
            ToClient::PadRefused { pad, counter: Some(counter), refusal } => {
                match self.pads.stored(counter) {
                    Some((pad, update)) => vec![News::WritingRefused(pad, update, refusal)],
                    None => vec![News::PadRefused(pad, refusal)],
                }
            }
            ToClient::Summarized { pad, summary } => {
                let kind = Kind::PadSnapshot;
                let update = self.pen().and_then(|p| p.open_update(kind, pad, &summary.update));
                vec![News::Summarized(pad, summary.upto, update)]
            }
            ToClient::Whispered { pad, from, sealed } => {
                let words = self.pen().and_then(|pen| pen.open(Kind::Whisper, pad, from, &sealed));
                words.map(|words| News::Whispered(pad, from, words)).into_iter().collect()
            }
        }
    }

    fn welcome(&mut self, welcome: Welcome) -> Vec<News> {
        self.you = welcome.you;
        self.door = welcome.door;
        if let Viewer::Seat(seat, _) = welcome.you {
            self.seated = true;
            // The link was the seat's own: from now on it is the ticket to it.
            self.ticket.seat.get_or_insert_with(|| (seat, self.ticket.link.pass.clone()));
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
    fn arrive(&mut self) -> Vec<News> {
        self.link = Link::Here;
        self.refresh();
        let sent: Vec<_> = self.outbox.iter().cloned().collect();
        for Sent { command, records, .. } in sent {
            self.send(&ToServer::Do { command: Box::new(command), records });
        }
        for pad in self.pads.opened().collect::<Vec<_>>() {
            self.send(&ToServer::OpenPad { pad });
        }
        let written: Vec<_> =
            self.pads.unstored().map(|(n, pad, update)| (n, pad, update.to_vec())).collect();
        for (counter, pad, update) in written {
            self.send_writing(counter, pad, &update);
        }
        vec![News::Here, News::Changed]
    }

    fn bye(&mut self, why: Bye) -> Vec<News> {
        self.link = Link::Away;
        let asking = self.outbox.iter().any(|s| matches!(s.command.deed, Deed::TakeSeat { .. }));
        if why == Bye::PassUnknown && self.seated && asking {
            // The page was reloaded before the server had heard of the seat: ask at the door.
            self.seated = false;
        }
        if why == Bye::TooSlow {
            // What was missed is loaded anew.
            self.fold = None;
        }
        vec![News::Bye(why)]
    }

    fn send(&mut self, message: &ToServer) {
        self.frames.push(wire::encode(message));
    }

    // --- what there is to see

    /// The ticket, to be kept on the device.
    pub fn ticket(&self) -> &Ticket {
        &self.ticket
    }

    /// The meeting as this viewer may know it, with what is on its way.
    pub fn meeting(&self) -> &Meeting {
        &self.shown
    }

    /// The meeting as the server has confirmed it, and the last entry in it.
    pub fn confirmed(&self) -> Option<&Fold> {
        self.fold.as_ref()
    }

    /// Whether the device is let in now.
    pub fn is_here(&self) -> bool {
        self.link == Link::Here
    }

    /// Whether anything done here has not been answered yet.
    pub fn is_pending(&self) -> bool {
        !self.outbox.is_empty() || self.pads.unstored().next().is_some()
    }

    /// Who the server takes this device for.
    pub fn you(&self) -> Viewer {
        self.you
    }

    /// At the door: what the invitation allows.
    pub fn door(&self) -> Option<PassKind> {
        self.door
    }

    /// One's own seat.
    pub fn me(&self) -> Option<SeatId> {
        match self.you {
            Viewer::Seat(seat, _) => Some(seat),
            Viewer::Door | Viewer::House => None,
        }
    }

    /// One's own group.
    pub fn group(&self) -> Option<(GroupId, &Group)> {
        let Viewer::Seat(_, id) = self.you else { return None };
        Some((id, self.shown.groups.get(&id)?))
    }

    /// The latest case session of one's group.
    pub fn session(&self) -> Option<&CaseSession> {
        self.group()?.1.sessions.last()
    }

    /// Whether somebody has a device connected.
    pub fn is_present(&self, seat: SeatId) -> bool {
        self.present.contains(&seat)
    }

    /// The server's time when the device's clock shows this.
    pub fn server_time(&self, device_now: u64) -> Timestamp {
        self.offset.server_time(device_now)
    }

    fn now(&self) -> Timestamp {
        self.offset.server_time(self.device_now)
    }

    /// Begins measuring the clock anew, as after the device slept.
    pub fn forget_clock(&mut self) {
        self.offset.forget();
    }

    /// The meeting's title.
    pub fn title(&self) -> Found<words::Title> {
        let Some(id) = self.shown.title else { return Found::Missing };
        self.find(|places| Some(places.title(id)))
    }

    /// Somebody's name and house.
    pub fn person(&self, id: SeatId) -> Found<words::Person> {
        let Some(seat) = self.shown.seats.get(&id) else { return Found::Missing };
        self.find(|places| Some(places.person(id, seat)))
    }

    /// A case's words.
    pub fn case(&self, case: &Case) -> Found<words::Case> {
        self.find_in_group(|places, group| Some(places.case(group, case)))
    }

    /// A card's words.
    pub fn card(&self, card: &Card) -> Found<words::Card> {
        self.find_in_group(|places, group| places.card(group, card))
    }

    /// The key question's words.
    pub fn question(&self, question: &FixedQuestion) -> Found<words::Question> {
        self.find_in_group(|places, group| Some(places.question(group, question)))
    }

    /// The first step's words.
    pub fn step(&self, step: &FirstStep) -> Found<words::Step> {
        self.find_in_group(|places, group| Some(places.step(group, step)))
    }

    fn find<W: Words>(
        &self,
        place: impl FnOnce(&Places) -> Option<(vault::Key, vault::Place)>,
    ) -> Found<W> {
        let found = self.places().and_then(|places| place(&places));
        found.map_or(Found::Missing, |(key, place)| self.drawer.find(&key, &place))
    }

    fn find_in_group<W: Words>(
        &self,
        place: impl FnOnce(&Places, GroupId) -> Option<(vault::Key, vault::Place)>,
    ) -> Found<W> {
        let Viewer::Seat(_, group) = self.you else { return Found::Missing };
        self.find(|places| place(places, group))
    }

    fn places(&self) -> Option<Places<'_>> {
        Some(Places { meeting: self.ticket.meeting(), keys: self.keys.as_ref()? })
    }

    // --- what there is to do

    /// Whether this could be done now; a button is enabled exactly when it could.
    pub fn may(&self, deed: Deed) -> Result<(), Refusal> {
        let command = Command { id: CommandId::from_bytes([0; 16]), deed };
        engine::decide(&self.shown, &command, self.actor(), self.now()).map(|_| ())
    }

    /// Whether this device could write on a sheet now.
    pub fn may_write(&self, pad: PadId) -> Result<(), Refusal> {
        access::may_write(&self.shown, self.me().ok_or(Refusal::NotSeated)?, pad)
    }

    /// Whether this device could read a sheet now.
    pub fn may_read(&self, pad: PadId) -> Result<(), Refusal> {
        access::may_read(&self.shown, self.you, pad)
    }

    /// Does something that needs no words. It shows at once.
    pub fn act(&mut self, deed: Deed) -> CommandId {
        self.command(deed, vec![])
    }

    /// Does something with words: seals them under a fresh record and names it in the deed.
    ///
    /// Before the device was let in there are no keys; then nothing is done.
    pub fn say<W: Words>(
        &mut self,
        words: W,
        deed: impl FnOnce(RecordId) -> Deed,
    ) -> Option<CommandId> {
        let id = RecordId::from_bytes(id_bytes());
        let counter = self.next_counter();
        let phase = self.session().filter(|s| s.ended.is_none()).map(|session| session.phase);
        let places = self.places()?;
        let (key, place) = match W::KIND {
            Kind::Title => places.title(id),
            Kind::Person => (places.keys.plenary(), places.place(id, self.ticket.seat.as_ref()?.0)),
            _ => {
                let Viewer::Seat(me, group) = self.you else { return None };
                let mut place = places.place(id, me);
                place.phase = phase.unwrap_or(Header::NO_PHASE);
                (places.keys.group(group), place)
            }
        };
        let sealed = vault::seal_words(&key, &place, counter, words);
        Some(self.command(deed(id), vec![Record { id, sealed }]))
    }

    /// Sits down: makes a seat and the pass to it, which the ticket keeps from now on.
    pub fn take_seat(
        &mut self,
        person: words::Person,
        presence: Presence,
        agreed: bool,
    ) -> Option<CommandId> {
        self.keys.as_ref()?;
        let seat = SeatId::from_bytes(id_bytes());
        let pass = Pass::random();
        let hash = pass.hash();
        self.ticket.seat = Some((seat, pass));
        self.say(person, |person| Deed::TakeSeat { seat, pass: hash, person, presence, agreed })
    }

    /// Sends again what the server could not take a moment ago.
    pub fn retry(&mut self) {
        if self.link == Link::Here {
            self.arrive();
        }
    }

    fn command(&mut self, deed: Deed, records: Vec<Record>) -> CommandId {
        let command = Command { id: CommandId::from_bytes(id_bytes()), deed };
        let id = command.id;
        for Record { id, sealed } in &records {
            self.drawer.put(*id, sealed.clone());
        }
        if self.link == Link::Here {
            let (command, records) = (Box::new(command.clone()), records.clone());
            self.send(&ToServer::Do { command, records });
        }
        self.outbox.push(Sent { command, records, at: self.now() });
        self.refresh();
        id
    }

    fn actor(&self) -> Actor {
        match (self.you, self.door) {
            (Viewer::Seat(seat, _), _) => Actor::Seat(seat),
            (_, Some(kind)) => Actor::Door(kind),
            _ => Actor::House,
        }
    }

    /// Makes the shown meeting anew: what is confirmed, and on top what is on its way.
    fn refresh(&mut self) {
        let Some(fold) = &self.fold else { return };
        let mut shown = fold.meeting.clone();
        let actor = self.actor();
        for Sent { command, at, .. } in self.outbox.iter() {
            // Sitting down shows when the server has let one in.
            if matches!(command.deed, Deed::TakeSeat { .. }) {
                continue;
            }
            // What can't happen any more shows nothing; its refusal is on the way.
            for event in engine::decide(&shown, command, actor, *at).unwrap_or_default() {
                engine::apply(&mut shown, &event);
            }
        }
        self.shown = shown;
        let mut named = BTreeSet::new();
        lens::records(&fold.meeting, &mut |id| {
            named.insert(id);
        });
        let on_its_way = self.outbox.iter().flat_map(|sent| &sent.records).map(|record| record.id);
        named.extend(on_its_way);
        self.drawer.keep(|id| named.contains(id));
    }

    // --- pads

    /// Opens a pad, now and after every reconnect.
    pub fn open_pad(&mut self, pad: PadId) {
        self.pads.open(pad);
        if self.link == Link::Here {
            self.send(&ToServer::OpenPad { pad });
        }
    }

    /// Needs a pad no longer.
    pub fn close_pad(&mut self, pad: PadId) {
        self.pads.close(pad);
    }

    /// Writes in a pad. The update is kept until it is stored.
    pub fn write(&mut self, pad: PadId, update: Vec<u8>) {
        let counter = self.next_counter();
        if self.link == Link::Here {
            self.send_writing(counter, pad, &update);
        }
        self.pads.write(pad, counter, update);
    }

    fn send_writing(&mut self, counter: u64, pad: PadId, update: &[u8]) {
        let Some(pen) = self.pen() else { return };
        let sealed = pen.seal(Kind::PadUpdate, pad, counter, update);
        self.send(&ToServer::Write { pad, counter, sealed });
    }

    /// Gives the whole of a pad, up to this update, to late comers. A pad too large for one frame
    /// stays as it is.
    pub fn summarize(&mut self, pad: PadId, upto: u64, document: &[u8]) {
        let counter = self.next_counter();
        let Some(pen) = self.pen() else { return };
        let sealed = pen.seal(Kind::PadSnapshot, pad, counter, document);
        if sealed.len() + 128 > shared::limits::FRAME_BYTES || self.link != Link::Here {
            return;
        }
        self.send(&ToServer::Summarize { pad, upto, counter, sealed });
    }

    /// Another device's summary holds everything up to this update.
    pub fn confirm(&mut self, pad: PadId, upto: u64) {
        if self.link == Link::Here {
            self.send(&ToServer::Confirm { pad, upto });
        }
    }

    /// Tells those who have the pad open where one's caret is.
    pub fn whisper(&mut self, pad: PadId, caret: &[u8]) {
        let counter = self.next_counter();
        let Some(pen) = self.pen() else { return };
        let sealed = pen.seal(Kind::Whisper, pad, counter, caret);
        if self.link == Link::Here {
            self.send(&ToServer::Whisper { pad, sealed });
        }
    }

    fn pen(&self) -> Option<Pen<'_>> {
        let Viewer::Seat(seat, group) = self.you else { return None };
        let (_, pass) = self.ticket.seat.as_ref()?;
        let (meeting, keys) = (self.ticket.meeting(), self.keys.as_ref()?);
        Some(Pen { meeting, keys, group, me: (seat, pass) })
    }

    fn next_counter(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }

    // --- across a reload

    /// What is on its way, to be kept on the device in case the page goes.
    pub fn save(&self) -> Saved {
        Saved {
            commands: self.outbox.iter().cloned().collect(),
            writing: self.pads.unstored().map(|(_, pad, update)| (pad, update.to_vec())).collect(),
        }
    }

    /// Takes up what an earlier page had on its way.
    pub fn restore(&mut self, saved: Saved) {
        for sent in saved.commands {
            for Record { id, sealed } in &sent.records {
                self.drawer.put(*id, sealed.clone());
            }
            self.outbox.push(sent);
        }
        for (pad, update) in saved.writing {
            let counter = self.next_counter();
            self.pads.write(pad, counter, update);
        }
    }
}

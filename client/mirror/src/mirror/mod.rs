//! The mirror itself: what one device knows; how it is connected, and what outlasts a reload.

use std::collections::{BTreeMap, BTreeSet};

use ballot::bytes::PollId;
use shared::actor::Viewer;
use shared::engine::Fold;
use shared::id::{CommandId, DeviceId, RecordId, SeatId};
use shared::meeting::Meeting;
use shared::method::guide::{Guide, ModuleGuide};
use shared::pad::PadId;
use shared::pass::PassKind;
use shared::refusal::Refusal;
use shared::wire::{self, Bye, PassBytes, ToServer};
use shared::words::Record;
use vault::Keys;

use crate::clock::Offset;
use crate::outbox::{Outbox, Saved};
use crate::pads::{Contents, Pads};
use crate::random::id_bytes;
use crate::rules::Rules;
use crate::ticket::Ticket;
use crate::words::Drawer;

mod act;
mod hear;
mod see;
mod write;

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
    /// Whether a seat was asked for on this connection, so that the way to it follows.
    just_asked: bool,
    you: Viewer,
    door: Option<PassKind>,
    keys: Option<Keys>,
    fold: Option<Fold>,
    /// The confirmed meeting with everything that is on its way applied.
    shown: Meeting,
    drawer: Drawer,
    /// What people read of the methods and modules of the group's sessions, opened.
    guides: BTreeMap<RecordId, Guide>,
    module_guides: BTreeMap<RecordId, ModuleGuide>,
    present: BTreeSet<SeatId>,
    /// How many ballots are in the urns, as the server told last.
    cast: BTreeMap<PollId, u16>,
    offset: Offset,
    /// What the device's clock said last.
    device_now: u64,
    outbox: Outbox,
    pads: Pads,
    counter: u64,
    frames: Vec<Vec<u8>>,
    rules: Option<Rules>,
    /// What came before the rules were known and waits for them, in order.
    unheard: Vec<Vec<u8>>,
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
            just_asked: false,
            you: Viewer::Door,
            door: None,
            keys: None,
            fold: None,
            shown: Meeting::default(),
            drawer: Drawer::default(),
            guides: BTreeMap::new(),
            module_guides: BTreeMap::new(),
            present: BTreeSet::new(),
            cast: BTreeMap::new(),
            offset: Offset::default(),
            device_now: 0,
            outbox: Outbox::default(),
            pads: Pads::default(),
            counter: 0,
            frames: Vec::new(),
            rules: None,
            unheard: Vec::new(),
        }
    }

    /// Learns the rules: from now on what may be done is known, what is on its way shows, and what
    /// came before is heard. Takes up what earlier pages had on their way, as [`Self::save`] gave
    /// it; what cannot be read is left.
    pub fn learn(&mut self, rules: Rules, saved: impl IntoIterator<Item = Vec<u8>>) -> Vec<News> {
        self.rules = Some(rules);
        saved.into_iter().filter_map(|saved| (rules.read)(&saved)).for_each(|it| self.restore(it));
        let mut news = match self.link {
            Link::Here => self.arrive(),
            Link::Away | Link::Greeting => {
                self.refresh();
                vec![]
            }
        };
        for frame in std::mem::take(&mut self.unheard) {
            news.extend((rules.receive)(self, &frame));
        }
        news
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
        self.just_asked = false;
        self.frames.clear();
        // What was missed comes again.
        self.unheard.clear();
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

    fn send(&mut self, message: &ToServer) {
        self.frames.push(wire::encode(message));
    }

    // --- across a reload

    /// What is on its way, to be kept on the device in case the page goes; `None` for nothing.
    pub fn save(&self) -> Option<Vec<u8>> {
        let saved = Saved {
            commands: self.outbox.iter().cloned().collect(),
            writing: self.pads.unstored().map(|(pad, update)| (pad, update.to_vec())).collect(),
        };
        self.is_pending().then(|| saved.to_bytes())
    }

    fn restore(&mut self, saved: Saved) {
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

//! A house to test mirrors against: plays the server with the shared engine, frame by frame.

use std::collections::BTreeMap;

use mirror::{Mirror, News, Opening, Rules, Ticket};
use shared::actor::{Actor, Viewer};
use shared::command::Command;
use shared::engine::{self, Fold};
use shared::event::{Entry, Event};
use shared::id::{DeviceId, RecordId, SeatId};
use shared::lens;
use shared::meeting::{Admission, Presence};
use shared::pad::{PadId, Update, access};
use shared::pass::PassKind;
use shared::refusal::Refusal;
use shared::time::Timestamp;
use shared::wire::{self, Bye, OpenMeeting, Salt, ToClient, ToServer, Welcome};
use shared::words::{Record, Sealed};
use vault::words::Person;
use vault::{Link, Pass};

/// The device's clock stands at this for the whole test; the house is an hour ahead.
const DEVICE_NOW: u64 = 1_000_000;
const HOUSE_NOW: Timestamp = Timestamp(4_600_000);

/// One meeting, kept in memory, and the devices of those who take part.
pub struct House {
    fold: Fold,
    log: Vec<Entry>,
    drawer: BTreeMap<RecordId, Sealed>,
    pads: BTreeMap<PadId, Vec<Update>>,
    salt: Salt,
    pub moderator: Link,
    pub participant: Link,
    devices: Vec<Device>,
    /// What every command is answered with while the house can take none.
    pub busy: Option<Refusal>,
}

struct Device {
    mirror: Mirror,
    /// Who the house takes it for; `None` while it is not connected.
    line: Option<Viewer>,
    door: Option<PassKind>,
    device: Option<DeviceId>,
    inbox: Vec<ToClient>,
    news: Vec<News>,
}

impl House {
    pub fn open(title: &str) -> Self {
        let opening = Opening::new(title, None);
        let request: OpenMeeting = serde_json::from_slice(&opening.body).unwrap();
        let mut house = Self {
            fold: Fold::default(),
            log: vec![],
            drawer: [(request.title.id, request.title.sealed)].into(),
            pads: BTreeMap::new(),
            salt: request.salt,
            participant: opening.participant,
            devices: vec![],
            busy: None,
            moderator: opening.moderator,
        };
        let opened = Event::Opened {
            meeting: house.moderator.meeting,
            title: request.title.id,
            at: HOUSE_NOW,
            delete_at: HOUSE_NOW + shared::limits::USUALLY_KEPT,
            passes: request.passes,
            group: request.group,
        };
        house.append(None, Actor::House, vec![opened]);
        house
    }

    /// A device that comes with this ticket; its number.
    pub fn device(&mut self, ticket: Ticket) -> usize {
        let device = self.page(ticket);
        self.mirror(device).learn(Rules::ALL, []);
        device
    }

    /// The same, before it knows the rules.
    pub fn page(&mut self, ticket: Ticket) -> usize {
        let mut mirror = Mirror::new(ticket);
        mirror.at(DEVICE_NOW);
        let (inbox, news) = (vec![], vec![]);
        self.devices.push(Device { mirror, line: None, door: None, device: None, inbox, news });
        self.devices.len() - 1
    }

    /// Somebody who has come in and sat down.
    pub fn guest(&mut self, link: &Link, name: &str) -> usize {
        let device = self.device(Ticket::new(link.clone()));
        self.connect(device);
        self.settle();
        let person = Person { name: name.into(), house: "Stadtmuseum".into() };
        self.mirror(device).take_seat(person, Presence::OnSite, true, None).unwrap();
        self.settle();
        assert!(self.mirror(device).me().is_some(), "{name} did not get a seat");
        device
    }

    pub fn mirror(&mut self, device: usize) -> &mut Mirror {
        &mut self.devices[device].mirror
    }

    /// The same, to look at only.
    pub fn see(&self, device: usize) -> &Mirror {
        &self.devices[device].mirror
    }

    pub fn seat(&self, device: usize) -> SeatId {
        self.see(device).me().expect("this person sits")
    }

    /// What the house itself knows.
    pub fn truth(&self) -> &shared::meeting::Meeting {
        &self.fold.meeting
    }

    pub fn stored(&self, pad: PadId) -> usize {
        self.pads.get(&pad).map_or(0, Vec::len)
    }

    pub fn news(&mut self, device: usize) -> Vec<News> {
        std::mem::take(&mut self.devices[device].news)
    }

    // --- the network

    pub fn connect(&mut self, device: usize) {
        self.devices[device].mirror.connected();
    }

    /// The connection breaks; what was on its way to the device is lost.
    pub fn lose(&mut self, device: usize) {
        let device = &mut self.devices[device];
        device.mirror.disconnected();
        device.line = None;
        device.inbox.clear();
    }

    /// The house hears what this device has to say; the answers are on their way.
    pub fn listen_to(&mut self, device: usize) {
        for frame in self.devices[device].mirror.take_frames() {
            let message = wire::decode(&frame).expect("a mirror writes what can be read");
            self.hear(device, message);
        }
    }

    /// The last message on its way to this device is lost, which no real connection does.
    pub fn lose_one(&mut self, device: usize) {
        self.devices[device].inbox.pop().expect("a message is on its way");
    }

    /// Everybody hears and says everything, until nothing is left to say.
    pub fn settle(&mut self) {
        loop {
            (0..self.devices.len()).for_each(|device| self.listen_to(device));
            let mut quiet = true;
            for device in &mut self.devices {
                for message in std::mem::take(&mut device.inbox) {
                    quiet = false;
                    device.news.extend(device.mirror.receive(&wire::encode(&message)));
                }
            }
            if quiet {
                break;
            }
        }
        for Device { mirror, .. } in &self.devices {
            let confirmed = mirror.confirmed().map(|fold| &fold.meeting);
            let settled = confirmed.filter(|_| mirror.is_here() && !mirror.is_pending());
            assert!(settled.is_none_or(|settled| settled == mirror.meeting()), "it shows another");
        }
    }

    // --- the server

    fn hear(&mut self, from: usize, message: ToServer) {
        match message {
            ToServer::Hello { pass, device, have, .. } => {
                self.devices[from].device = Some(device);
                let hash = Pass(pass.0).hash();
                let admitted = self.fold.meeting.passes.get(&hash).copied();
                let Some(admission) = admitted else {
                    return self.tell(from, ToClient::Bye { why: Bye::PassUnknown });
                };
                let (viewer, door) = match admission {
                    Admission::Door(kind) => (Viewer::Door, Some(kind)),
                    Admission::Seat(seat) => (self.fold.meeting.viewer(seat).unwrap(), None),
                };
                self.devices[from].line = Some(viewer);
                self.devices[from].door = door;
                let Some(have) = have else { return self.welcome(from) };
                self.tell(from, ToClient::WelcomeBack { now: HOUSE_NOW, present: vec![] });
                for entry in self.log.clone().iter().filter(|entry| entry.seq > have) {
                    self.pass_on(from, entry);
                }
            }
            ToServer::Do { command, records } => self.command(from, &command, records),
            ToServer::OpenPad { pad } => {
                let viewer = self.devices[from].line.expect("a hello came first");
                if let Err(refusal) = access::may_read(&self.fold.meeting, viewer, pad) {
                    return self.tell(from, ToClient::PadRefused { pad, counter: None, refusal });
                }
                let updates = self.pads.entry(pad).or_default().iter().cloned();
                let updates = (1..).zip(updates).collect();
                self.tell(from, ToClient::PadOpened { pad, summary: None, updates });
            }
            ToServer::Write { pad, counter, sealed } => {
                let Some(Viewer::Seat(author, ..)) = self.devices[from].line else { return };
                if let Err(refusal) = access::may_write(&self.fold.meeting, author, pad) {
                    let counter = Some(counter);
                    return self.tell(from, ToClient::PadRefused { pad, counter, refusal });
                }
                let device = self.devices[from].device.expect("a hello came first");
                let update = Update { author, device, counter, sealed };
                let pieces = self.pads.entry(pad).or_default();
                let known =
                    pieces.iter().any(|piece| (piece.device, piece.counter) == (device, counter));
                if !known {
                    pieces.push(update.clone());
                    for other in (0..self.devices.len()).filter(|other| *other != from) {
                        self.tell(other, ToClient::Written { pad, update: update.clone() });
                    }
                }
                let number = self.pads[&pad].len() as u64;
                self.tell(from, ToClient::Stored { pad, counter, number });
            }
            ToServer::Ping { sent } => self.tell(from, ToClient::Pong { sent, now: HOUSE_NOW }),
            ToServer::Summarize { .. } | ToServer::Confirm { .. } | ToServer::Whisper { .. } => {}
        }
    }

    fn command(&mut self, from: usize, command: &Command, records: Vec<Record>) {
        let id = command.id;
        if let Some(refusal) = self.busy {
            return self.tell(from, ToClient::Refused { id, refusal });
        }
        if self.fold.has_seen(id) {
            return self.tell(from, ToClient::Done { id });
        }
        let by = match (self.devices[from].line, self.devices[from].door) {
            (Some(Viewer::Seat(seat, ..)), _) => Actor::Seat(seat),
            (_, Some(kind)) => Actor::Door(kind),
            other => panic!("{other:?} can't act"),
        };
        match engine::decide(&self.fold.meeting, command, by, HOUSE_NOW) {
            Err(refusal) => self.tell(from, ToClient::Refused { id, refusal }),
            Ok(events) => {
                self.drawer.extend(records.into_iter().map(|record| (record.id, record.sealed)));
                let sat_down = matches!(events.first(), Some(Event::SeatTaken { .. }));
                if let Some(Event::SeatTaken { seat, group, .. }) = events.first() {
                    // Whoever asked from the door sits there from now on; the answer comes first.
                    self.devices[from].line = Some(Viewer::member(*seat, *group));
                    self.tell(from, ToClient::Done { id });
                }
                self.append(Some(command), by, events);
                if !sat_down {
                    self.tell(from, ToClient::Done { id });
                }
            }
        }
    }

    fn append(&mut self, command: Option<&Command>, by: Actor, events: Vec<Event>) {
        let id = command.map(|command| command.id);
        let entry = Entry { seq: self.fold.seq.next(), id, at: HOUSE_NOW, by: Some(by), events };
        self.fold.absorb(&entry);
        for device in 0..self.devices.len() {
            self.pass_on(device, &entry);
        }
        self.log.push(entry);
    }

    fn pass_on(&mut self, to: usize, entry: &Entry) {
        let Some(viewer) = self.devices[to].line else { return };
        match lens::redact(entry, viewer, &self.fold.meeting) {
            Some(entry) => {
                let records = self.records(viewer);
                self.tell(to, ToClient::Entry { entry, records });
            }
            None => self.welcome(to),
        }
    }

    fn welcome(&mut self, to: usize) {
        let you = self.devices[to].line.expect("only who is connected is welcomed");
        let welcome = Welcome {
            you,
            door: self.devices[to].door.filter(|_| you == Viewer::Door),
            now: HOUSE_NOW,
            salt: self.salt,
            seq: self.fold.seq,
            meeting: lens::view(&self.fold.meeting, you),
            records: self.records(you),
            present: vec![],
        };
        self.tell(to, ToClient::Welcome(Box::new(welcome)));
    }

    /// Every word this viewer may know.
    fn records(&self, viewer: Viewer) -> Vec<Record> {
        let mut records = vec![];
        lens::records(&lens::view(&self.fold.meeting, viewer), &mut |id| {
            let sealed = self.drawer.get(&id).cloned();
            records.extend(sealed.map(|sealed| Record { id, sealed }));
        });
        records
    }

    fn tell(&mut self, to: usize, message: ToClient) {
        if !matches!(message, ToClient::Bye { .. }) && self.devices[to].line.is_none() {
            return;
        }
        self.devices[to].inbox.push(message);
    }
}

//! The first acceptance script as far as the engine goes: seven people, one case, after Tietze,
//! played through `decide` with a device for each person that is told what the lens tells.

use std::collections::BTreeMap;

use shared::actor::{Actor, Viewer};
use shared::command::{Command, Deed, Step};
use shared::engine::{self, Fold};
use shared::event::{Entry, Event};
use shared::id::{CardId, CaseId, CommandId, GroupId, MeetingId, RecordId, SeatId, Seq, SessionId};
use shared::lens::{redact, view};
use shared::library;
use shared::meeting::{CaseSession, Day, Item, Outcome, Presence, Reach};
use shared::method::{Module, Role};
use shared::pass::{PassHash, PassKind};
use shared::refusal::Refusal;
use shared::time::{Span, Timestamp};
use shared::wire::encode;

pub const JANA: SeatId = SeatId::from_bytes([0xd1; 16]);
pub const HOLGER: SeatId = SeatId::from_bytes([0xd2; 16]);
pub const SELIN: SeatId = SeatId::from_bytes([0xd3; 16]);
pub const MIRKO: SeatId = SeatId::from_bytes([0xd4; 16]);
pub const FRIEDERIKE: SeatId = SeatId::from_bytes([0xd5; 16]);
pub const AGNES: SeatId = SeatId::from_bytes([0xd6; 16]);
pub const TOBIAS: SeatId = SeatId::from_bytes([0xd7; 16]);
pub const ALL: [SeatId; 7] = [JANA, HOLGER, SELIN, MIRKO, FRIEDERIKE, AGNES, TOBIAS];

pub const GROUP: GroupId = GroupId::from_bytes([0xe1; 16]);
pub const SESSION: SessionId = SessionId::from_bytes([0xe2; 16]);
/// Advice that came too early.
pub const PARKED: CardId = CardId::from_bytes([0xe5; 16]);
pub const HOLGERS_CASE: CaseId = CaseId::from_bytes([0xe3; 16]);
pub const TOBIAS_CASE: CaseId = CaseId::from_bytes([0xe4; 16]);

/// Ten o'clock on Tuesday, 10 March 2026, in the reading room.
const TEN: Timestamp = Timestamp(1_773_133_200_000);

/// A time of that morning, such as `10:05:30`.
pub fn clock(time: &str) -> Timestamp {
    let mut parts = time.split(':').map(|part| part.parse::<u64>().expect("a number"));
    let mut next = || parts.next().unwrap_or(0);
    TEN - Span::minutes(600) + Span::minutes(next() * 60 + next()) + Span::seconds(next())
}

/// Words in the drawer.
pub fn words(n: u8) -> RecordId {
    let mut bytes = [0xab; 16];
    bytes[15] = n;
    RecordId::from_bytes(bytes)
}

/// The card with this number.
pub fn card(n: u8) -> CardId {
    let mut bytes = [0xca; 16];
    bytes[15] = n;
    CardId::from_bytes(bytes)
}

pub fn write(n: u8) -> Step {
    write_in(4, n)
}

/// A card in the phase with this index.
fn write_in(phase: u8, n: u8) -> Step {
    Step::WriteCard { card: card(n), phase, column: 0, anonymous: false, words: words(n) }
}

/// A line on the other side of a card.
pub fn put_back(n: u8) -> Step {
    Step::WriteReverse { card: card(n), words: words(150 + n) }
}

/// The module that stands on its head.
pub fn headstand() -> Module {
    let mut modules = library::modules().into_iter().map(|offered| offered.module);
    modules.find(|module| module.id == "kopfstand").expect("the program brings it")
}

/// The consultation on its way.
pub struct Script {
    pub house: Fold,
    pub log: Vec<Entry>,
    /// What each person's device has made of what it was told.
    pub devices: BTreeMap<SeatId, Fold>,
    /// What each device was sent.
    pub frames: BTreeMap<SeatId, Vec<Vec<u8>>>,
    pub now: Timestamp,
    commands: u8,
}

impl Script {
    /// The meeting is open and nobody is there yet.
    pub fn opened() -> Self {
        let opening = Event::Opened {
            meeting: MeetingId::from_bytes([0xe0; 16]),
            title: words(100),
            at: clock("9:52"),
            delete_at: clock("9:52") + Span::days(30),
            passes: vec![
                (PassHash([0xf1; 32]), PassKind::Participant),
                (PassHash([0xf2; 32]), PassKind::Moderator),
            ],
            group: GROUP,
        };
        let mut script = Self {
            house: Fold::default(),
            log: Vec::new(),
            devices: BTreeMap::new(),
            frames: BTreeMap::new(),
            now: clock("9:52"),
            commands: 0,
        };
        script.store(None, Actor::House, vec![opening]);
        script
    }

    /// It is this time now.
    pub fn at(&mut self, time: &str) -> &mut Self {
        self.now = clock(time);
        self
    }

    /// Somebody does something in the case session.
    #[track_caller]
    pub fn does(&mut self, who: SeatId, step: Step) -> &mut Self {
        self.asks(Actor::Seat(who), Deed::In(SESSION, step))
    }

    /// Somebody asks for something, and it happens.
    #[track_caller]
    pub fn asks(&mut self, by: Actor, deed: Deed) -> &mut Self {
        self.commands += 1;
        let id = CommandId::from_bytes([self.commands; 16]);
        let command = Command { id, deed };
        let events = engine::decide(&self.house.meeting, &command, by, self.now);
        self.store(Some(id), by, events.expect("the script can be played"));
        self
    }

    /// What somebody would be answered now.
    pub fn answer(&self, who: SeatId, step: Step) -> Result<(), Refusal> {
        let command = Command { id: CommandId::from_bytes([0; 16]), deed: Deed::In(SESSION, step) };
        engine::decide(&self.house.meeting, &command, Actor::Seat(who), self.now).map(drop)
    }

    pub fn session(&self) -> &CaseSession {
        self.house.meeting.session(SESSION).expect("it has begun").2
    }

    /// The case session as one person's device knows it.
    pub fn session_of(&self, seat: SeatId) -> &CaseSession {
        self.devices[&seat].meeting.session(SESSION).expect("it has begun").2
    }

    fn store(&mut self, id: Option<CommandId>, by: Actor, events: Vec<Event>) {
        let entry =
            Entry { seq: Seq(self.log.len() as u64 + 1), id, at: self.now, by: Some(by), events };
        assert!(self.house.absorb(&entry));
        for seat in ALL.into_iter().filter(|seat| self.house.meeting.seat(*seat).is_some()) {
            let who = Viewer::member(seat, GROUP);
            let anew = || Fold::resume(view(&self.house.meeting, who), entry.seq);
            let frame =
                match redact(&entry, who, &self.house.meeting).zip(self.devices.get_mut(&seat)) {
                    Some((told, device)) => {
                        device.absorb(&told);
                        encode(&told)
                    }
                    None => encode(&self.devices.entry(seat).insert_entry(anew()).get().meeting),
                };
            self.frames.entry(seat).or_default().push(frame);
        }
        self.log.push(entry);
    }

    // --- the morning, part by part

    pub fn arrive(&mut self) -> &mut Self {
        for (n, seat) in (101..).zip(ALL) {
            let kind = if seat == JANA { PassKind::Moderator } else { PassKind::Participant };
            let (pass, presence) = (PassHash([n; 32]), Presence::OnSite);
            let deed = Deed::TakeSeat {
                seat,
                pass,
                person: words(n),
                presence,
                agreed: seat != AGNES,
                intent: None,
            };
            self.at("10:00").asks(Actor::Door(kind), deed);
        }
        self.at("10:03").asks(Actor::Seat(AGNES), Deed::Agree);
        self.asks(Actor::Seat(JANA), Deed::SetEnd { at: Some(clock("10:55")) })
    }

    pub fn casting(&mut self) -> &mut Self {
        let [begin, holgers, tobias] = [
            Deed::Begin {
                session: SESSION,
                method: library::methods().remove(0).method,
                guide: words(115),
            },
            Deed::BringCase { case: HOLGERS_CASE, words: words(110) },
            Deed::BringCase { case: TOBIAS_CASE, words: words(111) },
        ];
        self.at("10:05:00").asks(Actor::Seat(JANA), begin);
        self.at("10:05:30").asks(Actor::Seat(HOLGER), holgers);
        self.at("10:06:10").asks(Actor::Seat(TOBIAS), tobias);
        let dots = |one, other| Step::PlaceDots { cases: vec![one, other] };
        for seat in [JANA, HOLGER] {
            self.at("10:07").does(seat, dots(HOLGERS_CASE, HOLGERS_CASE));
        }
        for seat in [SELIN, MIRKO, FRIEDERIKE, AGNES, TOBIAS] {
            self.does(seat, dots(HOLGERS_CASE, TOBIAS_CASE));
        }
        let cast = |role, seat| Step::Cast { role, seat: Some(seat) };
        self.at("10:08").does(JANA, Step::ShowDots);
        self.does(JANA, Step::ChooseCase { case: HOLGERS_CASE });
        self.at("10:08:30").does(JANA, cast(Role::Scribe, SELIN));
        self.does(JANA, cast(Role::Observer, TOBIAS));
        self.asks(Actor::Seat(JANA), Deed::NameDeputy { seat: Some(SELIN) })
    }

    pub fn account(&mut self) -> &mut Self {
        self.at("10:09:40").does(JANA, Step::Enter { from: 0, to: 1 });
        // »Nehmt doch Studierende!«
        let parked = Step::Park { id: PARKED, from: FRIEDERIKE, words: words(130) };
        self.at("10:13").does(JANA, parked)
    }

    pub fn question(&mut self) -> &mut Self {
        self.at("10:20:00").does(JANA, Step::Enter { from: 1, to: 2 });
        // »Warum machen die das nicht?« is taken up once more.
        self.at("10:20:40").does(HOLGER, Step::FixQuestion { words: words(112) });
        self.at("10:22:00").does(JANA, Step::ReopenQuestion);
        self.does(JANA, Step::AskWordings { open: true });
        self.at("10:23:30").does(SELIN, write_in(2, 51)).does(MIRKO, write_in(2, 52));
        self.does(JANA, Step::AskWordings { open: false });
        self.at("10:24:30").does(HOLGER, Step::FixQuestion { words: words(113) })
    }

    pub fn module_choice(&mut self) -> &mut Self {
        let module = headstand();
        self.at("10:25:30").does(JANA, Step::Enter { from: 2, to: 3 });
        self.at("10:26:30").does(JANA, Step::ChooseModule { module, guide: words(116) })
    }

    /// Two minutes in which everybody collects silently: seven cards.
    pub fn silent_collection(&mut self) -> &mut Self {
        self.at("10:27:30").does(JANA, Step::Enter { from: 3, to: 4 }).does(JANA, Step::Collect);
        for (n, seat) in (1..).zip([MIRKO, FRIEDERIKE, AGNES, SELIN, MIRKO, FRIEDERIKE, AGNES]) {
            self.at("10:28").does(seat, write(n));
        }
        self.at("10:29").does(AGNES, Step::RewordCard { card: card(7), words: words(120) })
    }

    pub fn consultation(&mut self) -> &mut Self {
        self.at("10:29:30").does(JANA, Step::Reveal);
        let mut from = None;
        for to in [Some(MIRKO), Some(FRIEDERIKE), Some(AGNES), Some(SELIN), None] {
            self.at("10:30").does(from.unwrap_or(JANA), Step::Turn { from, to });
            from = to;
        }
        for (n, seat) in (8..).zip([MIRKO, FRIEDERIKE, AGNES, SELIN, SELIN, FRIEDERIKE]) {
            self.at("10:31").does(seat, write(n));
        }
        self.at("10:34").does(MIRKO, Step::RemoveCard { card: card(8) });
        self.at("10:37:30").does(JANA, Step::AddMinutes { minutes: 3 });
        self.does(JANA, Step::TurnCards { over: true });
        let others = [MIRKO, FRIEDERIKE, AGNES, SELIN].into_iter().cycle();
        for (n, seat) in [1, 2, 3, 4, 5, 6, 7, 9, 10].into_iter().zip(others) {
            self.at("10:40").does(seat, put_back(n));
        }
        // »Studierende« is offered now, and Friederike lays it down herself.
        self.at("10:41").does(FRIEDERIKE, write(14)).does(FRIEDERIKE, Step::Unpark { id: PARKED });
        for seat in [MIRKO, AGNES] {
            self.at("10:43").does(seat, Step::Ready { ready: true });
        }
        self
    }

    pub fn closing(&mut self) -> &mut Self {
        let until = Some(Day(20_524));
        self.at("10:43:30").does(JANA, Step::Enter { from: 4, to: 5 });
        self.at("10:45").does(HOLGER, Step::Star { cards: vec![card(2), card(5), card(9)] });
        self.at("10:46").does(HOLGER, Step::ShowStars);
        self.at("10:47").does(HOLGER, Step::NameStep { phase: 5, words: words(114), until })
    }

    pub fn end(&mut self) -> &mut Self {
        let free = |item, reach, n: Option<u8>| Step::Release { item, reach, words: n.map(words) };
        self.at("10:52").does(HOLGER, free(Item::Question, Reach::NetworkAnonymous, Some(140)));
        self.does(HOLGER, free(Item::Ideas, Reach::NetworkAnonymous, Some(141)));
        self.does(HOLGER, free(Item::Step, Reach::Group, None));
        self.at("10:55").does(JANA, Step::End)
    }

    /// Nine days later.
    pub fn afterwards(&mut self) -> &mut Self {
        self.now = self.now + Span::days(9);
        let (outcome, words) = (Outcome::Differently, Some(words(142)));
        self.asks(Actor::Seat(HOLGER), Deed::Report { session: SESSION, phase: 5, outcome, words })
    }

    /// What Holger told is for everybody to read.
    pub fn shows_report(&mut self) -> &mut Self {
        self.does(HOLGER, Step::Release { item: Item::Report, reach: Reach::Group, words: None })
    }

    /// The whole morning, and what came of it.
    pub fn played() -> Self {
        let mut script = Self::opened();
        script.arrive().casting().account().question().module_choice();
        script.silent_collection().consultation().closing().end().afterwards();
        script.shows_report();
        script
    }
}

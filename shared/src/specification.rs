//! Given, when, then: the language in which the rules are tested.
//!
//! A scene is a meeting of the seven people of the first acceptance script. What was given has
//! happened; what is asked for then is answered, and the answer is compared word for word.

use alloc::vec::Vec;

use crate::actor::{Actor, Viewer};
use crate::command::{Command, Deed, Step};
use crate::engine::{apply, decide};
use crate::event::{Entry, Event, GroupEvent, SessionEvent};
use crate::id::{CardId, CaseId, CommandId, GroupId, MeetingId, RecordId, SeatId, Seq, SessionId};
use crate::lens::{redact, view};
use crate::library;
use crate::meeting::{CaseSession, Face, Group, Meeting, Presence};
use crate::method::guide::Described;
use crate::method::{Method, Module, Phase, Role};
use crate::pass::{PassHash, PassKind};
use crate::refusal::Refusal;
use crate::time::{Span, Timestamp};

/// Moderates, and invited the others.
pub const JANA: SeatId = SeatId::from_bytes([1; 16]);
/// Brings the case.
pub const HOLGER: SeatId = SeatId::from_bytes([2; 16]);
/// Writes and consults.
pub const SELIN: SeatId = SeatId::from_bytes([3; 16]);
/// Consults.
pub const MIRKO: SeatId = SeatId::from_bytes([4; 16]);
/// Consults.
pub const FRIEDERIKE: SeatId = SeatId::from_bytes([5; 16]);
/// Consults.
pub const AGNES: SeatId = SeatId::from_bytes([6; 16]);
/// Watches the process; brings the second case.
pub const TOBIAS: SeatId = SeatId::from_bytes([7; 16]);
/// All seven in the order in which they come.
pub const ALL: [SeatId; 7] = [JANA, HOLGER, SELIN, MIRKO, FRIEDERIKE, AGNES, TOBIAS];
/// Nobody's seat.
pub const NOBODY: SeatId = SeatId::from_bytes([99; 16]);

pub const MEETING: MeetingId = MeetingId::from_bytes([20; 16]);
pub const GROUP: GroupId = GroupId::from_bytes([21; 16]);
pub const SESSION: SessionId = SessionId::from_bytes([22; 16]);
pub const HOLGERS_CASE: CaseId = CaseId::from_bytes([23; 16]);
pub const TOBIAS_CASE: CaseId = CaseId::from_bytes([24; 16]);

/// The phases of the Tietze method by what is done in them.
pub const CASTING: u8 = 0;
pub const ACCOUNT: u8 = 1;
pub const QUESTION: u8 = 2;
pub const MODULE: u8 = 3;
pub const CONSULTATION: u8 = 4;
pub const CLOSING: u8 = 5;

/// So many minutes after the case session began.
pub fn minute(n: u64) -> Timestamp {
    Timestamp(1_773_129_900_000) + Span::minutes(n)
}

/// Some words in the drawer.
pub fn words(n: u8) -> RecordId {
    RecordId::from_bytes([n; 16])
}

/// A card's id.
pub fn card(n: u8) -> CardId {
    CardId::from_bytes([n; 16])
}

/// A pass that nobody else has.
pub fn pass(n: u8) -> PassHash {
    PassHash([n; 32])
}

/// The command with which somebody sits down.
pub fn sit_down(seat: SeatId) -> Deed {
    let n = seat.as_bytes()[0];
    let presence = if seat == AGNES { Presence::Remote } else { Presence::OnSite };
    Deed::TakeSeat { seat, pass: pass(n), person: words(n), presence, agreed: true, intent: None }
}

/// The Tietze method as it comes with the program.
pub fn tietze() -> Method {
    described().method
}

/// The Tietze method with what people read of it.
pub fn described() -> Described {
    let mut methods = library::methods().into_iter();
    methods.find(|it| it.method.id == "tietze").expect("the program brings it")
}

/// The Tietze method with something else in its consultation.
pub fn consulting_by(change: impl FnOnce(&mut Phase)) -> Method {
    let mut method = tietze();
    change(&mut method.phases[usize::from(CONSULTATION)]);
    method
}

/// The Tietze method where whoever moderates has another role, or where nobody leads and the case
/// giver does what the moderator would.
pub fn led_by(lead: Option<Role>) -> Method {
    let mut method = tietze();
    method.roles.retain(|role| *role != Role::Moderator);
    method.roles.extend(lead);
    for phase in &mut method.phases {
        let lists = [&mut phase.speak, &mut phase.silent, &mut phase.write];
        let named = lists.into_iter().flatten().filter(|role| **role == Role::Moderator);
        named.for_each(|role| *role = lead.unwrap_or(Role::CaseGiver));
    }
    method
}

/// A method that somebody leads and in which nobody gives a case.
pub fn without_case_giver() -> Method {
    let mut methods = library::methods().into_iter().map(|described| described.method);
    let found = methods.find(|it| it.lead().is_some() && !it.knows(Role::CaseGiver));
    found.expect("the program brings one")
}

/// The Tietze method where somebody keeps the time.
pub fn timed() -> Method {
    let mut method = tietze();
    method.roles.push(Role::Timekeeper);
    method
}

/// A module that comes with the program, one whose cards are turned over or one whose are not.
pub fn module(turns: bool) -> Module {
    let mut modules = library::modules().into_iter().map(|offered| offered.module);
    modules.find(|module| module.turns == turns).expect("there are modules of both kinds")
}

/// Settling on a module.
pub fn settle_on(module: Module) -> Step {
    Step::ChooseModule { module, guide: words(201) }
}

/// A card written in the consultation.
pub fn write_card(n: u8) -> Step {
    write_card_in(CONSULTATION, n)
}

/// A card written in some phase, with nothing special about it.
pub fn write_card_in(phase: u8, n: u8) -> Step {
    Step::WriteCard { card: card(n), phase, column: 0, anonymous: false, words: words(n) }
}

/// What is on a card that bears its author's name.
pub fn face(by: SeatId, n: u8) -> Face {
    Face { by: Some(by), anonymous: false, words: words(n) }
}

/// A meeting at some moment.
#[derive(Clone)]
pub struct Scene {
    pub meeting: Meeting,
    pub now: Timestamp,
    /// The case session that steps and events belong to.
    pub session: SessionId,
}

/// An opened meeting where nobody is yet.
pub fn opened() -> Scene {
    let mut meeting = Meeting::default();
    let passes = [(pass(50), PassKind::Participant), (pass(51), PassKind::Moderator)].to_vec();
    let (at, delete_at) = (minute(0), minute(0) + Span::days(30));
    let title = words(60);
    apply(
        &mut meeting,
        &Event::Opened { meeting: MEETING, title, at, delete_at, passes, group: GROUP },
    );
    Scene { meeting, now: minute(0), session: SESSION }
}

/// All seven are here; Jana moderates.
pub fn arrived() -> Scene {
    ALL.into_iter().fold(opened(), |scene, seat| {
        let kind = if seat == JANA { PassKind::Moderator } else { PassKind::Participant };
        scene.given(Actor::Door(kind), sit_down(seat))
    })
}

/// Two cases are brought and a case session has begun, in its first phase.
pub fn begun() -> Scene {
    begun_by(tietze())
}

/// The same with another method.
pub fn begun_by(method: Method) -> Scene {
    arrived()
        .given(HOLGER, Deed::BringCase { case: HOLGERS_CASE, words: words(61) })
        .given(TOBIAS, Deed::BringCase { case: TOBIAS_CASE, words: words(62) })
        .given(JANA, begin_with(SESSION, method))
}

/// The command that begins a case session.
pub fn begin_with(session: SessionId, method: Method) -> Deed {
    Deed::Begin { session, method, guide: words(200) }
}

/// Holger gives the case, Selin writes, Tobias watches.
pub fn roles_given() -> Scene {
    roles_given_by(tietze())
}

/// The same with another method.
pub fn roles_given_by(method: Method) -> Scene {
    begun_by(method)
        .given(JANA, Step::ChooseCase { case: HOLGERS_CASE })
        .given(JANA, Step::Cast { role: Role::Scribe, seat: Some(SELIN) })
        .given(JANA, Step::Cast { role: Role::Observer, seat: Some(TOBIAS) })
}

/// The cast is set and the group is in this phase.
pub fn in_phase(phase: u8) -> Scene {
    in_phase_of(tietze(), phase)
}

/// The same with another method.
pub fn in_phase_of(method: Method, phase: u8) -> Scene {
    let scene = roles_given_by(method);
    if phase == CASTING { scene } else { scene.given(JANA, go(CASTING, phase)) }
}

/// Going from one phase to another.
pub fn go(from: u8, to: u8) -> Step {
    Step::Enter { from, to }
}

/// Something that can be asked for in a scene.
pub trait Asked {
    fn deed(self, session: SessionId) -> Deed;
}

impl Asked for Deed {
    fn deed(self, _: SessionId) -> Deed {
        self
    }
}

impl Asked for Step {
    fn deed(self, session: SessionId) -> Deed {
        Deed::In(session, self)
    }
}

/// Something that can happen in a scene.
pub trait Happened: Clone {
    fn event(self, session: SessionId) -> Event;
}

impl Happened for Event {
    fn event(self, _: SessionId) -> Event {
        self
    }
}

impl Happened for GroupEvent {
    fn event(self, _: SessionId) -> Event {
        Event::In(GROUP, self)
    }
}

impl Happened for SessionEvent {
    fn event(self, session: SessionId) -> Event {
        Event::In(GROUP, GroupEvent::In(session, self))
    }
}

impl From<SeatId> for Actor {
    fn from(seat: SeatId) -> Self {
        Self::Seat(seat)
    }
}

impl Scene {
    /// The clock shows this now.
    pub fn at(self, now: Timestamp) -> Self {
        Self { now, ..self }
    }

    /// This was asked for and has happened.
    #[track_caller]
    pub fn given(self, by: impl Into<Actor>, asked: impl Asked) -> Self {
        let (scene, events) = self.when(by, asked).accepted();
        assert!(!events.is_empty(), "what is given must make a difference");
        scene
    }

    /// This is asked for now.
    pub fn when(self, by: impl Into<Actor>, asked: impl Asked) -> Answer {
        let command =
            Command { id: CommandId::from_bytes([0; 16]), deed: asked.deed(self.session) };
        let answer = decide(&self.meeting, &command, by.into(), self.now);
        Answer { scene: self, answer }
    }

    pub fn group(&self) -> &Group {
        &self.meeting.groups[&GROUP]
    }

    pub fn session(&self) -> &CaseSession {
        self.meeting.session(self.session).expect("a case session has begun").2
    }

    /// What somebody is in the case session.
    pub fn roles(&self, seat: SeatId) -> Vec<Role> {
        self.group().cast_of(self.session()).roles(seat, self.session())
    }

    /// What the log would keep of this.
    #[track_caller]
    pub fn entry(&self, by: impl Into<Actor>, asked: impl Asked) -> Entry {
        let by = by.into();
        let (_, events) = self.clone().when(by, asked).accepted();
        let id = Some(CommandId::from_bytes([9; 16]));
        Entry { seq: Seq(9), id, at: self.now, by: Some(by), events }
    }

    /// What somebody in the group is told of an entry; `None` where they need a fresh view.
    pub fn told(&self, entry: &Entry, seat: SeatId) -> Option<Entry> {
        redact(entry, Viewer::member(seat, GROUP), &self.meeting)
    }

    /// What somebody sees of it.
    pub fn seen_by(&self, seat: SeatId) -> Self {
        let meeting = view(&self.meeting, Viewer::member(seat, GROUP));
        Self { meeting, ..self.clone() }
    }
}

/// What came of it.
pub struct Answer {
    scene: Scene,
    answer: Result<Vec<Event>, Refusal>,
}

impl Answer {
    /// Exactly this happens.
    #[track_caller]
    pub fn then(self, expected: &[impl Happened]) -> Scene {
        let session = self.scene.session;
        let expected: Vec<Event> =
            expected.iter().map(|event| event.clone().event(session)).collect();
        let (scene, events) = self.accepted();
        assert_eq!(events, expected);
        scene
    }

    /// Nothing happens, and nothing stands in the way either.
    #[track_caller]
    pub fn then_nothing(self) -> Scene {
        self.then(&[] as &[Event])
    }

    /// This stands in the way; the scene stays as it was.
    #[track_caller]
    pub fn refused(self, expected: Refusal) -> Scene {
        assert_eq!(self.answer, Err(expected));
        self.scene
    }

    /// It is allowed, and happens.
    #[track_caller]
    pub fn accepted(mut self) -> (Scene, Vec<Event>) {
        let events = self.answer.expect("this must be allowed");
        events.iter().for_each(|event| apply(&mut self.scene.meeting, event));
        (self.scene, events)
    }
}

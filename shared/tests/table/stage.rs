//! The stage of the table: one group in which every role of a method is held by somebody, led from
//! phase to phase, with cards lying wherever cards are written.

use shared::actor::Actor;
use shared::command::{Command, Deed, Step};
use shared::engine::{apply, decide};
use shared::event::Event;
use shared::id::{CardId, CaseId, CommandId, GroupId, MeetingId, RecordId, SeatId, SessionId};
use shared::library;
use shared::meeting::{CaseSession, Group, Item, Mark, Meeting, Presence, Reach};
use shared::method::{Flag, Kind, Method, Module, Phase, Role};
use shared::pass::{PassHash, PassKind};
use shared::refusal::Refusal;
use shared::time::{Span, Timestamp};

pub const LEADER: SeatId = SeatId::from_bytes([1; 16]);
pub const GIVER: SeatId = SeatId::from_bytes([2; 16]);
pub const SCRIBE: SeatId = SeatId::from_bytes([3; 16]);
pub const OBSERVER: SeatId = SeatId::from_bytes([4; 16]);
pub const TIMEKEEPER: SeatId = SeatId::from_bytes([5; 16]);
pub const CONSULTANT: SeatId = SeatId::from_bytes([6; 16]);
/// Everybody in the group.
pub const ALL: [SeatId; 6] = [LEADER, GIVER, SCRIBE, OBSERVER, TIMEKEEPER, CONSULTANT];
/// Sat in the group and has left.
pub const GONE: SeatId = SeatId::from_bytes([7; 16]);
/// Sits in another group.
pub const STRANGER: SeatId = SeatId::from_bytes([8; 16]);

pub const SESSION: SessionId = SessionId::from_bytes([20; 16]);
const GROUP: GroupId = GroupId::from_bytes([21; 16]);
const OTHER_GROUP: GroupId = GroupId::from_bytes([22; 16]);
const CASE: CaseId = CaseId::from_bytes([23; 16]);
const NOW: Timestamp = Timestamp(1_773_129_900_000);
pub const WORDS: RecordId = RecordId::from_bytes([24; 16]);

/// A group on its way through a method.
pub struct Stage {
    pub meeting: Meeting,
    written: u8,
}

impl Stage {
    /// The method has begun, and every role that it knows is held.
    pub fn begun(method: Method) -> Self {
        let mut meeting = Meeting::default();
        let passes =
            [PassKind::Participant, PassKind::Moderator].map(|kind| (PassHash([50; 32]), kind));
        let (at, delete_at) = (NOW, NOW + Span::days(30));
        let id = MeetingId::from_bytes([25; 16]);
        let (title, passes) = (WORDS, passes.to_vec());
        apply(
            &mut meeting,
            &Event::Opened { meeting: id, title, at, delete_at, passes, group: GROUP },
        );
        let mut stage = Self { meeting, written: 0 };
        for seat in ALL.into_iter().chain([GONE, STRANGER]) {
            let kind = if seat == LEADER { PassKind::Moderator } else { PassKind::Participant };
            let (pass, presence) = (PassHash([seat.as_bytes()[0]; 32]), Presence::OnSite);
            let sit = Deed::TakeSeat { seat, pass, person: WORDS, presence, agreed: true };
            stage.asks(Actor::Door(kind), sit);
        }
        stage.asks(Actor::Seat(GONE), Deed::Leave { seat: GONE });
        stage.meeting.groups.insert(OTHER_GROUP, Group::default());
        stage.meeting.seats.get_mut(&STRANGER).expect("they sat down").group = OTHER_GROUP;
        stage.asks(Actor::Seat(GIVER), Deed::BringCase { case: CASE, words: WORDS });
        let begin = Deed::Begin { session: SESSION, method, guide: WORDS };
        stage.asks(Actor::Seat(LEADER), begin);
        for (role, seat) in [
            (Role::CaseGiver, GIVER),
            (Role::Scribe, SCRIBE),
            (Role::Observer, OBSERVER),
            (Role::Timekeeper, TIMEKEEPER),
        ] {
            let cast = Step::Cast { role, seat: Some(seat) };
            match stage.session().method.knows(role) {
                true => stage.does(LEADER, cast),
                false => assert_eq!(stage.answer(LEADER, cast), Err(Refusal::RoleUnknown)),
            }
        }
        stage.settle_in();
        stage
    }

    /// The group goes to the next phase; whether there is one.
    pub fn goes_on(&mut self) -> bool {
        let from = self.session().phase;
        let Some(to) = self.session().next() else { return false };
        self.does(LEADER, Step::Enter { from, to });
        self.settle_in();
        true
    }

    /// What is usual at the beginning of a phase: a module is settled on, and whoever may writes a
    /// card, which all see.
    fn settle_in(&mut self) {
        if self.takes_module() {
            self.does(LEADER, Step::ChooseModule { module: turning(), guide: WORDS });
        }
        for seat in ALL {
            let card = Step::WriteCard {
                card: self.next_card(),
                phase: self.session().phase,
                column: 0,
                anonymous: false,
                words: WORDS,
            };
            if self.answer(seat, card.clone()).is_ok() {
                self.does(seat, card);
                self.written += 1;
            }
        }
        if self.session().collecting {
            self.does(LEADER, Step::Reveal);
        }
        if self.answer(LEADER, Step::TurnCards { over: true }).is_ok() {
            self.does(LEADER, Step::TurnCards { over: true });
        }
    }

    /// Whether the group settles on a module in this phase.
    pub fn takes_module(&self) -> bool {
        self.phase().has(Kind::Method) || self.phase().allows(Flag::UsesModule)
    }

    pub fn session(&self) -> &CaseSession {
        self.meeting.session(SESSION).expect("it has begun").2
    }

    /// Whether advice is welcome in a phase that is still to come.
    pub fn advises_later(&self) -> bool {
        let session = self.session();
        let mut later = session.method.phases.iter().skip(usize::from(session.phase) + 1);
        later.any(|phase| phase.allows(Flag::Advice))
    }

    pub fn phase(&self) -> &Phase {
        self.session().now_in()
    }

    /// What somebody is in the session.
    pub fn roles(&self, seat: SeatId) -> Vec<Role> {
        let (_, group, session) = self.meeting.session(SESSION).expect("it has begun");
        group.cast_of(session).roles(seat, &session.method)
    }

    /// What somebody would be answered now.
    pub fn answer(&self, seat: SeatId, step: Step) -> Result<(), Refusal> {
        self.decided(Actor::Seat(seat), Deed::In(SESSION, step)).map(drop)
    }

    /// Somebody does something, and it is allowed.
    #[track_caller]
    pub fn does(&mut self, seat: SeatId, step: Step) {
        self.asks(Actor::Seat(seat), Deed::In(SESSION, step));
    }

    #[track_caller]
    fn asks(&mut self, by: Actor, deed: Deed) {
        let events: Vec<Event> = self.decided(by, deed).expect("this must be allowed");
        events.iter().for_each(|event| apply(&mut self.meeting, event));
    }

    pub fn decided(&self, by: Actor, deed: Deed) -> Result<Vec<Event>, Refusal> {
        let command = Command { id: CommandId::from_bytes([0; 16]), deed };
        decide(&self.meeting, &command, by, NOW)
    }

    fn next_card(&self) -> CardId {
        CardId::from_bytes([100 + self.written; 16])
    }

    /// One of everything that can be asked for now, on a card of one's own where one has any.
    pub fn everything(&self, seat: SeatId) -> Vec<Step> {
        let session = self.session();
        let own =
            session.cards.iter().filter(|card| card.face.and_then(|face| face.by) == Some(seat));
        let card = own.chain(&session.cards).last().map_or(self.next_card(), |card| card.id);
        let (phase, words) = (session.phase, WORDS);
        let other = if phase == 0 { 1 } else { 0 };
        vec![
            Step::Cast { role: Role::Scribe, seat: Some(CONSULTANT) },
            Step::PlaceDots { cases: vec![CASE] },
            Step::PlaceCardDots { cards: vec![card] },
            Step::ShowDots,
            Step::ChooseCase { case: CASE },
            Step::Enter { from: phase, to: other },
            Step::Pause,
            Step::Resume,
            Step::AddMinutes { minutes: 1 },
            Step::Plan { minutes: vec![(phase, 9)] },
            Step::LeaveOut { phase: other, out: true },
            Step::Turn { from: None, to: Some(CONSULTANT) },
            Step::Stop,
            Step::GoOn,
            Step::KnowPeople { knows: true },
            Step::Ready { ready: true },
            Step::ChooseModule { module: turning(), guide: words },
            Step::TurnCards { over: true },
            Step::Collect,
            Step::Reveal,
            Step::WriteCard { card: self.next_card(), phase, column: 0, anonymous: false, words },
            Step::WriteReverse { card, words },
            Step::MarkCard { card, mark: Some(Mark::Fits) },
            Step::Park { id: self.next_card(), from: CONSULTANT, words },
            Step::Unpark { id: card },
            Step::AskWordings { open: true },
            Step::RewordCard { card, words },
            Step::RemoveCard { card },
            Step::FixQuestion { words },
            Step::ReopenQuestion,
            Step::Star { cards: vec![] },
            Step::ShowStars,
            Step::NameStep { phase, words, until: None },
            Step::Release { item: Item::Step, reach: Reach::Group, words: None },
            Step::FillSheet { words: Some(words) },
            Step::End,
            Step::Reopen,
        ]
    }
}

/// A module whose cards are turned over: nothing more can be done with cards than in it.
fn turning() -> Module {
    let mut modules = library::modules().into_iter().map(|offered| offered.module);
    modules.find(|module| module.turns).expect("there is one")
}

//! The stage of the table: one group in which every role of a method is held by somebody, led from
//! phase to phase, with cards lying wherever cards are written and advice parked wherever it can be.

use shared::actor::Actor;
use shared::command::{Command, Deed, Step};
use shared::engine::{apply, decide};
use shared::event::Event;
use shared::id::{CardId, CaseId, CommandId, GroupId, MeetingId, RecordId, SeatId, SessionId};
use shared::library;
use shared::meeting::{Card, CaseSession, Group, Meeting, Presence};
use shared::method::{Flag, Kind, Method, Module, Phase, Role};
use shared::pass::{PassHash, PassKind};
use shared::refusal::Refusal;
use shared::time::{Span, Timestamp};

/// Moderates, and invited nobody.
pub const LEADER: SeatId = SeatId::from_bytes([1; 16]);
pub const GIVER: SeatId = SeatId::from_bytes([2; 16]);
pub const SCRIBE: SeatId = SeatId::from_bytes([3; 16]);
pub const OBSERVER: SeatId = SeatId::from_bytes([4; 16]);
pub const TIMEKEEPER: SeatId = SeatId::from_bytes([5; 16]);
pub const CONSULTANT: SeatId = SeatId::from_bytes([6; 16]);
/// Invited the others, and does not moderate.
pub const HOST: SeatId = SeatId::from_bytes([9; 16]);
/// Takes over when the moderator's device is gone, and consults.
pub const DEPUTY: SeatId = SeatId::from_bytes([10; 16]);
/// Everybody in the group.
pub const ALL: [SeatId; 8] =
    [HOST, LEADER, GIVER, SCRIBE, OBSERVER, TIMEKEEPER, CONSULTANT, DEPUTY];
/// Sat in the group and has left.
pub const GONE: SeatId = SeatId::from_bytes([7; 16]);
/// Sits in another group.
pub const STRANGER: SeatId = SeatId::from_bytes([8; 16]);

pub const SESSION: SessionId = SessionId::from_bytes([20; 16]);
const GROUP: GroupId = GroupId::from_bytes([21; 16]);
const OTHER_GROUP: GroupId = GroupId::from_bytes([22; 16]);
/// The giver's case.
pub const CASE: CaseId = CaseId::from_bytes([23; 16]);
/// A consultant's case.
pub const OTHER_CASE: CaseId = CaseId::from_bytes([26; 16]);
const NOW: Timestamp = Timestamp(1_773_129_900_000);
/// What was parked, as far as anything was.
pub const PARKED: CardId = CardId::from_bytes([254; 16]);
/// Whatever is written anywhere.
pub const WORDS: RecordId = RecordId::from_bytes([24; 16]);

/// A group on its way through a method.
#[derive(Clone)]
pub struct Stage {
    pub meeting: Meeting,
    /// A module whose cards are turned over: nothing more can be done with cards than in it.
    pub turning: Module,
    now: Timestamp,
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
        let mut stage = Self { meeting, turning: turning(), now: NOW, written: 0 };
        for seat in ALL.into_iter().chain([GONE, STRANGER]) {
            let kind = if seat == HOST { PassKind::Moderator } else { PassKind::Participant };
            let (pass, presence) = (PassHash([seat.as_bytes()[0]; 32]), Presence::OnSite);
            let sit =
                Deed::TakeSeat { seat, pass, person: WORDS, presence, agreed: true, intent: None };
            stage.asks(Actor::Door(kind), sit);
        }
        stage.asks(Actor::Seat(GONE), Deed::Leave { seat: GONE });
        stage.meeting.groups.insert(OTHER_GROUP, Group::default());
        stage.meeting.seats.get_mut(&STRANGER).expect("they sat down").group = OTHER_GROUP;
        stage.asks(Actor::Seat(HOST), Deed::NameModerator { seat: LEADER });
        stage.asks(Actor::Seat(LEADER), Deed::NameDeputy { seat: Some(DEPUTY) });
        for (seat, case) in [(GIVER, CASE), (CONSULTANT, OTHER_CASE)] {
            stage.asks(Actor::Seat(seat), Deed::BringCase { case, words: WORDS });
        }
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

    /// What is usual at the beginning of a phase: a module is settled on, whoever may writes a card,
    /// which all see, and what the observer could not hold back is parked.
    fn settle_in(&mut self) {
        if self.takes_module() {
            self.does(LEADER, Step::ChooseModule { module: self.turning.clone(), guide: WORDS });
        }
        self.everybody_writes();
        if self.session().collecting {
            self.does(LEADER, Step::Reveal);
        }
        self.tries(LEADER, Step::TurnCards { over: true });
        if self.session().parked.is_empty() {
            self.tries(LEADER, Step::Park { id: PARKED, from: OBSERVER, words: WORDS });
        }
    }

    /// Whoever may writes a card in the phase the group is in; whether anybody did.
    pub fn everybody_writes(&mut self) -> bool {
        let phase = self.session().phase;
        let before = self.written;
        for seat in ALL {
            let (card, words) = (self.next_card(), WORDS);
            let card = Step::WriteCard { card, phase, column: 0, anonymous: false, words };
            self.written += u8::from(self.tries(seat, card));
        }
        self.written > before
    }

    /// So much time passes that going back undoes nothing.
    pub fn waits(&mut self) {
        self.now = self.now + Span::minutes(1);
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
        group.cast_of(session).roles(seat, session)
    }

    pub fn gives(&self, seat: SeatId) -> bool {
        self.roles(seat).contains(&Role::CaseGiver)
    }

    /// Who has a role in the session, among those that are given to one person.
    pub fn holder(&self, role: Role) -> Option<SeatId> {
        ALL.into_iter().find(|seat| self.roles(*seat).contains(&role))
    }

    /// The phases that the group has been in, and those that lie before the furthest of them.
    pub fn reached(&self) -> impl Iterator<Item = &Phase> {
        self.session().method.phases.iter().take(usize::from(self.session().furthest) + 1)
    }

    /// Whether the cards of this phase are turned over and back.
    pub fn phase_turns(&self) -> bool {
        let module = self.session().modules.last();
        self.phase().allows(Flag::UsesModule) && module.is_some_and(|chosen| chosen.module.turns)
    }

    /// Whether everybody has seen how the dots of this phase lie.
    pub fn has_shown_dots(&self) -> bool {
        let (cases, cards) = (self.session().dots_on_cases(), self.session().dots_on_cards());
        cases.is_some_and(|dots| dots.tally.is_some())
            || cards.is_some_and(|dots| dots.tally.is_some())
    }

    /// A card that was not taken away.
    pub fn card(&self, id: CardId) -> Option<&Card> {
        self.session().cards.iter().find(|card| card.id == id && !card.removed)
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

    /// Somebody does something where it is allowed; whether it was.
    pub fn tries(&mut self, seat: SeatId, step: Step) -> bool {
        let allowed = self.answer(seat, step.clone()).is_ok();
        if allowed {
            self.does(seat, step);
        }
        allowed
    }

    #[track_caller]
    fn asks(&mut self, by: Actor, deed: Deed) {
        let events: Vec<Event> = self.decided(by, deed).expect("this must be allowed");
        events.iter().for_each(|event| apply(&mut self.meeting, event));
    }

    pub fn decided(&self, by: Actor, deed: Deed) -> Result<Vec<Event>, Refusal> {
        let command = Command { id: CommandId::from_bytes([0; 16]), deed };
        decide(&self.meeting, &command, by, self.now)
    }

    /// The id of the card that is written next.
    pub fn next_card(&self) -> CardId {
        CardId::from_bytes([self.written; 16])
    }
}

/// Whether a card is somebody's.
pub fn wrote(seat: SeatId, card: &Card) -> bool {
    card.face.is_some_and(|face| face.by == Some(seat))
}

/// Whether somebody leads the group: whoever moderates it, and whoever invited the others.
pub fn leads(seat: SeatId) -> bool {
    [LEADER, HOST].contains(&seat)
}

fn turning() -> Module {
    let mut modules = library::modules().into_iter().map(|offered| offered.module);
    modules.find(|module| module.turns).expect("there is one")
}

//! One meeting: everybody does in every phase whatever the engine takes from them.

use std::hint::black_box;

use shared::actor::{Actor, Viewer};
use shared::command::{Command, Deed, Step};
use shared::engine::{self, Fold};
use shared::event::{Entry, Event};
use shared::id::{CardId, CaseId, CommandId, GroupId, MeetingId, RecordId, SeatId, Seq, SessionId};
use shared::lens;
use shared::library;
use shared::meeting::{CaseSession, Mark, Meeting, Outcome, Presence};
use shared::method::Method;
use shared::pass::{PassHash, PassKind};
use shared::time::{Span, Timestamp};

const GROUP: GroupId = GroupId::from_bytes([0xe1; 16]);
const SESSION: SessionId = SessionId::from_bytes([0xe2; 16]);
const OPENED: Timestamp = Timestamp(1_700_000_000_000);
/// Between one command and the next.
const PAUSE: Span = Span::seconds(9);
/// So many cards each person writes in a phase that takes them.
const CARDS_EACH: usize = 3;

/// A meeting with what was asked for in it and what came of that.
#[derive(Debug)]
pub struct Sitting {
    start: Fold,
    /// What came of it all.
    end: Meeting,
    commands: Vec<(Command, Actor, Timestamp)>,
    /// What came of each command.
    pub entries: Vec<Entry>,
    /// Everybody's.
    pub views: Vec<View>,
}

/// What one person is told.
#[derive(Debug)]
pub struct View {
    /// Whose.
    pub viewer: Viewer,
    start: Fold,
    told: Vec<Entry>,
}

impl View {
    /// What their device makes of it.
    pub fn absorbed(&self) -> Fold {
        let mut fold = self.start.clone();
        for entry in &self.told {
            fold.absorb(entry);
        }
        fold
    }
}

impl Sitting {
    /// Plays a meeting by this method.
    pub fn by(method: Method) -> Self {
        let people = (usize::from(method.size.ideal.0) + usize::from(method.size.ideal.1)) / 2;
        let mut play = Play::opened();
        let seats: Vec<_> = (0..people).map(|n| play.sit_down(n == 0)).collect();
        // Whoever comes is shown everything: only from now on everybody is told.
        let start = play.house.clone();
        (play.commands, play.entries) = (Vec::new(), Vec::new());
        play.consult(method, &seats);
        let Play { commands, entries, house, .. } = play;
        let views = seats.iter().map(|seat| {
            let viewer = Viewer::member(*seat, GROUP);
            let told = entries.iter().map(|entry| lens::redact(entry, viewer, &house.meeting));
            let told = told.map(|told| told.expect("nobody comes or goes"));
            let start = Fold::resume(lens::view(&start.meeting, viewer), start.seq);
            View { viewer, start, told: told.collect() }
        });
        Self { views: views.collect(), start, end: house.meeting.clone(), commands, entries }
    }

    /// Decides everything anew.
    pub fn decided(&self) -> Fold {
        let mut house = self.start.clone();
        for (command, by, at) in &self.commands {
            let events = engine::decide(&house.meeting, command, *by, *at);
            let events = events.expect("it was decided before");
            let (seq, id) = (house.seq.next(), Some(command.id));
            house.absorb(&Entry { seq, id, at: *at, by: Some(*by), events });
        }
        house
    }

    /// Makes of every entry what each person may know of it.
    pub fn redact(&self) {
        for View { viewer, .. } in &self.views {
            self.entries
                .iter()
                .for_each(|entry| drop(black_box(lens::redact(entry, *viewer, &self.end))));
        }
    }
}

/// A meeting while it is played for the first time.
struct Play {
    house: Fold,
    now: Timestamp,
    made: u64,
    commands: Vec<(Command, Actor, Timestamp)>,
    entries: Vec<Entry>,
}

impl Play {
    fn opened() -> Self {
        let mut meeting = Meeting::default();
        let opening = Event::Opened {
            meeting: MeetingId::from_bytes([1; 16]),
            title: RecordId::from_bytes([2; 16]),
            at: OPENED,
            delete_at: OPENED + Span::days(30),
            passes: vec![],
            group: GROUP,
        };
        engine::apply(&mut meeting, &opening);
        let house = Fold::resume(meeting, Seq(1));
        Self { house, now: OPENED, made: 0, commands: Vec::new(), entries: Vec::new() }
    }

    fn sit_down(&mut self, leads: bool) -> SeatId {
        let [seat, person, pass] = [(); 3].map(|()| self.fresh());
        let kind = if leads { PassKind::Moderator } else { PassKind::Participant };
        let (presence, mut hash) = (Presence::OnSite, [0; 32]);
        hash[..16].copy_from_slice(&pass);
        let (seat, person, pass) =
            (SeatId::from_bytes(seat), RecordId::from_bytes(person), PassHash(hash));
        let deed = Deed::TakeSeat { seat, pass, person, presence, agreed: true, intent: None };
        assert!(self.asks(Actor::Door(kind), deed), "there are chairs enough");
        seat
    }

    fn consult(&mut self, method: Method, seats: &[SeatId]) {
        let lead = seats[0];
        for seat in seats {
            let (case, words) = (CaseId::from_bytes(self.fresh()), self.words());
            self.asks(Actor::Seat(*seat), Deed::BringCase { case, words });
        }
        let (last, guide) = (method.phases.len() - 1, self.words());
        let begun = self.asks(Actor::Seat(lead), Deed::Begin { session: SESSION, method, guide });
        assert!(begun, "every method can be played");
        for phase in 0..=last {
            let phase = u8::try_from(phase).expect("a method has few phases");
            self.cast(lead, seats);
            self.choose_module(lead);
            self.write_cards(lead, phase, seats);
            self.speak_in_turn(lead);
            self.commit(seats);
            self.does(lead, Step::AddMinutes { minutes: 1 });
            for seat in seats {
                self.does(*seat, Step::Ready { ready: true });
            }
            self.does(lead, Step::Enter { from: phase, to: phase + 1 });
        }
        self.does(lead, Step::End);
        for seat in seats {
            let phase = self.session().steps_of(*seat).next().map_or(0, |step| step.phase);
            let (outcome, words) = (Outcome::Done, Some(self.words()));
            self.asks(Actor::Seat(*seat), Deed::Report { session: SESSION, phase, outcome, words });
        }
    }

    /// Dots, the case, and who has a part beside the case giver's.
    fn cast(&mut self, lead: SeatId, seats: &[SeatId]) {
        if self.session().case.is_some() {
            return;
        }
        // Whoever leads gives none where that is for two people.
        let cases: Vec<_> = self.house.meeting.cases.iter().skip(1).map(|case| case.id).collect();
        for (n, seat) in seats.iter().enumerate() {
            let pick = |n: usize| cases[n % cases.len()];
            self.does(*seat, Step::PlaceDots { cases: vec![pick(0), pick(n)] });
        }
        self.does(lead, Step::ShowDots);
        self.does(lead, Step::ChooseCase { case: cases[0] });
        let roles = self.session().method.roles.clone();
        for (role, seat) in roles.into_iter().zip(seats.iter().rev()) {
            self.does(lead, Step::Cast { role, seat: Some(*seat) });
        }
    }

    fn choose_module(&mut self, lead: SeatId) {
        if self.session().modules.is_empty() {
            let (module, guide) = (library::modules().swap_remove(0).module, self.words());
            self.does(lead, Step::ChooseModule { module, guide });
        }
    }

    /// Collects, rewords, reveals and marks.
    fn write_cards(&mut self, lead: SeatId, phase: u8, seats: &[SeatId]) {
        self.does(lead, Step::Collect);
        for n in 0..CARDS_EACH {
            for seat in seats {
                let (card, words) = (CardId::from_bytes(self.fresh()), self.words());
                let (column, anonymous) = (0, false);
                let written =
                    self.does(*seat, Step::WriteCard { card, phase, column, anonymous, words });
                if written && n == 0 {
                    let words = self.words();
                    self.does(*seat, Step::RewordCard { card, words });
                }
            }
        }
        self.does(lead, Step::Reveal);
        let cards: Vec<_> = self.session().cards.iter().map(|card| card.id).collect();
        for (seat, card) in seats.iter().zip(cards.iter().rev()) {
            self.does(*seat, Step::MarkCard { card: *card, mark: Some(Mark::Fits) });
        }
    }

    fn speak_in_turn(&mut self, lead: SeatId) {
        let circle = self.house.meeting.circle(GROUP, self.session());
        let turns = circle.into_iter().map(Some).chain([None]);
        for to in turns {
            let from = self.session().turn;
            self.does(lead, Step::Turn { from, to });
        }
    }

    /// The key question, the stars and the first steps.
    fn commit(&mut self, seats: &[SeatId]) {
        let cards = self.session().cards.iter().filter(|card| !card.hidden).take(3);
        let cards: Vec<_> = cards.map(|card| card.id).collect();
        for seat in seats {
            if self.session().question.is_none() {
                let words = self.words();
                self.does(*seat, Step::FixQuestion { words });
            }
            self.does(*seat, Step::Star { cards: cards.clone() });
            self.does(*seat, Step::ShowStars);
            let (words, until) = (self.words(), None);
            let phase = self.session().phase;
            self.does(*seat, Step::NameStep { phase, words, until });
        }
    }

    fn session(&self) -> &CaseSession {
        self.house.meeting.session(SESSION).expect("it has begun").2
    }

    fn does(&mut self, seat: SeatId, step: Step) -> bool {
        self.asks(Actor::Seat(seat), Deed::In(SESSION, step))
    }

    /// Somebody asks for something; what is refused leaves no trace.
    fn asks(&mut self, by: Actor, deed: Deed) -> bool {
        let command = Command { id: CommandId::from_bytes(self.fresh()), deed };
        self.now = self.now + PAUSE;
        let at = self.now;
        let Ok(events) = engine::decide(&self.house.meeting, &command, by, at) else {
            return false;
        };
        if events.is_empty() {
            return false;
        }
        let (seq, id) = (self.house.seq.next(), Some(command.id));
        let entry = Entry { seq, id, at, by: Some(by), events };
        assert!(self.house.absorb(&entry), "a fresh entry counts");
        self.commands.push((command, by, at));
        self.entries.push(entry);
        true
    }

    fn words(&mut self) -> RecordId {
        RecordId::from_bytes(self.fresh())
    }

    /// Sixteen bytes that nobody has had before, scattered as random ones are.
    fn fresh(&mut self) -> [u8; 16] {
        self.made += 1;
        let scattered = self.made.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((u128::from(scattered) << 64) | u128::from(!scattered)).to_be_bytes()
    }
}

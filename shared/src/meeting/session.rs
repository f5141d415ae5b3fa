//! A case session as a value: the method it is led by, its clocks, and everything said in it.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::{CaseSheet, Cast, FirstStep, Item, Reach, Release, Report};
use crate::id::{CardId, CaseId, RecordId, SeatId, SessionId};
use crate::method::{Flag, Kind, Method, Module, Phase, Weighed};
use crate::time::{Span, Timestamp};

/// A case session (Fallberatung): one case in one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseSession {
    /// Its id.
    pub id: SessionId,
    /// The method it is led by, as it was when the session began.
    pub method: Box<Method>,
    /// What people read of it.
    pub guide: RecordId,
    /// Whose device sealed that.
    pub begun_by: SeatId,
    /// When it began.
    pub began: Timestamp,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// Whether it was taken up again after it had ended.
    pub reopened: bool,
    /// Who was in the group when it ended.
    pub took_part: BTreeSet<SeatId>,
    /// Who came when the group consulted already, and watches.
    pub late: BTreeSet<SeatId>,
    /// Who did what, once it has ended; until then the group's cast counts.
    pub cast: Cast,
    /// The chosen case.
    pub case: Option<CaseId>,
    /// The dots on cases, by the phase in which they were put.
    pub case_dots: BTreeMap<u8, Dots<CaseId>>,
    /// The dots on cards, by the phase in which they were put.
    pub card_dots: BTreeMap<u8, Dots<CardId>>,
    /// The phase the group is in.
    pub phase: u8,
    /// The furthest phase it has been in.
    pub furthest: u8,
    /// One clock for each phase. A phase left and entered again goes on where it stopped.
    pub clocks: Vec<Clock>,
    /// The phases that the group leaves out.
    pub left_out: BTreeSet<u8>,
    /// Who is done with this phase.
    pub ready: BTreeSet<SeatId>,
    /// Whose turn it is, while the group speaks in turn.
    pub turn: Option<SeatId>,
    /// Who has had their turn in this phase.
    pub heard: BTreeSet<SeatId>,
    /// The phase the group has just left, as it stood; going straight back finds it so.
    pub before: Option<Before>,
    /// The stop card, while it is up.
    pub stop: Option<Stop>,
    /// Who knows people in the case and said so, with those who were told.
    pub acquainted: BTreeMap<SeatId, BTreeSet<SeatId>>,
    /// The chosen modules, the latest last.
    pub modules: Vec<Chosen>,
    /// Whether wordings of the key question are asked for.
    pub asks_wordings: bool,
    /// The key question, once fixed.
    pub question: Option<FixedQuestion>,
    /// Whether cards are being collected silently.
    pub collecting: bool,
    /// Whether the cards of the latest module are turned over for their second line.
    pub turned: bool,
    /// The cards in the order in which they were written; a card's number is its place plus one.
    pub cards: Vec<Card>,
    /// Advice that came too early, kept by the moderator for the phase it belongs to, until it is
    /// taken up as a card or let go.
    pub parked: Vec<Parked>,
    /// What the case giver takes along.
    pub stars: Option<Stars>,
    /// The first steps: the case giver's, and in some methods everybody's; of each person one for
    /// each phase in which they named any, in the order in which they were named.
    pub first_steps: Vec<FirstStep>,
    /// What the case giver has released.
    pub releases: BTreeMap<Item, Release>,
    /// What became of the first steps, as those tell it who named them: of each step one, in the
    /// order in which they were told.
    pub reports: Vec<Report>,
    /// What the case giver put on their own sheet besides.
    pub case_sheet: Option<CaseSheet>,
}

/// A phase that was just left, as it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// Which.
    pub phase: u8,
    /// When it was left.
    pub left_at: Timestamp,
    /// Who was done with it.
    pub ready: BTreeSet<SeatId>,
    /// Whose turn it was.
    pub turn: Option<SeatId>,
    /// Who had had their turn.
    pub heard: BTreeSet<SeatId>,
    /// Whether wordings of the key question were asked for.
    pub asks_wordings: bool,
    /// Whether its clock ran.
    pub ran: bool,
    /// The furthest phase until then.
    pub furthest: u8,
    /// Whether the phase that was entered had been left out.
    pub was_out: bool,
    /// The time that the phase that was entered had taken until then.
    pub spent: Span,
}

/// The dots that people put in one phase: unseen until all are shown at once, as sums.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dots<T> {
    /// Who put dots, and where as far as the viewer may know.
    pub placed: BTreeMap<SeatId, Option<Vec<T>>>,
    /// How many each one has, once shown; also those without any.
    pub tally: Option<Vec<(T, u16)>>,
}

// Derived, it would ask of an id that it has a default.
impl<T> Default for Dots<T> {
    fn default() -> Self {
        Self { placed: BTreeMap::new(), tally: None }
    }
}

impl<T: PartialEq> Dots<T> {
    /// How many dots something has, once shown.
    pub fn on(&self, it: &T) -> Option<u16> {
        self.tally.as_ref()?.iter().find(|(other, _)| other == it).map(|(_, dots)| *dots)
    }
}

/// A chosen module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// What the engine plays.
    pub module: Module,
    /// What people read.
    pub guide: RecordId,
    /// Who settled on it.
    pub by: SeatId,
}

/// The stop card: everything halts until the group has spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// Who showed it; `None` for those outside the group.
    pub by: Option<SeatId>,
    /// Whether the clock ran, and will run again.
    pub ran: bool,
}

/// The clock of a phase. It informs; nothing ever ends because of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Planned time, with what was added.
    pub planned: Span,
    /// Time that has run, up to the last stop.
    pub spent: Span,
    /// Since when it runs; `None` while it stands.
    pub since: Option<Timestamp>,
    /// How often the group has entered the phase.
    pub visits: u8,
}

/// How a phase stands against its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// So much is left.
    Time(Span),
    /// So much is over; counted up for as long as the group stays.
    Over(Span),
}

impl Clock {
    /// The time that has run until `now`.
    pub fn elapsed(&self, now: Timestamp) -> Span {
        self.spent + self.since.map_or(Span::ZERO, |since| now.since(since))
    }

    /// What is left of the planned time, or how much it is over.
    pub fn left(&self, now: Timestamp) -> Left {
        let elapsed = self.elapsed(now);
        if elapsed <= self.planned {
            Left::Time(self.planned - elapsed)
        } else {
            Left::Over(elapsed - self.planned)
        }
    }
}

/// A card (Karte).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its id.
    pub id: CardId,
    /// The phase in which it was begun.
    pub phase: u8,
    /// Whether it came when the group had left that phase: its writer took longer or was offline.
    pub late: bool,
    /// The module by which it was written: its place in the list of chosen ones.
    pub module: Option<u8>,
    /// In which column it lies, from 0.
    pub column: u8,
    /// Whether it is still hidden from others.
    pub hidden: bool,
    /// The case giver who will see it in the next phase only.
    pub kept_from: Option<SeatId>,
    /// Author and words, as far as the viewer may know; `None` also once it was taken away.
    pub face: Option<Face>,
    /// What was written on its other side.
    pub reverse: Option<Face>,
    /// Whether it fits, as the case giver marked it.
    pub mark: Option<Mark>,
    /// Whether it was taken away. Its number stays.
    pub removed: bool,
}

/// What is on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Face {
    /// Who wrote it; `None` for others where it bears no name.
    pub by: Option<SeatId>,
    /// Whether it was written without a name. Only its author and the house know whose it is.
    pub anonymous: bool,
    /// The words.
    pub words: RecordId,
}

/// What the case giver says to a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// It landed.
    Fits,
    /// It does not fit.
    Not,
}

/// Advice that came too early. Only the moderator knows of it, and from the phase to which it
/// belongs also whoever said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parked {
    /// Its id.
    pub id: CardId,
    /// Who said it.
    pub from: SeatId,
    /// Who parked it.
    pub by: SeatId,
    /// The words.
    pub words: RecordId,
    /// How far it has come.
    pub state: ParkedState,
}

/// How far parked advice has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParkedState {
    /// It waits for its phase.
    Waits,
    /// It is offered to whoever said it.
    Offered,
}

/// What a case giver takes along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stars {
    /// Whose choice it is.
    pub by: SeatId,
    /// The cards.
    pub cards: Vec<CardId>,
    /// Whether the group sees it.
    pub shown: bool,
}

/// The key question (Schlüsselfrage) as it stands on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixedQuestion {
    /// Who fixed it.
    pub by: SeatId,
    /// Its wording.
    pub words: RecordId,
}

impl CaseSession {
    /// The phase the group is in.
    pub fn now_in(&self) -> &Phase {
        &self.method.phases[usize::from(self.phase)]
    }

    /// The clock of the phase the group is in.
    pub fn clock(&self) -> &Clock {
        &self.clocks[usize::from(self.phase)]
    }

    /// What dots go on in the phase the group is in; `None` where it has none.
    pub fn weighs(&self) -> Option<Weighed> {
        self.method.weighs(self.phase)
    }

    /// The dots that were put on cases in the phase the group is in.
    pub fn dots_on_cases(&self) -> Option<&Dots<CaseId>> {
        self.case_dots.get(&self.phase)
    }

    /// The dots that were put on cards in the phase the group is in.
    pub fn dots_on_cards(&self) -> Option<&Dots<CardId>> {
        self.card_dots.get(&self.phase)
    }

    /// How many dots a card has, by the latest count that knows it.
    pub fn dots_of(&self, card: CardId) -> Option<u16> {
        self.card_dots.values().rev().find_map(|dots| dots.on(&card))
    }

    /// The module that is in force.
    pub fn module(&self) -> Option<&Chosen> {
        self.modules.last()
    }

    /// Whether the consultation has begun: the first phase in which advice is welcome.
    pub fn consults(&self) -> bool {
        let advised = |phase: &Phase| phase.allows(Flag::Advice) || phase.allows(Flag::UsesModule);
        self.method.phases.iter().take(usize::from(self.phase) + 1).any(advised)
    }

    /// The first steps that somebody named.
    pub fn steps_of(&self, seat: SeatId) -> impl DoubleEndedIterator<Item = &FirstStep> {
        self.first_steps.iter().filter(move |step| step.by == seat)
    }

    /// The case giver's first step: the latest they named.
    pub fn first_step(&self, cast: Cast) -> Option<&FirstStep> {
        self.steps_of(cast.case_giver?).next_back()
    }

    /// Keeps a report in its place among the others: one for each step, by when it was told.
    pub fn keep_report(&mut self, report: Report) {
        self.reports.retain(|other| (other.by, other.phase) != (report.by, report.phase));
        self.reports.push(report);
        self.reports.sort_by_key(|report| (report.at, report.by, report.phase));
    }

    /// Whether the group may know what the case giver told of their first steps.
    pub fn shows_reports(&self) -> bool {
        self.releases.get(&Item::Report).is_some_and(|release| release.reach >= Reach::Group)
    }

    /// What became of a first step, where that was told.
    pub fn report_on(&self, step: &FirstStep) -> Option<&Report> {
        self.reports.iter().find(|report| (report.by, report.phase) == (step.by, step.phase))
    }

    /// Whether any card is hidden from others.
    pub fn hides(&self) -> bool {
        self.cards.iter().any(|card| card.hidden && !card.removed)
    }

    /// Whether what is said in this phase is written on cards now.
    pub fn takes_cards(&self, index: u8) -> bool {
        self.method.phases.get(usize::from(index)).is_some_and(|phase| {
            let wordings = phase.has(Kind::Question) && self.asks_wordings && index == self.phase;
            phase.has_cards() || wordings
        })
    }
}

//! What can happen in a case session.

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::{CardId, CaseId, RecordId, SeatId};
use crate::meeting::{Day, Face, Item, Mark, Parked, Reach, Report};
use crate::method::{Module, Role};
use crate::time::Timestamp;

/// A card as it is revealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revealed {
    /// Which.
    pub card: CardId,
    /// The case giver who sees it in the next phase only.
    pub kept_from: Option<SeatId>,
    /// Author and words, as far as the viewer may know.
    pub face: Option<Face>,
}

/// What can happen in a case session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SessionEvent {
    /// A role was given.
    RoleGiven {
        /// Which role.
        role: Role,
        /// To whom, or to nobody.
        seat: Option<SeatId>,
    },
    /// Somebody put their dots.
    DotsPlaced {
        /// Who.
        by: SeatId,
        /// Where; only they themselves and the house learn it.
        cases: Option<Vec<CaseId>>,
    },
    /// The dots were shown.
    DotsShown {
        /// How many each case has.
        tally: Vec<(CaseId, u16)>,
    },
    /// A case was chosen.
    CaseChosen {
        /// Which.
        case: CaseId,
        /// Its owner, now the case giver.
        giver: SeatId,
    },
    /// The group went to a phase.
    PhaseEntered {
        /// Which.
        phase: u8,
        /// When.
        at: Timestamp,
    },
    /// The clock was stopped.
    ClockPaused {
        /// When.
        at: Timestamp,
    },
    /// The clock runs on.
    ClockResumed {
        /// When.
        at: Timestamp,
    },
    /// The phase got more time.
    MinutesAdded {
        /// How many.
        minutes: u8,
    },
    /// Phases got other minutes.
    MinutesPlanned {
        /// Phases and their minutes.
        minutes: Vec<(u8, u16)>,
    },
    /// A phase is left out, or taken in again.
    PhaseLeftOut {
        /// Which.
        phase: u8,
        /// Out or in.
        out: bool,
    },
    /// The turn was passed on.
    TurnPassed {
        /// Whose it is now.
        to: Option<SeatId>,
        /// Whether a new round begins.
        anew: bool,
    },
    /// The stop card was shown.
    Stopped {
        /// Who showed it; told in the group alone.
        by: Option<SeatId>,
        /// When.
        at: Timestamp,
    },
    /// The stop card was taken back.
    WentOn {
        /// When.
        at: Timestamp,
    },
    /// Somebody knows people in the case, or does not. Only they, those who are told and the house
    /// learn it.
    PeopleKnown {
        /// Who.
        seat: SeatId,
        /// Knows or not.
        knows: bool,
        /// Whoever moderates and whoever gives the case.
        told: BTreeSet<SeatId>,
    },
    /// Somebody is done with this phase, or not yet.
    ReadySet {
        /// Who.
        seat: SeatId,
        /// Done or not.
        ready: bool,
    },
    /// The group settled on a module.
    ModuleChosen {
        /// The module, frozen.
        module: Box<Module>,
        /// What people read of it.
        guide: RecordId,
        /// Who settled on it.
        by: SeatId,
    },
    /// The cards of the module were turned over, or back.
    CardsTurned {
        /// Over or back.
        over: bool,
    },
    /// Silent collecting began.
    CollectingBegun,
    /// A card was written.
    CardWritten {
        /// Its id.
        card: CardId,
        /// In which phase it was begun; it is late where the group has left that.
        phase: u8,
        /// By which of the chosen modules.
        module: Option<u8>,
        /// In which column.
        column: u8,
        /// The case giver who sees it in the next phase only.
        kept_from: Option<SeatId>,
        /// Whether it stays hidden for now.
        hidden: bool,
        /// Author and words; while hidden only for the author and the house.
        face: Option<Face>,
    },
    /// A card was worded anew. While hidden, only the author and the house learn it.
    CardReworded {
        /// Which.
        card: CardId,
        /// Whether it is still hidden.
        hidden: bool,
        /// The case giver who sees it in the next phase only.
        kept_from: Option<SeatId>,
        /// Author and new words.
        face: Option<Face>,
    },
    /// A card was taken away.
    CardRemoved {
        /// Which.
        card: CardId,
        /// Whether it was still hidden or bore no name, so that who removed it stays unknown.
        untold: bool,
    },
    /// The hidden cards were revealed.
    CardsRevealed {
        /// All of them.
        cards: Vec<Revealed>,
    },
    /// The case giver sees what was kept from them until now.
    CardsShown {
        /// Each with its author and words.
        faces: Vec<(CardId, Face)>,
    },
    /// Something was written on the other side of a card.
    ReverseWritten {
        /// Which.
        card: CardId,
        /// Author and words.
        face: Face,
    },
    /// A card was marked.
    CardMarked {
        /// Which.
        card: CardId,
        /// Whether it fits.
        mark: Option<Mark>,
    },
    /// Advice was parked. Only whoever did and the house learn it.
    AdviceParked {
        /// What.
        parked: Parked,
    },
    /// Parked advice is offered to those who gave it: each learns of their own, and whoever parked it
    /// of all.
    AdviceOffered {
        /// What.
        parked: Vec<Parked>,
    },
    /// Parked advice is done with. Only those who knew of it and the house learn it.
    AdviceDone {
        /// What, as it was before.
        parked: Parked,
    },
    /// Wordings of the key question are asked for, or no longer.
    WordingsAsked {
        /// Asked for or not.
        open: bool,
    },
    /// The key question was fixed.
    QuestionFixed {
        /// Who fixed it.
        by: SeatId,
        /// Its wording.
        words: RecordId,
    },
    /// The key question was taken up again.
    QuestionReopened,
    /// The case giver marked what they take along. Until shown, only they and the house learn it.
    Starred {
        /// Who.
        by: SeatId,
        /// Which cards.
        cards: Vec<CardId>,
        /// Whether the group sees it already.
        shown: bool,
    },
    /// The case giver showed what they take along.
    StarsShown {
        /// Who.
        by: SeatId,
        /// Which cards.
        cards: Vec<CardId>,
    },
    /// The first step was named.
    StepNamed {
        /// Whose step it is.
        by: SeatId,
        /// In which phase it was begun.
        phase: u8,
        /// The words.
        words: RecordId,
        /// By when.
        until: Option<Day>,
    },
    /// Something was released, or taken back.
    Released {
        /// What.
        item: Item,
        /// How far.
        reach: Reach,
        /// The wording that leaves the group, where it does.
        words: Option<RecordId>,
        /// Who released it.
        by: SeatId,
    },
    /// It was told what became of a first step.
    Reported {
        /// What.
        report: Report,
        /// Whether the group may know; else only whoever tells and the house learn it.
        shown: bool,
    },
    /// Somebody came when the group consulted already: they watch.
    CameLate {
        /// Who.
        seat: SeatId,
    },
    /// The case session ended.
    Ended {
        /// When.
        at: Timestamp,
        /// Who was in the group then: it stays theirs wherever they go.
        took_part: Vec<SeatId>,
    },
    /// An ended case session was taken up again.
    Reopened,
    /// Somebody put their dots on cards.
    CardDotsPlaced {
        /// Who.
        by: SeatId,
        /// On which cards, as far as the viewer may know.
        cards: Option<Vec<CardId>>,
    },
    /// The dots on the cards were shown.
    CardDotsShown {
        /// How many each card has.
        tally: Vec<(CardId, u16)>,
    },
    /// The case giver showed the group what became of their first steps.
    ReportsShown {
        /// All they have told.
        reports: Vec<Report>,
    },
    /// What the case giver told of their first steps is theirs again: what others are told of a
    /// release that was taken back. Never in a log.
    ReportsHidden {
        /// Whose.
        by: SeatId,
    },
    /// The case giver gave their own sheet a title and links. Nobody else is told.
    SheetFilled {
        /// Whose sheet.
        by: SeatId,
        /// Title and links; `None` where both were taken off it.
        words: Option<RecordId>,
    },
}

impl SessionEvent {
    pub(super) fn records(&self, name: &mut impl FnMut(RecordId)) {
        match self {
            Self::CardWritten { face: Some(face), .. }
            | Self::CardReworded { face: Some(face), .. }
            | Self::ReverseWritten { face, .. } => name(face.words),
            Self::CardsRevealed { cards } => {
                cards.iter().filter_map(|it| it.face).for_each(|face| name(face.words));
            }
            Self::CardsShown { faces } => faces.iter().for_each(|(_, face)| name(face.words)),
            Self::AdviceParked { parked } => name(parked.words),
            Self::AdviceOffered { parked } => parked.iter().for_each(|it| name(it.words)),
            Self::QuestionFixed { words, .. } | Self::StepNamed { words, .. } => name(*words),
            Self::ModuleChosen { guide, .. } => name(*guide),
            Self::Reported { report, .. } => report.words.iter().for_each(|words| name(*words)),
            Self::Released { words, .. } | Self::SheetFilled { words, .. } => {
                words.iter().for_each(|words| name(*words));
            }
            Self::ReportsShown { reports } => {
                reports.iter().filter_map(|it| it.words).for_each(name);
            }
            _ => {}
        }
    }
}

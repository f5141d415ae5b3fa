//! What people ask for within a case session.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::{CardId, CaseId, RecordId, SeatId};
use crate::meeting::{Day, Item, Mark, Reach};
use crate::method::{Module, Role};

/// What can be asked for within a case session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Give a role to somebody, or to nobody.
    Cast {
        /// Case giver, scribe, observer or timekeeper; the moderator is named.
        role: Role,
        /// Who.
        seat: Option<SeatId>,
    },
    /// Put one's dots on cases; replaces those put before.
    PlaceDots {
        /// One entry for each dot.
        cases: Vec<CaseId>,
    },
    /// Show everybody how many dots each case or card has in this phase.
    ShowDots,
    /// Choose the case; its owner becomes the case giver.
    ChooseCase {
        /// Which.
        case: CaseId,
    },
    /// Go to another phase: the next, one back, or further.
    Enter {
        /// The phase in which this was asked, so that two taps move once.
        from: u8,
        /// The phase to go to.
        to: u8,
    },
    /// Stop the clock.
    Pause,
    /// Let the clock run on.
    Resume,
    /// Give the phase more time.
    AddMinutes {
        /// How many, 1 to 30.
        minutes: u8,
    },
    /// Give other phases other minutes, as the group now plans them.
    Plan {
        /// Phases and their minutes.
        minutes: Vec<(u8, u16)>,
    },
    /// Leave a phase out, or take it in again.
    LeaveOut {
        /// Which.
        phase: u8,
        /// Out or in.
        out: bool,
    },
    /// Pass the turn on: to the next, to somebody, or to nobody any more.
    Turn {
        /// Whose turn it was when this was asked, so that two taps pass it on once.
        from: Option<SeatId>,
        /// Whose turn it is then.
        to: Option<SeatId>,
    },
    /// Show the stop card: everything halts.
    Stop,
    /// Take the stop card back.
    GoOn,
    /// Say that one knows people in the case, or take it back.
    KnowPeople {
        /// Knows or not.
        knows: bool,
    },
    /// Say that one is done with this phase, or not yet.
    Ready {
        /// Done or not.
        ready: bool,
    },
    /// Settle on a consultation module.
    ChooseModule {
        /// The module, frozen from now on.
        module: Module,
        /// What people read of it.
        guide: RecordId,
    },
    /// Turn the cards of the module over for their second line, or back.
    TurnCards {
        /// Over or back.
        over: bool,
    },
    /// Begin collecting silently: cards stay hidden until they are revealed.
    Collect,
    /// Reveal all hidden cards at once.
    Reveal,
    /// Write a card.
    WriteCard {
        /// Its id, made by the device.
        card: CardId,
        /// The phase in which it was begun: a group that has moved on meanwhile tears nobody out
        /// of a sentence.
        phase: u8,
        /// The column it is laid in, from 0.
        column: u8,
        /// Whether it bears no name.
        anonymous: bool,
        /// The words.
        words: RecordId,
    },
    /// Write on the other side of a card.
    WriteReverse {
        /// Which.
        card: CardId,
        /// The words; those written there before are burned.
        words: RecordId,
    },
    /// Mark a card as fitting or not, or take the mark away.
    MarkCard {
        /// Which.
        card: CardId,
        /// Whether it fits.
        mark: Option<Mark>,
    },
    /// Park advice that came too early.
    Park {
        /// Its id, made by the device.
        id: CardId,
        /// Who said it.
        from: SeatId,
        /// The words.
        words: RecordId,
    },
    /// Be done with parked advice: it has become a card, or is let go.
    Unpark {
        /// Which.
        id: CardId,
    },
    /// Ask the consultants for wordings of the key question, or no longer.
    AskWordings {
        /// Ask or not.
        open: bool,
    },
    /// Word one's own card anew.
    RewordCard {
        /// Which.
        card: CardId,
        /// The new words; the old ones are burned.
        words: RecordId,
    },
    /// Take one's own card away.
    RemoveCard {
        /// Which.
        card: CardId,
    },
    /// Fix the key question: from now on large on every screen.
    FixQuestion {
        /// Its wording.
        words: RecordId,
    },
    /// Take the key question up again.
    ReopenQuestion,
    /// Mark the cards one takes along.
    Star {
        /// All of them, at most three.
        cards: Vec<CardId>,
    },
    /// Show the group which cards one takes along.
    ShowStars,
    /// Name the first step.
    NameStep {
        /// The phase in which it was begun: a group that has moved on meanwhile tears nobody out of
        /// a sentence.
        phase: u8,
        /// The words.
        words: RecordId,
        /// By when.
        until: Option<Day>,
    },
    /// Release something, or take it back.
    Release {
        /// What.
        item: Item,
        /// How far.
        reach: Reach,
        /// The wording that leaves the group, where it does.
        words: Option<RecordId>,
    },
    /// End the case session.
    End,
    /// Take an ended case session up again.
    Reopen,
    /// Put one's dots on cards; replaces those put before.
    PlaceCardDots {
        /// One entry for each dot.
        cards: Vec<CardId>,
    },
    /// Give one's own sheet a title and links, or take both off it.
    FillSheet {
        /// Title and links; the old ones are burned.
        words: Option<RecordId>,
    },
}

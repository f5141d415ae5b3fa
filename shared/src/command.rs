//! Commands: what people ask for, in the imperative.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::{CardId, CaseId, CommandId, RecordId, SeatId, SessionId};
use crate::meeting::{Day, Presence};
use crate::method::{Method, Module, Role};
use crate::pass::PassHash;
use crate::time::Timestamp;

/// Something a person asks for. Sent twice with the same id, it takes effect once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// Made by the device, once.
    pub id: CommandId,
    /// What is asked for.
    pub deed: Deed,
}

/// What can be asked for. Words are named by their place in the drawer; they travel beside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// Come in from the door and sit down.
    TakeSeat {
        /// The seat's id, made by the device.
        seat: SeatId,
        /// The hash of the pass that will bring this person back.
        pass: PassHash,
        /// Name and house.
        person: RecordId,
        /// In the room or not.
        presence: Presence,
        /// Whether the agreements were accepted at the door.
        agreed: bool,
    },
    /// Change one's own name, house or presence.
    Introduce {
        /// Name and house, written anew.
        person: RecordId,
        /// In the room or not.
        presence: Presence,
    },
    /// Accept the agreements.
    Agree,
    /// Leave for good, or ask somebody to leave: the seat's pass ends.
    Leave {
        /// Whose seat.
        seat: SeatId,
    },
    /// Set the day on which everything will be deleted. A day that has passed deletes at once.
    KeepUntil {
        /// When.
        at: Timestamp,
    },
    /// Give the meeting another title.
    Retitle {
        /// The title.
        title: RecordId,
    },
    /// Hand the moderation of one's group to somebody, or take it as the one who invited.
    NameModerator {
        /// Who moderates from now on.
        seat: SeatId,
    },
    /// Bring a case.
    BringCase {
        /// Its id, made by the device.
        case: CaseId,
        /// One sentence, and how urgent it is.
        words: RecordId,
    },
    /// Word one's own case anew.
    RewordCase {
        /// Which.
        case: CaseId,
        /// The new words; the old ones are burned.
        words: RecordId,
    },
    /// Take one's own case back.
    WithdrawCase {
        /// Which.
        case: CaseId,
    },
    /// Begin a case session in one's group.
    Begin {
        /// Its id, made by the device.
        session: SessionId,
        /// The method, frozen from now on.
        method: Method,
    },
    /// Something within a case session.
    In(SessionId, Step),
}

/// What can be asked for within a case session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Give a role to somebody, or to nobody.
    Cast {
        /// Scribe or observer; the moderator is named, the case giver comes with the case.
        role: Role,
        /// Who.
        seat: Option<SeatId>,
    },
    /// Put one's dots on cases; replaces those put before.
    PlaceDots {
        /// One entry for each dot.
        cases: Vec<CaseId>,
    },
    /// Show everybody how many dots each case has.
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
    /// Say that one is done with this phase, or not yet.
    Ready {
        /// Done or not.
        ready: bool,
    },
    /// Settle on a consultation module.
    ChooseModule {
        /// The module, frozen from now on.
        module: Module,
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
        /// The words.
        words: RecordId,
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
        /// The words.
        words: RecordId,
        /// By when.
        until: Option<Day>,
    },
    /// End the case session.
    End,
    /// Take an ended case session up again.
    Reopen,
}

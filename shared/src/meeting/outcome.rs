//! What comes of a case session, as values: first steps, what is released and how far, and what
//! became of it all.

use serde::{Deserialize, Serialize};

use crate::id::{RecordId, SeatId};
use crate::time::Timestamp;

/// The first step, with its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstStep {
    /// Whose step it is.
    pub by: SeatId,
    /// In which phase it was named.
    pub phase: u8,
    /// The words.
    pub words: RecordId,
    /// By when.
    pub until: Option<Day>,
}

/// What can be released.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Item {
    /// The key question.
    Question,
    /// The ideas taken along.
    Ideas,
    /// The first step.
    Step,
    /// What became of it.
    Report,
}

/// How far something is released.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reach {
    /// Nobody but the case giver.
    #[default]
    Private,
    /// The group's record.
    Group,
    /// The network, without names.
    NetworkAnonymous,
    /// The network, with the house.
    NetworkWithHouse,
    /// Everybody, under CC BY.
    Public,
}

/// What the case giver has released.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// How far.
    pub reach: Reach,
    /// The wording that leaves the group, where it does.
    pub words: Option<RecordId>,
    /// Who released it.
    pub by: SeatId,
}

/// What became of a first step (Erfolgsmeldung).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Who tells.
    pub by: SeatId,
    /// In which phase the step was named.
    pub phase: u8,
    /// Whether they gave the case: then it is theirs until they show it to the group.
    pub gives: bool,
    /// In a word.
    pub outcome: Outcome,
    /// In a line.
    pub words: Option<RecordId>,
    /// When it was told.
    pub at: Timestamp,
}

/// What the case giver put on their own sheet (Fallblatt) besides what was said: a title, links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseSheet {
    /// Whose sheet it is; nobody else knows of it.
    pub by: SeatId,
    /// Title and links.
    pub words: RecordId,
}

/// What became of a first step, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// erledigt.
    Done,
    /// anders gemacht.
    Differently,
    /// noch nicht.
    NotYet,
    /// nicht mehr wichtig.
    Dropped,
}

/// A calendar day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub u32);

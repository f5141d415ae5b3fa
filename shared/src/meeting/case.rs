//! A case (Anliegen) as a value: whose it is and who may know, who presents it, and whom the lead
//! has asked to advise on it.

use alloc::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::{CaseId, RecordId, SeatId};
use crate::time::Timestamp;

/// A case (Anliegen).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Whose it is; `None` for those who may not know yet, and where it was taken along and nobody
    /// has said that it is theirs.
    pub by: Option<SeatId>,
    /// Whether it bears the name of whoever handed it in.
    pub name: Naming,
    /// Who presents it in their place, where that was arranged.
    pub presenter: Option<SeatId>,
    /// One sentence, what kind of help is asked for, and how urgent it is.
    pub words: RecordId,
    /// Since when it waits: when it was brought, to this meeting or to an earlier one.
    pub since: Timestamp,
    /// Whether it was taken back.
    pub withdrawn: bool,
    /// Whether its pitch has begun: from then on it is the meeting's too.
    pub pitched: bool,
    /// Whether a group has consulted on it: it is over for the rounds that follow.
    pub consulted: bool,
    /// Whether it is to be taken up next time, before others that wait.
    pub taken_up: bool,
    /// Whom the lead has asked to advise on it, and what they answered.
    pub panel: BTreeMap<SeatId, Option<bool>>,
}

/// Whether a case bears a name.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Naming {
    /// From the beginning: its words are sealed in their author's name.
    #[default]
    Named,
    /// Not yet: only whoever handed it in knows, and whoever leads or helps all groups. Its words
    /// are sealed in nobody's name.
    Hidden,
    /// It came without, and its author has shown the name since.
    Shown,
    /// It was taken along from an earlier meeting. Its words are sealed in nobody's name, and say
    /// themselves whose it was there.
    Carried,
}

impl Case {
    /// A case as it is brought.
    pub fn new(
        id: CaseId,
        by: Option<SeatId>,
        name: Naming,
        words: RecordId,
        since: Timestamp,
    ) -> Self {
        Self {
            id,
            by,
            name,
            presenter: None,
            words,
            since,
            withdrawn: false,
            pitched: false,
            consulted: false,
            taken_up: false,
            panel: BTreeMap::new(),
        }
    }

    /// Who gives it in a group, as far as everybody may know: whoever presents it, else whose it is.
    pub fn giver(&self) -> Option<SeatId> {
        self.presenter.or(self.by.filter(|_| self.name != Naming::Hidden))
    }

    /// The same as far as this viewer may know.
    pub fn known_giver(&self) -> Option<SeatId> {
        self.presenter.or(self.by)
    }

    /// Who has said that they will advise on it.
    pub fn coming(&self) -> impl Iterator<Item = SeatId> {
        self.panel.iter().filter(|(_, comes)| **comes == Some(true)).map(|(seat, _)| *seat)
    }
}

//! What a formation is made from: the people, the cases, and what the lead asks for.

use alloc::vec::Vec;

use crate::id::{CaseId, SeatId};
use crate::meeting::Presence;

/// The most wishes of one person that count.
pub const MOST_WISHES: usize = 3;

/// Everything that groups are formed from. Whatever in it can't be used is left out and named by a
/// [`Remark`](super::Remark); no input is refused as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathering {
    /// Who is to be in a group. The order breaks ties: whoever stands further up comes first.
    pub people: Vec<Person>,
    /// The cases there are, those that have waited longest first.
    pub cases: Vec<CaseId>,
    /// Who is kept apart: superiors and those who report to them.
    pub apart: Vec<(SeatId, SeatId)>,
    /// Who shared a group in an earlier round.
    pub met: Vec<(SeatId, SeatId)>,
    /// How large a group is to be.
    pub sizes: Sizes,
    /// Which of several proposals that are equally good; another seed shuffles anew.
    pub seed: u64,
}

/// One person, as far as forming groups goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their seat.
    pub seat: SeatId,
    /// The house they come from: the same number for the same house. The names stay outside.
    pub house: Option<u32>,
    /// Whether that is a small house, if somebody said so.
    pub small_house: Option<bool>,
    /// In the room or remote.
    pub presence: Presence,
    /// The case that they bring.
    pub own_case: Option<CaseId>,
    /// Whether they would moderate.
    pub willing: Willing,
    /// How often they have moderated in this network.
    pub moderated: u32,
    /// The cases they would like to advise on, dearest first; [`MOST_WISHES`] count.
    pub wishes: Vec<CaseId>,
    /// The case to whose group the lead has pinned them.
    pub pinned: Option<CaseId>,
}

/// How gladly somebody would moderate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Willing {
    /// Not today.
    #[default]
    No,
    /// If nobody else does.
    IfNeeded,
    /// Gladly.
    Gladly,
}

/// How many people a group is to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// The fewest.
    pub min: usize,
    /// As many as it should have: how many groups there are follows from it.
    pub ideal: usize,
    /// The most.
    pub max: usize,
}

impl Default for Sizes {
    /// A case giver, a moderator and four who advise; four to eight will do.
    fn default() -> Self {
        Self { min: 4, ideal: 6, max: 8 }
    }
}

impl Sizes {
    /// Whether groups of these sizes can be.
    pub(super) fn are_sound(self) -> bool {
        0 < self.min && self.min <= self.ideal && self.ideal <= self.max
    }

    /// As many groups as so many people make at best: one of the ideal size after another, and one
    /// more when at least half of one is left over.
    pub fn groups(self, people: usize) -> usize {
        (people.saturating_mul(2).saturating_add(self.ideal) / self.ideal.saturating_mul(2).max(1))
            .max(1)
    }
}

impl Person {
    /// Whether they moderate when asked.
    pub(super) fn would_moderate(&self) -> bool {
        self.willing != Willing::No
    }

    /// Whether they are somewhere else.
    pub(super) fn is_remote(&self) -> bool {
        !self.presence.is_in_the_room()
    }
}

//! The harvest (Ernte) as a value: what case givers gave to the plenary, and who speaks for each group.
//!
//! It is no step on the ladder of releases ([`super::Reach`]): that ladder says how far a wording
//! travels and stays, this is what is said aloud to those who are here, for a week. Somebody may
//! want the one and not the other. So it is a yes of its own for each item, »no« until then, and
//! what is given is worded and sealed anew for the plenary: the group's own words never leave it.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::{Item, Meeting, Placed};
use crate::id::{GroupId, SeatId, SessionId};
use crate::time::Timestamp;

/// The harvest of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Harvest {
    /// Until when it lies open; then its words are burned.
    pub until: Option<Timestamp>,
    /// Who speaks for a group.
    pub speakers: BTreeMap<GroupId, SeatId>,
    /// What was given, by the case session it comes from, in the order in which they first gave.
    pub sheaves: Vec<Sheaf>,
}

/// What was given of one case session. What is not in it stays in the group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheaf {
    /// The group.
    pub group: GroupId,
    /// Its case session.
    pub session: SessionId,
    /// What the case giver gave, worded for the plenary.
    pub items: BTreeMap<Item, Placed>,
}

impl Harvest {
    /// What was given of a case session.
    pub fn sheaf(&self, session: SessionId) -> Option<&Sheaf> {
        self.sheaves.iter().find(|sheaf| sheaf.session == session)
    }

    /// What was given in a group, in the order in which its case sessions first gave.
    pub fn of(&self, group: GroupId) -> impl Iterator<Item = &Sheaf> {
        self.sheaves.iter().filter(move |sheaf| sheaf.group == group)
    }
}

impl Meeting {
    /// The groups that harvest, in the order of their letters; the plenary itself where there are
    /// none.
    pub fn harvesters(&self) -> Vec<GroupId> {
        match self.formed() {
            None => self.plenary.into_iter().collect(),
            Some(formation) => formation.groups.iter().map(|it| it.group).collect(),
        }
    }
}

//! Several groups in one meeting, as values: how they are formed, and how they call for help.

use alloc::boxed::Box;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
use core::ops::Bound;

use serde::{Deserialize, Serialize};

use super::Meeting;
use crate::formation::Reason;
use crate::id::{CaseId, GroupId, RecordId, SeatId};
use crate::time::Timestamp;

/// How groups are to be formed, or were formed: everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formation {
    /// Counts the proposals of the meeting, so that nobody answers to one that has changed.
    pub number: u32,
    /// The groups in the order of their letters.
    pub groups: Vec<Forming>,
    /// Who objects to where they are put.
    pub objections: BTreeSet<SeatId>,
    /// Until when objections are waited for.
    pub until: Timestamp,
    /// Since when the groups are as proposed.
    pub formed: Option<Timestamp>,
    /// How they were formed last, while this is only proposed: they go on so, and it counts again
    /// where the proposal is taken back.
    pub before: Option<Box<Formation>>,
}

/// One group of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forming {
    /// Its id.
    pub group: GroupId,
    /// The case it consults on.
    pub case: Option<CaseId>,
    /// Who moderates it.
    pub moderator: Option<SeatId>,
    /// Everybody in it.
    pub members: Vec<SeatId>,
    /// Where it meets: a room, a link. Whoever leads the meeting writes it.
    pub place: Option<Placed>,
    /// For how many there is room, where people choose their group themselves (Marktplatz).
    pub places: Option<u8>,
    /// Why its members are in it, where the tool has proposed it. Others learn nobody's but their
    /// own: it tells what somebody wished for.
    pub why: BTreeMap<SeatId, Reason>,
}

impl Forming {
    /// Whether nobody more fits in.
    pub fn is_full(&self) -> bool {
        self.places.is_some_and(|places| self.members.len() >= places.into())
    }
}

/// Where a group meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Who wrote it.
    pub by: SeatId,
    /// The words.
    pub words: RecordId,
}

/// A group's call for help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Help {
    /// Since when.
    pub since: Timestamp,
    /// Who comes, once somebody has said so.
    pub answered: Option<SeatId>,
}

/// Something whoever leads has told groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Who.
    pub by: SeatId,
    /// Whom; all where none is named.
    pub to: Vec<GroupId>,
    /// The words.
    pub words: RecordId,
    /// When.
    pub at: Timestamp,
}

impl Meeting {
    /// How the groups were formed last; what is only proposed does not count yet.
    pub fn formed(&self) -> Option<&Formation> {
        let latest = self.formation.as_ref()?;
        if latest.formed.is_some() { Some(latest) } else { latest.before.as_deref() }
    }

    /// Which of somebody's wishes a case is, from 0; as far as this viewer may know.
    pub fn wish(&self, seat: SeatId, case: CaseId) -> Option<usize> {
        self.wishes.get(&seat)?.as_ref()?.iter().position(|wish| *wish == case)
    }

    /// Who has shared a group so far, each pair once and the lower seat first; in the plenary
    /// everybody meets everybody. Whoever leads knows it of all groups.
    pub fn met(&self) -> BTreeSet<(SeatId, SeatId)> {
        let mut met = BTreeSet::new();
        for group in self.groups.values() {
            for (one, at) in &group.visits {
                let others = group.visits.range((Bound::Excluded(one), Bound::Unbounded));
                let others = others.filter(|(_, then)| !at.is_disjoint(then));
                met.extend(others.map(|(other, _)| (*one, *other)));
            }
        }
        met
    }
}

impl Formation {
    /// Leaves to a viewer what is theirs to know: who objects, and why somebody is where they are, is
    /// for whoever leads and for each person alone.
    pub fn keep_own(&mut self, is_known: impl Fn(SeatId) -> bool + Copy) {
        self.objections.retain(|seat| is_known(*seat));
        for forming in &mut self.groups {
            forming.why.retain(|seat, _| is_known(*seat));
        }
        if let Some(before) = &mut self.before {
            before.keep_own(is_known);
        }
    }

    /// The groups of it, and of what it is to replace.
    pub fn all(&self) -> impl Iterator<Item = &Forming> {
        self.groups.iter().chain(self.before.iter().flat_map(|before| &before.groups))
    }

    /// Whether people take their places themselves, until the groups are formed.
    pub fn is_market(&self) -> bool {
        self.formed.is_none() && self.groups.iter().any(|forming| forming.places.is_some())
    }

    /// The proposed group that somebody is in, with its place in the order.
    pub fn of(&self, seat: SeatId) -> Option<(usize, &Forming)> {
        self.groups.iter().enumerate().find(|(_, forming)| forming.members.contains(&seat))
    }
}

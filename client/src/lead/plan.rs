//! The groups as the lead is putting them together on this device, before anybody else sees them.

use std::collections::BTreeMap;

use leptos::prelude::*;
use mirror::Mirror;
use shared::formation::{self, Broken, Group, Proposal};
use shared::id::{CaseId, GroupId, SeatId};
use shared::meeting::Forming;

use super::apart::Apart;
use super::gathering;
use super::marks::Marks;
use super::room::Rooms;
use crate::store::{Store, fresh_id};

/// Groups on the lead's table.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// What the tool proposed, with its reasons.
    pub proposal: Proposal,
    /// The groups as they are now, in the order of their letters.
    pub groups: Vec<Group>,
    /// Their ids.
    pub ids: Vec<GroupId>,
}

impl Made {
    /// The group in which somebody is.
    pub fn place_of(&self, seat: SeatId) -> Option<usize> {
        self.groups.iter().position(|group| group.members.contains(&seat))
    }

    /// The group around a case.
    pub fn place_of_case(&self, case: CaseId) -> Option<usize> {
        self.groups.iter().position(|group| group.case == case)
    }
}

/// What the lead is putting together.
#[derive(Clone, Copy)]
pub struct Plan {
    store: Store,
    /// What is noted about people.
    pub marks: Marks,
    /// Who is kept apart, and which houses are small.
    pub apart: Apart,
    /// Where groups are to meet.
    pub rooms: Rooms,
    /// Who stays where they are when groups are proposed anew.
    pub pins: RwSignal<BTreeMap<SeatId, CaseId>>,
    seed: RwSignal<u64>,
    made: RwSignal<Option<Made>>,
    /// Whether shuffling has found nothing else.
    pub same: RwSignal<bool>,
}

impl Plan {
    /// What was proposed last and is not formed yet, or nothing.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            marks: Marks::new(),
            apart: Apart::new(),
            rooms: Rooms::new(),
            pins: RwSignal::new(BTreeMap::new()),
            seed: RwSignal::new(0),
            made: RwSignal::new(store.peek(proposed)),
            same: RwSignal::new(false),
        }
    }

    /// What lies on the table; whoever reads it is told when it changes.
    pub fn with<T>(self, read: impl FnOnce(&Made) -> T) -> Option<T> {
        self.made.with(|made| made.as_ref().map(read))
    }

    /// Whether there is anything on the table.
    pub fn is_empty(self) -> bool {
        self.made.with(|made| made.as_ref().is_none_or(|made| made.groups.is_empty()))
    }

    /// Has the tool propose groups; those who are pinned stay.
    pub fn form(self) {
        let seed = self.seed.get_untracked();
        let proposal = self.formed_with(seed);
        self.same.set(false);
        self.put(proposal);
    }

    /// The same with another throw of the dice. Says so if nothing else comes of it.
    pub fn shuffle(self) {
        const THROWS: u64 = 8;
        let before = self.made.with_untracked(|made| made.as_ref().map(|it| sorted(&it.groups)));
        let seed = self.seed.get_untracked();
        let mut throws = (1..=THROWS).map(|throw| (seed + throw, self.formed_with(seed + throw)));
        let other = throws.find(|(_, it)| Some(sorted(&it.groups)) != before);
        self.same.set(other.is_none());
        if let Some((seed, proposal)) = other {
            self.seed.set(seed);
            self.put(proposal);
        }
    }

    fn formed_with(self, seed: u64) -> Proposal {
        let noted = untrack(|| self.marks.get());
        let pins = self.pins.get_untracked();
        let kept = untrack(|| self.apart.get());
        formation::form(&self.store.peek(|m| gathering::of(m, &noted, &kept, &pins, seed)))
    }

    fn put(self, proposal: Proposal) {
        // A group that has already met keeps its words to itself: others get groups of their own.
        let formed = self.store.peek(|m| {
            let formation = m.meeting().formation.as_ref();
            formation.filter(|it| it.formed.is_some()).map(|it| it.groups.clone())
        });
        let met = |id: &GroupId| formed.iter().flatten().any(|forming| forming.group == *id);
        let before = self.made.with_untracked(|made| made.as_ref().map(|made| made.ids.clone()));
        let mut ids = before.unwrap_or_default();
        ids.retain(|id| !met(id));
        ids.resize_with(proposal.groups.len(), || GroupId::from_bytes(fresh_id()));
        let groups = proposal.groups.clone();
        self.made.set(Some(Made { proposal, groups, ids }));
    }

    /// Moves somebody to another group, where they stay from now on.
    pub fn move_to(self, seat: SeatId, to: usize) {
        self.change(|made| {
            let Some(group) = made.groups.get(to) else { return };
            let case = group.case;
            for group in &mut made.groups {
                group.members.retain(|member| *member != seat);
                group.moderator.take_if(|moderator| *moderator == seat);
            }
            made.groups[to].members.push(seat);
            self.pins.update(|pins| {
                pins.insert(seat, case);
            });
        });
    }

    /// Has somebody moderate their group.
    pub fn moderate(self, group: usize, seat: Option<SeatId>) {
        self.change(|made| {
            if let Some(group) = made.groups.get_mut(group) {
                group.moderator = seat;
            }
        });
    }

    /// Pins somebody where they are, or lets them go.
    pub fn pin(self, seat: SeatId, pinned: bool) {
        let case = self.made.with_untracked(|made| {
            let made = made.as_ref()?;
            Some(made.groups[made.place_of(seat)?].case)
        });
        self.pins.update(|pins| {
            match case.filter(|_| pinned) {
                Some(case) => pins.insert(seat, case),
                None => pins.remove(&seat),
            };
        });
    }

    fn change(self, change: impl FnOnce(&mut Made)) {
        self.same.set(false);
        self.made.update(|made| {
            if let Some(made) = made {
                change(made);
            }
        });
    }

    /// The rules that these groups do not keep; told anew when anything changes.
    pub fn broken(self) -> Vec<Broken> {
        let noted = self.marks.get();
        let kept = self.apart.get();
        let all = self.store.read(|m| gathering::of(m, &noted, &kept, &BTreeMap::new(), 0));
        self.with(|made| formation::check(&made.groups, &all)).unwrap_or_default()
    }

    /// The groups as they would be proposed.
    pub fn formings(self) -> Vec<Forming> {
        let places = self.store.read(|m| {
            let formation = m.meeting().formation.as_ref();
            let groups = formation.map(|it| it.groups.clone()).unwrap_or_default();
            groups.into_iter().map(|it| (it.group, it.place)).collect::<BTreeMap<_, _>>()
        });
        let forming = |(group, id): (&Group, &GroupId)| Forming {
            group: *id,
            case: Some(group.case),
            moderator: group.moderator,
            members: group.members.clone(),
            place: places.get(id).copied().flatten(),
        };
        let all = self.with(|made| made.groups.iter().zip(&made.ids).map(forming).collect());
        all.unwrap_or_default()
    }
}

/// What was proposed to everybody and is not formed yet.
fn proposed(m: &Mirror) -> Option<Made> {
    let formation = m.meeting().formation.as_ref();
    let formation = formation.filter(|it| it.formed.is_none() && !it.groups.is_empty())?;
    let group = |forming: &Forming| {
        Some(Group {
            case: forming.case?,
            moderator: forming.moderator,
            members: forming.members.clone(),
        })
    };
    let groups = formation.groups.iter().map(group).collect::<Option<Vec<_>>>()?;
    let ids = formation.groups.iter().map(|forming| forming.group).collect();
    Some(Made { proposal: Proposal::default(), groups, ids })
}

/// Groups to be compared, whatever the order of their members.
fn sorted(groups: &[Group]) -> Vec<Group> {
    let mut groups = groups.to_vec();
    groups.iter_mut().for_each(|group| group.members.sort_unstable());
    groups
}

//! The groups as the lead is putting them together on this device, before anybody else sees them.

use std::collections::BTreeMap;

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Deed;
use shared::formation::{self, Broken, Gathering, Group, Hindrance, Nth, Placed, Proposal, Reason};
use shared::id::{CaseId, GroupId, SeatId};
use shared::meeting::{Formation, Forming};
use vault::words::Room;

use super::apart::Apart;
use super::gathering;
use super::marks::Marks;
use super::room::Rooms;
use super::{again, ask, rotation};
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
    /// Whether the same people are in the same groups.
    fn is_like(&self, other: &Self) -> bool {
        self.ids == other.ids && sorted(&self.groups) == sorted(&other.groups)
    }

    /// The group in which somebody is.
    pub fn place_of(&self, seat: SeatId) -> Option<usize> {
        self.groups.iter().position(|group| group.members.contains(&seat))
    }

    /// Why those in a group are there, as each of them is told. Who is kept apart from whom nobody
    /// learns by it.
    fn reasons(&self, group: &Group) -> BTreeMap<SeatId, Reason> {
        let placed =
            |seat| self.proposal.placed.iter().find(|it| it.seat == seat && it.case == group.case);
        let reason = |seat| match placed(seat).map(|it| it.reason) {
            Some(Reason::Hindered { missed, by: Hindrance::Apart }) => {
                Reason::Hindered { missed, by: Hindrance::Needed }
            }
            Some(reason) => reason,
            None => Reason::Pinned,
        };
        group.members.iter().map(|seat| (*seat, reason(*seat))).collect()
    }

    /// The group around a case.
    pub fn place_of_case(&self, case: CaseId) -> Option<usize> {
        self.groups.iter().position(|group| group.case == case)
    }
}

/// Where the groups on the table come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Proposed by the tool, or put together by hand.
    #[default]
    Proposal,
    /// A change of tables.
    Tables,
    /// The groups as they were, for another round.
    Same,
    /// As everybody is shown it, proposed on another device or before a reload.
    Shown,
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
    /// Where what lies here comes from.
    pub kind: RwSignal<Kind>,
}

impl Plan {
    /// What was proposed last and is not formed yet, or nothing.
    pub fn new(store: Store) -> Self {
        let plan = Self {
            store,
            marks: Marks::new(),
            apart: Apart::new(),
            rooms: Rooms::new(),
            pins: RwSignal::new(BTreeMap::new()),
            seed: RwSignal::new(0),
            made: RwSignal::new(None),
            same: RwSignal::new(false),
            kind: RwSignal::new(Kind::default()),
        };
        // What lies before everybody lies here as well, whoever of those who lead proposed it. What
        // is changed here stays until it is shown, or until somebody shows something else.
        let shown = Memo::new(move |_| store.read(proposed));
        Effect::new(move |_| {
            let Some(shown) = shown.get() else { return };
            let is_here = |made: &Option<Made>| made.as_ref().is_some_and(|it| it.is_like(&shown));
            if !plan.made.with_untracked(is_here) {
                plan.kind.set(Kind::Shown);
                plan.made.set(Some(shown));
            }
        });
        plan
    }

    /// Whether people take their places themselves now.
    pub fn is_market(self) -> bool {
        self.store.read(|m| market(m).is_some())
    }

    /// What groups are formed from now.
    pub fn gathering(self) -> Gathering {
        let (noted, kept) = (self.marks.get(), self.apart.get());
        self.store.read(|m| gathering::of(m, &noted, &kept, &BTreeMap::new(), 0))
    }

    /// The same for a marketplace: whoever sits alone in a group there shows whose case it is, so
    /// without those that bear no name and that nobody presents.
    pub fn market_gathering(self) -> Gathering {
        let mut all = self.gathering();
        self.store.read(|m| {
            let is_named =
                |case: &CaseId| m.meeting().case(*case).is_some_and(|it| it.giver().is_some());
            all.cases.retain(is_named);
            for person in &mut all.people {
                person.own_case.take_if(|case| !is_named(case));
            }
        });
        all
    }

    /// Opens the groups with those in them who must be there, and with so many places each.
    pub fn open_market(self, places: usize) {
        let groups = formation::market(&untrack(|| self.market_gathering()));
        self.put(Proposal { groups, ..Proposal::default() });
        let mut groups = untrack(|| self.formings());
        for forming in &mut groups {
            forming.places = Some(u8::try_from(places).unwrap_or(u8::MAX));
        }
        self.store.act(Deed::Propose { groups, seconds: 0 });
        ask::place(self.store, self);
    }

    /// Finds a place for everybody who has none, and somebody to moderate where nobody does; all
    /// others stay where they are.
    pub fn place_others(self) {
        let Some(made) = self.made.get_untracked() else { return };
        let mut all = untrack(|| self.gathering());
        all.cases.retain(|case| made.place_of_case(*case).is_some());
        for person in &mut all.people {
            person.pinned = made.place_of(person.seat).map(|place| made.groups[place].case);
        }
        for group in formation::form(&all).groups {
            let Some(place) = made.place_of_case(group.case) else { continue };
            let led = made.groups[place].moderator;
            let moderator = group.moderator.filter(|_| led.is_none());
            let new = group.members.into_iter().filter(|seat| made.place_of(*seat).is_none());
            let new = new.filter(|seat| Some(*seat) != moderator);
            new.for_each(|seat| self.take(seat, made.ids[place], false));
            moderator.into_iter().for_each(|seat| self.take(seat, made.ids[place], true));
        }
    }

    fn take(self, seat: SeatId, group: GroupId, moderates: bool) {
        self.store.act(Deed::TakePlace { seat, group: Some(group), moderates });
    }

    /// Puts a change of tables here.
    pub fn rotate(self) {
        let seed = self.seed.get_untracked();
        self.lay(Kind::Tables, self.store.peek(|m| rotation::changed(m, seed)));
    }

    /// Puts the groups as they are here, for another round.
    pub fn stay(self) {
        let (noted, kept) = untrack(|| (self.marks.get(), self.apart.get()));
        self.lay(Kind::Same, self.store.peek(|m| again::same(m, &noted, &kept)));
    }

    /// Puts groups here that there are already.
    fn lay(self, kind: Kind, made: Option<(Vec<Group>, Vec<GroupId>)>) {
        let Some((groups, ids)) = made else { return };
        self.same.set(false);
        self.pins.update(BTreeMap::clear);
        self.made.set(Some(Made { proposal: Proposal::default(), groups, ids }));
        self.kind.set(kind);
    }

    /// Takes what lies here off the table: it is formed, or something else is to come.
    pub fn clear(self) {
        self.made.set(None);
        self.pins.update(BTreeMap::clear);
        self.same.set(false);
        self.kind.set(Kind::Proposal);
    }

    /// Where a group is to meet: as it was typed here, else as it was told.
    pub fn room(self, group: usize) -> Room {
        self.rooms.typed(group).unwrap_or_else(|| self.told(group))
    }

    /// Where a group was told that it meets.
    pub fn told(self, group: usize) -> Room {
        let id = self.with(|made| made.ids.get(group).copied()).flatten();
        self.store.read(|m| {
            let mut groups = m.meeting().formation.iter().flat_map(|it| &it.groups);
            let place = groups.find(|it| Some(it.group) == id).and_then(|it| it.place);
            place.and_then(|place| m.room(&place).words()).unwrap_or_default()
        })
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
        if self.kind.get_untracked() == Kind::Tables {
            self.seed.update(|seed| *seed += 1);
            return self.rotate();
        }
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
        self.kind.set(Kind::Proposal);
        let groups = proposal.groups.clone();
        self.made.set(Some(Made { proposal, groups, ids }));
    }

    /// Moves somebody to another group, where they stay from now on.
    pub fn move_to(self, seat: SeatId, to: usize) {
        if let Some(group) = self.in_market(to) {
            return self.take(seat, group, false);
        }
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
        if let Some(id) = self.in_market(group) {
            let now = self.made.with_untracked(|made| made.as_ref()?.groups.get(group)?.moderator);
            if let Some(who) = seat.or(now) {
                self.take(who, id, seat.is_some());
            }
            return;
        }
        self.change(|made| {
            if let Some(group) = made.groups.get_mut(group) {
                group.moderator = seat;
            }
        });
    }

    /// The id of a group, where people take their places themselves.
    fn in_market(self, place: usize) -> Option<GroupId> {
        let open = self.store.peek(|m| market(m).is_some());
        let id = |made: &Option<Made>| made.as_ref()?.ids.get(place).copied();
        self.made.with_untracked(id).filter(|_| open)
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
        let all = self.gathering();
        self.with(|made| formation::check(&made.groups, &all)).unwrap_or_default()
    }

    /// The groups as they would be proposed.
    pub fn formings(self) -> Vec<Forming> {
        let places = self.store.read(|m| {
            let formation = m.meeting().formation.as_ref();
            let groups = formation.map(|it| it.groups.clone()).unwrap_or_default();
            groups.into_iter().map(|it| (it.group, it.place)).collect::<BTreeMap<_, _>>()
        });
        let kind = self.kind.get();
        let forming = |made: &Made, group: &Group, id: &GroupId| Forming {
            group: *id,
            case: Some(group.case),
            moderator: group.moderator,
            members: group.members.clone(),
            place: places.get(id).copied().flatten(),
            places: None,
            why: match kind {
                Kind::Proposal | Kind::Shown => made.reasons(group),
                Kind::Tables | Kind::Same => BTreeMap::new(),
            },
        };
        let all = self.with(|made| {
            let groups = made.groups.iter().zip(&made.ids);
            groups.map(|(group, id)| forming(made, group, id)).collect()
        });
        all.unwrap_or_default()
    }
}

/// The groups in which people take their places themselves.
fn market(m: &Mirror) -> Option<&Formation> {
    m.meeting().formation.as_ref().filter(|formation| formation.is_market())
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
    let mut proposal = Proposal::default();
    for forming in &formation.groups {
        let placed = |(seat, reason): (&SeatId, &Reason)| {
            let (seat, case) = (*seat, forming.case?);
            let wish = m.meeting().wish(seat, case).and_then(Nth::of);
            Some(Placed { seat, case, wish, reason: *reason })
        };
        proposal.placed.extend(forming.why.iter().filter_map(placed));
    }
    Some(Made { proposal, groups, ids })
}

/// Groups to be compared, whatever the order of their members.
fn sorted(groups: &[Group]) -> Vec<Group> {
    let mut groups = groups.to_vec();
    groups.iter_mut().for_each(|group| group.members.sort_unstable());
    groups
}

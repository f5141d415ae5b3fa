//! Reads what was handed in: people and cases by their place in the list, and what can't be used.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use super::gathering::{Gathering, MOST_WISHES, Person, Sizes};
use super::proposal::Remark;
use crate::id::{CaseId, SeatId};

/// A gathering without what can't be used; people and cases are named by their place.
pub struct Reading<'a> {
    /// Everybody once.
    pub guests: Vec<Guest<'a>>,
    /// Every case once, those that have waited longest first.
    pub cases: Vec<CaseId>,
    /// Whom each is kept apart from.
    pub apart: Vec<Vec<usize>>,
    /// Whom each has met before.
    pub met: Vec<Vec<usize>>,
    /// Sound sizes.
    pub sizes: Sizes,
    /// How many houses there are.
    pub houses: usize,
}

/// One person, read.
pub struct Guest<'a> {
    /// As handed in.
    pub person: &'a Person,
    /// The case they bring.
    pub own: Option<usize>,
    /// The case they are pinned to.
    pub pinned: Option<usize>,
    /// The cases of others they wish for, dearest first.
    pub wishes: Vec<usize>,
    /// Their house, counted from 0 in the order in which houses come up.
    pub house: Option<usize>,
}

impl Guest<'_> {
    /// Which wish a case is.
    pub fn rank(&self, case: usize) -> Option<usize> {
        self.wishes.iter().position(|wish| *wish == case)
    }

    /// Whether they bring this case and nobody has pinned them elsewhere.
    pub fn gives(&self, case: usize) -> bool {
        self.own == Some(case) && self.pinned.is_none_or(|pinned| pinned == case)
    }
}

/// Reads a gathering, and says what in it can't be used.
pub fn read(gathering: &Gathering) -> (Reading<'_>, Vec<Remark>) {
    let mut remarks = Vec::new();
    let mut sizes = gathering.sizes;
    if !sizes.are_sound() {
        remarks.push(Remark::ImpossibleSizes);
        sizes = Sizes::default();
    }
    let mut cases = Vec::new();
    for case in &gathering.cases {
        if cases.contains(case) {
            remarks.push(Remark::CaseTwice(*case));
        } else {
            cases.push(*case);
        }
    }
    let mut seats = BTreeMap::new();
    let mut houses = BTreeMap::new();
    let mut guests = Vec::new();
    for person in &gathering.people {
        if seats.contains_key(&person.seat) {
            remarks.push(Remark::PersonTwice(person.seat));
            continue;
        }
        seats.insert(person.seat, guests.len());
        let new = houses.len();
        let house = person.house.map(|house| *houses.entry(house).or_insert(new));
        guests.push(guest(person, house, &cases, &mut remarks));
    }
    let is_brought = |place| guests.iter().any(|guest| guest.own == Some(place));
    let brought: Vec<bool> = (0..cases.len()).map(is_brought).collect();
    let missing = cases.iter().zip(&brought).filter(|(_, is_brought)| !**is_brought);
    remarks.extend(missing.map(|(case, _)| Remark::NobodyBrings(*case)));
    // Nobody can be put to a case around which there will be no group.
    for guest in &mut guests {
        if let Some(case) = guest.pinned.filter(|case| !brought[*case]) {
            remarks.push(Remark::PinnedNowhere(guest.person.seat, cases[case]));
            guest.pinned = None;
        }
    }
    let apart = pairs(&gathering.apart, &seats, |a, b| remarks.push(Remark::UnknownPair(a, b)));
    // Who met somebody that is not here today is nothing to speak of.
    let met = pairs(&gathering.met, &seats, |_, _| ());
    (Reading { guests, cases, apart, met, sizes, houses: houses.len() }, remarks)
}

fn guest<'a>(
    person: &'a Person,
    house: Option<usize>,
    cases: &[CaseId],
    remarks: &mut Vec<Remark>,
) -> Guest<'a> {
    let seat = person.seat;
    let mut find = |case: CaseId, unknown: fn(SeatId, CaseId) -> Remark| {
        let found = cases.iter().position(|it| *it == case);
        if found.is_none() {
            remarks.push(unknown(seat, case));
        }
        found
    };
    let own = person.own_case.and_then(|case| find(case, Remark::UnknownOwnCase));
    let pinned = person.pinned.and_then(|case| find(case, Remark::PinnedNowhere));
    let mut wishes = Vec::new();
    for case in &person.wishes {
        let place = cases.iter().position(|it| it == case);
        let remark = match place {
            None => Remark::UnknownWish(seat, *case),
            Some(_) if place == own => Remark::OwnWish(seat, *case),
            Some(place) if wishes.contains(&place) => Remark::WishTwice(seat, *case),
            Some(_) if wishes.len() == MOST_WISHES => Remark::WishTooMany(seat, *case),
            Some(place) => {
                wishes.push(place);
                continue;
            }
        };
        remarks.push(remark);
    }
    Guest { person, own, pinned, wishes, house }
}

/// For each person the others they are paired with, each once; pairs that are none are handed over.
fn pairs(
    pairs: &[(SeatId, SeatId)],
    seats: &BTreeMap<SeatId, usize>,
    mut unknown: impl FnMut(SeatId, SeatId),
) -> Vec<Vec<usize>> {
    let mut others = vec![Vec::new(); seats.len()];
    for (a, b) in pairs {
        match (seats.get(a), seats.get(b)) {
            (Some(i), Some(j)) if i != j => {
                if !others[*i].contains(j) {
                    others[*i].push(*j);
                    others[*j].push(*i);
                }
            }
            _ => unknown(*a, *b),
        }
    }
    others
}

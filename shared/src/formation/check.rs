//! Whether groups keep the rules, whoever made them: the tool, or the lead by hand.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::gathering::{Gathering, Person, Sizes};
use super::proposal::{Broken, Group};
use super::seating::MOST_OF_A_HOUSE;
use crate::id::{CaseId, SeatId};

/// The rules that these groups do not keep, the most important first. A case that no group advises
/// on leaves its giver free to be anywhere.
pub fn check(groups: &[Group], gathering: &Gathering) -> Vec<Broken> {
    let people = first_of_each(gathering);
    let sizes = if gathering.sizes.are_sound() { gathering.sizes } else { Sizes::default() };
    let mut broken = places(groups, &people, gathering);
    for group in groups {
        let members: Vec<&Person> =
            group.members.iter().filter_map(|seat| people.get(seat).copied()).collect();
        moderation(group, &people, &mut broken);
        let (case, size) = (group.case, group.members.len());
        if size < sizes.min {
            broken.push(Broken::TooSmall { case, people: size });
        } else if size > sizes.max {
            broken.push(Broken::TooLarge { case, people: size });
        }
        let mut remote = members.iter().filter(|person| person.is_remote());
        if let (Some(lone), None) = (remote.next(), remote.next()) {
            broken.push(Broken::LoneRemote { case, seat: lone.seat });
        }
        let mut houses = BTreeMap::<u32, Vec<SeatId>>::new();
        for person in &members {
            if let Some(house) = person.house {
                houses.entry(house).or_default().push(person.seat);
            }
        }
        let many = houses.into_iter().filter(|(_, seats)| seats.len() > MOST_OF_A_HOUSE);
        broken.extend(many.map(|(house, seats)| Broken::House { case, house, seats }));
        let mut pairs: Vec<(SeatId, SeatId)> = Vec::new();
        for (a, b) in &gathering.apart {
            let pair = ((*a).min(*b), (*a).max(*b));
            let both = group.members.contains(a) && group.members.contains(b);
            if a != b && both && !pairs.contains(&pair) {
                pairs.push(pair);
                broken.push(Broken::Together { case, seats: (*a, *b) });
            }
        }
    }
    // By rule; within a rule by the order of the groups.
    broken.sort_by_key(Broken::rule);
    broken
}

/// Everybody, by their seat; who stands there twice, as they stand there first.
fn first_of_each(gathering: &Gathering) -> BTreeMap<SeatId, &Person> {
    let mut people = BTreeMap::new();
    for person in &gathering.people {
        people.entry(person.seat).or_insert(person);
    }
    people
}

/// Whether everybody is somewhere once, and the case givers with their case.
fn places(
    groups: &[Group],
    people: &BTreeMap<SeatId, &Person>,
    gathering: &Gathering,
) -> Vec<Broken> {
    let mut broken = Vec::new();
    let mut at = BTreeMap::<SeatId, Vec<CaseId>>::new();
    for (place, group) in groups.iter().enumerate() {
        if groups[..place].iter().any(|it| it.case == group.case) {
            broken.push(Broken::CaseTwice(group.case));
        }
        for seat in &group.members {
            at.entry(*seat).or_default().push(group.case);
        }
    }
    let strangers = at.keys().filter(|seat| !people.contains_key(seat));
    broken.extend(strangers.map(|seat| Broken::Stranger(*seat)));
    for (place, person) in gathering.people.iter().enumerate() {
        let seat = person.seat;
        if gathering.people[..place].iter().any(|it| it.seat == seat) {
            continue;
        }
        let cases = at.get(&seat).map_or(&[][..], Vec::as_slice);
        match cases.len() {
            0 => broken.push(Broken::Unplaced(seat)),
            1 => {}
            _ => broken.push(Broken::PlacedTwice(seat)),
        }
        if let Some(case) = person.own_case
            && !cases.contains(&case)
            && groups.iter().any(|group| group.case == case)
        {
            broken.push(Broken::OwnCase { seat, case });
        }
    }
    broken
}

/// Whether a group has a moderator who may be that.
fn moderation(group: &Group, people: &BTreeMap<SeatId, &Person>, broken: &mut Vec<Broken>) {
    let case = group.case;
    let Some(seat) = group.moderator else {
        broken.push(Broken::NoModerator { case });
        return;
    };
    let fits = |person: &&Person| person.would_moderate() && person.own_case != Some(case);
    if !group.members.contains(&seat) || people.get(&seat).is_none_or(|it| !fits(it)) {
        broken.push(Broken::WrongModerator { case, seat });
    }
}

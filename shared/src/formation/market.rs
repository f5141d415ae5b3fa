//! The marketplace (Marktplatz): the groups in which everybody finds a place themselves.

use alloc::vec::Vec;

use super::gathering::{Gathering, Willing};
use super::proposal::Group;

/// The groups that a proposal would have, with nobody in them but those who must be there: whose
/// case it is, and whoever moderates gladly.
pub fn market(gathering: &Gathering) -> Vec<Group> {
    let person = |seat| gathering.people.iter().find(|person| person.seat == seat);
    let mut groups = super::form(gathering).groups;
    for group in &mut groups {
        let gladly = |seat| person(seat).is_some_and(|it| it.willing == Willing::Gladly);
        group.moderator = group.moderator.filter(|seat| gladly(*seat));
        let (case, moderator) = (group.case, group.moderator);
        let gives = |seat| person(seat).is_some_and(|it| it.own_case == Some(case));
        group.members.retain(|seat| gives(*seat) || moderator == Some(*seat));
    }
    groups
}

/// For how many there is room in each group when all groups are to be equally large, as far as they
/// are not to be larger than is good.
pub fn places(gathering: &Gathering, groups: usize) -> usize {
    let people = gathering.people.len().div_ceil(groups.max(1));
    people.min(gathering.sizes.max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formation::{Person, Sizes};
    use crate::id::{CaseId, SeatId};
    use crate::meeting::Presence;

    #[test]
    fn only_those_who_must_be_there_sit_already() {
        let case = |n| CaseId::from_bytes([n; 16]);
        let person = |n: u8| Person {
            seat: SeatId::from_bytes([n; 16]),
            house: None,
            small_house: None,
            presence: Presence::OnSite,
            own_case: (n < 2).then(|| case(n)),
            willing: match n {
                0 | 1 => Willing::No,
                2 => Willing::Gladly,
                _ => Willing::IfNeeded,
            },
            moderated: 0,
            wishes: Vec::new(),
            pinned: None,
        };
        let people = (0..11).map(person).collect();
        let gathering =
            Gathering { people, cases: [0, 1].map(case).into(), ..Gathering::default() };
        let groups = market(&gathering);
        let mut sizes: Vec<usize> = groups.iter().map(|group| group.members.len()).collect();
        sizes.sort_unstable();
        assert_eq!(sizes, [1, 2], "one group has somebody who moderates gladly");
        for group in &groups {
            assert!(group.moderator.is_none_or(|seat| group.members.contains(&seat)));
        }
        assert_eq!(places(&gathering, groups.len()), 6);
        let crowd = Gathering { sizes: Sizes { max: 4, ..gathering.sizes }, ..gathering };
        assert_eq!(places(&crowd, 2), 4);
    }
}

//! Another round in the groups as they are: each takes up the next case of somebody in it.

use alloc::vec::Vec;
use core::cmp::Reverse;

use super::gathering::{Gathering, Person};
use super::proposal::Group;

/// The same people in the same groups, around the first case in the gathering's order that one of
/// them brings. A group in which nobody brings one keeps the case it has: it finds one itself once
/// it begins. Whoever moderated goes on, unless it is their own case; then whoever does so most
/// gladly, and of those who has done so least.
pub fn again(groups: &[Group], gathering: &Gathering) -> Vec<Group> {
    groups.iter().map(|group| next(group, gathering)).collect()
}

fn next(group: &Group, gathering: &Gathering) -> Group {
    let here = || gathering.people.iter().filter(|person| group.members.contains(&person.seat));
    let is_brought = |case: &_| here().any(|person| person.own_case == Some(*case));
    let case = gathering.cases.iter().copied().find(is_brought).unwrap_or(group.case);
    let gives = |person: &Person| person.own_case == Some(case);
    let goes_on = |seat| !here().any(|person| person.seat == seat && gives(person));
    let free = here().filter(|person| person.would_moderate() && !gives(person));
    let best = || free.min_by_key(|person| (Reverse(person.willing), person.moderated));
    let moderator = group.moderator.filter(|seat| goes_on(*seat)).or_else(|| Some(best()?.seat));
    Group { case, moderator, members: group.members.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formation::Willing;
    use crate::id::{CaseId, SeatId};
    use crate::meeting::Presence;

    const DONE: CaseId = CaseId::from_bytes([9; 16]);
    const NEXT: CaseId = CaseId::from_bytes([1; 16]);
    const LATER: CaseId = CaseId::from_bytes([2; 16]);

    fn seat(n: u8) -> SeatId {
        SeatId::from_bytes([n; 16])
    }

    fn person(n: u8, own_case: Option<CaseId>, willing: Willing, moderated: u32) -> Person {
        Person {
            seat: seat(n),
            house: None,
            small_house: None,
            presence: Presence::OnSite,
            own_case,
            willing,
            moderated,
            wishes: Vec::new(),
            pinned: None,
        }
    }

    fn group(moderator: u8, members: &[u8]) -> Group {
        let members = members.iter().copied().map(seat).collect();
        Group { case: DONE, moderator: Some(seat(moderator)), members }
    }

    #[test]
    fn each_group_takes_up_the_first_case_that_one_of_its_people_brings() {
        let people = [
            person(1, None, Willing::IfNeeded, 1),
            person(2, Some(LATER), Willing::No, 0),
            person(3, Some(NEXT), Willing::No, 0),
            person(4, None, Willing::IfNeeded, 0),
            person(5, None, Willing::IfNeeded, 0),
        ];
        let cases = [NEXT, LATER].into();
        let gathering = Gathering { people: people.into(), cases, ..Gathering::default() };
        let before = [group(1, &[1, 2, 3]), group(4, &[4, 5])];
        let after = again(&before, &gathering);
        assert_eq!(after[0], Group { case: NEXT, ..before[0].clone() }, "Person 1 moderates on");
        assert_eq!(after[1], before[1], "nobody brings a case there");
    }

    #[test]
    fn whoever_brings_the_case_hands_the_moderation_to_whoever_does_it_most_gladly() {
        let people = [
            person(1, Some(NEXT), Willing::No, 1),
            person(2, None, Willing::No, 0),
            person(3, None, Willing::IfNeeded, 0),
            person(4, None, Willing::Gladly, 2),
            person(5, None, Willing::Gladly, 1),
            person(6, None, Willing::Gladly, 0),
        ];
        let gathering =
            Gathering { people: people.into(), cases: [NEXT].into(), ..Gathering::default() };
        let after = again(&[group(1, &[1, 2, 3, 4, 5])], &gathering);
        assert_eq!(after[0].moderator, Some(seat(5)), "Person 6 is in another group");
        let nobody = again(&[group(1, &[1, 2])], &gathering);
        assert_eq!(nobody[0].moderator, None, "whoever leads names somebody");
    }
}

//! Each rule by itself: kept where it can be, named where it can't, in the order of the rules.

use shared::formation::{
    Broken, Gathering, Group, Open, Person, Remark, Rule, Willing, check, form, late,
};
use shared::meeting::Presence;

use crate::meetings::{case, meeting, person, seat};

fn rules(gathering: &Gathering) -> Vec<Rule> {
    form(gathering).broken.iter().map(Broken::rule).collect()
}

/// The numbers of the people in the group of a case.
fn members(gathering: &Gathering, number: usize) -> Vec<usize> {
    let proposal = form(gathering);
    let group = proposal.groups.iter().find(|group| group.case == case(number));
    let members = &group.expect("the case is taken").members;
    (0..gathering.people.len()).filter(|it| members.contains(&seat(*it))).collect()
}

#[test]
fn a_case_giver_stays_with_their_own_case() {
    let mut meeting = meeting(12, 2);
    meeting.people[0].wishes = vec![case(1)];
    assert!(members(&meeting, 0).contains(&0));
    meeting.people[0].pinned = Some(case(1));
    meeting.people[5].pinned = Some(case(0));
    let proposal = form(&meeting);
    assert_eq!(proposal.broken, [Broken::OwnCase { seat: seat(0), case: case(0) }]);
    assert_eq!(proposal.remarks, [Remark::PinsBreak(Rule::OwnCase)]);
}

#[test]
fn each_group_has_a_moderator_who_is_willing_and_does_not_bring_its_case() {
    let mut meeting = meeting(12, 2);
    for wisher in 2..4 {
        meeting.people[wisher].wishes = vec![case(0)];
    }
    for group in form(&meeting).groups {
        let moderator = group.moderator.expect("there are two");
        assert!([seat(2), seat(3)].contains(&moderator) && group.members.contains(&moderator));
    }
    // The only other who would is a case giver, who can't moderate their own case.
    meeting.people[2].willing = Willing::No;
    meeting.people[0].willing = Willing::Gladly;
    let proposal = form(&meeting);
    assert_eq!(proposal.groups.len(), 1, "a moderator comes before the size");
    assert_eq!(proposal.broken, [Broken::TooLarge { case: proposal.groups[0].case, people: 12 }]);
}

#[test]
fn whoever_is_glad_to_moderates_and_of_these_who_did_so_least() {
    let mut meeting = meeting(6, 1);
    for (number, willing, moderated) in
        [(1, Willing::IfNeeded, 0), (2, Willing::Gladly, 3), (3, Willing::Gladly, 1)]
    {
        meeting.people[number] = Person { willing, moderated, ..person(number) };
    }
    assert_eq!(form(&meeting).groups[0].moderator, Some(seat(3)));
}

#[test]
fn without_anybody_to_moderate_the_groups_have_their_size_all_the_same() {
    let mut meeting = meeting(12, 2);
    meeting.people.iter_mut().for_each(|person| person.willing = Willing::No);
    assert_eq!(rules(&meeting), [Rule::Moderator, Rule::Moderator]);
}

fn sizes(gathering: &Gathering) -> Vec<usize> {
    form(gathering).groups.iter().map(|group| group.members.len()).collect()
}

#[test]
fn sizes_stay_even_however_dear_one_case_is() {
    let mut meeting = meeting(23, 4);
    meeting.people.iter_mut().skip(4).for_each(|person| person.wishes = vec![case(0)]);
    let mut even = sizes(&meeting);
    even.sort_unstable();
    assert_eq!(even, [5, 6, 6, 6]);
    assert_eq!(rules(&meeting), []);
}

#[test]
fn sizes_become_uneven_where_wishes_clearly_gain() {
    // Three remote people stay together, and five others are with the case they all wish for.
    let mut meeting = meeting(20, 3);
    for pinned in [3, 6, 7, 8] {
        meeting.people[pinned].pinned = Some(case(0));
    }
    for remote in 17..20 {
        meeting.people[remote].presence = Presence::Remote;
    }
    let sorted = |meeting: &Gathering| {
        let mut sizes = sizes(meeting);
        sizes.sort_unstable();
        sizes
    };
    assert_eq!(sorted(&meeting), [6, 7, 7]);
    // One place off the even sizes brings three first wishes; two would not be enough.
    for remote in 17..20 {
        meeting.people[remote].wishes = vec![case(0)];
    }
    assert_eq!(sizes(&meeting), [8, 6, 6]);
    meeting.people[17].wishes.clear();
    assert_eq!(sorted(&meeting), [6, 7, 7]);
}

#[test]
fn whoever_moderates_gladly_is_passed_over_for_no_wish() {
    let mut meeting = meeting(12, 2);
    // Both who would gladly wish for the same case; somebody else would if need be.
    for glad in 2..4 {
        meeting.people[glad].wishes = vec![case(0)];
    }
    meeting.people[4].willing = Willing::IfNeeded;
    meeting.people[4].wishes = vec![case(1)];
    let moderators: Vec<_> = form(&meeting).groups.iter().map(|group| group.moderator).collect();
    assert!(moderators.iter().all(|it| [Some(seat(2)), Some(seat(3))].contains(it)));
}

#[test]
fn nobody_remote_is_alone() {
    let mut meeting = meeting(12, 2);
    for (number, wish) in [(8, 0), (9, 1)] {
        meeting.people[number].presence = Presence::Remote;
        meeting.people[number].wishes = vec![case(wish)];
    }
    let first = members(&meeting, 0);
    assert_eq!(first.contains(&8), first.contains(&9));
    meeting.people[9].presence = Presence::RoomDevice;
    let proposal = form(&meeting);
    assert!(
        matches!(proposal.broken[..], [Broken::LoneRemote { seat: lone, .. }] if lone == seat(8)),
        "{:?}",
        proposal.broken
    );
}

#[test]
fn at_most_two_come_from_one_house() {
    let mut meeting = meeting(12, 2);
    for person in &mut meeting.people[4..8] {
        (person.house, person.wishes) = (Some(7), vec![case(0)]);
    }
    assert_eq!(rules(&meeting), []);
    assert_eq!(members(&meeting, 0).iter().filter(|it| (4..8).contains(*it)).count(), 2);
    meeting.people[8].house = Some(7);
    let proposal = form(&meeting);
    let [Broken::House { house: 7, seats, .. }] = &proposal.broken[..] else {
        panic!("{:?}", proposal.broken)
    };
    assert_eq!(seats.len(), 3);
}

#[test]
fn a_large_house_makes_more_groups_if_there_are_cases_for_them() {
    let mut meeting = meeting(12, 3);
    for person in &mut meeting.people[6..11] {
        person.house = Some(7);
    }
    let proposal = form(&meeting);
    assert_eq!((proposal.groups.len(), &proposal.broken[..]), (3, &[][..]));
}

#[test]
fn who_is_kept_apart_is_apart() {
    let mut meeting = meeting(12, 2);
    meeting.apart = vec![(seat(8), seat(9)), (seat(9), seat(8))];
    for number in [8, 9] {
        meeting.people[number].wishes = vec![case(0)];
    }
    let first = members(&meeting, 0);
    assert_ne!(first.contains(&8), first.contains(&9));
    assert_eq!(rules(&meeting), []);
    meeting.apart.extend([(seat(8), seat(10)), (seat(9), seat(10))]);
    assert_eq!(rules(&meeting), [Rule::Apart], "three can't be apart in two groups");
}

#[test]
fn a_rule_is_broken_as_late_in_the_order_as_possible() {
    // Both from the superior's house: with her two break the last rule, apart three of a house.
    let mut meeting = meeting(8, 2);
    meeting.people[0].house = Some(1);
    meeting.people[4].house = Some(1);
    meeting.people[5].house = Some(1);
    meeting.people[6].house = Some(1);
    meeting.apart = vec![(seat(0), seat(4)), (seat(0), seat(5)), (seat(0), seat(6))];
    assert_eq!(rules(&meeting), [Rule::Apart]);
}

#[test]
fn small_and_large_houses_mix_and_old_partners_part() {
    let mut meeting = meeting(12, 2);
    for (number, person) in meeting.people.iter_mut().enumerate() {
        person.small_house = Some(number % 4 < 2);
    }
    let small = |it: &&usize| **it % 4 < 2;
    assert_eq!(members(&meeting, 0).iter().filter(small).count(), 3);

    let mut meeting = crate::meetings::meeting(12, 2);
    meeting.met =
        vec![(seat(4), seat(5)), (seat(6), seat(7)), (seat(8), seat(9)), (seat(0), seat(10))];
    let first = members(&meeting, 0);
    assert!(meeting.met.iter().all(|(a, b)| {
        let is_there = |it| first.iter().any(|number| seat(*number) == it);
        is_there(*a) != is_there(*b)
    }));
}

#[test]
fn whom_the_lead_pins_stays_and_what_that_breaks_is_said() {
    let mut meeting = meeting(14, 2);
    for person in &mut meeting.people[4..13] {
        person.pinned = Some(case(1));
    }
    let proposal = form(&meeting);
    assert!((4..13).all(|number| proposal.placed[number].case == case(1)));
    assert_eq!(proposal.remarks, [Remark::PinsBreak(Rule::Size)]);
}

#[test]
fn check_names_whatever_a_hand_can_get_wrong() {
    let meeting = meeting(12, 2);
    let right = form(&meeting).groups;
    let broken = |change: &dyn Fn(&mut Vec<Group>)| {
        let mut groups = right.clone();
        change(&mut groups);
        check(&groups, &meeting)
    };
    let taken = right[0].members.iter().copied().find(|it| *it > seat(3)).expect("one advises");
    assert_eq!(
        broken(&|groups| groups[0].members.retain(|it| *it != taken)),
        [Broken::Unplaced(taken)]
    );
    assert_eq!(broken(&|groups| groups[1].members.push(taken)), [Broken::PlacedTwice(taken)]);
    assert_eq!(broken(&|groups| groups[0].members.push(seat(99))), [Broken::Stranger(seat(99))]);
    assert_eq!(
        broken(&|groups| groups[0].moderator = None),
        [Broken::NoModerator { case: case(0) }]
    );
    for wrong in [taken, seat(0), seat(99)] {
        let expected = [Broken::WrongModerator { case: case(0), seat: wrong }];
        assert_eq!(broken(&|groups| groups[0].moderator = Some(wrong)), expected);
    }
    assert_eq!(broken(&|groups| groups[1].case = case(0))[0], Broken::CaseTwice(case(0)));
    let swapped = broken(&|groups| {
        groups[0].members.retain(|it| *it != seat(0));
        groups[1].members.push(seat(0));
    });
    assert_eq!(swapped, [Broken::OwnCase { seat: seat(0), case: case(0) }]);
}

#[test]
fn who_comes_late_joins_the_smallest_group_that_fits() {
    let meeting = meeting(17, 3);
    let groups = form(&meeting).groups;
    let smallest = groups.iter().find(|it| it.members.len() == 5).expect("6, 6 and 5").case;
    let mut open: Vec<Open> =
        groups.into_iter().map(|group| Open { group, has_begun: false }).collect();
    let ole = person(50);
    let arrives = |open: &[Open], who: &Person| {
        let arrival = late(open, who, &meeting).expect("there are groups");
        (arrival.case, arrival.observes)
    };
    assert_eq!(arrives(&open, &ole), (smallest, false));
    assert_eq!(late(&[], &ole, &meeting), None);

    // Two of the house are in the smallest already: one of the others, and the dearer one.
    let group = open.iter().find(|it| it.group.case == smallest).expect("it is there");
    let mut crowded = meeting.clone();
    for person in &mut crowded.people {
        person.house = group.group.members[..2].contains(&person.seat).then_some(7);
    }
    let other = (0..3).map(case).rfind(|it| *it != smallest).expect("there are three");
    let eva = Person { house: Some(7), wishes: vec![smallest, other], ..person(51) };
    assert_eq!(late(&open, &eva, &crowded).map(|it| it.case), Some(other));

    // Where the consultation runs, one only watches; where it does not, there is a place.
    for open in &mut open {
        open.has_begun = open.group.case == smallest;
    }
    let (case, observes) = arrives(&open, &ole);
    assert!(case != smallest && !observes);
    open.iter_mut().for_each(|open| open.has_begun = true);
    assert_eq!(arrives(&open, &ole), (smallest, true));
}

//! Odd input and the proposals for it: nothing panics, nobody is lost, everything is named.

use proptest::prelude::*;
use shared::formation::{
    Fulfilled, Gathering, Instead, Missing, Nth, Person, Reason, Remark, Sizes, Willing, check,
    form,
};
use shared::meeting::Presence;

use crate::meetings::{case, meeting, person, random, seat};

#[test]
fn nobody_somebody_and_nothing_to_advise_on() {
    assert_eq!(form(&Gathering::default()).instead, [Instead::WaitForPeople]);
    let alone = form(&meeting(1, 1));
    assert_eq!((alone.groups.len(), alone.placed.len()), (0, 0));
    assert_eq!(alone.instead, [Instead::TooFew { people: 1 }, Instead::Backlog(vec![case(0)])]);

    let none = form(&meeting(7, 0));
    assert_eq!(none.groups, []);
    assert_eq!(none.missing, Missing { cases: 1, moderators: 1 });
    assert_eq!(none.instead, [Instead::CollectCases, Instead::Troika { groups: 2 }]);
    let many = form(&meeting(40, 0));
    assert_eq!(many.instead, [Instead::CollectCases, Instead::ProActionCafe { tables: 10 }]);
}

#[test]
fn two_or_three_are_a_small_group_and_are_told_so() {
    let pair = form(&meeting(2, 1));
    assert_eq!((pair.groups.len(), pair.broken.len()), (1, 1));
    assert_eq!(pair.instead, [Instead::TooFew { people: 2 }]);
    assert_eq!(form(&meeting(3, 1)).instead, [Instead::Troika { groups: 1 }]);
}

#[test]
fn fewer_cases_make_larger_groups_then_a_star() {
    let larger = form(&meeting(15, 2));
    assert_eq!(larger.broken, []);
    assert_eq!(larger.missing, Missing { cases: 1, moderators: 1 });
    assert_eq!(
        larger.instead,
        [Instead::LargerGroups { groups: 2, largest: 8 }, Instead::Troika { groups: 5 }]
    );
    let star = form(&meeting(20, 1));
    assert_eq!(star.instead, [Instead::Star { people: 20 }, Instead::Troika { groups: 6 }]);
    let crowd = form(&meeting(30, 1));
    assert_eq!(crowd.instead, [Instead::ProActionCafe { tables: 7 }]);
}

#[test]
fn fewer_moderators_make_larger_groups() {
    let mut meeting = meeting(15, 3);
    meeting.people[4].willing = Willing::No;
    let proposal = form(&meeting);
    assert_eq!((proposal.groups.len(), &proposal.broken[..]), (2, &[][..]));
    // Whose case waits can moderate for another; here nobody would.
    assert_eq!(proposal.missing, Missing { cases: 0, moderators: 1 });
    assert_eq!(proposal.instead[0], Instead::LargerGroups { groups: 2, largest: 8 });
    assert_eq!(proposal.instead.last(), Some(&Instead::Backlog(vec![case(2)])));
}

#[test]
fn of_more_cases_the_most_wished_are_taken_then_those_that_waited_longest() {
    let mut meeting = meeting(14, 4);
    for wisher in 8..11 {
        meeting.people[wisher].wishes = vec![case(3)];
    }
    let proposal = form(&meeting);
    let taken: Vec<_> = proposal.groups.iter().map(|group| group.case).collect();
    assert_eq!(taken, [case(0), case(3)]);
    let backlog = Instead::Backlog(vec![case(1), case(2)]);
    assert_eq!(proposal.instead, [Instead::Troika { groups: 4 }, backlog]);
    assert_eq!(proposal.placed.len(), 14, "whose case waits advises on another");
    // Somebody pinned to a case brings it in.
    meeting.people[12].pinned = Some(case(2));
    let taken: Vec<_> = form(&meeting).groups.iter().map(|group| group.case).collect();
    assert_eq!(taken, [case(2), case(3)]);
}

#[test]
fn what_cannot_be_used_is_named() {
    let mut meeting = meeting(8, 1);
    meeting.people[2].wishes = vec![case(9), case(0), case(0)];
    meeting.people[0].wishes = vec![case(0)];
    meeting.people[3].own_case = Some(case(8));
    meeting.people[4].pinned = Some(case(7));
    meeting.people[5].pinned = Some(case(1));
    meeting.people.push(person(6));
    meeting.cases.extend([case(0), case(1)]);
    meeting.apart = vec![(seat(1), seat(77)), (seat(2), seat(2))];
    meeting.met = vec![(seat(1), seat(77))];
    meeting.sizes = Sizes { min: 5, ideal: 4, max: 3 };
    let proposal = form(&meeting);
    assert_eq!(
        proposal.remarks,
        [
            Remark::ImpossibleSizes,
            Remark::CaseTwice(case(0)),
            Remark::OwnWish(seat(0), case(0)),
            Remark::UnknownWish(seat(2), case(9)),
            Remark::WishTwice(seat(2), case(0)),
            Remark::UnknownOwnCase(seat(3), case(8)),
            Remark::PinnedNowhere(seat(4), case(7)),
            Remark::PersonTwice(seat(6)),
            Remark::NobodyBrings(case(1)),
            Remark::PinnedNowhere(seat(5), case(1)),
            Remark::UnknownPair(seat(1), seat(77)),
            Remark::UnknownPair(seat(2), seat(2)),
        ]
    );
    assert_eq!((proposal.placed.len(), &proposal.broken[..]), (8, &[][..]));
    assert_eq!(proposal.placed[2].wish, Some(Nth::First), "what is unknown does not count");
    assert_eq!(proposal.fulfilled, Fulfilled { first: 2, open: 6, ..Fulfilled::default() });
    let backlog = Instead::Backlog(vec![case(1)]);
    assert_eq!(proposal.instead, [Instead::Troika { groups: 2 }, backlog]);

    let mut greedy = crate::meetings::meeting(20, 4);
    greedy.people[19].wishes = (0..4).map(case).collect();
    assert_eq!(form(&greedy).remarks, [Remark::WishTooMany(seat(19), case(3))]);
}

#[test]
fn the_same_seed_proposes_the_same_and_another_shuffles() {
    let many = random(3, 40, Sizes::default());
    assert_eq!(form(&many), form(&many));
    // As much for a small meeting, whose seatings are all tried, as for a larger one.
    for (people, cases) in [(10, 2), (23, 4)] {
        let mut meeting = meeting(people, cases);
        let first = form(&meeting);
        assert_eq!(first, form(&meeting));
        meeting.seed += 1;
        let other = form(&meeting);
        assert_eq!(other.broken, []);
        assert_ne!(first.groups, other.groups, "{people} people");
    }
}

#[test]
fn sixty_people_take_well_under_a_second() {
    let meeting = random(60, 60, Sizes::default());
    let started = std::time::Instant::now();
    let proposal = form(&meeting);
    println!(
        "60 people in {} groups: {:?} in this build, {:?}",
        proposal.groups.len(),
        started.elapsed(),
        proposal.fulfilled
    );
    assert_eq!((proposal.placed.len(), &proposal.broken[..]), (60, &[][..]));
}

/// Anybody at all: ids that exist, exist twice, or do not exist.
fn anybody() -> impl Strategy<Value = Person> {
    let some_case = || proptest::option::of((0..8_usize).prop_map(case));
    let willing = prop_oneof![Just(Willing::No), Just(Willing::IfNeeded), Just(Willing::Gladly)];
    let presence = prop_oneof![Just(Presence::OnSite), Just(Presence::Remote)];
    let wishes = proptest::collection::vec((0..8_usize).prop_map(case), 0..5);
    let pinned = proptest::option::weighted(0.1, (0..8_usize).prop_map(case));
    let house = proptest::option::of(0..6_u32);
    (0..20_usize, some_case(), willing, presence, wishes, pinned, house).prop_map(
        |(number, own_case, willing, presence, wishes, pinned, house)| Person {
            house,
            presence,
            own_case,
            willing,
            wishes,
            pinned,
            ..person(number)
        },
    )
}

fn anything() -> impl Strategy<Value = Gathering> {
    let people = proptest::collection::vec(anybody(), 0..18);
    let cases = proptest::collection::vec((0..7_usize).prop_map(case), 0..7);
    let pair = || (0..20_usize, 0..20_usize).prop_map(|(a, b)| (seat(a), seat(b)));
    let pairs = || proptest::collection::vec(pair(), 0..6);
    let sizes = (0..4_usize, 0..6_usize, 0..7_usize);
    let sizes = sizes.prop_map(|(min, ideal, max)| Sizes { min, ideal, max });
    (people, cases, pairs(), pairs(), sizes, any::<u64>()).prop_map(
        |(people, cases, apart, met, sizes, seed)| Gathering {
            people,
            cases,
            apart,
            met,
            sizes,
            seed,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_in_everybody_is_in_one_group_or_there_is_none(gathering in anything()) {
        let proposal = form(&gathering);
        let mut here: Vec<_> = gathering.people.iter().map(|person| person.seat).collect();
        here.sort();
        here.dedup();
        if proposal.groups.is_empty() {
            prop_assert!(!proposal.instead.is_empty() && proposal.placed.is_empty());
        } else {
            let members = proposal.groups.iter().flat_map(|group| group.members.clone());
            let mut members: Vec<_> = members.collect();
            members.sort();
            prop_assert_eq!(&members, &here);
            prop_assert_eq!(proposal.placed.len(), here.len());
            for group in &proposal.groups {
                let first = |seat| gathering.people.iter().find(|person| person.seat == seat);
                let moderator = group.moderator.and_then(first);
                prop_assert!(moderator.is_none_or(|it| it.own_case != Some(group.case)));
                prop_assert!(group.moderator.is_none_or(|it| group.members.contains(&it)));
            }
        }
        prop_assert_eq!(&check(&proposal.groups, &gathering)[..proposal.broken.len()], &proposal.broken[..]);
        let Fulfilled { first, second, third, none, open } = proposal.fulfilled;
        prop_assert_eq!(first + second + third + none + open, proposal.placed.len());
        for (placed, person) in proposal.placed.iter().zip(&gathering.people) {
            if person.pinned.is_none() && placed.seat == person.seat {
                let is_taken = proposal.groups.iter().any(|group| Some(group.case) == person.own_case);
                prop_assert_eq!(placed.reason == Reason::OwnCase, is_taken);
            }
        }
        prop_assert_eq!(form(&gathering), proposal);
    }
}

//! Szenario 2: the Fachgruppe, 23 people, four cases, two hours.

use shared::formation::{
    Fulfilled, Gathering, Hindrance, Missing, Nth, Person, Reason, Willing, check, form,
};

use crate::meetings::{case, person, seat};

const A: usize = 0;
const B: usize = 1;
const C: usize = 2;
const D: usize = 3;

/// Nora, Carlo, Hatice and Fabian bring the cases A to D; Pia, Jens, Ulla and Kim would moderate.
/// From 17 houses: four people come from the first house, four from the second.
fn fachgruppe() -> Gathering {
    let wishes: [&[usize]; 23] = [
        // The case givers.
        &[],
        &[],
        &[],
        &[],
        // Pia, Jens, Ulla; and Kim, who would rather be elsewhere, but nobody else moderates D.
        &[A, B],
        &[B, A],
        &[C],
        &[A, B, D],
        // Four from one house.
        &[A, C],
        &[A, C],
        &[A, C],
        &[A, C],
        // Four from another.
        &[B, D],
        &[B, D],
        &[B, D],
        &[B, D],
        &[A, B],
        &[A, D],
        &[B, C],
        &[B, A],
        &[C, D],
        &[C, B],
        &[D, A],
    ];
    let people = wishes.iter().enumerate().map(|(number, wishes)| Person {
        house: Some(match number {
            8..12 => 1,
            12..16 => 2,
            _ => 100 + number as u32,
        }),
        own_case: (number < 4).then(|| case(number)),
        willing: if (4..8).contains(&number) { Willing::Gladly } else { Willing::No },
        wishes: wishes.iter().map(|wish| case(*wish)).collect(),
        ..person(number)
    });
    Gathering {
        people: people.collect(),
        cases: (0..4).map(case).collect(),
        ..Gathering::default()
    }
}

#[test]
fn s2_04_all_hard_rules_hold_and_every_place_has_its_reason() {
    let meeting = fachgruppe();
    let proposal = form(&meeting);
    let sizes: Vec<usize> = proposal.groups.iter().map(|group| group.members.len()).collect();
    assert_eq!(sizes, [6, 6, 6, 5]);
    assert_eq!(proposal.broken, []);
    assert_eq!(check(&proposal.groups, &meeting), []);
    assert_eq!(proposal.missing, Missing::default());
    assert_eq!((&proposal.instead[..], &proposal.remarks[..]), (&[][..], &[][..]));
    let fulfilled = Fulfilled { first: 18, second: 4, third: 1, none: 0, open: 0 };
    assert_eq!(proposal.fulfilled, fulfilled);

    let placed = |number: usize| proposal.placed[number];
    assert!((0..4).all(|giver| placed(giver).reason == Reason::OwnCase));
    let moderators: Vec<_> = proposal.groups.iter().map(|group| group.moderator).collect();
    assert_eq!(moderators, [4, 5, 6, 7].map(|number| Some(seat(number))));
    assert_eq!(placed(7).wish, Some(Nth::Third));
    assert_eq!(placed(7).reason, Reason::Moderates { missed: Some(case(A)) });
    // »Zweitwunsch, weil schon zwei aus deinem Haus in A«.
    for (house, wished) in [(8..12, A), (12..16, B)] {
        let because = Reason::Hindered { missed: case(wished), by: Hindrance::House };
        let second = house.clone().filter(|it| placed(*it).wish == Some(Nth::Second));
        assert_eq!(second.clone().count(), 2);
        assert!(second.clone().all(|it| placed(it).reason == because));
        let first = house.filter(|it| placed(*it).reason == Reason::FirstWish);
        assert_eq!(first.count(), 2);
    }
}

#[test]
fn s2_04_moved_by_hand_the_rules_that_no_longer_hold_are_named() {
    let mut meeting = fachgruppe();
    let mut groups = form(&meeting).groups;
    // Petra objects: her superior is in C as well. She and Lars change places.
    let (petra, superior, lars) = (seat(20), seat(21), seat(18));
    meeting.apart = vec![(superior, petra)];
    let broken = check(&groups, &meeting);
    assert_eq!(broken.len(), 1, "{broken:?}");
    for (group, from, to) in [(C, petra, lars), (B, lars, petra)] {
        let members = &mut groups[group].members;
        let place = members.iter().position(|it| *it == from).expect("they are there");
        members[place] = to;
    }
    assert_eq!(check(&groups, &meeting), []);
    let again = form(&meeting);
    assert_eq!(again.broken, [], "the tool finds a way as well");
}

#[test]
fn s2_04_without_wishes_the_sizes_are_even() {
    for (people, sizes) in
        [(12, &[6, 6][..]), (18, &[6, 6, 6]), (23, &[6, 6, 6, 5]), (30, &[6; 5]), (48, &[6; 8])]
    {
        let meeting = crate::meetings::meeting(people, sizes.len());
        let proposal = form(&meeting);
        let mut found: Vec<_> = proposal.groups.iter().map(|group| group.members.len()).collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        assert_eq!(found, sizes, "{people} people");
        assert_eq!(proposal.broken, []);
    }
}

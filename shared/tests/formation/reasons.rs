//! Each reason that a person can be given.

use shared::formation::{Gathering, Hindrance, Nth, Person, Reason, Sizes, Willing, form};
use shared::meeting::Presence;

use crate::meetings::{case, meeting, person, random, seat};

fn reasons(gathering: &Gathering) -> Vec<(Option<Nth>, Reason)> {
    form(gathering).placed.iter().map(|placed| (placed.wish, placed.reason)).collect()
}

/// Why those who did not get their first wish did not.
fn hindered(gathering: &Gathering) -> Vec<Hindrance> {
    let by = |(_, reason)| match reason {
        Reason::Hindered { by, .. } => Some(by),
        _ => None,
    };
    reasons(gathering).into_iter().filter_map(by).collect()
}

#[test]
fn own_case_first_wish_no_wish_pinned() {
    let mut meeting = meeting(12, 2);
    meeting.people[5].wishes = vec![case(1), case(0)];
    meeting.people[6].pinned = Some(case(0));
    let reasons = reasons(&meeting);
    assert_eq!(reasons[0], (None, Reason::OwnCase));
    assert_eq!(reasons[5], (Some(Nth::First), Reason::FirstWish));
    assert_eq!(reasons[6], (None, Reason::Pinned));
    assert_eq!(reasons[7], (None, Reason::NoWish));
}

#[test]
fn who_moderates_and_had_to_is_told_so() {
    let mut meeting = meeting(12, 2);
    meeting.people[3].wishes = vec![case(0), case(1)];
    meeting.people[2].wishes = vec![case(0)];
    let reasons = reasons(&meeting);
    assert_eq!(reasons[2], (Some(Nth::First), Reason::FirstWish));
    let missed = Some(case(0));
    assert_eq!(reasons[3], (Some(Nth::Second), Reason::Moderates { missed }));
    meeting.people[3].wishes.clear();
    assert_eq!(form(&meeting).placed[3].reason, Reason::Moderates { missed: None });
}

#[test]
fn a_full_group_and_a_group_that_needs_somebody() {
    let mut meeting = meeting(14, 2);
    meeting.people[2..].iter_mut().for_each(|person| person.wishes = vec![case(0)]);
    // One moderates the other group; seven sit in the first, as many as in the other.
    assert_eq!(hindered(&meeting), [Hindrance::Full; 5]);
    meeting.people.truncate(9);
    assert_eq!(hindered(&meeting), [Hindrance::Needed; 2]);
}

#[test]
fn a_house_with_two_there_and_somebody_kept_apart() {
    let mut meeting = meeting(12, 2);
    for person in &mut meeting.people[4..7] {
        (person.house, person.wishes) = (Some(7), vec![case(0), case(1)]);
    }
    assert_eq!(hindered(&meeting), [Hindrance::House]);
    let mut meeting = crate::meetings::meeting(12, 2);
    meeting.apart = vec![(seat(0), seat(4))];
    meeting.people[4].wishes = vec![case(0), case(1)];
    let reasons = reasons(&meeting);
    let by_apart = Reason::Hindered { missed: case(0), by: Hindrance::Apart };
    assert_eq!(reasons[4], (Some(Nth::Second), by_apart));
}

#[test]
fn nobody_remote_alone() {
    let mut meeting = meeting(12, 2);
    for (number, wish) in [(8, 0), (9, 1)] {
        meeting.people[number].presence = Presence::Remote;
        meeting.people[number].wishes = vec![case(wish)];
    }
    assert_eq!(hindered(&meeting), [Hindrance::Hybrid]);
}

#[test]
fn a_case_that_no_group_advises_on() {
    let mut meeting = meeting(12, 3);
    meeting.people[6].wishes = vec![case(2), case(1)];
    meeting.people[7].wishes = vec![case(0)];
    meeting.people[8].wishes = vec![case(0)];
    meeting.people[9].wishes = vec![case(1)];
    meeting.people[10].wishes = vec![case(1)];
    let reasons = reasons(&meeting);
    let not_taken = Reason::Hindered { missed: case(2), by: Hindrance::NotTaken };
    assert_eq!(reasons[6], (Some(Nth::Second), not_taken));
    assert!(!matches!(reasons[2].1, Reason::OwnCase), "whose case waits is one of the others");
}

#[test]
fn in_every_meeting_everybody_has_a_reason_that_is_true() {
    for seed in 0..30 {
        let meeting = random(seed, 14 + seed as usize % 12, Sizes::default());
        let proposal = form(&meeting);
        let (people, groups) = (meeting.people.len(), proposal.groups.len());
        let (fewest, most) = (people / groups, people.div_ceil(groups));
        for (person, placed) in meeting.people.iter().zip(&proposal.placed) {
            let group = |case| proposal.groups.iter().find(|group| group.case == case);
            let here = group(placed.case).expect("a place is in a group");
            match placed.reason {
                Reason::OwnCase => assert_eq!(person.own_case, Some(placed.case)),
                Reason::Pinned => panic!("nobody is pinned"),
                Reason::FirstWish => assert_eq!(person.wishes.first(), Some(&placed.case)),
                Reason::NoWish => assert!(person.wishes.is_empty()),
                Reason::Moderates { .. } => assert_eq!(here.moderator, Some(person.seat)),
                Reason::Hindered { missed, by } => {
                    assert_eq!(person.wishes.first(), Some(&missed));
                    match (by, group(missed)) {
                        (Hindrance::NotTaken, there) => assert_eq!(there, None),
                        (Hindrance::Full, Some(there)) => assert!(there.members.len() >= most),
                        (Hindrance::Needed, _) => assert!(here.members.len() <= fewest),
                        (Hindrance::House, Some(there)) => {
                            let of_house = |it: &&Person| {
                                it.house == person.house && there.members.contains(&it.seat)
                            };
                            assert_eq!(meeting.people.iter().filter(of_house).count(), 2);
                        }
                        (Hindrance::Apart | Hindrance::Hybrid, there) => assert!(there.is_some()),
                        (by, None) => panic!("{by:?}, but nobody advises on it"),
                    }
                }
            }
        }
    }
}

#[test]
fn unwilling_people_never_moderate() {
    for seed in 0..20 {
        let meeting = random(900 + seed, 18, Sizes::default());
        for moderator in form(&meeting).groups.iter().filter_map(|group| group.moderator) {
            let found = meeting.people.iter().find(|it| it.seat == moderator);
            assert_ne!(found.unwrap_or(&person(0)).willing, Willing::No);
        }
    }
}

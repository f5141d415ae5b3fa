//! The marketplace over real sockets: two people tap the last place in the same moment.

use shared::command::Deed;
use shared::meeting::{Forming, Meeting};
use shared::refusal::Refusal;

use crate::groups::Day;
use crate::person::Person;

fn members(m: &Meeting, group: shared::id::GroupId) -> Vec<shared::id::SeatId> {
    let formation = m.formation.as_ref().expect("it is open");
    let forming = formation.groups.iter().find(|it| it.group == group);
    forming.expect("it is one of them").members.clone()
}

fn take(person: &Person, group: shared::id::GroupId) -> Deed {
    Deed::TakePlace { seat: person.seat, group: Some(group), moderates: false }
}

#[tokio::test]
async fn of_two_who_take_the_last_place_one_gets_it_and_the_other_is_told() {
    // given a table with one place left
    let mut day = Day::gathered().await;
    let [a, b] = day.groups;
    let open = |group, people: &[Person; 3]| Forming {
        group,
        case: None,
        moderator: None,
        members: vec![people[0].seat],
        place: None,
        places: Some(2),
        why: Default::default(),
    };
    let groups = vec![open(a, &day.people[0]), open(b, &day.people[1])];
    day.renate.does(Deed::Propose { groups, seconds: 0 }).await.expect("it is sound");
    let last = day.renate.fold.seq;
    let [[_, one, other], others] = &mut day.people;
    for person in [&mut *one, &mut *other] {
        person.catches_up(last).await;
    }
    // when
    let (first, second) = (take(one, a), take(other, a));
    let (first, second) = tokio::join!(one.does(first), other.does(second));
    // then
    let answers = [first, second];
    assert!(answers.contains(&Ok(())), "{answers:?}");
    assert!(answers.contains(&Err(Refusal::NoPlaceLeft)), "{answers:?}");
    let (has, has_not) = if answers[0].is_ok() { (one, other) } else { (other, one) };
    // … who finds one at the other table, and everybody sees the same
    let elsewhere = take(has_not, b);
    has_not.does(elsewhere).await.expect("there is one left");
    let last = has_not.fold.seq;
    for person in [&mut day.renate, has, &mut others[2]] {
        person.catches_up(last).await;
        assert_eq!([a, b].map(|group| members(&person.fold.meeting, group).len()), [2, 2]);
    }
    // Whoever comes while it is open sees it too.
    let mut late = Person::sit(&day.house, day.meeting).await;
    let full = take(&late, b);
    assert_eq!(late.does(full).await, Err(Refusal::NoPlaceLeft));
}

//! What people do at the same moment, or without what it needs: several leads, groups that end while
//! somebody comes, elections with nobody and with everybody.

use ballot::bytes::PollId;
use shared::command::{Act, Deed, Step};
use shared::id::GroupId;
use shared::meeting::{Forming, PollState};
use shared::refusal::Refusal;
use shared::wire::ToClient;

use crate::election::hall::{Hall, crosses};
use crate::groups::Day;
use crate::house::House;
use crate::person::{CLOSING, Person};
use crate::words::{fresh, record};

/// Both groups, without cases.
fn formings(day: &Day) -> Vec<Forming> {
    let groups = day.groups.into_iter().zip(&day.people).map(|(group, people)| Forming {
        group,
        case: None,
        moderator: Some(people[1].seat),
        members: people.iter().map(|person| person.seat).collect(),
        place: None,
        places: None,
        why: Default::default(),
    });
    groups.collect()
}

#[tokio::test]
async fn two_leads_who_form_groups_at_the_same_moment_form_them_once() {
    // given
    let mut day = Day::gathered().await;
    let mut emre = Person::moderate(&day.house, day.meeting).await;
    let propose = Deed::Propose { groups: formings(&day), seconds: 60 };
    day.renate.does(propose).await.expect("it is sound");
    emre.catches_up(day.renate.fold.seq).await;
    // when
    let form = Deed::FormGroups { number: 1 };
    let (one, other) = tokio::join!(day.renate.does(form.clone()), emre.does(form));
    // then
    let answers = [one, other];
    assert!(answers.contains(&Ok(())), "{answers:?}");
    assert!(answers.contains(&Err(Refusal::FormationMoved)), "{answers:?}");
    let last = day.renate.fold.seq.max(emre.fold.seq);
    for person in [&mut day.renate, &mut emre] {
        person.catches_up(last).await;
        let formation = person.fold.meeting.formation.as_ref().expect("they were proposed");
        assert!(formation.formed.is_some());
    }
    assert_eq!(day.renate.fold.meeting.groups.len(), emre.fold.meeting.groups.len());
}

#[tokio::test]
async fn of_two_leads_who_propose_at_the_same_moment_nobody_forms_what_the_other_replaced() {
    // given
    let mut day = Day::gathered().await;
    let mut emre = Person::moderate(&day.house, day.meeting).await;
    let groups = formings(&day);
    let mut others = groups.clone();
    others.iter_mut().for_each(|forming| forming.group = GroupId::from_bytes(fresh()));
    // when
    let (one, other) = tokio::join!(
        day.renate.does(Deed::Propose { groups, seconds: 60 }),
        emre.does(Deed::Propose { groups: others, seconds: 60 }),
    );
    assert_eq!((one, other), (Ok(()), Ok(())));
    // then: only the latest can be formed
    let before = day.renate.does(Deed::FormGroups { number: 1 }).await;
    assert_eq!(before, Err(Refusal::FormationMoved));
    emre.does(Deed::FormGroups { number: 2 }).await.expect("it is what lies on the table");
}

#[tokio::test]
async fn somebody_who_is_sent_to_a_group_while_it_ends_finds_it_ended() {
    // given
    let (mut day, sessions) = Day::in_phase(CLOSING).await;
    let [a, b] = &mut day.people;
    // when
    let sent = Deed::MoveTo { seat: b[2].seat, group: day.groups[0] };
    let (end, moved) =
        tokio::join!(a[1].does(Deed::In(sessions[0], Step::End)), day.renate.does(sent));
    assert_eq!((end, moved), (Ok(()), Ok(())));
    b[2].hears(|message| matches!(message, ToClient::Welcome(_))).await;
    // then
    let last = day.renate.fold.seq.max(a[1].fold.seq);
    for person in a.iter_mut().chain([&mut b[2]]) {
        person.catches_up(last).await;
        let (.., session) = person.fold.meeting.session(sessions[0]).expect("they are in it");
        assert!(session.ended.is_some());
    }
    let again = b[2].does(Deed::In(sessions[0], Step::End)).await;
    assert!(again.is_err(), "it ends once");
}

#[tokio::test]
async fn a_door_that_closes_while_somebody_comes_lets_them_in_or_says_why_not() {
    // given
    let mut day = Day::gathered().await;
    let mut late = Person::knock(&day.house, day.meeting, day.meeting.guest, None).await;
    late.hears(|message| matches!(message, ToClient::Welcome(_))).await;
    let (sit, words) = late.sitting_down("Ole Krüger");
    // when
    let seat = late.seat;
    let (close, came) = tokio::join!(
        day.renate.does(Deed::CloseDoor { closed: true }),
        late.does_with(sit, vec![words]),
    );
    // then
    assert_eq!(close, Ok(()));
    assert!(matches!(came, Ok(()) | Err(Refusal::DoorClosed)), "{came:?}");
    let people = day.renate.does(Deed::CloseDoor { closed: false }).await;
    assert_eq!(people, Ok(()));
    assert_eq!(day.renate.fold.meeting.seats.contains_key(&seat), came.is_ok());
}

#[tokio::test]
async fn an_election_in_which_nobody_stands_opens_no_poll() {
    let mut hall = Hall::gathered(House::start().await, 5).await;
    hall.poll = PollId(fresh());
    let key = hall.poll_key();
    let words = record("an empty paper");
    let act = Act::Prepare {
        poll: hall.poll,
        candidates: vec![],
        key_check: key.check(),
        paper: key.paper("Wer spricht für uns?", &[]),
        words: words.id,
    };
    let prepare = Deed::Elect { election: hall.election, act };
    let refused = hall.officer.does_with(prepare, vec![words]).await;
    assert_eq!(refused, Err(Refusal::NobodyStands));
    assert!(hall.election().polls.is_empty());
}

#[tokio::test]
async fn an_election_in_which_everybody_stands_and_votes_for_themselves_is_decided_openly() {
    // given
    let mut hall = Hall::gathered(House::start().await, 5).await;
    let candidates = hall.stand(5).await;
    let seat = hall.officer.seat;
    assert_eq!(hall.act(Act::Propose { seat }).await, Err(Refusal::OfficerStands));
    // when
    hall.open_poll(&candidates).await;
    assert_eq!(hall.held().state, PollState::Open);
    for voter in 0..5 {
        hall.vote(voter, crosses(&[voter as u8])).await.expect("an open urn takes it");
    }
    hall.close().await;
    let closed = hall.count().await;
    // then: nobody is elected by a silent choice
    assert!(closed.outcome.elected.is_empty());
    let run_off = closed.outcome.run_off.clone().expect("all have as many votes");
    assert_eq!((run_off.candidates.len(), run_off.seats), (5, 2));
    hall.announce(&closed).await.expect("so it came out");
    assert_eq!(hall.elected(), []);
}

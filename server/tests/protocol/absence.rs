//! A moderator whose device is gone: the group is offered the moderation, and nothing is lost.

use std::time::Duration;

use server::settings::Settings;
use shared::command::Deed;
use shared::event::{Event, GroupEvent};
use shared::id::GroupId;
use shared::meeting::Forming;
use shared::refusal::Refusal;
use shared::wire::ToClient;

use crate::house::House;
use crate::person::{CONSULTATION, Person};
use crate::words::fresh;

fn offers(message: &ToClient, owed: bool) -> bool {
    let ToClient::Entry { entry, .. } = message else { return false };
    let offer = |event: &Event| matches!(event, Event::In(_, GroupEvent::ModerationOffered { open }) if *open == owed);
    entry.events.iter().any(offer)
}

/// How long a moderator may be gone in these tests.
const PAUSE: Duration = Duration::from_millis(300);

async fn house() -> House {
    House::start_with(Settings { moderator_pause: PAUSE, ..Settings::default() }).await
}

#[tokio::test]
async fn s2_06_a_group_whose_moderator_is_gone_goes_on_with_another_and_loses_nothing() {
    // given
    let house = house().await;
    let meeting = house.open().await;
    let mut jens = Person::moderate(&house, meeting).await;
    let mut malte = Person::sit(&house, meeting).await;
    let mut petra = Person::sit(&house, meeting).await;
    let session = jens.begins(CONSULTATION).await;
    malte.catches_up(jens.fold.seq).await;
    let card = malte.writes_card(session, "said before").await;
    petra.catches_up(malte.fold.seq).await;
    let take = |who: &Person| Deed::NameModerator { seat: who.seat };
    // while the device is there nobody takes over
    assert_eq!(malte.does(take(&malte)).await, Err(Refusal::NotModerator));
    let clock = |who: &Person| who.fold.meeting.session(session).map(|(.., it)| *it.clock());
    let before = clock(&malte);
    let (jens_seat, pass) = (jens.seat, jens.pass);
    // when
    drop(jens);
    malte.hears(|message| offers(message, true)).await;
    petra.hears(|message| offers(message, true)).await;
    malte.does(take(&malte)).await.expect("it was offered");
    // then: no time and no card is lost, and it is offered no more
    assert_eq!(petra.does(take(&petra)).await, Err(Refusal::NotModerator));
    assert_eq!(clock(&petra), before);
    let (.., seen) = petra.fold.meeting.session(session).expect("it runs");
    assert!(seen.cards.iter().any(|it| it.id == card && it.face.is_some()));
    // and whoever comes back is the deputy, with a role in the group like before
    let mut jens = Person::knock(&house, meeting, pass, None).await;
    jens.hears(|message| matches!(message, ToClient::Welcome(_))).await;
    let cast = jens.fold.meeting.groups.values().next().expect("a group").cast;
    assert_eq!((cast.moderator, cast.deputy), (Some(malte.seat), Some(jens_seat)));
}

#[tokio::test]
async fn whoever_comes_back_in_time_moderates_on() {
    // given
    let house = house().await;
    let meeting = house.open().await;
    let jens = Person::moderate(&house, meeting).await;
    let _petra = Person::sit(&house, meeting).await;
    let mut malte = Person::sit(&house, meeting).await;
    // when
    drop(jens.again(&house).await);
    assert!(malte.hears_nothing().await, "another device of his is still there");
    let (seat, pass) = (jens.seat, jens.pass);
    drop(jens);
    malte.hears(|message| offers(message, true)).await;
    let mut jens = Person::knock(&house, meeting, pass, None).await;
    jens.seat = seat;
    malte.hears(|message| offers(message, false)).await;
    // then
    let take = Deed::NameModerator { seat: malte.seat };
    assert_eq!(malte.does(take).await, Err(Refusal::NotModerator));
    let group = malte.fold.meeting.groups.values().next().expect("a group");
    assert_eq!(group.cast.moderator, Some(seat));
}

#[tokio::test]
async fn nobody_who_is_alone_is_offered_anything_while_nothing_runs() {
    // given
    let house = house().await;
    let meeting = house.open().await;
    let jens = Person::moderate(&house, meeting).await;
    let mut malte = Person::sit(&house, meeting).await;
    // when
    drop(jens);
    tokio::time::sleep(Duration::from_millis(700)).await;
    // then
    assert!(malte.hears_nothing().await, "there is nobody to moderate for");
    let mut petra = Person::sit(&house, meeting).await;
    petra.hears(|message| offers(message, true)).await;
}

#[tokio::test]
async fn groups_whose_moderators_are_gone_at_once_are_all_offered_theirs() {
    // given
    let house = house().await;
    let meeting = house.open().await;
    let mut renate = Person::moderate(&house, meeting).await;
    let mut groups = Vec::new();
    let mut people = Vec::new();
    for _ in 0..4 {
        let three = [
            Person::sit(&house, meeting).await,
            Person::sit(&house, meeting).await,
            Person::sit(&house, meeting).await,
        ];
        let group = GroupId::from_bytes(fresh());
        let members = three.iter().map(|person| person.seat).collect();
        let moderator = Some(three[0].seat);
        groups.push(Forming {
            group,
            case: None,
            moderator,
            members,
            place: None,
            places: None,
            why: Default::default(),
        });
        people.push(three);
    }
    renate.does(Deed::Propose { groups, seconds: 1 }).await.expect("it is sound");
    renate.does(Deed::FormGroups { number: 1 }).await.expect("it was proposed");
    // when
    let (moderators, others): (Vec<_>, Vec<_>) =
        people.into_iter().map(|[moderator, one, other]| (moderator, [one, other])).unzip();
    drop(moderators);
    // then
    for [mut one, _] in others {
        one.hears(|message| offers(message, true)).await;
    }
}

#[tokio::test]
async fn s2_06_whoever_falls_silent_without_a_word_is_missed_as_well_until_they_speak() {
    // given a pause that is too long for this test: it is the silence that is noticed
    let house = House::start_with(Settings {
        ping_after: Duration::from_millis(100),
        quiet_after: Duration::from_millis(300),
        moderator_pause: Duration::from_secs(600),
        ..Settings::default()
    })
    .await;
    let meeting = house.open().await;
    let mut jens = Person::moderate(&house, meeting).await;
    let mut malte = Person::sit(&house, meeting).await;
    let _petra = Person::sit(&house, meeting).await;
    // when nobody looks after his connection, as on a device without a battery
    malte.hears(|message| offers(message, true)).await;
    // then it is his again as soon as he says something
    jens.does(Deed::NameDeputy { seat: None }).await.expect("he still moderates");
    malte.hears(|message| offers(message, false)).await;
}

//! The door: who comes in, and what they are told first.

use std::time::{Duration, Instant};

use shared::actor::Viewer;
use shared::command::{Deed, Step};
use shared::id::{MeetingId, Seq};
use shared::pass::PassKind;
use shared::wire::{self, Bye, PassBytes, ToClient, ToServer};

use crate::house::{House, Meeting};
use crate::person::{NAME, Person};
use crate::words::{contains, fresh, record};

#[tokio::test]
async fn at_the_door_one_sees_the_title_and_nothing_else() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let session = lead.begins(0).await;
    // when
    let mut guest = Person::knock(&house, meeting, meeting.guest, None).await;
    let Some(ToClient::Welcome(welcome)) = guest.next().await else { panic!("no welcome") };
    // then
    assert_eq!(welcome.you, Viewer::Door);
    assert_eq!(welcome.door, Some(PassKind::Participant));
    assert_eq!(welcome.salt, meeting.salt);
    assert_eq!(welcome.meeting.id, Some(meeting.id));
    assert!(welcome.meeting.seats.is_empty() && welcome.meeting.groups.is_empty());
    assert!(welcome.present.is_empty());
    assert!(contains(&guest.heard, "title") && !contains(&guest.heard, NAME));
    // and what happens inside arrives as a number only
    lead.does(Deed::In(session, Step::Pause)).await.unwrap();
    let told = guest.hears(|message| matches!(message, ToClient::Entry { .. })).await;
    let ToClient::Entry { entry, records } = told else { unreachable!() };
    assert!(entry.events.is_empty() && entry.by.is_none() && records.is_empty());
}

#[tokio::test]
async fn whoever_sits_down_is_told_so_and_sees_the_meeting_as_theirs() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut other = Person::moderate(&house, meeting).await;
    let mut person = Person::knock(&house, meeting, meeting.guest, None).await;
    person.next().await;
    // when
    let (deed, words) = person.sitting_down("person");
    let id = person.asks(deed, vec![words]).await;
    // then
    assert_eq!(person.next().await, Some(ToClient::Done { id }));
    let Some(ToClient::Welcome(welcome)) = person.next().await else { panic!("no welcome") };
    assert_eq!(welcome.you, Viewer::member(person.seat, meeting.group));
    assert_eq!(welcome.meeting.seats.len(), 2);
    assert!(welcome.meeting.passes.is_empty());
    assert!(welcome.present.contains(&person.seat));
    // and the others learn who, but no pass
    other.catches_up(welcome.seq).await;
    assert!(other.fold.meeting.seats.contains_key(&person.seat));
    let seats: Vec<_> = person.records.keys().collect();
    assert_eq!(other.records.keys().collect::<Vec<_>>(), seats);
    let ToClient::Present { seats } = other
        .hears(|message| matches!(message, ToClient::Present { seats } if seats.len() == 2))
        .await
    else {
        unreachable!()
    };
    assert!(seats.contains(&person.seat));
}

#[tokio::test]
async fn whoever_is_not_known_gets_the_same_answer_after_the_same_time() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let other = house.open().await;
    let mut gone = Person::sit(&house, meeting).await;
    let seat = gone.seat;
    gone.does(Deed::Leave { seat }).await.unwrap();
    let nowhere = Meeting { id: MeetingId::from_bytes(fresh()), ..meeting };
    for (whence, pass) in [
        (meeting, PassBytes(fresh())),
        (nowhere, meeting.guest),
        (meeting, other.guest),
        (meeting, gone.pass),
    ] {
        // when
        let begun = Instant::now();
        let mut person = Person::knock(&house, whence, pass, None).await;
        let goodbye = person.hears_goodbye().await;
        // then
        assert_eq!(goodbye, Some(Bye::PassUnknown));
        assert_eq!(person.close_code, Some(4001));
        assert_eq!(person.heard, wire::encode(&ToClient::Bye { why: Bye::PassUnknown }));
        assert!(begun.elapsed() >= Duration::from_millis(100));
    }
}

#[tokio::test]
async fn a_page_of_another_version_is_asked_to_load_anew() {
    let house = House::start().await;
    let meeting = house.open().await;
    let mut person = Person::knock(&house, meeting, meeting.guest, None).await;
    person.next().await;
    // A second hello would end this connection, so another one is needed.
    let (meeting, pass, device) = (meeting.id, meeting.guest, person.device);
    let mut old = crate::hostile::Stranger::connect(&house).await;
    let version = wire::VERSION + 1;
    old.say(&ToServer::Hello { version, meeting, pass, device, have: None }).await;
    assert_eq!(old.goodbye().await, (Some(Bye::OtherVersion), Some(1008)));
}

#[tokio::test]
async fn whoever_comes_back_gets_what_they_missed_and_no_more() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut person = Person::sit(&house, meeting).await;
    lead.catches_up(person.fold.seq).await;
    // when
    let title = record("another title");
    lead.does_with(Deed::Retitle { title: title.id }, vec![title]).await.unwrap();
    let session = lead.begins(0).await;
    person.heard.clear();
    person.come_back(&house).await;
    // then
    assert!(matches!(person.next().await, Some(ToClient::WelcomeBack { .. })));
    person.catches_up(lead.fold.seq).await;
    assert!(person.fold.meeting.session(session).is_some());
    assert_eq!(person.fold.meeting, lead.fold.meeting);
    assert!(contains(&person.heard, "another title"));
    assert!(!contains(&person.heard, NAME));
}

#[tokio::test]
async fn whoever_was_away_for_too_long_gets_everything_anew() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut person = Person::sit(&house, meeting).await;
    // when
    let session = lead.begins(0).await;
    for n in 0..130 {
        lead.insists(Deed::In(session, Step::Ready { ready: n % 2 == 0 })).await;
    }
    assert!(lead.fold.seq.0 > person.fold.seq.0 + 128);
    person.come_back(&house).await;
    // then
    let Some(ToClient::Welcome(welcome)) = person.next().await else { panic!("no welcome") };
    assert_eq!(welcome.seq, lead.fold.seq);
    // and so does whoever claims to have what does not exist yet
    person.fold.seq = Seq(u64::MAX);
    person.come_back(&house).await;
    assert!(matches!(person.next().await, Some(ToClient::Welcome(_))));
}

#[tokio::test]
async fn two_devices_of_one_seat_are_one_person() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut phone = Person::sit(&house, meeting).await;
    // when
    let mut laptop = phone.again(&house).await;
    // then
    assert_eq!(laptop.viewer, phone.viewer);
    let words = record("introduced");
    let presence = shared::meeting::Presence::OnSite;
    laptop.does_with(Deed::Introduce { person: words.id, presence }, vec![words]).await.unwrap();
    phone.catches_up(laptop.fold.seq).await;
    lead.catches_up(laptop.fold.seq).await;
    assert!(contains(&phone.heard, "introduced"));
    // and they are present until the last device has gone
    let seat = phone.seat;
    let both = |message: &ToClient| matches!(message, ToClient::Present { seats } if seats.contains(&seat));
    if !lead.present.contains(&seat) {
        lead.hears(both).await;
    }
    drop(phone);
    assert!(lead.hears_nothing().await);
    drop(laptop);
    lead.hears(|message| matches!(message, ToClient::Present { .. })).await;
    assert_eq!(lead.present, [lead.seat]);
}

#[tokio::test]
async fn whoever_is_asked_to_leave_is_gone_everywhere_and_nobody_else_is() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut person = Person::sit(&house, meeting).await;
    let mut other_device = person.again(&house).await;
    // when
    lead.does(Deed::Leave { seat: person.seat }).await.unwrap();
    // then
    assert_eq!(person.hears_goodbye().await, Some(Bye::PassUnknown));
    assert_eq!(other_device.hears_goodbye().await, Some(Bye::PassUnknown));
    assert!(lead.fold.meeting.seats[&person.seat].left);
    let mut again = Person::knock(&house, meeting, person.pass, None).await;
    assert_eq!(again.hears_goodbye().await, Some(Bye::PassUnknown));
    lead.does(Deed::KeepUntil { at: crate::house::NOW + shared::time::Span::days(3) })
        .await
        .unwrap();
}

//! What lasts and what does not: stops, restarts, empty rooms, and the day of deletion.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use server::log::Log;
use server::log::sqlite::Sqlite;
use server::settings::Settings;
use shared::command::{Deed, Step};
use shared::id::{MeetingId, Seq};
use shared::limits::USUALLY_KEPT;
use shared::pad::{PadId, Sheet};
use shared::time::Span;
use shared::wire::{Bye, ToClient};

use crate::house::{House, NOW};
use crate::person::Person;
use crate::words::{contains, record, sealed};

#[tokio::test]
async fn a_stop_finishes_what_was_begun_and_everybody_comes_again() {
    // given
    let mut house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut person = Person::sit(&house, meeting).await;
    lead.catches_up(person.fold.seq).await;
    // when: a command is on its way to the log
    house.valve.hold(true);
    let title = record("said at the end");
    lead.asks(Deed::Retitle { title: title.id }, vec![title]).await;
    assert!(lead.hears_nothing().await);
    house.begin_to_stop();
    // then
    assert_eq!(lead.hears_goodbye().await, Some(Bye::Restart));
    assert_eq!(lead.close_code, Some(1012));
    assert_eq!(person.hears_goodbye().await, Some(Bye::Restart));
    house.valve.hold(false);
    let valve = house.valve.clone();
    house.stop().await;
    // and the next house goes on where this one stopped
    let house = House::on(valve, Settings::default()).await;
    person.come_back(&house).await;
    person.catches_up(lead.fold.seq.next()).await;
    assert!(contains(&person.heard, "said at the end"));
}

#[tokio::test]
async fn nobody_is_let_in_any_more_while_the_server_stops() {
    // given
    let mut house = House::start().await;
    let meeting = house.open().await;
    let mut person = Person::sit(&house, meeting).await;
    // when
    house.stop().await;
    // then
    assert_eq!(person.hears_goodbye().await, Some(Bye::Restart));
    assert!(tokio::net::TcpStream::connect(house.address).await.is_err());
}

#[tokio::test]
async fn a_room_that_was_left_sleeps_and_wakes_as_it_was() {
    // given
    let settings = Settings { unload_after: Duration::from_millis(50), ..Settings::default() };
    let house = House::start_with(settings).await;
    let meeting = house.open().await;
    let mut person = Person::sit(&house, meeting).await;
    let title = record("before the sleep");
    person.does(Deed::Agree).await.unwrap();
    let mut lead = Person::moderate(&house, meeting).await;
    lead.does_with(Deed::Retitle { title: title.id }, vec![title]).await.unwrap();
    let seq = lead.fold.seq;
    // when
    for pause in [10, 50, 55, 60, 200] {
        drop(lead);
        tokio::time::sleep(Duration::from_millis(pause)).await;
        // then
        lead = Person::knock(&house, meeting, person.pass, None).await;
        let Some(ToClient::Welcome(welcome)) = lead.next().await else { panic!("no welcome") };
        assert_eq!(welcome.seq, seq);
        assert!(contains(&lead.heard, "before the sleep"));
    }
}

#[tokio::test]
async fn a_room_that_falls_over_takes_nobody_with_it_and_is_woken_anew() {
    // given
    let house = House::start().await;
    let (meeting, other) = (house.open().await, house.open().await);
    let mut lead = Person::moderate(&house, meeting).await;
    let mut bystander = Person::moderate(&house, other).await;
    let seq = lead.fold.seq;
    // when
    house.valve.be_fatal(true);
    lead.asks(Deed::KeepUntil { at: NOW + Span::days(3) }, vec![]).await;
    // then
    assert_eq!(lead.hears_goodbye().await, Some(Bye::Restart));
    house.valve.be_fatal(false);
    lead.come_back(&house).await;
    lead.does(Deed::KeepUntil { at: NOW + Span::days(3) }).await.unwrap();
    assert_eq!(lead.fold.seq, seq.next());
    bystander.does(Deed::KeepUntil { at: NOW + Span::days(3) }).await.unwrap();
}

#[tokio::test]
async fn on_its_day_a_meeting_is_deleted_to_the_last_byte() {
    // given
    let folder = tempfile::tempdir().unwrap();
    let log = Arc::new(Sqlite::open(folder.path()).unwrap());
    let mut house = House::with_log(log.clone()).await;
    let meeting = house.open().await;
    let other = house.open().await;
    let mut person = Person::moderate(&house, meeting).await;
    let mut bystander = Person::moderate(&house, other).await;
    let marker = "words that must not stay";
    let session = person.begins(0).await;
    let words = record(marker);
    person.does_with(Deed::Retitle { title: words.id }, vec![words]).await.unwrap();
    let pad = PadId { session, sheet: Sheet::Private(person.seat) };
    person.writes(pad, 1, sealed(marker)).await;
    person.hears(|message| matches!(message, ToClient::Stored { .. })).await;
    person.does(Deed::In(session, Step::End)).await.unwrap();
    let later = NOW + USUALLY_KEPT + Span::days(30);
    bystander.does(Deed::KeepUntil { at: later }).await.unwrap();
    assert!(lies_in(folder.path(), marker.as_bytes()));
    // when
    house.clock.put_forward(USUALLY_KEPT);
    // then
    assert_eq!(person.hears_goodbye().await, Some(Bye::Deleted));
    until_forgotten(&*log, meeting.id).await;
    for traces in [marker.as_bytes(), meeting.id.as_bytes(), &meeting.salt.0] {
        assert!(!lies_in(folder.path(), traces));
    }
    let mut again = Person::knock(&house, meeting, meeting.guest, None).await;
    assert_eq!(again.hears_goodbye().await, Some(Bye::PassUnknown));
    // and nobody else's
    let marker = record("still here");
    bystander.does_with(Deed::Retitle { title: marker.id }, vec![marker]).await.unwrap();
    assert!(lies_in(folder.path(), b"still here"));
    house.stop().await;
}

#[tokio::test]
async fn a_meeting_is_deleted_at_once_when_its_moderator_says_so() {
    // given: people in the middle of something
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut person = Person::sit(&house, meeting).await;
    lead.begins(0).await;
    // when
    let id = lead.asks(Deed::KeepUntil { at: NOW }, vec![]).await;
    // then
    assert_eq!(lead.is_answered(id).await, Ok(()));
    assert_eq!(lead.hears_goodbye().await, Some(Bye::Deleted));
    assert_eq!(person.hears_goodbye().await, Some(Bye::Deleted));
    until_forgotten(&*house.valve, meeting.id).await;
}

#[tokio::test]
async fn nobody_is_interrupted_by_the_day_of_deletion() {
    // given: a clock that runs, and somebody who looks at it
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let session = lead.begins(0).await;
    // when
    house.clock.put_forward(USUALLY_KEPT + Span::minutes(1));
    // then
    assert!(lead.hears_nothing().await);
    lead.does(Deed::In(session, Step::End)).await.unwrap();
    // and an hour later it is time
    house.clock.put_forward(Span::minutes(61));
    assert_eq!(lead.hears_goodbye().await, Some(Bye::Deleted));
}

#[tokio::test]
async fn a_forgotten_tab_with_a_running_clock_keeps_nothing_for_longer_than_a_day() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    lead.begins(0).await;
    // when
    house.clock.put_forward(USUALLY_KEPT);
    for _ in 0..22 {
        house.clock.put_forward(Span::minutes(60));
    }
    // then
    assert!(lead.hears_nothing().await);
    house.clock.put_forward(Span::minutes(120));
    assert_eq!(lead.hears_goodbye().await, Some(Bye::Deleted));
    until_forgotten(&*house.valve, meeting.id).await;
}

#[tokio::test]
async fn a_day_that_was_moved_counts() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    lead.does(Deed::KeepUntil { at: NOW + Span::days(3) }).await.unwrap();
    // when
    house.clock.put_forward(Span::days(2));
    lead.does(Deed::KeepUntil { at: NOW + Span::days(5) }).await.unwrap();
    house.clock.put_forward(Span::days(2));
    // then
    assert!(lead.hears_nothing().await);
    house.clock.put_forward(Span::days(2));
    assert_eq!(lead.hears_goodbye().await, Some(Bye::Deleted));
}

#[tokio::test]
async fn a_deletion_that_failed_is_done_later_also_after_a_restart() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let valve = house.valve.clone();
    valve.break_down(true);
    house.clock.put_forward(USUALLY_KEPT);
    drop(house);
    // when
    valve.break_down(false);
    let house = House::on(valve.clone(), Settings::default()).await;
    house.clock.put_forward(USUALLY_KEPT);
    // then
    until_forgotten(&*valve, meeting.id).await;
}

fn lies_in(folder: &Path, bytes: &[u8]) -> bool {
    let files = fs::read_dir(folder).expect("the folder is there");
    files
        .map(|file| fs::read(file.expect("a file").path()).expect("it can be read"))
        .any(|contents| contents.windows(bytes.len()).any(|window| window == bytes))
}

async fn until_forgotten(log: &dyn Log, meeting: MeetingId) {
    let forgotten = async {
        while log.salt(meeting).await.expect("it works").is_some()
            || !log.read(meeting, Seq(0)).await.expect("it works").is_empty()
        {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // A read sees the deletion before its last traces have been overwritten.
        log.ready().await.expect("it works");
    };
    tokio::time::timeout(Duration::from_secs(20), forgotten).await.expect("it is forgotten");
}

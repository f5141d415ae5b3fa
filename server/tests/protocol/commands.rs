//! Commands: decided, stored, then told; each to whom it may concern.

use shared::command::{Command, Deed, Step};
use shared::event::Entry;
use shared::id::{CaseId, CommandId, RecordId, SeatId, Seq};
use shared::limits::CASE_SEALED;
use shared::refusal::Refusal;
use shared::time::Span;
use shared::wire::{self, ToClient, ToServer};
use shared::words::{Record, Sealed};

use server::log::Log;

use crate::house::{House, Meeting, NOW};
use crate::person::{CONSULTATION, Person};
use crate::words::{contains, fresh, record, sealed_of};

#[tokio::test]
async fn nobody_is_told_before_it_is_stored() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut other = Person::sit(&house, meeting).await;
    lead.catches_up(other.fold.seq).await;
    // when
    house.valve.hold(true);
    let case = bring("case");
    let id = lead.asks(case.0, vec![case.1]).await;
    // then
    assert!(lead.hears_nothing().await && other.hears_nothing().await);
    house.valve.hold(false);
    lead.is_answered(id).await.unwrap();
    other.catches_up(lead.fold.seq).await;
    assert!(contains(&other.heard, "case"));
}

#[tokio::test]
async fn a_command_sent_twice_takes_effect_once() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut person = Person::sit(&house, meeting).await;
    let (deed, words) = bring("case");
    let id = CommandId::from_bytes(fresh());
    let again = ToServer::Do { command: Box::new(Command { id, deed }), records: vec![words] };
    // when
    for _ in 0..3 {
        person.say(&again).await;
    }
    for _ in 0..3 {
        assert_eq!(person.is_answered(id).await, Ok(()));
    }
    // then
    assert_eq!(cases(&person), 1);
    // and also by another connection after a restart
    let valve = house.valve.clone();
    drop(house);
    let house = House::on(valve, Default::default()).await;
    person.come_back(&house).await;
    person.say(&again).await;
    assert_eq!(person.is_answered(id).await, Ok(()));
    assert_eq!(cases(&person), 1);
}

#[tokio::test]
async fn commands_that_come_while_one_is_stored_wait_their_turn() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut person = Person::sit(&house, meeting).await;
    // when
    house.valve.hold(true);
    let mut asked = Vec::new();
    for _ in 0..10 {
        let (deed, words) = bring("case");
        asked.push(person.asks(deed, vec![words]).await);
    }
    house.valve.hold(false);
    // then
    for id in asked {
        assert_eq!(person.is_answered(id).await, Ok(()));
    }
    assert_eq!(cases(&person), 10);
}

#[tokio::test]
async fn a_hidden_card_reaches_no_other_device_until_the_reveal() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut author = Person::sit(&house, meeting).await;
    let mut other = Person::sit(&house, meeting).await;
    let mut authors_phone = author.again(&house).await;
    let session = lead.begins(CONSULTATION).await;
    lead.does(Deed::In(session, Step::Collect)).await.unwrap();
    // when
    author.catches_up(lead.fold.seq).await;
    let card = author.writes_card(session, "hidden words").await;
    let reworded = record("other hidden words");
    let reword = Step::RewordCard { card, words: reworded.id };
    author.does_with(Deed::In(session, reword), vec![reworded]).await.unwrap();
    // then
    lead.does(Deed::In(session, Step::Pause)).await.unwrap();
    for person in [&mut lead, &mut other] {
        person.catches_up(author.fold.seq).await;
        assert!(!contains(&person.heard, "hidden words"));
        let (_, _, session) = person.fold.meeting.session(session).unwrap();
        assert_eq!(session.cards.len(), 1);
        assert_eq!(session.cards[0].face, None);
    }
    let late = Person::sit(&house, meeting).await;
    assert!(!contains(&late.heard, "hidden words"));
    authors_phone.catches_up(author.fold.seq).await;
    assert!(contains(&authors_phone.heard, "other hidden words"));
    // and at the reveal everybody has it, as it is worded now
    lead.does(Deed::In(session, Step::Reveal)).await.unwrap();
    other.heard.clear();
    other.catches_up(lead.fold.seq).await;
    assert!(contains(&other.heard, "other hidden words"));
}

#[tokio::test]
async fn words_worded_anew_or_taken_back_are_burned() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut person = Person::sit(&house, meeting).await;
    let case = CaseId::from_bytes(fresh());
    let (first, second) = (record("first words"), record("second words"));
    let ids = [first.id, second.id];
    person.does_with(Deed::BringCase { case, words: first.id }, vec![first]).await.unwrap();
    // when
    let reword = Deed::RewordCase { case, words: second.id };
    person.does_with(reword, vec![second]).await.unwrap();
    // then
    until_burned(&house, meeting, ids[0]).await;
    assert_eq!(house.valve.records(meeting.id, &ids).await.unwrap().len(), 1);
    // and
    person.does(Deed::WithdrawCase { case }).await.unwrap();
    until_burned(&house, meeting, ids[1]).await;
    let late = Person::sit(&house, meeting).await;
    assert!(!contains(&late.heard, "first words") && !contains(&late.heard, "second words"));
}

#[tokio::test]
async fn what_a_crash_left_unburned_is_burned_when_the_room_wakes() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let person = Person::sit(&house, meeting).await;
    let left_over = record("left over");
    let id = left_over.id;
    let entry = Entry { seq: person.fold.seq.next(), id: None, at: NOW, by: None, events: vec![] };
    let bytes = wire::encode(&entry).into();
    let valve = house.valve.clone();
    drop(house);
    valve.append(meeting.id, person.fold.seq, bytes, vec![left_over], None).await.unwrap();
    // when
    let house = House::on(valve, Default::default()).await;
    let _person = person.again(&house).await;
    // then
    until_burned(&house, meeting, id).await;
}

#[tokio::test]
async fn what_is_refused_changes_nothing() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut guest = Person::sit(&house, meeting).await;
    let mut stranger = Person::knock(&house, meeting, meeting.guest, None).await;
    stranger.next().await;
    lead.catches_up(guest.fold.seq).await;
    let before = lead.fold.seq;
    let case = || CaseId::from_bytes(fresh());
    let words = record("words");
    // when, then
    let (deed, record_of_another) = (bring("a").0, record("b"));
    assert_eq!(guest.does_with(deed, vec![record_of_another]).await, Err(Refusal::BadEnvelope));
    assert_eq!(guest.does(bring("a").0).await, Err(Refusal::BadEnvelope));
    let broken = Record { sealed: Sealed(vec![0; 80]), ..words.clone() };
    let deed = Deed::BringCase { case: case(), words: words.id };
    assert_eq!(guest.does_with(deed.clone(), vec![broken]).await, Err(Refusal::BadEnvelope));
    let long = Record { sealed: sealed_of(CASE_SEALED + 1), ..words.clone() };
    assert_eq!(guest.does_with(deed, vec![long]).await, Err(Refusal::TooLong));
    let title = record("title by a guest");
    let retitle = Deed::Retitle { title: title.id };
    assert_eq!(guest.does_with(retitle, vec![title]).await, Err(Refusal::NotModerator));
    let leave = Deed::Leave { seat: SeatId::from_bytes(fresh()) };
    assert_eq!(guest.does(leave).await, Err(Refusal::NotModerator));
    let (deed, words) = bring("from the door");
    assert_eq!(stranger.does_with(deed, vec![words]).await, Err(Refusal::NotSeated));
    // and
    lead.does(Deed::NameModerator { seat: lead.seat }).await.unwrap();
    assert_eq!(lead.fold.seq, before.next());
}

#[tokio::test]
async fn a_records_id_is_used_once() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut person = Person::sit(&house, meeting).await;
    let words = record("words");
    let bring =
        |words: &Record| Deed::BringCase { case: CaseId::from_bytes(fresh()), words: words.id };
    person.does_with(bring(&words), vec![words.clone()]).await.unwrap();
    // when
    let again = person.does_with(bring(&words), vec![words]).await;
    // then
    assert_eq!(again, Err(Refusal::AlreadyThere));
}

#[tokio::test]
async fn a_log_that_is_unavailable_refuses_and_the_room_goes_on() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut person = Person::sit(&house, meeting).await;
    // when
    house.valve.break_down(true);
    let (deed, words) = bring("case");
    let id = CommandId::from_bytes(fresh());
    let again = ToServer::Do { command: Box::new(Command { id, deed }), records: vec![words] };
    person.say(&again).await;
    // then
    assert_eq!(person.is_answered(id).await, Err(Refusal::Unavailable));
    person.say(&ToServer::Ping { sent: 7 }).await;
    person.hears(|message| matches!(message, ToClient::Pong { sent: 7, .. })).await;
    // and the same again works when the log does
    house.valve.break_down(false);
    person.say(&again).await;
    assert_eq!(person.is_answered(id).await, Ok(()));
    assert_eq!(cases(&person), 1);
}

#[tokio::test]
async fn a_meeting_without_end_can_only_be_left_and_deleted() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let lead = Person::moderate(&house, meeting).await;
    let valve = house.valve.clone();
    drop(house);
    for seq in lead.fold.seq.0..50_000 {
        let entry = Entry { seq: Seq(seq + 1), id: None, at: NOW, by: None, events: vec![] };
        let bytes = wire::encode(&entry).into();
        valve.append(meeting.id, Seq(seq), bytes, vec![], None).await.unwrap();
    }
    // when
    let house = House::on(valve, Default::default()).await;
    let mut lead = lead.again(&house).await;
    let (deed, words) = bring("one more");
    // then
    assert_eq!(lead.does_with(deed, vec![words]).await, Err(Refusal::TooLong));
    assert_eq!(lead.does(Deed::KeepUntil { at: NOW + Span::days(1) }).await, Ok(()));
}

#[tokio::test]
async fn two_servers_on_one_log_decide_one_after_the_other() {
    // given
    let house = House::start().await;
    let other_house = House::on(house.valve.clone(), Default::default()).await;
    let meeting = house.open().await;
    let mut here = Person::sit(&house, meeting).await;
    let mut there = here.again(&other_house).await;
    // when
    let (deed, words) = bring("from here");
    here.does_with(deed, vec![words]).await.unwrap();
    let (deed, words) = bring("from there");
    there.does_with(deed, vec![words]).await.unwrap();
    // then
    assert_eq!(cases(&there), 2);
    assert!(contains(&there.heard, "from here"));
    // and a third, decided here, follows both
    let (deed, words) = bring("from here again");
    here.does_with(deed, vec![words]).await.unwrap();
    assert_eq!(cases(&here), 3);
    assert!(contains(&here.heard, "from there"));
    assert_eq!(here.fold.seq.0, there.fold.seq.0 + 1);
}

fn bring(marker: &str) -> (Deed, Record) {
    let words = record(marker);
    (Deed::BringCase { case: CaseId::from_bytes(fresh()), words: words.id }, words)
}

fn cases(person: &Person) -> usize {
    person.fold.meeting.cases.len()
}

/// Waits until the drawer has these words no longer.
pub async fn until_burned(house: &House, meeting: Meeting, id: RecordId) {
    let burned = async {
        while !house.valve.records(meeting.id, &[id]).await.expect("it works").is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), burned).await.expect("it is burned");
}

//! The plenary over real sockets: the word, a flash round that is not kept, and hidden dots.

use std::fs;
use std::sync::Arc;

use server::log::sqlite::Sqlite;
use shared::command::{Deed, FloorStep, WeighStep};
use shared::id::CaseId;
use shared::meeting::{Round, TurnId};
use shared::refusal::Refusal;

use crate::groups::Day;
use crate::house::House;
use crate::person::Person;
use crate::words::{contains, fresh, record};

fn begin(round: Round) -> Deed {
    Deed::Floor(FloorStep::Begin { round, seconds: round.usual_seconds() })
}

fn give(from: Option<u16>, to: Option<u16>) -> Deed {
    Deed::Floor(FloorStep::Give { from: from.map(TurnId), to: to.map(TurnId) })
}

#[tokio::test]
async fn the_word_goes_round_on_every_device_also_where_groups_are_at_work() {
    // given
    let (mut day, _) = Day::in_phase(0).await;
    // when: whoever leads begins, and somebody without a device is put on the list
    day.renate.does(begin(Round::Open)).await.expect("she leads");
    let bert = record("Bert Kröger");
    let add = Deed::Floor(FloorStep::Add { person: bert.id });
    day.renate.does_with(add, vec![bert]).await.expect("she leads");
    let carlo = &mut day.people[1][0];
    let raise = Deed::Floor(FloorStep::Raise { seat: carlo.seat });
    carlo.does(raise).await.expect("everybody may");
    day.renate.catches_up(carlo.fold.seq).await;
    // then: he is remote and comes first
    let next = day.renate.fold.meeting.next_to_speak().map(|turn| turn.id.0);
    assert_eq!(next, Some(1));
    day.renate.does(give(None, next)).await.expect("he asked for it");
    let again = day.renate.does(give(None, next)).await;
    assert_eq!(again, Err(Refusal::TurnMoved));
    for person in day.people.iter_mut().flatten() {
        person.catches_up(day.renate.fold.seq).await;
        assert!(contains(&person.heard, "Bert Kröger"));
        let floor = person.fold.meeting.floor.as_ref().expect("a round is going on");
        assert_eq!(floor.speaking().map(|turn| turn.id), Some(TurnId(1)));
    }
}

#[tokio::test]
async fn of_a_flash_round_no_word_is_left_in_any_file_when_it_has_ended() {
    // given
    let folder = tempfile::tempdir().unwrap();
    let mut house = House::with_log(Arc::new(Sqlite::open(folder.path()).unwrap())).await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut guest = Person::sit(&house, meeting).await;
    lead.does(begin(Round::Flash)).await.expect("she leads");
    guest.catches_up(lead.fold.seq).await;
    // when
    let word = record("Zuversicht");
    let say = Deed::Floor(FloorStep::Say { words: Some(word.id) });
    guest.does_with(say, vec![word]).await.expect("everybody may");
    lead.catches_up(guest.fold.seq).await;
    assert!(contains(&lead.heard, "Zuversicht"));
    lead.does(Deed::Floor(FloorStep::End)).await.expect("she leads");
    // then
    let late = Person::sit(&house, meeting).await;
    assert_eq!(late.fold.meeting.floor, None);
    assert!(!contains(&late.heard, "Zuversicht"));
    house.stop().await;
    for file in fs::read_dir(folder.path()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!contains(&bytes, "Zuversicht"));
    }
}

#[tokio::test]
async fn dots_of_others_reach_no_device_before_all_are_shown() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut guest = Person::sit(&house, meeting).await;
    let mut cases = Vec::new();
    for sentence in ["one case", "another"] {
        let (case, words) = (CaseId::from_bytes(fresh()), record(sentence));
        let bring = Deed::BringCase { case, words: words.id };
        guest.does_with(bring, vec![words]).await.expect("cases can be brought");
        cases.push(case);
    }
    lead.catches_up(guest.fold.seq).await;
    lead.does(Deed::Weigh(WeighStep::Begin { budget: 3 })).await.expect("she leads");
    guest.catches_up(lead.fold.seq).await;
    let heard = lead.heard.len();
    // when
    let place = WeighStep::Place { cases: vec![cases[1], cases[1], cases[0]] };
    guest.does(Deed::Weigh(place)).await.expect("they have three");
    lead.catches_up(guest.fold.seq).await;
    // then
    let told = &lead.heard[heard..];
    assert!(cases.iter().all(|case| !told.windows(16).any(|bytes| bytes == case.as_bytes())));
    lead.does(Deed::Weigh(WeighStep::Show)).await.expect("she leads");
    let shown = lead.fold.meeting.weighing.as_ref().and_then(|it| it.dots.tally.clone());
    assert_eq!(shown, Some(vec![(cases[0], 1), (cases[1], 2)]));
}

//! A case without a name: its sentence reaches everybody, and whose it is nobody but its author and
//! whoever leads.

use shared::command::{CaseStep, Deed};
use shared::id::{CaseId, CommandId};
use shared::meeting::{Case, Naming};
use shared::refusal::Refusal;
use shared::words::Record;

use crate::house::House;
use crate::person::Person;
use crate::words::{contains, fresh, record};

fn hand_in(marker: &str) -> (CaseId, Deed, Record) {
    let (case, words) = (CaseId::from_bytes(fresh()), record(marker));
    (case, Deed::Case(CaseStep::HandIn { case, words: words.id }), words)
}

fn seen(person: &Person, case: CaseId) -> Case {
    person.fold.meeting.case(case).expect("everybody sees it").clone()
}

#[tokio::test]
async fn whose_a_case_is_does_not_travel_before_its_name_is_shown() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut author = Person::sit(&house, meeting).await;
    let mut other = Person::sit(&house, meeting).await;
    lead.catches_up(other.fold.seq).await;
    author.catches_up(other.fold.seq).await;
    let before = other.heard.len();
    // when
    let (case, deed, words) = hand_in("a delicate case");
    let command: CommandId = author.asks(deed, vec![words]).await;
    author.is_answered(command).await.unwrap();
    for person in [&mut lead, &mut other] {
        person.catches_up(author.fold.seq).await;
    }
    // then
    assert_eq!(seen(&author, case).by, Some(author.seat));
    assert_eq!(seen(&lead, case).by, Some(author.seat));
    assert_eq!(seen(&other, case).by, None);
    let told = &other.heard[before..];
    assert!(contains(told, "a delicate case"));
    let names = |id: &[u8; 16]| told.windows(16).any(|bytes| bytes == id);
    assert!(!names(author.seat.as_bytes()) && !names(command.as_bytes()));
    // and neither does a fresh view tell it, nor what they do with it
    let (other_case, deed, words) = hand_in("reworded");
    author.does_with(deed, vec![words]).await.unwrap();
    author.does(Deed::WithdrawCase { case: other_case }).await.unwrap();
    let mut again = other.again(&house).await;
    again.catches_up(author.fold.seq).await;
    assert_eq!((seen(&again, case).by, seen(&again, case).name), (None, Naming::Hidden));
    // when its author shows the name
    let show = Deed::Case(CaseStep::ShowName { case });
    assert_eq!(other.does(show.clone()).await, Err(Refusal::NotYourCase));
    author.does(show).await.unwrap();
    other.catches_up(author.fold.seq).await;
    // then
    assert_eq!(
        (seen(&other, case).by, seen(&other, case).name),
        (Some(author.seat), Naming::Shown)
    );
}

//! A case without a name: its sentence reaches everybody, and whose it is nobody but its author and
//! whoever leads.

use shared::command::{CaseStep, Deed};
use shared::id::{CaseId, CommandId};
use shared::meeting::{Case, Naming};
use shared::refusal::Refusal;
use shared::time::Timestamp;
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

#[tokio::test]
async fn what_waited_is_taken_along_once_and_claimed_by_one() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut giver = Person::sit(&house, meeting).await;
    let mut other = Person::sit(&house, meeting).await;
    let case = CaseId::from_bytes(fresh());
    let load = || {
        let (words, since) = (record("it waits since March"), Timestamp(1_000));
        (Deed::Case(CaseStep::Carry { case, since, up: false, words: words.id }), vec![words])
    };
    // when the same file is loaded twice, and by somebody who does not lead
    let (deed, words) = load();
    assert_eq!(other.does_with(deed, words).await, Err(Refusal::NotLead));
    let (deed, words) = load();
    lead.does_with(deed, words).await.unwrap();
    let (deed, words) = load();
    assert_eq!(lead.does_with(deed, words).await, Err(Refusal::AlreadyThere));
    // then it is there once, and everybody reads it
    other.catches_up(lead.fold.seq).await;
    assert_eq!(other.fold.meeting.cases.len(), 1);
    assert_eq!((seen(&other, case).by, seen(&other, case).since), (None, Timestamp(1_000)));
    assert!(contains(&other.heard, "it waits since March"));
    // when two say that it is theirs
    let claim = |mine| Deed::Case(CaseStep::Claim { case, mine });
    giver.does(claim(true)).await.unwrap();
    assert_eq!(other.does(claim(true)).await, Err(Refusal::NotYourCase));
    assert_eq!(other.does(claim(false)).await, Err(Refusal::NotYourCase));
    // then it is the first one's, until they say that it was a mistake
    other.catches_up(giver.fold.seq).await;
    assert_eq!(seen(&other, case).by, Some(giver.seat));
    giver.does(claim(false)).await.unwrap();
    other.catches_up(giver.fold.seq).await;
    other.does(claim(true)).await.unwrap();
    assert_eq!(seen(&other, case).by, Some(other.seat));
}

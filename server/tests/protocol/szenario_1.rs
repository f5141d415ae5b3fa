//! Szenario 1 over real sockets: what its checks promise of the data on other people's devices.

use shared::command::{Deed, Step};
use shared::id::{CardId, CaseId, SessionId};
use shared::meeting::{CaseSession, Item, Left, Outcome, Reach};
use shared::method::Role;
use shared::pad::{PadId, Sheet};
use shared::refusal::Refusal;
use shared::time::Span;
use shared::wire::ToClient;

use crate::house::House;
use crate::person::{CLOSING, CONSULTATION, Person, write_card};
use crate::words::{contains, fresh, record, sealed};

/// A group that consults: who leads, whose case it is, who writes, and somebody who advises.
struct Table {
    house: House,
    session: SessionId,
    jana: Person,
    holger: Person,
    selin: Person,
    mirko: Person,
}

impl Table {
    /// In the middle of the consultation.
    async fn consulting() -> Self {
        let house = House::start().await;
        let meeting = house.open().await;
        let mut jana = Person::moderate(&house, meeting).await;
        let mut holger = Person::sit(&house, meeting).await;
        let selin = Person::sit(&house, meeting).await;
        let mirko = Person::sit(&house, meeting).await;
        let (case, words) = (CaseId::from_bytes(fresh()), record("the case"));
        let bring = Deed::BringCase { case, words: words.id };
        holger.does_with(bring, vec![words]).await.expect("cases can be brought");
        let session = jana.begins(0).await;
        jana.does(Deed::In(session, Step::ChooseCase { case })).await.expect("it can be chosen");
        let cast = Step::Cast { role: Role::Scribe, seat: Some(selin.seat) };
        jana.does(Deed::In(session, cast)).await.expect("the scribe can be cast");
        for from in 0..CONSULTATION {
            jana.goes_on(session, from).await;
        }
        let mut table = Self { house, session, jana, holger, selin, mirko };
        table.meet().await;
        table
    }

    /// Everybody learns what has happened.
    async fn meet(&mut self) {
        let people = [&mut self.jana, &mut self.holger, &mut self.selin, &mut self.mirko];
        let last = people.iter().map(|person| person.fold.seq).max().expect("four people");
        for person in people {
            person.catches_up(last).await;
        }
    }

    fn step(&self, step: Step) -> Deed {
        Deed::In(self.session, step)
    }
}

fn session_of(person: &Person, session: SessionId) -> &CaseSession {
    person.fold.meeting.session(session).expect("it runs").2
}

#[tokio::test]
async fn s1_02_the_case_giver_writes_no_card_and_alone_sees_the_private_notes() {
    // given
    let mut table = Table::consulting().await;
    let theirs = table.mirko.writes_card(table.session, "an idea").await;
    table.meet().await;
    // when, then: neither a card of one's own nor a change to somebody else's
    let (card, words) = (CardId::from_bytes(fresh()), record("a justification"));
    let write = table.step(write_card(card, CONSULTATION, words.id));
    let refused = table.holger.does_with(write, vec![words]).await;
    assert_eq!(refused, Err(Refusal::CaseGiverListens));
    let words = record("another idea");
    let reword = table.step(Step::RewordCard { card: theirs, words: words.id });
    assert_eq!(table.holger.does_with(reword, vec![words]).await, Err(Refusal::NotYourCard));
    let remove = table.step(Step::RemoveCard { card: theirs });
    assert_eq!(table.holger.does(remove).await, Err(Refusal::NotYourCard));
    assert_eq!(session_of(&table.holger, table.session).cards.len(), 1);
    // and: private notes are written, stored, and opened by nobody else
    let sheet = Sheet::Private(table.holger.seat);
    let pad = PadId { session: table.session, sheet };
    table.holger.opens(table.session, sheet).await;
    table.holger.writes(pad, 1, sealed("for Holger alone")).await;
    table.holger.hears(|message| matches!(message, ToClient::Stored { .. })).await;
    for person in [&mut table.jana, &mut table.selin, &mut table.mirko] {
        let answer = person.opens(table.session, sheet).await;
        assert!(matches!(answer, ToClient::PadRefused { refusal: Refusal::SheetClosed, .. }));
        assert!(!contains(&person.heard, "for Holger alone"));
    }
}

#[tokio::test]
async fn s1_03_hidden_cards_are_in_nobody_elses_network_data_before_the_reveal() {
    // given
    let mut table = Table::consulting().await;
    let collect = table.step(Step::Collect);
    table.jana.does(collect).await.unwrap();
    table.meet().await;
    // when
    table.selin.writes_card(table.session, "of Selin").await;
    table.meet().await;
    table.mirko.writes_card(table.session, "of Mirko").await;
    table.meet().await;
    // then
    for (person, others) in [
        (&table.jana, &["of Selin", "of Mirko"][..]),
        (&table.holger, &["of Selin", "of Mirko"]),
        (&table.selin, &["of Mirko"]),
        (&table.mirko, &["of Selin"]),
    ] {
        assert!(others.iter().all(|words| !contains(&person.heard, words)));
        assert_eq!(session_of(person, table.session).cards.len(), 2);
    }
    // and: all of them come at once
    let reveal = table.step(Step::Reveal);
    table.jana.does(reveal).await.unwrap();
    table.meet().await;
    for person in [&table.jana, &table.holger, &table.selin, &table.mirko] {
        assert!(["of Selin", "of Mirko"].iter().all(|words| contains(&person.heard, words)));
    }
}

#[tokio::test]
async fn s1_04_time_that_runs_out_ends_nothing_and_takes_no_right_away() {
    // given
    let mut table = Table::consulting().await;
    let planned = session_of(&table.jana, table.session).clock().planned;
    // when
    table.house.clock.put_forward(planned + Span::seconds(20));
    // then: nobody is told anything, the clock counts up, and cards are written as before
    assert!(table.mirko.hears_nothing().await);
    let now = table.house.clock.now();
    let left = session_of(&table.jana, table.session).clock().left(now);
    assert_eq!(left, Left::Over(Span::seconds(20)));
    table.mirko.writes_card(table.session, "a late idea").await;
    table.meet().await;
    assert_eq!(session_of(&table.jana, table.session).phase, CONSULTATION);
    // and: two minutes more move the planned end by so much
    let before = session_of(&table.jana, table.session).planned_end(now);
    let more = table.step(Step::AddMinutes { minutes: 2 });
    table.jana.does(more).await.unwrap();
    table.meet().await;
    let after = session_of(&table.mirko, table.session).planned_end(now);
    assert_eq!(after.since(before), Span::minutes(2) - Span::seconds(20));
}

#[tokio::test]
async fn s1_05_parked_advice_reaches_the_moderator_alone_and_later_once_whoever_gave_it() {
    // given
    let mut table = Table::consulting().await;
    let back = table.step(Step::Enter { from: CONSULTATION, to: 1 });
    table.jana.does(back).await.unwrap();
    let (id, words) = (CardId::from_bytes(fresh()), record("students, then"));
    let park = table.step(Step::Park { id, from: table.mirko.seat, words: words.id });
    table.jana.does_with(park, vec![words]).await.unwrap();
    table.meet().await;
    for person in [&table.holger, &table.selin, &table.mirko] {
        assert!(!contains(&person.heard, "students, then"));
    }
    // when
    let on = table.step(Step::Enter { from: 1, to: CONSULTATION });
    table.jana.does(on).await.unwrap();
    table.meet().await;
    // then
    assert!(contains(&table.mirko.heard, "students, then"));
    let done = table.step(Step::Unpark { id });
    table.mirko.does(done.clone()).await.unwrap();
    assert_eq!(table.mirko.does(done).await, Err(Refusal::NotParked));
    table.meet().await;
    for person in [&table.holger, &table.selin] {
        assert!(!contains(&person.heard, "students, then"));
        assert!(session_of(person, table.session).parked.is_empty());
    }
}

#[tokio::test]
async fn s1_07_stars_are_three_at_most_and_nobody_elses_until_they_are_shown() {
    // given
    let mut table = Table::consulting().await;
    let mut cards = Vec::new();
    for words in ["one", "two", "three", "four"] {
        cards.push(table.mirko.writes_card(table.session, words).await);
    }
    table.jana.catches_up(table.mirko.fold.seq).await;
    table.jana.goes_on(table.session, CONSULTATION).await;
    table.meet().await;
    // when
    let four = table.step(Step::Star { cards: cards.clone() });
    assert_eq!(table.holger.does(four).await, Err(Refusal::TooManyStars));
    let theirs = table.step(Step::Star { cards: cards[..1].to_vec() });
    assert_eq!(table.mirko.does(theirs).await, Err(Refusal::NotCaseGiver));
    let three = table.step(Step::Star { cards: cards[..3].to_vec() });
    table.holger.does(three).await.unwrap();
    table.meet().await;
    // then
    for person in [&table.jana, &table.selin, &table.mirko] {
        assert_eq!(session_of(person, table.session).stars, None);
    }
    let show = table.step(Step::ShowStars);
    table.holger.does(show).await.unwrap();
    table.meet().await;
    for person in [&table.jana, &table.selin, &table.mirko] {
        let stars = session_of(person, table.session).stars.as_ref().expect("they are shown");
        assert_eq!(stars.cards, cards[..3]);
    }
}

#[tokio::test]
async fn s1_10_what_became_of_the_step_is_told_when_the_moderator_is_long_gone() {
    // given
    let Table { house, session, mut jana, mut holger, selin, mirko } = Table::consulting().await;
    jana.goes_on(session, CONSULTATION).await;
    holger.catches_up(jana.fold.seq).await;
    assert_eq!(session_of(&holger, session).phase, CLOSING);
    let words = record("three objects");
    let name = Step::NameStep { phase: CLOSING, words: words.id, until: None };
    holger.does_with(Deed::In(session, name), vec![words]).await.unwrap();
    jana.catches_up(holger.fold.seq).await;
    jana.does(Deed::In(session, Step::End)).await.unwrap();
    // when: everybody goes, and a week later only Holger opens his own link
    drop((jana, selin, mirko));
    house.clock.put_forward(Span::minutes(7 * 24 * 60));
    let mut holger = holger.again(&house).await;
    let told = Deed::Report { session, phase: CLOSING, outcome: Outcome::Differently, words: None };
    holger.does(told).await.unwrap();
    // then: it is his until he shows it, and whoever comes next finds it
    let meeting = holger.meeting;
    let early = Person::sit(&house, meeting).await;
    assert!(session_of(&early, session).reports.is_empty());
    let show = Step::Release { item: Item::Report, reach: Reach::Group, words: None };
    holger.does(Deed::In(session, show)).await.unwrap();
    let late = Person::sit(&house, meeting).await;
    let report = session_of(&late, session).reports.first().expect("it was told");
    assert_eq!((report.by, report.outcome), (holger.seat, Outcome::Differently));
}

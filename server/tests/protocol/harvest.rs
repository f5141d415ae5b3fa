//! The harvest over real sockets: what case givers gave reaches everybody, and not a byte besides.

use shared::command::{Deed, FloorStep, HarvestStep, Step};
use shared::id::SessionId;
use shared::limits::HARVEST_KEPT;
use shared::meeting::{Item, Reach, Round};
use shared::refusal::Refusal;

use crate::commands::until_burned;
use crate::groups::Day;
use crate::person::{ACCOUNT, CLOSING, Person};
use crate::words::{contains, record};

/// What is said in the first group: all of it could be released, and only some of it is.
const SAID: [&str; 4] =
    ["the question as it was", "a card of hers", "the step as it was", "a wording for the network"];

/// What that case giver gives, worded for the plenary.
const GIVEN: &str = "the question for all";

async fn gives(person: &mut Person, session: SessionId, item: Item, marker: &str) {
    let words = record(marker);
    let step = HarvestStep::Give { session, item, words: words.id };
    person.does_with(Deed::Harvest(step), vec![words]).await.expect("it is their case");
}

/// The first group says all it has to say.
async fn consults(people: &mut [Person; 3], session: SessionId) {
    let [hatice, ulla, lars] = people;
    let question = record(SAID[0]);
    let fix = Step::FixQuestion { words: question.id };
    for from in ACCOUNT..CLOSING {
        if from == ACCOUNT + 1 {
            let fix = Deed::In(session, fix.clone());
            ulla.does_with(fix, vec![question.clone()]).await.expect("she words it with her");
        }
        if from == CLOSING - 1 {
            lars.catches_up(ulla.fold.seq).await;
            lars.writes_card(session, SAID[1]).await;
            ulla.catches_up(lars.fold.seq).await;
        }
        ulla.goes_on(session, from).await;
    }
    hatice.catches_up(ulla.fold.seq).await;
    let step = record(SAID[2]);
    let name = Step::NameStep { phase: CLOSING, words: step.id, until: None };
    hatice.does_with(Deed::In(session, name), vec![step]).await.expect("it is her step");
    let wording = record(SAID[3]);
    let (item, reach) = (Item::Ideas, Reach::Public);
    let release = Step::Release { item, reach, words: Some(wording.id) };
    hatice.does_with(Deed::In(session, release), vec![wording]).await.expect("it is her case");
}

#[tokio::test]
async fn s2_10_the_harvest_holds_what_was_given_and_nothing_else_reaches_another_device() {
    // given
    let (mut day, sessions) = Day::in_phase(ACCOUNT).await;
    let [c, d] = &mut day.people;
    consults(c, sessions[0]).await;
    // when: one gives her question alone, another everything
    gives(&mut c[0], sessions[0], Item::Question, GIVEN).await;
    d[0].catches_up(c[0].fold.seq).await;
    for (item, marker) in [(Item::Question, "Q"), (Item::Ideas, "I"), (Item::Step, "S")] {
        gives(&mut d[0], sessions[1], item, &format!("{marker} of the other group")).await;
    }
    // then
    let last = d[0].fold.seq;
    let mut late = Person::sit(&day.house, day.meeting).await;
    for person in d.iter_mut().chain([&mut day.renate, &mut late]) {
        person.catches_up(last).await;
        assert!(contains(&person.heard, GIVEN));
        assert!(contains(&person.heard, "I of the other group"));
        for said in SAID {
            assert!(!contains(&person.heard, said), "»{said}« has left its group");
        }
        // That the rest stays in the group is told by what is there: it is not just missing.
        let sheaf = person.fold.meeting.harvest.sheaf(sessions[0]).expect("she gave something");
        assert_eq!(sheaf.group, day.groups[0]);
        assert_eq!(sheaf.items.keys().copied().collect::<Vec<_>>(), [Item::Question]);
    }
    c[1].catches_up(last).await;
    for said in SAID {
        assert!(contains(&c[1].heard, said), "the group itself knows »{said}«");
    }
}

#[tokio::test]
async fn s2_10_nobody_gives_what_is_not_theirs_and_what_is_taken_back_is_burned() {
    // given
    let (mut day, sessions) = Day::in_phase(ACCOUNT).await;
    let [c, d] = &mut day.people;
    let words = record("not hers to give");
    for person in [&mut c[1], &mut d[0], &mut day.renate] {
        let (session, item) = (sessions[0], Item::Question);
        let step = HarvestStep::Give { session, item, words: words.id };
        let answer = person.does_with(Deed::Harvest(step), vec![words.clone()]).await;
        assert!(matches!(answer, Err(Refusal::NotCaseGiver | Refusal::NoSuchSession)));
    }
    // when
    gives(&mut c[0], sessions[0], Item::Question, GIVEN).await;
    let sheaf = c[0].fold.meeting.harvest.sheaf(sessions[0]).expect("she gave it");
    let given = sheaf.items[&Item::Question].words;
    let back = HarvestStep::TakeBack { session: sessions[0], item: Item::Question };
    c[0].does(Deed::Harvest(back)).await.expect("it is hers");
    // then
    until_burned(&day.house, day.meeting, given).await;
    let late = Person::sit(&day.house, day.meeting).await;
    assert!(!contains(&late.heard, GIVEN));
}

#[tokio::test]
async fn after_a_week_the_harvest_is_burned_though_nobody_is_there() {
    // given
    let (mut day, sessions) = Day::in_phase(ACCOUNT).await;
    let begin = FloorStep::Begin { round: Round::Harvest, seconds: Some(180) };
    day.renate.does(Deed::Floor(begin)).await.expect("she leads");
    let giver = &mut day.people[0][0];
    gives(giver, sessions[0], Item::Question, GIVEN).await;
    let sheaf = giver.fold.meeting.harvest.sheaf(sessions[0]).expect("she gave it");
    let given = sheaf.items[&Item::Question].words;
    let Day { house, meeting, people, renate, .. } = day;
    drop((people, renate));
    // when
    house.clock.put_forward(HARVEST_KEPT);
    // then
    until_burned(&house, meeting, given).await;
    let late = Person::sit(&house, meeting).await;
    assert!(late.fold.meeting.harvest.sheaves.is_empty());
    assert!(!contains(&late.heard, GIVEN));
}

//! The harvest: who gives what to the plenary, who speaks for a group, and when it is closed.

use alloc::vec::Vec;

use super::*;
use crate::actor::Actor;
use crate::command::{Deed, FloorStep, Step};
use crate::engine::wake_at;
use crate::lens;
use crate::meeting::{Reach, Round, Speaker};
use crate::specification::*;

fn give_item(item: Item, n: u8) -> Deed {
    Deed::Harvest(HarvestStep::Give { session: SESSION, item, words: words(n) })
}

fn take(item: Item) -> Deed {
    Deed::Harvest(HarvestStep::TakeBack { session: SESSION, item })
}

fn names(seat: Option<SeatId>) -> Deed {
    Deed::Harvest(HarvestStep::NameSpeaker { group: GROUP, seat })
}

fn given(scene: &Scene) -> Vec<Item> {
    let sheaf = scene.meeting.harvest.sheaf(SESSION);
    sheaf.into_iter().flat_map(|sheaf| sheaf.items.keys().copied()).collect()
}

fn may_read(scene: &Scene, n: u8) -> bool {
    let mut named = Vec::new();
    lens::records(&scene.meeting, &mut |record| named.push(record));
    named.contains(&words(n))
}

#[test]
fn nothing_is_given_by_itself_whatever_is_released_elsewhere() {
    let free = Step::Release { item: Item::Question, reach: Reach::Public, words: Some(words(69)) };
    let scene = in_phase(CLOSING).given(HOLGER, free);
    assert!(given(&scene).is_empty());
    for by in [JANA, SELIN, MIRKO, TOBIAS] {
        scene.clone().when(by, give_item(Item::Question, 70)).refused(Refusal::NotCaseGiver);
    }
    // And the other way round: who gives it to the plenary has released it nowhere else.
    let scene = in_phase(CLOSING).given(HOLGER, give_item(Item::Question, 70));
    assert_eq!(given(&scene), [Item::Question]);
    assert!(scene.session().releases.is_empty());
}

#[test]
fn what_is_given_is_worded_anew_and_what_is_taken_back_is_burned() {
    let scene = in_phase(CLOSING)
        .given(HOLGER, give_item(Item::Question, 70))
        .given(HOLGER, give_item(Item::Step, 71))
        .given(JANA, Step::End)
        .given(HOLGER, give_item(Item::Question, 72));
    assert!(!may_read(&scene, 70) && may_read(&scene, 72));
    let scene = scene.when(JANA, take(Item::Step)).refused(Refusal::NotCaseGiver);
    let scene = scene.given(HOLGER, take(Item::Step));
    assert_eq!(given(&scene), [Item::Question]);
    assert!(!may_read(&scene, 71));
    scene.when(HOLGER, take(Item::Step)).refused(Refusal::NotGiven);
}

#[test]
fn another_case_giver_does_not_show_what_the_one_before_gave() {
    let scene = in_phase(CLOSING)
        .given(HOLGER, give_item(Item::Question, 70))
        .given(JANA, Step::Cast { role: Role::Observer, seat: None })
        .given(JANA, Step::ChooseCase { case: TOBIAS_CASE });
    assert!(given(&scene).is_empty());
    assert!(!may_read(&scene, 70));
}

#[test]
fn somebody_else_speaks_for_the_group_unless_the_case_giver_wants_to() {
    let scene = in_phase(CLOSING)
        .when(JANA, names(Some(HOLGER)))
        .refused(Refusal::CaseGiverHasRole)
        .when(MIRKO, names(Some(SELIN)))
        .refused(Refusal::NotLead)
        .given(MIRKO, names(Some(MIRKO)))
        .given(JANA, names(Some(SELIN)))
        .given(HOLGER, names(Some(HOLGER)))
        .given(HOLGER, names(None))
        .given(JANA, names(Some(SELIN)));
    let begin = Deed::Floor(FloorStep::Begin { round: Round::Harvest, seconds: Some(180) });
    let scene = scene.given(JANA, begin);
    let turn = scene.meeting.next_to_speak().expect("there is one group");
    assert_eq!(turn.who, Speaker::Group(GROUP));
    assert_eq!(scene.meeting.speaker(turn.who), Some(SELIN));
    let scene = scene.given(SELIN, Deed::Leave { seat: SELIN });
    assert_eq!(scene.meeting.speaker(Speaker::Group(GROUP)), None);
}

#[test]
fn the_harvest_lies_open_for_a_week_and_is_closed_by_the_house_then() {
    let close = Deed::Harvest(HarvestStep::Close);
    let scene = in_phase(CLOSING);
    assert_eq!(wake_at(&scene.meeting), Some(scene.meeting.delete_at));
    let week = minute(0) + HARVEST_KEPT;
    let scene = scene.given(HOLGER, give_item(Item::Ideas, 70));
    assert_eq!(scene.meeting.harvest.until, Some(week));
    assert_eq!(wake_at(&scene.meeting), Some(week));
    let scene = scene
        .when(MIRKO, close.clone())
        .refused(Refusal::NotLead)
        .when(Actor::House, close.clone())
        .refused(Refusal::NotAllowed)
        .at(week)
        .given(Actor::House, close);
    assert_eq!(scene.meeting.harvest, Harvest::default());
    assert!(!may_read(&scene, 70));
}

#[test]
fn whoever_leads_moves_the_day_or_closes_the_harvest() {
    let until = |at| Deed::Harvest(HarvestStep::KeepUntil { at });
    let scene = in_phase(CLOSING).given(HOLGER, give_item(Item::Question, 70));
    let late = scene.meeting.delete_at + HARVEST_KEPT;
    scene
        .when(MIRKO, until(minute(50)))
        .refused(Refusal::NotLead)
        .when(JANA, until(late))
        .refused(Refusal::NoSuchEnd)
        .given(JANA, until(minute(50)))
        .given(JANA, Deed::Harvest(HarvestStep::Close))
        .when(JANA, Deed::Harvest(HarvestStep::Close))
        .then_nothing();
}

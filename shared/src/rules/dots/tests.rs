//! Who puts how many dots on what, who learns of it, and when they are shown.

use alloc::vec;

use super::*;
use crate::command::{Deed, Step};
use crate::id::SeatId;
use crate::method::{Kind, Method, Role};
use crate::specification::*;

fn place(cases: &[CaseId]) -> Step {
    Step::PlaceDots { cases: cases.to_vec() }
}

#[test]
fn everybody_places_two_dots_on_one_case_or_on_two() {
    let scene = begun()
        .when(MIRKO, place(&[HOLGERS_CASE, HOLGERS_CASE]))
        .then(&[SessionEvent::DotsPlaced {
            by: MIRKO,
            cases: Some(vec![HOLGERS_CASE, HOLGERS_CASE]),
        }])
        .given(AGNES, place(&[HOLGERS_CASE, TOBIAS_CASE]));
    assert_eq!(scene.session().case_dots[&CASTING].placed.len(), 2);
}

#[test]
fn nobody_has_more_than_two_dots() {
    begun().when(MIRKO, place(&[TOBIAS_CASE; 3])).refused(Refusal::TooManyDots);
}

#[test]
fn dots_that_are_placed_again_replace_those_before() {
    let scene = begun()
        .given(MIRKO, place(&[HOLGERS_CASE, HOLGERS_CASE]))
        .given(MIRKO, place(&[TOBIAS_CASE]));
    assert_eq!(scene.session().case_dots[&CASTING].placed[&MIRKO], Some(vec![TOBIAS_CASE]));
}

#[test]
fn others_learn_that_somebody_placed_dots_and_not_where() {
    let scene = begun().given(MIRKO, place(&[HOLGERS_CASE]));
    assert_eq!(scene.seen_by(AGNES).session().case_dots[&CASTING].placed[&MIRKO], None);
    assert_eq!(
        scene.seen_by(MIRKO).session().case_dots[&CASTING].placed[&MIRKO],
        Some(vec![HOLGERS_CASE])
    );
}

#[test]
fn the_moderator_shows_all_dots_at_once_as_sums_also_of_cases_without_any() {
    let scene = begun()
        .given(MIRKO, place(&[HOLGERS_CASE, HOLGERS_CASE]))
        .given(AGNES, place(&[HOLGERS_CASE]))
        .when(MIRKO, Step::ShowDots)
        .refused(Refusal::NotModerator);
    let tally = vec![(HOLGERS_CASE, 3), (TOBIAS_CASE, 0)];
    let scene =
        scene.when(JANA, Step::ShowDots).then(&[SessionEvent::DotsShown { tally: tally.clone() }]);
    assert_eq!(scene.seen_by(AGNES).session().case_dots[&CASTING].tally, Some(tally));
}

#[test]
fn dots_on_a_case_that_was_taken_back_count_for_nothing() {
    begun()
        .given(MIRKO, place(&[HOLGERS_CASE, TOBIAS_CASE]))
        .given(HOLGER, Deed::WithdrawCase { case: HOLGERS_CASE })
        .when(JANA, Step::ShowDots)
        .then(&[SessionEvent::DotsShown { tally: vec![(TOBIAS_CASE, 1)] }]);
}

#[test]
fn once_shown_dots_stay_as_they_are() {
    begun()
        .given(JANA, Step::ShowDots)
        .when(MIRKO, place(&[HOLGERS_CASE]))
        .refused(Refusal::DotsShown)
        .when(JANA, Step::ShowDots)
        .refused(Refusal::DotsShown);
}

#[test]
fn dots_are_placed_in_a_phase_that_votes() {
    in_phase(ACCOUNT).when(MIRKO, place(&[HOLGERS_CASE])).refused(Refusal::NotInThisPhase);
}

/// The consultation weighs its cards, and three lie there.
fn weighing() -> Scene {
    let method = consulting_by(|phase| phase.kinds.push(Kind::Vote));
    let scene = in_phase_of(method, CONSULTATION).given(MIRKO, write_card(1));
    scene.given(AGNES, write_card(2)).given(SELIN, write_card(3))
}

fn dots_on(cards: &[u8]) -> Step {
    Step::PlaceCardDots { cards: cards.iter().map(|n| card(*n)).collect() }
}

fn placed(scene: &Scene, by: SeatId) -> Option<Vec<CardId>> {
    scene.session().dots_on_cards().expect("somebody put dots").placed[&by].clone()
}

#[test]
fn where_cards_are_weighed_everybody_has_three_dots_for_them_and_none_for_the_cases() {
    weighing()
        .when(MIRKO, dots_on(&[1, 2, 2]))
        .then(&[SessionEvent::CardDotsPlaced {
            by: MIRKO,
            cards: Some(vec![card(1), card(2), card(2)]),
        }])
        .given(HOLGER, dots_on(&[3]))
        .when(AGNES, dots_on(&[1, 1, 2, 3]))
        .refused(Refusal::TooManyDots)
        .when(AGNES, place(&[HOLGERS_CASE]))
        .refused(Refusal::NotInThisPhase);
    begun().when(MIRKO, dots_on(&[1])).refused(Refusal::NotInThisPhase);
    in_phase(CONSULTATION).when(MIRKO, dots_on(&[])).refused(Refusal::NotInThisPhase);
}

#[test]
fn dots_on_cards_are_put_unseen_and_anew_until_they_are_shown_as_sums() {
    let scene = weighing().given(MIRKO, dots_on(&[1, 1])).given(MIRKO, dots_on(&[2, 2, 1]));
    assert_eq!(placed(&scene, MIRKO), Some(vec![card(2), card(2), card(1)]));
    assert_eq!(placed(&scene.seen_by(AGNES), MIRKO), None);
    assert_eq!(placed(&scene.seen_by(JANA), MIRKO), None);
    let scene = scene.given(AGNES, dots_on(&[2]));
    let scene = scene.when(MIRKO, Step::ShowDots).refused(Refusal::NotModerator);
    let tally = vec![(card(1), 1), (card(2), 3), (card(3), 0)];
    let scene = scene.when(JANA, Step::ShowDots).then(&[SessionEvent::CardDotsShown { tally }]);
    assert_eq!(scene.seen_by(HOLGER).session().dots_of(card(2)), Some(3));
    // Who put which stays theirs, also afterwards.
    assert_eq!(placed(&scene.seen_by(AGNES), MIRKO), None);
    scene
        .when(AGNES, dots_on(&[3]))
        .refused(Refusal::DotsShown)
        .when(JANA, Step::ShowDots)
        .refused(Refusal::DotsShown);
}

#[test]
fn only_cards_that_lie_open_in_the_weighed_phase_take_dots() {
    let earlier = in_phase_of(voting_in_the_closing(), CONSULTATION).given(MIRKO, write_card(1));
    earlier
        .given(JANA, go(CONSULTATION, CLOSING))
        .when(AGNES, dots_on(&[1]))
        .refused(Refusal::NoSuchCard);
    let hidden = weighing().given(JANA, Step::Collect).given(FRIEDERIKE, write_card(4));
    hidden
        .when(FRIEDERIKE, dots_on(&[4]))
        .refused(Refusal::NoSuchCard)
        .when(AGNES, dots_on(&[9]))
        .refused(Refusal::NoSuchCard)
        // What nobody sees yet is not in the sums either.
        .when(JANA, Step::ShowDots)
        .then(&[SessionEvent::CardDotsShown {
            tally: vec![(card(1), 0), (card(2), 0), (card(3), 0)],
        }]);
}

#[test]
fn a_card_that_is_taken_away_gives_its_dots_back() {
    let scene = weighing()
        .given(AGNES, dots_on(&[1, 2, 1]))
        .given(MIRKO, Step::RemoveCard { card: card(1) });
    assert_eq!(placed(&scene, AGNES), Some(vec![card(2)]));
    let tally = vec![(card(2), 1), (card(3), 0)];
    let scene = scene.when(JANA, Step::ShowDots).then(&[SessionEvent::CardDotsShown { tally }]);
    let scene = scene.given(AGNES, Step::RemoveCard { card: card(2) });
    assert_eq!(scene.session().dots_of(card(2)), None);
}

#[test]
fn each_phase_has_its_own_dots() {
    let method = consulting_by(|phase| phase.kinds = vec![Kind::Vote]);
    let scene = begun_by(method)
        .given(MIRKO, place(&[HOLGERS_CASE]))
        .given(JANA, Step::ShowDots)
        .given(JANA, go(CASTING, CONSULTATION))
        .given(MIRKO, place(&[TOBIAS_CASE]))
        .when(JANA, Step::ShowDots)
        .then(&[SessionEvent::DotsShown { tally: vec![(HOLGERS_CASE, 0), (TOBIAS_CASE, 1)] }])
        .given(JANA, go(CONSULTATION, CASTING));
    let first = vec![(HOLGERS_CASE, 1), (TOBIAS_CASE, 0)];
    assert_eq!(scene.session().dots_on_cases().and_then(|it| it.tally.clone()), Some(first));
}

#[test]
fn dots_are_shown_in_the_phase_in_which_they_are_put() {
    in_phase(ACCOUNT).when(JANA, Step::ShowDots).refused(Refusal::NotInThisPhase);
}

/// The closing weighs cards of its own.
fn voting_in_the_closing() -> Method {
    let mut method = tietze();
    method.phases[usize::from(CLOSING)].kinds.extend([Kind::Cards, Kind::Vote]);
    method
}

#[test]
fn where_nobody_gives_a_case_the_cards_laid_last_are_weighed() {
    let mut method = tietze();
    method.phases[usize::from(CLOSING)].kinds = vec![Kind::Vote];
    assert_eq!(method.weighs(CLOSING), Some(Weighed::Cases));
    method.roles.retain(|role| *role != Role::CaseGiver);
    assert_eq!(method.weighs(CLOSING), Some(Weighed::Cards(CONSULTATION)));
    assert_eq!(method.weighs(CASTING), Some(Weighed::Cases));
    assert_eq!(method.weighs(QUESTION), None);
}

//! What a card has besides its words: a column, another side, a mark, the module it came by.

use super::*;
use crate::id::RecordId;
use crate::method::{Kind, Method};

const TABLE: [Mark; 2] = [Mark::Fits, Mark::Not];

fn in_column(column: u8) -> Step {
    let (phase, anonymous) = (CONSULTATION, false);
    Step::WriteCard { card: card(1), phase, column, anonymous, words: words(1) }
}

fn on_the_back(n: u8, record: RecordId) -> Step {
    Step::WriteReverse { card: card(n), words: record }
}

/// Cards lie there that were written by a module with a second line.
fn turnable() -> Scene {
    in_phase(CONSULTATION).given(JANA, settle_on(module(true))).given(MIRKO, write_card(1))
}

/// The case giver marks cards in the closing.
fn marking() -> Method {
    let mut method = tietze();
    method.phases[usize::from(CLOSING)].flags.push(Flag::Marks);
    method
}

#[test]
fn cards_lie_in_the_columns_that_the_phase_has() {
    let scene = in_phase(CONSULTATION).when(MIRKO, in_column(1)).refused(Refusal::NoSuchColumn);
    assert_eq!(scene.given(MIRKO, in_column(0)).session().cards[0].column, 0);
    let two = in_phase_of(consulting_by(|phase| phase.columns = 2), CONSULTATION);
    let scene = two.when(MIRKO, in_column(2)).refused(Refusal::NoSuchColumn);
    assert_eq!(scene.given(MIRKO, in_column(1)).session().cards[0].column, 1);
}

#[test]
fn a_round_of_which_nothing_is_written_down_has_no_cards() {
    let spoken = |phase: &mut Phase| (phase.kinds, phase.write) = (vec![Kind::Round], vec![]);
    in_phase_of(consulting_by(spoken), CONSULTATION)
        .when(MIRKO, write_card(1))
        .refused(Refusal::NotInThisPhase)
        .when(JANA, Step::Collect)
        .refused(Refusal::NotInThisPhase);
    let written = |phase: &mut Phase| phase.kinds = vec![Kind::Round];
    in_phase_of(consulting_by(written), CONSULTATION).given(MIRKO, write_card(1));
    // Where earlier steps are looked at, what became of them is written on cards.
    let reviewed = |phase: &mut Phase| {
        (phase.kinds, phase.flags) = (vec![Kind::Commit], vec![Flag::Review]);
    };
    in_phase_of(consulting_by(reviewed), CONSULTATION).given(MIRKO, write_card(1));
}

#[test]
fn a_card_knows_by_which_of_the_chosen_modules_it_was_written() {
    let scene = in_phase(CONSULTATION)
        .given(MIRKO, write_card(1))
        .given(JANA, settle_on(module(false)))
        .given(MIRKO, write_card(2))
        .given(JANA, settle_on(module(true)))
        .given(MIRKO, write_card(3));
    let by: Vec<_> = scene.session().cards.iter().map(|card| card.module).collect();
    assert_eq!(by, [None, Some(0), Some(1)]);
    // A phase without modules has cards without one.
    let mut method = tietze();
    method.phases[usize::from(ACCOUNT)].kinds = vec![Kind::Cards];
    let scene = in_phase_of(method, CONSULTATION)
        .given(JANA, settle_on(module(true)))
        .given(JANA, go(CONSULTATION, ACCOUNT))
        .given(SELIN, write_card_in(ACCOUNT, 1));
    assert_eq!(scene.session().cards[0].module, None);
}

#[test]
fn whoever_leads_turns_the_cards_of_a_module_that_has_a_second_line() {
    turnable()
        .when(MIRKO, Step::TurnCards { over: true })
        .refused(Refusal::NotModerator)
        .when(JANA, Step::TurnCards { over: true })
        .then(&[SessionEvent::CardsTurned { over: true }])
        .when(JANA, Step::TurnCards { over: true })
        .then_nothing()
        .given(JANA, Step::TurnCards { over: false });
    let over = Step::TurnCards { over: true };
    in_phase(CONSULTATION).when(JANA, over.clone()).refused(Refusal::NotInThisPhase);
    let plain = in_phase(CONSULTATION).given(JANA, settle_on(module(false)));
    plain.when(JANA, over.clone()).refused(Refusal::NotInThisPhase);
    turnable()
        .given(JANA, go(CONSULTATION, CLOSING))
        .when(JANA, over)
        .refused(Refusal::NotInThisPhase);
}

#[test]
fn whoever_writes_puts_a_second_line_on_any_card_once_they_are_turned() {
    let scene = turnable()
        .when(AGNES, on_the_back(1, words(7)))
        .refused(Refusal::CardsNotTurned)
        .given(JANA, Step::TurnCards { over: true });
    for (seat, refusal) in [
        (HOLGER, Refusal::CaseGiverListens),
        (JANA, Refusal::RoleDoesNotWrite),
        (TOBIAS, Refusal::RoleDoesNotWrite),
    ] {
        scene.clone().when(seat, on_the_back(1, words(7))).refused(refusal);
    }
    let scene = scene
        .when(AGNES, on_the_back(1, words(7)))
        .then(&[SessionEvent::ReverseWritten { card: card(1), face: face(AGNES, 7) }])
        .given(SELIN, on_the_back(1, words(8)));
    assert_eq!(scene.session().cards[0].reverse, Some(face(SELIN, 8)));
    assert_eq!(scene.session().cards[0].face, Some(face(MIRKO, 1)));
    scene
        .when(AGNES, on_the_back(2, words(7)))
        .refused(Refusal::NoSuchCard)
        .given(JANA, go(CONSULTATION, CLOSING))
        .when(AGNES, on_the_back(1, words(7)))
        .refused(Refusal::NotInThisPhase);
}

#[test]
fn only_the_cards_of_the_latest_module_are_turned() {
    in_phase(CONSULTATION)
        .given(AGNES, write_card(1))
        .given(JANA, settle_on(module(true)))
        .given(AGNES, write_card(2))
        .given(JANA, Step::TurnCards { over: true })
        .when(MIRKO, on_the_back(1, words(7)))
        .refused(Refusal::CardsNotTurned)
        .given(MIRKO, on_the_back(2, words(7)))
        // With another module they lie as they were, and it begins with its first line.
        .given(JANA, settle_on(module(true)))
        .when(MIRKO, on_the_back(2, words(7)))
        .refused(Refusal::CardsNotTurned);
}

#[test]
fn what_somebody_does_not_see_yet_has_no_second_line() {
    let mut hidden = turnable().given(JANA, Step::Collect).given(MIRKO, write_card(2));
    hidden = hidden.given(JANA, Step::TurnCards { over: true });
    hidden.when(AGNES, on_the_back(2, words(7))).refused(Refusal::CardsNotTurned);
    in_phase_of(consulting_by(|phase| phase.see = See::Next), CONSULTATION)
        .given(JANA, settle_on(module(true)))
        .given(MIRKO, write_card(1))
        .given(JANA, Step::TurnCards { over: true })
        .when(AGNES, on_the_back(1, words(7)))
        .refused(Refusal::CardsNotTurned);
}

#[test]
fn a_card_that_is_taken_away_loses_both_sides_and_its_mark() {
    let scene = in_phase_of(marking(), CONSULTATION)
        .given(JANA, settle_on(module(true)))
        .given(MIRKO, write_card(1))
        .given(JANA, Step::TurnCards { over: true })
        .given(AGNES, on_the_back(1, words(7)))
        .given(JANA, go(CONSULTATION, CLOSING))
        .given(HOLGER, Step::MarkCard { card: card(1), mark: Some(Mark::Fits) })
        .given(MIRKO, Step::RemoveCard { card: card(1) });
    let Card { face, reverse, mark, .. } = scene.session().cards[0];
    assert_eq!((face, reverse, mark), (None, None, None));
}

#[test]
fn the_case_giver_marks_what_fits_and_what_does_not_in_phases_for_that() {
    let mark = |mark| Step::MarkCard { card: card(1), mark };
    let consulted = in_phase_of(marking(), CONSULTATION).given(MIRKO, write_card(1));
    let scene = consulted
        .when(HOLGER, mark(Some(Mark::Fits)))
        .refused(Refusal::NotInThisPhase)
        .given(JANA, go(CONSULTATION, CLOSING));
    for seat in [JANA, SELIN, MIRKO, TOBIAS] {
        scene.clone().when(seat, mark(Some(Mark::Not))).refused(Refusal::RoleDoesNotWrite);
    }
    let marked = TABLE.into_iter().fold(scene, |scene, one| {
        let scene = scene
            .when(HOLGER, mark(Some(one)))
            .then(&[SessionEvent::CardMarked { card: card(1), mark: Some(one) }]);
        // Everybody sees it at once.
        assert_eq!(scene.seen_by(AGNES).session().cards[0].mark, Some(one));
        scene
    });
    assert_eq!(marked.given(HOLGER, mark(None)).session().cards[0].mark, None);
}

#[test]
fn what_lies_hidden_or_is_not_there_is_not_marked() {
    let mark = |n| Step::MarkCard { card: card(n), mark: Some(Mark::Fits) };
    in_phase_of(marking(), CONSULTATION)
        .given(JANA, Step::Collect)
        .given(MIRKO, write_card(1))
        .given(JANA, go(CONSULTATION, CLOSING))
        .when(HOLGER, mark(1))
        .refused(Refusal::NoSuchCard)
        .when(HOLGER, mark(2))
        .refused(Refusal::NoSuchCard);
}

#[test]
fn consultants_offer_wordings_of_the_question_while_they_are_asked_for() {
    let offer = |n| write_card_in(QUESTION, n);
    let scene = in_phase(QUESTION)
        .when(MIRKO, offer(1))
        .refused(Refusal::NotInThisPhase)
        .given(JANA, Step::AskWordings { open: true });
    for seat in [HOLGER, JANA, TOBIAS] {
        scene.clone().when(seat, offer(1)).refused(Refusal::RoleDoesNotWrite);
    }
    let scene = scene
        .given(MIRKO, offer(1))
        .given(SELIN, offer(2))
        .given(JANA, Step::AskWordings { open: false })
        .when(AGNES, offer(3))
        .refused(Refusal::NotInThisPhase);
    // What was offered stays to be read.
    let read = |card: &Card| card.face.map(|face| face.words);
    let seen = scene.seen_by(HOLGER);
    let seen: Vec<_> = seen.session().cards.iter().map(read).collect();
    assert_eq!(seen, [Some(words(1)), Some(words(2))]);
}

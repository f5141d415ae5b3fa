//! What cards promise: to their authors, to those who must not see them yet, to those who are late.

mod kept;
mod looks;

use super::*;
use crate::command::{Deed, Step};
use crate::id::SeatId;
use crate::limits::CARDS_PER_SESSION;
use crate::specification::*;

/// What the log keeps of such a card.
fn written(by: SeatId, n: u8) -> SessionEvent {
    SessionEvent::CardWritten {
        card: card(n),
        phase: CONSULTATION,
        module: None,
        column: 0,
        hidden: false,
        kept_from: None,
        face: Some(face(by, n)),
    }
}

/// What the log keeps of a card that is worded anew.
fn reworded(card: CardId, hidden: bool, face: Face) -> SessionEvent {
    SessionEvent::CardReworded { card, hidden, kept_from: None, face: Some(face) }
}

fn revealed(by: SeatId, n: u8) -> Revealed {
    Revealed { card: card(n), kept_from: None, face: Some(face(by, n)) }
}

/// Mirko has written a card that is still hidden.
fn hidden() -> Scene {
    in_phase(CONSULTATION).given(JANA, Step::Collect).given(MIRKO, write_card(1))
}

#[test]
fn a_card_is_seen_by_all_at_once_unless_the_group_collects() {
    let scene = in_phase(CONSULTATION).when(MIRKO, write_card(1)).then(&[written(MIRKO, 1)]);
    assert_eq!(scene.seen_by(HOLGER).session().cards[0].face, Some(face(MIRKO, 1)));
}

#[test]
fn a_hidden_card_stays_hidden_until_the_reveal() {
    let scene = hidden();
    assert_eq!(scene.seen_by(MIRKO).session().cards[0].face, Some(face(MIRKO, 1)));
    assert_eq!(scene.seen_by(JANA).session().cards[0].face, None);
    let scene =
        scene.given(SELIN, write_card(2)).when(MIRKO, Step::Reveal).refused(Refusal::NotModerator);
    let cards = vec![revealed(MIRKO, 1), revealed(SELIN, 2)];
    let scene = scene.when(JANA, Step::Reveal).then(&[SessionEvent::CardsRevealed { cards }]);
    assert_eq!(scene.seen_by(JANA).session().cards[0].face, Some(face(MIRKO, 1)));
    // From then on everybody sees what is written at once.
    assert!(!scene.given(AGNES, write_card(3)).session().cards[2].hidden);
}

#[test]
fn nobody_else_learns_what_a_hidden_card_says_now() {
    let scene = hidden()
        .when(AGNES, Step::RewordCard { card: card(1), words: words(9) })
        .refused(Refusal::NotYourCard)
        .when(MIRKO, Step::RewordCard { card: card(1), words: words(9) })
        .then(&[reworded(card(1), true, face(MIRKO, 9))]);
    assert_eq!(scene.seen_by(AGNES).session().cards[0].face, None);
}

#[test]
fn a_hidden_card_that_was_taken_away_is_not_revealed() {
    hidden()
        .given(SELIN, write_card(2))
        .when(MIRKO, Step::RemoveCard { card: card(1) })
        .then(&[SessionEvent::CardRemoved { card: card(1), untold: true }])
        .when(JANA, Step::Reveal)
        .then(&[SessionEvent::CardsRevealed { cards: vec![revealed(SELIN, 2)] }]);
}

#[test]
fn cards_that_were_left_hidden_can_be_revealed_from_another_phase() {
    let scene = hidden().given(JANA, go(CONSULTATION, CLOSING));
    assert!(!scene.session().collecting && scene.session().hides());
    scene.given(JANA, Step::Reveal).when(JANA, Step::Reveal).refused(Refusal::NothingHidden);
}

#[test]
fn the_moderator_begins_to_collect_where_cards_are_written() {
    in_phase(CONSULTATION)
        .when(MIRKO, Step::Collect)
        .refused(Refusal::NotModerator)
        .when(JANA, Step::Collect)
        .then(&[SessionEvent::CollectingBegun])
        .when(JANA, Step::Collect)
        .refused(Refusal::CollectingAlready);
    in_phase(ACCOUNT).when(JANA, Step::Collect).refused(Refusal::NotInThisPhase);
}

#[test]
fn collecting_that_brought_no_card_ends_with_the_reveal_as_well() {
    in_phase(CONSULTATION)
        .when(JANA, Step::Reveal)
        .refused(Refusal::NothingHidden)
        .given(JANA, Step::Collect)
        .when(JANA, Step::Reveal)
        .then(&[SessionEvent::CardsRevealed { cards: vec![] }]);
}

#[test]
fn consultants_and_scribe_write_and_nobody_else() {
    for (seat, refusal) in [
        (HOLGER, Refusal::CaseGiverListens),
        (JANA, Refusal::RoleDoesNotWrite),
        (TOBIAS, Refusal::RoleDoesNotWrite),
    ] {
        in_phase(CONSULTATION).when(seat, write_card(1)).refused(refusal);
    }
    in_phase(CONSULTATION).given(SELIN, write_card(1)).given(MIRKO, write_card(2));
    in_phase(ACCOUNT).when(MIRKO, write_card(1)).refused(Refusal::NotInThisPhase);
}

#[test]
fn a_card_that_was_begun_is_taken_also_when_the_group_has_moved_on() {
    let on_time = in_phase(CONSULTATION).given(MIRKO, write_card(1));
    assert!(!on_time.session().cards[0].late);
    for to in [CLOSING, ACCOUNT] {
        let scene = in_phase(CONSULTATION)
            .given(JANA, go(CONSULTATION, to))
            .when(MIRKO, write_card(1))
            .then(&[written(MIRKO, 1)]);
        let seen = scene.seen_by(HOLGER);
        let card = &seen.session().cards[0];
        assert_eq!((card.phase, card.late), (CONSULTATION, true));
    }
}

#[test]
fn a_late_card_is_hidden_for_as_long_as_the_others_of_its_phase_are() {
    let late = hidden().given(JANA, go(CONSULTATION, CLOSING)).given(AGNES, write_card(2));
    assert!(late.session().cards[1].hidden && late.session().cards[1].late);
    assert_eq!(late.seen_by(JANA).session().cards[1].face, None);
    let revealed = late.given(JANA, Step::Reveal);
    assert_eq!(revealed.seen_by(JANA).session().cards[1].face, Some(face(AGNES, 2)));
    // Whatever comes after the reveal lies open, as does what follows a card that is gone.
    assert!(!revealed.given(SELIN, write_card(3)).session().cards[2].hidden);
    let gone = hidden()
        .given(JANA, go(CONSULTATION, CLOSING))
        .given(MIRKO, Step::RemoveCard { card: card(1) })
        .given(AGNES, write_card(2));
    assert!(!gone.session().cards[1].hidden);
}

#[test]
fn a_late_card_comes_from_a_phase_that_was_reached_and_has_cards() {
    let late = |phase| write_card_in(phase, 1);
    let scene = in_phase(QUESTION)
        .when(MIRKO, late(CONSULTATION))
        .refused(Refusal::NotInThisPhase)
        .given(JANA, go(QUESTION, CLOSING));
    for without_cards in [CASTING, ACCOUNT, MODULE, CLOSING, CLOSING + 1, u8::MAX] {
        scene.clone().when(MIRKO, late(without_cards)).refused(Refusal::NotInThisPhase);
    }
    scene
        .given(MIRKO, late(CONSULTATION))
        .given(JANA, Step::End)
        .when(AGNES, write_card(2))
        .refused(Refusal::SessionEnded);
}

#[test]
fn nobody_writes_late_who_did_not_write_then() {
    let scene = in_phase(CONSULTATION).given(JANA, go(CONSULTATION, CLOSING));
    for (seat, refusal) in [
        (HOLGER, Refusal::CaseGiverListens),
        (JANA, Refusal::RoleDoesNotWrite),
        (TOBIAS, Refusal::RoleDoesNotWrite),
    ] {
        scene.clone().when(seat, write_card(1)).refused(refusal);
    }
}

#[test]
fn a_late_card_is_worded_anew_only_when_the_group_is_back_in_its_phase() {
    let reword = Step::RewordCard { card: card(1), words: words(9) };
    in_phase(CONSULTATION)
        .given(JANA, go(CONSULTATION, CLOSING))
        .given(MIRKO, write_card(1))
        .when(MIRKO, reword.clone())
        .refused(Refusal::NotInThisPhase)
        .given(JANA, go(CLOSING, CONSULTATION))
        .given(MIRKO, reword);
}

#[test]
fn a_card_is_written_once() {
    in_phase(CONSULTATION)
        .given(MIRKO, write_card(1))
        .when(AGNES, write_card(1))
        .refused(Refusal::AlreadyThere);
}

#[test]
fn a_wall_that_nobody_reads_any_more_takes_no_further_card() {
    let full = (0..CARDS_PER_SESSION).fold(in_phase(CONSULTATION), |scene, n| {
        let id = CardId(uuid::Uuid::from_u128(1_000 + n as u128));
        let (phase, column, anonymous, words) = (CONSULTATION, 0, false, words(1));
        scene.given(MIRKO, Step::WriteCard { card: id, phase, column, anonymous, words })
    });
    full.when(AGNES, write_card(1)).refused(Refusal::TooManyCards);
}

#[test]
fn a_card_is_worded_anew_by_its_author_where_they_still_write() {
    let reword = |n| Step::RewordCard { card: card(n), words: words(9) };
    let scene = in_phase(CONSULTATION)
        .given(MIRKO, write_card(1))
        .when(JANA, reword(1))
        .refused(Refusal::NotYourCard)
        .when(MIRKO, reword(2))
        .refused(Refusal::NoSuchCard)
        .when(MIRKO, reword(1))
        .then(&[reworded(card(1), false, face(MIRKO, 9))]);
    assert_eq!(scene.session().cards[0].face, Some(face(MIRKO, 9)));
    scene
        .given(JANA, go(CONSULTATION, CLOSING))
        .when(MIRKO, reword(1))
        .refused(Refusal::NotInThisPhase);
}

#[test]
fn a_case_giver_changes_no_card_while_listening() {
    // Mirko wrote it before he became the case giver.
    let mirkos = crate::id::CaseId::from_bytes([80; 16]);
    in_phase(CONSULTATION)
        .given(MIRKO, write_card(1))
        .given(MIRKO, Deed::BringCase { case: mirkos, words: words(80) })
        .given(JANA, Step::ChooseCase { case: mirkos })
        .when(MIRKO, Step::RewordCard { card: card(1), words: words(9) })
        .refused(Refusal::CaseGiverListens);
}

#[test]
fn a_card_is_taken_away_by_its_author_or_the_moderator_in_every_phase() {
    let remove = |n| Step::RemoveCard { card: card(n) };
    let scene = in_phase(CONSULTATION)
        .given(MIRKO, write_card(1))
        .given(AGNES, write_card(2))
        .given(JANA, go(CONSULTATION, CLOSING))
        .when(MIRKO, remove(2))
        .refused(Refusal::NotYourCard)
        .when(MIRKO, remove(1))
        .then(&[SessionEvent::CardRemoved { card: card(1), untold: false }])
        .given(JANA, remove(2))
        .when(JANA, remove(2))
        .refused(Refusal::NoSuchCard);
    // Its number stays, its words are gone.
    assert_eq!(scene.session().cards.len(), 2);
    assert_eq!(scene.session().cards[0].face, None);
}

#[test]
fn a_card_that_was_taken_away_is_taken_along_no_more() {
    let scene = in_phase(CONSULTATION)
        .given(MIRKO, write_card(1))
        .given(AGNES, write_card(2))
        .given(JANA, go(CONSULTATION, CLOSING))
        .given(HOLGER, Step::Star { cards: vec![card(1), card(2)] })
        .given(MIRKO, Step::RemoveCard { card: card(1) });
    let stars = scene.session().stars.as_ref().map(|stars| stars.cards.clone());
    assert_eq!(stars, Some(vec![card(2)]));
}

#[test]
fn advice_that_was_parked_is_laid_by_whoever_gave_it_whoever_else_writes_here() {
    let method = consulting_by(|phase| phase.write = alloc::vec![Role::Scribe]);
    let scene = in_phase_of(method, ACCOUNT)
        .given(JANA, Step::Park { id: card(9), from: MIRKO, words: words(9) })
        .given(JANA, go(ACCOUNT, CONSULTATION))
        .when(AGNES, write_card(1))
        .refused(Refusal::RoleDoesNotWrite)
        .given(MIRKO, write_card(1))
        .given(MIRKO, Step::Unpark { id: card(9) });
    scene.when(MIRKO, write_card(2)).refused(Refusal::RoleDoesNotWrite);
}

#[test]
fn where_only_the_scribe_writes_and_nobody_is_scribe_those_who_consult_write() {
    let method = consulting_by(|phase| phase.write = alloc::vec![Role::Scribe]);
    let nobody = Step::Cast { role: Role::Scribe, seat: None };
    let scene = in_phase_of(method, CONSULTATION)
        .when(MIRKO, write_card(1))
        .refused(Refusal::RoleDoesNotWrite)
        .given(JANA, nobody)
        .given(MIRKO, write_card(1))
        .when(HOLGER, write_card(2))
        .refused(Refusal::CaseGiverListens)
        .when(TOBIAS, write_card(2))
        .refused(Refusal::RoleDoesNotWrite);
    let taken = scene.given(AGNES, Step::Cast { role: Role::Scribe, seat: Some(AGNES) });
    taken.when(MIRKO, write_card(2)).refused(Refusal::RoleDoesNotWrite);
}

//! Cards that somebody does not see yet, and cards whose author nobody sees.

use super::*;
use crate::event::Entry;
use crate::meeting::CaseSession;
use crate::method::{Flag, See};

/// Cards may be written without a name.
fn nameless() -> Scene {
    let method = consulting_by(|phase| phase.flags.push(Flag::Anonymous));
    in_phase_of(method, CONSULTATION)
}

/// The case giver sees the cards in the next phase only.
fn kept() -> Scene {
    in_phase_of(consulting_by(|phase| phase.see = See::Next), CONSULTATION)
}

fn write_nameless(n: u8) -> Step {
    let (phase, column, anonymous) = (CONSULTATION, 0, true);
    Step::WriteCard { card: card(n), phase, column, anonymous, words: words(n) }
}

/// What everybody but the author is told of a card without a name.
fn unsigned(n: u8) -> Face {
    Face { by: None, anonymous: true, words: words(n) }
}

fn signed(by: SeatId, n: u8) -> Face {
    Face { by: Some(by), ..unsigned(n) }
}

/// The cards as somebody sees them, in their order.
fn faces(scene: &Scene, seat: SeatId) -> Vec<Option<Face>> {
    let of = |session: &CaseSession| session.cards.iter().map(|card| card.face).collect();
    of(scene.seen_by(seat).session())
}

/// Whether an entry names no words.
fn names_nothing(entry: &Entry) -> bool {
    let mut named = Vec::new();
    entry.events.iter().for_each(|event| event.records(&mut |record| named.push(record)));
    named.is_empty()
}

#[test]
fn a_card_bears_its_authors_name_unless_the_phase_allows_none() {
    in_phase(CONSULTATION).when(MIRKO, write_nameless(1)).refused(Refusal::CardsBearNames);
    let scene = nameless().given(MIRKO, write_nameless(1)).given(AGNES, write_card(2));
    for seat in [JANA, HOLGER, SELIN, AGNES, TOBIAS] {
        assert_eq!(faces(&scene, seat), [Some(unsigned(1)), Some(face(AGNES, 2))]);
    }
    assert_eq!(faces(&scene, MIRKO), [Some(signed(MIRKO, 1)), Some(face(AGNES, 2))]);
}

#[test]
fn whose_card_without_a_name_it_is_stays_unknown_after_the_reveal_as_well() {
    let scene = nameless().given(JANA, Step::Collect).given(MIRKO, write_nameless(1));
    assert_eq!(faces(&scene, JANA), [None]);
    let scene = scene.given(JANA, Step::Reveal);
    for seat in [JANA, HOLGER, AGNES] {
        assert_eq!(faces(&scene, seat), [Some(unsigned(1))]);
    }
    let ended = scene.given(JANA, go(CONSULTATION, CLOSING)).given(JANA, Step::End);
    assert_eq!(faces(&ended, HOLGER), [Some(unsigned(1))]);
}

#[test]
fn nobody_is_told_who_writes_rewords_or_takes_away_a_card_without_a_name() {
    let scene = nameless().given(MIRKO, write_nameless(1));
    let steps = [
        write_nameless(2),
        Step::RewordCard { card: card(1), words: words(9) },
        Step::RemoveCard { card: card(1) },
    ];
    for step in steps {
        let entry =
            scene.told(&scene.entry(MIRKO, step), AGNES).expect("something happened to a card");
        assert_eq!((entry.id, entry.by, entry.events.len()), (None, None, 1));
    }
}

#[test]
fn a_card_without_a_name_is_still_its_authors_alone() {
    let reword = Step::RewordCard { card: card(1), words: words(9) };
    let scene = nameless()
        .given(MIRKO, write_nameless(1))
        .when(AGNES, reword.clone())
        .refused(Refusal::NotYourCard)
        .when(MIRKO, reword)
        .then(&[reworded(card(1), false, signed(MIRKO, 9))]);
    assert_eq!(faces(&scene, AGNES), [Some(unsigned(9))]);
    scene
        .when(AGNES, Step::RemoveCard { card: card(1) })
        .refused(Refusal::NotYourCard)
        .when(MIRKO, Step::RemoveCard { card: card(1) })
        .then(&[SessionEvent::CardRemoved { card: card(1), untold: true }]);
}

#[test]
fn what_is_kept_from_the_case_giver_is_shown_to_them_in_the_next_phase() {
    let scene = kept().given(MIRKO, write_card(1));
    assert_eq!(scene.session().cards[0].kept_from, Some(HOLGER));
    assert_eq!(faces(&scene, HOLGER), [None]);
    assert_eq!(faces(&scene, AGNES), [Some(face(MIRKO, 1))]);
    let at = minute(0);
    let faces_shown = vec![(card(1), face(MIRKO, 1))];
    let scene = scene.when(JANA, go(CONSULTATION, CLOSING)).then(&[
        SessionEvent::PhaseEntered { phase: CLOSING, at },
        SessionEvent::CardsShown { faces: faces_shown },
    ]);
    assert_eq!(faces(&scene, HOLGER), [Some(face(MIRKO, 1))]);
    assert_eq!(scene.session().cards[0].kept_from, None);
}

#[test]
fn what_is_kept_from_the_case_giver_is_shown_at_the_end_too() {
    let scene = kept().given(MIRKO, write_card(1)).given(JANA, Step::End);
    assert_eq!(faces(&scene, HOLGER), [Some(face(MIRKO, 1))]);
}

#[test]
fn going_back_and_coming_again_shows_nothing_that_is_kept() {
    let scene = kept()
        .given(MIRKO, write_card(1))
        .given(JANA, go(CONSULTATION, ACCOUNT))
        .given(JANA, go(ACCOUNT, CONSULTATION));
    assert_eq!(faces(&scene, HOLGER), [None]);
    // Nor is it kept again from somebody who has seen the phase through.
    let through = scene.given(JANA, go(CONSULTATION, CLOSING)).at(minute(50));
    let back = through.given(JANA, go(CLOSING, CONSULTATION));
    assert_eq!(back.given(AGNES, write_card(2)).session().cards[1].kept_from, None);
}

#[test]
fn the_case_giver_learns_that_a_card_is_kept_from_them_and_not_that_it_changed() {
    let scene = kept().given(MIRKO, write_card(1));
    let entry = scene.told(&scene.entry(MIRKO, write_card(2)), HOLGER).expect("a card came");
    assert!(entry.events.len() == 1 && names_nothing(&entry));
    let reword = Step::RewordCard { card: card(1), words: words(9) };
    let entry = scene.told(&scene.entry(MIRKO, reword), HOLGER).expect("numbers have no holes");
    assert_eq!((entry.by, entry.events.len()), (None, 0));
}

#[test]
fn a_reveal_shows_the_case_giver_nothing_that_is_kept_from_them() {
    let scene = kept().given(JANA, Step::Collect).given(MIRKO, write_card(1));
    let entry = scene.entry(JANA, Step::Reveal);
    assert!(names_nothing(&scene.told(&entry, HOLGER).expect("cards were revealed")));
    assert!(!names_nothing(&scene.told(&entry, AGNES).expect("cards were revealed")));
    let scene = scene.given(JANA, Step::Reveal);
    assert_eq!(faces(&scene, AGNES), [Some(face(MIRKO, 1))]);
    assert_eq!(faces(&scene, HOLGER), [None]);
    let scene = scene.given(JANA, go(CONSULTATION, CLOSING));
    assert_eq!(faces(&scene, HOLGER), [Some(face(MIRKO, 1))]);
}

#[test]
fn a_reveal_in_a_later_phase_shows_everybody_everything() {
    let scene = kept()
        .given(JANA, Step::Collect)
        .given(MIRKO, write_card(1))
        .given(JANA, go(CONSULTATION, CLOSING));
    assert_eq!(faces(&scene, HOLGER), [None]);
    let cards = vec![revealed(MIRKO, 1)];
    let scene = scene.when(JANA, Step::Reveal).then(&[SessionEvent::CardsRevealed { cards }]);
    assert_eq!(faces(&scene, HOLGER), [Some(face(MIRKO, 1))]);
}

#[test]
fn both_at_once_a_card_without_a_name_is_kept_and_then_shown_without_one() {
    let mut method = consulting_by(|phase| phase.flags.push(Flag::Anonymous));
    method.phases[usize::from(CONSULTATION)].see = See::Next;
    let scene = in_phase_of(method, CONSULTATION).given(MIRKO, write_nameless(1));
    let entry = scene.told(&scene.entry(MIRKO, write_nameless(2)), HOLGER).expect("a card came");
    assert_eq!(entry.by, None);
    let scene = scene.given(JANA, go(CONSULTATION, CLOSING));
    assert_eq!(faces(&scene, HOLGER), [Some(unsigned(1))]);
}

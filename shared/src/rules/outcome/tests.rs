//! What comes of a case session: the key question, the stars, the first steps.

use super::*;
use crate::command::{Deed, Step};
use crate::method::{Flag, Method, Role, See};
use crate::specification::*;

fn fix(n: u8) -> Step {
    Step::FixQuestion { words: words(n) }
}

fn star_cards(cards: &[u8]) -> Step {
    Step::Star { cards: cards.iter().map(|n| card(*n)).collect() }
}

fn close() -> Step {
    Step::Enter { from: CONSULTATION, to: CLOSING }
}

/// Four cards lie open, and the case giver chooses.
fn consulted() -> Scene {
    let written = |scene: Scene, n| scene.given(MIRKO, write_card(n));
    (1..=4).fold(in_phase(CONSULTATION), written).given(JANA, close())
}

#[test]
fn case_giver_and_moderator_fix_the_key_question() {
    for by in [HOLGER, JANA] {
        let scene = in_phase(QUESTION)
            .when(by, fix(70))
            .then(&[SessionEvent::QuestionFixed { by, words: words(70) }]);
        assert_eq!(scene.session().question, Some(FixedQuestion { by, words: words(70) }));
    }
    for by in [SELIN, MIRKO, TOBIAS] {
        in_phase(QUESTION).when(by, fix(70)).refused(Refusal::RoleDoesNotWrite);
    }
}

#[test]
fn before_its_phase_there_is_no_key_question_and_afterwards_there_still_is() {
    in_phase(ACCOUNT).when(HOLGER, fix(70)).refused(Refusal::NotInThisPhase);
    in_phase(CONSULTATION).given(HOLGER, fix(70));
}

#[test]
fn a_fixed_question_changes_by_being_taken_up_again() {
    let scene = in_phase(QUESTION)
        .given(HOLGER, fix(70))
        .when(JANA, fix(71))
        .refused(Refusal::QuestionFixed)
        .when(MIRKO, Step::ReopenQuestion)
        .refused(Refusal::RoleDoesNotWrite)
        .when(JANA, Step::ReopenQuestion)
        .then(&[SessionEvent::QuestionReopened]);
    assert_eq!(scene.session().question, None);
    scene.when(JANA, Step::ReopenQuestion).refused(Refusal::QuestionOpen).given(HOLGER, fix(71));
}

#[test]
fn the_case_giver_marks_cards_and_nobody_sees_which_until_they_are_shown() {
    let scene = consulted().when(HOLGER, star_cards(&[1, 3])).then(&[SessionEvent::Starred {
        by: HOLGER,
        cards: [card(1), card(3)].to_vec(),
        shown: false,
    }]);
    assert_eq!(scene.seen_by(JANA).session().stars, None);
    let scene = scene
        .when(JANA, Step::ShowStars)
        .refused(Refusal::NotCaseGiver)
        .when(HOLGER, Step::ShowStars)
        .then(&[SessionEvent::StarsShown { by: HOLGER, cards: [card(1), card(3)].to_vec() }]);
    assert_eq!(scene.seen_by(JANA).session().stars, scene.session().stars);
    // What changes afterwards is seen by all.
    let scene = scene.given(HOLGER, star_cards(&[2]));
    assert_eq!(scene.seen_by(JANA).session().stars, scene.session().stars);
}

#[test]
fn nothing_may_be_taken_along_as_well() {
    consulted()
        .when(HOLGER, Step::ShowStars)
        .then(&[SessionEvent::StarsShown { by: HOLGER, cards: Vec::new() }]);
}

#[test]
fn at_most_three_cards_are_taken_along_each_once() {
    consulted()
        .when(HOLGER, star_cards(&[1, 2, 3, 4]))
        .refused(Refusal::TooManyStars)
        .when(HOLGER, star_cards(&[1, 1]))
        .refused(Refusal::NoSuchCard)
        .when(HOLGER, star_cards(&[9]))
        .refused(Refusal::NoSuchCard)
        .given(HOLGER, star_cards(&[1, 2, 3]));
}

#[test]
fn a_card_that_is_hidden_or_gone_cannot_be_marked() {
    in_phase(CONSULTATION)
        .given(MIRKO, write_card(1))
        .given(JANA, Step::Collect)
        .given(MIRKO, write_card(5))
        .given(JANA, close())
        .when(HOLGER, star_cards(&[5]))
        .refused(Refusal::NoSuchCard)
        .given(MIRKO, Step::RemoveCard { card: card(1) })
        .when(HOLGER, star_cards(&[1]))
        .refused(Refusal::NoSuchCard);
}

#[test]
fn nothing_is_taken_along_before_the_closing() {
    let scene = in_phase(CONSULTATION).given(MIRKO, write_card(1));
    for step in [star_cards(&[1]), Step::ShowStars] {
        scene.clone().when(HOLGER, step).refused(Refusal::NotInThisPhase);
    }
    // Back at the cards, the choice stands as it was made.
    let chosen = scene.given(JANA, close()).given(HOLGER, star_cards(&[1]));
    let back = chosen.given(JANA, Step::Enter { from: CLOSING, to: CONSULTATION });
    assert!(back.session().stars.is_some());
    back.when(HOLGER, Step::ShowStars).refused(Refusal::NotInThisPhase);
}

#[test]
fn the_case_giver_alone_marks_cards_and_names_the_first_step() {
    let name = Step::NameStep { phase: CLOSING, words: words(70), until: None };
    for by in [JANA, SELIN, MIRKO, TOBIAS] {
        consulted().when(by, star_cards(&[1])).refused(Refusal::NotCaseGiver);
        in_phase(CLOSING).when(by, name.clone()).refused(Refusal::NotCaseGiver);
    }
    // Also where they were invited by the case giver.
    let janas = crate::id::CaseId::from_bytes([80; 16]);
    consulted()
        .given(JANA, Deed::NameModerator { seat: MIRKO })
        .given(JANA, Deed::BringCase { case: janas, words: words(80) })
        .given(MIRKO, Step::ChooseCase { case: janas })
        .when(HOLGER, star_cards(&[1]))
        .refused(Refusal::NotCaseGiver)
        .given(JANA, star_cards(&[1]));
}

#[test]
fn the_first_step_has_words_a_day_if_one_is_named_and_can_be_named_again() {
    let day = Day(20_524);
    let scene = in_phase(CLOSING)
        .when(HOLGER, Step::NameStep { phase: CLOSING, words: words(70), until: Some(day) })
        .then(&[SessionEvent::StepNamed {
            by: HOLGER,
            phase: CLOSING,
            words: words(70),
            until: Some(day),
        }])
        .given(HOLGER, Step::NameStep { phase: CLOSING, words: words(71), until: None });
    let step = FirstStep { by: HOLGER, phase: CLOSING, words: words(71), until: None };
    assert_eq!(scene.session().first_step(scene.group().cast), Some(&step));
    in_phase(CONSULTATION)
        .when(HOLGER, Step::NameStep { phase: CLOSING, words: words(70), until: None })
        .refused(Refusal::NotInThisPhase);
}

/// Everybody names a first step in the closing.
fn everybody_commits() -> Method {
    let mut method = tietze();
    method.phases[usize::from(CLOSING)].write = vec![Role::Everyone];
    method
}

#[test]
fn in_another_phase_it_is_another_first_step() {
    let mut method = everybody_commits();
    let module = usize::from(MODULE);
    method.phases[module].kinds = vec![Kind::Commit];
    method.phases[module].write = vec![Role::Everyone];
    let name = |phase, n| Step::NameStep { phase, words: words(n), until: None };
    let scene = in_phase_of(method, MODULE)
        .given(HOLGER, name(MODULE, 70))
        .given(MIRKO, name(MODULE, 71))
        .given(JANA, go(MODULE, CLOSING))
        .given(HOLGER, name(CLOSING, 72))
        .given(HOLGER, name(CLOSING, 73));
    // Whoever was in the middle of a sentence when the group went on finishes it.
    let scene = scene.given(TOBIAS, name(MODULE, 74));
    assert_eq!(
        scene.session().steps_of(TOBIAS).map(|step| step.phase).collect::<Vec<_>>(),
        [MODULE]
    );
    let of = |seat| scene.session().steps_of(seat).map(|step| step.words).collect::<Vec<_>>();
    assert_eq!((of(HOLGER), of(MIRKO)), (vec![words(70), words(73)], vec![words(71)]));
    let first = scene.session().first_step(scene.group().cast).map(|step| step.words);
    assert_eq!(first, Some(words(73)));
}

#[test]
fn everybody_names_a_first_step_where_everybody_writes() {
    let name = |n| Step::NameStep { phase: CLOSING, words: words(n), until: None };
    let steps = [(HOLGER, 70), (JANA, 71), (MIRKO, 72), (TOBIAS, 73)];
    let named = |scene: Scene, (by, n)| {
        scene.when(by, name(n)).then(&[SessionEvent::StepNamed {
            by,
            phase: CLOSING,
            words: words(n),
            until: None,
        }])
    };
    let scene = steps.into_iter().fold(in_phase_of(everybody_commits(), CLOSING), named);
    let scene = scene.given(MIRKO, name(74));
    let said: Vec<_> =
        scene.session().first_steps.iter().map(|step| (step.by, step.words)).collect();
    let owed = [(HOLGER, 70), (JANA, 71), (MIRKO, 74), (TOBIAS, 73)];
    assert_eq!(said, owed.map(|(by, n)| (by, words(n))));
    let first = scene.session().first_step(scene.group().cast).map(|step| step.words);
    assert_eq!(first, Some(words(70)));
    // What is taken along of the cards is still for the case giver to say.
    scene.when(MIRKO, star_cards(&[])).refused(Refusal::NotCaseGiver);
    in_phase_of(everybody_commits(), CONSULTATION)
        .when(TOBIAS, name(70))
        .refused(Refusal::NotInThisPhase)
        .when(MIRKO, name(70))
        .refused(Refusal::NotInThisPhase)
        .when(HOLGER, name(70))
        .refused(Refusal::NotInThisPhase);
}

#[test]
fn whoever_leads_asks_for_wordings_where_a_question_is_worded() {
    let ask = |open| Step::AskWordings { open };
    let scene = in_phase(QUESTION)
        .when(HOLGER, ask(true))
        .refused(Refusal::NotModerator)
        .when(JANA, ask(true))
        .then(&[SessionEvent::WordingsAsked { open: true }])
        .when(JANA, ask(true))
        .then_nothing();
    assert!(scene.session().asks_wordings);
    assert!(!scene.clone().given(JANA, ask(false)).session().asks_wordings);
    // Nobody is asked any more when the group goes on.
    let scene = scene.given(JANA, go(QUESTION, MODULE));
    assert!(!scene.session().asks_wordings);
    scene.when(JANA, ask(true)).refused(Refusal::NotInThisPhase);
}

#[test]
fn a_question_that_everybody_keeps_to_themselves_is_not_worded_together() {
    let mut method = tietze();
    method.phases[usize::from(QUESTION)].see = See::Own;
    in_phase_of(method, QUESTION)
        .when(HOLGER, fix(70))
        .refused(Refusal::NotInThisPhase)
        .when(JANA, Step::AskWordings { open: true })
        .refused(Refusal::NotInThisPhase);
}

#[test]
fn whoever_leads_fixes_the_question_also_where_they_do_not_word_it() {
    let mut method = tietze();
    method.phases[usize::from(QUESTION)].write = vec![Role::CaseGiver];
    in_phase_of(method, QUESTION).given(JANA, fix(70)).given(HOLGER, Step::ReopenQuestion);
}

#[test]
fn a_card_that_is_kept_from_the_case_giver_is_not_taken_along() {
    let mut method = consulting_by(|phase| phase.see = See::Next);
    method.phases[usize::from(CONSULTATION)].kinds.push(Kind::Commit);
    method.phases[usize::from(CONSULTATION)].flags.push(Flag::Marks);
    method.phases[usize::from(CONSULTATION)].write.push(Role::CaseGiver);
    in_phase_of(method, CONSULTATION)
        .given(MIRKO, write_card(1))
        .when(HOLGER, star_cards(&[1]))
        .refused(Refusal::NoSuchCard)
        .when(HOLGER, Step::MarkCard { card: card(1), mark: None })
        .refused(Refusal::NoSuchCard);
}

#[test]
fn what_is_taken_along_is_still_chosen_when_the_group_has_gone_on() {
    let mut method = tietze();
    let module = usize::from(MODULE);
    (method.phases[module].kinds, method.phases[module].write) =
        (vec![Kind::Commit], vec![Role::CaseGiver]);
    let scene = in_phase_of(method, MODULE).given(JANA, go(MODULE, CONSULTATION));
    scene
        .given(MIRKO, write_card(1))
        .given(HOLGER, star_cards(&[1]))
        .given(HOLGER, Step::ShowStars);
}

//! What comes of it: the key question, what the case giver takes along, the first step.

use alloc::vec::Vec;

use crate::event::{Event, SessionEvent};
use crate::id::{CardId, RecordId};
use crate::limits::STARS_PER_SESSION;
use crate::meeting::{CaseSession, Day, FirstStep, FixedQuestion, Stars};
use crate::method::{Kind, names};
use crate::refusal::Refusal;
use crate::rules::cards;
use crate::rules::session::Place;

pub fn fix_question(here: &Place, words: RecordId) -> Result<Vec<Event>, Refusal> {
    may_word(here)?;
    // What stands on every screen changes only by being taken up again, never under somebody's eyes.
    if here.session.question.is_some() {
        return Err(Refusal::QuestionFixed);
    }
    Ok(here.event(SessionEvent::QuestionFixed { by: here.me.id, words }))
}

pub fn reopen_question(here: &Place) -> Result<Vec<Event>, Refusal> {
    may_word(here)?;
    if here.session.question.is_none() {
        return Err(Refusal::QuestionOpen);
    }
    Ok(here.event(SessionEvent::QuestionReopened))
}

/// The question is worded by those who write in the phase for it, then or any time later.
fn may_word(here: &Place) -> Result<(), Refusal> {
    let reached = here.session.method.phases.iter().take(usize::from(here.session.furthest) + 1);
    let mut reached = reached.filter(|phase| phase.has(Kind::Question)).peekable();
    if reached.peek().is_none() {
        return Err(Refusal::NotInThisPhase);
    }
    if !reached.any(|phase| names(&phase.write, here.roles())) && !here.me.leads() {
        return Err(Refusal::RoleDoesNotWrite);
    }
    Ok(())
}

pub fn star(here: &Place, chosen: &[CardId]) -> Result<Vec<Event>, Refusal> {
    may_commit(here)?;
    if chosen.len() > STARS_PER_SESSION {
        return Err(Refusal::TooManyStars);
    }
    for (i, id) in chosen.iter().enumerate() {
        let card = cards::find(&here.session.cards, *id)?;
        if card.hidden || chosen[..i].contains(id) {
            return Err(Refusal::NoSuchCard);
        }
    }
    let shown = here.session.stars.as_ref().is_some_and(|stars| stars.shown);
    Ok(here.event(SessionEvent::Starred { by: here.me.id, cards: chosen.to_vec(), shown }))
}

pub fn show_stars(here: &Place) -> Result<Vec<Event>, Refusal> {
    may_commit(here)?;
    let cards = here.session.stars.as_ref().map(|stars| stars.cards.clone()).unwrap_or_default();
    Ok(here.event(SessionEvent::StarsShown { by: here.me.id, cards }))
}

pub fn name_step(here: &Place, words: RecordId, until: Option<Day>) -> Result<Vec<Event>, Refusal> {
    may_commit(here)?;
    Ok(here.event(SessionEvent::StepNamed { by: here.me.id, words, until }))
}

/// What is taken along is for the case giver to say, and not before everybody has been heard.
fn may_commit(here: &Place) -> Result<(), Refusal> {
    here.case_giver()?;
    if here.session.now_in().has(Kind::Commit) { Ok(()) } else { Err(Refusal::NotInThisPhase) }
}

pub fn apply(session: &mut CaseSession, e: &SessionEvent) {
    match e {
        SessionEvent::QuestionFixed { by, words } => {
            session.question = Some(FixedQuestion { by: *by, words: *words });
        }
        SessionEvent::QuestionReopened => session.question = None,
        SessionEvent::Starred { by, cards, shown } => {
            session.stars = Some(Stars { by: *by, cards: cards.clone(), shown: *shown });
        }
        SessionEvent::StarsShown { by, cards } => {
            session.stars = Some(Stars { by: *by, cards: cards.clone(), shown: true });
        }
        SessionEvent::StepNamed { by, words, until } => {
            session.step = Some(FirstStep { by: *by, words: *words, until: *until });
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{Deed, Step};
    use crate::specification::*;

    fn fix(n: u8) -> Step {
        Step::FixQuestion { words: words(n) }
    }

    fn star_cards(cards: &[u8]) -> Step {
        Step::Star { cards: cards.iter().map(|n| card(*n)).collect() }
    }

    fn write(n: u8) -> Step {
        Step::WriteCard { card: card(n), phase: CONSULTATION, words: words(n) }
    }

    fn close() -> Step {
        Step::Enter { from: CONSULTATION, to: CLOSING }
    }

    /// Four cards lie open, and the case giver chooses.
    fn consulted() -> Scene {
        let written = |scene: Scene, n| scene.given(MIRKO, write(n));
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
        scene
            .when(JANA, Step::ReopenQuestion)
            .refused(Refusal::QuestionOpen)
            .given(HOLGER, fix(71));
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
            .given(MIRKO, write(1))
            .given(JANA, Step::Collect)
            .given(MIRKO, write(5))
            .given(JANA, close())
            .when(HOLGER, star_cards(&[5]))
            .refused(Refusal::NoSuchCard)
            .given(MIRKO, Step::RemoveCard { card: card(1) })
            .when(HOLGER, star_cards(&[1]))
            .refused(Refusal::NoSuchCard);
    }

    #[test]
    fn nothing_is_taken_along_before_the_closing() {
        let scene = in_phase(CONSULTATION).given(MIRKO, write(1));
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
        let name = Step::NameStep { words: words(70), until: None };
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
            .when(HOLGER, Step::NameStep { words: words(70), until: Some(day) })
            .then(&[SessionEvent::StepNamed { by: HOLGER, words: words(70), until: Some(day) }])
            .given(HOLGER, Step::NameStep { words: words(71), until: None });
        let step = FirstStep { by: HOLGER, words: words(71), until: None };
        assert_eq!(scene.session().step, Some(step));
        in_phase(CONSULTATION)
            .when(HOLGER, Step::NameStep { words: words(70), until: None })
            .refused(Refusal::NotInThisPhase);
    }
}

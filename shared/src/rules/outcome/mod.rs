//! What comes of it: the key question, what the case giver takes along, the first step.

use alloc::vec;
use alloc::vec::Vec;

use crate::event::{Event, SessionEvent};
use crate::id::{CardId, RecordId};
use crate::limits::STARS_PER_SESSION;
use crate::meeting::{CaseSession, Day, FirstStep, FixedQuestion, Stars};
use crate::method::{Kind, Phase};
use crate::refusal::Refusal;
use crate::rules::cards;
use crate::rules::session::Place;

/// For a while the consultants may offer wordings; afterwards the offers stay to be read.
pub fn ask_wordings(here: &Place, open: bool) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    if !here.session.now_in().words_question() {
        return Err(Refusal::NotInThisPhase);
    }
    if here.session.asks_wordings == open {
        return Ok(vec![]);
    }
    Ok(here.event(SessionEvent::WordingsAsked { open }))
}

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
    let mut reached = reached.filter(|phase| phase.words_question()).peekable();
    if reached.peek().is_none() {
        return Err(Refusal::NotInThisPhase);
    }
    if !reached.any(|phase| here.writes(phase)) && !here.me.leads() {
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
        cards::seen(here, *id)?;
        if chosen[..i].contains(id) {
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

pub fn name_step(
    here: &Place,
    phase: u8,
    words: RecordId,
    until: Option<Day>,
) -> Result<Vec<Event>, Refusal> {
    let mut reached = commits(here).filter(|(index, _)| *index == phase);
    let (_, found) = reached.next().ok_or(Refusal::NotInThisPhase)?;
    if !here.writes(found) {
        here.case_giver()?;
    }
    Ok(here.event(SessionEvent::StepNamed { by: here.me.id, phase, words, until }))
}

/// What is taken along is for the case giver to say, and not before everybody has been heard; then
/// until the session ends, so that going on tears nobody out of it.
fn may_commit(here: &Place) -> Result<(), Refusal> {
    here.case_giver()?;
    if commits(here).next().is_some() { Ok(()) } else { Err(Refusal::NotInThisPhase) }
}

/// The phases reached so far in which something is taken along.
fn commits<'m>(here: &'m Place) -> impl Iterator<Item = (u8, &'m Phase)> {
    let reached = (0..=here.session.furthest).zip(&here.session.method.phases);
    reached.filter(|(_, phase)| phase.has(Kind::Commit))
}

pub fn apply(session: &mut CaseSession, e: &SessionEvent) {
    match e {
        SessionEvent::QuestionFixed { by, words } => {
            session.question = Some(FixedQuestion { by: *by, words: *words });
        }
        SessionEvent::WordingsAsked { open } => session.asks_wordings = *open,
        SessionEvent::QuestionReopened => session.question = None,
        SessionEvent::Starred { by, cards, shown } => {
            session.stars = Some(Stars { by: *by, cards: cards.clone(), shown: *shown });
        }
        SessionEvent::StarsShown { by, cards } => {
            session.stars = Some(Stars { by: *by, cards: cards.clone(), shown: true });
        }
        SessionEvent::StepNamed { by, phase, words, until } => {
            let step = FirstStep { by: *by, phase: *phase, words: *words, until: *until };
            // In another phase it is another step; in the same it is worded anew.
            let same = |it: &&mut FirstStep| (it.by, it.phase) == (step.by, step.phase);
            match session.first_steps.iter_mut().find(same) {
                Some(named) => *named = step,
                None => session.first_steps.push(step),
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;

//! Dots on cases and on cards: everybody puts theirs unseen, then all are shown at once as sums. Each
//! phase has its own, so that one vote is not in the way of the next.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::event::{Event, SessionEvent};
use crate::id::{CardId, CaseId};
use crate::limits::{CARD_DOTS_PER_PERSON, DOTS_PER_PERSON};
use crate::meeting::{CaseSession, Dots};
use crate::method::Weighed;
use crate::refusal::Refusal;
use crate::rules::cards;
use crate::rules::session::Place;

pub mod plenary;

pub fn place(here: &Place, cases: &[CaseId]) -> Result<Vec<Event>, Refusal> {
    if here.session.weighs() != Some(Weighed::Cases) {
        return Err(Refusal::NotInThisPhase);
    }
    still_open(here.session.dots_on_cases())?;
    if cases.len() > DOTS_PER_PERSON {
        return Err(Refusal::TooManyDots);
    }
    let table: Vec<_> = here.me.m.table(here.me.group_id()).map(|case| case.id).collect();
    if cases.iter().any(|case| !table.contains(case)) {
        return Err(Refusal::NoSuchCase);
    }
    Ok(here.event(SessionEvent::DotsPlaced { by: here.me.id, cases: Some(cases.to_vec()) }))
}

/// Only what lies open before somebody is theirs to weigh.
pub fn place_on_cards(here: &Place, cards: &[CardId]) -> Result<Vec<Event>, Refusal> {
    let Some(Weighed::Cards(phase)) = here.session.weighs() else {
        return Err(Refusal::NotInThisPhase);
    };
    still_open(here.session.dots_on_cards())?;
    if cards.len() > CARD_DOTS_PER_PERSON {
        return Err(Refusal::TooManyDots);
    }
    for card in cards {
        if cards::seen(here, *card)?.phase != phase {
            return Err(Refusal::NoSuchCard);
        }
    }
    Ok(here.event(SessionEvent::CardDotsPlaced { by: here.me.id, cards: Some(cards.to_vec()) }))
}

/// All are counted, those without a dot as well, in the order in which they came.
pub fn show(here: &Place) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    let session = here.session;
    let event = match session.weighs().ok_or(Refusal::NotInThisPhase)? {
        Weighed::Cases => {
            still_open(session.dots_on_cases())?;
            let open = here.me.m.table(here.me.group_id());
            let tally = count(session.dots_on_cases(), open.map(|case| case.id));
            SessionEvent::DotsShown { tally }
        }
        Weighed::Cards(phase) => {
            still_open(session.dots_on_cards())?;
            let lie = session.cards.iter().filter(|card| card.phase == phase);
            let open = lie.filter(|card| !card.hidden && !card.removed);
            let tally = count(session.dots_on_cards(), open.map(|card| card.id));
            SessionEvent::CardDotsShown { tally }
        }
    };
    Ok(here.event(event))
}

fn still_open<T>(dots: Option<&Dots<T>>) -> Result<(), Refusal> {
    if dots.is_some_and(|dots| dots.tally.is_some()) { Err(Refusal::DotsShown) } else { Ok(()) }
}

fn count<T: Copy + Ord>(dots: Option<&Dots<T>>, all: impl IntoIterator<Item = T>) -> Vec<(T, u16)> {
    let mut counted = BTreeMap::<T, u16>::new();
    for it in dots.iter().flat_map(|dots| dots.placed.values()).flatten().flatten() {
        *counted.entry(*it).or_insert(0) += 1;
    }
    all.into_iter().map(|it| (it, counted.get(&it).copied().unwrap_or(0))).collect()
}

/// A card that is taken away gives its dots back to those who put them.
pub fn give_back(session: &mut CaseSession, card: CardId) {
    for dots in session.card_dots.values_mut() {
        dots.placed.values_mut().flatten().for_each(|on| on.retain(|it| *it != card));
        dots.tally.iter_mut().for_each(|tally| tally.retain(|(it, _)| *it != card));
    }
}

pub fn apply(session: &mut CaseSession, e: &SessionEvent) {
    let phase = session.phase;
    match e {
        SessionEvent::DotsPlaced { by, cases } => {
            session.case_dots.entry(phase).or_default().placed.insert(*by, cases.clone());
        }
        SessionEvent::DotsShown { tally } => {
            session.case_dots.entry(phase).or_default().tally = Some(tally.clone());
        }
        SessionEvent::CardDotsPlaced { by, cards } => {
            session.card_dots.entry(phase).or_default().placed.insert(*by, cards.clone());
        }
        SessionEvent::CardDotsShown { tally } => {
            session.card_dots.entry(phase).or_default().tally = Some(tally.clone());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;

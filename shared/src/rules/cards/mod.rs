//! Cards: one thought each, written by those who write in this phase, hidden while the group
//! collects silently.

use alloc::vec::Vec;

use crate::event::{Event, SessionEvent};
use crate::id::{CardId, RecordId};
use crate::limits::CARDS_PER_SESSION;
use crate::meeting::{Card, CaseSession, Face};
use crate::method::{Kind, Role, names};
use crate::refusal::Refusal;
use crate::rules::session::Place;

pub fn collect(here: &Place) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    if !here.session.now_in().has(Kind::Cards) {
        return Err(Refusal::NotInThisPhase);
    }
    if here.session.collecting {
        return Err(Refusal::CollectingAlready);
    }
    Ok(here.event(SessionEvent::CollectingBegun))
}

pub fn reveal(here: &Place) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    if !here.session.collecting && !here.session.hides() {
        return Err(Refusal::NothingHidden);
    }
    let hidden = here.session.cards.iter().filter(|card| card.hidden && !card.removed);
    let faces = hidden.filter_map(|card| Some((card.id, card.face?))).collect();
    Ok(here.event(SessionEvent::CardsRevealed { faces }))
}

/// A card is written in the phase in which it was begun, and handed in also when the group has
/// moved on: no phase that changes tears anybody out of a sentence.
pub fn write(
    here: &Place,
    card: CardId,
    phase: u8,
    words: RecordId,
) -> Result<Vec<Event>, Refusal> {
    may_write(here, phase)?;
    if here.session.cards.iter().any(|other| other.id == card) {
        return Err(Refusal::AlreadyThere);
    }
    if here.session.cards.len() >= CARDS_PER_SESSION {
        return Err(Refusal::TooManyCards);
    }
    Ok(here.event(SessionEvent::CardWritten {
        card,
        phase,
        hidden: begins_hidden(here.session, phase),
        face: Some(Face { by: here.me.id, words }),
    }))
}

pub fn reword(here: &Place, card: CardId, words: RecordId) -> Result<Vec<Event>, Refusal> {
    let card = own(here, card)?;
    // What others have read already is changed only where all are still at it.
    if card.phase != here.session.phase {
        return Err(Refusal::NotInThisPhase);
    }
    may_write(here, card.phase)?;
    let face = Face { by: here.me.id, words };
    Ok(here.event(SessionEvent::CardReworded { card: card.id, hidden: card.hidden, face }))
}

pub fn remove(here: &Place, card: CardId) -> Result<Vec<Event>, Refusal> {
    // Unsaying is possible in every phase, and the moderator may do it for somebody.
    let found = find(&here.session.cards, card)?;
    if !here.me.leads() {
        own(here, card)?;
    }
    Ok(here.event(SessionEvent::CardRemoved { card, hidden: found.hidden }))
}

fn may_write(here: &Place, phase: u8) -> Result<(), Refusal> {
    let phases = &here.session.method.phases[..=usize::from(here.session.furthest)];
    let reached = phases.get(usize::from(phase)).filter(|phase| phase.has(Kind::Cards));
    let phase = reached.ok_or(Refusal::NotInThisPhase)?;
    if names(&phase.write, here.roles()) {
        return Ok(());
    }
    if here.is(Role::CaseGiver) && names(&phase.silent, here.roles()) {
        return Err(Refusal::CaseGiverListens);
    }
    Err(Refusal::RoleDoesNotWrite)
}

/// Whether a card of this phase is hidden from others at first. One that comes late is revealed
/// together with the others of its phase, or lies open where they do.
fn begins_hidden(session: &CaseSession, phase: u8) -> bool {
    if phase == session.phase {
        return session.collecting;
    }
    session.cards.iter().any(|card| card.phase == phase && card.hidden && !card.removed)
}

fn own<'m>(here: &'m Place, card: CardId) -> Result<&'m Card, Refusal> {
    let card = find(&here.session.cards, card)?;
    match card.face {
        Some(face) if face.by == here.me.id => Ok(card),
        _ => Err(Refusal::NotYourCard),
    }
}

pub fn find(cards: &[Card], id: CardId) -> Result<&Card, Refusal> {
    cards.iter().find(|card| card.id == id && !card.removed).ok_or(Refusal::NoSuchCard)
}

pub fn apply(session: &mut CaseSession, e: &SessionEvent) {
    match e {
        SessionEvent::CollectingBegun => session.collecting = true,
        SessionEvent::CardWritten { card, phase, hidden, face } => {
            session.cards.push(Card {
                id: *card,
                phase: *phase,
                late: *phase != session.phase,
                hidden: *hidden,
                face: *face,
                removed: false,
            });
        }
        SessionEvent::CardReworded { card, face, .. } => {
            if let Some(card) = find_mut(session, *card) {
                card.face = Some(*face);
            }
        }
        SessionEvent::CardRemoved { card: id, .. } => {
            if let Some(card) = find_mut(session, *id) {
                card.removed = true;
                card.hidden = false;
                card.face = None;
            }
            if let Some(stars) = &mut session.stars {
                stars.cards.retain(|starred| starred != id);
            }
        }
        SessionEvent::CardsRevealed { faces } => {
            session.collecting = false;
            for (id, face) in faces {
                if let Some(card) = find_mut(session, *id) {
                    card.face = Some(*face);
                    card.hidden = false;
                }
            }
        }
        _ => {}
    }
}

fn find_mut(session: &mut CaseSession, id: CardId) -> Option<&mut Card> {
    session.cards.iter_mut().find(|card| card.id == id && !card.removed)
}

#[cfg(test)]
mod tests;

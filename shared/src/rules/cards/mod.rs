//! Cards: one thought each, written by those who write in this phase, hidden while the group
//! collects silently.

use alloc::vec;
use alloc::vec::Vec;

use crate::event::{Event, Revealed, SessionEvent};
use crate::id::{CardId, RecordId};
use crate::limits::CARDS_PER_SESSION;
use crate::meeting::{Card, CaseSession, Face, Mark, Parked, ParkedState};
use crate::method::{Flag, Phase, Role, See, names};
use crate::refusal::Refusal;
use crate::rules::dots;
use crate::rules::session::Place;

pub fn collect(here: &Place) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    if !here.session.now_in().has_cards() {
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
    let hidden = here.session.cards.iter().filter(|card| card.hidden && card.face.is_some());
    let cards = hidden.map(|card| Revealed {
        card: card.id,
        // What is revealed only after its phase is kept from nobody any more.
        kept_from: card.kept_from.filter(|_| card.phase >= here.session.furthest),
        face: card.face,
    });
    Ok(here.event(SessionEvent::CardsRevealed { cards: cards.collect() }))
}

/// A card is written in the phase in which it was begun, and handed in also when the group has
/// moved on: no phase that changes tears anybody out of a sentence.
pub fn write(
    here: &Place,
    card: CardId,
    phase: u8,
    (column, anonymous): (u8, bool),
    words: RecordId,
) -> Result<Vec<Event>, Refusal> {
    let now_in = may_write(here, phase)?;
    if column >= now_in.columns.max(1) {
        return Err(Refusal::NoSuchColumn);
    }
    if anonymous && !now_in.allows(Flag::Anonymous) {
        return Err(Refusal::CardsBearNames);
    }
    if here.session.cards.iter().any(|other| other.id == card) {
        return Err(Refusal::AlreadyThere);
    }
    if here.session.cards.len() >= CARDS_PER_SESSION {
        return Err(Refusal::TooManyCards);
    }
    let consults_by = here.session.modules.len().checked_sub(1);
    let module = consults_by.filter(|_| now_in.allows(Flag::UsesModule));
    let keeps = now_in.see == See::Next && here.session.furthest <= phase;
    Ok(here.event(SessionEvent::CardWritten {
        card,
        phase,
        module: module.and_then(|index| u8::try_from(index).ok()),
        column,
        kept_from: here.me.group.cast.case_giver.filter(|giver| keeps && *giver != here.me.id),
        hidden: begins_hidden(here.session, phase),
        face: Some(Face { by: Some(here.me.id), anonymous, words }),
    }))
}

pub fn reword(here: &Place, card: CardId, words: RecordId) -> Result<Vec<Event>, Refusal> {
    let card = own(here, card)?;
    // What others have read already is changed only where all are still at it.
    if card.phase != here.session.phase {
        return Err(Refusal::NotInThisPhase);
    }
    may_write(here, card.phase)?;
    let face = card.face.map(|face| Face { words, ..face });
    let Card { id, hidden, kept_from, .. } = *card;
    Ok(here.event(SessionEvent::CardReworded { card: id, hidden, kept_from, face }))
}

/// Turns the cards over: what was collected upside down is put back on its feet.
pub fn turn(here: &Place, over: bool) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    let module = here.session.module().filter(|chosen| chosen.module.turns);
    if module.is_none() || !here.session.now_in().allows(Flag::UsesModule) {
        return Err(Refusal::NotInThisPhase);
    }
    if here.session.turned == over {
        return Ok(vec![]);
    }
    Ok(here.event(SessionEvent::CardsTurned { over }))
}

pub fn write_reverse(here: &Place, card: CardId, words: RecordId) -> Result<Vec<Event>, Refusal> {
    let card = find(&here.session.cards, card)?;
    if card.phase != here.session.phase {
        return Err(Refusal::NotInThisPhase);
    }
    may_write(here, card.phase)?;
    // Only the cards of the latest module are turned over, and none that somebody does not see yet.
    let latest =
        card.module.map(|index| usize::from(index) + 1) == Some(here.session.modules.len());
    if !here.session.turned || !latest || card.hidden || card.kept_from.is_some() {
        return Err(Refusal::CardsNotTurned);
    }
    let face = Face { by: Some(here.me.id), anonymous: false, words };
    Ok(here.event(SessionEvent::ReverseWritten { card: card.id, face }))
}

/// What fits and what does not is for those to say who write in this phase: the case giver.
pub fn mark(here: &Place, card: CardId, mark: Option<Mark>) -> Result<Vec<Event>, Refusal> {
    let now_in = here.session.now_in();
    if !now_in.allows(Flag::Marks) {
        return Err(Refusal::NotInThisPhase);
    }
    if !here.writes(now_in) {
        return Err(Refusal::RoleDoesNotWrite);
    }
    let card = seen(here, card)?;
    Ok(here.event(SessionEvent::CardMarked { card: card.id, mark }))
}

/// What was kept from the case giver in the phases before this one and is shown to them now.
pub fn shown(session: &CaseSession, before: u8) -> Option<SessionEvent> {
    let kept = session.cards.iter().filter(|card| card.kept_from.is_some() && !card.hidden);
    let kept = kept.filter(|card| card.phase < before);
    let faces: Vec<_> = kept.filter_map(|card| Some((card.id, card.face?))).collect();
    (!faces.is_empty()).then_some(SessionEvent::CardsShown { faces })
}

pub fn remove(here: &Place, card: CardId) -> Result<Vec<Event>, Refusal> {
    // Unsaying is possible in every phase, and the moderator may do it for somebody.
    let found = find(&here.session.cards, card)?;
    if !here.me.leads() {
        own(here, card)?;
    }
    let nameless = found.face.is_some_and(|face| face.anonymous);
    Ok(here.event(SessionEvent::CardRemoved { card, untold: found.hidden || nameless }))
}

fn may_write<'m>(here: &'m Place, index: u8) -> Result<&'m Phase, Refusal> {
    let phases = &here.session.method.phases[..=usize::from(here.session.furthest)];
    let reached = phases.get(usize::from(index)).filter(|_| here.session.takes_cards(index));
    let phase = reached.ok_or(Refusal::NotInThisPhase)?;
    // Advice that was parked is laid by whoever gave it, whoever else writes here.
    let is_mine = |it: &Parked| it.from == here.me.id && it.state == ParkedState::Offered;
    if phase.allows(Flag::Advice) && here.session.parked.iter().any(is_mine) {
        return Ok(phase);
    }
    // Wordings are offered by those who consult; whoever words the question takes them up.
    let writes = match phase.has_cards() {
        true => here.writes(phase),
        false => here.is(Role::Consultant),
    };
    if writes {
        return Ok(phase);
    }
    if here.is(Role::CaseGiver) && names(&phase.silent, &here.roles()) {
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
        Some(face) if face.by == Some(here.me.id) => Ok(card),
        _ => Err(Refusal::NotYourCard),
    }
}

fn find(cards: &[Card], id: CardId) -> Result<&Card, Refusal> {
    cards.iter().find(|card| card.id == id && !card.removed).ok_or(Refusal::NoSuchCard)
}

/// A card that lies open before this person.
pub fn seen<'m>(here: &'m Place, id: CardId) -> Result<&'m Card, Refusal> {
    let card = find(&here.session.cards, id)?;
    let closed = card.hidden || card.kept_from == Some(here.me.id);
    if closed { Err(Refusal::NoSuchCard) } else { Ok(card) }
}

pub fn apply(session: &mut CaseSession, e: &SessionEvent) {
    match e {
        SessionEvent::CollectingBegun => session.collecting = true,
        SessionEvent::CardWritten { card, phase, module, column, hidden, kept_from, face } => {
            session.cards.push(Card {
                id: *card,
                phase: *phase,
                late: *phase != session.phase,
                module: *module,
                column: *column,
                hidden: *hidden,
                kept_from: *kept_from,
                face: *face,
                reverse: None,
                mark: None,
                removed: false,
            });
        }
        SessionEvent::CardReworded { card, face, .. } => {
            if let Some(card) = find_mut(session, *card) {
                card.face = *face;
            }
        }
        SessionEvent::CardsTurned { over } => session.turned = *over,
        SessionEvent::ReverseWritten { card, face } => {
            if let Some(card) = find_mut(session, *card) {
                card.reverse = Some(*face);
            }
        }
        SessionEvent::CardMarked { card, mark } => {
            if let Some(card) = find_mut(session, *card) {
                card.mark = *mark;
            }
        }
        SessionEvent::CardsShown { faces } => {
            for (id, face) in faces {
                if let Some(card) = find_mut(session, *id) {
                    card.face = Some(*face);
                    card.kept_from = None;
                }
            }
        }
        SessionEvent::CardRemoved { card: id, .. } => {
            if let Some(card) = find_mut(session, *id) {
                card.removed = true;
                card.hidden = false;
                card.kept_from = None;
                card.face = None;
                card.reverse = None;
                card.mark = None;
            }
            if let Some(stars) = &mut session.stars {
                stars.cards.retain(|starred| starred != id);
            }
            dots::give_back(session, *id);
        }
        SessionEvent::CardsRevealed { cards } => {
            session.collecting = false;
            for Revealed { card: id, kept_from, face } in cards {
                if let Some(card) = find_mut(session, *id) {
                    card.face = *face;
                    card.hidden = false;
                    card.kept_from = *kept_from;
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

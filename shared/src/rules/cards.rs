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

pub fn write(here: &Place, card: CardId, words: RecordId) -> Result<Vec<Event>, Refusal> {
    may_write(here)?;
    if here.session.cards.iter().any(|other| other.id == card) {
        return Err(Refusal::AlreadyThere);
    }
    if here.session.cards.len() >= CARDS_PER_SESSION {
        return Err(Refusal::TooManyCards);
    }
    Ok(here.event(SessionEvent::CardWritten {
        card,
        phase: here.session.phase,
        hidden: here.session.collecting,
        face: Some(Face { by: here.me.id, words }),
    }))
}

pub fn reword(here: &Place, card: CardId, words: RecordId) -> Result<Vec<Event>, Refusal> {
    let card = own(here, card)?;
    may_write(here)?;
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

fn may_write(here: &Place) -> Result<(), Refusal> {
    let phase = here.session.now_in();
    if !phase.has(Kind::Cards) {
        return Err(Refusal::NotInThisPhase);
    }
    if names(&phase.write, here.roles()) {
        return Ok(());
    }
    if here.is(Role::CaseGiver) && names(&phase.silent, here.roles()) {
        return Err(Refusal::CaseGiverListens);
    }
    Err(Refusal::RoleDoesNotWrite)
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
mod tests {
    use super::*;
    use crate::command::{Deed, Step};
    use crate::limits::CARDS_PER_SESSION;
    use crate::specification::*;

    fn write_card(n: u8) -> Step {
        Step::WriteCard { card: card(n), words: words(n) }
    }

    fn face(by: crate::id::SeatId, n: u8) -> Face {
        Face { by, words: words(n) }
    }

    /// Mirko has written a card that is still hidden.
    fn hidden() -> Scene {
        in_phase(CONSULTATION).given(JANA, Step::Collect).given(MIRKO, write_card(1))
    }

    #[test]
    fn a_card_is_seen_by_all_at_once_unless_the_group_collects() {
        let scene =
            in_phase(CONSULTATION).when(MIRKO, write_card(1)).then(&[SessionEvent::CardWritten {
                card: card(1),
                phase: CONSULTATION,
                hidden: false,
                face: Some(face(MIRKO, 1)),
            }]);
        assert_eq!(scene.seen_by(HOLGER).session().cards[0].face, Some(face(MIRKO, 1)));
    }

    #[test]
    fn a_hidden_card_stays_hidden_until_the_reveal() {
        let scene = hidden();
        assert_eq!(scene.seen_by(MIRKO).session().cards[0].face, Some(face(MIRKO, 1)));
        assert_eq!(scene.seen_by(JANA).session().cards[0].face, None);
        let scene = scene
            .given(SELIN, write_card(2))
            .when(MIRKO, Step::Reveal)
            .refused(Refusal::NotModerator);
        let faces = [(card(1), face(MIRKO, 1)), (card(2), face(SELIN, 2))].to_vec();
        let scene = scene.when(JANA, Step::Reveal).then(&[SessionEvent::CardsRevealed { faces }]);
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
            .then(&[SessionEvent::CardReworded {
                card: card(1),
                hidden: true,
                face: face(MIRKO, 9),
            }]);
        assert_eq!(scene.seen_by(AGNES).session().cards[0].face, None);
    }

    #[test]
    fn a_hidden_card_that_was_taken_away_is_not_revealed() {
        hidden()
            .given(SELIN, write_card(2))
            .when(MIRKO, Step::RemoveCard { card: card(1) })
            .then(&[SessionEvent::CardRemoved { card: card(1), hidden: true }])
            .when(JANA, Step::Reveal)
            .then(&[SessionEvent::CardsRevealed { faces: [(card(2), face(SELIN, 2))].to_vec() }]);
    }

    #[test]
    fn cards_that_were_left_hidden_can_be_revealed_from_another_phase() {
        let scene = hidden().given(JANA, Step::Enter { from: CONSULTATION, to: CLOSING });
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
            .then(&[SessionEvent::CardsRevealed { faces: Vec::new() }]);
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
            scene.given(MIRKO, Step::WriteCard { card: id, words: words(1) })
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
            .then(&[SessionEvent::CardReworded {
                card: card(1),
                hidden: false,
                face: face(MIRKO, 9),
            }]);
        assert_eq!(scene.session().cards[0].face, Some(face(MIRKO, 9)));
        scene
            .given(JANA, Step::Enter { from: CONSULTATION, to: CLOSING })
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
            .given(JANA, Step::Enter { from: CONSULTATION, to: CLOSING })
            .when(MIRKO, remove(2))
            .refused(Refusal::NotYourCard)
            .when(MIRKO, remove(1))
            .then(&[SessionEvent::CardRemoved { card: card(1), hidden: false }])
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
            .given(HOLGER, Step::Star { cards: [card(1), card(2)].to_vec() })
            .given(MIRKO, Step::RemoveCard { card: card(1) });
        let stars = scene.session().stars.as_ref().map(|stars| stars.cards.clone());
        assert_eq!(stars, Some([card(2)].to_vec()));
    }
}

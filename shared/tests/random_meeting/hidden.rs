//! What a viewer must not be told, found out without asking the lens.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use shared::actor::{Actor, Viewer};
use shared::event::{Entry, Event, GroupEvent, SessionEvent};
use shared::meeting::{CaseSession, Meeting};

/// The ids in an entry that this viewer must not be told.
pub fn secrets(entry: &Entry, who: Viewer) -> Vec<[u8; 16]> {
    let mut secrets = Vec::new();
    // Who sent a command may be found out elsewhere, so its id tells as much as a name.
    let command = entry.id.map(|id| *id.as_bytes());
    // That somebody sat down in another group is for everybody to know.
    let sits = entry.events.iter().any(|event| matches!(event, Event::SeatTaken { .. }));
    for event in &entry.events {
        let Event::In(group, event) = event else { continue };
        if !who.is_in(*group) && !sits {
            secrets.push(*group.as_bytes());
            secrets.extend(command);
        }
        let GroupEvent::In(_, event) = event else { continue };
        match event {
            SessionEvent::CardWritten { hidden: true, face: Some(face), .. }
            | SessionEvent::CardReworded { hidden: true, face, .. }
                if !who.is(face.by) =>
            {
                secrets.extend([*face.by.as_bytes(), *face.words.as_bytes()]);
                secrets.extend(command);
            }
            SessionEvent::CardRemoved { hidden: true, .. } => {
                if let Some(Actor::Seat(seat)) = entry.by {
                    secrets.push(*seat.as_bytes());
                    secrets.extend(command);
                }
            }
            SessionEvent::DotsPlaced { by, cases } if !who.is(*by) => {
                secrets.extend(cases.iter().flatten().map(|case| *case.as_bytes()));
            }
            SessionEvent::Starred { by, cards, shown: false } if !who.is(*by) => {
                secrets.push(*by.as_bytes());
                secrets.extend(command);
                secrets.extend(cards.iter().map(|card| *card.as_bytes()));
            }
            _ => {}
        }
    }
    secrets
}

/// The words of all cards that are hidden from this viewer.
pub fn hidden_words(m: &Meeting, who: Viewer) -> Vec<[u8; 16]> {
    let sessions = m.groups.values().flat_map(|group| &group.sessions);
    let hidden = sessions.flat_map(|session| &session.cards).filter(|card| card.hidden);
    let faces = hidden.filter_map(|card| card.face).filter(|face| !who.is(face.by));
    faces.map(|face| *face.words.as_bytes()).collect()
}

/// Whether a session, as this viewer sees it, shows them nobody else's hidden things.
pub fn nothing_hidden_is_seen(session: &CaseSession, who: Viewer) -> TestCaseResult {
    for card in session.cards.iter().filter(|card| card.hidden) {
        prop_assert!(card.face.is_none_or(|face| who.is(face.by)), "{:?} sees {:?}", who, card);
    }
    for (seat, cases) in &session.dots {
        prop_assert!(cases.is_none() || who.is(*seat), "{:?} sees the dots of {:?}", who, seat);
    }
    if let Some(stars) = &session.stars {
        prop_assert!(stars.shown || who.is(stars.by), "{:?} sees {:?}", who, stars);
    }
    Ok(())
}

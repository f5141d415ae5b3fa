//! The lens: what one viewer may know, of a meeting and of an entry.
//!
//! The law: absorbing a redacted entry into a view gives the view of what absorbing the entry
//! gives. What a viewer may not see never reaches the viewer's device.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::actor::Viewer;
use crate::event::{Entry, Event, GroupEvent, SessionEvent};
use crate::id::RecordId;
use crate::meeting::{CaseSession, Group, Meeting};

/// What this viewer may know of the meeting.
pub fn view(m: &Meeting, who: Viewer) -> Meeting {
    if who == Viewer::House {
        return m.clone();
    }
    let seated = who != Viewer::Door;
    Meeting {
        id: m.id,
        title: m.title,
        opened: m.opened,
        delete_at: m.delete_at,
        passes: BTreeMap::new(),
        seats: if seated { m.seats.clone() } else { BTreeMap::new() },
        groups: m
            .groups
            .iter()
            .filter(|(id, _)| who.is_in(**id))
            .map(|(id, group)| (*id, view_group(group, who)))
            .collect(),
    }
}

fn view_group(group: &Group, who: Viewer) -> Group {
    let sessions = group.sessions.iter().map(|session| view_session(session, who)).collect();
    Group { cast: group.cast, cases: group.cases.clone(), sessions }
}

fn view_session(session: &CaseSession, who: Viewer) -> CaseSession {
    let mut session = session.clone();
    for (seat, cases) in &mut session.dots {
        cases.take_if(|_| !who.is(*seat));
    }
    for card in &mut session.cards {
        let hidden = card.hidden;
        card.face.take_if(|face| hidden && !who.is(face.by));
    }
    session.stars.take_if(|stars| !stars.shown && !who.is(stars.by));
    session
}

/// What this viewer may know of an entry; `None` where it changes what they may see as a whole,
/// so that they need a fresh view.
///
/// An entry that is nobody's business still arrives, empty: numbers never have holes.
pub fn redact(e: &Entry, who: Viewer) -> Option<Entry> {
    if who == Viewer::House {
        return Some(e.clone());
    }
    let mut by_is_told = true;
    let mut events = Vec::with_capacity(e.events.len());
    for event in &e.events {
        match redact_event(event, who) {
            Told::Whole => events.push(event.clone()),
            Told::Part(event) => events.push(event),
            Told::PartWithoutAuthor(event) => {
                by_is_told = false;
                events.push(event);
            }
            Told::Nothing => by_is_told = false,
            Told::Anew => return None,
        }
    }
    let (id, by) = if by_is_told { (e.id, e.by) } else { (None, None) };
    Some(Entry { seq: e.seq, id, at: e.at, by, events })
}

/// Whether everybody in the group receives this entry as it is, so that it need be encoded once.
pub fn is_public(e: &Entry) -> bool {
    e.events.iter().all(|event| match event {
        Event::Opened { .. } | Event::SeatTaken { .. } | Event::SeatLeft { .. } => false,
        Event::In(_, GroupEvent::In(_, event)) => !matches!(
            event,
            SessionEvent::DotsPlaced { .. }
                | SessionEvent::CardWritten { hidden: true, .. }
                | SessionEvent::CardReworded { hidden: true, .. }
                | SessionEvent::CardRemoved { hidden: true, .. }
                | SessionEvent::Starred { shown: false, .. }
        ),
        _ => true,
    })
}

/// How much of an event a viewer is told.
enum Told {
    Whole,
    Part(Event),
    /// Part of it, and not who acted.
    PartWithoutAuthor(Event),
    Nothing,
    /// It changes the viewer's own standing.
    Anew,
}

fn redact_event(event: &Event, who: Viewer) -> Told {
    match event {
        Event::Opened { .. } => Told::Anew,
        Event::Retitled { .. } | Event::DeletionSet { .. } => Told::Whole,
        Event::SeatTaken { seat, .. } | Event::SeatLeft { seat } if who.is(*seat) => Told::Anew,
        Event::SeatTaken { .. }
        | Event::SeatLeft { .. }
        | Event::Introduced { .. }
        | Event::Agreed { .. }
            if who == Viewer::Door =>
        {
            Told::Nothing
        }
        Event::SeatTaken { .. } => {
            let mut told = event.clone();
            if let Event::SeatTaken { pass, .. } = &mut told {
                *pass = None;
            }
            Told::Part(told)
        }
        Event::Introduced { .. } | Event::Agreed { .. } | Event::SeatLeft { .. } => Told::Whole,
        Event::In(group, _) if !who.is_in(*group) => Told::Nothing,
        Event::In(group, GroupEvent::In(session, inner)) => {
            let told = |inner| Event::In(*group, GroupEvent::In(*session, inner));
            match inner {
                SessionEvent::DotsPlaced { by, .. } if !who.is(*by) => {
                    Told::Part(told(SessionEvent::DotsPlaced { by: *by, cases: None }))
                }
                SessionEvent::CardWritten { card, phase, hidden: true, face: Some(face) }
                    if !who.is(face.by) =>
                {
                    Told::PartWithoutAuthor(told(SessionEvent::CardWritten {
                        card: *card,
                        phase: *phase,
                        hidden: true,
                        face: None,
                    }))
                }
                SessionEvent::CardReworded { hidden: true, face, .. } if !who.is(face.by) => {
                    Told::Nothing
                }
                SessionEvent::CardRemoved { hidden: true, .. } => {
                    Told::PartWithoutAuthor(event.clone())
                }
                SessionEvent::Starred { by, shown: false, .. } if !who.is(*by) => Told::Nothing,
                _ => Told::Whole,
            }
        }
        Event::In(..) => Told::Whole,
    }
}

/// The records that a meeting, or a view of it, names: what its holder may read in the drawer.
/// Whatever else lies in the drawer was unsaid and can be burned.
pub fn records(m: &Meeting, name: &mut impl FnMut(RecordId)) {
    m.title.into_iter().for_each(&mut *name);
    m.seats.values().for_each(|seat| name(seat.person));
    for group in m.groups.values() {
        group.cases.iter().filter(|case| !case.withdrawn).for_each(|case| name(case.words));
        for session in &group.sessions {
            session.cards.iter().filter_map(|card| card.face).for_each(|face| name(face.words));
            session.question.iter().for_each(|question| name(question.words));
            session.step.iter().for_each(|step| name(step.words));
        }
    }
}

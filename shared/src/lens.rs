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

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::actor::Actor;
    use crate::command::{Deed, Step};
    use crate::id::{CommandId, SeatId, Seq};
    use crate::pass::PassKind;
    use crate::specification::*;

    /// What happens when somebody does this, as the log keeps it.
    fn entry(scene: Scene, by: impl Into<Actor> + Copy, asked: impl Asked) -> Entry {
        let (_, events) = scene.when(by, asked).accepted();
        let id = Some(CommandId::from_bytes([9; 16]));
        Entry { seq: Seq(9), id, at: minute(0), by: Some(by.into()), events }
    }

    fn told(entry: &Entry, seat: SeatId) -> Option<Entry> {
        redact(entry, Viewer::Seat(seat, GROUP))
    }

    fn collecting() -> Scene {
        in_phase(CONSULTATION).given(JANA, Step::Collect)
    }

    fn write(n: u8) -> Step {
        Step::WriteCard { card: card(n), phase: CONSULTATION, words: words(n) }
    }

    #[test]
    fn at_the_door_one_learns_the_title_and_the_day_of_deletion() {
        let scene = in_phase(CONSULTATION);
        let seen = view(&scene.meeting, Viewer::Door);
        let owed = Meeting {
            id: Some(MEETING),
            title: Some(words(60)),
            opened: minute(0),
            delete_at: scene.meeting.delete_at,
            ..Meeting::default()
        };
        assert_eq!(seen, owed);
        let empty = |entry: &Entry| redact(entry, Viewer::Door).expect("owed").events.is_empty();
        assert!(empty(&entry(scene.clone(), MIRKO, write(1))));
        assert!(empty(&entry(scene.clone(), MIRKO, Deed::Leave { seat: MIRKO })));
        assert!(!empty(&entry(scene, JANA, Deed::Retitle { title: words(70) })));
    }

    #[test]
    fn nobody_but_the_house_knows_passes() {
        let door = Actor::Door(PassKind::Participant);
        let entry = entry(opened(), door, sit_down(MIRKO));
        let Some(Event::SeatTaken { pass: known, .. }) = entry.events.first() else {
            panic!("Mirko sat down");
        };
        assert_eq!(*known, Some(pass(4)));
        let seen = told(&entry, JANA).expect("others just learn who came");
        assert!(matches!(seen.events[..], [Event::SeatTaken { pass: None, .. }]));
        // Whoever sat down needs to see everything now, whoever left nothing.
        assert_eq!(told(&entry, MIRKO), None);
        assert!(view(&arrived().meeting, Viewer::Seat(JANA, GROUP)).passes.is_empty());
    }

    #[test]
    fn of_a_hidden_card_others_learn_that_it_exists_and_not_from_whom() {
        let entry = entry(collecting(), MIRKO, write(1));
        assert_eq!(told(&entry, MIRKO), Some(entry.clone()));
        let seen = told(&entry, JANA).expect("a card came");
        assert_eq!((seen.seq, seen.id, seen.by), (entry.seq, None, None));
        let card = SessionEvent::CardWritten { card: card(1), phase: 4, hidden: true, face: None };
        assert_eq!(seen.events, [Event::In(GROUP, GroupEvent::In(SESSION, card))]);
    }

    #[test]
    fn who_takes_a_hidden_card_away_is_not_told() {
        let scene = collecting().given(MIRKO, write(1));
        let entry = entry(scene, MIRKO, Step::RemoveCard { card: card(1) });
        for seat in [MIRKO, JANA] {
            let seen = told(&entry, seat).expect("a card has gone");
            assert_eq!((seen.id, seen.by, seen.events.len()), (None, None, 1));
        }
    }

    #[test]
    fn what_is_nobodys_business_arrives_empty_so_that_numbers_have_no_holes() {
        let scene = collecting().given(MIRKO, write(1));
        let reword = Step::RewordCard { card: card(1), words: words(2) };
        let entry = entry(scene, MIRKO, reword);
        let seen = told(&entry, JANA).expect("numbers have no holes");
        assert_eq!(seen, Entry { id: None, by: None, events: vec![], ..entry });
    }

    #[test]
    fn other_groups_are_told_nothing_but_who_is_here() {
        let other = Viewer::Seat(NOBODY, crate::id::GroupId::from_bytes([90; 16]));
        let scene = in_phase(CONSULTATION);
        let seen = view(&scene.meeting, other);
        assert_eq!((seen.seats.len(), seen.groups.len()), (7, 0));
        let seen = redact(&entry(scene, MIRKO, write(1)), other).expect("numbers have no holes");
        assert_eq!((seen.by, seen.events.len()), (None, 0));
    }

    #[test]
    fn an_entry_is_encoded_once_for_all_where_all_are_told_the_same() {
        let open = entry(in_phase(CONSULTATION), MIRKO, write(1));
        assert!(is_public(&open));
        assert!(!is_public(&entry(collecting(), MIRKO, write(1))));
        assert!(!is_public(&entry(arrived(), MIRKO, Deed::Leave { seat: MIRKO })));
    }

    #[test]
    fn words_that_were_unsaid_are_named_no_more() {
        let scene = in_phase(CONSULTATION).given(MIRKO, write(70));
        let named = |scene: &Scene| {
            let mut named = vec![];
            records(&scene.meeting, &mut |record| named.push(record));
            named
        };
        assert!(named(&scene).contains(&words(70)));
        let scene = scene.given(MIRKO, Step::RewordCard { card: card(70), words: words(71) });
        assert!(!named(&scene).contains(&words(70)) && named(&scene).contains(&words(71)));
        let scene = scene.given(MIRKO, Step::RemoveCard { card: card(70) });
        assert!(!named(&scene).contains(&words(71)));
        let scene = scene.given(TOBIAS, Deed::WithdrawCase { case: TOBIAS_CASE });
        assert!(!named(&scene).contains(&words(62)));
    }
}

//! Events by themselves: those of a whole meeting, some that no rule would ever decide, and what
//! they unsay.

use shared::event::{Event, GroupEvent, SessionEvent};
use shared::id::RecordId;
use shared::meeting::Meeting;
use shared::method::Role;
use shared::time::Timestamp;

use super::{Move, Play, opening};

/// All events of a random meeting.
pub fn happened(moves: &[Move]) -> Vec<Event> {
    let mut play = Play::opened();
    let entries = moves.iter().filter_map(|next| play.play(next).result.ok());
    [opening()].into_iter().chain(entries.flat_map(|entry| entry.events)).collect()
}

/// Events that no rule would ever decide, in the sessions of those given.
pub fn hostile(events: &[Event]) -> Vec<Event> {
    let session = events.iter().find_map(|event| match event {
        Event::In(group, GroupEvent::SessionBegun { session, method, .. }) => {
            Some((*group, *session, method.clone()))
        }
        _ => None,
    });
    let Some((group, session, mut method)) = session else { return Vec::new() };
    let within = |event| Event::In(group, GroupEvent::In(session, event));
    let never = Timestamp(u64::MAX);
    method.phases.clear();
    vec![
        Event::In(group, GroupEvent::SessionBegun { session, method, at: never }),
        within(SessionEvent::PhaseEntered { phase: u8::MAX, at: never }),
        within(SessionEvent::PhaseEntered { phase: 1, at: Timestamp(0) }),
        within(SessionEvent::ClockResumed { at: never }),
        within(SessionEvent::ClockPaused { at: Timestamp(0) }),
        within(SessionEvent::MinutesAdded { minutes: u8::MAX }),
        within(SessionEvent::RoleGiven { role: Role::Everyone, seat: None }),
        within(SessionEvent::Ended { at: never }),
        within(SessionEvent::Reopened),
    ]
}

/// The records whose words an event unsays, found out without asking the lens.
pub fn unsaid_by(before: &Meeting, event: &Event) -> Vec<RecordId> {
    let (group, event) = match event {
        Event::Retitled { .. } => return before.title.into_iter().collect(),
        Event::Introduced { seat, .. } => return vec![before.seats[seat].person],
        Event::In(group, event) => (&before.groups[group], event),
        _ => return Vec::new(),
    };
    let case = |id| group.case(id).map(|case| case.words);
    let (session, event) = match event {
        GroupEvent::CaseReworded { case: id, .. } | GroupEvent::CaseWithdrawn { case: id } => {
            return case(*id).into_iter().collect();
        }
        GroupEvent::In(session, event) => (before.session(*session), event),
        _ => return Vec::new(),
    };
    let Some((.., session)) = session else { return Vec::new() };
    let unsaid = match event {
        SessionEvent::CardReworded { card: id, .. }
        | SessionEvent::CardRemoved { card: id, .. } => {
            let card = session.cards.iter().find(|card| card.id == *id);
            card.and_then(|card| card.face).map(|face| face.words)
        }
        SessionEvent::QuestionReopened => session.question.map(|question| question.words),
        SessionEvent::StepNamed { .. } => session.step.map(|step| step.words),
        _ => None,
    };
    unsaid.into_iter().collect()
}

/// The innermost variant's name.
pub fn name(event: &Event) -> String {
    let name = match event {
        Event::In(_, GroupEvent::In(_, event)) => format!("{event:?}"),
        Event::In(_, event) => format!("{event:?}"),
        event => format!("{event:?}"),
    };
    name.split([' ', '(']).next().expect("split gives one part at least").to_owned()
}

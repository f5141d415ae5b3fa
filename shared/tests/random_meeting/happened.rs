//! Events by themselves: those of a whole meeting, and some that no rule would ever decide.

use shared::event::{Event, GroupEvent, SessionEvent};
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

/// The innermost variant's name.
pub fn name(event: &Event) -> String {
    let name = match event {
        Event::In(_, GroupEvent::In(_, event)) => format!("{event:?}"),
        Event::In(_, event) => format!("{event:?}"),
        event => format!("{event:?}"),
    };
    name.split([' ', '(']).next().expect("split gives one part at least").to_owned()
}

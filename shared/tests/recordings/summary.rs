//! What a meeting means, in words of its own: types may change, this must not.

use std::fmt::Write as _;

use serde_json::{Value, json};
use shared::meeting::{CaseSession, Cast, Group, Meeting, Presence};

/// Who was there, what was consulted on, and what came of it.
pub fn summary(m: &Meeting) -> Value {
    let people = m.seats.iter().map(|(id, seat)| {
        json!({
            "seat": id.to_string(),
            "person": seat.person.to_string(),
            "remote": seat.presence == Presence::Remote,
            "agreed": seat.agreed,
            "left": seat.left,
        })
    });
    json!({
        "opened": m.opened.0,
        "deleted": m.delete_at.0,
        "title": m.title.map(|title| title.to_string()),
        "passes": m.passes.len(),
        "people": people.collect::<Vec<_>>(),
        "groups": m.groups.values().map(group).collect::<Vec<_>>(),
    })
}

fn group(group: &Group) -> Value {
    let cases = group.cases.iter().filter(|case| !case.withdrawn).map(|case| {
        json!({ "case": case.id.to_string(), "by": case.by.to_string(), "words": case.words.to_string() })
    });
    let sessions = group.sessions.iter().map(|session| {
        let mut told = told(session);
        told["cast"] = cast(group.cast_of(session));
        told
    });
    json!({
        "cast": cast(group.cast),
        "cases": cases.collect::<Vec<_>>(),
        "sessions": sessions.collect::<Vec<_>>(),
    })
}

fn cast(cast: Cast) -> Value {
    let seat = |seat: Option<shared::id::SeatId>| seat.map(|seat| seat.to_string());
    json!({
        "moderator": seat(cast.moderator),
        "case_giver": seat(cast.case_giver),
        "scribe": seat(cast.scribe),
        "observer": seat(cast.observer),
    })
}

fn told(session: &CaseSession) -> Value {
    let phases = session.method.phases.iter().zip(&session.clocks).map(|(phase, clock)| {
        json!([
            phase.id,
            clock.planned.as_seconds(),
            clock.spent.as_seconds(),
            clock.since.map(|at| at.0)
        ])
    });
    let cards = session.cards.iter().map(|card| {
        let face = card.face.map(|face| [face.by.to_string(), face.words.to_string()]);
        json!({ "phase": card.phase, "face": face, "hidden": card.hidden, "removed": card.removed })
    });
    let dots = session.tally.iter().flatten().map(|(case, n)| json!([case.to_string(), n]));
    let stars = session.stars.iter().flat_map(|stars| &stars.cards).map(|id| id.to_string());
    json!({
        "method": session.method.id,
        "began": session.began.0,
        "ended": session.ended.map(|at| at.0),
        "case": session.case.map(|case| case.to_string()),
        "dots": dots.collect::<Vec<_>>(),
        "phase": session.now_in().id,
        "phases": phases.collect::<Vec<_>>(),
        "ready": session.ready.iter().map(|seat| seat.to_string()).collect::<Vec<_>>(),
        "module": session.module.as_ref().map(|module| &module.id),
        "question": session.question.map(|question| question.words.to_string()),
        "collecting": session.collecting,
        "cards": cards.collect::<Vec<_>>(),
        "stars": stars.collect::<Vec<_>>(),
        "stars_shown": session.stars.as_ref().is_some_and(|stars| stars.shown),
        "step": session.step.map(|step| json!([step.words.to_string(), step.until.map(|day| day.0)])),
    })
}

/// Bytes as hex digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("memory suffices");
        hex
    })
}

//! What a meeting means, in words of its own: types may change, this must not.

use std::fmt::Write as _;

use serde_json::{Value, json};
use shared::id::SeatId;
use shared::meeting::{Card, CaseSession, Cast, Face, Group, Meeting, Presence};

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
    let cases = m.cases.iter().filter(|case| !case.withdrawn).map(|case| {
        json!({ "case": case.id.to_string(), "by": case.by.map(|by| by.to_string()), "words": case.words.to_string() })
    });
    json!({
        "opened": m.opened.0,
        "deleted": m.delete_at.0,
        "ends": m.ends.map(|at| at.0),
        "title": m.title.map(|title| title.to_string()),
        "passes": m.passes.len(),
        "people": people.collect::<Vec<_>>(),
        "cases": cases.collect::<Vec<_>>(),
        "groups": m.groups.values().map(group).collect::<Vec<_>>(),
    })
}

fn group(group: &Group) -> Value {
    let sessions = group.sessions.iter().map(|session| {
        let mut told = told(session);
        told["cast"] = cast(group.cast_of(session));
        told
    });
    json!({
        "cast": cast(group.cast),
        "sessions": sessions.collect::<Vec<_>>(),
    })
}

fn cast(cast: Cast) -> Value {
    let seat = |seat: Option<SeatId>| seat.map(|seat| seat.to_string());
    json!({
        "moderator": seat(cast.moderator),
        "deputy": seat(cast.deputy),
        "case_giver": seat(cast.case_giver),
        "scribe": seat(cast.scribe),
        "observer": seat(cast.observer),
        "timekeeper": seat(cast.timekeeper),
    })
}

fn told(session: &CaseSession) -> Value {
    let phases = session.method.phases.iter().zip(&session.clocks).map(|(phase, clock)| {
        json!([
            phase.id,
            clock.planned.as_seconds(),
            clock.spent.as_seconds(),
            clock.since.map(|at| at.0),
            clock.visits,
        ])
    });
    let steps = session.first_steps.iter().map(|step| {
        json!([step.by.to_string(), step.words.to_string(), step.until.map(|day| day.0)])
    });
    let releases = session.releases.iter().map(|(item, release)| {
        let words = release.words.map(|words| words.to_string());
        json!([format!("{item:?}"), format!("{:?}", release.reach), words])
    });
    let reports = session.reports.iter().map(|report| {
        let words = report.words.map(|words| words.to_string());
        json!([report.by.to_string(), format!("{:?}", report.outcome), words, report.at.0])
    });
    let parked = session.parked.iter().map(|parked| parked.words.to_string());
    let dots = session.case_dots.values().flat_map(|dots| dots.tally.iter().flatten());
    let dots = dots.map(|(case, n)| json!([case.to_string(), n]));
    let stars = session.stars.iter().flat_map(|stars| &stars.cards).map(|id| id.to_string());
    json!({
        "method": session.method.id,
        "began": session.began.0,
        "ended": session.ended.map(|at| at.0),
        "case": session.case.map(|case| case.to_string()),
        "dots": dots.collect::<Vec<_>>(),
        "phase": session.now_in().id,
        "phases": phases.collect::<Vec<_>>(),
        "left_out": session.left_out,
        "ready": seats(&session.ready),
        "turn": session.turn.map(|seat| seat.to_string()),
        "stopped": session.stop.map(|stop| stop.by.map(|seat| seat.to_string())),
        "acquainted": seats(session.acquainted.keys()),
        "guide": session.guide.to_string(),
        "modules": session.modules.iter().map(|chosen| &chosen.module.id).collect::<Vec<_>>(),
        "question": session.question.map(|question| question.words.to_string()),
        "collecting": session.collecting,
        "turned": session.turned,
        "cards": session.cards.iter().map(card).collect::<Vec<_>>(),
        "parked": parked.collect::<Vec<_>>(),
        "stars": stars.collect::<Vec<_>>(),
        "stars_shown": session.stars.as_ref().is_some_and(|stars| stars.shown),
        "first_steps": steps.collect::<Vec<_>>(),
        "releases": releases.collect::<Vec<_>>(),
        "reports": reports.collect::<Vec<_>>(),
    })
}

fn card(card: &Card) -> Value {
    let face = |face: Face| {
        let by = face.by.filter(|_| !face.anonymous).map(|by| by.to_string());
        json!([by, face.words.to_string()])
    };
    json!({
        "phase": card.phase,
        "late": card.late,
        "module": card.module,
        "column": card.column,
        "face": card.face.map(face),
        "reverse": card.reverse.map(face),
        "mark": card.mark.map(|mark| format!("{mark:?}")),
        "hidden": card.hidden,
        "kept_from": card.kept_from.map(|seat| seat.to_string()),
        "removed": card.removed,
    })
}

fn seats<'a>(seats: impl IntoIterator<Item = &'a SeatId>) -> Vec<String> {
    seats.into_iter().map(|seat| seat.to_string()).collect()
}

/// Bytes as hex digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("memory suffices");
        hex
    })
}

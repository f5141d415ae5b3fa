//! The agenda as a list: every point with the time at which it begins as things stand.

use leptos::prelude::*;
use mirror::Mirror;
use shared::meeting::{Agenda, PointId};
use shared::time::Timestamp;

use super::now::Now;
use super::words;
use crate::parts::clock;
use crate::store::use_store;
use crate::texts;

/// Where the meeting is, seen from a point.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Stands {
    Past,
    Here,
    Ahead,
}

/// One line.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Line {
    id: PointId,
    time: String,
    name: String,
    minutes: u16,
    stands: Stands,
}

/// When, where, and what comes; nothing where nothing was planned.
#[component]
pub fn Course() -> impl IntoView {
    let store = use_store();
    let when = move || store.read(|m| m.meeting().agenda.as_ref().map(when));
    let place = move || store.read(words::place);
    let is_known = Memo::new(move |_| {
        store.read(|m| {
            let planned = m.meeting().agenda.as_ref().is_some_and(|it| !it.points.is_empty());
            planned || m.meeting().invitation.place.is_some()
        })
    });
    view! {
        <Show when=move || is_known.get()>
            <section class="sheet agenda" aria-labelledby="agenda">
                <h2 id="agenda">{texts::agenda::heading()}</h2>
                {move || when().map(|when| view! { <p class="agenda-when">{when}</p> })}
                {move || place().map(|room| view! {
                    <p>
                        {room.name}
                        " "
                        {(!room.link.is_empty()).then(|| view! {
                            <a href=room.link target="_blank" rel="noopener noreferrer">
                                {texts::agenda::video()}
                            </a>
                        })}
                    </p>
                })}
                <Now/>
                <Points/>
            </section>
        </Show>
    }
}

/// Every point with the time at which it begins as things stand.
#[component]
pub(super) fn Points() -> impl IntoView {
    let store = use_store();
    let lines = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| m.meeting().agenda.as_ref().map(|agenda| lines(m, agenda, now)))
    });
    let lines = move || lines.get().unwrap_or_default();
    view! {
        <ol class="agenda-points">
            <For each=lines key=Line::clone let:line>
                <li
                    class:agenda-past=line.stands == Stands::Past
                    class:agenda-here=line.stands == Stands::Here
                    aria-current=(line.stands == Stands::Here).then_some("step")
                >
                    <span class="agenda-time">{line.time}</span>
                    <span class="agenda-name">{line.name}</span>
                    <span class="agenda-minutes">{texts::lobby::minutes(line.minutes)}</span>
                </li>
            </For>
        </ol>
    }
}

/// The day, and from when to when by the plan.
pub fn when(agenda: &Agenda) -> String {
    let (begins, ends) = (agenda.begins, agenda.planned(agenda.points.len()));
    let from = clock::time_of_day(begins);
    let (first, last) = (clock::day_of(begins), clock::day_of(ends));
    match first == last {
        true => texts::agenda::when(first, from, clock::time_of_day(ends)),
        false => texts::agenda::when_days(first, from, last, clock::time_of_day(ends)),
    }
}

fn lines(m: &Mirror, agenda: &Agenda, now: Timestamp) -> Vec<Line> {
    let names = words::names(m, agenda);
    let here = agenda.at.and_then(|(id, since)| Some((agenda.point(id)?.0, since)));
    let is_over = agenda.at.is_none() && !agenda.spent.is_empty();
    let line = |(place, point): (usize, &shared::meeting::Point)| {
        let (stands, begins) = match here {
            _ if is_over => (Stands::Past, agenda.planned(place)),
            Some((at, since)) if place == at => (Stands::Here, since),
            Some((at, _)) if place < at => (Stands::Past, agenda.planned(place)),
            _ => (Stands::Ahead, agenda.expected(place, now)),
        };
        Line {
            id: point.id,
            time: clock::time_of_day(begins),
            name: words::name(&names, point.id, point.part),
            minutes: point.minutes,
            stands,
        }
    };
    agenda.points.iter().enumerate().map(line).collect()
}

//! Everybody who is here, and what the lead knows of them: who moderates gladly, who is in no group.

use leptos::prelude::*;
use mirror::Mirror;
use shared::id::SeatId;
use shared::meeting::Presence;

use super::gathering::{cases, everybody};
use super::marks::{Mark, Noted};
use super::plan::Plan;
use crate::session::name_or_you;
use crate::store::use_store;
use crate::texts;

/// One line of the list.
#[derive(Clone, PartialEq)]
struct Line {
    name: String,
    /// The house, where from, and whether they have wished.
    aside: String,
    gives: bool,
    mark: Mark,
}

/// The list.
#[component]
pub fn People(
    /// Where it is noted.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let people = Memo::new(move |_| store.read(everybody));
    view! {
        <section class="sheet" aria-labelledby="lead-people">
            <h2 id="lead-people">
                {move || texts::lobby::people(people.with(Vec::len) as u64)}
            </h2>
            <Show when=move || people.with(|people| people.len() < 2)>
                <p class="empty">{texts::lead::nobody_here()}</p>
            </Show>
            // Once there is a proposal, it is what one works on.
            <details open=move || plan.is_empty()>
                <summary>{texts::lead::people_and_roles()}</summary>
                <ul class="lead-list">
                    <For each=move || people.get() key=|seat| *seat let:seat>
                        <Person seat plan/>
                    </For>
                </ul>
            </details>
        </section>
    }
}

#[component]
fn Person(seat: SeatId, plan: Plan) -> impl IntoView {
    let store = use_store();
    let line = Memo::new(move |_| {
        let noted = plan.marks.get();
        store.read(|m| line(m, &noted, seat))
    });
    let with = move |read: fn(&Line) -> String| line.with(|line| line.as_ref().map(read));
    let label =
        move || line.with(|line| line.as_ref().map(|line| texts::lead::mark_label(&line.name)));
    let mark = move || line.with(|line| line.as_ref().map(|line| line.mark.sign()));
    let options = move || {
        let gives = line.with(|line| line.as_ref().is_some_and(|line| line.gives));
        let offered = Mark::ALL.into_iter().filter(move |mark| {
            // Whoever gives a case does not moderate.
            !gives || matches!(mark, Mark::IfNeeded | Mark::Out)
        });
        let option = |it: Mark| {
            view! {
                <option value=it.sign() prop:selected=move || mark() == Some(it.sign())>
                    {word(it, gives)}
                </option>
            }
        };
        offered.map(option).collect_view()
    };
    view! {
        <li class="lead-person">
            <div>
                <p class="lead-name">{move || with(|line| line.name.clone())}</p>
                <p class="aside">{move || with(|line| line.aside.clone())}</p>
            </div>
            <select
                aria-label=label
                on:change=move |event| {
                    if let Some(mark) = Mark::of_sign(&event_target_value(&event)) {
                        plan.marks.note(seat, mark);
                    }
                }
            >
                {options}
            </select>
        </li>
    }
}

fn word(mark: Mark, gives: bool) -> &'static str {
    match mark {
        Mark::IfNeeded if gives => texts::lead::mark_gives(),
        Mark::IfNeeded => texts::lead::mark_if_needed(),
        Mark::Gladly => texts::lead::mark_gladly(),
        Mark::Not => texts::lead::mark_not(),
        Mark::Out => texts::lead::mark_out(),
    }
}

fn line(m: &Mirror, noted: &Noted, seat: SeatId) -> Option<Line> {
    let house = m.person(seat).words().map(|person| person.house).unwrap_or_default();
    let mut aside = Vec::new();
    aside.extend((!house.is_empty()).then_some(house));
    match m.meeting().seat(seat)?.presence {
        Presence::OnSite => {}
        Presence::Remote => aside.push(texts::app::remote().into()),
        Presence::RoomDevice => aside.push(texts::app::room_device().into()),
    }
    let mark = noted.of(m, seat);
    if mark != Mark::Out {
        aside.push(match m.meeting().wishes.contains_key(&seat) {
            true => texts::lead::has_wished().into(),
            false => texts::lead::has_not_wished().into(),
        });
    }
    let gives = cases(m, noted).iter().any(|case| case.known_giver() == Some(seat));
    Some(Line { name: name_or_you(m, seat), aside: aside.join(" · "), gives, mark })
}

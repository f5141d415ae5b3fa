//! The plan while it is being followed: what was, what comes, what can be left out; and when people
//! have to leave.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::{Deed, Step};
use shared::time::Span;

use crate::parts::{clock, date};
use crate::session;
use crate::store::use_store;
use crate::texts;

/// The plan on the screen of whoever moderates; folded up until it is wanted.
#[component]
pub fn Plan() -> impl IntoView {
    let store = use_store();
    let rows = Memo::new(move |_| store.read(rows));
    view! {
        <details class="moderator-script moderator-plan">
            <summary>{texts::plan::heading()}" "<Drift/></summary>
            <End/>
            <ol class="moderator-phases">
                <For each=move || rows.get() key=|row| row.clone() let:row>
                    <Row row/>
                </For>
            </ol>
        </details>
    }
}

/// When everything ends, and how that stands against when people have to leave.
#[component]
fn Drift() -> impl IntoView {
    let store = use_store();
    let words = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| {
            let end = clock::planned_end(m.session()?, now, Span::ZERO);
            let at = clock::time_of_day(end);
            Some(match m.meeting().ends {
                Some(ends) if end > ends => {
                    texts::plan::late(end.since(ends).as_seconds().div_ceil(60), at)
                }
                Some(ends) => texts::plan::spare(ends.since(end).as_seconds() / 60, at),
                None => texts::plan::until(at),
            })
        })
    });
    view! { <span class="moderator-drift">{words}</span> }
}

/// When people have to leave; and if it gets late, one tap takes the time from later phases.
#[component]
fn End() -> impl IntoView {
    let store = use_store();
    let ends = Memo::new(move |_| store.read(|m| m.meeting().ends));
    let shown = move || ends.get().map(clock::time_of_day).map(padded).unwrap_or_default();
    let set = move |event| {
        let at = date::ahead(&event_target_value(&event), store.peek_now());
        store.act(Deed::SetEnd { at });
    };
    let squeezed = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| Some(m.session()?.squeezed(now, m.meeting().ends?))).unwrap_or_default()
    });
    view! {
        <p class="moderator-ends">
            <label>
                {texts::plan::leave_at()}" "
                <input type="time" prop:value=shown on:change=set/>
            </label>
            <Show when=move || !squeezed.get().is_empty()>
                <button
                    type="button"
                    on:click=move |_| store.step(Step::Plan { minutes: squeezed.get_untracked() })
                >
                    {texts::plan::squeeze()}
                </button>
            </Show>
        </p>
    }
}

/// What stands in one line of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct PhaseRow {
    index: u8,
    name: String,
    planned: u16,
    spent: u64,
    visits: u8,
    here: bool,
    out: bool,
}

fn rows(m: &Mirror) -> Vec<PhaseRow> {
    let Some(session) = m.session() else { return vec![] };
    let rows = session.clocks.iter().zip(0..).map(|(clock, index)| PhaseRow {
        index,
        name: session::phase_name(m, index).unwrap_or_default(),
        planned: u16::try_from(clock.planned.as_seconds() / 60).unwrap_or(u16::MAX),
        spent: clock.spent.as_seconds() / 60,
        visits: clock.visits,
        here: index == session.phase,
        out: session.left_out.contains(&index),
    });
    rows.collect()
}

/// One phase: its minutes, the way to it, and leaving it out.
#[component]
fn Row(
    /// The phase.
    row: PhaseRow,
) -> impl IntoView {
    let store = use_store();
    let PhaseRow { index, name, planned, spent, visits, here, out } = row;
    let state = match (here, out, visits) {
        (true, ..) => texts::plan::here().to_owned(),
        (_, true, _) => texts::plan::out().to_owned(),
        (.., 0) => texts::lobby::minutes(planned),
        (.., 1) => texts::plan::took(planned, spent),
        (.., times) => texts::plan::took_again(planned, spent, times),
    };
    let go = move |_| {
        let from = store.peek(|m| m.session().map(|session| session.phase));
        if let Some(from) = from {
            store.step(Step::Enter { from, to: index });
        }
    };
    let minutes = move |minutes: u16| store.step(Step::Plan { minutes: vec![(index, minutes)] });
    let (fewer, more) = (texts::plan::fewer(&name), texts::plan::more_minutes(&name));
    let (leave_out, take_in) = (texts::plan::leave_out(&name), texts::plan::take_in(&name));
    let label = if out { take_in } else { leave_out };
    let again = if visits == 0 { texts::plan::go() } else { texts::plan::again() };
    view! {
        <li class="moderator-phase" class:moderator-here=here class:moderator-out=out>
            <span class="moderator-phase-name">{name}</span>
            <span class="moderator-phase-state">{state}</span>
            <span class="moderator-phase-tools">
                <Show when=move || !here && !out && visits == 0>
                    <button
                        type="button"
                        class="quiet"
                        aria-label=fewer.clone()
                        disabled=planned <= 1
                        on:click=move |_| minutes(planned - 1)
                    >"−"</button>
                    <button
                        type="button"
                        class="quiet"
                        aria-label=more.clone()
                        on:click=move |_| minutes(planned + 1)
                    >"+"</button>
                </Show>
                <Show when=move || !here>
                    <button type="button" class="quiet" on:click=go>{again}</button>
                </Show>
                <Show when=move || !here && visits == 0>
                    <button
                        type="button"
                        class="quiet"
                        aria-label=label.clone()
                        on:click=move |_| store.step(Step::LeaveOut { phase: index, out: !out })
                    >
                        {if out { texts::plan::in_again() } else { texts::plan::skip() }}
                    </button>
                </Show>
            </span>
        </li>
    }
}

/// `9:05` as a time field wants it.
fn padded(time: String) -> String {
    if time.len() < 5 { format!("0{time}") } else { time }
}

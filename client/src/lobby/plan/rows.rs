//! The phases of the plan: each with its minutes, its place in the order, and the way out of it.

use leptos::html::Ol;
use leptos::prelude::*;
use shared::method::adapt::{Adapted, Toward};

use super::Plan;
use crate::parts::order::Order;
use crate::store::{Notice, use_store};
use crate::texts;

/// What stands in one line of the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Line {
    name: String,
    minutes: u16,
    /// Whether it is going to be played.
    inside: bool,
    /// Whether it came from another method.
    added: bool,
    /// Whether nothing stands before it.
    first: bool,
    /// Whether nothing stands behind it.
    last: bool,
    /// Whether it is the only one that is going to be played.
    only: bool,
}

impl Line {
    /// The line of the phase with this id, while there is one.
    fn of(adapted: &Adapted, id: &str) -> Option<Self> {
        let all = adapted.rows().count();
        let inside = adapted.rows().filter(|row| row.inside).count();
        let (at, row) = adapted.rows().enumerate().find(|(_, row)| row.phase.id == id)?;
        Some(Self {
            name: texts::of(&row.guide.name).to_owned(),
            minutes: row.phase.minutes,
            inside: row.inside,
            added: row.added,
            first: at == 0,
            last: at + 1 == all,
            only: row.inside && inside == 1,
        })
    }
}

/// All phases, those that were left out as well, in the order in which they are planned.
#[component]
pub fn Rows(
    /// What is planned.
    plan: Plan,
    /// Whether the plan is being changed.
    changing: RwSignal<bool>,
) -> impl IntoView {
    let ids = Memo::new(move |_| {
        plan.chosen.with(|chosen| {
            let adapted = chosen.as_ref().map(|it| &it.adapted);
            let ids = adapted.map(|it| it.rows().map(|row| row.phase.id.clone()).collect());
            ids.unwrap_or_else(Vec::new)
        })
    });
    let list = NodeRef::new();
    view! {
        <ol class="lobby-phases" tabindex="-1" node_ref=list>
            <For each=move || ids.get() key=|id| id.clone() let:id>
                <Row plan id changing list/>
            </For>
        </ol>
    }
}

/// One phase of the plan.
#[component]
fn Row(
    /// What is planned.
    plan: Plan,
    /// The phase.
    id: String,
    /// Whether the plan is being changed.
    changing: RwSignal<bool>,
    /// All of them.
    list: NodeRef<Ol>,
) -> impl IntoView {
    let id = StoredValue::new(id);
    let line = Memo::new(move |_| {
        let line =
            plan.chosen.with(|chosen| id.with_value(|id| Line::of(&chosen.as_ref()?.adapted, id)));
        line.unwrap_or_default()
    });
    let name = Signal::derive(move || line.get().name);
    let (first, last) =
        (Signal::derive(move || line.get().first), Signal::derive(move || line.get().last));
    let shift = move |later| {
        let toward = if later { Toward::End } else { Toward::Begin };
        let shifted = plan.change(|it| {
            let place = id.with_value(|id| it.adapted.shift(id, toward))?;
            Some((place + 1, it.adapted.rows().count()))
        });
        shifted.flatten()
    };
    view! {
        <li class:lobby-phase-out=move || !line.get().inside>
            <span class="lobby-phase-name">{move || line.get().name}</span>
            <Show when=move || changing.get()>
                <span class="lobby-phase-order">
                    <Order name first last class="lobby-step" shift/>
                </span>
            </Show>
            <Minutes plan id line changing list/>
        </li>
    }
}

/// How long a phase takes, and whether it is played at all.
#[component]
fn Minutes(
    /// What is planned.
    plan: Plan,
    /// The phase.
    id: StoredValue<String>,
    /// What stands in its line.
    line: Memo<Line>,
    /// Whether the plan is being changed.
    changing: RwSignal<bool>,
    /// All phases.
    list: NodeRef<Ol>,
) -> impl IntoView {
    let store = use_store();
    let set = move |minutes: u16| {
        plan.change(|it| id.with_value(|id| it.adapted.set_minutes(id, minutes)));
    };
    let toggle = move |_| {
        let Line { name, added, .. } = line.get_untracked();
        plan.change(|it| id.with_value(|id| it.adapted.toggle(id)));
        if added {
            store.notify(Notice::new(texts::plan::removed(name)));
            // The button that was pressed is gone with its row.
            if let Some(list) = list.get_untracked() {
                let _unfocused = list.focus();
            }
        }
    };
    let toggle_label = move || match line.get() {
        Line { name, added: true, .. } => texts::plan::remove(name),
        Line { name, inside: true, .. } => texts::plan::leave_out(name),
        Line { name, .. } => texts::plan::take_in(name),
    };
    view! {
        <span class="lobby-phase-minutes">
            <Show when=move || changing.get() && line.get().inside>
                <button
                    type="button"
                    class="lobby-step"
                    aria-label=move || texts::plan::fewer(line.get().name)
                    disabled=move || line.get().minutes <= 1
                    on:click=move |_| set(line.get_untracked().minutes - 1)
                >"−"</button>
            </Show>
            <span class="lobby-minutes">
                {move || match line.get() {
                    Line { inside: true, minutes, .. } => texts::lobby::minutes(minutes),
                    _ => texts::plan::out().to_owned(),
                }}
            </span>
            <Show when=move || changing.get() && line.get().inside>
                <button
                    type="button"
                    class="lobby-step"
                    aria-label=move || texts::plan::more_minutes(line.get().name)
                    on:click=move |_| set(line.get_untracked().minutes + 1)
                >"+"</button>
            </Show>
            <Show when=move || changing.get()>
                <button
                    type="button"
                    class="lobby-step"
                    aria-label=toggle_label
                    title=toggle_label
                    disabled=move || line.get().only
                    on:click=toggle
                >{move || if line.get().inside { "×" } else { "↩" }}</button>
            </Show>
        </span>
    }
}

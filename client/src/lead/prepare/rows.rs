//! The points of the agenda to be worked on: each with its name, its minutes, its place in the
//! order, and the way out of it.

use leptos::html::Ol;
use leptos::prelude::*;
use shared::limits::POINT_CHARS;
use shared::meeting::PointId;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::plan::{Planned, change};
use crate::agenda::words;
use crate::parts::clock;
use crate::parts::order::Order;
use crate::store::{Notice, use_store};
use crate::texts;

/// What stands in one line.
#[derive(Clone, Default, PartialEq, Eq)]
struct Line {
    time: String,
    name: String,
    minutes: u16,
    first: bool,
    last: bool,
    /// Whether the meeting is at this point: then it can't be struck out.
    here: bool,
}

/// All points.
#[component]
pub fn Rows() -> impl IntoView {
    let store = use_store();
    let ids = Memo::new(move |_| {
        store.read(|m| {
            let points = m.meeting().agenda.iter().flat_map(|agenda| &agenda.points);
            points.map(|point| point.id).collect::<Vec<_>>()
        })
    });
    let list = NodeRef::<Ol>::new();
    let before = RwSignal::new(None::<Planned>);
    // It outlives the row that was struck out.
    let undo = Callback::new(move |()| {
        if let Some(planned) = before.get_untracked() {
            planned.tell(store);
        }
    });
    let remove = Callback::new(move |(id, name): (PointId, String)| {
        before.set(store.peek(Planned::of));
        let removed = change(store, |planned| {
            planned.points.retain(|point| point.id != id);
            Some(())
        });
        if removed.is_none() {
            return;
        }
        store.notify(Notice {
            text: texts::prepare::removed(name),
            actions: vec![(texts::moderator::undo().into(), undo)],
            seconds: 10,
        });
        // The button that was pressed is gone with its row.
        if let Some(list) = list.get_untracked() {
            let _unfocused = list.focus();
        }
    });
    view! {
        <ol class="lead-points" tabindex="-1" node_ref=list>
            <For each=move || ids.get() key=|id| *id let:id>
                <Row id remove/>
            </For>
        </ol>
    }
}

#[component]
fn Row(id: PointId, remove: Callback<(PointId, String)>) -> impl IntoView {
    let store = use_store();
    let line = Memo::new(move |_| {
        let line = store.read(|m| {
            let agenda = m.meeting().agenda.as_ref()?;
            let (place, point) = agenda.point(id)?;
            Some(Line {
                time: clock::time_of_day(agenda.planned(place)),
                name: words::name(&words::names(m, agenda), id, point.part),
                minutes: point.minutes,
                first: place == 0,
                last: place + 1 == agenda.points.len(),
                here: agenda.at.is_some_and(|(at, _)| at == id),
            })
        });
        line.unwrap_or_default()
    });
    let name = move || line.get().name;
    let (first, last) =
        (Signal::derive(move || line.get().first), Signal::derive(move || line.get().last));
    let shift = move |later| {
        change(store, |planned| Some((planned.shift(id, later)?, planned.points.len())))
    };
    let rename = move |event: web_sys::Event| {
        let name = event_target_value(&event);
        change(store, |planned| {
            planned.rename(id, name);
            Some(())
        });
        put_back(&event, &line.get_untracked().name);
    };
    view! {
        <li class:lead-point-here=move || line.get().here>
            <span class="lead-point-time">{move || line.get().time}</span>
            <input
                class="lead-point-name"
                type="text"
                autocomplete="off"
                maxlength=POINT_CHARS.to_string()
                aria-label=move || texts::prepare::name_of(name())
                prop:value=name
                on:change=rename
            />
            <span class="lead-tools">
                <Order name=Signal::derive(name) first last class="lead-step" shift/>
                <Minutes id line/>
                <Remove id line remove/>
            </span>
        </li>
    }
}

/// How long a point takes, as a number that can be typed.
#[component]
fn Minutes(id: PointId, line: Memo<Line>) -> impl IntoView {
    let store = use_store();
    let set = move |event: web_sys::Event| {
        if let Ok(minutes) = event_target_value(&event).trim().parse::<u16>() {
            change(store, |planned| {
                planned.point(id)?.minutes = minutes;
                Some(())
            });
        }
        put_back(&event, &line.get_untracked().minutes.to_string());
    };
    view! {
        <label class="lead-point-minutes">
            <input
                type="number"
                inputmode="numeric"
                min="1"
                aria-label=move || texts::prepare::minutes_of(line.get().name)
                prop:value=move || line.get().minutes.to_string()
                on:change=set
            />
            <span aria-hidden="true">{texts::prepare::minutes()}</span>
        </label>
    }
}

/// Writes into a field what is true: also where nothing came of what was typed.
fn put_back(event: &web_sys::Event, text: &str) {
    let field = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
    field.inspect(|field| field.set_value(text));
}

/// The way out; it can be taken back.
#[component]
fn Remove(id: PointId, line: Memo<Line>, remove: Callback<(PointId, String)>) -> impl IntoView {
    let label = move || texts::prepare::remove(line.get().name);
    view! {
        <button
            type="button"
            class="lead-step"
            aria-label=label
            title=label
            disabled=move || line.get().here
            on:click=move |_| remove.run((id, line.get_untracked().name))
        >"×"</button>
    }
}

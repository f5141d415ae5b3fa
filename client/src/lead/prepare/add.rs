//! One more point for the agenda, at its end.

use leptos::prelude::*;
use shared::limits::POINT_CHARS;
use shared::meeting::Part;

use super::plan::change;
use crate::agenda::words::{PARTS, part};
use crate::parts::draft::Draft;
use crate::store::use_store;
use crate::texts;

/// So many minutes a new point has.
const MINUTES: u16 = 10;

/// The form.
#[component]
pub fn Add() -> impl IntoView {
    let store = use_store();
    let name = Draft::of_meeting("lead.point");
    let kind = RwSignal::new(PARTS.len() - 1);
    let option = |(place, it): (usize, Part)| {
        view! {
            <option value=place.to_string() prop:selected=move || kind.get() == place>
                {part(it)}
            </option>
        }
    };
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let of = PARTS[kind.get_untracked()];
        let typed = name.get_untracked();
        let called = if typed.trim().is_empty() { part(of).to_owned() } else { typed.clone() };
        if change(store, |planned| planned.add(of, MINUTES, typed)).is_some() {
            name.clear();
            store.announce(texts::prepare::added(called));
        }
    };
    view! {
        <form class="lead-add" on:submit=add novalidate>
            <label class="field">
                <span>{texts::prepare::new_point()}</span>
                <input
                    type="text"
                    autocomplete="off"
                    maxlength=POINT_CHARS.to_string()
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </label>
            <label class="field">
                <span>{texts::prepare::kind()}</span>
                <select on:change=move |event| {
                    let chosen = event_target_value(&event).parse::<usize>().ok();
                    kind.set(chosen.filter(|it| *it < PARTS.len()).unwrap_or(PARTS.len() - 1));
                }>
                    {PARTS.into_iter().enumerate().map(option).collect_view()}
                </select>
            </label>
            <button type="submit">{texts::prepare::add()}</button>
        </form>
    }
}

//! The agenda beside a consultation: what comes now and next in one line, the rest folded up.

use leptos::prelude::*;

use super::course::Points;
use super::now::state;
use crate::parts::clock;
use crate::store::use_store;
use crate::texts;

/// The line, and behind it all points and the way to the plenary; nothing where no agenda was
/// planned.
#[component]
pub fn Folded() -> impl IntoView {
    let store = use_store();
    let state = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| state(m, now))
    });
    let next = Memo::new(move |_| {
        let now = store.now();
        let (id, name) = state.get()?.to?;
        let begins = store.read(|m| {
            let agenda = m.meeting().agenda.as_ref()?;
            Some(agenda.expected(agenda.point(id)?.0, now))
        })?;
        Some(texts::agenda::then(name, clock::time_of_day(begins)))
    });
    let line = move || {
        let state = state.get()?;
        let parts = [state.here, state.drift, next.get()];
        Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
    };
    view! {
        <Show when=move || state.with(Option::is_some)>
            <details class="agenda-folded">
                <summary>
                    {texts::agenda::heading()}
                    <span class="agenda-line">{line}</span>
                </summary>
                <Points/>
                <button
                    type="button"
                    class="quiet"
                    on:click=move |_| store.visit_plenary(true)
                >
                    {texts::plenary::open_it()}
                </button>
            </details>
        </Show>
    }
}

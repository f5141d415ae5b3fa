//! Day and time at which the meeting begins, and when it ends by the plan.

use leptos::prelude::*;

use super::plan::change;
use crate::parts::{clock, date};
use crate::store::use_store;
use crate::texts;

/// The two fields.
#[component]
pub fn Begin() -> impl IntoView {
    let store = use_store();
    let begins =
        Memo::new(move |_| store.read(|m| m.meeting().agenda.as_ref().map(|it| it.begins)));
    let day = move || begins.get().map(date::written).unwrap_or_default();
    let time = move || begins.get().map(date::time).unwrap_or_default();
    let begin = move |day: String, time: String| {
        // While one of the fields is empty, nothing is said.
        if let Some(at) = date::moment(&day, &time) {
            change(store, |planned| {
                planned.begins = at;
                Some(())
            });
        }
    };
    let ends = move || {
        store.read(|m| {
            let agenda = m.meeting().agenda.as_ref()?;
            let minutes: u64 = agenda.points.iter().map(|point| u64::from(point.minutes)).sum();
            let ends = clock::time_of_day(agenda.planned(agenda.points.len()));
            Some(texts::prepare::ends(minutes / 60, minutes % 60, ends))
        })
    };
    view! {
        <div class="lead-begin">
            <label class="field">
                <span>{texts::prepare::day()}</span>
                <input
                    type="date"
                    prop:value=day
                    on:change=move |event| begin(event_target_value(&event), untrack(time))
                />
            </label>
            <label class="field">
                <span>{texts::prepare::time()}</span>
                <input
                    type="time"
                    prop:value=time
                    on:change=move |event| begin(untrack(day), event_target_value(&event))
                />
            </label>
        </div>
        <p class="aside" role="status">{ends}</p>
    }
}

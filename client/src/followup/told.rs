//! In the lobby, before anything else: the question that is due, and what others have told.

use leptos::prelude::*;

use super::own::{OwnStep, today};
use super::past;
use crate::store::use_store;
use crate::texts;

/// One's own first step, once its date has passed and until one has answered.
#[component]
pub fn Due() -> impl IntoView {
    let store = use_store();
    let due = Memo::new(move |_| store.read(|m| past::due(m, today(store))));
    move || due.get().map(|session| view! { <OwnStep session/> })
}

/// What became of first steps, for everybody in the group.
#[component]
pub fn Told() -> impl IntoView {
    let store = use_store();
    let told = Memo::new(move |_| store.read(past::told));
    let one = |it: past::Told| {
        view! {
            <li>
                <p class="followup-who">{texts::followup::told_by(it.who, it.outcome)}</p>
                {it.step.map(|step| view! { <p class="followup-aside">{step}</p> })}
            </li>
        }
    };
    view! {
        <Show when=move || told.with(|told| !told.is_empty())>
            <section class="sheet followup-told" aria-labelledby="followup-told">
                <h2 id="followup-told">{texts::followup::told()}</h2>
                <ul class="followup-list">
                    {move || told.get().into_iter().map(one).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

//! What whoever leads can change about the meeting: its title, and how long everything is kept,
//! down to at once.

use leptos::prelude::*;
use shared::command::Deed;
use shared::limits::LONGEST_KEPT;
use shared::time::{Span, Timestamp};

use super::title::Retitle;
use crate::parts::clock;
use crate::parts::date;
use crate::store::{Notice, use_store};
use crate::texts;

/// Title and day of deletion, for whoever may change them.
#[component]
pub fn Keeping() -> impl IntoView {
    let store = use_store();
    let may = Memo::new(move |_| {
        let at = store.read(|m| m.meeting().delete_at);
        store.may(Deed::KeepUntil { at })
    });
    view! {
        <Show when=move || may.get()>
            <section class="sheet" aria-labelledby="lobby-keeping">
                <h2 id="lobby-keeping">{texts::lobby::keeping()}</h2>
                <Retitle/>
                <Day/>
                <AtOnce/>
            </section>
        </Show>
    }
}

/// Another day.
#[component]
fn Day() -> impl IntoView {
    let store = use_store();
    let now = store.peek_now();
    let first = date::written(now + Span::days(1));
    let last = date::written(now + LONGEST_KEPT - Span::days(1));
    let day = Memo::new(move |_| date::written(store.read(|m| m.meeting().delete_at)));
    let change = move |event| {
        let chosen = date::end_of(&event_target_value(&event));
        if let Some(at) = chosen.filter(|at| *at > store.peek_now()) {
            store.act(Deed::KeepUntil { at });
            store.notify(Notice::new(texts::app::deleted_on(clock::day_of(at))));
        }
    };
    view! {
        <label class="field">
            <span>{texts::lobby::delete_on()}</span>
            <input type="date" min=first max=last prop:value=move || day.get() on:change=change/>
        </label>
    }
}

/// Everything, now: only after the word for it was typed.
#[component]
fn AtOnce() -> impl IntoView {
    let store = use_store();
    let typed = RwSignal::new(String::new());
    let word = texts::lobby::delete_word();
    let certain = move || typed.get().trim().eq_ignore_ascii_case(word);
    let delete = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if certain() {
            // A day long past, whatever the device's clock says.
            store.act(Deed::KeepUntil { at: Timestamp(1) });
        }
    };
    view! {
        <details class="lobby-details">
            <summary>{texts::lobby::delete_now()}</summary>
            <form on:submit=delete novalidate>
                <p class="aside">{texts::lobby::delete_hint()}</p>
                <label class="field">
                    <span>{texts::lobby::delete_type(word)}</span>
                    <input
                        type="text"
                        autocomplete="off"
                        autocapitalize="off"
                        prop:value=move || typed.get()
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                </label>
                <button type="submit" class="danger" disabled=move || !certain()>
                    {texts::lobby::delete_button()}
                </button>
            </form>
        </details>
    }
}

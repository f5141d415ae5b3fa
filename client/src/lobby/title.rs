//! The meeting's title, which whoever leads may change.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::command::Deed;
use shared::limits::TITLE_CHARS;
use vault::clean::clean;
use vault::words::Title;

use crate::store::{Notice, use_store};
use crate::texts;

/// Another title.
#[component]
pub fn Retitle() -> impl IntoView {
    let store = use_store();
    let title = Memo::new(move |_| store.read(|m| m.title().words().map(|title| title.title)));
    // What is being typed, until it is saved; then the title again, also where somebody else
    // changed it meanwhile.
    let typed = RwSignal::new(None::<String>);
    let shown = move || typed.get().or_else(|| title.get()).unwrap_or_default();
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let words = clean(&typed.get_untracked().unwrap_or_default(), TITLE_CHARS);
        if words.is_empty() {
            store.notify(Notice::new(texts::home::title_missing()));
        } else if store.say(Title { title: words }, |title| Deed::Retitle { title }) {
            typed.set(None);
        }
    };
    view! {
        <form on:submit=save novalidate>
            <label class="field">
                <span>{texts::lobby::title()}</span>
                <input
                    type="text"
                    autocomplete="off"
                    maxlength=TITLE_CHARS.to_string()
                    prop:value=shown
                    on:input=move |event| typed.set(Some(event_target_value(&event)))
                />
            </label>
            <Show when=move || typed.get().is_some_and(|typed| Some(typed) != title.get())>
                <p class="row">
                    <button type="submit" class="primary">{texts::lobby::save()}</button>
                    <button type="button" class="quiet" on:click=move |_| typed.set(None)>
                        {texts::lobby::cancel()}
                    </button>
                </p>
            </Show>
        </form>
    }
}

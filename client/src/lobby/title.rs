//! The meeting's title, which whoever leads may change.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::command::Deed;
use shared::id::RecordId;
use shared::limits::TITLE_CHARS;
use vault::clean::clean;
use vault::words;

use crate::store::use_store;
use crate::texts;

/// The heading, and the way to another one.
#[component]
pub fn Title() -> impl IntoView {
    let store = use_store();
    let title = Memo::new(move |_| store.read(|m| m.title().words().map(|title| title.title)));
    let may = Memo::new(move |_| store.may(Deed::Retitle { title: RecordId::from_bytes([0; 16]) }));
    let new = RwSignal::new(None::<String>);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let words = clean(&new.get_untracked().unwrap_or_default(), TITLE_CHARS);
        if !words.is_empty() && Some(&words) != title.get_untracked().as_ref() {
            store.say(words::Title { title: words }, |title| Deed::Retitle { title });
        }
        new.set(None);
    };
    view! {
        <div class="lobby-title">
            <h1>{move || title.get().unwrap_or_else(|| texts::trouble::damaged().into())}</h1>
            <Show when=move || may.get() && new.with(Option::is_none)>
                <button
                    type="button"
                    class="quiet"
                    on:click=move |_| new.set(Some(title.get_untracked().unwrap_or_default()))
                >
                    {texts::lobby::retitle()}
                </button>
            </Show>
        </div>
        <Show when=move || new.with(Option::is_some)>
            <form class="lobby-retitle" on:submit=save novalidate>
                <label class="field">
                    <span>{texts::home::title()}</span>
                    <input
                        type="text"
                        autocomplete="off"
                        maxlength=TITLE_CHARS.to_string()
                        prop:value=move || new.get().unwrap_or_default()
                        on:input=move |event| new.set(Some(event_target_value(&event)))
                    />
                </label>
                <p class="row">
                    <button type="submit" class="primary">{texts::lobby::save()}</button>
                    <button type="button" class="quiet" on:click=move |_| new.set(None)>
                        {texts::lobby::cancel()}
                    </button>
                </p>
            </form>
        </Show>
    }
}

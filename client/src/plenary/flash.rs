//! A word each in the flash round: said on the device, seen by all, and gone when the round ends.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::command::FloorStep;
use shared::limits::FLASH_CHARS;
use vault::words;

use super::floor;
use crate::store::use_store;
use crate::texts;

/// One's own word, and everybody's.
#[component]
pub fn Flash() -> impl IntoView {
    let store = use_store();
    // Deliberately no draft: what is not kept is kept nowhere.
    let word = RwSignal::new(String::new());
    let said = Memo::new(move |_| {
        store.read(|m| {
            let floor = m.meeting().floor.as_ref();
            let said = floor.into_iter().flat_map(|floor| &floor.said);
            said.filter_map(|(by, word)| Some(m.flash(*by, *word).words()?.word))
                .collect::<Vec<_>>()
        })
    });
    let own = Memo::new(move |_| {
        store.read(|m| {
            let floor = m.meeting().floor.as_ref();
            m.me().zip(floor).is_some_and(|(me, floor)| floor.said.contains_key(&me))
        })
    });
    let say = move |event: SubmitEvent| {
        event.prevent_default();
        let words = words::Flash { word: word.get_untracked() };
        if !words.word.trim().is_empty()
            && store.say(words, |words| floor(FloorStep::Say { words: Some(words) }))
        {
            word.set(String::new());
        }
    };
    view! {
        <form class="plenary-flash" on:submit=say>
            <label class="field">
                <span>{texts::plenary::word()}</span>
                <input
                    type="text"
                    autocomplete="off"
                    maxlength=FLASH_CHARS.to_string()
                    prop:value=move || word.get()
                    on:input=move |event| word.set(event_target_value(&event))
                />
            </label>
            <p class="row">
                <button type="submit" disabled=move || word.get().trim().is_empty()>
                    {texts::plenary::say()}
                </button>
                <Show when=move || own.get()>
                    <button
                        type="button"
                        class="quiet"
                        on:click=move |_| store.act(floor(FloorStep::Say { words: None }))
                    >
                        {texts::plenary::unsay()}
                    </button>
                </Show>
            </p>
        </form>
        <ul class="plenary-words" aria-label=texts::plenary::words()>
            {move || said.get().into_iter().map(|word| view! { <li>{word}</li> }).collect_view()}
        </ul>
        <p class="aside">{texts::plenary::not_kept()}</p>
    }
}

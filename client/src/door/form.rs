//! Coming into a meeting by five spoken words, from the start page.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::spoken::{self, Trouble};
use crate::app;
use crate::texts;

/// After a failure the form is asked for again in so many seconds.
const AGAIN: Duration = Duration::from_secs(2);

/// Draws the form.
type Draw = fn() -> AnyView;

/// Whoever came by a link never needs it: it travels to the start page alone.
#[wasm_split(words, wasm_split_path = leptos::wasm_split, fallible)]
fn draw() -> Result<Draw, SplitLoaderError> {
    Ok(|| view! { <Form/> }.into_any())
}

/// Fetches the form, without a connection again and again until it is there.
fn load(form: RwSignal<Option<Draw>>) {
    spawn_local(async move {
        match draw().await {
            // Whoever asked may have gone to another page meanwhile.
            Ok(draw) => drop(form.try_set(Some(draw))),
            Err(_) => set_timeout(move || load(form), AGAIN),
        }
    });
}

/// The way in by words.
#[component]
pub fn ByWords() -> impl IntoView {
    let form = RwSignal::new(None);
    load(form);
    move || form.get().map(|draw: Draw| draw())
}

#[component]
fn Form() -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Trouble>);
    let join = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        trouble.set(None);
        spawn_local(async move {
            match spoken::open(&typed.get_untracked()).await {
                Ok(link) => app::go(&format!("{}{}", app::MEETING, link.to_fragment())),
                Err(why) => {
                    busy.set(false);
                    trouble.set(Some(why));
                }
            }
        });
    };
    view! {
        <section class="sheet home-way" aria-labelledby="door-by-words">
            <h2 id="door-by-words">{texts::door::by_words()}</h2>
            <form on:submit=join novalidate>
                <label class="field">
                    <span>{texts::door::field()}</span>
                    <input
                        type="text"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        aria-describedby="door-by-words-hint door-by-words-problem"
                        aria-invalid=move || trouble.with(Option::is_some).to_string()
                        prop:value=move || typed.get()
                        on:input=move |event| {
                            typed.set(event_target_value(&event));
                            trouble.set(None);
                        }
                    />
                </label>
                <p class="aside" id="door-by-words-hint">{texts::door::field_hint()}</p>
                <p class="problem" id="door-by-words-problem" role="alert">
                    {move || trouble.get().map(sentence)}
                </p>
                <Offers typed trouble/>
                <button type="submit" disabled=move || busy.get()>
                    {move || match busy.get() {
                        true => texts::door::moment(),
                        false => texts::door::button(),
                    }}
                </button>
            </form>
        </section>
    }
}

/// What may have been meant by a word that is none: one tap puts it in its place.
#[component]
fn Offers(typed: RwSignal<String>, trouble: RwSignal<Option<Trouble>>) -> impl IntoView {
    let offer = move |wrong: &str, meant: String| {
        let (label, wrong) = (texts::door::take(&meant), wrong.to_owned());
        let take = move |_| {
            typed.update(|typed| *typed = corrected(typed, &wrong, &meant));
            trouble.set(None);
        };
        view! { <button type="button" on:click=take>{label}</button> }
    };
    let offers = move || match trouble.get() {
        Some(Trouble::Word { typed: wrong, offers }) => {
            offers.into_iter().map(|meant| offer(&wrong, meant)).collect()
        }
        _ => Vec::new(),
    };
    view! { <div class="door-offers">{offers}</div> }
}

fn sentence(why: Trouble) -> String {
    match why {
        Trouble::Count => texts::door::count().into(),
        Trouble::Word { typed, offers } if offers.is_empty() => texts::door::wrong_unlike(typed),
        Trouble::Word { typed, .. } => texts::door::wrong(typed),
        // The server says no more than that, lest one can try out who meets.
        Trouble::Unknown | Trouble::Closed => texts::door::unknown().into(),
        Trouble::Fast => texts::door::fast().into(),
        Trouble::Away => texts::home::no_connection().into(),
    }
}

/// The text with the first wrong word replaced.
fn corrected(typed: &str, wrong: &str, meant: &str) -> String {
    let mut left = Some(meant);
    let words = typed.split(|sign: char| !sign.is_alphabetic()).filter(|word| !word.is_empty());
    let words = words.map(|word| match word.to_lowercase() == wrong {
        true => left.take().unwrap_or(word),
        false => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

//! One card: its number and words; whoever wrote it may word it anew or take it away.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use mirror::Found;
use shared::command::{Deed, Step};
use shared::limits::CARD_CHARS;
use vault::words;

use super::Seen;
use crate::store::use_store;
use crate::texts;

/// How long a card that is taken away can be brought back.
const SECOND_THOUGHT: Duration = Duration::from_secs(8);

/// One card.
#[component]
pub fn OneCard(
    /// What is to be shown of it.
    card: Seen,
) -> impl IntoView {
    let number = card.number;
    let tail = move || {
        if card.removed {
            view! { <p class="stage-cards-aside">{texts::cards::removed()}</p> }.into_any()
        } else if card.words.is_none() {
            view! { <p class="stage-cards-aside">{texts::cards::hidden()}</p> }.into_any()
        } else {
            view! { <Face card=card.clone()/> }.into_any()
        }
    };
    view! {
        <li class="stage-cards-card">
            <span class="stage-cards-number">
                <span class="visually-hidden">{texts::cards::card()}" "</span>{number}
            </span>
            {tail}
        </li>
    }
}

/// A card whose words may be read here.
#[component]
fn Face(
    /// What is to be shown of it.
    card: Seen,
) -> impl IntoView {
    let store = use_store();
    let id = card.id;
    let text = store
        .peek(|m| {
            let card = m.session()?.cards.iter().find(|card| card.id == id)?;
            Some(match m.card(card) {
                Found::Words(words) => words.text,
                Found::Damaged => texts::stage::damaged().to_owned(),
                Found::Missing => texts::stage::missing().to_owned(),
            })
        })
        .unwrap_or_default();
    let rewording = RwSignal::new(None::<String>);
    let leaving = RwSignal::new(false);
    // One's own cards offer it at once; that the moderator takes away somebody else's is rare.
    let asked = RwSignal::new(card.mine);
    let timeout = StoredValue::new(None::<TimeoutHandle>);
    let remove = move || {
        if leaving.try_get_untracked() == Some(true) {
            leaving.try_set(false);
            store.step(Step::RemoveCard { card: id });
        }
    };
    let take_away = move |_| {
        leaving.set(true);
        timeout.set_value(set_timeout_with_handle(remove, SECOND_THOUGHT).ok());
    };
    let bring_back = move |_| {
        leaving.set(false);
        if let Some(timeout) = timeout.try_update_value(Option::take).flatten() {
            timeout.clear();
        }
    };
    on_cleanup(remove);
    let may_reword = move || {
        let words = shared::id::RecordId::from_bytes([0; 16]);
        card.mine && store.may_step(Step::RewordCard { card: id, words })
    };
    let may_remove = move || store.may_step(Step::RemoveCard { card: id });
    let shown = text.clone();
    let old = StoredValue::new(text);
    let save = move |_| {
        let text = rewording.get_untracked().unwrap_or_default().trim().to_owned();
        rewording.set(None);
        let session = store.peek(|m| m.session().map(|session| session.id));
        if let Some(session) = session.filter(|_| !text.is_empty() && text != old.get_value()) {
            store.say(words::Card { text }, |words| {
                Deed::In(session, Step::RewordCard { card: id, words })
            });
        }
    };
    let label = texts::cards::reword_label(card.number);
    let reader = move || {
        view! {
            <p class="stage-cards-words" class:stage-cards-leaving=move || leaving.get()>{shown.clone()}</p>
            <Show when=move || card.late>
                <p class="stage-cards-aside">{texts::cards::late()}</p>
            </Show>
            <Show when=move || card.hidden>
                <p class="stage-cards-aside">{texts::cards::still_hidden()}</p>
            </Show>
            <p class="stage-cards-tools">
                <Show when=move || leaving.get()>
                    <span role="status">{texts::cards::leaves()}</span>
                    <button type="button" class="quiet" on:click=bring_back>
                        {texts::cards::undo()}
                    </button>
                </Show>
                <Show when=move || !leaving.get() && may_reword()>
                    <button
                        type="button"
                        class="quiet"
                        on:click=move |_| rewording.set(Some(old.get_value()))
                    >
                        {texts::cards::reword()}
                    </button>
                </Show>
                <Show when=move || !leaving.get() && may_remove() && !asked.get()>
                    <button
                        type="button"
                        class="quiet"
                        aria-label=texts::cards::more(card.number)
                        title=texts::cards::more(card.number)
                        on:click=move |_| asked.set(true)
                    >"⋯"</button>
                </Show>
                <Show when=move || !leaving.get() && may_remove() && asked.get()>
                    <button type="button" class="quiet" on:click=take_away>
                        {texts::cards::remove()}
                    </button>
                </Show>
            </p>
        }
    };
    let writer = move || {
        view! {
            <textarea
                rows="2"
                aria-label=label.clone()
                maxlength=CARD_CHARS.to_string()
                prop:value=move || rewording.get().unwrap_or_default()
                on:input=move |event| rewording.set(Some(event_target_value(&event)))
            ></textarea>
            <p class="stage-cards-tools">
                <button type="button" class="primary" on:click=save>{texts::cards::save()}</button>
                <button type="button" class="quiet" on:click=move |_| rewording.set(None)>
                    {texts::cards::cancel()}
                </button>
            </p>
        }
    };
    view! {
        <div class="stage-cards-face" class:stage-cards-others=!card.mine>
            <Show when=move || rewording.get().is_some() fallback=reader>{writer()}</Show>
        </div>
    }
}

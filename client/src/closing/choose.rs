//! Choosing up to three cards, unseen by the others until they are shown.

use leptos::prelude::*;
use shared::command::Step;
use shared::id::CardId;
use shared::limits::STARS_PER_SESSION;

use crate::store::use_store;
use crate::texts;

/// The cards with their stars.
#[component]
pub fn Choose() -> impl IntoView {
    let store = use_store();
    let cards = Memo::new(move |_| {
        store.read(|m| {
            let cards = m.session().map(|s| s.cards.as_slice()).unwrap_or_default().iter().zip(1..);
            let open = cards.filter(|(card, _)| card.face.is_some() && !card.removed);
            let open = open
                .filter_map(|(card, number)| Some((card.id, number, m.card(card).words()?.text)));
            open.collect::<Vec<(CardId, usize, String)>>()
        })
    });
    let stars = Memo::new(move |_| {
        store
            .read(|m| {
                let stars = m.session()?.stars.as_ref()?;
                Some((stars.cards.clone(), stars.shown))
            })
            .unwrap_or_default()
    });
    let count = move || stars.get().0.len();
    let shown = move || stars.get().1;
    view! {
        <section>
            <h2>{texts::closing::choose()}</h2>
            <p class="closing-aside" role="status">
                {move || texts::closing::chosen(count(), STARS_PER_SESSION)}" "
                {move || if shown() { texts::closing::all_see() } else { texts::closing::only_you() }}
            </p>
            <Show
                when=move || !cards.get().is_empty()
                fallback=|| view! { <p class="empty">{texts::closing::no_cards()}</p> }
            >
                <ul class="closing-cards">
                    <For each=move || cards.get() key=|card| card.clone() let((id, number, text))>
                        <Star id number text stars/>
                    </For>
                </ul>
            </Show>
            <Show when=move || !shown()>
                <p>
                    <button
                        type="button"
                        class="primary"
                        on:click=move |_| { store.step(Step::ShowStars); }
                    >
                        {texts::closing::show()}
                    </button>
                </p>
            </Show>
        </section>
    }
}

/// One card with its star.
#[component]
fn Star(
    /// Which card.
    id: CardId,
    /// Its number.
    number: usize,
    /// Its words.
    text: String,
    /// What is starred, and whether it is shown.
    stars: Memo<(Vec<CardId>, bool)>,
) -> impl IntoView {
    let store = use_store();
    let starred = Memo::new(move |_| stars.get().0.contains(&id));
    let full = move || !starred.get() && stars.get().0.len() >= STARS_PER_SESSION;
    let toggle = move |_| {
        let mut cards = stars.get_untracked().0;
        if starred.get_untracked() {
            cards.retain(|other| *other != id);
        } else {
            cards.push(id);
        }
        store.step(Step::Star { cards });
    };
    view! {
        <li class="closing-card" class:closing-starred=move || starred.get()>
            <button
                type="button"
                class="closing-star"
                aria-pressed=move || starred.get().to_string()
                aria-label=texts::closing::take_along(number)
                disabled=full
                on:click=toggle
            >
                {move || if starred.get() { "★" } else { "☆" }}
            </button>
            <p class="closing-words"><span class="closing-number">{number}</span>" "{text}</p>
        </li>
    }
}

//! Choosing up to three cards, unseen by the others until they are shown.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Step;
use shared::id::CardId;
use shared::limits::STARS_PER_SESSION;
use shared::method::Flag;

use super::outcome::turned;
use crate::room_device::use_room_device;
use crate::store::use_store;
use crate::texts;

/// The cards with their stars.
#[component]
pub fn Choose() -> impl IntoView {
    let store = use_store();
    let device = use_room_device();
    let cards = Memo::new(move |_| store.read(offered));
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
                {move || match (shown(), device.is_shared()) {
                    (true, _) => texts::closing::all_see(),
                    (false, true) => texts::closing::only_here(),
                    (false, false) => texts::closing::only_you(),
                }}
            </p>
            <Show
                when=move || !cards.get().is_empty()
                fallback=|| view! { <p class="empty">{texts::closing::no_cards()}</p> }
            >
                <ul class="closing-cards">
                    <For each=move || cards.get() key=|card| card.clone() let:card>
                        <Star card stars/>
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

/// A card that can be taken along.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Offered {
    id: CardId,
    number: usize,
    text: String,
    /// What stands on its other side.
    reverse: Option<String>,
}

/// The cards of the phases in which something was offered; questions and wordings are none to be
/// taken along, unless there is nothing else.
fn offered(m: &Mirror) -> Vec<Offered> {
    let Some(session) = m.session() else { return vec![] };
    let open = session.cards.iter().zip(1..);
    let open = open.filter(|(card, _)| card.face.is_some() && !card.removed);
    let offers = |index: u8| {
        session.method.phases.get(usize::from(index)).is_some_and(|phase| {
            !phase.allows(Flag::Review) && !phase.allows(Flag::Inquiry) && !phase.words_question()
        })
    };
    let (offers, others): (Vec<_>, Vec<_>) = open.partition(|(card, _)| offers(card.phase));
    let shown = if offers.is_empty() { others } else { offers };
    let shown = shown.into_iter().filter_map(|(card, number)| {
        let reverse = m.reverse(card).words().map(|words| words.text);
        Some(Offered { id: card.id, number, text: m.card(card).words()?.text, reverse })
    });
    shown.collect()
}

/// One card with its star.
#[component]
fn Star(
    /// Which card.
    card: Offered,
    /// What is starred, and whether it is shown.
    stars: Memo<(Vec<CardId>, bool)>,
) -> impl IntoView {
    let store = use_store();
    let Offered { id, number, text, reverse } = card;
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
            <p class="closing-words">
                <span class="closing-number">{number}</span>" "{text}
                {reverse.map(turned)}
            </p>
        </li>
    }
}

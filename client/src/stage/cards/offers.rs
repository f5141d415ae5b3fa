//! Wordings of the key question: asked for by the moderator, offered by those who consult, seen by
//! all, taken over by those who word the question.

use leptos::prelude::*;
use shared::command::Step;
use shared::id::CardId;

use super::compose::Compose;
use super::draft::CardDraft;
use super::marks::laid;
use super::one::OneCard;
use super::seen::NO_WORDS;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// The offers, and the field for one more.
#[component]
pub fn Offers(
    /// The phase's index.
    phase: u8,
    /// Whether I word the question.
    words: Memo<bool>,
    /// Takes a wording over.
    #[prop(into)]
    take: Callback<String>,
) -> impl IntoView {
    let store = use_store();
    let draft = CardDraft::of(phase);
    let asks = Memo::new(move |_| store.read(|m| m.session().is_some_and(|s| s.asks_wordings)));
    // Once the question stands, nobody needs another wording.
    let fixed = move || store.read(|m| m.session().is_some_and(|s| s.question.is_some()));
    let may_ask = Memo::new(move |_| {
        let may = store.may_step(Step::AskWordings { open: true });
        may && store.read(session::moderates) && !fixed()
    });
    let may_offer = Memo::new(move |_| {
        let card = CardId::from_bytes([0; 16]);
        let (column, anonymous, words) = (0, false, NO_WORDS);
        let may = store.may_step(Step::WriteCard { card, phase, column, anonymous, words });
        may && !fixed()
    });
    let offers = Memo::new(move |_| store.read(|m| laid(m, phase)));
    let offer = move |id: CardId| match words.get() {
        true => view! { <OneCard id take/> }.into_any(),
        false => view! { <OneCard id/> }.into_any(),
    };
    view! {
        <Show when=move || may_ask.get()>
            <p class="stage-actions">
                <button
                    type="button"
                    on:click=move |_| store.step(Step::AskWordings { open: !asks.get_untracked() })
                >
                    {move || match asks.get() {
                        true => texts::cards::enough_offers(),
                        false => texts::cards::ask_offers(),
                    }}
                </button>
            </p>
        </Show>
        <Show when=move || asks.get() && !fixed() && !may_offer.get() && offers.with(Vec::is_empty)>
            <p class="empty">{texts::cards::offers_come()}</p>
        </Show>
        <Show when=move || may_offer.get()><Compose phase draft offers=true/></Show>
        <Show when=move || !offers.with(Vec::is_empty)>
            <h2 class="stage-cards-heading">{texts::cards::offers()}</h2>
            <ul class="stage-cards">
                <For each=move || offers.get() key=|card| *card let:card>
                    {move || offer(card)}
                </For>
            </ul>
        </Show>
    }
}

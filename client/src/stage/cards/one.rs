//! One card: its number and words; whoever wrote it may word it anew or take it away.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use shared::command::Step;
use shared::id::CardId;

use super::past::{Asides, Dated, Marked, OtherSide};
use super::reverse::WriteReverse;
use super::reword::Reword;
use super::seen::{self, NO_WORDS, Seen};
use super::weigh::CardDots;
use crate::store::use_store;
use crate::texts;

/// How long a card that is taken away can be brought back.
const SECOND_THOUGHT: Duration = Duration::from_secs(8);

/// What there is to see of a card.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    Removed,
    /// It is kept from me until the next phase.
    Kept,
    Hidden,
    Words,
}

impl Shows {
    fn of(card: &Seen) -> Self {
        match card {
            Seen { removed: true, .. } => Self::Removed,
            Seen { words: Some(_), .. } => Self::Words,
            Seen { hidden: false, kept: true, .. } => Self::Kept,
            _ => Self::Hidden,
        }
    }
}

/// One card.
#[component]
pub fn OneCard(
    /// Which.
    id: CardId,
    /// Takes its words over, where it offers a wording.
    #[prop(optional)]
    take: Option<Callback<String>>,
) -> impl IntoView {
    let card = seen::follow(use_store(), id);
    let shows = Memo::new(move |_| card.with(Shows::of));
    let aside = |words| view! { <p class="stage-cards-aside">{words}</p> }.into_any();
    view! {
        <li class="stage-cards-card">
            <span class="stage-cards-number">
                <span class="visually-hidden">{texts::cards::card()}" "</span>
                {move || card.get().number}
            </span>
            {move || match shows.get() {
                Shows::Removed => aside(texts::cards::removed()),
                Shows::Kept => aside(texts::cards::kept()),
                Shows::Hidden => aside(texts::cards::hidden()),
                Shows::Words => view! { <Face id card take/> }.into_any(),
            }}
        </li>
    }
}

/// A card whose words may be read here.
#[component]
fn Face(
    /// Which.
    id: CardId,
    /// How it lies.
    card: Memo<Seen>,
    /// Takes its words over.
    take: Option<Callback<String>>,
) -> impl IntoView {
    let store = use_store();
    let said = seen::said(store, id, card);
    let rewording = RwSignal::new(false);
    let leaving = RwSignal::new(false);
    let reader = move || {
        view! {
            <div class="stage-cards-said">
                <Dated said/>
                <p class="stage-cards-words" class:stage-cards-leaving=move || leaving.get()>
                    {move || said.get().text}
                </p>
                <OtherSide id card/>
                <Marked card/>
                <Asides card/>
                <CardDots id card/>
                <WriteReverse id card/>
            </div>
            <p class="stage-cards-tools">
                {take.map(|take| view! { <Take card said take/> })}
                <Tools id card rewording leaving/>
            </p>
        }
    };
    view! {
        <div class="stage-cards-face" class:stage-cards-others=move || !card.get().mine>
            <Show when=move || rewording.get() fallback=reader>
                <Reword id card said=said.get_untracked() on_done=move |()| rewording.set(false)/>
            </Show>
        </div>
    }
}

/// Takes over the wording that a card offers.
#[component]
fn Take(
    /// How it lies.
    card: Memo<Seen>,
    /// What it says.
    said: Memo<seen::Said>,
    /// Takes the words over.
    take: Callback<String>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            aria-label=move || texts::cards::take_label(card.get().number)
            on:click=move |_| take.run(said.get_untracked().text)
        >
            {texts::cards::take()}
        </button>
    }
}

/// Wording a card anew, or taking it away.
#[component]
fn Tools(
    /// Which.
    id: CardId,
    /// How it lies.
    card: Memo<Seen>,
    /// Whether it is being worded anew.
    rewording: RwSignal<bool>,
    /// Whether it is about to be taken away.
    leaving: RwSignal<bool>,
) -> impl IntoView {
    let store = use_store();
    // One's own cards offer it at once; that the moderator takes away somebody else's is rare.
    let asked = RwSignal::new(card.get_untracked().mine);
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
    let may_reword = Memo::new(move |_| {
        card.get().mine && store.may_step(Step::RewordCard { card: id, words: NO_WORDS })
    });
    let may_remove = Memo::new(move |_| store.may_step(Step::RemoveCard { card: id }));
    let more = move || texts::cards::more(card.get().number);
    view! {
        <Show when=move || leaving.get()>
            <span role="status">{texts::cards::leaves()}</span>
            <button type="button" class="quiet" on:click=bring_back>{texts::cards::undo()}</button>
        </Show>
        <Show when=move || !leaving.get() && may_reword.get()>
            <button type="button" class="quiet" on:click=move |_| rewording.set(true)>
                {texts::cards::reword()}
            </button>
        </Show>
        <Show when=move || !leaving.get() && may_remove.get() && !asked.get()>
            <button
                type="button"
                class="quiet"
                aria-label=more
                title=more
                on:click=move |_| asked.set(true)
            >"⋯"</button>
        </Show>
        <Show when=move || !leaving.get() && may_remove.get() && asked.get()>
            <button type="button" class="quiet" on:click=take_away>{texts::cards::remove()}</button>
        </Show>
    }
}

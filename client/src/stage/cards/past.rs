//! A card outside of the phase in which it was written, and what every card shows besides its words:
//! its day, its other side, its mark.

use leptos::prelude::*;
use shared::command::Step;
use shared::id::CardId;
use shared::meeting::Mark;

use super::seen::{self, Said, Seen};
use crate::parts::clock;
use crate::stage::dots::Sum;
use crate::store::use_store;
use crate::texts;

/// A card of an earlier phase. Nothing is shown of one that is hidden or was taken away.
#[component]
pub fn PastCard(
    /// Which.
    id: CardId,
    /// Whether whoever may do so marks it here.
    #[prop(optional)]
    marks: bool,
) -> impl IntoView {
    let store = use_store();
    let card = seen::follow(store, id);
    let said = seen::said(store, id, card);
    let may = Memo::new(move |_| marks && store.may_step(Step::MarkCard { card: id, mark: None }));
    view! {
        <li class="stage-cards-past">
            <Dated said/>
            <p class="stage-cards-words">
                <span class="stage-cards-past-number">{move || card.get().number}"."</span>
                " "
                {move || said.get().text}
            </p>
            <OtherSide id card/>
            <Asides card/>
            {move || card.get().dots.map(|count| view! { <Sum count/> })}
            <Show when=move || may.get() fallback=move || view! { <Marked card/> }>
                <p class="stage-cards-tools">
                    <MarkButton id card mark=Mark::Fits/>
                    <MarkButton id card mark=Mark::Not/>
                </p>
            </Show>
        </li>
    }
}

/// »passt« or »passt nicht«; pressed again, the mark is taken away.
#[component]
fn MarkButton(
    /// Which card.
    id: CardId,
    /// How it lies.
    card: Memo<Seen>,
    /// What the button says.
    mark: Mark,
) -> impl IntoView {
    let store = use_store();
    let pressed = Memo::new(move |_| card.get().mark == Some(mark));
    let label = move || {
        let number = card.get().number;
        match mark {
            Mark::Fits => texts::cards::fits_label(number),
            Mark::Not => texts::cards::fits_not_label(number),
        }
    };
    let toggle = move |_| {
        let mark = (!pressed.get_untracked()).then_some(mark);
        store.step(Step::MarkCard { card: id, mark });
    };
    view! {
        <button
            type="button"
            class="stage-cards-mark-button"
            aria-pressed=move || pressed.get().to_string()
            aria-label=label
            on:click=toggle
        >
            <span aria-hidden="true">{sign(mark)}</span>
            {words(mark)}
        </button>
    }
}

/// What the case giver says to a card.
#[component]
pub fn Marked(
    /// How it lies.
    card: Memo<Seen>,
) -> impl IntoView {
    let mark = Memo::new(move |_| card.get().mark);
    move || {
        mark.get().map(|mark| {
            view! {
                <p class="stage-cards-mark" class:stage-cards-fits=mark == Mark::Fits>
                    <span aria-hidden="true">{sign(mark)}" "</span>
                    {words(mark)}
                </p>
            }
        })
    }
}

fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Fits => "✓",
        Mark::Not => "✗",
    }
}

fn words(mark: Mark) -> &'static str {
    match mark {
        Mark::Fits => texts::cards::fits(),
        Mark::Not => texts::cards::fits_not(),
    }
}

/// The day a card speaks of.
#[component]
pub fn Dated(
    /// What it says.
    said: Memo<Said>,
) -> impl IntoView {
    move || {
        let day = said.get().day.map(clock::day);
        day.map(|day| view! { <p class="stage-cards-day">{day}</p> })
    }
}

/// What stands on the other side of a card.
#[component]
pub fn OtherSide(
    /// Which card.
    id: CardId,
    /// How it lies.
    card: Memo<Seen>,
) -> impl IntoView {
    let reverse = seen::reverse(use_store(), id, card);
    move || {
        reverse.get().map(|text| {
            view! {
                <p class="stage-cards-reverse">
                    <span class="visually-hidden">{texts::cards::reverse()}": "</span>
                    {text}
                </p>
            }
        })
    }
}

/// What else is to be known of a card: whose it is, and how it came.
#[component]
pub fn Asides(
    /// How it lies.
    card: Memo<Seen>,
) -> impl IntoView {
    let store = use_store();
    let asides = Memo::new(move |_| {
        let Seen { by, late, hidden, mine, nameless, .. } = card.get();
        let by = by.filter(|_| !mine).map(|by| store.name(by));
        let marks = [
            late.then(texts::cards::late),
            hidden.then(texts::cards::still_hidden),
            (mine && nameless).then(texts::cards::nameless_mine),
        ];
        let marks = marks.into_iter().flatten().map(str::to_owned);
        by.into_iter().chain(marks).collect::<Vec<_>>().join(" · ")
    });
    move || {
        let asides = asides.get();
        (!asides.is_empty()).then(|| view! { <p class="stage-cards-aside">{asides}</p> })
    }
}

//! Dots on cards: everybody puts theirs unseen; once they are shown, each card bears its number and
//! those with the most lie on top.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Step;
use shared::id::CardId;
use shared::limits::CARD_DOTS_PER_PERSON;
use shared::method::Weighed;

use super::seen::Seen;
use super::wall::Wall;
use crate::session;
use crate::stage::dots::{self, Mine, Standing, Sum};
use crate::store::use_store;
use crate::texts;

/// The cards of an earlier phase, laid out again to be weighed.
#[component]
pub fn Again(
    /// The phase in which they were laid.
    laid: u8,
) -> impl IntoView {
    let store = use_store();
    let name = move || store.read(|m| session::phase_name(m, laid).unwrap_or_default());
    view! {
        <h2>{name}</h2>
        <Weighing laid/>
        <Wall phase=laid writes=Memo::new(|_| false)/>
    }
}

/// How the weighing stands, where the cards of this phase are weighed now.
#[component]
pub fn Weighing(
    /// The phase in which they were laid.
    laid: u8,
) -> impl IntoView {
    let store = use_store();
    let weighs = Memo::new(move |_| store.read(|m| weighs(m, laid)));
    let left = Memo::new(move |_| CARD_DOTS_PER_PERSON - store.read(mine).len());
    let placed =
        Memo::new(move |_| store.read(|m| Some(m.session()?.dots_on_cards()?.placed.len())));
    let shown = Memo::new(move |_| {
        store.read(|m| {
            let dots = m.session().and_then(|session| session.dots_on_cards());
            dots.is_some_and(|dots| dots.tally.is_some())
        })
    });
    let placed = Signal::derive(move || placed.get().unwrap_or(0));
    view! {
        <Show when=move || weighs.get()>
            <Standing left placed shown after=texts::dots::shown_cards()/>
        </Show>
    }
}

/// The dots of one card: one's own while it is weighed, then everybody's.
#[component]
pub fn CardDots(
    /// Which.
    id: CardId,
    /// How it lies.
    card: Memo<Seen>,
) -> impl IntoView {
    let store = use_store();
    let sum = Memo::new(move |_| card.get().dots);
    let open = Memo::new(move |_| {
        sum.get().is_none() && store.may_step(Step::PlaceCardDots { cards: vec![id] })
    });
    let own = Memo::new(move |_| store.read(mine));
    let count = Memo::new(move |_| own.with(|own| own.iter().filter(|it| **it == id).count()));
    let full = Memo::new(move |_| own.with(|own| own.len() >= CARD_DOTS_PER_PERSON));
    let place = Callback::new(move |more| {
        let cards = dots::changed(store.peek(mine), id, more);
        store.step(Step::PlaceCardDots { cards });
    });
    let labels = move || {
        let number = card.get_untracked().number;
        [texts::dots::more_on(number), texts::dots::fewer_on(number)]
    };
    view! {
        <Show when=move || open.get()><Mine count full labels=labels() place/></Show>
        {move || sum.get().map(|count| view! { <Sum count/> })}
    }
}

/// Whether the group weighs the cards of a phase in the one it is in.
fn weighs(m: &Mirror, laid: u8) -> bool {
    m.session().is_some_and(|session| session.weighs() == Some(Weighed::Cards(laid)))
}

fn mine(m: &Mirror) -> Vec<CardId> {
    let dots = m.session().and_then(|session| session.dots_on_cards());
    let dots = dots.zip(m.me()).and_then(|(dots, me)| dots.placed.get(&me)?.clone());
    dots.unwrap_or_default()
}

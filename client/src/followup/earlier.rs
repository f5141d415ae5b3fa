//! Looking back within a session: the first steps of earlier ones, and what became of them.

use leptos::prelude::*;
use shared::command::{Deed, Step};
use shared::meeting::{Item, Reach};

use super::ask::Ask;
use super::past::{self, Past};
use crate::parts::clock;
use crate::store::use_store;
use crate::texts;

/// The first steps of the group's earlier sessions.
#[component]
pub fn Earlier() -> impl IntoView {
    let store = use_store();
    let steps = Memo::new(move |_| store.read(past::earlier));
    let mine = Memo::new(move |_| store.read(past::unanswered));
    view! {
        <section class="followup-earlier" aria-labelledby="followup-earlier">
            <h2 id="followup-earlier">{texts::followup::earlier()}</h2>
            <Show when=move || steps.with(Vec::is_empty)>
                <p class="empty">{texts::followup::earlier_none()}</p>
            </Show>
            <ul class="followup-list">
                {move || steps.get().into_iter().map(|past| view! { <One past/> }).collect_view()}
            </ul>
            {move || mine.get().map(|(session, phase)| view! { <Ask session phase/> })}
        </section>
    }
}

/// One first step.
#[component]
fn One(
    /// What is known of it.
    past: Past,
) -> impl IntoView {
    let store = use_store();
    let Past { session, name, text, until, outcome, unseen } = past;
    let until = until.map(|day| texts::followup::until(clock::day(day)));
    let who = [Some(name), until].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let show = move |_| {
        let release = Step::Release { item: Item::Step, reach: Reach::Group, words: None };
        store.act(Deed::In(session, release));
    };
    view! {
        <li>
            <p class="followup-who">{who}</p>
            {match text {
                Some(text) => view! { <p class="followup-step">{text}</p> }.into_any(),
                None => view! {
                    <p class="followup-aside">{texts::followup::tells_it()}</p>
                }.into_any(),
            }}
            {outcome.map(|outcome| view! { <p class="followup-outcome">{outcome}</p> })}
            {unseen.then(|| view! {
                <p class="row">
                    <span class="followup-aside">{texts::followup::only_you()}</span>
                    <button type="button" on:click=show>{texts::followup::show_group()}</button>
                </p>
            })}
        </li>
    }
}

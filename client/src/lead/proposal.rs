//! The proposal: groups as cards, what they fulfil, and the rules they do not keep.

use leptos::prelude::*;
use shared::formation::Broken;
use shared::id::GroupId;

use super::ask::Ask;
use super::group::GroupCard;
use super::market::{Market, Open};
use super::plan::{Kind, Plan};
use super::{wishes, words};
use crate::store::use_store;
use crate::texts;

/// The button that makes one, and what came of it.
#[component]
pub fn Proposal(
    /// What lies on the table.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let market = Memo::new(move |_| plan.is_market());
    let made = Memo::new(move |_| plan.with(|_| ()).is_some());
    let places: Memo<Vec<(usize, GroupId)>> = Memo::new(move |_| {
        plan.with(|made| made.ids.iter().copied().take(made.groups.len()).enumerate().collect())
            .unwrap_or_default()
    });
    // Wishes count where groups are formed by them.
    let fulfilled = move || {
        if matches!(plan.kind.get(), Kind::Tables | Kind::Same) {
            return None;
        }
        store.read(|m| plan.with(|made| words::fulfilled(m, made))).filter(|it| !it.is_empty())
    };
    let broken = Memo::new(move |_| {
        let mut broken = plan.broken();
        if market.get() {
            // Who is still looking is named above.
            broken.retain(|it| !matches!(it, Broken::Unplaced(_)));
        }
        store.read(|m| {
            let lines = plan.with(|made| {
                let remarks = made.proposal.remarks.iter().filter_map(|it| words::remark(m, it));
                let broken = broken.iter().map(|it| words::broken(m, made, it));
                broken.chain(remarks).collect::<Vec<_>>()
            });
            lines.unwrap_or_default()
        })
    });
    let instead = Memo::new(move |_| {
        store.read(|m| {
            let lines = plan.with(|made| {
                let all = made.proposal.instead.iter().map(|it| words::instead(m, it));
                words::missing(made.proposal.missing).into_iter().chain(all).collect::<Vec<_>>()
            });
            lines.unwrap_or_default()
        })
    });
    let is_next = move || plan.is_empty() && !wishes::come_first(store, plan);
    let form = move |_| {
        plan.form();
        let found = plan.with(|made| made.groups.len() as u64).unwrap_or_default();
        store.announce(texts::lead::found(found));
    };
    // What was proposed elsewhere knows nothing of the notes that were made there.
    let may_shuffle = Memo::new(move |_| matches!(plan.kind.get(), Kind::Proposal | Kind::Tables));
    let shuffle = move |_| {
        plan.shuffle();
        store.announce(match plan.same.get_untracked() {
            true => texts::lead::same(),
            false => texts::lead::shuffled(),
        });
    };
    view! {
        <section class="sheet lead-start" aria-labelledby="lead-proposal">
            <h2 id="lead-proposal">
                {move || match (market.get(), plan.kind.get()) {
                    (true, _) => texts::lead::market(),
                    (false, Kind::Tables) => texts::lead::tables(),
                    (false, Kind::Same) => texts::lead::same_groups(),
                    (false, Kind::Proposal | Kind::Shown) => texts::lead::proposal(),
                }}
            </h2>
            <Show when=move || market.get()><Market plan/></Show>
            <Show when=move || !made.get() && !market.get()>
                <p>{texts::lead::before_proposal()}</p>
            </Show>
            <Show when=move || !market.get()>
                <p class="row">
                    <button type="button" class:primary=is_next on:click=form>
                        {move || match made.get() {
                            true => texts::lead::form_again(),
                            false => texts::lead::form_groups(),
                        }}
                    </button>
                    <Show when=move || !plan.is_empty() && may_shuffle.get()>
                        <button type="button" on:click=shuffle>{texts::lead::shuffle()}</button>
                    </Show>
                </p>
                <Open plan/>
            </Show>
            <Show when=move || plan.same.get()>
                <p class="aside">{texts::lead::same()}</p>
            </Show>
            {move || fulfilled().map(|line| view! { <p class="lead-fulfilled">{line}</p> })}
            <Sentences lines=instead heading=texts::lead::instead() class="lead-instead"/>
            <Sentences lines=broken heading=texts::lead::broken() class="lead-broken"/>
        </section>
        <ul class="lead-groups">
            <For each=move || places.get() key=|it| *it let((place, id))>
                <GroupCard plan place id/>
            </For>
        </ul>
        <Show when=move || !market.get()><Ask plan/></Show>
    }
}

/// Sentences under a heading; nothing where there are none.
#[component]
fn Sentences(
    lines: Memo<Vec<String>>,
    heading: &'static str,
    class: &'static str,
) -> impl IntoView {
    view! {
        <Show when=move || lines.with(|lines| !lines.is_empty())>
            <div class=class>
                <h3>{heading}</h3>
                <ul>
                    {move || lines.get().into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}
                </ul>
            </div>
        </Show>
    }
}

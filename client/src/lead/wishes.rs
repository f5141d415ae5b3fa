//! Asking everybody in which cases they would like to take part, and who has said so.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Deed;

use super::gathering::{cases, guests};
use super::plan::Plan;
use super::wish_for::WishFor;
use crate::session::name;
use crate::store::{Store, use_store};
use crate::texts;

/// So many of those who have not wished yet are named.
const NAMED: usize = 6;

/// Whether wishes are what there is to do next: there are cases, and nobody was asked yet.
pub fn come_first(store: Store, plan: Plan) -> bool {
    let noted = plan.marks.get();
    plan.is_empty()
        && store.read(|m| {
            let meeting = m.meeting();
            !meeting.asks_wishes && meeting.wishes.is_empty() && !cases(m, &noted).is_empty()
        })
}

/// The button that asks, and how many have answered.
#[component]
pub fn Wishes(
    /// What the lead has noted about people.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let asked = Memo::new(move |_| store.read(|m| m.meeting().asks_wishes));
    let wished = Memo::new(move |_| {
        let noted = plan.marks.get();
        store.read(|m| {
            let all = guests(m, &noted);
            let missing = all.iter().filter(|seat| !m.meeting().wishes.contains_key(seat));
            let missing: Vec<_> = missing.map(|seat| name(m, *seat)).collect();
            (all.len(), missing)
        })
    });
    let count =
        move || wished.with(|(all, missing)| texts::lead::wished(*all, all - missing.len()));
    let missing = move || {
        wished.with(|(_, missing)| {
            let named = missing.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            match missing.len() {
                0 => None,
                1..=NAMED => Some(texts::lead::missing(named)),
                all => Some(texts::lead::missing_more((all - NAMED) as u64, named)),
            }
        })
    };
    let ask = move |open| {
        store.act(Deed::AskWishes { open });
        store.announce(if open { texts::lead::asking() } else { texts::lead::asks_no_more() });
    };
    let has_cases = Memo::new(move |_| {
        let noted = plan.marks.get();
        store.read(|m: &Mirror| !cases(m, &noted).is_empty())
    });
    view! {
        <section class="sheet lead-wishes" aria-labelledby="lead-wishes">
            <h2 id="lead-wishes">{texts::lead::wishes()}</h2>
            <Show
                when=move || asked.get()
                fallback=move || view! {
                    <p>{texts::lead::before_wishes()}</p>
                    <button
                        type="button"
                        class:primary=move || come_first(store, plan)
                        disabled=move || !has_cases.get()
                        on:click=move |_| ask(true)
                    >
                        {texts::lead::ask_wishes()}
                    </button>
                }
            >
                <p class="lead-count">{count}</p>
                {move || missing().map(|line| view! { <p class="aside">{line}</p> })}
                <button type="button" on:click=move |_| ask(false)>
                    {texts::lead::stop_wishes()}
                </button>
            </Show>
            <Show when=move || has_cases.get()>
                <WishFor plan/>
            </Show>
        </section>
    }
}

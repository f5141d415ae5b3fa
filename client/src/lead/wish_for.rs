//! Wishes of people without a device: they say them, and the lead enters them.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::{CaseStep, Deed};
use shared::id::{CaseId, SeatId};
use shared::limits::WISHES_PER_PERSON;

use super::apart::PersonChoice;
use super::gathering::{cases, sentence};
use super::plan::Plan;
use super::words;
use crate::session::name;
use crate::store::use_store;
use crate::texts;

/// Who, and up to three cases, the dearest first. Each tap counts at once.
#[component]
pub fn WishFor(
    /// What the lead has noted about people.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let who = RwSignal::new(None::<SeatId>);
    let offered = Memo::new(move |_| {
        let noted = plan.marks.get();
        store.read(|m| {
            let others = cases(m, &noted).into_iter();
            let others = others.filter(|case| case.known_giver() != who.get());
            others.map(|case| (case.id, sentence(m, case.id))).collect::<Vec<_>>()
        })
    });
    let wish = move |seat, cases| {
        store.act(Deed::Case(CaseStep::WishFor { seat, cases }));
    };
    let toggle = move |case: CaseId| {
        let Some(seat) = who.get_untracked() else { return };
        let mut cases = store.peek(|m| wishes(m, seat));
        match cases.iter().position(|wish| *wish == case) {
            Some(at) => drop(cases.remove(at)),
            None => {
                cases.truncate(WISHES_PER_PERSON - 1);
                cases.push(case);
            }
        }
        wish(seat, cases);
        store.announce(texts::lead::entered(store.peek(|m| name(m, seat))));
    };
    let which = move |case: CaseId| store.read(|m| words::wish(m, who.get()?, case));
    view! {
        <details class="lead-wish-for">
            <summary>{texts::lead::wish_for()}</summary>
            <p class="aside">{texts::lead::wish_for_hint()}</p>
            <PersonChoice chosen=who label=texts::lead::wish_for_whom()/>
            <Show when=move || who.get().is_some()>
                <ul class="lead-list">
                    <For each=move || offered.get() key=Clone::clone let((case, sentence))>
                        <li class="lead-person">
                            <p>{sentence}</p>
                            <button
                                type="button"
                                aria-pressed=move || which(case).is_some().to_string()
                                on:click=move |_| toggle(case)
                            >
                                {move || which(case).unwrap_or(texts::groups::wish())}
                            </button>
                        </li>
                    </For>
                </ul>
                <button
                    type="button"
                    on:click=move |_| {
                        if let Some(seat) = who.get_untracked() {
                            wish(seat, vec![]);
                        }
                    }
                >
                    {texts::groups::no_wish()}
                </button>
            </Show>
        </details>
    }
}

fn wishes(m: &Mirror, seat: SeatId) -> Vec<CaseId> {
    m.meeting().wishes.get(&seat).cloned().flatten().unwrap_or_default()
}

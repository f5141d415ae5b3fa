//! The marketplace, as whoever leads opens it and stands by it: who has no place yet, and where
//! there are still some.

use leptos::prelude::*;
use shared::command::Deed;
use shared::formation;
use shared::id::{GroupId, SeatId};

use super::ask;
use super::gathering::guests;
use super::plan::Plan;
use super::words::letter;
use crate::session::name;
use crate::store::use_store;
use crate::texts;

/// The fewest places a group can have: somebody must come to whoever brings the case.
const FEWEST: usize = 2;
/// The most; more would hear each other no longer.
const MOST: usize = 20;

/// The other way to form groups: everybody looks for a place themselves.
#[component]
pub fn Open(
    /// What is to lie on the table.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let all = Memo::new(move |_| plan.market_gathering());
    let groups = Memo::new(move |_| all.with(|all| formation::market(all).len()));
    let usual = Memo::new(move |_| all.with(|all| formation::places(all, groups.get())));
    let nameless = Memo::new(move |_| plan.gathering().cases.len() - all.with(|it| it.cases.len()));
    let chosen = RwSignal::new(None::<usize>);
    let places = move || chosen.get().unwrap_or_else(|| usual.get()).clamp(FEWEST, MOST);
    let open = move |_| {
        plan.open_market(untrack(places));
        store.announce(texts::lead::market_opened());
    };
    let has_cases = Memo::new(move |_| all.with(|all| !all.cases.is_empty()));
    let short = move || {
        let people = all.with(|all| all.people.len());
        people.saturating_sub(places() * groups.get())
    };
    view! {
        <details class="lead-market">
            <summary>{texts::lead::market_instead()}</summary>
            <p>{texts::lead::before_market()}</p>
            <label class="field lead-places">
                <span>{texts::lead::places_each()}</span>
                <input
                    type="number"
                    inputmode="numeric"
                    min=FEWEST.to_string()
                    max=MOST.to_string()
                    prop:value=move || places().to_string()
                    on:change=move |event| chosen.set(event_target_value(&event).parse().ok())
                />
            </label>
            <Show when=move || nameless.get() != 0>
                <p class="aside">{texts::lead::market_nameless()}</p>
            </Show>
            <Show when=move || has_cases.get() && short() != 0>
                <p class="aside">{move || texts::lead::market_short(short() as u64)}</p>
            </Show>
            <p class="row">
                <button type="button" disabled=move || !has_cases.get() on:click=open>
                    {texts::lead::open_market()}
                </button>
            </p>
        </details>
    }
}

/// While it is open: who is still looking, and the start.
#[component]
pub fn Market(
    /// What lies on the table.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let people = Memo::new(move |_| {
        let noted = plan.marks.get();
        store.read(|m| guests(m, &noted))
    });
    let looking = Memo::new(move |_| {
        let placed = |seat: &SeatId| plan.with(|made| made.place_of(*seat)).flatten().is_some();
        let mut looking = people.get();
        looking.retain(|seat| !placed(seat));
        looking
    });
    let count = move || {
        let all = people.with(Vec::len);
        texts::lead::have_place(all, all - looking.with(Vec::len))
    };
    let all_sit = move || looking.with(Vec::is_empty);
    let deal = move |_| {
        plan.place_others();
        store.announce(untrack(count));
    };
    let start = move |_| {
        ask::place(store, plan);
        let number = store.peek(|m| m.meeting().formation.as_ref().map(|it| it.number));
        if let Some(number) = number {
            store.act(Deed::FormGroups { number });
        }
    };
    view! {
        <p class="lead-count">{count}</p>
        <Show when=move || !all_sit()>
            <p>{texts::lead::looking()}</p>
            <ul class="lead-list">
                <For each=move || looking.get() key=|seat| *seat let:seat>
                    <Looking plan seat/>
                </For>
            </ul>
        </Show>
        <Show when=move || !all_sit()>
            <p class="aside">
                {move || texts::lead::market_start(looking.with(Vec::len) as u64)}
            </p>
        </Show>
        <p class="row">
            <button type="button" class="lead-go" class:primary=all_sit on:click=start>
                {texts::lead::start()}
            </button>
            <Show when=move || !all_sit()>
                <button type="button" on:click=deal>{texts::lead::deal()}</button>
            </Show>
            <button
                type="button"
                class="quiet"
                on:click=move |_| store.act(Deed::Propose { groups: vec![], seconds: 0 })
            >
                {texts::lead::close_market()}
            </button>
        </p>
    }
}

/// Somebody without a place, and the way to one.
#[component]
fn Looking(plan: Plan, seat: SeatId) -> impl IntoView {
    let store = use_store();
    let who = Memo::new(move |_| store.read(|m| name(m, seat)));
    let groups = Memo::new(move |_| plan.with(|made| made.groups.len()).unwrap_or_default());
    let option = |place| {
        view! { <option value=place.to_string()>{texts::lead::to_group(letter(place))}</option> }
    };
    let go = move |event: web_sys::Event| {
        let Ok(to) = event_target_value(&event).parse::<usize>() else { return };
        plan.move_to(seat, to);
        store.announce(texts::lead::moved_to(letter(to), who.get_untracked()));
    };
    view! {
        <li class="lead-person">
            <p class="lead-name">{move || who.get()}</p>
            <select aria-label=move || texts::lead::move_label(who.get()) on:change=go>
                <option value="" prop:selected=true>{texts::lead::move_word()}</option>
                {move || (0..groups.get()).map(option).collect_view()}
            </select>
        </li>
    }
}

/// How many places of a group are taken, where there is only so much room.
#[component]
pub fn Places(
    /// Which group.
    id: GroupId,
) -> impl IntoView {
    let store = use_store();
    let left = Memo::new(move |_| {
        store.read(|m| {
            let formation = m.meeting().formation.as_ref().filter(|it| it.is_market())?;
            let forming = formation.groups.iter().find(|it| it.group == id)?;
            let places = usize::from(forming.places?);
            Some((places.saturating_sub(forming.members.len()), places))
        })
    });
    move || {
        left.get().map(|(left, places)| {
            view! { <p class="lead-places-left">{texts::groups::places_left(left, places)}</p> }
        })
    }
}

//! Elections, entered from the lobby: planning one, standing, voting, counting.
//!
//! The screens travel as a module of their own, together with what makes and opens ballots: only
//! where there is an election, or whoever leads plans one.

mod absent;
mod ballot_paper;
mod before;
mod candidates;
mod code;
mod counted;
mod here;
mod key;
mod manner;
mod minutes;
mod one;
mod open;
mod plan;
mod poll;
mod post;
mod result;
mod roll;
mod seen;
mod sums;
mod words;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

pub use here::stands_as;
pub use seen::{has_seen, has_voted, votes_here};

use crate::store::use_store;
use crate::texts;

/// After a failure the module is asked for again in so many seconds.
const AGAIN: Duration = Duration::from_secs(2);

/// Draws the screens; the signal says whether another election is being planned.
type Draw = fn(RwSignal<bool>) -> AnyView;

/// Everything that only these screens need goes where this function goes: into its own module.
#[wasm_split(election, wasm_split_path = leptos::wasm_split, fallible)]
fn draw() -> Result<Draw, SplitLoaderError> {
    Ok(|plans| view! { <Screens plans/> }.into_any())
}

/// Fetches the screens, without a connection again and again until they are there.
fn load(screens: RwSignal<Option<Draw>>) {
    spawn_local(async move {
        match draw().await {
            // Whoever asked may have gone to another screen meanwhile.
            Ok(draw) => drop(screens.try_set(Some(draw))),
            Err(_) => set_timeout(move || load(screens), AGAIN),
        }
    });
}

/// The elections of the meeting, and for whoever leads the way to one more.
#[component]
pub fn Elections() -> impl IntoView {
    let store = use_store();
    let any = Memo::new(move |_| store.read(|m| !m.meeting().elections.is_empty()));
    let leads = Memo::new(move |_| {
        store.read(|m| m.me().and_then(|me| m.meeting().seat(me)).is_some_and(|it| it.inviting))
    });
    let plans = RwSignal::new(false);
    view! {
        <Show when=move || any.get() || plans.get()>
            <Loaded plans/>
        </Show>
        <Show when=move || leads.get() && !plans.get()>
            <p class="election-way">
                <button type="button" class="quiet" on:click=move |_| plans.set(true)>
                    {move || match any.get() {
                        true => texts::election::plan_another(),
                        false => texts::election::plan(),
                    }}
                </button>
            </p>
        </Show>
    }
}

#[component]
fn Loaded(
    /// Whether another is being planned.
    plans: RwSignal<bool>,
) -> impl IntoView {
    let screens = RwSignal::new(None::<Draw>);
    load(screens);
    move || match screens.get() {
        Some(draw) => draw(plans),
        None => view! { <p class="empty">{texts::trouble::connecting()}</p> }.into_any(),
    }
}

#[component]
fn Screens(
    /// Whether another is being planned.
    plans: RwSignal<bool>,
) -> impl IntoView {
    let store = use_store();
    let ids = Memo::new(move |_| {
        store.read(|m| m.meeting().elections.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    view! {
        <For each=move || ids.get() key=|id| *id let(id)>
            <one::One here=here::Here::new(store, id)/>
        </For>
        <Show when=move || plans.get()>
            <plan::Plan plans/>
        </Show>
    }
}

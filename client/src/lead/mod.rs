//! The lead's screen (Veranstaltungsleitung): a meeting is prepared here, groups are formed, and
//! stood by while they work.
//!
//! It travels as a module of its own, together with what forms groups: only whoever leads fetches
//! it. Nothing that is said in a group reaches this device.

mod again;
mod apart;
mod ask;
mod back;
mod backlog;
mod board;
mod card;
mod cases;
mod gathering;
mod group;
mod keep;
mod market;
mod marks;
mod newcomers;
mod panel;
mod people;
mod plan;
mod prepare;
mod proposal;
mod room;
mod rotation;
mod seats;
mod state;
mod tell;
mod wish_for;
mod wishes;
mod words;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use shared::time::Timestamp;

use crate::agenda;
use crate::parts::bar::Bar;
use crate::store::{Leading, use_store};
use crate::texts;

/// After a failure the module is asked for again in so many seconds.
const AGAIN: Duration = Duration::from_secs(2);

/// Draws the screen.
type Draw = fn(Plenary) -> AnyView;

/// Draws what goes on in the plenary: it is there already, with the screens of everybody.
pub type Plenary = fn() -> AnyView;

/// Everything that only this screen needs goes where this function goes: into its own module.
#[wasm_split(lead, wasm_split_path = leptos::wasm_split, fallible)]
fn draw() -> Result<Draw, SplitLoaderError> {
    Ok(|plenary| view! { <Screen plenary/> }.into_any())
}

/// Fetches the screen, without a connection again and again until it is there.
fn load(screen: RwSignal<Option<Draw>>) {
    spawn_local(async move {
        match draw().await {
            // Whoever asked may have gone to another screen meanwhile.
            Ok(draw) => drop(screen.try_set(Some(draw))),
            Err(_) => set_timeout(move || load(screen), AGAIN),
        }
    });
}

/// The lead's screen, once it is here.
#[component]
pub fn Lead(
    /// What goes on in the plenary.
    plenary: Plenary,
) -> impl IntoView {
    let screen = RwSignal::new(None);
    load(screen);
    move || match screen.get() {
        Some(draw) => draw(plenary),
        None => view! { <p class="empty">{texts::trouble::connecting()}</p> }.into_any(),
    }
}

/// Forming groups, or once they are formed the board with all of them.
#[component]
fn Screen(
    /// What goes on in the plenary.
    plenary: Plenary,
) -> impl IntoView {
    let store = use_store();
    let plan = plan::Plan::new(store);
    let formed_at = Memo::new(move |_| store.read(|m| m.meeting().formed()?.formed));
    let formed = Memo::new(move |_| formed_at.get().is_some());
    let anew = RwSignal::new(store.peek(crate::groups::is_proposed));
    // Formed once more: back to the board.
    Effect::new(move |before: Option<Option<Timestamp>>| {
        let now = formed_at.get();
        if now.is_some() && before.is_some_and(|before| before != now) {
            anew.set(false);
            plan.clear();
        }
        now
    });
    let shows_board = Memo::new(move |_| formed.get() && !anew.get());
    // Whoever helps all groups looks on and comes; what is led is led by others.
    let floats = Memo::new(move |_| store.read(crate::groups::floats));
    let prepares = Memo::new(move |_| store.leads() == Some(Leading::Preparation));
    let heading = move || match (prepares.get(), shows_board.get() || floats.get()) {
        (true, _) => texts::prepare::heading(),
        (false, true) => texts::lead::groups(),
        (false, false) => texts::lead::form(),
    };
    document().set_title(&texts::app::page(texts::lead::form()));
    view! {
        <Bar/>
        <main class="lead">
            <div class="lead-head">
                <h1>{heading}</h1>
                <p class="lead-nav">
                    <button type="button" class="quiet" on:click=move |_| store.show_lead(None)>
                        {texts::lead::to_lobby()}
                    </button>
                    <Show when=move || !floats.get()><Switch prepares/></Show>
                    <Show when=move || formed.get() && !prepares.get() && !floats.get()>
                        <button
                            type="button"
                            class="quiet"
                            on:click=move |_| anew.update(|anew| *anew = !*anew)
                        >
                            {move || match anew.get() {
                                true => texts::lead::to_board(),
                                false => texts::lead::form_anew(),
                            }}
                        </button>
                    </Show>
                </p>
            </div>
            <agenda::Now/>
            {plenary()}
            {move || match (floats.get(), prepares.get(), shows_board.get()) {
                (true, ..) => view! {
                    <p>{texts::groups::you_float()}</p>
                    <board::Cards to=RwSignal::new(None)/>
                }
                .into_any(),
                (false, true, _) => view! { <prepare::Prepare/> }.into_any(),
                (false, false, true) => view! { <board::Board plan anew/> }.into_any(),
                (false, false, false) => view! { <Forming plan/> }.into_any(),
            }}
        </main>
    }
}

/// From preparing to the groups, and back.
#[component]
fn Switch(prepares: Memo<bool>) -> impl IntoView {
    let store = use_store();
    let other = move || match prepares.get() {
        true => (Leading::Groups, texts::lobby::to_groups()),
        false => (Leading::Preparation, texts::lead::to_prepare()),
    };
    view! {
        <button
            type="button"
            class="quiet"
            on:click=move |_| store.show_lead(Some(untrack(other).0))
        >
            {move || other().1}
        </button>
    }
}

/// What there is to form groups from, and the proposal.
#[component]
fn Forming(plan: plan::Plan) -> impl IntoView {
    view! {
        <div class="lead-forming">
            <div class="lead-main">
                <wishes::Wishes plan/>
                <proposal::Proposal plan/>
            </div>
            <div class="lead-side">
                <cases::Cases plan/>
                <people::People plan/>
                <apart::ApartSheet plan/>
                <backlog::Backlog plan/>
            </div>
        </div>
    }
}

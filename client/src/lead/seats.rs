//! Who is in which group: people are moved here, and somebody is named who helps all groups.

use leptos::prelude::*;
use shared::command::Deed;
use shared::id::{GroupId, SeatId};

use super::gathering::everybody;
use super::plan::Plan;
use super::state;
use super::words::letter;
use crate::session::{name, name_or_you};
use crate::store::use_store;
use crate::texts;

/// The list of everybody, folded: it is rarely needed.
#[component]
pub fn Seats(
    /// What the lead has noted about people.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let people = Memo::new(move |_| {
        let _noted = plan.marks.get();
        store.read(everybody)
    });
    view! {
        <details class="sheet lead-seats">
            <summary>{texts::lead::seats()}</summary>
            <p class="aside">{texts::lead::seats_hint()}</p>
            <ul class="lead-list">
                <For each=move || people.get() key=|seat| *seat let:seat>
                    <Seat seat/>
                </For>
            </ul>
        </details>
    }
}

#[component]
fn Seat(seat: SeatId) -> impl IntoView {
    let store = use_store();
    let who = Memo::new(move |_| store.read(|m| name_or_you(m, seat)));
    let floats = Memo::new(move |_| store.read(|m| m.meeting().floaters.contains(&seat)));
    let leads = Memo::new(move |_| {
        store.read(|m| m.meeting().seat(seat).is_some_and(|seat| seat.inviting))
    });
    view! {
        <li class="lead-person">
            <p class="lead-name">{move || who.get()}</p>
            <div class="lead-tools">
                <Show when=move || !leads.get()>
                    <button
                        type="button"
                        aria-pressed=move || floats.get().to_string()
                        aria-label=move || texts::lead::floater_label(who.get())
                        on:click=move |_| {
                            let floats = !floats.get_untracked();
                            store.act(Deed::NameFloater { seat, floats });
                        }
                    >
                        {move || match floats.get() {
                            true => texts::lead::is_floater(),
                            false => texts::lead::floater(),
                        }}
                    </button>
                </Show>
                <MoveTo seat/>
            </div>
        </li>
    }
}

/// The way to another group or back to the plenary.
#[component]
pub fn MoveTo(
    /// Whose.
    seat: SeatId,
) -> impl IntoView {
    let store = use_store();
    let who = Memo::new(move |_| store.read(|m| name(m, seat)));
    let at = Memo::new(move |_| store.read(|m| m.meeting().seat(seat).map(|seat| seat.group)));
    let all = Memo::new(move |_| {
        store.read(|m| {
            let groups = state::formed(m).into_iter().flat_map(|it| &it.groups);
            let mut all: Vec<(GroupId, String)> = groups
                .enumerate()
                .map(|(place, it)| (it.group, texts::lead::group(letter(place))))
                .collect();
            all.extend(m.meeting().plenary.map(|id| (id, texts::lead::plenary().to_owned())));
            all
        })
    });
    let options = move || {
        let option = |(id, words): (GroupId, String)| {
            view! {
                <option value=id.to_string() prop:selected=move || at.get() == Some(id)>{words}</option>
            }
        };
        all.get().into_iter().map(option).collect_view()
    };
    let go = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        let to = all.get_untracked().into_iter().find(|(id, _)| id.to_string() == chosen);
        if let Some((group, _)) = to {
            store.act(Deed::MoveTo { seat, group });
        }
        // Where they may not go, the list still says where they are.
        let at = at.get_untracked().map(|id| id.to_string()).unwrap_or_default();
        if let Some(list) = event.target() {
            // A list in the page always has a value.
            let _always = js_sys::Reflect::set(&list, &"value".into(), &at.into());
        }
    };
    view! {
        <select
            aria-label=move || texts::lead::move_label(who.get())
            on:change=go
        >
            {options}
        </select>
    }
}

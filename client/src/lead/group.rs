//! One group of a proposal as a card: its case, who moderates, who is in it and why, where it meets.

use std::time::Duration;

use leptos::prelude::*;
use shared::id::{GroupId, SeatId};
use shared::meeting::Case;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::gathering::sentence;
use super::market::Places;
use super::plan::{Kind, Plan};
use super::room::RoomFields;
use super::rotation;
use super::words::{self, letter};
use crate::session::name;
use crate::store::use_store;
use crate::texts;

/// One group.
#[component]
pub fn GroupCard(
    /// What lies on the table.
    plan: Plan,
    /// Which group, by its place.
    place: usize,
    /// Its id.
    id: GroupId,
) -> impl IntoView {
    let store = use_store();
    let members = Memo::new(move |_| {
        plan.with(|made| Some(made.groups.get(place)?.members.clone()))
            .flatten()
            .unwrap_or_default()
    });
    let case = move || {
        let case = plan.with(|made| Some(made.groups.get(place)?.case)).flatten();
        case.map(|case| store.read(|m| sentence(m, case)))
    };
    let heading = format!("lead-group-{id}");
    view! {
        <li class="sheet lead-group" aria-labelledby=heading.clone()>
            <h3 id=heading.clone()>
                {texts::lead::group(letter(place))}
                <span class="lead-size">
                    {move || texts::lead::size(members.with(Vec::len) as u64)}
                </span>
            </h3>
            <p class="lead-case">{case}</p>
            <Places id/>
            <Moderator plan place/>
            <ul class="lead-list">
                <For each=move || members.get() key=|seat| *seat let:seat>
                    <Member plan place seat/>
                </For>
            </ul>
            <details class="lead-where">
                <summary>
                    {move || {
                        let room = plan.room(place).name;
                        if room.trim().is_empty() { texts::lead::where_to().into() } else { room }
                    }}
                </summary>
                <RoomFields plan group=place letter=letter(place)/>
            </details>
        </li>
    }
}

/// Who moderates, to be chosen among the members.
#[component]
fn Moderator(plan: Plan, place: usize) -> impl IntoView {
    let store = use_store();
    // The moderator, and who could be: everybody but the one whose case it is.
    let choice = Memo::new(move |_| {
        let (moderator, case, members) = plan
            .with(|made| {
                let group = made.groups.get(place)?;
                Some((group.moderator, group.case, group.members.clone()))
            })
            .flatten()?;
        let able = store.read(|m| {
            let giver = m.meeting().case(case).and_then(Case::known_giver);
            let able = members.into_iter().filter(|seat| Some(*seat) != giver);
            able.map(|seat| (seat, name(m, seat))).collect::<Vec<_>>()
        });
        Some((moderator, able))
    });
    let options = move || {
        let (moderator, able) = choice.get().unwrap_or_default();
        let option = |(seat, name): (SeatId, String)| {
            view! {
                <option value=seat.to_string() prop:selected=moderator == Some(seat)>{name}</option>
            }
        };
        view! {
            <option value="" prop:selected=moderator.is_none()>{texts::lead::nobody()}</option>
            {able.into_iter().map(option).collect_view()}
        }
    };
    view! {
        <label class="field lead-moderator">
            <span>{texts::lead::moderator(letter(place))}</span>
            <select
                on:change=move |event| {
                    let chosen = event_target_value(&event);
                    let able = choice.get_untracked().unwrap_or_default().1;
                    let seat = able.into_iter().find(|(seat, _)| seat.to_string() == chosen);
                    plan.moderate(place, seat.map(|(seat, _)| seat));
                }
            >
                {options}
            </select>
        </label>
    }
}

/// One person: why they are here, a pin, and the way to another group.
#[component]
fn Member(plan: Plan, place: usize, seat: SeatId) -> impl IntoView {
    let store = use_store();
    let case = Memo::new(move |_| plan.with(|made| Some(made.groups.get(place)?.case)).flatten());
    let who = Memo::new(move |_| store.read(|m| name(m, seat)));
    let is_own = Memo::new(move |_| {
        let case = case.get();
        store.read(|m| {
            case.and_then(|it| m.meeting().case(it))
                .is_some_and(|it| it.known_giver() == Some(seat))
        })
    });
    let why = move || {
        let case = case.get()?;
        let kind = plan.kind.get();
        if is_own.get() {
            return Some(texts::lead::own_case().to_owned());
        }
        store.read(|m| match kind {
            // In a market they know best themselves; in the same groups nobody comes anew.
            _ if plan.is_market() => None,
            Kind::Same => None,
            Kind::Tables => {
                let id = plan.with(|made| made.ids.get(place).copied()).flatten()?;
                Some(rotation::reason(m, seat, id).to_owned())
            }
            Kind::Proposal | Kind::Shown => plan.with(|made| words::reason(m, made, seat, case)),
        })
    };
    // Where people choose, they are asked before they are moved, and nothing is dealt out anew.
    let may_pin = Memo::new(move |_| !plan.is_market() && plan.kind.get() == Kind::Proposal);
    let objects = move || {
        store.read(|m| {
            m.meeting().formation.as_ref().is_some_and(|it| it.objections.contains(&seat))
        })
    };
    let pinned = move || plan.pins.with(|pins| pins.contains_key(&seat));
    let groups = Memo::new(move |_| plan.with(|made| made.groups.len()).unwrap_or_default());
    let options = move || {
        let others = (0..groups.get()).filter(|other| *other != place);
        let option = |other| {
            view! { <option value=other.to_string()>{texts::lead::to_group(letter(other))}</option> }
        };
        others.map(option).collect_view()
    };
    let go = move |event: web_sys::Event| {
        let Ok(to) = event_target_value(&event).parse::<usize>() else { return };
        plan.move_to(seat, to);
        store.announce(texts::lead::moved_to(letter(to), who.get_untracked()));
        // The line is in another card now: whoever works by keyboard goes on from there.
        set_timeout(move || focus(&select_id(seat)), Duration::ZERO);
    };
    view! {
        <li class="lead-member" class:lead-objects=objects>
            <div>
                <p class="lead-name">
                    {move || who.get()}
                    <Show when=objects>
                        <strong class="lead-objection">{texts::lead::objects()}</strong>
                    </Show>
                </p>
                <p class="aside">{why}</p>
            </div>
            <Show when=move || !is_own.get()>
                <div class="lead-tools">
                    <Show when=move || may_pin.get()>
                        <button
                            type="button"
                            class="lead-pin"
                            aria-pressed=move || pinned().to_string()
                            aria-label=move || texts::lead::pin(who.get())
                            title=texts::lead::pin_title()
                            on:click=move |_| plan.pin(seat, !untrack(pinned))
                        >
                            {move || match pinned() {
                                true => texts::lead::pinned(),
                                false => texts::lead::pin_word(),
                            }}
                        </button>
                    </Show>
                    <select
                        id=select_id(seat)
                        aria-label=move || texts::lead::move_label(who.get())
                        on:change=go
                    >
                        <option value="" prop:selected=true>{texts::lead::move_word()}</option>
                        {options}
                    </select>
                </div>
            </Show>
        </li>
    }
}

fn select_id(seat: SeatId) -> String {
    format!("lead-move-{seat}")
}

fn focus(id: &str) {
    let found = document().get_element_by_id(id);
    if let Some(found) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // What can't be focused is gone again.
        let _gone = found.focus();
    }
}

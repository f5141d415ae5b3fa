//! Whoever came after the groups were formed: highlighted, with the group that fits best.

use std::collections::BTreeMap;

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Deed;
use shared::formation::{Group, Open, late};
use shared::id::{GroupId, SeatId};

use super::apart::Kept;
use super::gathering::{self, guests};
use super::marks::Noted;
use super::plan::Plan;
use super::seats::MoveTo;
use super::state;
use super::words::letter;
use crate::session::name;
use crate::store::use_store;
use crate::texts;

/// Somebody without a group, and where they fit.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Newcomer {
    seat: SeatId,
    name: String,
    fits: Option<Fitting>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Fitting {
    group: GroupId,
    letter: String,
    /// Whether the consultation has begun there: then one watches how it goes.
    observes: bool,
}

/// Those who are in no group; nothing where everybody is in one.
#[component]
pub fn Newcomers(
    /// What the lead has noted about people.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let all = Memo::new(move |_| {
        let (noted, kept) = (plan.marks.get(), plan.apart.get());
        store.read(|m| newcomers(m, &noted, &kept))
    });
    let one = move |Newcomer { seat, name, fits }: Newcomer| {
        let offer = fits.map(|Fitting { group, letter, observes }| {
            let words = match observes {
                true => texts::lead::observe_in(letter),
                false => texts::lead::join_in(letter),
            };
            view! {
                <button
                    type="button"
                    class="primary"
                    on:click=move |_| store.act(Deed::MoveTo { seat, group })
                >
                    {words}
                </button>
            }
        });
        view! {
            <li class="lead-person">
                <p class="lead-name">{name}</p>
                <div class="lead-tools">{offer}<MoveTo seat/></div>
            </li>
        }
    };
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <section class="sheet lead-newcomers" aria-labelledby="lead-newcomers">
                <h2 id="lead-newcomers">{texts::lead::newcomers()}</h2>
                <p class="aside">{texts::lead::newcomers_hint()}</p>
                <ul class="lead-list">
                    <For each=move || all.get() key=Newcomer::clone let:it>{one(it)}</For>
                </ul>
            </section>
        </Show>
    }
}

fn newcomers(m: &Mirror, noted: &Noted, kept: &Kept) -> Vec<Newcomer> {
    let Some(formation) = state::formed(m) else { return Vec::new() };
    let meeting = m.meeting();
    let open = |forming: &shared::meeting::Forming| {
        let group = meeting.groups.get(&forming.group)?;
        let members = meeting.members(forming.group);
        // A group that is done, or has gone, takes nobody in.
        let session = group.sessions.last();
        if members.is_empty() || session.is_some_and(|it| it.ended.is_some()) {
            return None;
        }
        let has_begun = session.is_some_and(|session| session.consults());
        let group = Group { case: forming.case?, moderator: group.cast.moderator, members };
        Some(Open { group, has_begun })
    };
    let groups: Vec<Open> = formation.groups.iter().filter_map(open).collect();
    let gathering = gathering::of(m, noted, kept, &BTreeMap::new(), 0);
    let fits = |seat: SeatId| {
        let person = gathering.people.iter().find(|person| person.seat == seat)?;
        let arrival = late(&groups, person, &gathering)?;
        let place = formation.groups.iter().position(|it| it.case == Some(arrival.case))?;
        let group = formation.groups[place].group;
        Some(Fitting { group, letter: letter(place), observes: arrival.observes })
    };
    let is_apart =
        |seat: &SeatId| meeting.seat(*seat).is_some_and(|seat| Some(seat.group) == meeting.plenary);
    let all = guests(m, noted).into_iter().filter(is_apart);
    all.map(|seat| Newcomer { seat, name: name(m, seat), fits: fits(seat) }).collect()
}

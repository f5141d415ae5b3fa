//! The board: how all groups get on, those first that need somebody.

use leptos::prelude::*;
use shared::id::GroupId;

use super::again::NextRound;
use super::back::Back;
use super::backlog::Backlog;
use super::card::Card;
use super::newcomers::Newcomers;
use super::plan::Plan;
use super::rotation::Change;
use super::seats::Seats;
use super::state::{self, State};
use super::tell::Tell;
use crate::store::use_store;
use crate::texts;

/// The board.
#[component]
pub fn Board(
    /// What the lead has noted about people.
    plan: Plan,
    /// Shows what lies on the table instead.
    anew: RwSignal<bool>,
) -> impl IntoView {
    let to = RwSignal::new(None::<GroupId>);
    let groups = ranked();
    view! {
        <Back/>
        <Newcomers plan/>
        <Cards to/>
        <div class="lead-below">
            <NextRound plan anew/>
            <Change plan anew/>
            <Tell to groups/>
            <Seats plan/>
            <Backlog plan/>
        </div>
    }
}

/// All groups as cards.
#[component]
pub fn Cards(
    /// To whom a message is being written.
    to: RwSignal<Option<GroupId>>,
) -> impl IntoView {
    let groups = ranked();
    announce_calls(groups);
    view! {
        <ul class="lead-board" aria-label=texts::lead::groups()>
            <For each=move || groups.get() key=|it| *it let((place, id))>
                <Card place id to/>
            </For>
        </ul>
    }
}

/// The groups with their places: help first, then what is overdue, then by letters.
fn ranked() -> Memo<Vec<(usize, GroupId)>> {
    let store = use_store();
    Memo::new(move |_| {
        let now = store.now();
        store.read(|m| {
            let groups = state::formed(m).into_iter().flat_map(|formation| &formation.groups);
            let ranked = groups.enumerate().filter_map(|(place, forming)| {
                let rank = state::of(m, forming.group, now)?.rank();
                Some((rank, place, forming.group))
            });
            let mut ranked: Vec<_> = ranked.collect();
            ranked.sort_unstable();
            ranked.into_iter().map(|(_, place, group)| (place, group)).collect::<Vec<_>>()
        })
    })
}

/// Says when a group calls for help, and nothing else.
fn announce_calls(groups: Memo<Vec<(usize, GroupId)>>) {
    let store = use_store();
    let calling = Memo::new(move |_| {
        let groups = groups.get();
        let calls = |(place, id): (usize, GroupId)| {
            let group = store.read(|m| m.meeting().groups.get(&id).and_then(|it| it.help));
            group.filter(|help| help.answered.is_none()).map(|_| place)
        };
        let mut places: Vec<_> = groups.into_iter().filter_map(calls).collect();
        places.sort_unstable();
        places
    });
    Effect::new(move |before: Option<Vec<usize>>| {
        let now = calling.get();
        for place in now.iter().filter(|it| before.as_ref().is_some_and(|all| !all.contains(it))) {
            store.announce(texts::lead::calls(super::words::letter(*place)));
        }
        now
    });
}

/// What a card shows of a group, told anew every second.
pub fn state_of(id: GroupId) -> Memo<State> {
    let store = use_store();
    Memo::new(move |_| {
        let now = store.now();
        store.read(|m| state::of(m, id, now)).unwrap_or_default()
    })
}

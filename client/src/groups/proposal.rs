//! The proposal: in which group one is to be, with whom, and a minute to object.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Deed;
use shared::meeting::{Forming, Left};
use shared::time::Span;

use super::reason::reason;
use super::{case_of, letter, people_of, place_of};
use crate::parts::clock;
use crate::store::use_store;
use crate::texts;

/// What one is told of one's place.
#[derive(Clone, PartialEq)]
struct Place {
    letter: String,
    case: String,
    moderator: String,
    others: String,
    room: String,
    why: String,
}

/// One's own place in the proposal, until the groups are formed.
#[component]
pub fn Proposal() -> impl IntoView {
    let store = use_store();
    let open = Memo::new(move |_| {
        store.read(|m| {
            is_open(m) && !m.meeting().formation.as_ref().is_some_and(|it| it.is_market())
        })
    });
    let place = Memo::new(move |_| store.read(place));
    let objects = Memo::new(move |_| store.read(objects));
    let left = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| {
            let until = m.meeting().formation.as_ref()?.until;
            let left = until.since(now);
            (left > Span::ZERO).then(|| clock::digits(Left::Time(left)))
        })
    });
    let toggle = move |_| store.act(Deed::Object { objects: !objects.get_untracked() });
    view! {
        <Show when=move || open.get()>
            <section class="sheet groups-proposal" aria-labelledby="groups-proposal">
                {move || match place.get() {
                    Some(it) => view! {
                        <h2 id="groups-proposal">{texts::groups::your_group(it.letter)}</h2>
                        <p class="groups-case">{it.case}</p>
                        <p>{texts::groups::led_by(it.moderator)}</p>
                        <p class="aside">{texts::groups::with(it.others)}</p>
                        {(!it.room.is_empty()).then(|| view! { <p class="aside">{it.room}</p> })}
                        {(!it.why.is_empty()).then(|| view! { <p>{it.why}</p> })}
                        <p class="row">
                            <button
                                type="button"
                                aria-pressed=move || objects.get().to_string()
                                on:click=toggle
                            >
                                {move || match objects.get() {
                                    true => texts::groups::objected(),
                                    false => texts::groups::object(),
                                }}
                            </button>
                            <span class="aside">
                                {move || match left.get() {
                                    Some(left) => texts::groups::object_left(left),
                                    None => texts::groups::object_over().into(),
                                }}
                            </span>
                        </p>
                    }
                    .into_any(),
                    None => view! {
                        <h2 id="groups-proposal">{texts::groups::proposed()}</h2>
                        <p>{texts::groups::without_group()}</p>
                    }
                    .into_any(),
                }}
            </section>
        </Show>
    }
}

/// Whether a proposal lies before everybody.
pub fn is_open(m: &Mirror) -> bool {
    let formation = m.meeting().formation.as_ref();
    formation.is_some_and(|it| it.formed.is_none() && !it.groups.is_empty())
}

fn place(m: &Mirror) -> Option<Place> {
    let me = m.me()?;
    let formation = m.meeting().formation.as_ref()?;
    let (at, forming) = formation.of(me)?;
    let (moderator, others) = people_of(m, forming);
    let (room, _) = place_of(m, forming.place);
    // Who is at a table already while tables change, or goes on in the same group.
    let sits = m.group().map(|(id, _)| id);
    let sits = sits.filter(|id| groups_of(m).any(|it| it.group == *id));
    let mut together = forming.members.clone();
    together.sort_unstable();
    let mut now = m.meeting().members(forming.group);
    now.sort_unstable();
    let why = match sits {
        _ if together == now => texts::groups::why_together().into(),
        Some(sits) if sits == forming.group => texts::groups::why_stay().into(),
        Some(_) => texts::groups::why_change().into(),
        None => reason(m, formation, forming).unwrap_or_default(),
    };
    let case = case_of(m, forming.case).unwrap_or_else(|| texts::groups::no_case().into());
    Some(Place { letter: letter(at), case, moderator, others, room, why })
}

fn groups_of(m: &Mirror) -> impl Iterator<Item = &Forming> {
    m.meeting().formation.iter().flat_map(|formation| &formation.groups)
}

fn objects(m: &Mirror) -> bool {
    let formation = m.meeting().formation.as_ref();
    formation.zip(m.me()).is_some_and(|(it, me)| it.objections.contains(&me))
}

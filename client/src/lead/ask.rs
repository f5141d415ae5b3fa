//! Showing the proposal to everybody, hearing who objects, and starting the groups.

use leptos::prelude::*;
use shared::command::Deed;
use shared::meeting::Forming;
use shared::time::Span;

use super::plan::Plan;
use super::room;
use super::words::letter;
use crate::parts::clock;
use crate::session::name;
use crate::store::{Store, use_store};
use crate::texts;

/// So many seconds people have to object.
const OBJECT: u16 = 60;

/// How far it has come.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    /// Nobody has seen any of it.
    Not,
    /// Everybody sees what lies on the table.
    Yes(u32),
    /// Everybody sees something else.
    Other,
}

/// The buttons below the proposal.
#[component]
pub fn Ask(
    /// What lies on the table.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let shown = Memo::new(move |_| {
        let table = plan.formings();
        store.read(|m| {
            let formation = m.meeting().formation.as_ref();
            let open = formation.filter(|it| it.formed.is_none() && !it.groups.is_empty());
            open.map_or(Shown::Not, |it| match same(&it.groups, &table) {
                true => Shown::Yes(it.number),
                false => Shown::Other,
            })
        })
    });
    let bad_link = Memo::new(move |_| {
        let groups = plan.with(|made| made.groups.len()).unwrap_or_default();
        (0..groups).find(|group| room::problem(&plan.room(*group).link).is_some())
    });
    let show = move |_| propose(store, plan);
    view! {
        <Show when=move || !plan.is_empty()>
            <section class="sheet lead-ask" aria-label=texts::lead::show()>
                {move || bad_link.get().map(|group| view! {
                    <p class="problem">{texts::lead::bad_link(letter(group))}</p>
                })}
                {move || match shown.get() {
                    Shown::Not => view! {
                        <p>{texts::lead::before_showing(OBJECT)}</p>
                        <button type="button" class="primary lead-go" on:click=show>
                            {texts::lead::show()}
                        </button>
                    }
                    .into_any(),
                    Shown::Other => view! {
                        <p>{texts::lead::changed()}</p>
                        <button type="button" class="primary lead-go" on:click=show>
                            {texts::lead::show_changed()}
                        </button>
                    }
                    .into_any(),
                    Shown::Yes(number) => view! { <Waiting plan number/> }.into_any(),
                }}
                <Show when=move || shown.get() != Shown::Not>
                    <button
                        type="button"
                        class="quiet"
                        on:click=move |_| store.act(Deed::Propose { groups: vec![], seconds: 0 })
                    >
                        {texts::lead::take_back()}
                    </button>
                </Show>
            </section>
        </Show>
    }
}

/// Everybody sees it: who objects, how long is waited for it, and the start.
#[component]
fn Waiting(plan: Plan, number: u32) -> impl IntoView {
    let store = use_store();
    let left = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| {
            let until = m.meeting().formation.as_ref()?.until;
            (until > now).then(|| clock::minutes(until.since(now) + Span(999)))
        })
    });
    let objecting = Memo::new(move |_| {
        store.read(|m| {
            let formation = m.meeting().formation.as_ref();
            let seats = formation.into_iter().flat_map(|it| it.objections.iter());
            seats.map(|seat| name(m, *seat)).collect::<Vec<_>>()
        })
    });
    Effect::new(move |before: Option<usize>| {
        let now = objecting.with(Vec::len);
        if before.is_some_and(|before| before < now) {
            store.announce(texts::lead::objections(now as u64));
        }
        now
    });
    let is_due = move || left.get().is_none() && objecting.with(Vec::is_empty);
    let start = move |_| {
        place(store, plan);
        store.act(Deed::FormGroups { number });
    };
    view! {
        <p role="timer">
            {move || match left.get() {
                Some(left) => texts::lead::waiting(left),
                None => texts::lead::waited().into(),
            }}
        </p>
        {move || match objecting.get() {
            names if names.is_empty() => {
                view! { <p class="aside">{texts::lead::no_objections()}</p> }.into_any()
            }
            names => view! {
                <p class="lead-objection">
                    {texts::lead::objections(names.len() as u64)}": "{names.join(", ")}
                </p>
                <p class="aside">{texts::lead::objections_hint()}</p>
            }
            .into_any(),
        }}
        <button type="button" class="lead-go" class:primary=is_due on:click=start>
            {texts::lead::start()}
        </button>
    }
}

/// Shows everybody what lies on the table, and where the groups are to meet.
fn propose(store: Store, plan: Plan) {
    let groups = untrack(|| plan.formings());
    store.act(Deed::Propose { groups, seconds: OBJECT });
    place(store, plan);
}

/// Tells where groups meet, as far as it is not told yet.
pub fn place(store: Store, plan: Plan) {
    for (at, forming) in untrack(|| plan.formings()).into_iter().enumerate() {
        // What was typed on another device stands as it was told there.
        let Some(room) = untrack(|| plan.rooms.typed(at)) else { continue };
        let room = vault::Words::cleaned(room);
        if room != untrack(|| plan.told(at)) {
            store.say(room, |words| Deed::PlaceGroup { group: forming.group, words });
        }
    }
}

/// Whether the same people are in the same groups; where those meet does not count.
fn same(one: &[Forming], other: &[Forming]) -> bool {
    let bare = |forming: &Forming| {
        let mut members = forming.members.clone();
        members.sort_unstable();
        (forming.group, forming.case, forming.moderator, members)
    };
    one.iter().map(bare).eq(other.iter().map(bare))
}

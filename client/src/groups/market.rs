//! The marketplace: the groups with the places that are left, and one's own place among them.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Deed;
use shared::id::{GroupId, SeatId};
use shared::meeting::{Case, Forming};

use super::{case_of, letter, people_of, place_of};
use crate::session;
use crate::store::use_store;
use crate::texts;

/// What a card says of a group.
#[derive(Clone, Default, PartialEq)]
struct Table {
    letter: String,
    case: String,
    giver: Option<String>,
    moderator: Option<String>,
    room: String,
    left: usize,
    places: usize,
    /// Whether one's own place is here.
    mine: bool,
    /// Whether it is about one's own case.
    own: bool,
    /// Whether one moderates here.
    moderates: bool,
}

/// All groups, until they are formed.
#[component]
pub fn Market() -> impl IntoView {
    let store = use_store();
    let groups = Memo::new(move |_| {
        store.read(|m| {
            let open = m.meeting().formation.as_ref().filter(|it| it.is_market())?;
            Some(open.groups.iter().map(|it| it.group).collect::<Vec<_>>())
        })
    });
    let left_out = Memo::new(move |_| store.read(|m| left_out(m).unwrap_or_default()));
    view! {
        <Show when=move || groups.with(Option::is_some)>
            <section class="sheet groups-market" aria-labelledby="groups-market">
                <h2 id="groups-market">{texts::groups::market()}</h2>
                <p class="aside">{texts::groups::market_how()}</p>
                <Show when=move || left_out.get()>
                    <p role="status">{texts::groups::market_full()}</p>
                </Show>
                <ul class="groups-list">
                    <For each=move || groups.get().unwrap_or_default() key=|id| *id let:id>
                        <One id/>
                    </For>
                </ul>
            </section>
        </Show>
    }
}

/// One group, and the button to sit down there.
#[component]
fn One(id: GroupId) -> impl IntoView {
    let store = use_store();
    let table = Memo::new(move |_| store.read(|m| table(m, id)).unwrap_or_default());
    let take = move |group: Option<GroupId>, moderates: bool| {
        let me = store.peek(Mirror::me);
        let Some(seat) = me else { return };
        store.act(Deed::TakePlace { seat, group, moderates });
    };
    let left = move || {
        table.with(|it| match it.left {
            0 => texts::groups::places_none().to_owned(),
            left => texts::groups::places_left(left, it.places),
        })
    };
    let heading = format!("groups-market-{id}");
    let taken = move || table.with(|it| it.mine);
    let toggle = move |_| take((!untrack(taken)).then_some(id), false);
    let moderates = move || table.with(|it| it.moderates);
    view! {
        <li class="groups-table" class:groups-mine=taken aria-labelledby=heading.clone()>
            <h3 id=heading.clone()>{move || table.with(|it| texts::groups::group(&it.letter))}</h3>
            <p class="groups-case">{move || table.with(|it| it.case.clone())}</p>
            <p class="aside">
                {move || table.with(|it| {
                    let giver = it.giver.iter().map(texts::groups::brought_by);
                    let moderator = match &it.moderator {
                        Some(name) => texts::groups::led_by(name),
                        None => texts::groups::led_by_nobody().into(),
                    };
                    giver.chain([moderator]).collect::<Vec<_>>().join(" · ")
                })}
            </p>
            {move || table.with(|it| {
                (!it.room.is_empty()).then(|| view! { <p class="aside">{it.room.clone()}</p> })
            })}
            <p class="groups-left">{left}</p>
            <Show
                when=move || !table.with(|it| it.own)
                fallback=|| view! { <p class="groups-own">{texts::groups::own_case()}</p> }
            >
                <p class="row">
                    <button
                        type="button"
                        class="groups-take"
                        aria-pressed=move || taken().to_string()
                        aria-label=move || {
                            let letter = table.with(|it| it.letter.clone());
                            match taken() {
                                true => texts::groups::free_label(letter),
                                false => texts::groups::take_label(letter),
                            }
                        }
                        disabled=move || !taken() && table.with(|it| it.left == 0)
                        on:click=toggle
                    >
                        {move || match taken() {
                            true => texts::groups::free_place(),
                            false => texts::groups::take_place(),
                        }}
                    </button>
                    <Show when=move || {
                        taken() && (moderates() || table.with(|it| it.moderator.is_none()))
                    }>
                        <button
                            type="button"
                            aria-pressed=move || moderates().to_string()
                            on:click=move |_| take(Some(id), !untrack(moderates))
                        >
                            {move || match moderates() {
                                true => texts::groups::moderates_here(),
                                false => texts::groups::moderate_here(),
                            }}
                        </button>
                    </Show>
                </p>
            </Show>
        </li>
    }
}

/// Whether I have no place, and there is none left.
fn left_out(m: &Mirror) -> Option<bool> {
    let formation = m.meeting().formation.as_ref()?;
    Some(formation.of(m.me()?).is_none() && formation.groups.iter().all(Forming::is_full))
}

fn table(m: &Mirror, id: GroupId) -> Option<Table> {
    let me = m.me()?;
    let groups = &m.meeting().formation.as_ref()?.groups;
    let at = groups.iter().position(|it| it.group == id)?;
    let forming: &Forming = &groups[at];
    let case = forming.case.and_then(|id| m.meeting().case(id));
    let places = forming.places.map_or(0, usize::from);
    let is_me = |seat: Option<SeatId>| seat == Some(me);
    Some(Table {
        letter: letter(at),
        case: case_of(m, forming.case).unwrap_or_else(|| texts::groups::no_case().into()),
        giver: case.map(|case| session::giver(m, case)),
        moderator: forming.moderator.map(|_| people_of(m, forming).0),
        room: place_of(m, forming.place).0,
        left: places.saturating_sub(forming.members.len()),
        places,
        mine: forming.members.contains(&me),
        own: is_me(case.and_then(Case::known_giver)),
        moderates: is_me(forming.moderator),
    })
}

//! The lobby: who is here, what happens next and who starts it, and what one can do meanwhile.

mod cases;
mod ended;
mod keeping;
mod me;
mod next;
mod people;
mod plan;
mod several;
mod share;
mod title;

pub use cases::{Invited, unanswered};

use leptos::prelude::*;
use mirror::Mirror;

use crate::agenda;
use crate::election::Elections;
use crate::followup;
use crate::groups;
use crate::parts::bar::Bar;
use crate::parts::clock;
use crate::parts::two_tap::TwoTap;
use crate::plenary;
use crate::room_device::{Bring, Forget};
use crate::session;
use crate::store::use_store;
use crate::texts;

/// The lobby.
#[component]
pub fn Lobby() -> impl IntoView {
    let store = use_store();
    let plan = plan::Plan::new(store);
    let title = move || {
        store
            .read(|mirror| mirror.title().words().map(|title| title.title))
            .unwrap_or_else(|| texts::trouble::damaged().into())
    };
    let leads = Memo::new(move |_| {
        store.read(|m| m.me().and_then(|me| m.meeting().seat(me)).is_some_and(|it| it.inviting))
    });
    document().set_title(&texts::app::page(texts::lobby::page()));
    view! {
        <Bar/>
        <main class="lobby">
            <div class="lobby-head">
                <h1>{title}</h1>
                <p class="aside">
                    {move || texts::app::deleted_on(
                        clock::day_of(store.read(|mirror| mirror.meeting().delete_at)),
                    )}
                    " "
                    {texts::lobby::only_you()}
                </p>
            </div>
            <div class="lobby-main">
                <groups::Told/>
                <plenary::Plenary/>
                <groups::Proposal/>
                <groups::Market/>
                <groups::Here/>
                <groups::Wishes/>
                <Elections/>
                <followup::Due/>
                <followup::Told/>
                <agenda::Intention/>
                <several::Groups/>
                // Whoever leads goes by the agenda; everybody else first reads what happens next.
                <Show when=move || leads.get()><agenda::Course/></Show>
                <next::Next plan/>
                <me::Agree/>
                <Show when=move || !leads.get()><agenda::Course/></Show>
                <plan::PlanSheet plan/>
                <cases::Cases/>
            </div>
            <div class="lobby-side">
                <people::People/>
                <me::Me/>
                <share::Share/>
                <Bring/>
                <keeping::Keeping/>
                <Leave/>
            </div>
        </main>
    }
}

/// Two ways out: for good, or only from this device.
#[component]
fn Leave() -> impl IntoView {
    let store = use_store();
    let gave = Memo::new(move |_| store.read(gave_a_case));
    let sure = move || match gave.get() {
        true => texts::lobby::leave_sure_giver(),
        false => texts::lobby::leave_sure(),
    };
    view! {
        <div class="lobby-leave">
            <TwoTap
                label=texts::lobby::leave()
                sure=Signal::derive(move || sure().to_owned())
                class="quiet"
                on_sure=move |()| store.leave()
            />
            <Forget/>
        </div>
    }
}

/// Whether I have given a case here: what belongs to it goes with my seat.
fn gave_a_case(mirror: &Mirror) -> bool {
    let me = mirror.me();
    let gives = || mirror.group().is_some_and(|(_, group)| group.cast.case_giver == me);
    let gave = || mirror.ended().iter().any(|session| session.cast.case_giver == me);
    me.is_some() && (gives() || gave())
}

/// How many have agreed, and how many there are.
fn agreed(mirror: &Mirror) -> (usize, usize) {
    let members = session::members(mirror);
    let agreed =
        members.iter().filter(|seat| mirror.meeting().seat(**seat).is_some_and(|seat| seat.agreed));
    (agreed.count(), members.len())
}

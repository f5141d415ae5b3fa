//! The screens for when there is nothing to show yet, or nothing any more.

use leptos::prelude::*;
use shared::wire::Bye;

use crate::app;
use crate::parts::bar::Bar;
use crate::room_device::{go_on_without, use_room_device};
use crate::store::use_store;
use crate::texts;

/// On the way to a meeting.
#[component]
pub fn Connecting() -> impl IntoView {
    view! {
        <Bar/>
        <main class="trouble" aria-busy="true">
            <p class="trouble-soon">{texts::trouble::connecting()}</p>
            <p class="trouble-late" role="status">{texts::trouble::still_connecting()}</p>
        </main>
    }
}

/// The connection ended for good.
#[component]
pub fn Trouble(
    /// Why.
    why: Bye,
) -> impl IntoView {
    let store = use_store();
    let seated = store.kept().ticket.seat.is_some();
    let (heading, words) = match why {
        Bye::Deleted => (texts::trouble::deleted(), texts::trouble::deleted_words()),
        Bye::OtherVersion => (texts::trouble::renewed(), texts::trouble::renewed_words()),
        Bye::PassUnknown if seated => {
            (texts::trouble::seat_closed(), texts::trouble::seat_closed_words())
        }
        Bye::PassUnknown | Bye::Restart | Bye::TooSlow | Bye::Refused(_) => {
            (texts::trouble::unknown(), texts::trouble::unknown_words())
        }
    };
    document().set_title(&texts::app::page(heading));
    // Only the one whose seat is gone; others at this device stay.
    let forget = move |_| {
        store.forget();
        go_on_without(store.kept().meeting());
    };
    let forget_words = match use_room_device().is_shared() {
        true => texts::room_device::forget_place(),
        false => texts::app::forget_device(),
    };
    let again = move |_| {
        let _page_goes = window().location().reload();
    };
    view! {
        <Bar/>
        <main class="trouble">
            <h1>{heading}</h1>
            <p>{words}</p>
            <p class="trouble-ways">
                {
                    (why != Bye::Deleted).then(|| view! {
                        <button type="button" class="primary" on:click=again>
                            {match why {
                                Bye::OtherVersion => texts::trouble::reload(),
                                Bye::PassUnknown if seated => texts::trouble::rejoin(),
                                _ => texts::trouble::again(),
                            }}
                        </button>
                    })
                }
                <button type="button" on:click=|_| app::go("/")>{texts::trouble::home()}</button>
                {(why == Bye::PassUnknown).then(|| view! {
                        <button type="button" class="quiet" on:click=forget>{forget_words}</button>
                    })}
            </p>
        </main>
    }
}

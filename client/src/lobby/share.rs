//! Bringing others in, and bringing oneself to another device.

use leptos::prelude::*;

use crate::parts::address;
use crate::parts::copy::Copy;
use crate::session::moderator;
use crate::store::{Store, use_store};
use crate::texts;

/// The invitation, where this device has it.
#[component]
pub fn Invitation() -> impl IntoView {
    let store = use_store();
    let invitation = invitation(store);
    let host = move || store.read(moderator).map(|seat| store.name(seat));
    move || match invitation.get() {
        Some(link) => view! {
            <Copy
                label=texts::lobby::invitation()
                button=texts::lobby::copy_invitation()
                text=link
            />
            <p class="aside">
                {match leads_elsewhere() {
                    true => texts::lobby::invitation_hint(),
                    false => texts::lobby::invitation_here(),
                }}
            </p>
        }
        .into_any(),
        None => view! {
            <p class="aside">
                {match host() {
                    Some(name) => texts::lobby::ask_for_link(name),
                    None => texts::lobby::no_link().into(),
                }}
            </p>
        }
        .into_any(),
    }
}

/// The invitation, unless it stands above already, and one's own seat.
#[component]
pub fn Share() -> impl IntoView {
    let store = use_store();
    let seat = Memo::new(move |_| {
        store.read(|m| m.ticket().seat_link().as_ref().map(address::of)).unwrap_or_default()
    });
    let moderates = Memo::new(move |_| store.read(|m| m.me().is_some() && moderator(m) == m.me()));
    let heading = move || match moderates.get() {
        true => texts::lobby::take_along(),
        false => texts::lobby::share(),
    };
    view! {
        <section class="sheet" aria-labelledby="lobby-share">
            <h2 id="lobby-share">{heading}</h2>
            <Show when=move || !moderates.get()><Invitation/></Show>
            <details class="lobby-details">
                <summary>{texts::lobby::seat_link_show()}</summary>
                <p class="aside">{texts::lobby::take_along_hint()}</p>
                <Copy
                    label=texts::lobby::seat_link()
                    button=texts::lobby::copy_seat_link()
                    text=seat
                />
            </details>
        </section>
    }
}

fn invitation(store: Store) -> Memo<Option<String>> {
    Memo::new(move |_| {
        // Heard of with the meeting, so looked up when it changes.
        store.read(|_| store.kept().invitation.as_ref().map(address::of))
    })
}

/// Whether a link to this page's server can be followed on another device.
fn leads_elsewhere() -> bool {
    let host = window().location().hostname().unwrap_or_default();
    host != "localhost" && host != "[::1]" && !host.starts_with("127.")
}

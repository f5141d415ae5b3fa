//! Bringing others in, and bringing oneself to another device.

use leptos::prelude::*;
use vault::Link;

use super::moderator;
use crate::app::MEETING;
use crate::parts::copy::Copy;
use crate::store::use_store;
use crate::texts;

/// The invitation, and one's own seat.
#[component]
pub fn Share() -> impl IntoView {
    let store = use_store();
    let invitation = Memo::new(move |_| {
        // Heard of with the meeting, so looked up when it changes.
        store.read(|_| store.kept().invitation.as_ref().map(address))
    });
    let seat = Memo::new(move |_| {
        store.read(|m| m.ticket().seat_link().as_ref().map(address)).unwrap_or_default()
    });
    // Whoever gathers the group needs this before the plan.
    let invites = move || store.read(|m| m.me().is_some() && moderator(m) == m.me());
    let host = move || store.read(moderator).map(|seat| store.name(seat));
    view! {
        <section class="sheet" class:lobby-first=invites aria-labelledby="lobby-share">
            <h2 id="lobby-share">{texts::lobby::share()}</h2>
            {move || match invitation.get() {
                Some(link) => view! {
                    <Copy
                        label=texts::lobby::invitation()
                        button=texts::lobby::copy_invitation()
                        text=link
                    />
                    <p class="aside">{texts::lobby::invitation_hint()}</p>
                }.into_any(),
                None => view! {
                    <p class="aside">
                        {match host() {
                            Some(name) => texts::lobby::ask_for_link(name),
                            None => texts::lobby::no_link().into(),
                        }}
                    </p>
                }.into_any(),
            }}
            <details class="lobby-details">
                <summary>{texts::lobby::take_along()}</summary>
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

/// A whole address, for pasting into a message.
fn address(link: &Link) -> String {
    let origin = window().location().origin().unwrap_or_default();
    format!("{origin}{MEETING}{}", link.to_fragment())
}

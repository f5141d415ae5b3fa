//! Who at this device acts now: one button for each person, above every screen.

use leptos::prelude::*;

use super::use_room_device;
use crate::store::Store;
use crate::texts;

/// One button for each person at this device; whose turn it is stands beside the name.
#[component]
pub fn Switch() -> impl IntoView {
    let device = use_room_device();
    view! {
        <nav class="room-device" aria-label=texts::room_device::who()>
            <p class="room-device-ask">{texts::room_device::who()}</p>
            <ul class="room-device-people">
                <For
                    each=move || device.people().into_iter().enumerate()
                    key=|(came, _)| *came
                    let((_, store))
                >
                    <li><One store/></li>
                </For>
            </ul>
        </nav>
    }
}

#[component]
fn One(store: Store) -> impl IntoView {
    let device = use_room_device();
    let acts = Memo::new(move |_| device.acting() == store);
    let has_the_turn = Memo::new(move |_| {
        store.read(|m| m.me().is_some() && m.session().and_then(|session| session.turn) == m.me())
    });
    let name = move || match store.me() {
        Some(me) => store.name(me),
        None if store.kept().ticket.seat.is_some() => texts::room_device::gone().into(),
        None => texts::room_device::new_here().into(),
    };
    let act = move |_| {
        device.act_as(store);
        store.announce(texts::room_device::acts(name()));
    };
    view! {
        <button type="button" aria-pressed=move || acts.get().to_string() on:click=act>
            {name}
            <Show when=move || has_the_turn.get()>
                " "
                <span class="room-device-turn">{texts::room_device::turn()}</span>
            </Show>
        </button>
    }
}

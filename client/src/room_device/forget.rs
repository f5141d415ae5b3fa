//! »Dieses Gerät vergessen«: everybody at it, or only the one who acts.

use leptos::prelude::*;

use super::{go_on_without, use_room_device};
use crate::parts::two_tap::TwoTap;
use crate::store::use_store;
use crate::texts;

/// The ways to leave nothing on this device. The seats stay for whoever has their links.
#[component]
pub fn Forget() -> impl IntoView {
    let store = use_store();
    let device = use_room_device();
    let sure = move || match device.people().len() {
        1 => texts::room_device::forget_sure().to_owned(),
        count => texts::room_device::forget_all_sure(count),
    };
    let only = move || match store.me() {
        Some(me) => texts::room_device::forget_one(store.name(me)),
        None => texts::room_device::forget_place().to_owned(),
    };
    let forget_one = move |()| {
        store.forget();
        go_on_without(store.kept().meeting());
    };
    view! {
        <TwoTap
            label=texts::app::forget_device()
            sure=Signal::derive(sure)
            class="quiet"
            on_sure=move |()| device.forget()
        />
        <Show when=move || device.is_shared()>
            <TwoTap
                label=Signal::derive(only)
                sure=texts::room_device::forget_one_sure()
                class="quiet"
                on_sure=forget_one
            />
        </Show>
    }
}

//! Says on every screen that this is a rehearsal, and ends it.

use leptos::prelude::*;
use shared::command::Deed;
use shared::id::MeetingId;
use shared::time::Timestamp;
use shared::wire::Bye;

use super::arrive;
use crate::app;
use crate::device::{self, Rehearsal};
use crate::parts::clock;
use crate::room_device::{RoomDevice, use_room_device};
use crate::store::{Notice, Store};
use crate::texts;

/// The banner; nothing where the meeting of this tab is none.
#[component]
pub fn Banner() -> impl IntoView {
    let device = use_room_device();
    let leads = untrack(|| device.people()).into_iter().next()?;
    let rehearsal = Rehearsal::find(leads.kept().meeting())?;
    let of = rehearsal.of;
    arrive::arrive(device, leads, &rehearsal);
    Effect::new(move |_| {
        if leads.end() == Some(Bye::Deleted) {
            go_back(device, of);
        }
    });
    let at = move || clock::time_of_day(leads.read(|m| m.meeting().delete_at));
    let ends = RwSignal::new(false);
    Some(view! {
        <section class="rehearsal" aria-label=texts::rehearsal::heading()>
            <p>
                <strong>{texts::rehearsal::heading()}</strong>
                " "
                {move || texts::rehearsal::says(at())}
            </p>
            <button
                type="button"
                disabled=move || ends.get()
                on:click=move |_| {
                    ends.set(true);
                    end(leads);
                }
            >
                {texts::rehearsal::end()}
            </button>
        </section>
    })
}

/// Deletes the rehearsal at once; the way back is taken when the server has done it.
fn end(leads: Store) {
    if !untrack(|| leads.is_here()) {
        leads.notify(Notice::new(texts::rehearsal::end_later()));
    }
    // A day long past, whatever the device's clock says.
    leads.act(Deed::KeepUntil { at: Timestamp(1) });
}

/// Forgets everything of it on this device and goes back to the meeting it was for.
fn go_back(device: RoomDevice, of: MeetingId) {
    let people = untrack(|| device.people());
    people.iter().for_each(|store| store.forget());
    if let Some(store) = people.first() {
        device::forget(store.kept().meeting());
    }
    device::enter(of);
    app::go(app::MEETING);
}

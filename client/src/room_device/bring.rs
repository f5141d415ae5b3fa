//! Somebody without a device of their own comes in at this one, under their own name.

use leptos::prelude::*;
use shared::limits::NAME_CHARS;
use shared::meeting::Presence;
use vault::clean::clean;
use vault::words::Person;

use super::use_room_device;
use crate::parts::agreements::Agree;
use crate::parts::person::{NameFields, PersonDraft};
use crate::store::use_store;
use crate::texts;

/// The way in for somebody else, where this device knows the invitation.
#[component]
pub fn Bring(
    /// Whether the screen is for something else, so that it is no more than one line until asked.
    #[prop(optional)]
    aside: bool,
) -> impl IntoView {
    let store = use_store();
    let device = use_room_device();
    let draft = PersonDraft::new();
    draft.focus_when_shown();
    let agreed = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let open = RwSignal::new(false);
    // Heard of with the meeting, so looked up when it changes.
    let knows_the_way = Memo::new(move |_| store.read(|_| store.kept().invitation.is_some()));
    let bring = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some((person, _)) = draft.take() else { return };
        let called = clean(&person.name, NAME_CHARS);
        busy.set(true);
        device.bring(person, agreed.get_untracked(), move |answer| {
            // The form may have been closed meanwhile; what came of it is said in any case.
            let is_shown = busy.try_set(false).is_none();
            match answer {
                Ok(()) => {
                    if is_shown {
                        draft.fill(nobody(), Presence::RoomDevice);
                        agreed.set(false);
                        open.set(false);
                    }
                    store.announce(texts::room_device::is_here(&called));
                }
                Err(notice) => store.notify(notice),
            }
        });
    };
    view! {
        <Show when=move || knows_the_way.get()>
            <section class:sheet=move || !aside || open.get() aria-label=texts::room_device::heading()>
                <Show when=move || !aside || open.get()>
                    <h2>{texts::room_device::heading()}</h2>
                    <p class="aside">{texts::room_device::about()}</p>
                </Show>
                <Show
                    when=move || open.get()
                    fallback=move || view! {
                        <button
                            type="button"
                            class:quiet=aside
                            on:click=move |_| open.set(true)
                        >
                            {texts::room_device::bring()}
                        </button>
                    }
                >
                    <form on:submit=bring novalidate>
                        <NameFields draft of_another=true/>
                        <Agree agreed label=texts::room_device::agrees()/>
                        <p class="aside">{texts::room_device::seen_by_all()}</p>
                        <p class="row">
                            <button type="submit" class="primary" disabled=move || busy.get()>
                                {move || match busy.get() {
                                    true => texts::join::joining(),
                                    false => texts::room_device::take_in(),
                                }}
                            </button>
                            <button type="button" class="quiet" on:click=move |_| open.set(false)>
                                {texts::lobby::cancel()}
                            </button>
                        </p>
                    </form>
                </Show>
            </section>
        </Show>
    }
}

fn nobody() -> Person {
    Person { name: String::new(), house: String::new() }
}

//! Somebody without a device of their own comes in at this one, under their own name.

use leptos::prelude::*;
use shared::limits::{HOUSE_CHARS, NAME_CHARS};
use vault::clean::clean;
use vault::words::Person;

use super::use_room_device;
use crate::parts::agreements::Agreements;
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
    let name = RwSignal::new(String::new());
    let house = RwSignal::new(String::new());
    let agreed = RwSignal::new(false);
    let nameless = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let open = RwSignal::new(false);
    // Heard of with the meeting, so looked up when it changes.
    let knows_the_way = Memo::new(move |_| store.read(|_| store.kept().invitation.is_some()));
    let bring = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let person = Person { name: name.get_untracked(), house: house.get_untracked() };
        let called = clean(&person.name, NAME_CHARS);
        if called.is_empty() {
            nameless.set(true);
            return;
        }
        busy.set(true);
        device.bring(person, agreed.get_untracked(), move |answer| {
            // The form may have been closed meanwhile; what came of it is said in any case.
            let _closed = busy.try_set(false);
            match answer {
                Ok(()) => {
                    for field in [name, house] {
                        let _closed = field.try_set(String::new());
                    }
                    let _closed = (agreed.try_set(false), open.try_set(false));
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
                        <label class="field">
                            <span>{texts::room_device::name()}</span>
                            <input
                                type="text"
                                autocomplete="off"
                                maxlength=NAME_CHARS.to_string()
                                aria-describedby="room-device-problem"
                                aria-invalid=move || nameless.get().to_string()
                                prop:value=move || name.get()
                                on:input=move |event| {
                                    name.set(event_target_value(&event));
                                    nameless.set(false);
                                }
                            />
                        </label>
                        <p class="problem" id="room-device-problem" role="alert">
                            {move || nameless.get().then(texts::room_device::name_missing)}
                        </p>
                        <label class="field">
                            <span>{texts::room_device::house()}</span>
                            <input
                                type="text"
                                autocomplete="off"
                                maxlength=HOUSE_CHARS.to_string()
                                prop:value=move || house.get()
                                on:input=move |event| house.set(event_target_value(&event))
                            />
                        </label>
                        <Agreements open=false/>
                        <label class="tick">
                            <input
                                type="checkbox"
                                prop:checked=move || agreed.get()
                                on:change=move |event| agreed.set(event_target_checked(&event))
                            />
                            <span>{texts::room_device::agrees()}</span>
                        </label>
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

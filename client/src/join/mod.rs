//! The door: who one is, where one is, and what everybody agrees on. In within ten seconds.

use leptos::html;
use leptos::prelude::*;
use mirror::Found;
use shared::limits::{HOUSE_CHARS, NAME_CHARS};
use shared::meeting::Presence;
use shared::pass::PassKind;
use vault::clean::clean;
use vault::words::Person;

use crate::device;
use crate::parts::agreements::Agreements;
use crate::parts::bar::Bar;
use crate::parts::choice::Choice;
use crate::parts::clock;
use crate::store::use_store;
use crate::texts;

/// The door.
#[component]
pub fn Join() -> impl IntoView {
    let store = use_store();
    let known = device::person();
    let is_known = known.is_some();
    let (name, house) = known.unwrap_or_default();
    let (name, house) = (RwSignal::new(name), RwSignal::new(house));
    let presence = RwSignal::new(Presence::OnSite);
    let agreed = RwSignal::new(false);
    let shared_device = RwSignal::new(store.kept().shared);
    let nameless = RwSignal::new(false);
    let sent = RwSignal::new(false);
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get()
            && !is_known
        {
            // Where the page can't take the focus, a tap does.
            let _unfocused = field.focus();
        }
    });
    // A refusal gives the form back.
    Effect::new(move |_| {
        if store.notice().get().is_some() {
            sent.set(false);
        }
    });

    document().set_title(&texts::app::page(texts::join::join()));
    let title = move || {
        store.read(|mirror| match mirror.title() {
            Found::Words(title) => title.title,
            Found::Missing => texts::join::untitled().into(),
            Found::Damaged => texts::trouble::damaged().into(),
        })
    };
    let moderates = move || store.read(|mirror| mirror.door() == Some(PassKind::Moderator));
    let join = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let person = Person { name: name.get_untracked(), house: house.get_untracked() };
        if clean(&person.name, NAME_CHARS).is_empty() {
            nameless.set(true);
            if let Some(field) = field.get_untracked() {
                let _unfocused = field.focus();
            }
            return;
        }
        let (agreed, shared) = (agreed.get_untracked(), shared_device.get_untracked());
        sent.set(store.take_seat(person, presence.get_untracked(), agreed, shared));
    };

    view! {
        <Bar/>
        <main class="join">
            <p class="join-over">
                {move || match moderates() {
                    true => texts::join::as_moderator(),
                    false => texts::join::invited(),
                }}
            </p>
            <h1>{title}</h1>
            <form on:submit=join novalidate>
                <label class="field">
                    <span>{texts::join::name()}</span>
                    <input
                        type="text"
                        autocomplete="name"
                        maxlength=NAME_CHARS.to_string()
                        node_ref=field
                        required
                        aria-describedby="join-problem"
                        aria-invalid=move || nameless.get().to_string()
                        prop:value=move || name.get()
                        on:input=move |event| {
                            name.set(event_target_value(&event));
                            nameless.set(false);
                        }
                    />
                </label>
                <p class="problem" id="join-problem" role="alert">
                    {move || nameless.get().then(texts::join::name_missing)}
                </p>
                <label class="field">
                    <span>{texts::join::house()}</span>
                    <input
                        type="text"
                        autocomplete="organization"
                        maxlength=HOUSE_CHARS.to_string()
                        prop:value=move || house.get()
                        on:input=move |event| house.set(event_target_value(&event))
                    />
                </label>
                <fieldset class="choices">
                    <legend>{texts::join::presence()}</legend>
                    <Choice
                        name="presence"
                        label=texts::join::on_site()
                        value=Presence::OnSite
                        chosen=presence
                    />
                    <Choice
                        name="presence"
                        label=texts::join::remote()
                        value=Presence::Remote
                        chosen=presence
                    />
                </fieldset>
                <section class="sheet join-agreements">
                    <Agreements open=false/>
                    <label class="tick">
                        <input
                            type="checkbox"
                            prop:checked=move || agreed.get()
                            on:change=move |event| agreed.set(event_target_checked(&event))
                        />
                        <span>{texts::app::agree()}</span>
                    </label>
                </section>
                <label class="tick">
                    <input
                        type="checkbox"
                        prop:checked=move || shared_device.get()
                        on:change=move |event| shared_device.set(event_target_checked(&event))
                    />
                    <span>{texts::join::shared_device()}</span>
                </label>
                <p class="join-go">
                    <button type="submit" class="primary" disabled=move || sent.get()>
                        {move || match sent.get() {
                            true => texts::join::joining(),
                            false => texts::join::join(),
                        }}
                    </button>
                </p>
            </form>
            <p class="aside">
                {move || texts::app::deleted_on(
                    clock::day_of(store.read(|mirror| mirror.meeting().delete_at)),
                )}
                " "
                {texts::join::privacy()}
            </p>
        </main>
    }
}

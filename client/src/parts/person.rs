//! Who one is and where: the fields that the door and one's own entry share.

use leptos::html;
use leptos::prelude::*;
use shared::limits::{HOUSE_CHARS, NAME_CHARS};
use shared::meeting::Presence;
use vault::clean::clean;
use vault::words::Person;

use super::choice::Choice;
use crate::texts;

/// What somebody is about to say about themselves.
#[derive(Clone, Copy)]
pub struct PersonDraft {
    name: RwSignal<String>,
    house: RwSignal<String>,
    presence: RwSignal<Presence>,
    /// Whether it was sent without a name.
    nameless: RwSignal<bool>,
    field: NodeRef<html::Input>,
}

impl PersonDraft {
    /// Nothing said yet.
    pub fn new() -> Self {
        Self {
            name: RwSignal::new(String::new()),
            house: RwSignal::new(String::new()),
            presence: RwSignal::new(Presence::OnSite),
            nameless: RwSignal::new(false),
            field: NodeRef::new(),
        }
    }

    /// Begins with what is known of somebody.
    pub fn fill(self, person: Person, presence: Presence) {
        self.name.set(person.name);
        self.house.set(person.house);
        self.presence.set(presence);
        self.nameless.set(false);
    }

    /// What was said. Without a name, the form says so and waits for one.
    pub fn take(self) -> Option<(Person, Presence)> {
        let person = Person { name: self.name.get_untracked(), house: self.house.get_untracked() };
        if clean(&person.name, NAME_CHARS).is_empty() {
            self.nameless.set(true);
            self.focus();
            return None;
        }
        Some((person, self.presence.get_untracked()))
    }

    /// Whether somebody sits at a device that others share.
    pub fn is_at_room_device(self) -> bool {
        self.presence.get() == Presence::RoomDevice
    }

    /// Puts the caret into the name, as soon as it is on the page.
    pub fn focus_when_shown(self) {
        Effect::new(move |_| {
            if self.field.get().is_some() {
                self.focus();
            }
        });
    }

    fn focus(self) {
        if let Some(field) = self.field.get_untracked() {
            // Where the page can't take the focus, a tap does.
            let _unfocused = field.focus();
        }
    }
}

/// Name, house and place.
#[component]
pub fn PersonFields(
    /// What they hold.
    draft: PersonDraft,
) -> impl IntoView {
    let presence = draft.presence;
    view! {
        <NameFields draft/>
        <fieldset class="choices">
            <legend>{texts::person::presence()}</legend>
            <Choice
                name="presence"
                label=texts::person::on_site()
                value=Presence::OnSite
                chosen=presence
            />
            <Choice
                name="presence"
                label=texts::person::remote()
                value=Presence::Remote
                chosen=presence
            />
            <Choice
                name="presence"
                label=texts::person::room_device()
                value=Presence::RoomDevice
                chosen=presence
            />
        </fieldset>
    }
}

/// Name and house.
#[component]
pub fn NameFields(
    /// What they hold.
    draft: PersonDraft,
    /// Whether they are filled in for somebody else.
    #[prop(optional)]
    of_another: bool,
) -> impl IntoView {
    let PersonDraft { name, house, nameless, field, .. } = draft;
    let of = |own, anothers| if of_another { anothers } else { own };
    let problem = of("person-problem", "another-problem");
    let missing = of(texts::person::name_missing(), texts::room_device::name_missing());
    view! {
        <label class="field">
            <span>{of(texts::person::name(), texts::room_device::name())}</span>
            <input
                type="text"
                autocomplete=of("name", "off")
                maxlength=NAME_CHARS.to_string()
                node_ref=field
                required
                aria-describedby=problem
                aria-invalid=move || nameless.get().to_string()
                prop:value=move || name.get()
                on:input=move |event| {
                    name.set(event_target_value(&event));
                    nameless.set(false);
                }
            />
        </label>
        <p class="problem" id=problem role="alert">{move || nameless.get().then_some(missing)}</p>
        <label class="field">
            <span>{of(texts::person::house(), texts::room_device::house())}</span>
            <input
                type="text"
                autocomplete=of("organization", "off")
                maxlength=HOUSE_CHARS.to_string()
                prop:value=move || house.get()
                on:input=move |event| house.set(event_target_value(&event))
            />
        </label>
    }
}

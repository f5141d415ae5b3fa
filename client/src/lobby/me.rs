//! One's own entry, and one's word on the agreements.

use leptos::prelude::*;
use shared::command::Deed;
use shared::limits::{HOUSE_CHARS, NAME_CHARS};
use shared::meeting::Presence;
use vault::clean::clean;
use vault::words::Person;

use super::agreed;
use crate::parts::agreements::Agreements;
use crate::parts::choice::Choice;
use crate::store::{Notice, use_store};
use crate::texts;

/// The agreements, for whoever has not accepted them yet.
#[component]
pub fn Agree() -> impl IntoView {
    let store = use_store();
    let open = Memo::new(move |_| {
        store.read(|m| m.me().and_then(|me| m.meeting().seat(me)).is_some_and(|seat| !seat.agreed))
    });
    view! {
        <Show when=move || open.get()>
            <section class="sheet lobby-agree">
                <Agreements open=true/>
                <button type="button" class="primary" on:click=move |_| store.act(Deed::Agree)>
                    {texts::app::agree()}
                </button>
            </section>
        </Show>
    }
}

/// How many have agreed.
#[component]
pub fn Count() -> impl IntoView {
    let store = use_store();
    let count = move || store.read(agreed);
    view! {
        <p class="aside">
            {move || {
                let (agreed, all) = count();
                match agreed == all {
                    true => texts::lobby::all_agreed().into(),
                    false => texts::lobby::agreed(agreed, all),
                }
            }}
        </p>
    }
}

/// One's own entry.
#[component]
pub fn Me() -> impl IntoView {
    let store = use_store();
    let (name, house) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let presence = RwSignal::new(Presence::OnSite);
    let open = RwSignal::new(false);
    let begin = move || {
        store.peek(|m| {
            let Some(me) = m.me() else { return };
            let person = m.person(me).words();
            let (known_name, known_house) =
                person.map(|person| (person.name, person.house)).unwrap_or_default();
            name.set(known_name);
            house.set(known_house);
            if let Some(seat) = m.meeting().seat(me) {
                presence.set(seat.presence);
            }
        });
        open.set(true);
    };
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let person = Person { name: name.get_untracked(), house: house.get_untracked() };
        if clean(&person.name, NAME_CHARS).is_empty() {
            store.notify(Notice::new(texts::join::name_missing()));
            return;
        }
        let presence = presence.get_untracked();
        if store.say(person, |person| Deed::Introduce { person, presence }) {
            open.set(false);
        }
    };
    view! {
        <section class="sheet" aria-labelledby="lobby-me">
            <h2 id="lobby-me">{texts::lobby::me()}</h2>
            <Show
                when=move || open.get()
                fallback=move || view! {
                    <button type="button" on:click=move |_| begin()>
                        {texts::lobby::change_me()}
                    </button>
                }
            >
                <form on:submit=save novalidate>
                    <label class="field">
                        <span>{texts::join::name()}</span>
                        <input
                            type="text"
                            autocomplete="name"
                            maxlength=NAME_CHARS.to_string()
                            prop:value=move || name.get()
                            on:input=move |event| name.set(event_target_value(&event))
                        />
                    </label>
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
                    <p class="row">
                        <button type="submit" class="primary">{texts::lobby::save()}</button>
                        <button type="button" class="quiet" on:click=move |_| open.set(false)>
                            {texts::lobby::cancel()}
                        </button>
                    </p>
                </form>
            </Show>
        </section>
    }
}

//! One's own entry, and one's word on the agreements.

use leptos::prelude::*;
use shared::command::Deed;
use shared::meeting::Presence;
use vault::words::Person;

use super::agreed;
use crate::parts::agreements::Agreements;
use crate::parts::person::{PersonDraft, PersonFields};
use crate::store::use_store;
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
    let draft = PersonDraft::new();
    let open = RwSignal::new(false);
    let begin = move || {
        store.peek(|m| {
            let Some(me) = m.me() else { return };
            let presence = m.meeting().seat(me).map_or(Presence::OnSite, |seat| seat.presence);
            let unknown = || Person { name: String::new(), house: String::new() };
            draft.fill(m.person(me).words().unwrap_or_else(unknown), presence);
        });
        open.set(true);
    };
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some((person, presence)) = draft.take() else { return };
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
                    <PersonFields draft/>
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

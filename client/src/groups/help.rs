//! Calling whoever leads the meeting into one's group, and asking for more time.

use leptos::prelude::*;
use shared::command::Deed;

use super::mine;
use crate::parts::clock;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// What a group asks for when its time runs short.
const MORE: u8 = 3;

/// »Hilfe rufen« for everybody, »+3 erbitten« for whoever moderates; nothing in the plenary.
#[component]
pub fn Help() -> impl IntoView {
    let store = use_store();
    let here = Memo::new(move |_| store.read(|m| mine(m).is_some()));
    let help = Memo::new(move |_| {
        store.read(|m| {
            let help = m.group()?.1.help?;
            let who = help.answered.map(|seat| session::name(m, seat));
            Some((clock::time_of_day(help.since), who))
        })
    });
    let ask = move |minutes| Deed::AskMinutes { minutes };
    let may_ask = move || store.may(ask(Some(MORE)));
    let asked = Memo::new(move |_| {
        store.read(|m| m.group().is_some_and(|(_, group)| group.asks_minutes.is_some()))
    });
    let toggle = move |_| {
        let minutes = (!asked.get_untracked()).then_some(MORE);
        store.act(ask(minutes));
    };
    let call = move |calls| store.act(Deed::CallHelp { calls });
    view! {
        <Show when=move || here.get()>
            <section class="groups-help" aria-label=texts::groups::help()>
                {move || match help.get() {
                    Some((since, who)) => view! {
                        <p class="groups-called" role="status">
                            {match who {
                                Some(name) => texts::groups::help_comes(name),
                                None => texts::groups::help_called(since),
                            }}
                        </p>
                        <button type="button" on:click=move |_| call(false)>
                            {texts::groups::help_over()}
                        </button>
                    }
                    .into_any(),
                    None => view! {
                        <button type="button" on:click=move |_| call(true)>
                            {texts::groups::help()}
                        </button>
                    }
                    .into_any(),
                }}
                <Show when=may_ask>
                    <button
                        type="button"
                        aria-pressed=move || asked.get().to_string()
                        on:click=toggle
                    >
                        {move || match asked.get() {
                            true => texts::groups::asked_minutes(MORE),
                            false => texts::groups::ask_minutes(MORE),
                        }}
                    </button>
                </Show>
            </section>
        </Show>
    }
}

//! The button with which whoever leads begins.

use std::sync::Arc;

use leptos::prelude::*;
use shared::command::Deed;
use shared::id::{RecordId, SessionId};
use shared::method::Method;
use shared::method::guide::Described;

use super::Plan;
use crate::lobby::agreed;
use crate::store::{fresh_id, use_store};
use crate::texts;

/// Begins what is planned; strong as soon as everybody has agreed.
#[component]
pub fn Begin(
    /// What is planned.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let is_first = Memo::new(move |_| {
        store.read(|m| m.group().is_some_and(|(_, group)| group.sessions.is_empty()))
    });
    let played = Memo::new(move |_| plan.chosen.get().map(|it| Arc::new(it.adapted.played())));
    let playable = Memo::new(move |_| plan.check().is_ok());
    let may = Memo::new(move |_| {
        let any = RecordId::from_bytes([0; 16]);
        let may = |it: Arc<Described>| store.may(begin(it.method.clone(), any));
        playable.get() && played.get().is_some_and(may)
    });
    let ready = Memo::new(move |_| {
        store.read(|m| {
            let (agreed, all) = agreed(m);
            agreed == all && all > 1
        })
    });
    let go = move |_| {
        if let Some(it) = played.get_untracked() {
            store.say(it.guide.clone(), |guide| begin(it.method.clone(), guide));
        }
    };
    view! {
        <Show when=move || !playable.get()>
            <p class="lobby-plan-not-yet">{texts::plan::not_yet()}</p>
        </Show>
        <Show when=move || may.get()>
            <button
                type="button"
                class="lobby-begin"
                class:primary=move || ready.get()
                on:click=go
            >
                {move || match is_first.get() {
                    true => texts::lobby::begin(),
                    false => texts::lobby::begin_next(),
                }}
            </button>
        </Show>
    }
}

fn begin(method: Method, guide: RecordId) -> Deed {
    Deed::Begin { session: SessionId::from_bytes(fresh_id()), method, guide }
}

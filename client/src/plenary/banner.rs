//! One calm line for whoever is elsewhere: what goes on in the plenary, and the way there. It never
//! comes while somebody is writing.

use std::time::Duration;

use leptos::prelude::*;

use super::going;
use crate::stage::typing;
use crate::store::{Store, use_store};
use crate::texts;

/// Whoever writes is asked again in so many seconds.
const LATER: Duration = Duration::from_secs(3);

/// The line; nothing while nothing goes on.
#[component]
pub fn Banner(
    /// Whether the plenary stands on this screen anyway: then only elections, invitations and
    /// the agenda are elsewhere.
    #[prop(optional)]
    beside: bool,
) -> impl IntoView {
    let store = use_store();
    let going = Memo::new(move |_| {
        store.read(|m| {
            let going = if beside { going::of_elections(m) } else { going::of_all(m) };
            going.or_else(|| going::invitation(m)).or_else(|| going::pause(m))
        })
    });
    let shown = RwSignal::new(going.get_untracked());
    Effect::new(move |_| {
        if going.get() != shown.get_untracked() {
            show(store, going, shown);
        }
    });
    let line = move |words: String| {
        view! {
            <p class="plenary-banner">
                <span>{words}</span>
                <button type="button" on:click=move |_| store.visit_plenary(true)>
                    {texts::plenary::open_it()}
                </button>
            </p>
        }
    };
    move || shown.get().map(line)
}

/// Shows what goes on; what appears anew waits for the end of a sentence.
fn show(store: Store, going: Memo<Option<String>>, shown: RwSignal<Option<String>>) {
    let Some(before) = shown.try_get_untracked() else { return };
    let now = going.get_untracked();
    if before.is_none() && now.is_some() && typing().is_some() {
        set_timeout(move || show(store, going, shown), LATER);
        return;
    }
    if before.is_none()
        && let Some(words) = &now
    {
        store.announce(words.clone());
    }
    shown.set(now);
}

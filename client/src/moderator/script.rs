//! The script of a phase: what to say, what to watch for.

use leptos::prelude::*;

use crate::store::use_store;
use crate::texts;

/// What the moderator can read out, and what wants watching. Folds up and stays so.
#[component]
pub fn Script() -> impl IntoView {
    let store = use_store();
    let script = Memo::new(move |_| {
        store.read(|m| {
            let phase = m.session()?.now_in();
            Some([&phase.say, &phase.watch].map(|text| texts::of(text).to_owned()))
        })
    });
    view! {
        <details class="moderator-script" open>
            <summary>{texts::moderator::script()}</summary>
            {
                move || script.get().map(|[say, watch]| view! {
                    <p class="moderator-say">
                        <span class="moderator-label">{texts::moderator::say()}" "</span>
                        {say}
                    </p>
                    <p>
                        <span class="moderator-label">{texts::moderator::watch()}" "</span>
                        {watch}
                    </p>
                })
            }
        </details>
    }
}

//! The script of a phase: what to say, what to watch for.

use leptos::prelude::*;

use crate::session;
use crate::store::use_store;
use crate::texts;

/// What the moderator can read out, and what wants watching. Folds up and stays so.
#[component]
pub fn Script() -> impl IntoView {
    let store = use_store();
    let script = Memo::new(move |_| {
        store.read(|m| {
            let guide = session::guide(m)?;
            let wrong = guide.wrong.iter();
            let wrong = wrong.map(|it| [&it.sign, &it.help].map(|text| texts::of(text).to_owned()));
            let [say, watch] = [&guide.say, &guide.watch].map(|text| texts::of(text).to_owned());
            Some((say, watch, wrong.collect::<Vec<_>>()))
        })
    });
    view! {
        <details class="moderator-script" open>
            <summary>{texts::moderator::script()}</summary>
            {
                move || script.get().map(|(say, watch, wrong)| view! {
                    <p class="moderator-say">
                        <span class="moderator-label">{texts::moderator::say()}" "</span>
                        {say}
                    </p>
                    <p>
                        <span class="moderator-label">{texts::moderator::watch()}" "</span>
                        {watch}
                    </p>
                    <details class="moderator-wrong">
                        <summary>{texts::moderator::wrong()}</summary>
                        <dl>
                            {wrong.into_iter().map(|[sign, help]| view! {
                                <dt>{sign}</dt>
                                <dd>{help}</dd>
                            }).collect_view()}
                        </dl>
                    </details>
                })
            }
        </details>
    }
}

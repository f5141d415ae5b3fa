//! The first steps of those who do not give the case, where the method has them name one.

use leptos::prelude::*;
use shared::meeting::FirstStep;

use super::step::described;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// What the others promised, live; nothing before the first one has.
#[component]
pub fn Others() -> impl IntoView {
    let store = use_store();
    let steps = Memo::new(move |_| {
        store.read(|m| {
            let Some(session) = m.session() else { return vec![] };
            let giver = session::cast(m).case_giver;
            let is_other = |step: &&FirstStep| Some(step.by) != giver && Some(step.by) != m.me();
            let steps = session.first_steps.iter().filter(is_other);
            let steps = steps.filter_map(|step| {
                let words = m.step(step).words()?;
                let described = described(&words.help, step.until);
                Some((session::name(m, step.by), words.text, described))
            });
            steps.collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || steps.with(|steps| !steps.is_empty())>
            <section class="closing-others">
                <h2>{texts::closing::others_steps()}</h2>
                <ul class="closing-cards">
                    {move || steps.get().into_iter().map(|(name, text, described)| view! {
                        <li class="closing-promise">
                            <p class="closing-number">{name}</p>
                            <p class="closing-words">{text}</p>
                            <p class="closing-aside">{described}</p>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

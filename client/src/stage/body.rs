//! The place to work in, by the kinds of the phase.

use leptos::prelude::*;
use shared::method::Kind;

use super::{cards, casting, modules, notes, question};
use crate::store::use_store;
use crate::texts;

/// What a phase is worked in with, one part for each of its kinds.
#[component]
pub fn Body(
    /// The phase.
    phase: u8,
    /// How the closing is worked in.
    closing: ViewFn,
) -> impl IntoView {
    let store = use_store();
    let kinds = store.peek(|m| {
        let phase = m.session()?.method.phases.get(usize::from(phase))?;
        Some(phase.kinds.clone())
    });
    let part = move |kind| match kind {
        Kind::Roles => view! { <casting::Roles/> }.into_any(),
        Kind::Vote => view! { <casting::Cases/> }.into_any(),
        Kind::Pad => view! { <notes::Notes phase/> }.into_any(),
        Kind::Question => view! { <question::Wording/> }.into_any(),
        Kind::Method => view! { <modules::Modules/> }.into_any(),
        Kind::Cards => view! { <cards::Cards phase/> }.into_any(),
        Kind::Commit => closing.run().into_any(),
        Kind::None => {
            view! { <p class="stage-aside">{texts::stage::nothing_written()}</p> }.into_any()
        }
    };
    kinds.unwrap_or_default().into_iter().map(part).collect_view()
}

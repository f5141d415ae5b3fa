//! Whose a case is: showing one's name, and saying that a case from an earlier meeting is one's own.

use leptos::prelude::*;
use shared::command::{CaseStep, Deed};
use shared::id::CaseId;
use shared::meeting::Naming;

use crate::store::use_store;
use crate::texts;

/// The buttons for whoever may press them; nothing for everybody else.
#[component]
pub fn Whose(
    /// Which case.
    case: CaseId,
) -> impl IntoView {
    let store = use_store();
    let step = Memo::new(move |_| {
        store.read(|m| {
            let it = m.meeting().case(case)?;
            let mine = it.by.is_some() && it.by == m.me();
            let (words, step) = match (it.name, it.by) {
                (Naming::Hidden, _) if mine => {
                    (texts::cases::show_name(), CaseStep::ShowName { case })
                }
                (Naming::Carried, None) => {
                    (texts::cases::claim(), CaseStep::Claim { case, mine: true })
                }
                (Naming::Carried, Some(_)) if mine => {
                    (texts::cases::unclaim(), CaseStep::Claim { case, mine: false })
                }
                _ => return None,
            };
            m.may(Deed::Case(step.clone())).is_ok().then_some((words, step))
        })
    });
    move || {
        step.get().map(|(words, step)| {
            view! {
                <button
                    type="button"
                    class="quiet"
                    on:click=move |_| store.act(Deed::Case(step.clone()))
                >
                    {words}
                </button>
            }
        })
    }
}

//! The chip that says what I am in this session: a word, never a colour alone.

use leptos::prelude::*;
use shared::method::Role;

use crate::session;
use crate::store::use_store;
use crate::texts;

/// What I am, as a sentence.
#[component]
pub fn RoleChip() -> impl IntoView {
    let store = use_store();
    let role = Memo::new(move |_| store.read(session::my_role));
    let words = move || match role.get() {
        Role::CaseGiver => texts::role::you_give(),
        Role::Moderator => texts::role::you_moderate(),
        Role::Scribe => texts::role::you_write(),
        Role::Timekeeper => texts::role::you_keep_time(),
        Role::Interviewer => texts::role::you_interview(),
        Role::Observer => texts::role::you_observe(),
        Role::Consultant | Role::Everyone => texts::role::you_consult(),
    };
    view! { <p class="role-chip">{words}</p> }
}

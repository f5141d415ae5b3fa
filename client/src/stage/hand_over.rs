//! Giving somebody something to do: every role is handed over by two taps, on the person and on the
//! role.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::{Deed, Step};
use shared::id::SeatId;
use shared::method::Role;

use crate::session;
use crate::store::use_store;
use crate::texts;

/// What somebody can be given to do, or be relieved of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gift {
    /// A role in this session.
    Role(Role),
    /// A role they have, to be free again.
    Free(Role),
    /// Standing in for whoever moderates.
    Deputy,
    /// The moderation.
    Moderation,
}

/// The roles that are given by hand.
const ROLES: [Role; 4] = [Role::CaseGiver, Role::Scribe, Role::Observer, Role::Timekeeper];

impl Gift {
    fn deed(self, m: &Mirror, seat: SeatId) -> Option<Deed> {
        match self {
            Self::Role(role) => session::deed(m, Step::Cast { role, seat: Some(seat) }),
            Self::Free(role) => session::deed(m, Step::Cast { role, seat: None }),
            Self::Deputy => Some(Deed::NameDeputy { seat: Some(seat) }),
            Self::Moderation => Some(Deed::NameModerator { seat }),
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Role(Role::CaseGiver) => texts::hand_over::case(),
            Self::Role(Role::Scribe) => texts::hand_over::scribe(),
            Self::Role(Role::Observer) => texts::hand_over::observer(),
            Self::Role(Role::Consultant) => texts::hand_over::consultant(),
            Self::Role(_) => texts::hand_over::timekeeper(),
            Self::Free(Role::CaseGiver) => texts::hand_over::no_case(),
            Self::Free(Role::Scribe) => texts::hand_over::no_scribe(),
            Self::Free(Role::Observer) => texts::hand_over::no_observer(),
            Self::Free(_) => texts::hand_over::no_timekeeper(),
            Self::Deputy => texts::hand_over::deputy(),
            Self::Moderation => texts::hand_over::moderation(),
        }
    }
}

/// What I may give this person to do now.
pub fn gifts(m: &Mirror, seat: SeatId) -> Vec<Gift> {
    let cast = session::cast(m);
    let holder = |role| match role {
        Role::CaseGiver => cast.case_giver,
        Role::Scribe => cast.scribe,
        Role::Observer => cast.observer,
        _ => cast.timekeeper,
    };
    let roles = ROLES.map(|role| match holder(role) == Some(seat) {
        true => Gift::Free(role),
        false => Gift::Role(role),
    });
    let deputy = (cast.deputy != Some(seat)).then_some(Gift::Deputy);
    let moderation = (cast.moderator != Some(seat)).then_some(Gift::Moderation);
    // Whoever came late and watches can be let in to advise.
    let admitted = [Gift::Role(Role::Consultant)];
    let all = admitted.into_iter().chain(roles).chain(deputy).chain(moderation);
    all.filter(|gift| gift.deed(m, seat).is_some_and(|deed| m.may(deed).is_ok())).collect()
}

/// A person's line that opens.
#[component]
pub fn Open(
    /// Whose seat.
    seat: SeatId,
    /// What they can be given to do.
    gifts: Memo<Vec<Gift>>,
    /// The line.
    children: Children,
) -> impl IntoView {
    let store = use_store();
    let open = RwSignal::new(false);
    let give = move |gift: Gift| {
        open.set(false);
        if let Some(deed) = store.peek(|m| gift.deed(m, seat)) {
            store.act(deed);
        }
    };
    view! {
        <button
            type="button"
            class="stage-people-person stage-people-open"
            aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|it| *it = !*it)
        >
            {children()}
        </button>
        <Show when=move || open.get()>
            <p class="stage-people-gifts">
                <For each=move || gifts.get() key=|gift| *gift let:gift>
                    <button type="button" on:click=move |_| give(gift)>{gift.words()}</button>
                </For>
            </p>
        </Show>
    }
}

//! »Passt« and »passt nicht«: whoever writes in such a phase marks what was said before, the others
//! see it at once.

use leptos::prelude::*;
use mirror::Mirror;
use shared::id::CardId;

use super::past::PastCard;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// The cards of one earlier phase.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Earlier {
    phase: u8,
    name: String,
    cards: Vec<CardId>,
}

/// What was said before, the latest first; what lies further back is folded up.
#[component]
pub fn Marks(
    /// The phase's index.
    phase: u8,
) -> impl IntoView {
    let store = use_store();
    let earlier = Memo::new(move |_| store.read(|m| earlier(m, phase)));
    let mine = Memo::new(move |_| {
        store.read(|m| {
            let phase = m.session().and_then(|s| s.method.phases.get(usize::from(phase)));
            phase.is_some_and(|phase| session::writes(m, phase))
        })
    });
    let latest = move |phase: u8| {
        earlier.with_untracked(|all| all.first().map(|it| it.phase) == Some(phase))
    };
    let cards = move |phase: u8| {
        let of = |all: &Vec<Earlier>| all.iter().find(|it| it.phase == phase).cloned();
        earlier.with(of).map(|it| it.cards).unwrap_or_default()
    };
    view! {
        <h2>{texts::cards::marks()}</h2>
        <Show
            when=move || !earlier.with(Vec::is_empty)
            fallback=|| view! { <p class="empty">{texts::cards::marks_none()}</p> }
        >
            <p class="stage-aside">
                {move || match mine.get() {
                    true => texts::cards::marks_mine(),
                    false => texts::cards::marks_others(),
                }}
            </p>
        </Show>
        <For each=move || earlier.get() key=|it| it.phase let:it>
            <details class="stage-cards-earlier" open=latest(it.phase)>
                <summary>{it.name}</summary>
                <ul class="stage-cards">
                    <For each=move || cards(it.phase) key=|card| *card let:card>
                        <PastCard id=card marks=true/>
                    </For>
                </ul>
            </details>
        </For>
    }
}

fn earlier(m: &Mirror, phase: u8) -> Vec<Earlier> {
    let Some(session) = m.session() else { return vec![] };
    let phases = session.method.phases.iter().zip(0..phase).rev();
    let phases = phases.filter(|(phase, _)| phase.has_cards());
    let earlier = phases.map(|(_, phase)| Earlier {
        phase,
        name: session::name_of(m, session, phase).unwrap_or_default(),
        cards: laid(m, phase),
    });
    earlier.filter(|it| !it.cards.is_empty()).collect()
}

/// The cards of a phase that lie open before this person.
pub fn laid(m: &Mirror, phase: u8) -> Vec<CardId> {
    let cards = m.session().map(|session| session.cards.as_slice()).unwrap_or_default();
    let open = cards.iter().filter(|it| it.phase == phase && it.face.is_some() && !it.removed);
    open.map(|card| card.id).collect()
}

//! Cards: one thought each, written by those who consult, numbered in the order in which they came.

mod compose;
mod one;

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Step;
use shared::id::{CardId, RecordId};
use shared::method::{Flag, Kind, names};

use crate::session;
use crate::store::use_store;
use crate::texts;

/// The module's banner, the field for a thought, and the cards of this phase, newest first.
#[component]
pub fn Cards(
    /// The phase's index.
    phase: u8,
) -> impl IntoView {
    let store = use_store();
    let writes = Memo::new(move |_| {
        store.read(|m| {
            let phase = m.session().and_then(|s| s.method.phases.get(usize::from(phase)));
            phase.is_some_and(|phase| names(&phase.write, session::my_roles(m)))
        })
    });
    let cards = Memo::new(move |_| store.read(|m| seen(m, phase)));
    let count = move || cards.get().iter().filter(|card| !card.removed).count();
    view! {
        <Banner phase/>
        <Collecting/>
        <Show when=move || writes.get()>
            <compose::Compose phase draft=compose::begun_in(phase)/>
        </Show>
        <h2 class="stage-cards-heading">{move || texts::cards::heading(count() as u64)}</h2>
        <Show
            when=move || !cards.get().is_empty()
            fallback=move || view! {
                <p class="empty">
                    {move || match writes.get() {
                        true => texts::cards::empty_mine(),
                        false => texts::cards::empty(),
                    }}
                </p>
            }
        >
            <ul class="stage-cards">
                <For each=move || cards.get() key=|card| card.clone() let:card>
                    <one::OneCard card/>
                </For>
            </ul>
        </Show>
    }
}

/// What this screen shows of a card; another one where anything of it has changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Seen {
    id: CardId,
    number: usize,
    words: Option<RecordId>,
    hidden: bool,
    late: bool,
    removed: bool,
    mine: bool,
}

fn seen(m: &Mirror, phase: u8) -> Vec<Seen> {
    let Some(session) = m.session() else { return vec![] };
    let numbered = session.cards.iter().zip(1..).filter(|(card, _)| card.phase == phase);
    let seen = numbered.map(|(card, number)| Seen {
        id: card.id,
        number,
        words: card.face.map(|face| face.words),
        hidden: card.hidden,
        late: card.late,
        removed: card.removed,
        mine: card.face.is_some_and(|face| Some(face.by) == m.me()),
    });
    let mut seen: Vec<_> = seen.collect();
    seen.reverse();
    seen
}

/// How the group consults: the chosen module, with the way a thought begins.
#[component]
fn Banner(
    /// The phase's index.
    phase: u8,
) -> impl IntoView {
    let store = use_store();
    let module = Memo::new(move |_| {
        store.read(|m| {
            let session = m.session()?;
            let phase = session.method.phases.get(usize::from(phase))?;
            session.module.as_ref().filter(|_| phase.allows(Flag::UsesModule)).map(|module| {
                [&module.name, &module.explain].map(|text| texts::of(text).to_owned())
            })
        })
    });
    move || {
        module.get().map(|[name, explain]| {
            view! {
                <details class="stage-cards-module">
                    <summary>{texts::cards::module(name)}</summary>
                    <p>{explain}</p>
                </details>
            }
        })
    }
}

/// Thoughts that somebody began in phases with cards that are not on this screen any more.
#[component]
pub fn Begun(
    /// The phase on this screen.
    #[prop(into)]
    phase: Signal<Option<u8>>,
) -> impl IntoView {
    let store = use_store();
    let phases = Memo::new(move |_| {
        let shown = phase.get();
        store.read(|m| {
            let Some(session) = m.session() else { return vec![] };
            let phases = session.method.phases.iter().zip(0..=session.furthest);
            let left = phases.filter(|(phase, index)| {
                phase.has(Kind::Cards)
                    && Some(*index) != shown
                    && names(&phase.write, session::my_roles(m))
            });
            left.map(|(_, index)| index).collect::<Vec<u8>>()
        })
    });
    view! {
        <For each=move || phases.get() key=|phase| *phase let:phase>
            <compose::Begun phase/>
        </For>
    }
}

/// Cards that the group left behind hidden: told to everybody, revealed by the moderator.
#[component]
pub fn LeftHidden() -> impl IntoView {
    let store = use_store();
    let left = Memo::new(move |_| {
        store.read(|m| m.session().is_some_and(|s| s.hides() && !s.now_in().has(Kind::Cards)))
    });
    view! { <Show when=move || left.get()><Collecting/></Show> }
}

/// Silent collecting: begun and ended by the moderator, told to everybody.
#[component]
fn Collecting() -> impl IntoView {
    let store = use_store();
    let state = Memo::new(move |_| {
        store.read(|m| {
            let session = m.session()?;
            let hidden = session.cards.iter().filter(|card| card.hidden && !card.removed).count();
            Some((session.collecting, hidden))
        })
    });
    let collecting = move || state.get().is_some_and(|(collecting, _)| collecting);
    let hidden = move || state.get().map_or(0, |(_, hidden)| hidden);
    let leads = Memo::new(move |_| store.read(session::moderates));
    view! {
        <Show when=move || collecting() || (hidden() > 0)>
            <p class="stage-cards-collecting">
                {move || match collecting() {
                    true => texts::cards::collecting().to_owned(),
                    false => texts::cards::hidden_still(hidden() as u64),
                }}
            </p>
        </Show>
        <Show when=move || leads.get()>
            <p class="stage-actions">
                <Show
                    when=move || collecting() || (hidden() > 0)
                    fallback=move || view! {
                        <button
                            type="button"
                            disabled=move || !store.may_step(Step::Collect)
                            on:click=move |_| store.step(Step::Collect)
                        >
                            {texts::cards::collect()}
                        </button>
                    }
                >
                    <button
                        type="button"
                        class="primary"
                        on:click=move |_| store.step(Step::Reveal)
                    >
                        {move || texts::cards::reveal(hidden())}
                    </button>
                </Show>
            </p>
        </Show>
    }
}

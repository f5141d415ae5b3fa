//! How the cards of a phase lie: in columns, along a timeline, or newest first, apart for each module
//! by which they were written; by their dots, once these are shown.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use leptos::prelude::*;
use mirror::Mirror;
use shared::id::CardId;
use shared::meeting::{Card, CaseSession};
use shared::method::{Flag, Role, names};

use super::one::OneCard;
use crate::store::use_store;
use crate::texts;

/// What keeps some cards together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Place {
    /// A column.
    Column(u8),
    /// A module, the latest first; without one, none had been chosen yet.
    Module(Reverse<Option<u8>>),
}

/// Cards that lie together.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Heap {
    place: Place,
    name: Option<String>,
    cards: Vec<CardId>,
}

/// The cards of a phase.
#[component]
pub fn Wall(
    /// The phase's index.
    phase: u8,
    /// Whether I write here.
    writes: Memo<bool>,
) -> impl IntoView {
    let store = use_store();
    let heaps = Memo::new(move |_| store.read(|m| heaps(m, phase)));
    let count = Memo::new(move |_| {
        store.read(|m| {
            let cards = m.session().map(|s| s.cards.as_slice()).unwrap_or_default();
            cards.iter().filter(|card| card.phase == phase && !card.removed).count()
        })
    });
    let is_empty = Memo::new(move |_| heaps.with(|all| all.iter().all(|it| it.cards.is_empty())));
    let consult = store.peek(|m| {
        let phase = m.session().and_then(|s| s.method.phases.get(usize::from(phase)));
        phase.is_some_and(|phase| names(&phase.write, &[Role::Consultant]))
    });
    let in_columns = store.peek(|m| !columns(m, phase).is_empty());
    view! {
        <h2 class="stage-cards-heading">{move || texts::cards::heading(count.get() as u64)}</h2>
        <Show when=move || is_empty.get()>
            <p class="empty">
                {move || match writes.get() {
                    true => texts::cards::empty_mine(),
                    false if consult => texts::cards::empty(),
                    false => texts::cards::empty_others(),
                }}
            </p>
        </Show>
        <div class:stage-cards-columns=in_columns>
            <For each=move || heaps.get() key=|heap| heap.place let:heap>
                <OneHeap place=heap.place heaps/>
            </For>
        </div>
    }
}

/// Cards that lie together, under their name where there are others.
#[component]
fn OneHeap(
    /// What keeps them together.
    place: Place,
    /// All heaps.
    heaps: Memo<Vec<Heap>>,
) -> impl IntoView {
    let heap = Memo::new(move |_| {
        let heap = heaps.with(|all| all.iter().find(|heap| heap.place == place).cloned());
        heap.map(|heap| (heap.name, heap.cards)).unwrap_or_default()
    });
    view! {
        <section>
            {move || heap.get().0.map(|name| view! { <h3 class="stage-cards-name">{name}</h3> })}
            <ul class="stage-cards">
                <For each=move || heap.get().1 key=|card| *card let:card>
                    <OneCard id=card/>
                </For>
            </ul>
        </section>
    }
}

/// The names of a phase's columns; none where its cards lie in one heap.
pub fn columns(m: &Mirror, phase: u8) -> Vec<String> {
    let Some(session) = m.session() else { return vec![] };
    let count = session.method.phases.get(usize::from(phase)).map_or(0, |phase| phase.columns);
    let guide = m.phase_guide(session, phase);
    let name = |column: u8| {
        let name = guide.and_then(|guide| guide.columns.get(usize::from(column)));
        name.map_or_else(|| texts::cards::column_n(column + 1), |it| texts::of(it).to_owned())
    };
    (0..count).map(name).collect()
}

fn heaps(m: &Mirror, phase: u8) -> Vec<Heap> {
    let Some(session) = m.session() else { return vec![] };
    let columns = columns(m, phase);
    let mut cards: Vec<&Card> = session.cards.iter().filter(|card| card.phase == phase).collect();
    let dated =
        session.method.phases.get(usize::from(phase)).is_some_and(|it| it.allows(Flag::Timeline));
    if dated {
        // Those without a date come last, in the order in which they were written.
        cards.sort_by_cached_key(|card| {
            let day = m.card(card).words().and_then(|words| words.day);
            (day.is_none(), day)
        });
    } else {
        cards.reverse();
    }
    // Once dots are shown, what has the most lies on top; what came later has none.
    cards.sort_by_cached_key(|card| Reverse(session.dots_of(card.id)));
    let mut heaps: BTreeMap<Place, Vec<CardId>> =
        (0..).zip(&columns).map(|(column, _)| (Place::Column(column), vec![])).collect();
    for card in cards {
        let place = match columns.is_empty() {
            true => Place::Module(Reverse(card.module)),
            false => Place::Column(card.column),
        };
        heaps.entry(place).or_default().push(card.id);
    }
    let several = heaps.len() > 1;
    let name = |place: Place| match place {
        Place::Column(column) => columns.get(usize::from(column)).cloned(),
        Place::Module(Reverse(module)) => several.then(|| module_name(m, session, module)),
    };
    heaps.into_iter().map(|(place, cards)| Heap { place, name: name(place), cards }).collect()
}

/// What people call a module by which cards were written.
fn module_name(m: &Mirror, session: &CaseSession, module: Option<u8>) -> String {
    let chosen = module.and_then(|module| session.modules.get(usize::from(module)));
    let named = chosen.map(|chosen| {
        let guide = m.module_guide(chosen);
        guide.map_or_else(|| chosen.module.id.clone(), |guide| texts::of(&guide.name).to_owned())
    });
    named.unwrap_or_else(|| texts::cards::no_module().to_owned())
}

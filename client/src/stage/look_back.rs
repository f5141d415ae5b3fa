//! »Bisher«: what earlier phases brought, free to look at for everybody at any time.

use leptos::prelude::*;
use mirror::Mirror;
use shared::id::CardId;
use shared::pad::Sheet;

use super::cards::{self, PastCard};
use crate::parts::pad::Pad;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// What one earlier phase holds.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Past {
    phase: u8,
    name: String,
    notes: bool,
    cards: Vec<CardId>,
}

/// The earlier phases that hold something, folded up.
#[component]
pub fn LookBack() -> impl IntoView {
    let store = use_store();
    let past = Memo::new(move |_| store.read(past));
    let case = Memo::new(move |_| {
        store.read(|m| {
            let session = m.session()?;
            let case = m.meeting().case(session.case?)?;
            Some((session::giver(m, case), m.case(case).words()?.sentence))
        })
    });
    let cards = move |phase: u8| {
        let of = |all: &Vec<Past>| all.iter().find(|it| it.phase == phase).cloned();
        past.with(of).map(|it| it.cards).unwrap_or_default()
    };
    view! {
        <Show when=move || case.get().is_some() || !past.with(Vec::is_empty)>
            <details class="stage-back">
                <summary>{texts::stage::so_far()}</summary>
                {
                    move || case.get().map(|(name, sentence)| view! {
                        <h2 class="stage-back-head">{texts::stage::case_of(name)}</h2>
                        <p>{sentence}</p>
                    })
                }
                <For each=move || past.get() key=|past| (past.phase, past.name.clone()) let:past>
                    <h2 class="stage-back-head">{past.name.clone()}</h2>
                    {past.notes.then(|| view! {
                        <PastNotes phase=past.phase name=past.name.clone()/>
                    })}
                    <ul class="stage-back-cards">
                        <For each=move || cards(past.phase) key=|card| *card let:card>
                            <PastCard id=card/>
                        </For>
                    </ul>
                </For>
            </details>
        </Show>
    }
}

/// The notes of an earlier phase. They open when asked for: most people never do.
#[component]
fn PastNotes(
    /// The phase's index.
    phase: u8,
    /// Its name.
    name: String,
) -> impl IntoView {
    let store = use_store();
    let open = RwSignal::new(false);
    let pad = Memo::new(move |_| store.read(|m| session::sheet(m, Sheet::Notes(phase))));
    let label = StoredValue::new(texts::stage::notes_of(name));
    // Whoever listens to advice is not to answer it in yesterday's notes.
    let hears = Signal::derive(move || store.read(session::hears));
    view! {
        <Show
            when=move || open.get()
            fallback=move || view! {
                <p>
                    <button type="button" class="quiet" on:click=move |_| open.set(true)>
                        {texts::stage::show_notes()}
                    </button>
                </p>
            }
        >
            {move || pad.get().map(|pad| view! { <Pad pad label=label.get_value() read_only=hears/> })}
        </Show>
    }
}

fn past(m: &Mirror) -> Vec<Past> {
    let Some(session) = m.session() else { return vec![] };
    let phases = session.method.phases.iter().zip(0..=session.furthest);
    let others = phases.filter(|(_, index)| *index != session.phase);
    let past = others.map(|(phase, index)| Past {
        phase: index,
        name: session::name_of(m, session, index).unwrap_or_default(),
        notes: phase.has_notes(),
        cards: cards::laid(m, index),
    });
    past.filter(|past| past.notes || !past.cards.is_empty()).collect()
}

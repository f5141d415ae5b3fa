//! Cards: one thought each, written by those who write in a phase, numbered in the order in which
//! they came.

mod collecting;
mod compose;
mod draft;
mod marks;
mod offers;
mod one;
mod past;
mod reverse;
mod reword;
mod seen;
mod wall;
mod weigh;

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Step;
use shared::method::{Kind, Role};

use super::{modules, parking};
use crate::session;
use crate::store::use_store;
use crate::texts;

pub use collecting::{LeftHidden, Silence};
pub use draft::CardDraft;
pub use marks::{Marks, laid};
pub use offers::Offers;
pub use past::PastCard;
pub use seen::NO_WORDS;
pub use weigh::Again;

/// The field for a thought, and the cards of this phase.
#[component]
pub fn Cards(
    /// The phase's index.
    phase: u8,
) -> impl IntoView {
    let store = use_store();
    let draft = CardDraft::of(phase);
    let writes = Memo::new(move |_| {
        store.read(|m| {
            let phase = m.session().and_then(|s| s.method.phases.get(usize::from(phase)));
            phase.is_some_and(|phase| session::writes(m, phase))
        })
    });
    // By the method somebody else would write it down for them.
    let for_themselves = move || {
        let held = |m: &Mirror| {
            let phase = m.session().and_then(|s| s.method.phases.get(usize::from(phase)));
            phase.is_some_and(|phase| session::cast(m).wants_scribe(phase))
        };
        writes.get() && store.read(held)
    };
    let take = move || Some(Step::Cast { role: Role::Scribe, seat: Some(store.me()?) });
    let may_write = move || take().is_some_and(|step| store.may_step(step));
    let write = move |_| {
        if let Some(step) = take() {
            store.step(step);
        }
    };
    view! {
        <collecting::Collecting/>
        <Show when=for_themselves>
            <p class="stage-cards-unwritten">
                <span class="stage-aside">{texts::cards::without_scribe()}</span>
                <Show when=may_write><button type="button" on:click=write>{texts::casting::i_write()}</button></Show>
            </p>
        </Show>
        <reverse::TurnOver/>
        <parking::Offered phase draft/>
        <Show when=move || writes.get()><compose::Compose phase draft/></Show>
        <weigh::Weighing laid=phase/>
        <wall::Wall phase writes/>
    }
}

/// How the group consults: the chosen module, and another one if it helps.
#[component]
pub fn Banner(
    /// The phase's index.
    phase: u8,
) -> impl IntoView {
    let store = use_store();
    let module = Memo::new(move |_| {
        store.read(|m| {
            let guide = session::module(m)?;
            let minutes = &m.session()?.module()?.module.steps;
            let steps = minutes.iter().zip(&guide.steps);
            let steps =
                steps.map(|(minutes, it)| texts::stage::module_step(minutes, texts::of(it)));
            let [name, explain] = [&guide.name, &guide.explain].map(|it| texts::of(it).to_owned());
            Some((name, explain, steps.collect::<Vec<_>>()))
        })
    });
    // Whoever leads goes through it step by step.
    let leads = Memo::new(move |_| store.read(session::moderates));
    // Where a module is chosen all of them are on offer anyway.
    let changes = Memo::new(move |_| {
        store.read(|m| {
            m.session().is_some_and(|s| s.phase == phase && !s.now_in().has(Kind::Method))
        })
    });
    view! {
        {
            move || module.get().map(|(name, explain, steps)| view! {
                <details class="stage-cards-module" prop:open=move || leads.get()>
                    <summary>{texts::cards::module(name)}</summary>
                    <p>{explain}</p>
                    <ol>{steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}</ol>
                </details>
            })
        }
        <Show when=move || changes.get()><modules::Change/></Show>
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
                phase.has_cards() && Some(*index) != shown && session::writes(m, phase)
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

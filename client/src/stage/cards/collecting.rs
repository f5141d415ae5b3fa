//! Silent collecting: begun and ended by the moderator, told to everybody; and how long a silent start
//! is meant to take.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Step;
use shared::method::Flag;
use shared::time::Span;

use crate::parts::clock;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// Collecting: what it means for everybody, and the moderator's button.
#[component]
pub fn Collecting() -> impl IntoView {
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
    let minutes = move || store.read(silent).map(|silent| silent.as_seconds().div_ceil(60));
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
                            {move || match minutes() {
                                Some(minutes) => texts::cards::collect_for(minutes),
                                None => texts::cards::collect().to_owned(),
                            }}
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

/// Cards that the group left behind hidden: told to everybody, revealed by the moderator.
#[component]
pub fn LeftHidden() -> impl IntoView {
    let store = use_store();
    let left = Memo::new(move |_| {
        store.read(|m| m.session().is_some_and(|s| s.hides() && !s.now_in().has_cards()))
    });
    view! { <Show when=move || left.get()><Collecting/></Show> }
}

/// How much is left of the silence with which a phase begins. It informs; nothing ends with it.
#[component]
pub fn Silence() -> impl IntoView {
    let store = use_store();
    let left = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| {
            let silent = silent(m)?;
            let left = silent - m.session()?.clock().elapsed(now);
            // Rounded up, as the clock of the phase is.
            (left > Span::ZERO).then(|| clock::minutes(left + Span(999)))
        })
    });
    move || {
        left.get().map(|left| {
            view! { <p class="stage-cards-silence" role="timer">{texts::cards::silence(left)}</p> }
        })
    }
}

/// With how much silent writing the phase begins, or the module by which it is worked in.
fn silent(m: &Mirror) -> Option<Span> {
    let session = m.session()?;
    let phase = session.now_in();
    let module = session.module().filter(|_| phase.allows(Flag::UsesModule));
    let seconds = phase.silent_s.or_else(|| module?.module.silent_s)?;
    Some(Span::seconds(seconds.into()))
}

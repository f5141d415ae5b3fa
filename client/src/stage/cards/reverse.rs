//! The other side of a card, where a module turns its cards over: one line that whoever writes may
//! put there or change.

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use shared::command::Step;
use shared::id::CardId;
use shared::limits::CARD_CHARS;
use shared::method::Flag;
use vault::words;

use super::compose::sends;
use super::seen::{self, NO_WORDS, Seen};
use crate::parts::draft::Draft;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// »Umdrehen«: offered to the moderator as soon as cards lie open; told to everybody.
#[component]
pub fn TurnOver() -> impl IntoView {
    let store = use_store();
    // Whether the cards are turned, and whether that can be changed here.
    let state = Memo::new(move |_| {
        store.read(|m| {
            let session = m.session().filter(|s| s.now_in().allows(Flag::UsesModule))?;
            session.module().filter(|chosen| chosen.module.turns)?;
            let latest = session.modules.len().checked_sub(1)?;
            let lies_open = session.cards.iter().any(|card| {
                card.module.map(usize::from) == Some(latest) && !card.hidden && !card.removed
            });
            let over = !session.turned;
            let turn = session::deed(m, Step::TurnCards { over })?;
            let may = session::moderates(m) && m.may(turn).is_ok();
            Some((session.turned, may && (lies_open || session.turned)))
        })
    });
    let turned = move || state.get().is_some_and(|(turned, _)| turned);
    view! {
        <Show when=turned>
            <p class="stage-cards-collecting">{texts::cards::turned()}</p>
        </Show>
        <Show when=move || state.get().is_some_and(|(_, may)| may)>
            <p class="stage-actions">
                <button
                    type="button"
                    on:click=move |_| {
                        let over = !untrack(turned);
                        store.step(Step::TurnCards { over });
                    }
                >
                    {move || match turned() {
                        true => texts::cards::turn_back(),
                        false => texts::cards::turn_over(),
                    }}
                </button>
            </p>
        </Show>
    }
}

/// The field for the other side, for whoever may write there now.
#[component]
pub fn WriteReverse(
    /// Which card.
    id: CardId,
    /// How it lies.
    card: Memo<Seen>,
) -> impl IntoView {
    let store = use_store();
    let may = Memo::new(move |_| store.may_step(Step::WriteReverse { card: id, words: NO_WORDS }));
    view! { <Show when=move || may.get()><Begun id card/></Show> }
}

/// The field, or the button that brings it back.
#[component]
fn Begun(
    /// Which card.
    id: CardId,
    /// How it lies.
    card: Memo<Seen>,
) -> impl IntoView {
    let written = seen::reverse(use_store(), id, card);
    let draft = Draft::of(&format!("reverse-{id}"));
    let stands = Memo::new(move |_| card.get().reverse.is_some());
    // What stands there already is changed only by whoever asks for it; what somebody has begun to
    // write meanwhile stays in sight.
    let writes = Memo::new(move |_| !stands.get() || !draft.get().is_empty());
    let change = move |_| draft.set(written.get_untracked().unwrap_or_default());
    let button = move || {
        view! {
            <p>
                <button
                    type="button"
                    class="quiet"
                    aria-label=move || texts::cards::reverse_change_label(card.get().number)
                    on:click=change
                >
                    {texts::cards::reverse_change()}
                </button>
            </p>
        }
    };
    view! {
        <Show when=move || writes.get() fallback=button><Field id card stands draft/></Show>
    }
}

/// The field itself; it begins as the module says.
#[component]
fn Field(
    /// Which card.
    id: CardId,
    /// How it lies.
    card: Memo<Seen>,
    /// Whether something stands there already.
    stands: Memo<bool>,
    /// What was begun.
    draft: Draft,
) -> impl IntoView {
    let store = use_store();
    let beginning = Memo::new(move |_| {
        store
            .read(|m| {
                let turn = texts::of(session::module(m)?.turn.as_ref()?);
                Some(format!("{} ", turn.trim_end_matches('…').trim_end()))
            })
            .unwrap_or_default()
    });
    let shown = move || match draft.get() {
        text if text.is_empty() => beginning.get(),
        text => text,
    };
    let is_said = move || {
        let text = draft.get();
        !text.trim().is_empty() && text.trim() != beginning.get().trim()
    };
    let save = move || {
        if !untrack(is_said) {
            return;
        }
        let words = words::Card { text: draft.get_untracked().trim().to_owned(), day: None };
        if store.say_step(words, |words| Step::WriteReverse { card: id, words }) {
            draft.clear();
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save();
    };
    let key = move |event: KeyboardEvent| {
        if sends(&event) {
            event.prevent_default();
            save();
        }
    };
    view! {
        <form class="stage-cards-turn" on:submit=submit>
            <textarea
                rows="1"
                aria-label=move || texts::cards::reverse_label(card.get().number)
                maxlength=CARD_CHARS.to_string()
                prop:value=shown
                on:input=move |event| draft.set(event_target_value(&event))
                on:keydown=key
            ></textarea>
            <Show when=is_said>
                <button type="submit">
                    {move || match stands.get() {
                        true => texts::cards::reverse_replace(),
                        false => texts::cards::reverse_save(),
                    }}
                </button>
            </Show>
            <Show when=move || stands.get()>
                <button type="button" class="quiet" on:click=move |_| draft.clear()>
                    {texts::cards::cancel()}
                </button>
            </Show>
        </form>
    }
}

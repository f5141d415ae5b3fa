//! The key question: worded together in a pad, checked with gentle hints, then fixed for all.

use leptos::prelude::*;
use shared::command::{Deed, Step};
use shared::limits::QUESTION_CHARS;
use shared::pad::Sheet;
use vault::words;

use super::{cards, hints};
use crate::pads::PadState;
use crate::parts::pad::{Pad, text};
use crate::session;
use crate::store::{Notice, use_store};
use crate::texts;

/// How long a wording that was taken over can be given back from the notice, in seconds;
/// afterwards the pad's own button does the same.
const UNDO_SECONDS: u64 = 10;

/// Where the key question is worded, fixed, and taken up again.
#[component]
pub fn Wording(
    /// The phase's index.
    phase: u8,
) -> impl IntoView {
    let store = use_store();
    let pad = Memo::new(move |_| store.read(|m| session::sheet(m, Sheet::Question)));
    let fixed =
        Memo::new(move |_| store.read(|m| m.session().is_some_and(|s| s.question.is_some())));
    let writes = Memo::new(move |_| {
        store.read(|m| {
            session::sheet(m, Sheet::Question).is_some_and(|pad| m.may_write(pad).is_ok())
        })
    });
    let wording = Memo::new(move |_| pad.get().map(|pad| text(store, pad)).unwrap_or_default());
    let fix = move |_| {
        let text = wording.get_untracked().trim().to_owned();
        if let Some(session) = store.peek(|m| m.session().map(|s| s.id)) {
            store.say(words::Question { text }, |words| {
                Deed::In(session, Step::FixQuestion { words })
            });
        }
    };
    let length = move || wording.get().trim().chars().count();
    let view = move || pad.get().map(|pad| store.pads().open(store, pad));
    let is_open = Memo::new(move |_| {
        view().is_some_and(|view| view.state() != PadState::Loading) && writes.get()
    });
    // Made here and not where it is offered: the card it comes from may be gone by then.
    let undo = Callback::new(move |()| {
        if let Some(view) = untrack(view) {
            view.undo();
        }
    });
    let take = move |text: String| {
        if let Some(view) = untrack(view) {
            view.replace(&text);
            store.notify(Notice {
                text: texts::stage::offer_taken().to_owned(),
                actions: vec![(texts::cards::undo().to_owned(), undo)],
                seconds: UNDO_SECONDS,
            });
        }
    };
    view! {
        <Show
            when=move || !fixed.get()
            fallback=move || view! {
                <div class="stage-fixed">
                    <p>{texts::stage::question_stands()}</p>
                    <Show when=move || store.may_step(Step::ReopenQuestion)>
                        <button
                            type="button"
                            class="quiet"
                            on:click=move |_| store.step(Step::ReopenQuestion)
                        >
                            {texts::stage::reopen_question()}
                        </button>
                    </Show>
                </div>
            }
        >
            <h2>{texts::stage::wording()}</h2>
            {move || pad.get().map(|pad| view! {
                <Pad pad label=texts::stage::wording() short=true/>
            })}
            <Show when=move || writes.get()>
                <Checks wording/>
                <p class="stage-actions">
                    <button
                        type="button"
                        class="primary"
                        disabled=move || !(1..=QUESTION_CHARS).contains(&length())
                        on:click=fix
                    >
                        {texts::stage::fix_question()}
                    </button>
                    <Show when=move || { length() > QUESTION_CHARS }>
                        <span class="stage-aside" role="status">
                            {move || texts::stage::too_long(length() - QUESTION_CHARS)}
                        </span>
                    </Show>
                </p>
            </Show>
        </Show>
        <cards::Offers phase words=is_open take/>
    }
}

/// What makes a question a good one: hints, never a lock.
#[component]
fn Checks(
    /// The question so far.
    wording: Memo<String>,
) -> impl IntoView {
    let hint = move |holds: fn(&str) -> bool, words: &'static str| {
        let holds = Memo::new(move |_| holds(&wording.get().to_lowercase()));
        view! {
            <li class:stage-check-holds=move || holds.get()>
                <span class="stage-check-mark" aria-hidden="true">
                    {move || if holds.get() { "✓" } else { "○" }}
                </span>
                {words}
                <span class="visually-hidden">
                    {move || match holds.get() {
                        true => texts::stage::check_holds(),
                        false => texts::stage::check_open(),
                    }}
                </span>
            </li>
        }
    };
    view! {
        <ul class="stage-checks" aria-label=texts::stage::checks()>
            {hint(hints::is_how, texts::stage::check_how())}
            {hint(hints::is_first_person, texts::stage::check_first_person())}
            {hint(hints::is_within_reach, texts::stage::check_within_reach())}
            {hint(hints::is_one, texts::stage::check_one())}
            {hint(hints::is_positive, texts::stage::check_positive())}
        </ul>
    }
}

//! The key question: worded together in a pad, checked with gentle hints, then fixed for all.

use leptos::prelude::*;
use shared::command::{Deed, Step};
use shared::limits::QUESTION_CHARS;
use shared::pad::Sheet;
use vault::words;

use super::hints;
use crate::parts::pad::{Pad, text};
use crate::session;
use crate::store::use_store;
use crate::texts;

/// Where the key question is worded, fixed, and taken up again.
#[component]
pub fn Wording() -> impl IntoView {
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
            {hint(hints::is_one, texts::stage::check_one())}
            {hint(hints::is_positive, texts::stage::check_positive())}
        </ul>
    }
}

//! The form for a case of one's own, in one's name or without. One sentence is enough; what else
//! there is to say is folded.

use leptos::prelude::*;
use shared::command::{CaseStep, Deed};
use shared::id::{CaseId, RecordId};
use shared::limits::CASE_CHARS;
use vault::clean::clean_lines;
use vault::words::{Case, Urgency};

use super::clock;
use super::draft::Draft;
use super::urgency::{HelpChoice, UrgencyChoice};
use crate::store::{fresh_id, use_store};
use crate::texts;

/// The form.
#[component]
pub fn Bring() -> impl IntoView {
    let store = use_store();
    let sentence = Draft::of_meeting("case");
    let urgency = RwSignal::new(Urgency::Calm);
    let help = RwSignal::new(None);
    let nameless = RwSignal::new(false);
    let open = Memo::new(move |_| {
        // Told by the second: a closing date passes without anybody doing anything.
        store.now();
        let words = RecordId::from_bytes([0; 16]);
        store.read(|_| store.may(Deed::BringCase { case: CaseId::from_bytes([0; 16]), words }))
    });
    let until = move || {
        let day = store.read(|m| m.meeting().invitation.cases_until).map(clock::day_of)?;
        Some(match open.get() {
            true => texts::lobby::cases_until(day),
            false => texts::lobby::cases_closed(day),
        })
    };
    let bring = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let words = Case {
            sentence: sentence.get_untracked(),
            urgency: urgency.get_untracked(),
            help: help.get_untracked(),
            carried: None,
        };
        if clean_lines(&words.sentence, CASE_CHARS).is_empty() {
            return;
        }
        let (case, nameless_now) = (CaseId::from_bytes(fresh_id()), nameless.get_untracked());
        let brought = store.say(words, |words| match nameless_now {
            true => Deed::Case(CaseStep::HandIn { case, words }),
            false => Deed::BringCase { case, words },
        });
        if brought {
            sentence.clear();
            urgency.set(Urgency::Calm);
            help.set(None);
            nameless.set(false);
        }
    };
    view! {
        {move || until().map(|line| view! { <p class="aside">{line}</p> })}
        <Show when=move || open.get()>
            <form class="bring" on:submit=bring novalidate>
                <label class="field">
                    <span>{texts::lobby::bring()}</span>
                    <textarea
                        rows="2"
                        maxlength=CASE_CHARS.to_string()
                        placeholder=texts::casting::sentence_hint()
                        prop:value=move || sentence.get()
                        on:input=move |event| sentence.set(event_target_value(&event))
                    ></textarea>
                </label>
                <Show when=move || !sentence.get().is_empty()>
                    <details class="bring-more">
                        <summary>{texts::cases::more()}</summary>
                        <HelpChoice chosen=help/>
                        <UrgencyChoice chosen=urgency/>
                        <Nameless chosen=nameless/>
                    </details>
                    <button type="submit" class="primary">{texts::lobby::bring_button()}</button>
                </Show>
            </form>
        </Show>
    }
}

/// Without one's name: such a case lies before all, so a group of its own among others has none.
#[component]
fn Nameless(
    /// Whether it is so.
    chosen: RwSignal<bool>,
) -> impl IntoView {
    let store = use_store();
    let before_all = Memo::new(move |_| {
        store.read(|m| m.group().is_some_and(|(id, _)| m.meeting().plenary == Some(id)))
    });
    view! {
        <Show when=move || before_all.get()>
            <label class="tick">
                <input
                    type="checkbox"
                    prop:checked=move || chosen.get()
                    on:change=move |event| chosen.set(event_target_checked(&event))
                />
                <span>{texts::cases::nameless()}</span>
            </label>
            <Show when=move || chosen.get()>
                <p class="aside">{texts::cases::nameless_hint()}</p>
            </Show>
        </Show>
    }
}

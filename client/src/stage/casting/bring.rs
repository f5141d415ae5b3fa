//! Bringing a case of one's own.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::command::Deed;
use shared::id::CaseId;
use shared::limits::CASE_CHARS;
use vault::words::{self, Urgency};

use crate::parts::draft::Draft;
use crate::parts::urgency::UrgencyChoice;
use crate::store::{fresh_id, use_store};
use crate::texts;

/// Bring a case of one's own, in one sentence.
#[component]
pub fn Bring() -> impl IntoView {
    let store = use_store();
    // Open where nobody has begun; never folded up while somebody writes.
    let nothing_yet =
        store.peek(|m| m.group().is_none_or(|(id, _)| m.meeting().table(id).next().is_none()));
    let draft = Draft::of_meeting("case");
    let open = nothing_yet || !draft.get_untracked().is_empty();
    let urgency = RwSignal::new(Urgency::default());
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let sentence = draft.get_untracked().trim().to_owned();
        if sentence.is_empty() {
            return;
        }
        let (case, urgency) = (CaseId::from_bytes(fresh_id()), urgency.get_untracked());
        if store.say(words::Case { sentence, urgency, help: None }, |words| Deed::BringCase {
            case,
            words,
        }) {
            draft.clear();
        }
    };
    view! {
        <details class="stage-casting-bring" open=open>
            <summary>{texts::casting::bring()}</summary>
            <form on:submit=send>
                <label class="field">
                    <span>{texts::casting::sentence()}</span>
                    <textarea
                        rows="3"
                        maxlength=CASE_CHARS.to_string()
                        placeholder=texts::casting::sentence_hint()
                        prop:value=move || draft.get()
                        on:input=move |e| draft.set(event_target_value(&e))
                    ></textarea>
                </label>
                <UrgencyChoice chosen=urgency/>
                <button type="submit" disabled=move || draft.get().trim().is_empty()>
                    {texts::casting::put_on_table()}
                </button>
            </form>
        </details>
    }
}

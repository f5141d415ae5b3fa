//! The question what became of one's first step: four answers and a line.

use leptos::prelude::*;
use shared::command::{Deed, Step};
use shared::id::{RecordId, SessionId};
use shared::limits::REPORT_CHARS;
use shared::meeting::{Item, Outcome, Reach};
use vault::words;

use super::past;
use crate::parts::choice::Choice;
use crate::parts::draft::Draft;
use crate::parts::outcome;
use crate::release::is_for_group;
use crate::store::{Store, use_store};
use crate::texts;

/// The answer, or the form for it; nothing for whoever has none to give.
#[component]
pub fn Ask(
    /// The session in which the step was named.
    session: SessionId,
) -> impl IntoView {
    let store = use_store();
    let may = Memo::new(move |_| store.may(deed(session, Outcome::Done, None)));
    let answer = Memo::new(move |_| store.read(|m| past::answer(m, session)));
    let changing = RwSignal::new(false);
    move || {
        may.get().then(|| match answer.get().filter(|_| !changing.get()) {
            Some((answer, line)) => view! {
                <p>{texts::followup::answered(outcome::told(answer, Some(&line)))}</p>
                <button type="button" on:click=move |_| changing.set(true)>
                    {texts::followup::change()}
                </button>
            }
            .into_any(),
            None => view! { <Form session before=answer.get_untracked() changing/> }.into_any(),
        })
    }
}

/// Four answers, of which one is needed, and a line.
#[component]
fn Form(
    /// The session in which the step was named.
    session: SessionId,
    /// The answer as it stands.
    before: Option<(Outcome, String)>,
    /// Whether it is being changed.
    changing: RwSignal<bool>,
) -> impl IntoView {
    let store = use_store();
    let line = Draft::of_meeting(&format!("{session}.report"));
    let chosen = RwSignal::new(before.as_ref().map(|(outcome, _)| *outcome));
    if let Some((_, text)) = before {
        line.set(text);
    }
    let stop = move || {
        line.clear();
        changing.set(false);
    };
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(outcome) = chosen.get_untracked() else { return };
        if tell(store, session, outcome, line.get_untracked()) {
            store.announce(texts::followup::answered(outcome::words(outcome)));
            stop();
        }
    };
    view! {
        <form class="followup-ask" on:submit=send>
            <fieldset class="choices">
                <legend>{texts::followup::ask()}</legend>
                {outcome::ALL.map(|it| view! {
                    <Choice name="outcome" label=outcome::words(it) value=Some(it) chosen/>
                })}
            </fieldset>
            <label class="field">
                <span>{texts::followup::in_a_line()}</span>
                <input
                    type="text"
                    maxlength=REPORT_CHARS.to_string()
                    prop:value=move || line.get()
                    on:input=move |event| line.set(event_target_value(&event))
                />
            </label>
            <p class="aside">{texts::followup::tell_hint()}</p>
            <p class="row">
                <button type="submit" class="primary" disabled=move || chosen.get().is_none()>
                    {texts::followup::tell()}
                </button>
                <Show when=move || changing.get()>
                    <button type="button" class="quiet" on:click=move |_| stop()>
                        {texts::followup::keep()}
                    </button>
                </Show>
            </p>
        </form>
    }
}

/// Tells the group, as the button says: so it is also released to the group, and can be taken back
/// there.
fn tell(store: Store, session: SessionId, outcome: Outcome, line: String) -> bool {
    let told = match line.trim().is_empty() {
        true => {
            let deed = deed(session, outcome, None);
            let may = store.peek(|m| m.may(deed.clone()).is_ok());
            store.act(deed);
            may
        }
        false => {
            store.say(words::Report { text: line }, |words| deed(session, outcome, Some(words)))
        }
    };
    // What others than the case giver promised, they promised all: there is nothing to release.
    let kept = store.peek(|m| {
        let session = m.meeting().session(session);
        session.is_some_and(|(_, group, session)| {
            let gave = m.me().is_some_and(|me| group.cast_of(session).case_giver == Some(me));
            gave && !is_for_group(session, Item::Report)
        })
    });
    if told && kept {
        let release = Step::Release { item: Item::Report, reach: Reach::Group, words: None };
        store.act(Deed::In(session, release));
    }
    told
}

fn deed(session: SessionId, outcome: Outcome, words: Option<RecordId>) -> Deed {
    Deed::Report { session, outcome, words }
}

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
    /// In which phase.
    phase: u8,
) -> impl IntoView {
    let store = use_store();
    let place = (session, phase);
    let may = Memo::new(move |_| store.may(deed(place, Outcome::Done, None)));
    let answer = Memo::new(move |_| store.read(|m| past::answer(m, session, phase)));
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
            None => view! { <Form place before=answer.get_untracked() changing/> }.into_any(),
        })
    }
}

/// Four answers, of which one is needed, and a line.
#[component]
fn Form(
    /// The session and the phase in which the step was named.
    place: (SessionId, u8),
    /// The answer as it stands.
    before: Option<(Outcome, String)>,
    /// Whether it is being changed.
    changing: RwSignal<bool>,
) -> impl IntoView {
    let store = use_store();
    let line = Draft::of_meeting(&format!("{}.report.{}", place.0, place.1));
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
        if tell(store, place, outcome, line.get_untracked()) {
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
fn tell(store: Store, place: (SessionId, u8), outcome: Outcome, line: String) -> bool {
    let session = place.0;
    let told = match line.trim().is_empty() {
        true => {
            let deed = deed(place, outcome, None);
            let may = store.peek(|m| m.may(deed.clone()).is_ok());
            store.act(deed);
            may
        }
        false => store.say(words::Report { text: line }, |words| deed(place, outcome, Some(words))),
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

fn deed((session, phase): (SessionId, u8), outcome: Outcome, words: Option<RecordId>) -> Deed {
    Deed::Report { session, phase, outcome, words }
}

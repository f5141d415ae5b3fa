//! What the case giver puts on their own sheet besides what was said: a title, attachments and links.
//! Nobody else is told that there is any.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use mirror::Mirror;
use shared::command::{Deed, Step};
use shared::id::{RecordId, SessionId};
use shared::limits::TITLE_CHARS;
use vault::clean::clean;
use vault::words::{CaseSheet, Link};

use crate::parts::links::{LinkDraft, Links};
use crate::store::{Notice, Store, use_store};
use crate::texts;

/// What is there; empty where nothing is, or where it is not one's own.
pub fn attached(m: &Mirror, session: SessionId) -> CaseSheet {
    let found = || {
        let (.., session) = m.meeting().session(session)?;
        m.case_sheet(session.case_sheet.as_ref()?).words()
    };
    found().unwrap_or_default()
}

/// Whether all that stands there can be read.
fn is_read(m: &Mirror, session: SessionId) -> bool {
    let sheet = m.meeting().session(session).and_then(|(.., it)| it.case_sheet);
    sheet.is_none_or(|sheet| m.case_sheet(&sheet).words().is_some())
}

/// The form for it, folded up, for whoever gave the case.
#[component]
pub fn Attach(
    /// On the sheet of which session.
    session: SessionId,
) -> impl IntoView {
    let store = use_store();
    // What cannot be opened now is not written over.
    let may =
        Memo::new(move |_| store.may(deed(session, None)) && store.read(|m| is_read(m, session)));
    let sheet = Memo::new(move |_| store.read(|m| attached(m, session)));
    // What is typed here goes before what stands there, also where it is nothing any more.
    let typed = RwSignal::new(None::<String>);
    let title = move || typed.get().unwrap_or_else(|| sheet.with(|sheet| sheet.title.clone()));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let sheet = CaseSheet { title: untrack(title), ..sheet.get_untracked() };
        if fill(store, session, sheet) {
            typed.set(None);
            store.notify(Notice::new(texts::record::attached()));
        }
    };
    let links = Signal::derive(move || sheet.with(|sheet| sheet.links.clone()));
    let link = move |links: Vec<Link>| {
        fill(store, session, CaseSheet { links, ..sheet.get_untracked() });
    };
    view! {
        <Show when=move || may.get()>
            <details class="record-attach">
                <summary>{texts::record::attach()}</summary>
                <p class="record-aside">{texts::record::attach_hint()}</p>
                <form on:submit=save>
                    <label class="field">
                        <span>{texts::record::attach_title()}</span>
                        <input
                            type="text"
                            maxlength=TITLE_CHARS.to_string()
                            prop:value=title
                            on:input=move |event| typed.set(Some(event_target_value(&event)))
                        />
                    </label>
                    <button type="submit">{texts::record::attach_save()}</button>
                </form>
                <h2>{texts::record::attachments()}</h2>
                <Links links on_change=link draft=LinkDraft::new()/>
            </details>
        </Show>
    }
}

/// Puts this on the sheet in place of what was there. Answers whether it was possible.
fn fill(store: Store, session: SessionId, sheet: CaseSheet) -> bool {
    let is_empty = clean(&sheet.title, TITLE_CHARS).is_empty() && sheet.links.is_empty();
    if is_empty {
        let may = store.peek(|m| m.may(deed(session, None)).is_ok());
        store.act(deed(session, None));
        return may;
    }
    store.say(sheet, |words| deed(session, Some(words)))
}

fn deed(session: SessionId, words: Option<RecordId>) -> Deed {
    Deed::In(session, Step::FillSheet { words })
}

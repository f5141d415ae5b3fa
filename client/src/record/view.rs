//! The record on screen, and what can be done with it.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::command::{Deed, Step};
use shared::id::{RecordId, SessionId};
use shared::pad::{PadId, Sheet};

use super::attach::{Attach, attached};
use super::collect::{self, Whose};
use super::paper::Paper;
use super::{markdown, sheet};
use crate::followup::OwnStep;
use crate::groups;
use crate::harvest::Give;
use crate::pads::PadState;
use crate::parts::pad::{self, Pad};
use crate::parts::two_tap::TwoTap;
use crate::parts::{clock, save};
use crate::plenary;
use crate::release::{Leaving, Releases};
use crate::session;
use crate::store::{Notice, Store, fresh_id, use_store};
use crate::texts;

/// The record of an ended case session.
#[component]
pub fn Record(
    /// Which session.
    session: SessionId,
) -> impl IntoView {
    let store = use_store();
    let names = RwSignal::new(false);
    let sheets = Memo::new(move |_| store.read(|m| collect::sheets(m, session)));
    let whose = Memo::new(move |_| store.read(|m| collect::whose(m, session)));
    let is_giver = move || whose.get() == Some(Whose::Giver);
    let complete = Memo::new(move |_| {
        let open = |pad| store.pads().open(store, pad).state();
        sheets.get().into_iter().all(|pad| open(pad) != PadState::Loading)
    });
    let record = Memo::new(move |_| gather(store, session, names.get(), sheets.get()));
    let title = move || if is_giver() { texts::record::sheet() } else { texts::record::group() };
    Effect::new(move |_| document().set_title(&texts::record::title(title())));
    view! {
        <main class="record">
            <groups::Told/>
            <plenary::Banner beside=true/>
            <plenary::Plenary/>
            <groups::Proposal/>
            <groups::Market/>
            <groups::Wishes/>
            <h1 tabindex="-1">{title}</h1>
            <p class="record-aside">
                {move || match whose.get() {
                    Some(Whose::Giver) => texts::record::for_giver().to_owned(),
                    Some(Whose::Everyone) => texts::record::for_everyone().to_owned(),
                    Some(Whose::Group) | None => format!(
                        "{} {}",
                        texts::record::for_group(),
                        texts::release::contributors(),
                    ),
                }}
            </p>
            <div class="record-actions">
                <button
                    type="button"
                    class="primary"
                    disabled=move || !complete.get()
                    on:click=move |_| take_home(store, session, record.get_untracked(), is_giver())
                >
                    {texts::record::download()}
                </button>
                <button type="button" disabled=move || !complete.get() on:click=|_| print()>
                    {texts::record::print()}
                </button>
                <Show when=is_giver>
                    <label class="record-names">
                        <input
                            type="checkbox"
                            prop:checked=move || names.get()
                            on:change=move |event| names.set(event_target_checked(&event))
                        />
                        {texts::record::names()}
                    </label>
                </Show>
            </div>
            <Show when=move || !complete.get()>
                <p class="record-aside" role="status">{texts::record::loading()}</p>
            </Show>
            <Show when=move || record.with(|r| r.as_ref().is_some_and(|r| r.sections.is_empty()))>
                <p class="empty">{texts::record::empty()}</p>
            </Show>
            <div class="record-after">
                <OwnStep session/>
                <Give session/>
                <Attach session/>
                <Releases session folded=true/>
            </div>
            {move || record.get().map(|record| view! { <Paper record/> })}
            <Leaving session/>
            <Show when=move || !is_giver()><OwnNotes session/></Show>
            <GoOn session/>
        </main>
    }
}

/// One's own notes, which stand in nobody's record but the case giver's own.
#[component]
fn OwnNotes(
    /// The session whose record is on screen.
    session: SessionId,
) -> impl IntoView {
    let store = use_store();
    let pad = Memo::new(move |_| {
        let sheet = store.read(|m| m.me()).map(Sheet::Private)?;
        Some(PadId { session, sheet })
    });
    // Shown where there is something; whoever wrote nothing misses nothing.
    let written =
        Memo::new(move |_| pad.get().filter(|pad| !pad::text(store, *pad).trim().is_empty()));
    move || {
        written.get().map(|pad| {
            view! {
                <details class="record-own">
                    <summary>{texts::record::own_notes()}</summary>
                    <Pad pad label=texts::record::own_notes() short=true/>
                </details>
            }
        })
    }
}

/// What can follow: another case, this one again, or back to the others.
#[component]
fn GoOn(
    /// The session whose record is on screen.
    session: SessionId,
) -> impl IntoView {
    let store = use_store();
    let latest = Memo::new(move |_| store.read(|m| session::is_latest(m, session)));
    let again = StoredValue::new(store.peek(|m| {
        let (.., session) = m.meeting().session(session)?;
        Some(((*session.method).clone(), m.guide(session)?.clone()))
    }));
    let begin =
        |method, guide| Deed::Begin { session: SessionId::from_bytes(fresh_id()), method, guide };
    // Whether it could begin does not depend on its ids.
    let may_begin = Memo::new(move |_| {
        let again = again.get_value().filter(|_| latest.get());
        let any = RecordId::from_bytes([0; 16]);
        again.is_some_and(|(method, _)| store.may(begin(method, any)))
    });
    let reopen = Deed::In(session, Step::Reopen);
    let may_reopen = {
        let reopen = reopen.clone();
        Memo::new(move |_| store.may(reopen.clone()))
    };
    let reopen = StoredValue::new(reopen);
    view! {
        <nav class="record-on" aria-label=texts::record::go_on()>
            <button type="button" on:click=move |_| store.leave_record()>
                {texts::record::lobby()}
            </button>
            <Show when=move || may_begin.get()>
                <TwoTap
                    label=Signal::derive(|| texts::record::another().to_owned())
                    sure=Signal::derive(|| texts::record::another_sure().to_owned())
                    on_sure=move |()| {
                        if let Some((method, guide)) = again.get_value() {
                            store.say(guide, |guide| begin(method.clone(), guide));
                        }
                    }
                />
            </Show>
            <Show when=move || may_reopen.get()>
                <TwoTap
                    label=Signal::derive(|| texts::record::reopen().to_owned())
                    sure=Signal::derive(|| texts::record::reopen_sure().to_owned())
                    on_sure=move |()| { store.act(reopen.get_value()); }
                />
            </Show>
        </nav>
    }
}

fn gather(
    store: Store,
    session: SessionId,
    names: bool,
    pads: Vec<PadId>,
) -> Option<sheet::Record> {
    let text = |pad| (pad, store.pads().open(store, pad).text());
    let texts: BTreeMap<PadId, String> = pads.into_iter().map(text).collect();
    let read = |pad: PadId| texts.get(&pad).cloned().unwrap_or_default();
    store.read(|m| collect::record(m, session, names, &read))
}

fn take_home(store: Store, session: SessionId, record: Option<sheet::Record>, is_giver: bool) {
    let began = store.peek(|m| m.meeting().session(session).map(|(_, _, s)| s.began));
    let (Some(record), Some(began)) = (record, began) else { return };
    let kind = if is_giver { texts::record::sheet() } else { texts::record::group() };
    let own = store.peek(|m| attached(m, session).title);
    let meetings = || store.peek(|m| m.title().words().map(|words| words.title));
    let title = if own.is_empty() { meetings().unwrap_or_default() } else { own };
    let name = markdown::file_name(kind, &title, &clock::sortable(began));
    if save::save(&name, save::MARKDOWN, &markdown::document(&record)).is_err() {
        store.notify(Notice::new(texts::record::not_saved()));
    }
}

fn print() {
    // A browser without a printer says so itself.
    let _refused = window().print();
}

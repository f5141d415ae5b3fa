//! The invitation as a text for a mail and as an entry for calendars.

use leptos::prelude::*;
use mirror::Mirror;

use crate::agenda::{when, words};
use crate::calendar::{self, Entry, When};
use crate::parts::{address, clock, copy, date, save};
use crate::store::{Notice, Store, use_store};
use crate::texts;

/// The text, with the two ways to take it along.
#[component]
pub fn Letter() -> impl IntoView {
    let store = use_store();
    // Heard of with the meeting, so looked up when it changes.
    let link = move || store.kept().invitation.as_ref().map(address::of);
    let text = Memo::new(move |_| store.read(|m| text(m, link())));
    let dated = Memo::new(move |_| store.read(|m| m.meeting().agenda.is_some()));
    view! {
        <section class="sheet lead-mail" aria-labelledby="lead-letter">
            <h2 id="lead-letter">{texts::prepare::letter()}</h2>
            <label class="field">
                <span class="visually-hidden">{texts::prepare::letter_label()}</span>
                <textarea readonly rows="12" prop:value=move || text.get()></textarea>
            </label>
            <p class="row">
                <button
                    type="button"
                    on:click=move |_| copy::copy(store, text.get_untracked())
                >
                    {texts::prepare::copy()}
                </button>
                <Show when=move || dated.get()>
                    <button type="button" on:click=move |_| save_entry(store, link())>
                        {texts::prepare::calendar()}
                    </button>
                </Show>
            </p>
            <Show when=move || !dated.get()>
                <p class="aside">{texts::prepare::calendar_later()}</p>
            </Show>
        </section>
    }
}

fn title(m: &Mirror) -> String {
    m.title().words().map_or_else(|| texts::trouble::damaged().into(), |it| it.title)
}

/// The room, and the address of its video conference.
fn place(m: &Mirror) -> Option<String> {
    let room = words::place(m)?;
    let parts = [room.name, room.link].into_iter().filter(|part| !part.is_empty());
    Some(parts.collect::<Vec<_>>().join(", "))
}

fn text(m: &Mirror, link: Option<String>) -> String {
    let (meeting, mut lines) = (m.meeting(), vec![texts::prepare::subject(title(m))]);
    let agenda = meeting.agenda.as_ref();
    let facts =
        [agenda.map(|agenda| texts::prepare::when(when(agenda))), place(m).map(texts::prepare::at)];
    lines.push(String::new());
    lines.extend(facts.into_iter().flatten());
    if let Some(agenda) = agenda.filter(|agenda| !agenda.points.is_empty()) {
        let names = words::names(m, agenda);
        lines.extend([String::new(), texts::prepare::course().into()]);
        lines.extend(agenda.points.iter().enumerate().map(|(at, point)| {
            let begins = clock::time_of_day(agenda.planned(at));
            format!("{begins}  {}", words::name(&names, point.id, point.part))
        }));
    }
    if let Some(link) = link {
        lines.extend([String::new(), texts::prepare::come(link)]);
    }
    let until = meeting.invitation.cases_until.map(clock::day_of);
    lines.extend(until.map(texts::prepare::bring_until));
    lines.join("\n")
}

/// Saves the meeting as an entry for calendars.
fn save_entry(store: Store, link: Option<String>) {
    let file = store.peek(|m| {
        let agenda = m.meeting().agenda.as_ref()?;
        let ends = agenda.planned(agenda.points.len());
        let entry = Entry {
            uid: m.meeting().id?.to_string(),
            when: When::Between(agenda.begins, ends),
            place: place(m).unwrap_or_default(),
            title: title(m),
            text: text(m, link),
        };
        let name = format!("{}-{}.ics", texts::prepare::file(), date::written(agenda.begins));
        Some((name, calendar::document(&[entry], store.peek_now())))
    });
    let saved = file.map(|(name, text)| save::save(&name, save::CALENDAR, &text));
    if saved.is_some_and(|saved| saved.is_err()) {
        store.notify(Notice::new(texts::followup::not_saved()));
    }
}

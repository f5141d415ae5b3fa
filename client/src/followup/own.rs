//! One's own first step: as it was named, with its way into the calendar, and what became of it.

use leptos::prelude::*;
use shared::id::SessionId;
use shared::meeting::Day;

use super::ask::Ask;
use super::past::{self, Own};
use crate::calendar::{self, Entry, When};
use crate::parts::{address, clock, date, save};
use crate::store::{Notice, Store, use_store};
use crate::texts;

/// One's own first steps from a session; nothing where one has none.
#[component]
pub fn OwnStep(
    /// Which session.
    session: SessionId,
) -> impl IntoView {
    let store = use_store();
    let own = Memo::new(move |_| store.read(|m| past::own(m, session)));
    move || {
        let own = own.get();
        let step = |(number, own)| view! { <One session number own/> };
        (!own.is_empty()).then(|| {
            view! {
                <section class="sheet followup" aria-labelledby="followup-own">
                    <h2 id="followup-own">{texts::followup::heading()}</h2>
                    {own.into_iter().enumerate().map(step).collect_view()}
                </section>
            }
        })
    }
}

/// One first step, what became of it, and while its day is ahead its way into the calendar.
#[component]
fn One(
    /// The session in which it was named.
    session: SessionId,
    /// Which of one's own it is.
    number: usize,
    /// The step.
    own: Own,
) -> impl IntoView {
    let store = use_store();
    let date = own.until.map(|until| texts::followup::until(clock::day(until)));
    let ahead = own.until.filter(|until| *until >= today(store));
    let (text, phase) = (own.text.clone(), own.phase);
    // Before its day there is little to tell; whoever was quicker finds it.
    let due = ahead.is_none() && own.until.is_some();
    view! {
        <p class="followup-step">{text}</p>
        {date.map(|date| view! { <p class="followup-aside">{date}</p> })}
        {ahead.map(|until| view! { <Calendar session number own until/> })}
        <details open=due>
            <summary>{texts::release::report()}</summary>
            <Ask session phase/>
        </details>
    }
}

/// The way into the calendar.
#[component]
fn Calendar(
    /// The session in which the step was named.
    session: SessionId,
    /// Which of one's own it is.
    number: usize,
    /// The step.
    own: Own,
    /// By when.
    until: Day,
) -> impl IntoView {
    let store = use_store();
    let deleted = move || {
        let at = store.read(|m| m.meeting().delete_at);
        let day = calendar::day_from(&date::written(at))?;
        (day <= Day(until.0.saturating_add(calendar::AFTER))).then(|| clock::day_of(at))
    };
    let own = StoredValue::new(own);
    view! {
        <p>
            <button
                type="button"
                on:click=move |_| take_along(store, (session, number), &own.get_value(), until)
            >
                {texts::followup::calendar()}
            </button>
        </p>
        <p class="followup-aside">{texts::followup::calendar_hint()}</p>
        {move || deleted().map(|day| view! {
            <p class="followup-aside">{texts::followup::before_deletion(day)}</p>
        })}
    }
}

/// Saves both entries as one file.
fn take_along(store: Store, (session, number): (SessionId, usize), own: &Own, until: Day) {
    let link = store.peek(|m| m.ticket().seat_link().as_ref().map(address::of));
    let help = Some(&own.help).filter(|help| !help.is_empty()).map(texts::closing::with_help);
    let step = [Some(own.text.clone()), help].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let (before, after) = calendar::days(until, today(store));
    let entries = [
        Entry {
            uid: format!("{session}-{}", 2 * number + 1),
            when: When::Day(before),
            place: String::new(),
            title: texts::followup::entry_before().into(),
            text: texts::followup::entry_before_text(&step),
        },
        Entry {
            uid: format!("{session}-{}", 2 * number + 2),
            when: When::Day(after),
            place: String::new(),
            title: texts::followup::entry_after().into(),
            text: texts::followup::entry_after_text(link.unwrap_or_default(), &step),
        },
    ];
    let name = format!("{}-{}.ics", texts::followup::calendar_file(), calendar::written(until));
    let text = calendar::document(&entries, store.peek_now());
    if save::save(&name, save::CALENDAR, &text).is_err() {
        store.notify(Notice::new(texts::followup::not_saved()));
    }
}

/// The day on this device's calendar.
pub fn today(store: Store) -> Day {
    calendar::day_from(&date::written(store.peek_now())).unwrap_or(Day(0))
}

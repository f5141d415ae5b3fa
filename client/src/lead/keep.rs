//! Saving the case backlog for the next meeting, and saying before what the file tells.

use leptos::prelude::*;
use mirror::Mirror;
use shared::meeting::{Case, Day, Naming};
use shared::time::Timestamp;
use vault::words::{Carried, Person};

use crate::backlog::{self, Waiting};
use crate::calendar::day_from;
use crate::parts::{date, save};
use crate::store::{Notice, use_store};
use crate::texts;

/// What the file says, and the button that saves it.
#[component]
pub fn Keep() -> impl IntoView {
    let store = use_store();
    let count = Memo::new(move |_| store.read(|m| m.meeting().backlog().len()));
    let save = move |_| {
        let now = store.peek_now();
        let text = backlog::write(&store.peek(waiting), day_of(now));
        let name = format!("{}-{}.json", texts::cases::file(), date::written(now));
        if save::save(&name, save::JSON, &text).is_err() {
            store.notify(Notice::new(texts::cases::file_not_saved()));
        }
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <details class="lead-panel">
                <summary>{texts::cases::keep()}</summary>
                <p>{move || texts::cases::keep_what(count.get() as u64)}</p>
                <p class="aside">{texts::cases::keep_hint()}</p>
                <button type="button" on:click=save>{texts::cases::keep_save()}</button>
            </details>
        </Show>
    }
}

/// What goes along: all that waits and can be read.
fn waiting(m: &Mirror) -> Vec<Waiting> {
    let line = |case: &Case| {
        let mut words = m.case(case).words()?;
        let before = words.carried.take();
        let nobody = Person { name: String::new(), house: String::new() };
        // A name goes along only where everybody here may know it.
        let known = case.by.filter(|_| case.name != Naming::Hidden);
        let own = known.and_then(|seat| m.person(seat).words());
        let (origin, came) = before.map_or((case.id, None), |it| (it.origin, Some(it.from)));
        let from = own.or(came).unwrap_or(nobody);
        words.carried = Some(Carried { origin, from });
        Some(Waiting { since: day_of(case.since), up: case.taken_up, words })
    };
    m.meeting().backlog().into_iter().filter_map(line).collect()
}

/// The day on this device's calendar.
fn day_of(at: Timestamp) -> Day {
    day_from(&date::written(at)).unwrap_or(Day(0))
}

//! Where the meeting takes place, how many people have room, and until when cases are taken.

use leptos::prelude::*;
use shared::command::Deed;
use shared::limits::{ADDRESS_CHARS, PEOPLE_PER_MEETING, ROOM_CHARS};
use shared::meeting::Invitation;
use vault::words::Room;

use crate::agenda::words::place;
use crate::lead::room::problem;
use crate::parts::date;
use crate::store::{Store, use_store};
use crate::texts;

/// Everything that is said of the meeting: it is told as a whole.
#[derive(Clone, Default, PartialEq)]
struct Said {
    room: Room,
    invitation: Invitation,
}

fn said(store: Store) -> Said {
    store.read(|m| Said { room: place(m).unwrap_or_default(), invitation: m.meeting().invitation })
}

fn tell(store: Store, change: impl FnOnce(&mut Said)) {
    let mut now = untrack(|| said(store));
    change(&mut now);
    let Invitation { capacity, cases_until, .. } = now.invitation;
    let room = vault::Words::cleaned(now.room);
    match room == Room::default() {
        true => store.act(Deed::Invite { place: None, capacity, cases_until }),
        false => {
            let deed = |words| Deed::Invite { place: Some(words), capacity, cases_until };
            // Where it is refused, a sentence has said so.
            let _refused = store.say(room, deed);
        }
    }
}

/// The fields.
#[component]
pub fn Invite() -> impl IntoView {
    let store = use_store();
    let said = Memo::new(move |_| said(store));
    let bad_link = RwSignal::new(false);
    let link = move |event| {
        let link = event_target_value(&event);
        bad_link.set(problem(&link).is_some());
        if !bad_link.get_untracked() {
            tell(store, |said| said.room.link = link);
        }
    };
    let room = Memo::new(move |_| said.with(|said| said.invitation.capacity));
    let no_number = RwSignal::new(false);
    let capacity = move |event| {
        let read = seats(&event_target_value(&event));
        no_number.set(read.is_none());
        if let Some(capacity) = read {
            tell(store, |said| said.invitation.capacity = capacity);
        }
    };
    let until = move |event| {
        let day = date::end_of(&event_target_value(&event));
        tell(store, |said| said.invitation.cases_until = day);
    };
    view! {
        <section class="sheet" aria-labelledby="lead-invite">
            <h2 id="lead-invite">{texts::prepare::where_and_who()}</h2>
            <label class="field">
                <span>{texts::prepare::place()}</span>
                <input
                    type="text"
                    autocomplete="off"
                    maxlength=ROOM_CHARS.to_string()
                    prop:value=move || said.get().room.name
                    on:change=move |event| {
                        let name = event_target_value(&event);
                        tell(store, |said| said.room.name = name);
                    }
                />
            </label>
            <label class="field">
                <span>{texts::prepare::link()}</span>
                <input
                    type="url"
                    inputmode="url"
                    autocomplete="off"
                    maxlength=ADDRESS_CHARS.to_string()
                    aria-invalid=move || bad_link.get().to_string()
                    aria-describedby="lead-invite-problem"
                    prop:value=move || said.get().room.link
                    on:change=link
                />
            </label>
            <p class="problem" id="lead-invite-problem" role="alert">
                {move || bad_link.get().then(texts::links::no_address)}
            </p>
            <label class="field">
                <span>{texts::prepare::capacity()}</span>
                <input
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-invalid=move || no_number.get().to_string()
                    aria-describedby="lead-capacity-problem"
                    prop:value=move || room.get().map(|it| it.to_string()).unwrap_or_default()
                    on:change=capacity
                />
            </label>
            <p class="problem" id="lead-capacity-problem" role="alert">
                {move || no_number.get().then(|| {
                    texts::prepare::capacity_problem(PEOPLE_PER_MEETING)
                })}
            </p>
            <label class="field">
                <span>{texts::prepare::cases_until()}</span>
                <input
                    type="date"
                    prop:value=move || {
                        said.get().invitation.cases_until.map(date::written).unwrap_or_default()
                    }
                    on:change=until
                />
            </label>
            <p class="aside">{texts::prepare::cases_hint()}</p>
        </section>
    }
}

/// How many have room, as it was typed: an empty field means as many as come. `None` for what is
/// no number, or none that a meeting can have.
fn seats(typed: &str) -> Option<Option<u8>> {
    match typed.trim() {
        "" => Some(None),
        typed => {
            let fits = |many: &u8| (1..=PEOPLE_PER_MEETING).contains(&usize::from(*many));
            typed.parse().ok().filter(fits).map(Some)
        }
    }
}

/// How many seats are taken, and who is let in.
#[component]
pub fn Seats() -> impl IntoView {
    let store = use_store();
    let seats = move || {
        store.read(|m| {
            let taken =
                m.meeting().seats.values().filter(|it| it.is_expected() && !it.inviting).count();
            let room = m.meeting().invitation.capacity?;
            Some(texts::prepare::seats(room, taken))
        })
    };
    let open = Memo::new(move |_| store.read(|m| !m.meeting().invitation.closed));
    view! {
        <p class="aside">{seats}</p>
        <Show when=move || open.get()>
            <p class="aside">{texts::prepare::is_open()}</p>
        </Show>
    }
}

//! Who is here and what they do.

use leptos::prelude::*;
use shared::id::SeatId;
use shared::meeting::Presence;

use super::hand_over;
use crate::parts::clock;
use crate::room_device::{Bring, Forget};
use crate::session;
use crate::store::use_store;
use crate::texts;

/// The people of the group, those who are remote first.
#[component]
pub fn People() -> impl IntoView {
    let store = use_store();
    let members = Memo::new(move |_| store.read(session::members));
    let kept = move || {
        let until = store.read(|m| m.meeting().delete_at);
        texts::stage::kept(members.get().len() as u64, clock::day_of(until))
    };
    view! {
        <section class="stage-people" aria-label=texts::stage::people()>
            <h2 class="stage-people-heading">{texts::stage::people()}</h2>
            <ul class="stage-people-list">
                <For each=move || members.get() key=|seat| *seat let:seat>
                    <Person seat/>
                </For>
            </ul>
            <p class="stage-people-kept">{kept}</p>
            <Bring aside=true/>
            <Forget/>
        </section>
    }
}

/// One person: name, roles, and whether they are remote, away or done. Whoever may give them
/// something to do opens the line.
#[component]
fn Person(
    /// Whose seat.
    seat: SeatId,
) -> impl IntoView {
    let store = use_store();
    let person = Memo::new(move |_| {
        store.read(|m| {
            let roles = session::roles(m, seat);
            let mut marks: Vec<_> = roles.iter().map(|role| session::role_name(*role)).collect();
            // Whoever does something else consults by the way: that need not be said.
            if roles.len() > 1 {
                marks.retain(|mark| *mark != texts::role::consultant());
            }
            if session::cast(m).deputy == Some(seat) {
                marks.push(texts::role::deputy());
            }
            match m.meeting().seats.get(&seat)?.presence {
                Presence::OnSite => {}
                Presence::Remote => marks.push(texts::stage::remote()),
                Presence::RoomDevice => marks.push(texts::app::room_device()),
            }
            if !m.is_present(seat) && m.me() != Some(seat) {
                marks.push(texts::stage::away());
            }
            if m.session()?.ready.contains(&seat) {
                marks.push(texts::stage::done());
            }
            Some((session::name_or_you(m, seat), marks.join(" · ")))
        })
    });
    let gifts = Memo::new(move |_| store.read(|m| hand_over::gifts(m, seat)));
    let has_gifts = Memo::new(move |_| !gifts.get().is_empty());
    let line = move || {
        let (name, marks) = person.get().unwrap_or_default();
        view! {
            <span class="stage-people-name">{name}</span>
            <span class="stage-people-marks">{marks}</span>
        }
    };
    view! {
        <li>
            <Show
                when=move || has_gifts.get()
                fallback=move || view! { <p class="stage-people-person">{line}</p> }
            >
                <hand_over::Open seat gifts>{line}</hand_over::Open>
            </Show>
        </li>
    }
}

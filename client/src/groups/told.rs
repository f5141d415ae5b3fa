//! What whoever leads the meeting tells one's group: a strip for some seconds, and when to be back.

use std::time::Duration;

use leptos::prelude::*;
use mirror::Mirror;
use shared::time::Timestamp;

use super::mine;
use crate::parts::{clock, draft};
use crate::store::{Store, use_store};
use crate::texts;

/// How long a message stays, without a sound.
const STAYS: Duration = Duration::from_secs(10);

/// With so many minutes left a group begins to come to its end.
const SOON: u64 = 5;

/// The latest message while it is new, and the time at which the plenary goes on.
#[component]
pub fn Told() -> impl IntoView {
    let store = use_store();
    let latest = Memo::new(move |_| {
        store.read(|m| {
            let message = m.meeting().messages.last()?;
            Some((message.at, m.message(message).words()?.text))
        })
    });
    forget_other_groups(store);
    let shown = RwSignal::new(None::<(Timestamp, String)>);
    Effect::new(move |before: Option<Option<(Timestamp, String)>>| {
        let now = latest.get();
        // Whoever comes in later reads it as well, if it was said a moment ago.
        let fresh = now
            .as_ref()
            .filter(|(at, _)| store.peek_now().since(*at).as_seconds() < STAYS.as_secs());
        if let Some((at, text)) = fresh
            && before.flatten().as_ref() != now.as_ref()
        {
            let at = *at;
            shown.set(Some((at, text.clone())));
            store.announce(text.clone());
            set_timeout(
                move || {
                    let _gone = shown.try_update(|it| it.take_if(|(other, _)| *other == at));
                },
                STAYS,
            );
        }
        now
    });
    let back = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| {
            let at = m.meeting().back_at.filter(|_| mine(m).is_some())?;
            let minutes = at.since(now).as_seconds().div_ceil(60);
            let time = clock::time_of_day(at);
            Some(match minutes {
                0 => texts::groups::back_now(time),
                minutes if minutes > SOON => texts::groups::back_later(minutes, time),
                minutes => texts::groups::back_at(minutes, time),
            })
        })
    });
    view! {
        {move || shown.get().map(|(_, text)| view! { <p class="groups-told">{text}</p> })}
        {move || back.get().map(|text| view! { <p class="groups-back">{text}</p> })}
    }
}

/// Whoever was moved to another group leaves nothing behind here of what they began in the one
/// before. On the way there the lobby stands on every screen.
fn forget_other_groups(store: Store) {
    let group = Memo::new(move |_| store.read(|m| m.group().map(|(id, _)| id)));
    Effect::new(move |_| {
        if group.get().is_some() {
            let of_mine = |m: &Mirror| {
                let (_, group) = m.group()?;
                Some(group.sessions.iter().map(|session| session.id).collect::<Vec<_>>())
            };
            draft::keep_only(store, &store.peek(of_mine).unwrap_or_default());
        }
    });
}

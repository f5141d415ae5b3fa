//! The point the meeting is at, how far it is from its plan, and the way to the next one.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Deed;
use shared::meeting::{Drift, PointId};
use shared::time::Timestamp;

use super::words;
use crate::store::use_store;
use crate::texts;

/// So many minutes from its plan, a meeting is on another day.
const ANOTHER_DAY: u64 = 12 * 60;

/// The point, and the way on.
#[derive(Clone, PartialEq)]
pub(super) struct State {
    /// What the meeting is at.
    pub here: Option<String>,
    /// How it stands against its plan.
    pub drift: Option<String>,
    from: Option<PointId>,
    /// The next point; `None` after the last.
    pub to: Option<(PointId, String)>,
}

/// One line: the point, the drift, and for whoever leads the button that goes on. Nothing where no
/// agenda was planned.
#[component]
pub fn Now() -> impl IntoView {
    let store = use_store();
    let state = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| state(m, now))
    });
    let step = move || {
        let State { from, to, .. } = state.get()?;
        let (to, words) = match to {
            Some((id, name)) => (Some(id), texts::agenda::go_on(name)),
            None => (None, texts::agenda::finish().to_owned()),
        };
        // Before the first point and after the last there is no last one to end.
        from.or(to)?;
        let deed = Deed::GoToPoint { from, to };
        store.may(deed.clone()).then_some((deed, words))
    };
    view! {
        <Show when=move || state.with(Option::is_some)>
            <div class="agenda-now">
                <p role="status">
                    {move || state.get().and_then(|state| state.here).map(|here| view! {
                        <strong>{here}</strong>
                    })}
                    " "
                    <span class="aside">{move || state.get().and_then(|state| state.drift)}</span>
                </p>
                {move || step().map(|(deed, words)| view! {
                    <button type="button" on:click=move |_| store.act(deed.clone())>{words}</button>
                })}
            </div>
        </Show>
    }
}

/// The point, and the way on; `None` where no agenda was planned.
pub(super) fn state(m: &Mirror, now: Timestamp) -> Option<State> {
    let agenda = m.meeting().agenda.as_ref().filter(|agenda| !agenda.points.is_empty())?;
    let names = words::names(m, agenda);
    let here = words::here(m, agenda);
    let drift = agenda.drift(now).and_then(|drift| {
        let (Drift::Behind(by) | Drift::Ahead(by)) = drift;
        match (by.as_seconds() / 60, drift) {
            (0, _) => Some(texts::agenda::in_time().to_owned()),
            // Tried out on another day than it is planned for.
            (ANOTHER_DAY.., _) => None,
            (minutes, Drift::Behind(_)) => Some(texts::agenda::behind(minutes)),
            (minutes, Drift::Ahead(_)) => Some(texts::agenda::ahead(minutes)),
        }
    });
    Some(State {
        here,
        drift,
        from: agenda.at.map(|(id, _)| id),
        to: agenda.next().map(|point| (point.id, words::name(&names, point.id, point.part))),
    })
}

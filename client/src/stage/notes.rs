//! The shared notes of a phase: written by those who write, read live by all.

use leptos::prelude::*;
use shared::pad::Sheet;

use crate::parts::pad::Pad;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// The notes of one phase.
#[component]
pub fn Notes(
    /// Its index.
    phase: u8,
) -> impl IntoView {
    let store = use_store();
    let pad = Memo::new(move |_| store.read(|m| session::sheet(m, Sheet::Notes(phase))));
    let writers = move || {
        store.read(|m| {
            let session = m.session()?;
            let phase = session.method.phases.get(usize::from(phase))?;
            let cast = session::cast(m);
            let writes = |seat| cast.writes(seat, phase, session);
            let names = session::members(m).into_iter().filter(|seat| writes(*seat));
            Some(names.map(|seat| session::name_or_you(m, seat)).collect::<Vec<_>>().join(", "))
        })
    };
    view! {
        <h2>{texts::stage::notes()}</h2>
        <p class="stage-aside">
            {move || match writers().filter(|names| !names.is_empty()) {
                Some(names) => texts::stage::writers(names),
                None => texts::stage::no_writers().into(),
            }}
        </p>
        {move || pad.get().map(|pad| view! { <Pad pad label=texts::stage::notes()/> })}
    }
}

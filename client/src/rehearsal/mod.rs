//! The rehearsal (Probelauf): a meeting of its own in which whoever leads tries everything out alone.
//!
//! It is opened with the same agenda and with practice people at this device, shut for everybody
//! else, kept in this tab alone, and deleted for good when it ends, after a few hours at the latest.
//! Nothing leads from it to the meeting it is for: they share neither keys nor log.

mod arrive;
mod banner;

use leptos::prelude::*;
use leptos::task::spawn_local;
use mirror::{Mirror, Opening};
use serde::{Deserialize, Serialize};
use shared::limits::TITLE_CHARS;
use shared::meeting::{Point, PointId};
use shared::time::Span;
use shared::wire;
use vault::clean::clean;

use crate::agenda::words::names;
use crate::device::{self, Kept, Rehearsal};
use crate::session::moderator;
use crate::store::{Notice, Store, use_store};
use crate::{app, opening, texts};

pub use banner::Banner;

/// The server deletes it after this time, whatever becomes of the tab.
const LASTS: Span = Span::minutes(3 * 60);

/// What there is to rehearse with.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Size {
    /// So many practice people.
    people: usize,
    /// So many cases of theirs.
    cases: usize,
}

impl Size {
    /// A group that consults.
    pub const GROUP: Self = Self { people: 3, cases: 1 };
    /// As many as it takes for two groups, with or without whoever rehearses.
    pub const GROUPS: Self = Self { people: 9, cases: 2 };
}

/// What a rehearsal takes over from its meeting.
#[derive(Debug, Default, Serialize, Deserialize)]
struct BeginsWith {
    size: Size,
    /// Name and house of whoever rehearses.
    name: String,
    house: String,
    points: Vec<Point>,
    names: Vec<(PointId, String)>,
}

/// The way in, for whoever leads or moderates; nothing during a rehearsal.
#[component]
pub fn Begin(
    /// With how many.
    size: Size,
) -> impl IntoView {
    let store = use_store();
    let is_one = Rehearsal::find(store.kept().meeting()).is_some();
    let may = Memo::new(move |_| !is_one && store.read(leads));
    let busy = RwSignal::new(false);
    let begin = move |_| {
        busy.set(true);
        spawn_local(async move {
            match open(store, size).await {
                Ok(()) => app::go(app::MEETING),
                Err(why) => {
                    busy.try_set(false);
                    store.notify(Notice::new(why));
                }
            }
        });
    };
    view! {
        <Show when=move || may.get()>
            <div class="rehearsal-begin">
                <p class="aside">{texts::rehearsal::about(size.cases as u64, size.people)}</p>
                <button type="button" class="quiet" disabled=move || busy.get() on:click=begin>
                    {move || match busy.get() {
                        true => texts::home::opening(),
                        false => texts::rehearsal::begin(),
                    }}
                </button>
            </div>
        </Show>
    }
}

/// Whether I lead the meeting or moderate in it.
fn leads(m: &Mirror) -> bool {
    let seat = m.me().and_then(|me| m.meeting().seat(me));
    seat.is_some_and(|seat| seat.inviting) || (m.me().is_some() && moderator(m) == m.me())
}

/// Opens a rehearsal for this meeting; the tab is in it from now on.
async fn open(store: Store, size: Size) -> Result<(), &'static str> {
    let of = store.kept().meeting();
    let title = clean(&texts::rehearsal::title(store.kept().title), TITLE_CHARS);
    let begins_with = store.peek(|m| begins_with(m, size));
    let delete_at = store.peek_now() + LASTS;
    let made = Opening::new(&title, Some(delete_at));
    let kept = Kept {
        invitation: Some(made.participant.clone()),
        title,
        delete_at,
        // So that it is kept in this tab alone.
        shared: true,
        ..Kept::new(made.moderator.clone())
    };
    let rehearsal = Rehearsal { of, begins_with: wire::encode(&begins_with) };
    // What it is must be known before it is there: a tab that keeps nothing rehearses nothing.
    if !rehearsal.keep(kept.meeting()) {
        return Err(texts::rehearsal::not_kept());
    }
    if let Err(why) = opening::ask(&made).await {
        device::forget(kept.meeting());
        return Err(why);
    }
    kept.keep();
    device::enter(kept.meeting());
    Ok(())
}

fn begins_with(m: &Mirror, size: Size) -> BeginsWith {
    let me = m.me().and_then(|me| m.person(me).words());
    let (name, house) = me.map(|me| (me.name, me.house)).unwrap_or_default();
    let agenda = m.meeting().agenda.as_ref();
    BeginsWith {
        size,
        name,
        house,
        points: agenda.map(|agenda| agenda.points.clone()).unwrap_or_default(),
        names: agenda.map(|agenda| names(m, agenda)).unwrap_or_default(),
    }
}

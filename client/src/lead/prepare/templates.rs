//! Agendas to begin with: two hours with an election, half a day, two days.

use leptos::prelude::*;
use shared::meeting::{Part, Point, PointId};
use shared::time::{Span, Timestamp};

use super::plan::Planned;
use crate::parts::date;
use crate::store::{Notice, Store, use_store};
use crate::texts;

/// A point of a template: what is done, for how many minutes, and what it is called where that is
/// not what the part is called.
type Line = (Part, u16, Option<fn() -> &'static str>);

/// An agenda to begin with.
struct Template {
    name: fn() -> &'static str,
    about: fn() -> &'static str,
    /// The usual time of day at which it begins.
    begins: &'static str,
    points: &'static [Line],
}

const TEMPLATES: [Template; 3] = [
    Template {
        name: texts::prepare::two_hours,
        about: texts::prepare::two_hours_about,
        begins: "16:00",
        points: &[
            (Part::Arrival, 10, None),
            (Part::Election, 20, None),
            (Part::Agreements, 5, None),
            (Part::Pitches, 8, None),
            (Part::Formation, 7, None),
            (Part::Consultation, 45, None),
            (Part::Break, 5, None),
            (Part::Harvest, 12, None),
            (Part::Releases, 5, None),
            (Part::Flash, 3, None),
        ],
    },
    Template {
        name: texts::prepare::half_day,
        about: texts::prepare::half_day_about,
        begins: "13:00",
        points: &[
            (Part::Arrival, 15, None),
            (Part::Review, 15, None),
            (Part::Talk, 20, None),
            (Part::Pitches, 15, None),
            (Part::Formation, 10, None),
            (Part::Consultation, 50, Some(texts::prepare::first_round)),
            (Part::Break, 20, None),
            (Part::Harvest, 10, Some(texts::prepare::first_harvest)),
            (Part::Consultation, 50, Some(texts::prepare::second_round)),
            (Part::Harvest, 20, Some(texts::prepare::second_harvest)),
            (Part::Releases, 15, Some(texts::prepare::transfer)),
        ],
    },
    Template {
        name: texts::prepare::two_days,
        about: texts::prepare::two_days_about,
        begins: "13:00",
        points: &[
            (Part::Arrival, 30, None),
            (Part::Welcome, 45, None),
            (Part::Other, 30, Some(texts::prepare::tables)),
            (Part::Talk, 25, None),
            (Part::Break, 20, None),
            (Part::Consultation, 60, Some(texts::prepare::first_round)),
            (Part::Harvest, 20, None),
            (Part::Other, 70, Some(texts::prepare::free_time)),
            (Part::Break, 900, Some(texts::prepare::night)),
            (Part::Arrival, 15, Some(texts::prepare::second_day)),
            (Part::Talk, 50, Some(texts::prepare::talks)),
            (Part::Break, 15, None),
            (Part::Consultation, 70, Some(texts::prepare::topics)),
            (Part::Harvest, 20, Some(texts::prepare::gallery)),
            (Part::Break, 60, Some(texts::prepare::lunch)),
            (Part::Consultation, 40, Some(texts::prepare::troika)),
            (Part::Other, 60, Some(texts::prepare::sketches)),
            (Part::Releases, 30, Some(texts::prepare::promises)),
        ],
    },
];

/// Until then there is time to invite people, in days.
const AHEAD: u64 = 14;

impl Template {
    /// The agenda as it begins at this moment.
    fn planned(&self, begins: Timestamp) -> Planned {
        let lines = || self.points.iter().zip(1..).map(|(line, id)| (line, PointId(id)));
        let point = |((part, minutes, _), id): (&Line, PointId)| Point {
            id,
            part: *part,
            minutes: *minutes,
        };
        let name = |((_, _, name), id): (&Line, PointId)| Some((id, (*name)?().to_owned()));
        Planned {
            begins,
            points: lines().map(point).collect(),
            names: lines().filter_map(name).collect(),
        }
    }
}

/// The templates: to choose from where nothing is planned, folded where something is.
#[component]
pub fn Templates() -> impl IntoView {
    let store = use_store();
    let planned = Memo::new(move |_| store.read(|m| m.meeting().agenda.is_some()));
    // What the meeting is at stays: another template would strike it out.
    let begun = Memo::new(move |_| {
        store.read(|m| m.meeting().agenda.as_ref().is_some_and(|it| it.at.is_some()))
    });
    let before = RwSignal::new(None::<Planned>);
    // It outlives the list that it was chosen from.
    let undo = Callback::new(move |()| {
        if let Some(planned) = before.get_untracked() {
            planned.tell(store);
        }
    });
    view! {
        <Show when=move || !begun.get()>
            <Show
                when=move || planned.get()
                fallback=move || view! { <List undo before/> }
            >
                <details>
                    <summary>{texts::prepare::other_template()}</summary>
                    <List undo before/>
                </details>
            </Show>
        </Show>
    }
}

#[component]
fn List(undo: Callback<()>, before: RwSignal<Option<Planned>>) -> impl IntoView {
    let store = use_store();
    let one = move |template: &'static Template| {
        view! {
            <li class="lead-person">
                <div>
                    <p class="lead-name">{(template.name)()}</p>
                    <p class="aside">{(template.about)()}</p>
                </div>
                <button
                    type="button"
                    aria-label=texts::prepare::take_label((template.name)())
                    on:click=move |_| {
                        before.set(store.peek(Planned::of));
                        take(store, template, before.get_untracked().map(|_| undo));
                    }
                >
                    {texts::prepare::take()}
                </button>
            </li>
        }
    };
    view! { <ul class="lead-list">{TEMPLATES.iter().map(one).collect_view()}</ul> }
}

/// Plans the meeting by a template: on the day that was planned before, else some days ahead. What
/// it replaces can be had back.
fn take(store: Store, template: &'static Template, undo: Option<Callback<()>>) {
    let planned = store.peek(|m| m.meeting().agenda.as_ref().map(|agenda| agenda.begins));
    let day = planned.unwrap_or_else(|| store.peek_now() + Span::days(AHEAD));
    let Some(begins) = date::moment(&date::written(day), template.begins) else { return };
    // Nothing is planned for after the day on which everything is deleted.
    let begins = begins.min(store.peek(|m| m.meeting().delete_at));
    if template.planned(begins).tell(store)
        && let Some(undo) = undo
    {
        store.notify(Notice {
            text: texts::prepare::taken((template.name)()),
            actions: vec![(texts::moderator::undo().into(), undo)],
            seconds: 10,
        });
    }
}

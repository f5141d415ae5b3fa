//! The case backlog (Fallspeicher): what no group has consulted on, whoever has waited longest
//! first; noted for next time, presented by somebody else, or given to people who are asked.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::{CaseStep, Deed};
use shared::id::{CaseId, SeatId};
use shared::time::Timestamp;

use super::gathering::{everybody, sentence};
use super::keep::Keep;
use super::panel::Panel;
use super::plan::Plan;
use crate::parts::someone::Someone;
use crate::parts::{clock, urgency};
use crate::session::{giver, name};
use crate::store::use_store;
use crate::texts;

/// One case that waits.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Waiting {
    case: CaseId,
    sentence: String,
    /// Whose it is, how urgent, what it asks for, and since when it waits.
    aside: String,
    longest: bool,
    taken_up: bool,
    presenter: Option<SeatId>,
}

/// The list.
#[component]
pub fn Backlog(
    /// What the lead has noted about people.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let cases = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| waiting(m, now))
    });
    view! {
        <section class="sheet" aria-labelledby="lead-backlog">
            <h2 id="lead-backlog">{texts::cases::backlog()}</h2>
            <Show
                when=move || !cases.with(Vec::is_empty)
                fallback=|| view! { <p class="empty">{texts::cases::backlog_empty()}</p> }
            >
                <p class="aside">{texts::cases::backlog_hint()}</p>
                <ol class="lead-list">
                    <For each=move || cases.get() key=Waiting::clone let:it>
                        <One it plan/>
                    </For>
                </ol>
                <Keep/>
            </Show>
        </section>
    }
}

#[component]
fn One(it: Waiting, plan: Plan) -> impl IntoView {
    let store = use_store();
    let Waiting { case, sentence, aside, longest, taken_up, presenter } = it;
    let label = texts::cases::take_up_label(&sentence);
    let presenter_label = texts::cases::presenter_of(&sentence);
    view! {
        <li>
            <p class="lead-case">{sentence}</p>
            <p class="aside">{aside}</p>
            {longest.then(|| view! { <p><strong>{texts::cases::waits_longest()}</strong></p> })}
            <div class="lead-tools">
                <button
                    type="button"
                    aria-pressed=taken_up.to_string()
                    aria-label=label
                    on:click=move |_| {
                        store.act(Deed::Case(CaseStep::TakeUp { case, up: !taken_up }));
                    }
                >
                    {match taken_up {
                        true => texts::cases::taken_up(),
                        false => texts::cases::next_time(),
                    }}
                </button>
                <Presenter case presenter label=presenter_label/>
            </div>
            <Panel case plan/>
        </li>
    }
}

/// Who presents a case whose giver cannot.
#[component]
fn Presenter(case: CaseId, presenter: Option<SeatId>, label: String) -> impl IntoView {
    let store = use_store();
    let all = Memo::new(move |_| {
        store.read(|m| {
            let says = |seat| (seat, texts::cases::presented_by(name(m, seat)));
            everybody(m).into_iter().map(says).collect::<Vec<_>>()
        })
    });
    view! {
        <Someone
            all
            chosen=Signal::stored(presenter)
            nobody=texts::cases::by_giver()
            label
            on_choose=move |seat| {
                store.act(Deed::Case(CaseStep::NamePresenter { case, seat }));
            }
        />
    }
}

fn waiting(m: &Mirror, now: Timestamp) -> Vec<Waiting> {
    let line = |(place, case): (usize, &shared::meeting::Case)| {
        let about = m.case(case).words().map(|words| urgency::of(&words));
        let parts = [Some(giver(m, case)), about, Some(clock::waits(case.since, now))];
        Waiting {
            case: case.id,
            sentence: sentence(m, case.id),
            aside: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            longest: place == 0,
            taken_up: case.taken_up,
            presenter: case.presenter,
        }
    };
    m.meeting().backlog().into_iter().enumerate().map(line).collect()
}

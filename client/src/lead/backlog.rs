//! The case backlog (Fallspeicher): what no group has consulted on, whoever has waited longest
//! first; noted for next time, presented by somebody else, or given to people who are asked.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::{CaseStep, Deed};
use shared::id::{CaseId, SeatId};

use super::gathering::{everybody, sentence};
use super::panel::Panel;
use super::plan::Plan;
use crate::parts::urgency;
use crate::session::{giver, name};
use crate::store::use_store;
use crate::texts;

/// One case that waits.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Waiting {
    case: CaseId,
    sentence: String,
    /// Whose it is, how urgent, and what it asks for.
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
    let cases = Memo::new(move |_| store.read(waiting));
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
            everybody(m).into_iter().map(|seat| (seat, name(m, seat))).collect::<Vec<_>>()
        })
    });
    let options = move || {
        let option = |(seat, name): (SeatId, String)| {
            view! {
                <option value=seat.to_string() prop:selected=presenter == Some(seat)>
                    {texts::cases::presented_by(name)}
                </option>
            }
        };
        all.get().into_iter().map(option).collect_view()
    };
    view! {
        <select
            aria-label=label
            on:change=move |event| {
                let value = event_target_value(&event);
                let found = all.get_untracked().into_iter().find(|it| it.0.to_string() == value);
                let seat = found.map(|(seat, _)| seat);
                store.act(Deed::Case(CaseStep::NamePresenter { case, seat }));
            }
        >
            <option value="" prop:selected=presenter.is_none()>{texts::cases::by_giver()}</option>
            {options}
        </select>
    }
}

fn waiting(m: &Mirror) -> Vec<Waiting> {
    let line = |(place, case): (usize, &shared::meeting::Case)| {
        let about = m.case(case).words().map(|words| urgency::of(&words));
        let parts = [Some(giver(m, case)), about];
        Waiting {
            case: case.id,
            sentence: sentence(m, case.id),
            aside: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            longest: place == 0,
            taken_up: case.taken_up,
            presenter: case.presenter,
        }
    };
    m.meeting().backlog().enumerate().map(line).collect()
}

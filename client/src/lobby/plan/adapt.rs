//! Fitting the chosen method to this meeting: minutes, phases left out, turns, the time there is.

use leptos::prelude::*;
use shared::method::Turn;
use shared::time::Span;

use super::{Plan, Planned};
use crate::parts::clock;
use crate::store::use_store;
use crate::texts;

/// The method as it is going to be played, and what can be changed about it.
#[component]
pub fn Adapt(
    /// What is planned.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let name = move || plan.chosen.get().map(|it| texts::of(&it.now.guide.name).to_owned());
    let minutes = Memo::new(move |_| plan.chosen.get().map_or(0, |it| it.now.method.minutes()));
    let end = move || {
        let end = store.now() + Span::minutes(minutes.get().into());
        texts::plan::ends(minutes.get(), clock::time_of_day(end))
    };
    let purpose = move || plan.chosen.get().map(|it| texts::of(&it.now.guide.purpose).to_owned());
    let rows = Memo::new(move |_| plan.chosen.get().map(|it| rows(&it)).unwrap_or_default());
    let changing = RwSignal::new(false);
    let changed = Memo::new(move |_| {
        plan.chosen.get().is_some_and(|it| *it != Planned::new(it.source.clone(), it.turn))
    });
    view! {
        <h3 class="lobby-plan-name">{name}</h3>
        <p>{purpose}</p>
        <Turns plan/>
        <p class="lobby-plan-end">{end}</p>
        <ol class="lobby-phases">
            <For each=move || rows.get() key=|row| row.clone() let:row>
                <Row plan row changing/>
            </For>
        </ol>
        <p class="lobby-plan-other">
            <button
                type="button"
                class="quiet"
                aria-pressed=move || changing.get().to_string()
                on:click=move |_| changing.update(|it| *it = !*it)
            >
                {move || if changing.get() { texts::plan::done() } else { texts::plan::adapt() }}
            </button>
            <Show when=move || changed.get()>
                <button type="button" class="quiet" on:click=move |_| plan.change(|planned| {
                    *planned = Planned::new(planned.source.clone(), planned.turn);
                })>
                    {texts::plan::as_it_was()}
                </button>
            </Show>
        </p>
        <Show when=move || changing.get()>
            <Fitted plan minutes/>
        </Show>
    }
}

/// What stands in one line of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct PhaseRow {
    id: String,
    name: String,
    minutes: u16,
    /// Whether it is going to be played.
    inside: bool,
}

/// The phases of this turn, those that were left out as well, in the order of the method.
fn rows(planned: &Planned) -> Vec<PhaseRow> {
    let (source, now) = (&planned.source, &planned.now);
    let all = source.method.phases.iter().zip(&source.guide.phases);
    let rows = all.map(|(phase, guide)| {
        let played = now.method.phases.iter().find(|it| it.id == phase.id);
        PhaseRow {
            id: phase.id.clone(),
            name: texts::of(&guide.name).to_owned(),
            minutes: played.map_or(phase.minutes, |it| it.minutes),
            inside: played.is_some(),
        }
    });
    rows.collect()
}

/// One phase of the plan.
#[component]
fn Row(
    /// What is planned.
    plan: Plan,
    /// The phase.
    row: PhaseRow,
    /// Whether the plan is being changed.
    changing: RwSignal<bool>,
) -> impl IntoView {
    let PhaseRow { id, name, minutes, inside } = row;
    let id = StoredValue::new(id);
    let set = move |minutes: u16| {
        plan.change(|planned| {
            let phases = planned.now.method.phases.iter_mut();
            let mut phases = phases.filter(|phase| id.with_value(|id| *id == phase.id));
            if let Some(phase) = phases.next() {
                phase.set_minutes(minutes);
            }
        });
    };
    let fewer = texts::plan::fewer(&name);
    let more = texts::plan::more_minutes(&name);
    let (out, take_in) = (texts::plan::leave_out(&name), texts::plan::take_in(&name));
    let toggle = move |_| plan.change(|planned| id.with_value(|id| toggle(planned, id)));
    // A method keeps one phase at least.
    let last = move || plan.chosen.get().is_some_and(|it| it.now.method.phases.len() == 1);
    view! {
        <li class:lobby-phase-out=!inside>
            <span>{name}</span>
            <Show when=move || changing.get() && inside>
                <button
                    type="button"
                    class="lobby-step"
                    aria-label=fewer.clone()
                    disabled=minutes <= 1
                    on:click=move |_| set(minutes - 1)
                >"−"</button>
            </Show>
            <span class="lobby-minutes">
                {if inside { texts::lobby::minutes(minutes) } else { texts::plan::out().into() }}
            </span>
            <Show when=move || changing.get() && inside>
                <button
                    type="button"
                    class="lobby-step"
                    aria-label=more.clone()
                    on:click=move |_| set(minutes + 1)
                >"+"</button>
            </Show>
            <Show when=move || changing.get()>
                <button
                    type="button"
                    class="lobby-step"
                    aria-label=if inside { out.clone() } else { take_in.clone() }
                    title=if inside { out.clone() } else { take_in.clone() }
                    disabled=move || inside && last()
                    on:click=toggle
                >{if inside { "×" } else { "↩" }}</button>
            </Show>
        </li>
    }
}

/// Leaves a phase out, or takes it in again where the method has it.
fn toggle(planned: &mut Planned, id: &str) {
    let inside =
        |phase: &str| phase != id && planned.now.method.phases.iter().any(|it| it.id == phase);
    let was_out = !planned.now.method.phases.iter().any(|phase| phase.id == id);
    let source = planned.source.clone();
    let mut now = planned.now.clone();
    now.method.phases.clear();
    now.guide.phases.clear();
    for (phase, guide) in source.method.phases.iter().zip(&source.guide.phases) {
        if inside(&phase.id) || (was_out && phase.id == id) {
            let changed = planned.now.method.phases.iter().find(|it| it.id == phase.id);
            now.method.phases.push(changed.unwrap_or(phase).clone());
            now.guide.phases.push(guide.clone());
        }
    }
    planned.now = now;
}

/// How many turns there are, and which comes next.
#[component]
fn Turns(
    /// What is planned.
    plan: Plan,
) -> impl IntoView {
    let turns = Memo::new(move |_| {
        plan.chosen.get().and_then(|it| Some((it.source.method.turns?, it.turn)))
    });
    let set = move |turn: Turn| {
        plan.change(|planned| *planned = Planned::new(planned.source.clone(), turn));
    };
    move || {
        turns.get().map(|(turns, turn)| {
            view! {
                <div class="lobby-plan-turns">
                    <p>{texts::plan::turn(turn.number, turn.of)}</p>
                    <label class="field">
                        <span>{texts::plan::turns()}</span>
                        <select on:change=move |event| {
                            if let Ok(of) = event_target_value(&event).parse() {
                                set(Turn { of, number: turn.number.min(of) });
                            }
                        }>
                            {(turns.min.max(turn.number)..=turns.max).map(|of| view! {
                                <option value=of.to_string() selected=of == turn.of>{of}</option>
                            }).collect_view()}
                        </select>
                    </label>
                </div>
            }
        })
    }
}

/// Fits all phases to the time there is.
#[component]
fn Fitted(
    /// What is planned.
    plan: Plan,
    /// How long it takes now.
    minutes: Memo<u16>,
) -> impl IntoView {
    let wanted = RwSignal::new(String::new());
    let fit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Ok(wanted) = wanted.get_untracked().trim().parse::<u16>() else { return };
        plan.change(|planned| {
            let fitted = planned.now.method.fitted(wanted);
            for (phase, minutes) in planned.now.method.phases.iter_mut().zip(fitted) {
                phase.set_minutes(minutes);
            }
        });
    };
    view! {
        <form class="lobby-plan-fit" on:submit=fit>
            <label class="field">
                <span>{texts::plan::fit_to()}</span>
                <input
                    type="number"
                    inputmode="numeric"
                    min="5"
                    max="480"
                    placeholder=move || minutes.get().to_string()
                    prop:value=move || wanted.get()
                    on:input=move |event| wanted.set(event_target_value(&event))
                />
            </label>
            <button type="submit">{texts::plan::fit()}</button>
        </form>
    }
}

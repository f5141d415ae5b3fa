//! Fitting the chosen method to this meeting: minutes, order, phases left out or taken from other
//! methods, turns, the time there is.

use leptos::prelude::*;
use shared::method::Turn;
use shared::time::Span;

use super::{Plan, Planned, add, files, rows, words};
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
    let name = move || plan.chosen.get().map(|it| texts::of(&it.source.guide.name).to_owned());
    let minutes = Memo::new(move |_| plan.chosen.get().map_or(0, |it| it.adapted.minutes()));
    let end = move || {
        let end = store.now() + Span::minutes(minutes.get().into());
        texts::plan::ends(minutes.get(), clock::time_of_day(end))
    };
    let purpose =
        move || plan.chosen.get().map(|it| texts::of(&it.source.guide.purpose).to_owned());
    let changing = RwSignal::new(false);
    let changed =
        Memo::new(move |_| plan.chosen.get().is_some_and(|planned| !planned.is_as_it_was()));
    let problem = Memo::new(move |_| plan.chosen.get().and_then(|it| words::problem(&it.adapted)));
    Effect::new(move |_| {
        if let Some(problem) = problem.get() {
            store.announce(problem);
        }
    });
    view! {
        <h3 class="lobby-plan-name">{name}</h3>
        <p>{purpose}</p>
        <Turns plan/>
        <p class="lobby-plan-end">{end}</p>
        <rows::Rows plan changing/>
        <Show when=move || problem.get().is_some()>
            <p class="problem">{move || problem.get()}</p>
        </Show>
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
                <button type="button" class="quiet" on:click=move |_| {
                    plan.change(|planned| {
                        *planned = Planned::new(planned.source.clone(), planned.turn);
                    });
                }>
                    {texts::plan::as_it_was()}
                </button>
            </Show>
        </p>
        <Show when=move || changing.get()>
            <Fitted plan minutes/>
            <add::Add plan/>
        </Show>
        <Show when=move || changing.get() || changed.get()>
            <files::Save plan/>
        </Show>
    }
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
        plan.change(|planned| planned.adapted.fit(wanted));
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

//! Taking a phase from another method into the plan, with everything that people read in it.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::method::guide::Described;

use super::{Plan, words};
use crate::store::{Notice, use_store};
use crate::texts;

/// From which method, which of its phases, and where to: behind which phase of the plan.
#[component]
pub fn Add(
    /// What is planned.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let method = RwSignal::new(0_usize);
    let phase = RwSignal::new(0_usize);
    // `None` is behind the last one.
    let place = RwSignal::new(None::<usize>);
    let problem = RwSignal::new(None::<String>);
    let names = Memo::new(move |_| {
        let all = plan.methods.get();
        let name = |it: &Described| texts::of(&it.guide.name).to_owned();
        all.map(|all| all.methods.iter().map(name).collect::<Vec<_>>()).unwrap_or_default()
    });
    let phases = Memo::new(move |_| {
        let described = plan.methods.get().and_then(|all| all.methods.get(method.get()).cloned());
        let Some(it) = described else { return Vec::new() };
        let both = it.method.phases.iter().zip(&it.guide.phases);
        let line = both.map(|(phase, guide)| {
            let name = texts::of(&guide.name);
            (texts::plan::phase(phase.minutes, name), texts::of(&guide.say).to_owned())
        });
        line.collect::<Vec<_>>()
    });
    let says = move || phases.with(|all| all.get(phase.get()).map(|(_, says)| says.clone()));
    let planned = Memo::new(move |_| {
        plan.chosen.with(|chosen| {
            let rows = chosen.iter().flat_map(|it| it.adapted.rows());
            let row = rows.map(|row| (row.phase.id.clone(), texts::of(&row.guide.name).to_owned()));
            row.collect::<Vec<_>>()
        })
    });
    let last = move || planned.with(Vec::len);
    let at = move || place.get().unwrap_or(usize::MAX).min(last());
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let from = plan.methods.get_untracked();
        let from = from.as_ref().and_then(|all| all.methods.get(method.get_untracked()));
        let Some(from) = from else { return };
        let phase = phase.get_untracked();
        let name = from.guide.phases.get(phase).map(|it| texts::of(&it.name).to_owned());
        let behind = untrack(at).checked_sub(1);
        let behind =
            behind.and_then(|at| planned.get_untracked().get(at).map(|(id, _)| id.clone()));
        let added = plan.change(|it| it.adapted.add(from, phase, behind.as_deref()));
        let name = name.unwrap_or_default();
        problem.set(match added {
            Some(Ok(_)) => {
                store.notify(Notice::new(texts::plan::added(name)));
                None
            }
            Some(Err(why)) => Some(texts::plan::unfit_here(name, words::unplayable(why))),
            None => None,
        });
    };
    let number = |event| event_target_value(&event).parse::<usize>().ok();
    view! {
        <details class="lobby-plan-tool">
            <summary>{texts::plan::add()}</summary>
            <form on:submit=add>
                <label class="field">
                    <span>{texts::plan::add_from()}</span>
                    <select on:change=move |event| {
                        method.set(number(event).unwrap_or(0));
                        phase.set(0);
                        problem.set(None);
                    }>
                        {move || options(names.get(), method.get_untracked())}
                    </select>
                </label>
                <label class="field">
                    <span>{texts::plan::add_phase()}</span>
                    <select on:change=move |event| {
                        phase.set(number(event).unwrap_or(0));
                        problem.set(None);
                    }>
                        {move || {
                            let lines = phases.get().into_iter().map(|(line, _)| line);
                            options(lines.collect(), phase.get_untracked())
                        }}
                    </select>
                </label>
                <p class="aside">{says}</p>
                <label class="field">
                    <span>{texts::plan::add_after()}</span>
                    <select on:change=move |event| place.set(number(event))>
                        {move || {
                            let first = texts::plan::first().to_owned();
                            let behind = planned.get().into_iter();
                            let behind = behind.map(|(_, name)| texts::plan::put_after(name));
                            options([first].into_iter().chain(behind).collect(), at())
                        }}
                    </select>
                </label>
                <div role="status">
                    <Show when=move || problem.get().is_some()>
                        <p class="problem">{move || problem.get()}</p>
                    </Show>
                </div>
                <button type="submit">{texts::plan::add_now()}</button>
            </form>
        </details>
    }
}

/// A list to choose from by number.
fn options(names: Vec<String>, chosen: usize) -> impl IntoView {
    let option = |(index, name): (usize, String)| {
        view! { <option value=index.to_string() selected=index == chosen>{name}</option> }
    };
    names.into_iter().enumerate().map(option).collect_view()
}

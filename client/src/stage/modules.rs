//! Choosing the consultation module: the compass suggests a few by the wording of the key question,
//! everybody sees them, the moderator settles on one; and later on another, if it helps.

use std::sync::Arc;

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Step;
use shared::method::choose::{for_first_time, suggested};
use shared::method::guide::Offered;

use super::module_time::ModuleTime;
use crate::catalogue;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// The modules: suggested ones first, all of them on request, the chosen one marked.
#[component]
pub fn Modules() -> impl IntoView {
    let store = use_store();
    let modules = RwSignal::new(None::<Arc<Vec<Offered>>>);
    catalogue::load_modules(modules);
    let chosen = Memo::new(move |_| store.read(chosen));
    let decides = Memo::new(move |_| store.read(session::moderates));
    let question = Memo::new(move |_| store.read(question));
    let by_question = Memo::new(move |_| {
        let question = question.get().unwrap_or_default();
        modules.get().map(|all| suggested(&all, &question)).unwrap_or_default()
    });
    let all = RwSignal::new(false);
    let shown = Memo::new(move |_| {
        let Some(modules) = modules.get() else { return vec![] };
        let fitting = by_question.get();
        let begin = match fitting.is_empty() {
            true => for_first_time(&modules, question.with(Option::is_some)),
            false => fitting,
        };
        let rest = (0..modules.len()).filter(|place| all.get() && !begin.contains(place));
        let chosen = chosen.get();
        let is_chosen = |place: &usize| Some(&modules[*place].module.id) == chosen.as_ref();
        // What was chosen is always in sight.
        let mut shown: Vec<usize> = begin.iter().copied().chain(rest).collect();
        let mine = (0..modules.len()).filter(is_chosen).filter(|place| !shown.contains(place));
        let mine: Vec<_> = mine.collect();
        shown.splice(0..0, mine);
        shown
    });
    let who = move || {
        let moderator =
            store.read(|m| session::cast(m).moderator.map(|seat| session::name(m, seat)));
        moderator.map_or_else(|| texts::stage::module_nobody().into(), texts::stage::module_who)
    };
    let offer = move |place: usize| {
        let offered = modules.get_untracked()?.get(place)?.clone();
        Some(view! { <Offer offered chosen decides/> })
    };
    view! {
        <h2>{texts::stage::modules()}</h2>
        <ModuleTime/>
        <Show when=move || !decides.get() && chosen.get().is_none()>
            <p class="stage-aside">{who}</p>
        </Show>
        <Show
            when=move || modules.get().is_some()
            fallback=|| view! { <p class="empty">{texts::stage::module_loading()}</p> }
        >
            <p class="stage-modules-why">
                {move || match by_question.get().is_empty() {
                    true => texts::stage::module_for_first(),
                    false => texts::stage::module_suggested(),
                }}
            </p>
            <ul class="stage-modules">
                <For each=move || shown.get() key=|place| *place let:place>{offer(place)}</For>
            </ul>
            <Show when=move || !all.get()>
                <p>
                    <button type="button" class="quiet" on:click=move |_| all.set(true)>
                        {move || {
                            texts::stage::module_all(modules.get().map_or(0, |all| all.len()))
                        }}
                    </button>
                </p>
            </Show>
        </Show>
    }
}

/// »Modul wechseln« within the consultation: the cards that lie there stay.
#[component]
pub fn Change() -> impl IntoView {
    let store = use_store();
    let decides = Memo::new(move |_| store.read(session::moderates));
    let open = RwSignal::new(false);
    // Whoever settled on another is done here.
    let count = Memo::new(move |_| store.read(|m| m.session().map(|s| s.modules.len())));
    Effect::new(move |before: Option<Option<usize>>| {
        let now = count.get();
        if before.is_some_and(|before| before != now) {
            open.set(false);
        }
        now
    });
    view! {
        <Show when=move || decides.get()>
            <p>
                <button
                    type="button"
                    class="quiet"
                    aria-expanded=move || open.get().to_string()
                    on:click=move |_| open.update(|it| *it = !*it)
                >
                    {move || match count.get() {
                        Some(0) | None => texts::stage::modules(),
                        Some(_) => texts::stage::module_after(),
                    }}
                </button>
            </p>
            <Show when=move || open.get() fallback=|| view! { <ModuleTime/> }><Modules/></Show>
        </Show>
    }
}

/// The id of the module in force.
fn chosen(m: &Mirror) -> Option<String> {
    Some(m.session()?.module()?.module.id.clone())
}

/// The key question, once it is fixed.
fn question(m: &Mirror) -> Option<String> {
    let question = m.session()?.question?;
    Some(m.question(&question).words()?.text)
}

/// One module: when it fits, how it goes, how a thought begins.
#[component]
fn Offer(
    /// Which.
    offered: Offered,
    /// The chosen module's id.
    chosen: Memo<Option<String>>,
    /// Whether I settle on it.
    decides: Memo<bool>,
) -> impl IntoView {
    let store = use_store();
    let Offered { module, guide, .. } = offered;
    let id = module.id.clone();
    let is_chosen = Memo::new(move |_| chosen.get().as_deref() == Some(id.as_str()));
    let [name, fits, explain, starter, output] =
        [&guide.name, &guide.fits, &guide.explain, &guide.starter, &guide.output]
            .map(|text| texts::of(text).to_owned());
    let steps = module.steps.iter().zip(&guide.steps);
    let steps: Vec<_> =
        steps.map(|(minutes, text)| texts::stage::module_step(minutes, texts::of(text))).collect();
    let minutes = texts::lobby::minutes(module.minutes());
    let label = texts::stage::choose_module(&name);
    let what = StoredValue::new((module, guide));
    let choose = move |_| {
        let (module, guide) = what.get_value();
        store.say_step(guide, |guide| Step::ChooseModule { module: module.clone(), guide });
    };
    view! {
        <li class="stage-modules-offer" class:stage-modules-chosen=move || is_chosen.get()>
            <h3 class="stage-modules-name">
                {name}
                <span class="stage-modules-minutes">{minutes}</span>
            </h3>
            <Show when=move || is_chosen.get()>
                <p class="stage-modules-mark">{texts::stage::module_chosen()}</p>
            </Show>
            <p class="stage-modules-fits">{fits}</p>
            <details prop:open=move || is_chosen.get()>
                <summary>{texts::stage::module_how()}</summary>
                <p>{explain}</p>
                <ol>{steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}</ol>
                <p class="stage-aside">{texts::stage::module_starter(starter)}</p>
                <p class="stage-aside">{texts::stage::module_output(output)}</p>
            </details>
            <Show when=move || decides.get() && !is_chosen.get()>
                <button type="button" on:click=choose>{label.clone()}</button>
            </Show>
        </li>
    }
}

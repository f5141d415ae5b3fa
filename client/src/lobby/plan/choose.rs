//! Choosing a method: three questions, a few suggestions, and all of them for whoever knows.

use leptos::prelude::*;
use shared::method::choose::{Fit, Wish, ranked};
use shared::method::guide::{About, Described};

use super::{Plan, files};
use crate::session;
use crate::store::use_store;
use crate::texts;

/// How many are suggested before somebody asks for all.
const SUGGESTED: usize = 3;
/// The times that are offered, in minutes.
const MINUTES: [u16; 8] = [20, 30, 45, 60, 75, 90, 120, 180];

/// What it can be about, in the order in which it is asked for most.
const ABOUT: [About; 7] = [
    About::Task,
    About::People,
    About::Insight,
    About::Text,
    About::Review,
    About::Many,
    About::Progress,
];

/// What it is about, in words.
fn about_words(about: About) -> &'static str {
    match about {
        About::Task => texts::plan::about_task(),
        About::People => texts::plan::about_people(),
        About::Insight => texts::plan::about_insight(),
        About::Text => texts::plan::about_text(),
        About::Review => texts::plan::about_review(),
        About::Many => texts::plan::about_many(),
        About::Progress => texts::plan::about_progress(),
    }
}

/// The chosen method, and behind it the way to another.
#[component]
pub fn Choose(
    /// What is planned.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let asking = RwSignal::new(false);
    let about = RwSignal::new(None::<About>);
    let minutes = RwSignal::new(None::<u16>);
    let here = Memo::new(move |_| store.read(|m| session::members(m).len()));
    let people = RwSignal::new(None::<u8>);
    let all = RwSignal::new(false);
    let ranking = Memo::new(move |_| {
        let wish = Wish { about: about.get(), people: people.get(), minutes: minutes.get() };
        let methods = plan.methods.get();
        methods.map(|all| ranked(&all.methods, wish)).unwrap_or_default()
    });
    let shown = Memo::new(move |_| {
        let ranking = ranking.get();
        let fitting = ranking.iter().filter(|(_, fit)| *fit != Fit::Not).count();
        let many = if all.get() { ranking.len() } else { fitting.min(SUGGESTED) };
        ranking.into_iter().take(many).collect::<Vec<_>>()
    });
    let offer = move |(place, fit): (usize, Fit)| {
        plan.methods.get_untracked().and_then(|all| {
            let method = all.methods.get(place)?.clone();
            let in_handbook = place < all.ours;
            Some(view! { <Offer plan method fit in_handbook asking/> })
        })
    };
    view! {
        <Show when=move || !asking.get()>
            <p class="lobby-plan-other">
                <button type="button" class="quiet" on:click=move |_| {
                    let here = u8::try_from(here.get_untracked()).ok().filter(|here| *here > 2);
                    people.set(here);
                    asking.set(true);
                }>
                    {texts::plan::choose()}
                </button>
            </p>
        </Show>
        <Show when=move || asking.get()>
            <div class="lobby-plan-choose">
                <div class="lobby-plan-questions">
                    <label class="field">
                        <span>{texts::plan::ask_about()}</span>
                        <select on:change=move |event| {
                            let index: Option<usize> = event_target_value(&event).parse().ok();
                            about.set(index.and_then(|index| ABOUT.get(index)).copied());
                        }>
                            <option value="">{texts::plan::anything()}</option>
                            {ABOUT.iter().enumerate().map(|(index, it)| view! {
                                <option value=index.to_string()>{about_words(*it)}</option>
                            }).collect_view()}
                        </select>
                    </label>
                    <label class="field">
                        <span>{texts::plan::ask_people()}</span>
                        <input
                            type="number"
                            inputmode="numeric"
                            min="2"
                            max="100"
                            prop:value=move || people.get().map(|it| it.to_string()).unwrap_or_default()
                            on:input=move |event| people.set(event_target_value(&event).parse().ok())
                        />
                    </label>
                    <label class="field">
                        <span>{texts::plan::ask_minutes()}</span>
                        <select on:change=move |event| {
                            minutes.set(event_target_value(&event).parse().ok());
                        }>
                            <option value="">{texts::plan::any_time()}</option>
                            {MINUTES.map(|it| view! {
                                <option value=it.to_string()>{texts::lobby::minutes(it)}</option>
                            })}
                        </select>
                    </label>
                </div>
                <Show when=move || shown.get().is_empty()>
                    <p class="empty">{texts::plan::nothing_fits()}</p>
                </Show>
                <ul class="lobby-plan-offers">
                    {move || shown.get().into_iter().filter_map(offer).collect_view()}
                </ul>
                <p class="lobby-plan-other">
                    <Show when=move || !all.get()>
                        <button type="button" class="quiet" on:click=move |_| all.set(true)>
                            {move || texts::plan::all(ranking.get().len())}
                        </button>
                    </Show>
                    <button type="button" class="quiet" on:click=move |_| asking.set(false)>
                        {texts::plan::keep()}
                    </button>
                </p>
                <files::Load plan asking/>
            </div>
        </Show>
    }
}

/// One method: what it is called, how long it takes, for how many, what it is good for.
#[component]
fn Offer(
    /// What is planned.
    plan: Plan,
    /// The method.
    method: Described,
    /// How well it fits.
    fit: Fit,
    /// Whether the handbook has a page about it.
    in_handbook: bool,
    /// Whether the questions are on screen.
    asking: RwSignal<bool>,
) -> impl IntoView {
    let store = use_store();
    let id = method.method.id.clone();
    let chosen =
        Memo::new(move |_| plan.chosen.get().is_some_and(|planned| planned.source.method.id == id));
    let size = method.method.size;
    let minutes = method.method.minutes_of(method.method.usual_turns());
    let facts = texts::plan::facts(size.max, size.min, minutes);
    let name = texts::of(&method.guide.name).to_owned();
    let purpose = texts::of(&method.guide.purpose).to_owned();
    let [fits, unfit, artefact, credit] =
        [&method.guide.fits, &method.guide.unfit, &method.guide.artefact, &method.guide.credit]
            .map(|text| texts::of(text).to_owned());
    let label = texts::plan::take(&name);
    let page = in_handbook.then(|| {
        let address = format!("/methoden/{}", method.method.id);
        let label = texts::plan::handbook_about(&name);
        view! {
            <a href=address target="_blank" rel="noopener" aria-label=label>
                {texts::plan::handbook()}
            </a>
        }
    });
    let take = move |_| {
        plan.choose(store, &method);
        asking.set(false);
    };
    view! {
        <li class="lobby-plan-offer" class:lobby-plan-chosen=move || chosen.get()>
            <h3>{name}</h3>
            <p class="aside">
                {facts}
                {(fit == Fit::Somehow).then(|| format!(" · {}", texts::plan::somehow()))}
                {(fit == Fit::Not).then(|| format!(" · {}", texts::plan::unfit()))}
            </p>
            <p>{purpose}</p>
            <details>
                <summary>{texts::plan::more()}</summary>
                <p>{fits}</p>
                <p>{unfit}</p>
                <p>{artefact}</p>
                <p class="aside">{credit}</p>
            </details>
            <p class="lobby-plan-take">
                <button type="button" on:click=take>{label}</button>
                {page}
            </p>
        </li>
    }
}

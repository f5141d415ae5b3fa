//! Naming the first step: what, with whose help, until when; also when the group has gone on.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::command::Step;
use shared::limits::{HELP_CHARS, STEP_CHARS};
use shared::meeting::Day;
use shared::method::{Kind, Role};
use vault::words;

use crate::parts::clock;
use crate::parts::draft::Draft;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// First steps that somebody began in phases that are not on this screen any more.
#[component]
pub fn Begun(
    /// The phase on this screen.
    #[prop(into)]
    shown: Signal<Option<u8>>,
) -> impl IntoView {
    let store = use_store();
    let phases = Memo::new(move |_| {
        let shown = shown.get();
        store.read(|m| {
            let Some(session) = m.session() else { return vec![] };
            let reached = (0..=session.furthest).zip(&session.method.phases);
            let gives = session::my_role(m) == Role::CaseGiver;
            let mine = reached.filter(|(index, phase)| {
                let names = gives || session::writes(m, phase);
                Some(*index) != shown && phase.has(Kind::Commit) && names
            });
            mine.map(|(index, _)| index).collect::<Vec<u8>>()
        })
    });
    let gives = Memo::new(move |_| store.read(|m| session::my_role(m) == Role::CaseGiver));
    view! {
        <For each=move || phases.get() key=|phase| *phase let:phase>
            {
                let begun = text(phase);
                let begun = Memo::new(move |_| !begun.get().trim().is_empty());
                view! { <Show when=move || begun.get()><FirstStep gives phase/></Show> }
            }
        </For>
    }
}

/// What somebody has begun to write of their first step in a phase.
fn text(phase: u8) -> Draft {
    Draft::of(&format!("step.{phase}"))
}

/// One's own first step as it stands, or the form for it.
#[component]
pub fn FirstStep(
    /// Whether it is the case giver's, and so the first step of all.
    gives: Memo<bool>,
    /// In which phase it is named: in another one it is another step.
    phase: u8,
) -> impl IntoView {
    let store = use_store();
    let step = Memo::new(move |_| {
        store.read(|m| {
            let mut steps = m.session()?.steps_of(m.me()?);
            let step = steps.find(|step| step.phase == phase)?;
            let words = m.step(step).words()?;
            Some((words.text, words.help, step.until))
        })
    });
    let changing = RwSignal::new(false);
    view! {
        <section class="closing-step">
            <h2>
                {move || match gives.get() {
                    true => texts::closing::first_step(),
                    false => texts::closing::my_step(),
                }}
            </h2>
            {
                move || match step.get().filter(|_| !changing.get()) {
                    Some((text, help, until)) => view! {
                        <p class="closing-step-words">{text}</p>
                        <p class="closing-aside">{described(&help, until)}</p>
                        <button type="button" on:click=move |_| changing.set(true)>
                            {texts::closing::change()}
                        </button>
                    }.into_any(),
                    None => view! { <Form phase before=step.get_untracked() changing/> }.into_any(),
                }
            }
        </section>
    }
}

/// Help and date of a step, in words.
pub fn described(help: &str, until: Option<Day>) -> String {
    let until = until.map(|day| texts::closing::until(clock::day(day)));
    let help = Some(help).filter(|help| !help.is_empty()).map(texts::closing::with_help);
    until.into_iter().chain(help).collect::<Vec<_>>().join(" · ")
}

/// Three fields, of which one is needed.
#[component]
fn Form(
    /// The phase in which it is named.
    phase: u8,
    /// The step as it stands.
    before: Option<(String, String, Option<Day>)>,
    /// Whether it is being changed.
    changing: RwSignal<bool>,
) -> impl IntoView {
    let store = use_store();
    let (text, help) = (text(phase), Draft::of(&format!("help.{phase}")));
    let until = RwSignal::new(String::new());
    if let Some((old_text, old_help, old_until)) = before {
        text.set(old_text);
        help.set(old_help);
        until.set(old_until.map(to_input).unwrap_or_default());
    }
    let today = to_input(Day((store.peek_now().0 / 86_400_000) as u32));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let words = words::Step { text: text.get_untracked(), help: help.get_untracked() };
        let until = from_input(&until.get_untracked());
        if !words.text.trim().is_empty()
            && store.say_step(words, |words| Step::NameStep { phase, words, until })
        {
            text.clear();
            help.clear();
            changing.set(false);
        }
    };
    view! {
        <form class="closing-form" on:submit=save>
            <label>
                {texts::closing::what()}
                <textarea
                    rows="2"
                    maxlength=STEP_CHARS.to_string()
                    placeholder=texts::closing::what_hint()
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </label>
            <label>
                {texts::closing::help()}
                <input
                    type="text"
                    maxlength=HELP_CHARS.to_string()
                    prop:value=move || help.get()
                    on:input=move |event| help.set(event_target_value(&event))
                />
            </label>
            <label>
                {texts::closing::by_when()}
                <input
                    type="date"
                    min=today
                    prop:value=move || until.get()
                    on:input=move |event| until.set(event_target_value(&event))
                />
            </label>
            <p class="closing-actions">
                <button type="submit" class="primary" disabled=move || text.get().trim().is_empty()>
                    {texts::closing::save_step()}
                </button>
                <Show when=move || changing.get()>
                    <button type="button" class="quiet" on:click=move |_| {
                        text.clear();
                        help.clear();
                        changing.set(false);
                    }>
                        {texts::closing::keep()}
                    </button>
                </Show>
            </p>
        </form>
    }
}

/// A day as a date field writes it: `2026-03-12`.
fn to_input(day: Day) -> String {
    let noon = js_sys::Date::new(&(f64::from(day.0) * 86_400_000.0).into());
    String::from(noon.to_iso_string()).split('T').next().unwrap_or_default().to_owned()
}

fn from_input(value: &str) -> Option<Day> {
    let millis = js_sys::Date::parse(value);
    // An empty or half-written date is no date.
    (millis >= 0.0).then(|| Day((millis / 86_400_000.0) as u32))
}

//! The moderator's bar: back, where we are, the clock, more time, who is done, and what comes next.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::{Deed, Step};
use shared::meeting::Left;
use shared::time::{Span, Timestamp};

use crate::parts::clock;
use crate::parts::two_tap::TwoTap;
use crate::session;
use crate::store::{Notice, Store, use_store};
use crate::texts;

/// How long going on can be taken back from the toast; afterwards »zurück« does the same.
const UNDO_SECONDS: u64 = 10;

/// The bar at the bottom of the moderator's screen.
#[component]
pub fn Bar() -> impl IntoView {
    view! {
        <nav class="moderator" aria-label=texts::moderator::bar()>
            <div class="moderator-row">
                <Back/>
                <Where/>
                <Clock/>
                <More minutes=1/>
                <More minutes=3/>
                <Halt/>
            </div>
            <div class="moderator-row">
                <Done/>
                <Next/>
            </div>
        </nav>
    }
}

/// One phase back; nothing is lost by it.
#[component]
fn Back() -> impl IntoView {
    let store = use_store();
    let back = Memo::new(move |_| {
        store.read(|m| {
            let session = m.session()?;
            let to = session.previous()?;
            Some((session.phase, to, session::phase_name(m, to)?))
        })
    });
    let label = move || match back.get() {
        Some((_, _, name)) => texts::moderator::back(name),
        None => texts::moderator::no_back().into(),
    };
    view! {
        <button
            type="button"
            class="moderator-tool"
            aria-label=label
            title=label
            disabled=move || back.get().is_none()
            on:click=move |_| {
                if let Some((from, to, _)) = back.get_untracked() {
                    store.step(Step::Enter { from, to });
                }
            }
        >"‹"</button>
    }
}

/// Phase n of m.
#[component]
fn Where() -> impl IntoView {
    let store = use_store();
    let at = move || store.read(|m| m.session().map(|s| (s.phase + 1, s.method.phases.len())));
    view! {
        <p class="moderator-where">
            <span aria-hidden="true">{move || at().map(|(n, all)| format!("{n}/{all}"))}</span>
            <span class="visually-hidden">
                {move || at().map(|(n, all)| texts::stage::step(n, all))}
            </span>
        </p>
    }
}

/// The clock, the largest thing in the bar.
#[component]
fn Clock() -> impl IntoView {
    let store = use_store();
    let left = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| m.session().map(|s| clock::digits(s.clock().left(now))))
    });
    view! { <p class="moderator-clock" role="timer" aria-label=texts::stage::clock()>{left}</p> }
}

/// More time, and when everything ends then.
#[component]
fn More(
    /// How many minutes.
    minutes: u8,
) -> impl IntoView {
    let store = use_store();
    let end = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| {
            let end = clock::planned_end(m.session()?, now, Span::minutes(minutes.into()));
            Some(clock::time_of_day(end))
        })
    });
    // When all was to end before: one tap takes the time from what comes later, another stays.
    let goal = StoredValue::new(None::<Timestamp>);
    let squeeze = Callback::new(move |()| {
        let minutes = goal.get_value().map(|goal| squeezed(store, goal));
        store.step(Step::Plan { minutes: minutes.unwrap_or_default() });
    });
    let stay = Callback::new(move |()| store.act(Deed::SetEnd { at: ending(store) }));
    let step = Step::AddMinutes { minutes };
    let may = {
        let step = step.clone();
        move || store.may_step(step.clone())
    };
    let label = move || texts::moderator::more(minutes, end.get().unwrap_or_default());
    view! {
        <button
            type="button"
            class="moderator-tool moderator-more"
            aria-label=label
            title=label
            disabled=move || !may()
            on:click=move |_| {
                let end = end.get_untracked().unwrap_or_default();
                let agreed = store.peek(|m| m.meeting().ends);
                goal.set_value(agreed.or_else(|| ending(store)));
                if store.try_step(step.clone()) {
                    let text = told(store, texts::moderator::added(minutes, end.clone()));
                    let gives = goal.get_value().is_some_and(|it| !squeezed(store, it).is_empty());
                    let late = agreed.is_some_and(|agreed| Some(agreed) < ending(store));
                    let squeeze = gives.then(|| (texts::plan::squeeze().into(), squeeze));
                    let stay = late.then(|| (texts::plan::stay(end), stay));
                    let actions = squeeze.into_iter().chain(stay).collect();
                    store.notify(Notice { text, actions, seconds: UNDO_SECONDS });
                }
            }
        >
            <span class="moderator-plus">"+"{minutes}" "</span>
            <span class="moderator-cost" aria-hidden="true">
                {move || texts::moderator::until(end.get().unwrap_or_default())}
            </span>
        </button>
    }
}

/// When all ends as it is planned now.
fn ending(store: Store) -> Option<Timestamp> {
    let now = store.peek_now();
    store.peek(|m| Some(m.session()?.planned_end(now)))
}

/// What gives way later on so that all ends at this time, as far as anything can.
fn squeezed(store: Store, end: Timestamp) -> Vec<(u8, u16)> {
    let now = store.peek_now();
    store.peek(|m| m.session().map(|session| session.squeezed(now, end))).unwrap_or_default()
}

/// Stops the clock, or lets it run on.
#[component]
fn Halt() -> impl IntoView {
    let store = use_store();
    let runs =
        Memo::new(move |_| store.read(|m| m.session().is_some_and(|s| s.clock().since.is_some())));
    let label =
        move || if runs.get() { texts::moderator::pause() } else { texts::moderator::resume() };
    view! {
        <button
            type="button"
            class="moderator-tool"
            aria-label=label
            title=label
            on:click=move |_| match runs.get_untracked() {
                true => store.step(Step::Pause),
                false => store.step(Step::Resume),
            }
        >
            {move || if runs.get() { "❚❚" } else { "▶" }}
        </button>
    }
}

/// How many are done with this phase.
#[component]
fn Done() -> impl IntoView {
    let store = use_store();
    view! {
        <p class="moderator-done">
            {move || {
                let (done, all) = store.read(session::done);
                texts::moderator::done(done, all)
            }}
        </p>
    }
}

/// »Weiter: …«, quiet until time is up or all are done; in the last phase »Beenden«.
#[component]
fn Next() -> impl IntoView {
    let store = use_store();
    // Made here and not where it is offered: the button it comes from is gone by then.
    let last = StoredValue::new(None::<Deed>);
    let undo = Callback::new(move |()| {
        if let Some(deed) = last.get_value() {
            store.act(deed);
        }
    });
    let next = Memo::new(move |_| {
        store.read(|m| {
            let session = m.session()?;
            let to = session.next();
            Some((session.phase, to.and_then(|to| Some((to, session::phase_name(m, to)?)))))
        })
    });
    let due = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| {
            let is_over = m.session().is_some_and(|session| match session.clock().left(now) {
                Left::Time(left) => left == Span::ZERO,
                Left::Over(_) => true,
            });
            let (done, all) = session::done(m);
            is_over || (all > 0 && done >= all)
        })
    });
    let class =
        Signal::derive(
            move || if due.get() { "moderator-next moderator-due" } else { "moderator-next" },
        );
    move || {
        next.get().map(|(phase, name)| match name {
            Some((to, name)) => view! {
                <button
                    type="button"
                    class=move || class.get()
                    on:click=move |_| go_on(store, (phase, to), last, undo)
                >
                    {texts::moderator::next(name)}
                </button>
            }
            .into_any(),
            None => view! {
                <TwoTap
                    label=Signal::derive(|| texts::moderator::end().to_owned())
                    sure=Signal::derive(|| texts::moderator::end_sure().to_owned())
                    class
                    on_sure=move |()| { store.step(Step::End); }
                />
            }
            .into_any(),
        })
    }
}

fn go_on(store: Store, (from, to): (u8, u8), last: StoredValue<Option<Deed>>, undo: Callback<()>) {
    let Some(session) = store.peek(|m| m.session().map(|session| session.id)) else { return };
    // Not as a step later on: the session on screen may be another one by then.
    last.set_value(Some(Deed::In(session, Step::Enter { from: to, to: from })));
    if !store.try_step(Step::Enter { from, to }) {
        return;
    }
    store.notify(Notice {
        text: told(store, texts::moderator::went_on().into()),
        actions: vec![(texts::moderator::undo().into(), undo)],
        seconds: UNDO_SECONDS,
    });
}

/// The sentence, or the truth while the others cannot know of it yet.
fn told(store: Store, sentence: String) -> String {
    match store.peek(Mirror::is_here) {
        true => sentence,
        false => texts::moderator::later().into(),
    }
}

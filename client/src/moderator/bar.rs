//! The moderator's bar: back, where we are, the clock, more time, who is done, and what comes next.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::{Deed, Step};
use shared::meeting::Left;
use shared::time::Span;

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
    // If that makes it too late, one tap takes the time from what comes later.
    let squeeze = Callback::new(move |()| {
        let now = store.peek_now();
        let minutes = store.peek(|m| Some(m.session()?.squeezed(now, m.meeting().ends?)));
        store.step(Step::Plan { minutes: minutes.unwrap_or_default() });
    });
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
                if store.try_step(step.clone()) {
                    let text = told(store, texts::moderator::added(minutes, end));
                    let action = late(store).then(|| (texts::plan::squeeze().into(), squeeze));
                    store.notify(Notice { text, action, seconds: UNDO_SECONDS });
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

/// Whether the plan ends after people have to leave, and something later could give way.
fn late(store: Store) -> bool {
    let now = store.peek_now();
    store.peek(|m| {
        let squeezed = m.meeting().ends.zip(m.session());
        squeezed.is_some_and(|(ends, session)| !session.squeezed(now, ends).is_empty())
    })
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
        action: Some((texts::moderator::undo().into(), undo)),
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

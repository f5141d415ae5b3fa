//! The head of the stage: phase, clock, role and key question, always in sight.

use leptos::html;
use leptos::prelude::*;
use shared::meeting::Left;
use shared::time::Span;

use super::care;
use crate::parts::clock;
use crate::parts::role_chip::RoleChip;
use crate::session;
use crate::store::{Store, use_store};
use crate::texts;

/// Phase n of m, its name, the clock, my role, and the key question once it is fixed.
#[component]
pub fn Head(
    /// The heading, which takes the focus when the phase changes.
    heading: NodeRef<html::H1>,
) -> impl IntoView {
    let store = use_store();
    announce_time(store);
    let step = move || {
        store.read(|m| {
            let session = m.session()?;
            let all = session.method.phases.len();
            Some(texts::stage::step(session.phase + 1, all))
        })
    };
    let name = Memo::new(move |_| store.read(|m| session::phase_name(m, m.session()?.phase)));
    view! {
        <header class="stage-head">
            <div>
                <p class="stage-step">{step}</p>
                <h1 class="stage-phase" tabindex="-1" node_ref=heading>{name}</h1>
            </div>
            <div class="stage-corner">
                <Clock/>
                <care::Stop/>
            </div>
            <div class="stage-chip"><RoleChip/></div>
        </header>
        <KeyQuestion/>
    }
}

/// The clock of the phase. It informs quietly; only [`announce_time`] ever speaks.
#[component]
fn Clock() -> impl IntoView {
    let store = use_store();
    let left = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| {
            m.session().map(|s| {
                (clock::digits(s.clock().left(now)), matches!(s.clock().left(now), Left::Over(_)))
            })
        })
    });
    let stands =
        Memo::new(move |_| store.read(|m| m.session().is_some_and(|s| s.clock().since.is_none())));
    view! {
        <div class="stage-clock" role="timer" aria-label=texts::stage::clock()>
            {
                move || left.get().map(|(digits, over)| view! {
                    <span class="stage-digits">{digits}</span>
                    {over.then(|| view! {
                        <span class="stage-over">{texts::stage::over_word()}</span>
                    })}
                })
            }
            <Show when=move || stands.get()>
                <span class="stage-over">{texts::stage::paused()}</span>
            </Show>
        </div>
    }
}

/// The key question, large, as soon as it is fixed and for the rest of the session.
#[component]
fn KeyQuestion() -> impl IntoView {
    let store = use_store();
    let question = Memo::new(move |_| {
        store.read(|m| {
            let question = m.session()?.question?;
            Some(
                m.question(&question)
                    .words()
                    .map_or_else(|| texts::stage::damaged().to_owned(), |q| q.text),
            )
        })
    });
    move || {
        question.get().map(|text| {
            view! {
                <p class="stage-question">
                    <span class="stage-question-label">{texts::stage::question()}" "</span>
                    {text}
                </p>
            }
        })
    }
}

/// The one sentence that says what is mine to do now.
#[component]
pub fn Task() -> impl IntoView {
    let store = use_store();
    let task = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| {
            let session = m.session()?;
            let last = session::last_minutes(session, now);
            let roles = session::my_roles(m);
            let phase = session.now_in();
            let guide = session::guide(m);
            let duty =
                guide.and_then(|guide| guide.duty(&roles)).map(|it| texts::of(it).to_owned());
            let listens = session::listens(phase, last, &roles);
            let listens = listens && session::asked_by_module(m).is_none();
            Some((session::task(m, last), duty, listens))
        })
    });
    move || {
        task.get().map(|(text, duty, listens)| {
            view! {
                <div class="stage-task" class:stage-calm=listens>
                    <Show when=move || listens>
                        <p class="stage-listening">{texts::stage::listening()}</p>
                    </Show>
                    <p class="stage-sentence">{text}</p>
                    {duty.map(|duty| view! { <p class="stage-duty">{duty}</p> })}
                </div>
            }
        })
    }
}

/// Says how much time is left at half time, five minutes, one minute and zero; never more often.
fn announce_time(store: Store) {
    Effect::new(move |before: Option<Option<(u8, Span, Span)>>| {
        let now = store.now();
        let here = store.read(|m| {
            let session = m.session()?;
            let left = match session.clock().left(now) {
                Left::Time(left) => left,
                Left::Over(_) => Span::ZERO,
            };
            session.clock().since.map(|_| (session.phase, session.clock().planned, left))
        });
        if let (Some(Some((phase, planned, before))), Some((now_in, now_planned, left))) =
            (before, here)
            && (phase, planned) == (now_in, now_planned)
        {
            let half = Span(planned.0 / 2);
            let passed = |mark: Span| before > mark && left <= mark;
            if left == Span::ZERO && before > Span::ZERO {
                store.announce(texts::stage::time_is_up().to_owned());
            } else if passed(Span::minutes(1)) || passed(Span::minutes(5)) || passed(half) {
                store.announce(texts::stage::left(clock::digits(Left::Time(left))));
            }
        }
        here
    });
}

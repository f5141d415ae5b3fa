//! One election: what was agreed, what comes before the poll, the polls, and who accepts.

use leptos::prelude::*;
use shared::command::Act;
use shared::id::SeatId;
use shared::meeting::Next;

use super::before::{Before, Officer};
use super::here::{Here, stands_as};
use super::key;
use super::poll::Poll;
use crate::parts::two_tap::TwoTap;
use crate::texts;

/// The election.
#[component]
pub fn One(
    /// Which.
    here: Here,
) -> impl IntoView {
    key::show(here);
    let elsewhere = Memo::new(move |_| key::is_elsewhere(here));
    let polls = Memo::new(move |_| {
        here.read(|_, it| it.polls.iter().map(|held| held.poll.id).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let before = Memo::new(move |_| {
        let waits = |next: Next| matches!(next, Next::FirstPoll | Next::RunOff(_));
        here.read(|_, election| waits(election.next())).unwrap_or_default()
    });
    // Without its officer nobody closes a poll: somebody else is named then.
    let lacks_officer = Memo::new(move |_| {
        here.read(|m, election| {
            let gone = election.officer.is_none_or(|seat| !m.is_present(seat));
            gone && matches!(election.next(), Next::Poll(_))
        })
        .unwrap_or_default()
    });
    let may_call_off = move || here.prepares() && here.may(Act::CallOff);
    view! {
        <section class="sheet election" aria-label=texts::election::election()>
            <h2>{move || texts::election::heading(here.question())}</h2>
            <p class="aside">{move || procedure(here)}</p>
            <Show when=move || lacks_officer.get()>
                <Officer here/>
            </Show>
            <For each=move || polls.get() key=|poll| *poll let(poll)>
                <Poll here poll/>
            </For>
            <Show when=move || before.get()>
                <Before here/>
            </Show>
            <Show when=move || elsewhere.get()>
                <key::Elsewhere here/>
            </Show>
            <Acceptance here/>
            <Show when=may_call_off>
                <details class="election-more">
                    <summary>{texts::election::more()}</summary>
                    <TwoTap
                        label=texts::election::call_off().to_owned()
                        sure=texts::election::call_off_sure().to_owned()
                        class="quiet"
                        on_sure=move |()| here.act(Act::CallOff)
                    />
                </details>
            </Show>
        </section>
    }
}

/// How it is held, in a line.
fn procedure(here: Here) -> String {
    use ballot::poll::{Majority, Manner};
    let said = here.read(|_, election| {
        let it = election.procedure;
        let manner = match it.manner {
            Manner::Secret if election.secret_asked => texts::election::secret_asked(),
            Manner::Secret => texts::election::secret_hint(),
            Manner::Hands => texts::election::hands_hint(),
        };
        let majority = match it.majority {
            Majority::Relative => texts::election::relative_hint(),
            Majority::Absolute => texts::election::absolute_hint(),
        };
        let quorum = it.quorum.map(texts::election::quorum_hint);
        let places = texts::election::places_to_fill(u64::from(it.seats));
        [Some(places), Some(manner.into()), Some(majority.into()), quorum]
            .into_iter()
            .flatten()
            .collect::<Vec<String>>()
            .join(" ")
    });
    said.unwrap_or_default()
}

/// Somebody who is elected, and what they said to it.
#[derive(Clone, PartialEq)]
struct Answered {
    seat: SeatId,
    name: String,
    me: bool,
    /// Whether others write down what they say.
    absent: bool,
    answer: Option<bool>,
}

/// Whoever is elected accepts; everybody sees who has.
#[component]
fn Acceptance(
    /// In which election.
    here: Here,
) -> impl IntoView {
    let elected = Memo::new(move |_| {
        here.read(|m, election| {
            let said = |seat| Answered {
                seat,
                name: stands_as(m, election, seat),
                me: Some(seat) == m.me(),
                absent: election.absent.contains_key(&seat),
                answer: election.answers.get(&seat).copied(),
            };
            election.elected().map(|(seat, _)| said(seat)).collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    view! {
        <Show when=move || !elected.with(Vec::is_empty)>
            <h3>{texts::election::elected()}</h3>
            <ul class="election-list">
                {move || elected.get().into_iter().map(|it| {
                    let Answered { seat, name, me, absent, answer } = it;
                    let answers = me || (absent && here.prepares());
                    let says = move |accepts| match absent {
                        true => here.act(Act::AcceptFor { candidate: seat, accepts }),
                        false => here.act(Act::Accept { accepts }),
                    };
                    let [yes, no] = match absent {
                        true => [texts::election::absent_accepts(), texts::election::absent_declines()],
                        false => [texts::election::accept(), texts::election::decline()],
                    };
                    let said = match answer {
                        None => texts::election::not_answered(),
                        Some(true) => texts::election::accepted(),
                        Some(false) => texts::election::declined(),
                    };
                    view! {
                        <li>
                            <span><strong>{name}</strong>" "{said}</span>
                            {(answers && answer.is_none()).then(|| view! {
                                <span class="row">
                                    <button
                                        type="button"
                                        class="primary"
                                        on:click=move |_| says(true)
                                    >
                                        {yes}
                                    </button>
                                    <button
                                        type="button"
                                        on:click=move |_| says(false)
                                    >
                                        {no}
                                    </button>
                                </span>
                            })}
                        </li>
                    }
                }).collect_view()}
            </ul>
            <Show when=move || {
                here.prepares() && elected.with(|all| all.iter().any(|it| it.answer == Some(false)))
            }>
                <p role="status">{texts::election::declined_next()}</p>
            </Show>
        </Show>
    }
}

//! Who stands: proposing somebody, accepting, and each one's speech with its clock.

use leptos::prelude::*;
use shared::command::Act;
use shared::id::SeatId;
use shared::time::Span;

use super::absent::{AbsentAnswer, PutUp};
use super::here::{Here, people, stands_as};
use crate::parts::clock;
use crate::texts;

/// Everybody who was proposed.
#[component]
pub fn Candidates(
    /// In which election.
    here: Here,
) -> impl IntoView {
    let proposed = Memo::new(move |_| {
        here.read(|m, election| {
            let all = election.candidates.iter();
            all.map(|it| Standing {
                seat: it.seat,
                name: stands_as(m, election, it.seat),
                me: Some(it.seat) == m.me(),
                absent: election.absent.contains_key(&it.seat),
                stands: it.stands,
            })
            .collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    view! {
        <h3>{texts::election::candidates()}</h3>
        <Show when=move || proposed.with(Vec::is_empty)>
            <p class="empty">{texts::election::nobody_stands_yet()}</p>
        </Show>
        <ul class="election-list">
            {move || proposed.get().into_iter().map(|it| {
                let Standing { seat, name, me, absent, stands } = it;
                let said = match stands {
                    Some(true) if absent => texts::election::stands_absent(),
                    Some(true) => texts::election::stands(),
                    Some(false) => texts::election::stands_not(),
                    None => texts::election::asked(),
                };
                view! {
                    <li>
                        <span><strong>{name}</strong>" "{said}</span>
                        {me.then(|| view! { <MyAnswer here stands/> })}
                        {(absent && here.prepares()).then(|| view! {
                            <AbsentAnswer here seat stands/>
                        })}
                        {(stands == Some(true)).then(|| view! { <Speech here seat/> })}
                    </li>
                }
            }).collect_view()}
        </ul>
        <Proposing here/>
        <Show when=move || here.prepares()><PutUp here/></Show>
    }
}

/// Somebody who was proposed.
#[derive(Clone, PartialEq)]
struct Standing {
    seat: SeatId,
    name: String,
    me: bool,
    /// Whether others write down what they say.
    absent: bool,
    stands: Option<bool>,
}

/// What I say to my being proposed.
#[component]
fn MyAnswer(
    /// In which election.
    here: Here,
    /// What I have said.
    stands: Option<bool>,
) -> impl IntoView {
    let says = move |stands| move |_| here.act(Act::Stand { stands });
    view! {
        <span class="row">
            {(stands != Some(true)).then(|| view! {
                <button type="button" class="primary" on:click=says(true)>
                    {texts::election::i_stand()}
                </button>
            })}
            {(stands != Some(false)).then(|| view! {
                <button type="button" class="quiet" on:click=says(false)>
                    {texts::election::i_stand_not()}
                </button>
            })}
        </span>
    }
}

/// Somebody's speech: its clock while it runs, for the officer its beginning and end.
#[component]
fn Speech(
    /// In which election.
    here: Here,
    /// Whose.
    seat: SeatId,
) -> impl IntoView {
    let speaks = Memo::new(move |_| here.read(|_, it| it.speech).flatten());
    let left = move || {
        let (_, since) = speaks.get().filter(|(speaks, _)| *speaks == seat)?;
        let seconds = here.read(|_, election| election.procedure.speech)?;
        let spoken = here.store.now().since(since);
        let whole = Span::seconds(seconds.into());
        Some(match whole > spoken {
            true => texts::election::speech_left(clock::minutes(Span(whole.0 - spoken.0 + 999))),
            false => texts::election::speech_over().to_owned(),
        })
    };
    let mine = move || speaks.get().is_some_and(|(speaks, _)| speaks == seat);
    let pass = move |_| {
        let from = speaks.get_untracked().map(|(seat, _)| seat);
        let to = (from != Some(seat)).then_some(seat);
        here.act(Act::Speak { from, to });
    };
    view! {
        <span class="row">
            <span role="timer">{left}</span>
            <Show when=move || here.prepares()>
                <button type="button" class="quiet" on:click=pass>
                    {move || match mine() {
                        true => texts::election::speech_end(),
                        false => texts::election::speech_begin(),
                    }}
                </button>
            </Show>
        </span>
    }
}

/// Standing oneself, or proposing somebody.
#[component]
fn Proposing(
    /// In which election.
    here: Here,
) -> impl IntoView {
    let may_stand = move || {
        let me = here.store.me();
        let known = here.read(|_, it| it.candidates.iter().any(|it| Some(it.seat) == me));
        me.is_some_and(|seat| known == Some(false) && here.may(Act::Propose { seat }))
    };
    let others = Memo::new(move |_| {
        here.read(|m, election| {
            let known = |seat: &SeatId| {
                election.officer == Some(*seat)
                    || Some(*seat) == m.me()
                    || election.candidates.iter().any(|it| it.seat == *seat)
            };
            people(m).into_iter().filter(|(seat, _)| !known(seat)).collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    let propose = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        let seat = others.get_untracked().into_iter().find(|(seat, _)| seat.to_string() == chosen);
        if let Some((seat, _)) = seat {
            here.act(Act::Propose { seat });
        }
    };
    let stand = move |_| {
        if let Some(seat) = here.store.me() {
            here.act(Act::Propose { seat });
        }
    };
    view! {
        <Show when=may_stand>
            <button type="button" on:click=stand>{texts::election::i_stand()}</button>
        </Show>
        <Show when=move || !others.with(Vec::is_empty)>
            <label class="field">
                <span>{texts::election::propose()}</span>
                <select on:change=propose>
                    <option value="">{texts::election::choose()}</option>
                    {move || others.get().into_iter().map(|(seat, name)| view! {
                        <option value=seat.to_string()>{name}</option>
                    }).collect_view()}
                </select>
            </label>
        </Show>
    }
}

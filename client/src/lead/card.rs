//! One group on the board: phase, time, who is there, and what it needs from the lead.

use leptos::prelude::*;
use shared::command::Deed;
use shared::id::GroupId;

use super::board::state_of;
use super::state::State;
use super::tell;
use super::words::letter;
use crate::store::use_store;
use crate::texts;

/// So many minutes more with one tap.
pub const MORE: u8 = 3;

/// One card.
#[component]
pub fn Card(
    /// Its place, for its letter.
    place: usize,
    /// Which group.
    id: GroupId,
    /// To whom a message is being written.
    to: RwSignal<Option<GroupId>>,
) -> impl IntoView {
    let store = use_store();
    let state = state_of(id);
    let floats = Memo::new(move |_| store.read(crate::groups::floats));
    let class = move || {
        let kind = state.with(|state| match state {
            State { help: Some(_), .. } => "lead-calls",
            State { done: true, .. } => "lead-done",
            State { late: Some(_), .. } | State { clock: Some((_, true)), .. } => "lead-late",
            _ => "",
        });
        format!("sheet lead-card {kind}")
    };
    let heading = format!("lead-card-{id}");
    view! {
        <li class=class aria-labelledby=heading.clone()>
            <div class="lead-card-head">
                <h2 id=heading.clone()>
                    <span class="visually-hidden">{texts::lead::group(letter(place))}</span>
                    <span class="lead-letter" aria-hidden="true">{letter(place)}</span>
                </h2>
                <div class="lead-card-who">
                    {move || state.with(room)}
                    <p class="aside">{move || state.with(people)}</p>
                </div>
            </div>
            <Help id state/>
            <Progress state/>
            <p class="aside">{move || state.with(|it| texts::lead::here(it.all, it.here))}</p>
            <Asked id state/>
            <p class="row lead-actions">
                <Show when=move || store.may(give(id, MORE, false))>
                    <button
                        type="button"
                        aria-label=texts::lead::more_for(letter(place), MORE)
                        on:click=move |_| store.act(give(id, MORE, false))
                    >
                        {texts::lead::more(MORE)}
                    </button>
                </Show>
                <Show when=move || !floats.get()>
                    <button
                        type="button"
                        aria-label=texts::lead::message_to(letter(place))
                        on:click=move |_| {
                            to.set(Some(id));
                            tell::focus();
                        }
                    >
                        {texts::lead::message()}
                    </button>
                </Show>
            </p>
        </li>
    }
}

fn room(state: &State) -> impl IntoView + use<> {
    let room = state.room.clone().unwrap_or_default();
    let link = (!room.link.is_empty()).then(|| view! {
        <a href=room.link rel="noopener noreferrer" target="_blank">{texts::lead::open_link()}</a>
    });
    let name = (!room.name.is_empty()).then_some(room.name);
    view! { <p class="lead-card-room">{name}" "{link}</p> }
}

/// Whose case it is and who moderates.
fn people(state: &State) -> String {
    let giver = state.giver.as_ref().map(texts::lead::gives);
    let moderator = match &state.moderator {
        Some(name) => texts::lead::leads(name),
        None => texts::lead::nobody_leads().into(),
    };
    giver.into_iter().chain([moderator]).collect::<Vec<_>>().join(" · ")
}

/// Phase and clock; what is over is said in a word as well.
#[component]
fn Progress(state: Memo<State>) -> impl IntoView {
    let phase = move || {
        state.with(|state| match (&state.phase, state.done) {
            (_, true) => texts::lead::done().to_owned(),
            (Some(phase), false) => phase.clone(),
            (None, false) => texts::lead::not_begun().into(),
        })
    };
    let clock = move || {
        state.with(|state| {
            let (digits, over) = state.clock.clone()?;
            let word = match (over, state.stands) {
                (true, _) => Some(texts::lead::over()),
                (false, true) => Some(texts::stage::paused()),
                (false, false) => None,
            };
            Some(view! {
                <span class="lead-digits">{digits}</span>
                {word.map(|word| view! { <span class="lead-word">{word}</span> })}
            })
        })
    };
    let is_over = move || state.with(|state| matches!(state.clock, Some((_, true))));
    let late = move || {
        let late = state.with(|state| state.late.clone());
        late.map(|late| view! { <p class="lead-overdue">{texts::lead::late(late)}</p> })
    };
    view! {
        <div class="lead-progress">
            <p class="lead-phase">{phase}</p>
            <p class="lead-clock" class:lead-over=is_over>{clock}</p>
        </div>
        {late}
    }
}

/// The call for help: how long it waits, and who comes.
#[component]
fn Help(id: GroupId, state: Memo<State>) -> impl IntoView {
    let store = use_store();
    let help = Memo::new(move |_| state.with(|state| state.help.clone()));
    move || {
        help.get().map(|(minutes, answered)| {
            let waits = match minutes {
                0 => texts::lead::needs_help_now().to_owned(),
                minutes => texts::lead::needs_help(minutes),
            };
            let answer = match answered {
                Some(name) => view! { <p>{texts::lead::comes(name)}</p> }.into_any(),
                None => view! {
                    <button
                        type="button"
                        class="primary"
                        on:click=move |_| store.act(Deed::AnswerHelp { group: id })
                    >
                        {texts::lead::i_come()}
                    </button>
                }
                .into_any(),
            };
            view! { <div class="lead-help"><p><strong>{waits}</strong></p>{answer}</div> }
        })
    }
}

/// More minutes that the group has asked for, given with one tap.
#[component]
fn Asked(id: GroupId, state: Memo<State>) -> impl IntoView {
    let store = use_store();
    let asks = Memo::new(move |_| state.with(|state| state.asks));
    move || {
        asks.get().map(|minutes| {
            view! {
                <div class="lead-asks">
                    <p>{texts::lead::asks(minutes)}</p>
                    <Show when=move || store.may(give(id, minutes, true))>
                        <button type="button" on:click=move |_| store.act(give(id, minutes, true))>
                            {texts::lead::give(minutes)}
                        </button>
                    </Show>
                </div>
            }
        })
    }
}

fn give(group: GroupId, minutes: u8, asked: bool) -> Deed {
    Deed::GiveMinutes { groups: vec![group], minutes, asked }
}

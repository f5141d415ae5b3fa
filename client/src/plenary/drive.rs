//! What whoever leads does with the floor: on to the next, the word to somebody, somebody without a
//! device on the list, the end of the round.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::command::FloorStep;
use shared::limits::NAME_CHARS;
use shared::meeting::TurnId;
use vault::words::Person;

use super::floor;
use super::said::{Said, speaker};
use crate::parts::two_tap::TwoTap;
use crate::store::use_store;
use crate::texts;

/// Somebody who is still to come.
#[derive(Clone, PartialEq)]
struct Coming {
    turn: TurnId,
    name: String,
    /// Whether it is a hand that was raised.
    hand: bool,
}

/// The lead's part of the floor; nothing for everybody else.
#[component]
pub fn Drive(
    /// The round.
    said: Memo<Option<Said>>,
) -> impl IntoView {
    let store = use_store();
    let leads = Memo::new(move |_| store.may(floor(FloorStep::End)));
    let give = move |to: Option<TurnId>| {
        let from = said.get_untracked().and_then(|it| it.now).map(|(id, _)| id);
        store.act(floor(FloorStep::Give { from, to }));
    };
    let next = Memo::new(move |_| said.with(|it| it.as_ref()?.next.clone()));
    let speaks = Memo::new(move |_| said.with(|it| it.as_ref().is_some_and(|it| it.now.is_some())));
    let on = move || {
        next.get().map(|(id, name)| {
            view! {
                <button type="button" class="primary" on:click=move |_| give(Some(id))>
                    {texts::plenary::next(name)}
                </button>
            }
        })
    };
    view! {
        <Show when=move || leads.get()>
            <div class="plenary-drive">
                <p class="row">
                    {on}
                    <Show when=move || speaks.get() && next.get().is_none()>
                        <button type="button" on:click=move |_| give(None)>
                            {texts::plenary::thanks()}
                        </button>
                    </Show>
                    <TwoTap
                        label=texts::plenary::end()
                        sure=Signal::derive(|| texts::plenary::end_sure().to_owned())
                        class="quiet"
                        on_sure=move |()| store.act(floor(FloorStep::End))
                    />
                </p>
                <details>
                    <summary>{texts::plenary::list()}</summary>
                    <List give=Callback::new(give)/>
                    <Add/>
                </details>
            </div>
        </Show>
    }
}

/// Everybody who is still to come, hands last.
#[component]
fn List(
    /// Gives the word.
    give: Callback<Option<TurnId>>,
) -> impl IntoView {
    let store = use_store();
    let coming = Memo::new(move |_| {
        store.read(|m| {
            let planned = m.meeting().floor.iter().flat_map(|floor| floor.unheard());
            let planned = planned.map(|turn| (turn, false));
            let hands = m.meeting().hands().into_iter().map(|turn| (turn, true));
            let all = planned.chain(hands).map(|(turn, hand)| Coming {
                turn: turn.id,
                name: speaker(m, turn.who),
                hand,
            });
            all.collect::<Vec<_>>()
        })
    });
    let line = move |Coming { turn, name, hand }: Coming| {
        let leave_out = match hand {
            true => FloorStep::Lower { turn },
            false => FloorStep::Pass { turn },
        };
        view! {
            <li class="plenary-coming">
                <span>{name.clone()}{hand.then(|| format!(" · {}", texts::plenary::hand()))}</span>
                <span class="row">
                    <button
                        type="button"
                        aria-label=texts::plenary::give_to(&name)
                        on:click=move |_| give.run(Some(turn))
                    >
                        {texts::plenary::give()}
                    </button>
                    <button
                        type="button"
                        class="quiet"
                        aria-label=texts::plenary::leave_out_of(&name)
                        on:click=move |_| store.act(floor(leave_out.clone()))
                    >
                        {texts::plenary::leave_out()}
                    </button>
                </span>
            </li>
        }
    };
    view! {
        <Show when=move || coming.with(Vec::is_empty)>
            <p class="empty">{texts::plenary::list_empty()}</p>
        </Show>
        <ol class="plenary-list">{move || coming.get().into_iter().map(line).collect_view()}</ol>
    }
}

/// Somebody without a device, by name.
#[component]
fn Add() -> impl IntoView {
    let store = use_store();
    let name = RwSignal::new(String::new());
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let words = Person { name: name.get_untracked(), house: String::new() };
        if !words.name.trim().is_empty()
            && store.say(words, |person| floor(FloorStep::Add { person }))
        {
            name.set(String::new());
        }
    };
    view! {
        <form class="plenary-add" on:submit=add>
            <label class="field">
                <span>{texts::plenary::add()}</span>
                <input
                    type="text"
                    autocomplete="off"
                    maxlength=NAME_CHARS.to_string()
                    prop:value=move || name.get()
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </label>
            <button type="submit" disabled=move || name.get().trim().is_empty()>
                {texts::plenary::add_do()}
            </button>
        </form>
    }
}

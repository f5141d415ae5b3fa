//! The harvest wall: every group's field, on a phone to be read and projected to be seen by all.

use leptos::prelude::*;
use shared::command::{Deed, HarvestStep};
use shared::id::{GroupId, SeatId};
use shared::meeting::{Item, Round};

use super::sheaf::{Field, fields};
use super::{Heading, stays};
use crate::parts::clock;
use crate::parts::wall::Wall;
use crate::release::name;
use crate::store::use_store;
use crate::texts;

/// The wall, while something hangs on it or a round of it goes on.
#[component]
pub fn Harvest() -> impl IntoView {
    let store = use_store();
    let open = Memo::new(move |_| {
        store.read(|m| {
            let meeting = m.meeting();
            let round = meeting.floor.as_ref().is_some_and(|it| it.round == Round::Harvest);
            round || meeting.harvest.sheaves.iter().any(|sheaf| !sheaf.items.is_empty())
        })
    });
    let fields = Memo::new(move |_| store.read(fields));
    let projected = RwSignal::new(false);
    let until = move || {
        let until = store.read(|m| m.meeting().harvest.until);
        until.map(|at| texts::harvest::until(clock::day_of(at)))
    };
    view! {
        <Show when=move || open.get()>
            <section class="harvest" aria-labelledby="harvest">
                <Heading id="harvest"/>
                <p class="aside">{until}</p>
                <Fields fields/>
                <Speaks/>
                <p class="row">
                    <button type="button" on:click=move |_| projected.set(true)>
                        {texts::harvest::project()}
                    </button>
                </p>
            </section>
            <Show when=move || projected.get()>
                <Wall label=texts::harvest::heading() class="harvest-wall" shown=projected>
                    <Fields fields/>
                </Wall>
            </Show>
        </Show>
    }
}

/// All fields.
#[component]
fn Fields(fields: Memo<Vec<Field>>) -> impl IntoView {
    let one = |Field { title, items, now }: Field| {
        view! {
            <li class="harvest-field" class:harvest-now=now>
                <h3>{title}</h3>
                {items.into_iter().map(|(item, said)| part(item, said)).collect_view()}
            </li>
        }
    };
    view! { <ul class="harvest-fields">{move || fields.get().into_iter().map(one).collect_view()}</ul> }
}

/// What was given of one thing, or that it stays in the group.
fn part(item: Item, said: Option<Vec<String>>) -> impl IntoView {
    match said {
        Some(texts) => view! {
            <h4>{called(item)}</h4>
            {texts.into_iter().map(|text| view! { <p class="harvest-said">{text}</p> }).collect_view()}
        }
        .into_any(),
        None => view! { <p class="harvest-stays">{stays(item)}</p> }.into_any(),
    }
}

/// What a thing is called where everybody reads it.
fn called(item: Item) -> &'static str {
    match item {
        Item::Ideas => texts::harvest::ideas(),
        other => name(other),
    }
}

/// Who speaks for my group: I do, or no longer.
#[component]
fn Speaks() -> impl IntoView {
    let store = use_store();
    let mine = Memo::new(move |_| {
        store.read(|m| {
            let (group, _) = m.group()?;
            let harvests = m.meeting().harvesters().contains(&group);
            let speaker = m.meeting().harvest.speakers.get(&group).copied();
            Some((group, m.me()?, speaker)).filter(|_| harvests)
        })
    });
    let button = move |(group, me, speaker): (GroupId, SeatId, Option<SeatId>)| {
        let speaks = speaker == Some(me);
        let seat = (!speaks).then_some(me);
        let words = if speaks { texts::harvest::not_i() } else { texts::harvest::i_speak() };
        view! {
            <button
                type="button"
                aria-pressed=speaks.to_string()
                on:click=move |_| {
                    store.act(Deed::Harvest(HarvestStep::NameSpeaker { group, seat }));
                }
            >
                {words}
            </button>
        }
    };
    view! { <p class="row">{move || mine.get().map(button)}</p> }
}

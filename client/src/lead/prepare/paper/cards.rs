//! A card for each pitch, with lines for what is said and who wishes to advise.

use leptos::prelude::*;
use mirror::Mirror;
use shared::id::SeatId;

use super::title;
use crate::lead::gathering::sentence;
use crate::parts::urgency;
use crate::session::{came_from, name};
use crate::store::use_store;
use crate::texts;

/// So many empty ones come behind the others, for cases that are brought on the day.
const EMPTY: usize = 2;

/// What one card says; an empty one says nothing.
#[derive(Clone, Default, PartialEq)]
struct Card {
    sentence: String,
    who: String,
    /// How urgent it is, and what kind of help is asked for.
    about: String,
    asks_help: bool,
}

/// All cards, in the order in which the cases were brought.
#[component]
pub fn Cards() -> impl IntoView {
    let store = use_store();
    let cards = Memo::new(move |_| store.read(cards));
    let title = Memo::new(move |_| store.read(title));
    move || {
        let all = cards.get().into_iter().chain(vec![Card::default(); EMPTY]);
        all.map(|it| view! { <One card=it title=title.get()/> }).collect_view()
    }
}

#[component]
fn One(card: Card, title: String) -> impl IntoView {
    let Card { sentence, who, about, asks_help } = card;
    let line = |label: &'static str, lines: usize| {
        view! {
            <div class="lead-pitch-line">
                <p>{label}</p>
                {(0..lines).map(|_| view! { <hr/> }).collect_view()}
            </div>
        }
    };
    view! {
        <article class="lead-pitch">
            <p class="lead-pitch-over">{title}</p>
            <h2>{sentence}</h2>
            {match who.is_empty() {
                true => line(texts::paper::case_and_who(), 2).into_any(),
                false => view! { <p class="lead-pitch-who">{who}" · "{about}</p> }.into_any(),
            }}
            {(!asks_help).then(|| line(texts::paper::help(), 1))}
            {line(texts::paper::wish(), 2)}
            {line(texts::paper::notes(), 2)}
        </article>
    }
}

fn cards(m: &Mirror) -> Vec<Card> {
    let meeting = m.meeting();
    // Paper shows everybody what it shows: no name that not everybody may know.
    meeting
        .open_cases()
        .map(|case| {
            let words = m.case(case).words();
            Card {
                sentence: sentence(m, case.id),
                who: match words.as_ref().and_then(|words| words.carried.as_ref()) {
                    Some(carried) if case.giver().is_none() => came_from(Some(carried)),
                    _ => who(m, case.giver()),
                },
                asks_help: words.as_ref().is_some_and(|words| words.help.is_some()),
                about: words.as_ref().map(urgency::of).unwrap_or_default(),
            }
        })
        .collect()
}

/// Name and house.
fn who(m: &Mirror, giver: Option<SeatId>) -> String {
    let Some(seat) = giver else { return texts::cases::without_name().into() };
    let house = m.person(seat).words().map(|person| person.house).unwrap_or_default();
    match house.is_empty() {
        true => name(m, seat),
        false => format!("{}, {house}", name(m, seat)),
    }
}

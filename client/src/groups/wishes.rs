//! Wishes: up to three cases in which one would like to take part, the dearest first.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Deed;
use shared::id::CaseId;
use shared::limits::WISHES_PER_PERSON;

use super::proposal;
use crate::parts::urgency;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// One case one can wish for.
#[derive(Clone, PartialEq)]
struct Wished {
    id: CaseId,
    sentence: String,
    aside: String,
    mine: bool,
}

/// The cases to choose from, while wishes are asked for.
#[component]
pub fn Wishes() -> impl IntoView {
    let store = use_store();
    // Once a proposal lies before everybody there is nothing more to wish for.
    let asked =
        Memo::new(move |_| store.read(|m| m.meeting().asks_wishes && !proposal::is_open(m)));
    let cases = Memo::new(move |_| store.read(cases));
    let wishes = Memo::new(move |_| store.read(mine));
    let count = move || {
        let (given, all) = store.read(count);
        texts::groups::wishes_given(all, given)
    };
    let none = move |_| store.act(Deed::Wish { cases: vec![] });
    view! {
        <Show when=move || asked.get()>
            <section class="sheet groups-wishes" aria-labelledby="groups-wishes">
                <h2 id="groups-wishes">{texts::groups::wishes()}</h2>
                <p class="aside">{texts::groups::wishes_how()}</p>
                <Show when=move || cases.with(Vec::is_empty)>
                    <p class="empty">{texts::groups::wishes_empty()}</p>
                </Show>
                <ul class="groups-list">
                    <For each=move || cases.get() key=|it| (it.id, it.sentence.clone()) let:it>
                        <One it wishes/>
                    </For>
                </ul>
                <p class="row">
                    <button
                        type="button"
                        aria-pressed=move || {
                            wishes.with(|it| it.as_ref().is_some_and(Vec::is_empty)).to_string()
                        }
                        on:click=none
                    >
                        {texts::groups::no_wish()}
                    </button>
                    <span class="aside">{count}</span>
                </p>
            </section>
        </Show>
    }
}

/// A case, and which wish of mine it is.
#[component]
fn One(
    /// The case.
    it: Wished,
    /// My wishes; `None` before I have said anything.
    wishes: Memo<Option<Vec<CaseId>>>,
) -> impl IntoView {
    let store = use_store();
    let Wished { id, sentence, aside, mine } = it;
    let place = move || {
        wishes.with(|all| all.as_ref()?.iter().position(|wish| *wish == id)).map(|at| at + 1)
    };
    let toggle = move |_| {
        let mut cases = wishes.get_untracked().unwrap_or_default();
        match cases.iter().position(|wish| *wish == id) {
            Some(at) => drop(cases.remove(at)),
            None if cases.len() < WISHES_PER_PERSON => cases.push(id),
            None => {
                cases.pop();
                cases.push(id);
            }
        }
        store.act(Deed::Wish { cases });
    };
    view! {
        <li>
            <p>{sentence}</p>
            <p class="aside">{aside}</p>
            {match mine {
                true => view! { <p class="groups-own">{texts::groups::own_case()}</p> }.into_any(),
                false => view! {
                    <button
                        type="button"
                        class="groups-wish"
                        aria-pressed=move || place().is_some().to_string()
                        on:click=toggle
                    >
                        {move || match place() {
                            Some(place) => texts::groups::is_wish(place),
                            None => texts::groups::wish().into(),
                        }}
                    </button>
                }.into_any(),
            }}
        </li>
    }
}

fn cases(m: &Mirror) -> Vec<Wished> {
    let wished = m.meeting().open_cases().filter_map(|case| {
        let words = m.case(case).words()?;
        let aside = format!("{} · {}", session::giver(m, case), urgency::of(&words));
        let mine = m.me().is_some_and(|me| case.known_giver() == Some(me));
        Some(Wished { id: case.id, sentence: words.sentence, aside, mine })
    });
    wished.collect()
}

fn mine(m: &Mirror) -> Option<Vec<CaseId>> {
    m.meeting().wishes.get(&m.me()?)?.clone()
}

/// How many have said what they wish, and how many are waited for besides whoever leads.
fn count(m: &Mirror) -> (usize, usize) {
    let seats = m.meeting().seats.iter().filter(|(_, seat)| seat.is_expected() && !seat.inviting);
    let given = seats.clone().filter(|(id, _)| m.meeting().wishes.contains_key(id)).count();
    (given, seats.count())
}

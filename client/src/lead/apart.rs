//! What the lead alone knows of people: who is kept apart, superiors and those who report to them,
//! and which houses are small. It stays on this device, like the marks.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use mirror::Mirror;
use shared::id::SeatId;

use super::gathering::{everybody, plain_house};
use super::plan::Plan;
use crate::parts::draft::Draft;
use crate::parts::someone::Someone;
use crate::session::name;
use crate::store::use_store;
use crate::texts;

/// What was noted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// Pairs of seats, as they are written.
    apart: BTreeSet<(String, String)>,
    /// Houses, as they are compared.
    small: BTreeSet<String>,
}

impl Kept {
    /// The pairs that are still here.
    pub fn pairs(&self, m: &Mirror) -> Vec<(SeatId, SeatId)> {
        let here: BTreeMap<_, _> =
            everybody(m).into_iter().map(|seat| (seat.to_string(), seat)).collect();
        let pair = |(one, other): &(String, String)| Some((*here.get(one)?, *here.get(other)?));
        self.apart.iter().filter_map(pair).collect()
    }

    /// Whether a house is small; nobody knows as long as none was said to be.
    pub fn small_house(&self, house: &str) -> Option<bool> {
        (!self.small.is_empty()).then(|| self.small.contains(house))
    }
}

/// The notes, kept on this device.
#[derive(Clone, Copy)]
pub struct Apart {
    text: Draft,
    kept: Memo<Kept>,
}

impl Apart {
    /// What was noted here before.
    pub fn new() -> Self {
        let text = Draft::of_meeting("lead.apart");
        let kept = Memo::new(move |_| {
            let text = text.get();
            let mut kept = Kept::default();
            for line in text.lines() {
                match line.split_once(' ') {
                    Some(("house", house)) => drop(kept.small.insert(house.to_owned())),
                    Some((one, other)) => drop(kept.apart.insert((one.into(), other.into()))),
                    None => {}
                }
            }
            kept
        });
        Self { text, kept }
    }

    /// All of them; whoever reads them is told when they change.
    pub fn get(self) -> Kept {
        self.kept.get()
    }

    /// Keeps two apart, or no longer.
    fn keep(self, one: SeatId, other: SeatId, apart: bool) {
        let pair = (one.min(other).to_string(), one.max(other).to_string());
        self.change(|kept| match apart {
            true => kept.apart.insert(pair),
            false => kept.apart.remove(&pair),
        });
    }

    fn note_small(self, house: String, small: bool) {
        self.change(|kept| match small {
            true => kept.small.insert(house),
            false => kept.small.remove(&house),
        });
    }

    fn change(self, change: impl FnOnce(&mut Kept) -> bool) {
        let mut kept = self.kept.get_untracked();
        change(&mut kept);
        let pairs = kept.apart.iter().map(|(one, other)| format!("{one} {other}\n"));
        let houses = kept.small.iter().map(|house| format!("house {house}\n"));
        self.text.set(pairs.chain(houses).collect());
    }
}

/// Both, folded: not every meeting needs them.
#[component]
pub fn ApartSheet(
    /// Where it is noted.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let houses = Memo::new(move |_| store.read(houses));
    let small = move |house: &str| plan.apart.get().small.contains(house);
    view! {
        <details class="sheet lead-seats">
            <summary>{texts::lead::apart_and_small()}</summary>
            <h3>{texts::lead::apart()}</h3>
            <p class="aside">{texts::lead::apart_hint()}</p>
            <Pairs plan/>
            <h3>{texts::lead::small_houses()}</h3>
            <p class="aside">{texts::lead::small_hint()}</p>
            <p class="lead-tools">
                <For each=move || houses.get() key=Clone::clone let((plain, typed))>
                    <House plan plain typed small/>
                </For>
            </p>
        </details>
    }
}

/// One house, small or not.
#[component]
fn House(
    plan: Plan,
    plain: String,
    typed: String,
    small: impl Fn(&str) -> bool + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let house = StoredValue::new(plain);
    let is_small = Memo::new(move |_| small(&house.get_value()));
    view! {
        <button
            type="button"
            aria-pressed=move || is_small.get().to_string()
            on:click=move |_| plan.apart.note_small(house.get_value(), !is_small.get_untracked())
        >
            {typed}
        </button>
    }
}

/// Who is kept apart, and two more.
#[component]
fn Pairs(plan: Plan) -> impl IntoView {
    let store = use_store();
    let (one, other) = (RwSignal::new(None::<SeatId>), RwSignal::new(None::<SeatId>));
    let pairs = Memo::new(move |_| {
        let kept = plan.apart.get();
        store.read(|m| {
            let pairs = kept.pairs(m).into_iter();
            pairs
                .map(|(a, b)| (a, b, texts::lead::pair(name(m, a), name(m, b))))
                .collect::<Vec<_>>()
        })
    });
    let chosen = move || {
        let (one, other) = (one.get()?, other.get()?);
        (one != other).then_some((one, other))
    };
    let keep = move |_| {
        if let Some((a, b)) = untrack(chosen) {
            plan.apart.keep(a, b, true);
            one.set(None);
            other.set(None);
        }
    };
    view! {
        <ul class="lead-list">
            <For each=move || pairs.get() key=Clone::clone let((a, b, words))>
                <li class="lead-person">
                    <p>{words}</p>
                    <button type="button" on:click=move |_| plan.apart.keep(a, b, false)>
                        {texts::lead::apart_no_more()}
                    </button>
                </li>
            </For>
        </ul>
        <p class="lead-tools">
            <PersonChoice chosen=one label=texts::lead::apart_one()/>
            <PersonChoice chosen=other label=texts::lead::apart_other()/>
            <button type="button" disabled=move || chosen().is_none() on:click=keep>
                {texts::lead::keep_apart()}
            </button>
        </p>
    }
}

/// One of those who are here.
#[component]
pub fn PersonChoice(
    /// Who is chosen.
    chosen: RwSignal<Option<SeatId>>,
    /// What for.
    label: &'static str,
) -> impl IntoView {
    let store = use_store();
    let all = Memo::new(move |_| {
        store.read(|m| {
            everybody(m).into_iter().map(|seat| (seat, name(m, seat))).collect::<Vec<_>>()
        })
    });
    view! {
        <Someone
            all
            chosen
            nobody=label
            label
            on_choose=move |seat| chosen.set(seat)
        />
    }
}

/// The houses of everybody who is here, as they are compared and as somebody typed them.
fn houses(m: &Mirror) -> Vec<(String, String)> {
    let typed = everybody(m).into_iter().filter_map(|seat| Some(m.person(seat).words()?.house));
    let mut houses = BTreeMap::new();
    for house in typed.filter(|house| !house.trim().is_empty()) {
        houses.entry(plain_house(&house)).or_insert(house);
    }
    houses.into_iter().collect()
}

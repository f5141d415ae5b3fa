//! Advice for one house: the lead asks four to six people for one case, and once enough have said
//! that they come makes a group of them.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::{CaseStep, Deed};
use shared::formation::{Sizes, Willing};
use shared::id::{CaseId, GroupId, SeatId};

use super::gathering::everybody;
use super::plan::Plan;
use crate::session::name;
use crate::store::{fresh_id, use_store};
use crate::texts;

/// Why there can be no group yet.
#[derive(Clone, Copy, PartialEq)]
enum Lacks {
    People,
    Giver,
    /// Whoever gives the case is in a group that is at work.
    Peace,
}

/// Who is asked, who comes, and the group.
#[component]
pub fn Panel(
    /// For which case.
    case: CaseId,
    /// What the lead has noted about people.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let asked = Memo::new(move |_| {
        store.read(|m| m.meeting().case(case).map(|case| case.panel.clone()).unwrap_or_default())
    });
    let counts = move || {
        asked.with(|asked| {
            let coming = asked.values().filter(|comes| **comes == Some(true)).count();
            (!asked.is_empty()).then(|| texts::cases::answers(asked.len(), coming))
        })
    };
    let people = Memo::new(move |_| store.read(|m| others(m, case)));
    let is_asked = move |seat| asked.with(|asked| asked.contains_key(&seat));
    let toggle = move |seat: SeatId| {
        let mut seats: Vec<_> = asked.with_untracked(|asked| asked.keys().copied().collect());
        match seats.iter().position(|it| *it == seat) {
            Some(at) => drop(seats.remove(at)),
            None => seats.push(seat),
        }
        store.act(Deed::Case(CaseStep::Ask { case, seats }));
    };
    let word = move |seat, name: &str| match asked.with(|asked| asked.get(&seat).copied()) {
        Some(Some(true)) => texts::cases::comes(name),
        Some(Some(false)) => texts::cases::not_comes(name),
        Some(None) => texts::cases::not_said(name),
        None => name.to_owned(),
    };
    view! {
        <details class="lead-panel" open=!asked.with_untracked(|asked| asked.is_empty())>
            <summary>{texts::cases::ask_panel()}</summary>
            <p class="aside">{texts::cases::ask_hint()}</p>
            <p class="lead-tools">
                <For each=move || people.get() key=Clone::clone let((seat, name))>
                    <button
                        type="button"
                        aria-pressed=move || is_asked(seat).to_string()
                        title=texts::cases::ask_label()
                        on:click=move |_| toggle(seat)
                    >
                        {move || word(seat, &name)}
                    </button>
                </For>
            </p>
            {move || counts().map(|line| view! { <p role="status">{line}</p> })}
            <MakeGroup case plan/>
        </details>
    }
}

/// The group of those who come, once there are enough of them.
#[component]
fn MakeGroup(case: CaseId, plan: Plan) -> impl IntoView {
    let store = use_store();
    let asks = Memo::new(move |_| {
        store.read(|m| m.meeting().case(case).is_some_and(|case| !case.panel.is_empty()))
    });
    let group = Memo::new(move |_| {
        let noted = plan.marks.get();
        store.read(|m| group(m, case, |seat| noted.of(m, seat).willing()))
    });
    let make = move |_| {
        let Ok((moderator, members)) = group.get_untracked() else { return };
        let group = GroupId::from_bytes(fresh_id());
        store.act(Deed::Case(CaseStep::Gather { case, group, moderator, members }));
    };
    let why_not = move || match group.get() {
        Ok(_) => None,
        Err(Lacks::People) => Some(texts::cases::make_group_needs()),
        Err(Lacks::Giver) => Some(texts::cases::make_group_no_giver()),
        Err(Lacks::Peace) => Some(texts::cases::moves_nobody()),
    };
    view! {
        <Show when=move || asks.get()>
            <button
                type="button"
                class:primary=move || group.get().is_ok()
                disabled=move || group.get().is_err()
                on:click=make
            >
                {texts::cases::make_group()}
            </button>
            {move || why_not().map(|line| view! { <p class="aside">{line}</p> })}
        </Show>
    }
}

/// Who moderates, and everybody in the group: whoever gives the case, and all who come.
fn group(
    m: &Mirror,
    case: CaseId,
    willing: impl Fn(SeatId) -> Willing,
) -> Result<(SeatId, Vec<SeatId>), Lacks> {
    let meeting = m.meeting();
    let case = meeting.case(case).ok_or(Lacks::Giver)?;
    let here = |seat: &SeatId| meeting.seat(*seat).is_some();
    let giver = case.known_giver().filter(here).ok_or(Lacks::Giver)?;
    // Nobody is taken out of a group that is at work.
    let is_free = |seat: &SeatId| {
        let group = meeting.seat(*seat).and_then(|seat| meeting.groups.get(&seat.group));
        group.is_some_and(|group| group.running().is_none())
    };
    if !is_free(&giver) {
        return Err(Lacks::Peace);
    }
    let coming = case.coming().filter(here).filter(|seat| *seat != giver && is_free(seat));
    let coming: Vec<_> = coming.collect();
    let moderator = coming.iter().copied().max_by_key(|seat| willing(*seat));
    match moderator.filter(|_| coming.len() + 1 >= Sizes::default().min) {
        Some(moderator) => Ok((moderator, [vec![giver], coming].concat())),
        None => Err(Lacks::People),
    }
}

/// Everybody who could advise.
fn others(m: &Mirror, case: CaseId) -> Vec<(SeatId, String)> {
    let giver = m.meeting().case(case).and_then(|case| case.known_giver());
    let mut all = everybody(m);
    all.retain(|seat| Some(*seat) != giver && m.me() != Some(*seat));
    all.into_iter().map(|seat| (seat, name(m, seat))).collect()
}

//! Changing tables: whose case it is and whoever moderates stay, everybody else goes to a table
//! where they have not been.

use std::collections::BTreeSet;

use leptos::prelude::*;
use mirror::Mirror;
use shared::formation::{Group, Round, Table, rotate};
use shared::id::{GroupId, SeatId};
use shared::meeting::{Case, Forming};

use super::plan::Plan;
use super::state;
use crate::store::use_store;
use crate::texts;

/// The way there from the board; the change is shown before anybody goes anywhere.
#[component]
pub fn Change(
    /// Where it is put.
    plan: Plan,
    /// Shows what lies on the table instead of the board.
    anew: RwSignal<bool>,
) -> impl IntoView {
    let store = use_store();
    let may = Memo::new(move |_| store.read(|m| changed(m, 0).is_some()));
    let change = move |_| {
        plan.rotate();
        anew.set(true);
        store.announce(texts::lead::tables_ready());
    };
    view! {
        <Show when=move || may.get()>
            <section class="sheet" aria-labelledby="lead-tables">
                <h2 id="lead-tables">{texts::lead::tables()}</h2>
                <p>{texts::lead::tables_how()}</p>
                <p class="row">
                    <button type="button" on:click=change>{texts::lead::change_tables()}</button>
                </p>
            </section>
        </Show>
    }
}

/// The groups after the change with their ids; nothing where nobody could go anywhere.
pub fn changed(m: &Mirror, seed: u64) -> Option<(Vec<Group>, Vec<GroupId>)> {
    let meeting = m.meeting();
    let at_work = |it: &&Forming| !meeting.members(it.group).is_empty();
    let groups: Vec<&Forming> = state::formed(m)?.groups.iter().filter(at_work).collect();
    let mut round = Round { met: meeting.met(), seed, ..Round::default() };
    let mut cases = Vec::new();
    for forming in &groups {
        let group = meeting.groups.get(&forming.group)?;
        let case = group.case.or(forming.case)?;
        let giver = meeting.case(case).and_then(Case::known_giver);
        let stay = [group.cast.case_giver, giver, group.cast.moderator];
        let is_host = |seat: &SeatId| stay.contains(&Some(*seat));
        let (hosts, guests) = meeting.members(forming.group).into_iter().partition(is_host);
        round.tables.push(Table { hosts, guests, visited: group.visits.keys().copied().collect() });
        cases.push((case, group.cast.moderator));
    }
    let guests = round.tables.iter().map(|table| table.guests.len()).sum::<usize>();
    if groups.len() < 2 || guests == 0 {
        return None;
    }
    let remote =
        |seat: &SeatId| meeting.seat(*seat).is_some_and(|it| !it.presence.is_in_the_room());
    let all = round.tables.iter().flat_map(|it| it.hosts.iter().chain(&it.guests));
    round.remote = all.copied().filter(remote).collect::<BTreeSet<_>>();
    let seated = rotate(&round).into_iter().zip(cases);
    let group = |(members, (case, moderator)): (Vec<SeatId>, _)| Group {
        case,
        moderator: Option::filter(moderator, |seat| members.contains(seat)),
        members,
    };
    Some((seated.map(group).collect(), groups.iter().map(|it| it.group).collect()))
}

/// Why somebody is at a table after the change.
pub fn reason(m: &Mirror, seat: SeatId, table: GroupId) -> &'static str {
    let stays = m.meeting().seat(seat).is_some_and(|it| it.group == table);
    let was = m.meeting().groups.get(&table).is_some_and(|it| it.visits.contains_key(&seat));
    match (stays, was) {
        (true, _) => texts::lead::stays(),
        (false, true) => texts::lead::was_here(),
        (false, false) => texts::lead::is_new(),
    }
}

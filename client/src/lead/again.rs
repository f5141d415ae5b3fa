//! The next round, once all groups are done: in the same groups, or mixed anew.

use leptos::prelude::*;
use mirror::Mirror;
use shared::formation::{Group, again};
use shared::id::GroupId;

use super::apart::Kept;
use super::gathering;
use super::marks::Noted;
use super::plan::Plan;
use super::state;
use super::words::letter;
use crate::store::use_store;
use crate::texts;

/// What there is to choose from; the groups are shown before anybody is.
#[component]
pub fn NextRound(
    /// Where it is put.
    plan: Plan,
    /// Shows what lies on the table instead of the board.
    anew: RwSignal<bool>,
) -> impl IntoView {
    let store = use_store();
    let may = Memo::new(move |_| store.read(|m| at_rest(m).is_some()));
    // Those in which nobody brings another case, by their letters.
    let without = Memo::new(move |_| {
        let (noted, kept) = (plan.marks.get(), plan.apart.get());
        store
            .read(|m| {
                let (before, _) = at_rest(m)?;
                let (after, _) = same(m, &noted, &kept)?;
                let stays = |(place, (one, other)): (usize, (&Group, &Group))| {
                    (one.case == other.case).then(|| letter(place))
                };
                let letters = before.iter().zip(&after).enumerate().filter_map(stays);
                Some(letters.collect::<Vec<_>>())
            })
            .unwrap_or_default()
    });
    let same = move |_| {
        plan.stay();
        anew.set(true);
        store.announce(texts::lead::same_groups_ready());
    };
    view! {
        <Show when=move || may.get()>
            <section class="sheet" aria-labelledby="lead-next-round">
                <h2 id="lead-next-round">{texts::lead::next_round()}</h2>
                <p>{texts::lead::next_round_how()}</p>
                {move || without.with(|letters| {
                    (!letters.is_empty()).then(|| view! {
                        <p class="aside">
                            {texts::lead::without_next(letters.len() as u64, letters.join(", "))}
                        </p>
                    })
                })}
                <p class="row">
                    <button type="button" on:click=same>{texts::lead::same_groups()}</button>
                    <button type="button" on:click=move |_| anew.set(true)>
                        {texts::lead::mix_anew()}
                    </button>
                </p>
            </section>
        </Show>
    }
}

/// The same groups around their next cases, with their ids; nothing while one of them consults.
pub fn same(m: &Mirror, noted: &Noted, kept: &Kept) -> Option<(Vec<Group>, Vec<GroupId>)> {
    let (groups, ids) = at_rest(m)?;
    let all = gathering::of(m, noted, kept, &Default::default(), 0);
    Some((again(&groups, &all), ids))
}

/// The groups as they are, when at least one of them has consulted and none does so now.
fn at_rest(m: &Mirror) -> Option<(Vec<Group>, Vec<GroupId>)> {
    let meeting = m.meeting();
    let mut groups = Vec::new();
    let mut ids = Vec::new();
    let mut has_consulted = false;
    for forming in &state::formed(m)?.groups {
        let members = meeting.members(forming.group);
        let Some(group) = meeting.groups.get(&forming.group).filter(|_| !members.is_empty()) else {
            continue;
        };
        if group.running().is_some() {
            return None;
        }
        has_consulted |= !group.sessions.is_empty();
        let case = group.case.or(forming.case)?;
        groups.push(Group { case, moderator: group.cast.moderator, members });
        ids.push(forming.group);
    }
    has_consulted.then_some((groups, ids))
}

//! What holds of every meeting that came about by decided events alone.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use shared::id::SeatId;
use shared::meeting::{CaseSession, Group, Meeting};

/// What must hold of every meeting that came about by decided events alone.
pub fn in_order(m: &Meeting) -> TestCaseResult {
    for (id, group) in &m.groups {
        let cast = group.cast;
        let held = [cast.moderator, cast.case_giver, cast.scribe, cast.observer];
        let held: Vec<SeatId> = held.into_iter().flatten().collect();
        let holders: BTreeSet<_> = held.iter().collect();
        prop_assert_eq!(holders.len(), held.len(), "one person has one role: {:?}", cast);
        // A case stays its giver's even when they leave; every other role falls free.
        for seat in held.iter().filter(|seat| cast.case_giver != Some(**seat)) {
            prop_assert!(m.seat(*seat).is_some_and(|seat| seat.group == *id), "{:?}", cast);
        }
        let running = group.sessions.iter().filter(|session| session.ended.is_none()).count();
        prop_assert!(running == usize::from(group.running().is_some()), "only the last one runs");
        group.sessions.iter().try_for_each(|session| session_in_order(group, session))?;
    }
    Ok(())
}

fn session_in_order(group: &Group, session: &CaseSession) -> TestCaseResult {
    prop_assert_eq!(session.clocks.len(), session.method.phases.len());
    prop_assert!(session.phase <= session.furthest);
    for (i, clock) in session.clocks.iter().enumerate() {
        let may_run = session.ended.is_none() && i == usize::from(session.phase);
        prop_assert!(clock.since.is_none() || may_run, "one clock runs at most");
    }
    if session.ended.is_none() {
        // Whoever's case it is, they alone hold the stars.
        let giver = group.cast.case_giver;
        prop_assert!(session.stars.as_ref().is_none_or(|stars| Some(stars.by) == giver));
        prop_assert_eq!(session.case.and_then(|case| group.case(case)).map(|case| case.by), giver);
    }
    for starred in session.stars.iter().flat_map(|stars| &stars.cards) {
        let card = session.cards.iter().find(|card| card.id == *starred);
        prop_assert!(card.is_some_and(|card| !card.removed && !card.hidden), "{:?}", card);
    }
    Ok(())
}

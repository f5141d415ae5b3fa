//! What holds of every meeting that came about by decided events alone.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use shared::id::{CaseId, SeatId};
use shared::meeting::{CaseSession, Group, Meeting};

/// What must hold of every meeting that came about by decided events alone.
/// `presented` are the cases that somebody else was ever named to present.
pub fn in_order(m: &Meeting, presented: &BTreeSet<CaseId>) -> TestCaseResult {
    for (id, group) in &m.groups {
        let cast = group.cast;
        // Where nobody leads, whoever drives the clock has a role as everybody else has.
        let leads = group.running().is_none_or(|session| session.method.lead().is_some());
        let held = [cast.moderator.filter(|_| leads), cast.case_giver, cast.scribe, cast.observer];
        let held: Vec<SeatId> = held.into_iter().flatten().collect();
        let holders: BTreeSet<_> = held.iter().collect();
        prop_assert_eq!(holders.len(), held.len(), "one person has one role: {:?}", cast);
        prop_assert!(cast.deputy.is_none() || cast.deputy != cast.moderator, "{:?}", cast);
        prop_assert!(cast.timekeeper.is_none() || cast.timekeeper != cast.case_giver, "{:?}", cast);
        // A case stays its giver's even when they leave; every other role falls free.
        let beside = [cast.moderator, cast.timekeeper, cast.deputy].into_iter().flatten();
        for seat in held.into_iter().chain(beside).filter(|seat| cast.case_giver != Some(*seat)) {
            prop_assert!(m.seat(seat).is_some_and(|seat| seat.group == *id), "{:?}", cast);
        }
        let running = group.sessions.iter().filter(|session| session.ended.is_none()).count();
        prop_assert!(running == usize::from(group.running().is_some()), "only the last one runs");
        group
            .sessions
            .iter()
            .try_for_each(|session| session_in_order((m, presented), group, session))?;
    }
    floor_in_order(m)
}

fn floor_in_order(m: &Meeting) -> TestCaseResult {
    for (group, seat) in &m.harvest.speakers {
        prop_assert!(m.seat(*seat).is_some_and(|seat| seat.group == *group), "{:?}", m.harvest);
    }
    let Some(floor) = &m.floor else { return Ok(()) };
    let planned: BTreeSet<_> = floor.order.iter().map(|turn| turn.id).collect();
    prop_assert_eq!(planned.len(), floor.order.len(), "one number for each turn: {:?}", floor);
    prop_assert!(floor.heard.is_subset(&planned), "{:?}", floor);
    for hand in &floor.hands {
        prop_assert!(!planned.contains(&hand.id) && hand.id.0 < floor.turns, "{:?}", floor);
        prop_assert!(floor.speaking().is_none_or(|turn| turn.id != hand.id), "{:?}", floor);
    }
    let speaking = floor.speaking().map(|turn| turn.id);
    prop_assert!(speaking.is_none_or(|id| !floor.heard.contains(&id)), "{:?}", floor);
    Ok(())
}

fn session_in_order(
    (m, presented): (&Meeting, &BTreeSet<CaseId>),
    group: &Group,
    session: &CaseSession,
) -> TestCaseResult {
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
        let case = session.case.and_then(|case| m.case(case));
        prop_assert!(case.is_none() || giver.is_some(), "nobody gives {:?}", session.case);
        // Somebody else gives it only where that was arranged, now or before.
        let arranged = session.case.is_some_and(|case| presented.contains(&case));
        let owner = case.and_then(|case| case.by);
        prop_assert!(arranged || owner.is_none() || owner == giver, "{:?} is another's", case);
    }
    prop_assert!(!session.left_out.contains(&session.phase), "the group is in the plan");
    prop_assert!(session.stop.is_none_or(|_| session.clock().since.is_none()), "all halts");
    prop_assert!(session.ended.is_none() || (session.turn.is_none() && session.stop.is_none()));
    for card in &session.cards {
        // Whatever is kept from somebody belongs to the furthest phase and is nobody's own.
        let author = card.face.and_then(|face| face.by);
        prop_assert!(card.kept_from.is_none() || card.kept_from != author, "{:?}", card);
        let shown = card.kept_from.is_none() || card.hidden;
        prop_assert!(shown || card.phase == session.furthest, "{:?} is kept for too long", card);
        prop_assert!(card.reverse.is_none() || card.module.is_some(), "{:?}", card);
    }
    for starred in session.stars.iter().flat_map(|stars| &stars.cards) {
        let card = session.cards.iter().find(|card| card.id == *starred);
        prop_assert!(card.is_some_and(|card| !card.removed && !card.hidden), "{:?}", card);
    }
    Ok(())
}

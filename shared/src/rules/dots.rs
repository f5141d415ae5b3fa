//! Dots on cases: everybody puts theirs unseen, then all are shown at once as sums.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::event::{Event, SessionEvent};
use crate::id::CaseId;
use crate::limits::DOTS_PER_PERSON;
use crate::meeting::CaseSession;
use crate::method::Kind;
use crate::refusal::Refusal;
use crate::rules::session::Place;

pub fn place(here: &Place, cases: &[CaseId]) -> Result<Vec<Event>, Refusal> {
    if !here.session.now_in().has(Kind::Vote) {
        return Err(Refusal::NotInThisPhase);
    }
    if here.session.tally.is_some() {
        return Err(Refusal::DotsShown);
    }
    if cases.len() > DOTS_PER_PERSON {
        return Err(Refusal::TooManyDots);
    }
    if cases.iter().any(|case| here.me.group.case(*case).is_none()) {
        return Err(Refusal::NoSuchCase);
    }
    Ok(here.event(SessionEvent::DotsPlaced { by: here.me.id, cases: Some(cases.to_vec()) }))
}

pub fn show(here: &Place) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    if here.session.tally.is_some() {
        return Err(Refusal::DotsShown);
    }
    let mut tally = BTreeMap::new();
    for case in here.session.dots.values().flatten().flatten() {
        *tally.entry(*case).or_insert(0) += 1;
    }
    // Every case is in it, those without a dot as well, in the order in which they were brought.
    let cases = here.me.group.cases.iter().filter(|case| !case.withdrawn);
    let tally = cases.map(|case| (case.id, tally.get(&case.id).copied().unwrap_or(0))).collect();
    Ok(here.event(SessionEvent::DotsShown { tally }))
}

pub fn apply(session: &mut CaseSession, e: &SessionEvent) {
    match e {
        SessionEvent::DotsPlaced { by, cases } => {
            session.dots.insert(*by, cases.clone());
        }
        SessionEvent::DotsShown { tally } => session.tally = Some(tally.clone()),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::command::{Deed, Step};
    use crate::specification::*;

    fn place(cases: &[CaseId]) -> Step {
        Step::PlaceDots { cases: cases.to_vec() }
    }

    #[test]
    fn everybody_places_two_dots_on_one_case_or_on_two() {
        let scene = begun()
            .when(MIRKO, place(&[HOLGERS_CASE, HOLGERS_CASE]))
            .then(&[SessionEvent::DotsPlaced {
                by: MIRKO,
                cases: Some(vec![HOLGERS_CASE, HOLGERS_CASE]),
            }])
            .given(AGNES, place(&[HOLGERS_CASE, TOBIAS_CASE]));
        assert_eq!(scene.session().dots.len(), 2);
    }

    #[test]
    fn nobody_has_more_than_two_dots() {
        begun().when(MIRKO, place(&[TOBIAS_CASE; 3])).refused(Refusal::TooManyDots);
    }

    #[test]
    fn dots_that_are_placed_again_replace_those_before() {
        let scene = begun()
            .given(MIRKO, place(&[HOLGERS_CASE, HOLGERS_CASE]))
            .given(MIRKO, place(&[TOBIAS_CASE]));
        assert_eq!(scene.session().dots[&MIRKO], Some(vec![TOBIAS_CASE]));
    }

    #[test]
    fn others_learn_that_somebody_placed_dots_and_not_where() {
        let scene = begun().given(MIRKO, place(&[HOLGERS_CASE]));
        assert_eq!(scene.seen_by(AGNES).session().dots[&MIRKO], None);
        assert_eq!(scene.seen_by(MIRKO).session().dots[&MIRKO], Some(vec![HOLGERS_CASE]));
    }

    #[test]
    fn the_moderator_shows_all_dots_at_once_as_sums_also_of_cases_without_any() {
        let scene = begun()
            .given(MIRKO, place(&[HOLGERS_CASE, HOLGERS_CASE]))
            .given(AGNES, place(&[HOLGERS_CASE]))
            .when(MIRKO, Step::ShowDots)
            .refused(Refusal::NotModerator);
        let tally = vec![(HOLGERS_CASE, 3), (TOBIAS_CASE, 0)];
        let scene = scene
            .when(JANA, Step::ShowDots)
            .then(&[SessionEvent::DotsShown { tally: tally.clone() }]);
        assert_eq!(scene.seen_by(AGNES).session().tally, Some(tally));
    }

    #[test]
    fn dots_on_a_case_that_was_taken_back_count_for_nothing() {
        begun()
            .given(MIRKO, place(&[HOLGERS_CASE, TOBIAS_CASE]))
            .given(HOLGER, Deed::WithdrawCase { case: HOLGERS_CASE })
            .when(JANA, Step::ShowDots)
            .then(&[SessionEvent::DotsShown { tally: vec![(TOBIAS_CASE, 1)] }]);
    }

    #[test]
    fn once_shown_dots_stay_as_they_are() {
        begun()
            .given(JANA, Step::ShowDots)
            .when(MIRKO, place(&[HOLGERS_CASE]))
            .refused(Refusal::DotsShown)
            .when(JANA, Step::ShowDots)
            .refused(Refusal::DotsShown);
    }

    #[test]
    fn dots_are_placed_in_a_phase_that_votes() {
        in_phase(ACCOUNT).when(MIRKO, place(&[HOLGERS_CASE])).refused(Refusal::NotInThisPhase);
    }
}

//! Casting: who writes, who watches, and whose case it is.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::event::{Event, SessionEvent};
use crate::id::{CaseId, SeatId};
use crate::meeting::{CaseSession, Cast, Seat};
use crate::method::Role;
use crate::refusal::Refusal;
use crate::rules::session::Place;

pub fn cast(here: &Place, role: Role, seat: Option<SeatId>) -> Result<Vec<Event>, Refusal> {
    let cast = &here.me.group.cast;
    let holder = match role {
        Role::Scribe => cast.scribe,
        Role::Observer => cast.observer,
        Role::CaseGiver | Role::Moderator | Role::Consultant | Role::Everyone => {
            return Err(Refusal::RoleNotCast);
        }
    };
    // Anybody may take a role that nobody has, and give their own away.
    let own = holder == Some(here.me.id);
    let taking = holder.is_none() && seat == Some(here.me.id);
    if !here.me.leads() && !own && !taking {
        return Err(Refusal::NotModerator);
    }
    if let Some(seat) = seat {
        here.me.fellow(seat)?;
        if cast.case_giver == Some(seat) {
            return Err(Refusal::CaseGiverHasRole);
        }
        if cast.moderator == Some(seat) {
            return Err(Refusal::ModeratorHasRole);
        }
    }
    Ok(here.event(SessionEvent::RoleGiven { role, seat }))
}

pub fn choose_case(here: &Place, case: CaseId) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    let case = here.me.group.case(case).ok_or(Refusal::NoSuchCase)?;
    if here.me.fellow(case.by)?.moderates() {
        return Err(Refusal::ModeratorHasCase);
    }
    Ok(here.event(SessionEvent::CaseChosen { case: case.id, giver: case.by }))
}

pub fn apply_role(cast: &mut Cast, role: Role, seat: Option<SeatId>) {
    let (given, other) = match role {
        Role::Scribe => (&mut cast.scribe, &mut cast.observer),
        Role::Observer => (&mut cast.observer, &mut cast.scribe),
        _ => return,
    };
    *given = seat;
    other.take_if(|holder| Some(*holder) == seat);
}

/// Who does what in a session that goes on: whoever moderates by now, and of the others those who
/// are still here.
pub fn resumed(was: Cast, moderator: Option<SeatId>, seats: &BTreeMap<SeatId, Seat>) -> Cast {
    let free = |id: &SeatId| Some(*id) != moderator && seats.get(id).is_some_and(|seat| !seat.left);
    let Cast { case_giver, scribe, observer, .. } = was;
    Cast { moderator, case_giver, scribe: scribe.filter(free), observer: observer.filter(free) }
}

pub fn apply_case(cast: &mut Cast, session: &mut CaseSession, case: CaseId, giver: SeatId) {
    session.case = Some(case);
    // What somebody else wanted to take along says nothing about this case.
    session.stars.take_if(|stars| stars.by != giver);
    cast.case_giver = Some(giver);
    for role in [&mut cast.scribe, &mut cast.observer] {
        role.take_if(|holder| *holder == giver);
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::command::{Deed, Step};
    use crate::specification::*;

    fn give(role: Role, seat: SeatId) -> Step {
        Step::Cast { role, seat: Some(seat) }
    }

    fn choose(case: CaseId) -> Step {
        Step::ChooseCase { case }
    }

    #[test]
    fn the_moderator_gives_the_roles_of_scribe_and_observer() {
        let scene = begun()
            .when(JANA, give(Role::Scribe, SELIN))
            .then(&[SessionEvent::RoleGiven { role: Role::Scribe, seat: Some(SELIN) }])
            .when(JANA, give(Role::Observer, TOBIAS))
            .then(&[SessionEvent::RoleGiven { role: Role::Observer, seat: Some(TOBIAS) }]);
        let cast = scene.group().cast;
        assert_eq!(cast.roles(SELIN), [Role::Scribe, Role::Consultant]);
        assert_eq!(cast.roles(TOBIAS), [Role::Observer]);
        assert_eq!(cast.roles(MIRKO), [Role::Consultant]);
        assert_eq!(cast.roles(JANA), [Role::Moderator]);
    }

    #[test]
    fn somebody_takes_a_free_role_and_gives_their_own_away() {
        begun()
            .given(MIRKO, give(Role::Scribe, MIRKO))
            .when(SELIN, give(Role::Scribe, SELIN))
            .refused(Refusal::NotModerator)
            .given(MIRKO, give(Role::Scribe, SELIN))
            .given(SELIN, Step::Cast { role: Role::Scribe, seat: None })
            .when(MIRKO, give(Role::Scribe, AGNES))
            .refused(Refusal::NotModerator);
    }

    #[test]
    fn whoever_gets_a_second_role_leaves_the_first() {
        let scene = roles_given().given(JANA, give(Role::Observer, SELIN));
        assert_eq!(scene.group().cast.scribe, None);
        assert_eq!(scene.group().cast.roles(SELIN), [Role::Observer]);
        assert_eq!(scene.group().cast.roles(TOBIAS), [Role::Consultant]);
    }

    #[test]
    fn case_giver_and_moderator_take_no_other_role() {
        roles_given()
            .when(JANA, give(Role::Scribe, HOLGER))
            .refused(Refusal::CaseGiverHasRole)
            .when(JANA, give(Role::Observer, JANA))
            .refused(Refusal::ModeratorHasRole);
    }

    #[test]
    fn other_roles_are_not_given_by_hand() {
        for role in [Role::CaseGiver, Role::Moderator, Role::Consultant, Role::Everyone] {
            begun().when(JANA, give(role, MIRKO)).refused(Refusal::RoleNotCast);
        }
    }

    #[test]
    fn roles_go_to_people_who_are_here() {
        begun()
            .given(MIRKO, Deed::Leave { seat: MIRKO })
            .when(JANA, give(Role::Scribe, MIRKO))
            .refused(Refusal::NoSuchSeat)
            .when(JANA, give(Role::Scribe, NOBODY))
            .refused(Refusal::NoSuchSeat);
    }

    #[test]
    fn the_owner_of_the_chosen_case_gives_it() {
        let scene = begun()
            .when(MIRKO, choose(HOLGERS_CASE))
            .refused(Refusal::NotModerator)
            .when(JANA, choose(CaseId::from_bytes([99; 16])))
            .refused(Refusal::NoSuchCase)
            .when(JANA, choose(HOLGERS_CASE))
            .then(&[SessionEvent::CaseChosen { case: HOLGERS_CASE, giver: HOLGER }]);
        assert_eq!(scene.group().cast.roles(HOLGER), [Role::CaseGiver]);
    }

    #[test]
    fn a_scribe_whose_case_is_chosen_writes_no_longer() {
        let scene =
            begun().given(JANA, give(Role::Scribe, HOLGER)).given(JANA, choose(HOLGERS_CASE));
        assert_eq!(scene.group().cast.scribe, None);
    }

    #[test]
    fn a_moderator_with_a_case_hands_over_the_moderation_first() {
        let janas = CaseId::from_bytes([80; 16]);
        begun()
            .given(JANA, Deed::BringCase { case: janas, words: words(80) })
            .when(JANA, choose(janas))
            .refused(Refusal::ModeratorHasCase)
            .given(JANA, Deed::NameModerator { seat: MIRKO })
            .when(MIRKO, choose(janas))
            .then(&[SessionEvent::CaseChosen { case: janas, giver: JANA }]);
    }

    #[test]
    fn the_case_of_somebody_who_left_is_not_chosen() {
        begun()
            .given(HOLGER, Deed::Leave { seat: HOLGER })
            .when(JANA, choose(HOLGERS_CASE))
            .refused(Refusal::NoSuchSeat);
    }

    #[test]
    fn with_another_case_giver_the_stars_of_the_one_before_are_gone() {
        let starred = in_phase(CONSULTATION)
            .given(MIRKO, Step::WriteCard { card: card(1), phase: CONSULTATION, words: words(70) })
            .given(JANA, Step::Enter { from: CONSULTATION, to: CLOSING })
            .given(HOLGER, Step::Star { cards: vec![card(1)] })
            .given(HOLGER, Step::ShowStars);
        let again = starred.clone().given(JANA, choose(HOLGERS_CASE));
        assert!(again.session().stars.is_some());
        let scene = starred.given(JANA, choose(TOBIAS_CASE));
        assert_eq!(scene.session().stars, None);
        // Nobody sees what the new one marks until they show it.
        let scene = scene.given(TOBIAS, Step::Star { cards: vec![card(1)] });
        assert_eq!(scene.seen_by(MIRKO).session().stars, None);
    }
}

//! Who gets which role, and what it makes of them.

use alloc::vec;

use super::*;
use crate::command::{Deed, Step};
use crate::meeting::{Item, Reach};
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
    assert_eq!(scene.roles(SELIN), [Role::Scribe, Role::Consultant]);
    assert_eq!(scene.roles(TOBIAS), [Role::Observer]);
    assert_eq!(scene.roles(MIRKO), [Role::Consultant]);
    assert_eq!(scene.roles(JANA), [Role::Moderator]);
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
    assert_eq!(scene.roles(SELIN), [Role::Observer]);
    assert_eq!(scene.roles(TOBIAS), [Role::Consultant]);
}

#[test]
fn case_giver_and_moderator_take_no_other_role() {
    roles_given()
        .when(JANA, give(Role::Scribe, HOLGER))
        .refused(Refusal::CaseGiverHasRole)
        .when(JANA, give(Role::Observer, JANA))
        .refused(Refusal::ModeratorHasRole)
        .when(JANA, give(Role::CaseGiver, JANA))
        .refused(Refusal::ModeratorHasCase);
}

#[test]
fn other_roles_are_not_given_by_hand() {
    for role in [Role::Moderator, Role::Interviewer, Role::Consultant, Role::Everyone] {
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
fn where_the_method_knows_no_case_giver_no_case_is_chosen() {
    begun_by(without_case_giver()).when(JANA, choose(HOLGERS_CASE)).refused(Refusal::RoleUnknown);
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
    assert_eq!(scene.roles(HOLGER), [Role::CaseGiver]);
}

#[test]
fn a_scribe_whose_case_is_chosen_writes_no_longer() {
    let scene = begun().given(JANA, give(Role::Scribe, HOLGER)).given(JANA, choose(HOLGERS_CASE));
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
        .given(MIRKO, write_card(1))
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

#[test]
fn somebody_gives_a_case_that_nobody_wrote_down() {
    let scene = begun()
        .when(MIRKO, give(Role::CaseGiver, MIRKO))
        .then(&[SessionEvent::RoleGiven { role: Role::CaseGiver, seat: Some(MIRKO) }]);
    assert_eq!((scene.roles(MIRKO), scene.session().case), (vec![Role::CaseGiver], None));
    scene
        .when(AGNES, give(Role::CaseGiver, AGNES))
        .refused(Refusal::NotModerator)
        .given(MIRKO, Step::Cast { role: Role::CaseGiver, seat: None })
        .given(AGNES, give(Role::CaseGiver, AGNES))
        .given(JANA, give(Role::CaseGiver, SELIN));
}

#[test]
fn with_a_case_giver_who_was_cast_the_chosen_case_and_the_stars_of_the_one_before_are_gone() {
    let starred = in_phase(CONSULTATION)
        .given(MIRKO, write_card(1))
        .given(JANA, go(CONSULTATION, CLOSING))
        .given(HOLGER, Step::Star { cards: vec![card(1)] });
    let same = starred.clone().given(JANA, give(Role::CaseGiver, HOLGER));
    assert_eq!(same.session().case, Some(HOLGERS_CASE));
    assert!(same.session().stars.is_some());
    // Selin writes no longer when it is her case.
    let scene = starred.given(JANA, give(Role::CaseGiver, SELIN));
    assert_eq!((scene.session().case, &scene.session().stars), (None, &None));
    assert_eq!((scene.group().cast.scribe, scene.roles(SELIN)), (None, vec![Role::CaseGiver]));
}

#[test]
fn somebody_keeps_the_time_beside_another_role() {
    let keep = |seat| give(Role::Timekeeper, seat);
    let scene = roles_given_by(timed()).given(JANA, keep(SELIN));
    assert_eq!(scene.roles(SELIN), [Role::Scribe, Role::Consultant, Role::Timekeeper]);
    let scene = scene.given(SELIN, keep(TOBIAS));
    assert_eq!(scene.roles(TOBIAS), [Role::Observer, Role::Timekeeper]);
    let scene = scene.given(JANA, keep(JANA));
    assert_eq!(scene.roles(JANA), [Role::Moderator, Role::Timekeeper]);
    let scene = scene.when(JANA, keep(HOLGER)).refused(Refusal::CaseGiverHasRole);
    // Whoever gives the case watches no clock.
    let scene = scene.given(JANA, keep(TOBIAS)).given(JANA, choose(TOBIAS_CASE));
    assert_eq!(scene.group().cast.timekeeper, None);
}

#[test]
fn a_role_that_the_method_does_not_know_is_not_given() {
    begun().when(JANA, give(Role::Timekeeper, MIRKO)).refused(Refusal::RoleUnknown);
    let mut method = tietze();
    method.roles.retain(|role| *role != Role::Observer);
    for last in method.phases.iter_mut().filter_map(|phase| phase.last.as_mut()) {
        last.speak.retain(|role| *role != Role::Observer);
    }
    begun_by(method.clone()).when(JANA, give(Role::Observer, MIRKO)).refused(Refusal::RoleUnknown);
    // And where somebody held it all the same, they consult like the others.
    let cast = Cast { observer: Some(MIRKO), timekeeper: Some(MIRKO), ..Cast::default() };
    assert_eq!(cast.roles_by(MIRKO, &method), [Role::Consultant]);
}

#[test]
fn where_nobody_leads_whoever_drives_the_clock_may_give_the_case_as_well() {
    let janas = CaseId::from_bytes([80; 16]);
    let scene = begun_by(led_by(None));
    assert_eq!(scene.roles(JANA), [Role::Consultant]);
    let scene = scene
        .given(JANA, Deed::BringCase { case: janas, words: words(80) })
        .given(JANA, give(Role::Scribe, JANA))
        .given(JANA, choose(janas));
    assert_eq!((scene.roles(JANA), scene.group().cast.scribe), (vec![Role::CaseGiver], None));
    let scene = scene.given(JANA, go(CASTING, ACCOUNT));
    // And it goes on when the turn is somebody else's, whoever drives the clock then.
    scene
        .given(JANA, give(Role::CaseGiver, MIRKO))
        .given(JANA, Deed::NameModerator { seat: MIRKO })
        .given(MIRKO, go(ACCOUNT, QUESTION));
}

#[test]
fn where_nobody_leads_a_session_is_taken_up_by_whoever_gave_the_case() {
    let scene = in_phase_of(led_by(None), CLOSING)
        .given(JANA, Deed::NameModerator { seat: HOLGER })
        .given(HOLGER, Step::End)
        .given(HOLGER, Step::Reopen);
    let Cast { moderator, case_giver, .. } = scene.group().cast;
    assert_eq!((moderator, case_giver), (Some(HOLGER), Some(HOLGER)));
}

#[test]
fn whoever_leads_consults_where_the_method_says_so() {
    let mut method = tietze();
    method.consult.push(Role::Moderator);
    let scene = in_phase_of(method, CONSULTATION);
    assert_eq!(scene.roles(JANA), [Role::Moderator, Role::Consultant]);
    scene.given(JANA, write_card(1));
    in_phase(CONSULTATION).when(JANA, write_card(1)).refused(Refusal::RoleDoesNotWrite);
}

#[test]
fn whoever_leads_is_what_the_method_calls_it() {
    let scene = in_phase_of(led_by(Some(Role::Interviewer)), QUESTION);
    assert_eq!(scene.roles(JANA), [Role::Interviewer]);
    scene
        .when(MIRKO, Step::FixQuestion { words: words(70) })
        .refused(Refusal::RoleDoesNotWrite)
        .when(JANA, give(Role::CaseGiver, JANA))
        .refused(Refusal::ModeratorHasCase)
        .given(JANA, Step::FixQuestion { words: words(70) });
}

#[test]
fn a_role_whose_holder_has_left_is_free_to_take() {
    in_phase(ACCOUNT)
        .when(MIRKO, give(Role::CaseGiver, MIRKO))
        .refused(Refusal::NotModerator)
        .given(HOLGER, Deed::Leave { seat: HOLGER })
        .given(MIRKO, give(Role::CaseGiver, MIRKO));
}

#[test]
fn what_was_told_in_a_session_that_ended_stays_its_case_givers() {
    let scene = in_phase(CLOSING).given(JANA, Step::End).given(JANA, Step::Reopen);
    let scene = scene
        .when(JANA, give(Role::CaseGiver, MIRKO))
        .refused(Refusal::NotCaseGiver)
        .when(JANA, choose(TOBIAS_CASE))
        .refused(Refusal::NotCaseGiver);
    scene.given(HOLGER, give(Role::CaseGiver, MIRKO));
}

#[test]
fn with_another_case_giver_goes_what_the_one_before_released() {
    let release = Step::Release { item: Item::Step, reach: Reach::Group, words: None };
    let sheet = Step::FillSheet { words: Some(words(70)) };
    let scene = in_phase(CLOSING).given(HOLGER, release).given(HOLGER, sheet);
    let scene = scene.given(JANA, give(Role::CaseGiver, MIRKO));
    assert!(scene.session().releases.is_empty());
    assert_eq!(scene.session().case_sheet, None);
}

//! The marketplace, told with the seven of the first script: Holger's and Tobias' cases have a table
//! each, and everybody else looks for a place.

use super::*;
use crate::command::{CaseStep, Deed};
use crate::lens::view;
use crate::meeting::Forming;
use crate::specification::*;

const A: GroupId = GroupId::from_bytes([31; 16]);
const B: GroupId = GroupId::from_bytes([32; 16]);

fn open(group: GroupId, case: crate::id::CaseId, members: &[SeatId]) -> Forming {
    let (case, members) = (Some(case), members.to_vec());
    Forming {
        group,
        case,
        moderator: None,
        members,
        place: None,
        places: Some(3),
        why: Default::default(),
    }
}

fn take(seat: SeatId, group: Option<GroupId>) -> Deed {
    Deed::TakePlace { seat, group, moderates: false }
}

fn moderate(seat: SeatId, group: GroupId) -> Deed {
    Deed::TakePlace { seat, group: Some(group), moderates: true }
}

/// Two groups with three places each, of which the case givers have one.
fn market() -> Scene {
    let groups = vec![open(A, HOLGERS_CASE, &[HOLGER]), open(B, TOBIAS_CASE, &[TOBIAS])];
    arrived()
        .given(HOLGER, Deed::BringCase { case: HOLGERS_CASE, words: words(61) })
        .given(TOBIAS, Deed::BringCase { case: TOBIAS_CASE, words: words(62) })
        .given(JANA, Deed::Propose { groups, seconds: 0 })
}

fn members(scene: &Scene, group: GroupId) -> Vec<SeatId> {
    let formation = scene.meeting.formation.as_ref().expect("there is one");
    let forming = formation.groups.iter().find(|it| it.group == group);
    forming.expect("it is proposed").members.clone()
}

#[test]
fn everybody_takes_a_place_and_gives_it_back_until_the_groups_are_formed() {
    let scene = market().given(MIRKO, take(MIRKO, Some(A))).given(SELIN, moderate(SELIN, A));
    assert_eq!(members(&scene, A), [HOLGER, MIRKO, SELIN]);
    // All see the same.
    let agnes = view(&scene.meeting, scene.meeting.viewer(AGNES).expect("she is here"));
    assert_eq!(agnes.formation, scene.meeting.formation);
    let scene = scene
        .when(AGNES, take(AGNES, Some(A)))
        .refused(Refusal::NoPlaceLeft)
        .given(MIRKO, take(MIRKO, Some(B)))
        .given(AGNES, take(AGNES, Some(A)))
        .given(MIRKO, take(MIRKO, None));
    assert_eq!(
        (members(&scene, A), members(&scene, B)),
        (vec![HOLGER, SELIN, AGNES], vec![TOBIAS])
    );
    let scene = scene.given(JANA, Deed::FormGroups { number: 1 });
    assert_eq!(scene.meeting.groups[&A].cast.moderator, Some(SELIN));
    assert_eq!(scene.meeting.members(GROUP), [JANA, MIRKO, FRIEDERIKE], "who chose nothing");
    scene.when(MIRKO, take(MIRKO, Some(B))).refused(Refusal::FormationMoved);
}

#[test]
fn a_case_giver_stays_with_the_case_and_nobody_chooses_for_others() {
    market()
        .when(HOLGER, take(HOLGER, Some(B)))
        .refused(Refusal::GivesCase)
        .when(HOLGER, take(HOLGER, None))
        .refused(Refusal::GivesCase)
        .when(HOLGER, moderate(HOLGER, A))
        .refused(Refusal::ModeratorHasCase)
        .when(MIRKO, take(AGNES, Some(A)))
        .refused(Refusal::NotLead)
        .when(MIRKO, take(MIRKO, Some(GROUP)))
        .refused(Refusal::NoSuchGroup);
    let closed = vec![Forming { places: None, ..open(A, HOLGERS_CASE, &[HOLGER]) }];
    market()
        .given(JANA, Deed::Propose { groups: closed, seconds: 60 })
        .when(MIRKO, take(MIRKO, Some(A)))
        .refused(Refusal::FormationMoved);
}

#[test]
fn one_moderates_and_is_relieved_by_whoever_leads_the_meeting() {
    let moderator =
        |scene: &Scene| scene.meeting.formation.as_ref().and_then(|it| it.groups[0].moderator);
    let scene = market()
        .given(SELIN, moderate(SELIN, A))
        .given(MIRKO, take(MIRKO, Some(A)))
        .when(MIRKO, moderate(MIRKO, A))
        .refused(Refusal::NotLead);
    assert_eq!(moderator(&scene), Some(SELIN));
    let scene = scene.given(JANA, moderate(MIRKO, A));
    assert_eq!((moderator(&scene), members(&scene, A).len()), (Some(MIRKO), 3));
    // Whoever goes takes the moderation along.
    let scene = scene.given(MIRKO, take(MIRKO, Some(B)));
    assert_eq!(moderator(&scene), None);
}

#[test]
fn whoever_leads_adds_a_chair_and_whoever_leaves_the_meeting_leaves_a_place() {
    let scene = market()
        .given(MIRKO, take(MIRKO, Some(A)))
        .given(SELIN, take(SELIN, Some(A)))
        .given(JANA, take(AGNES, Some(A)));
    assert_eq!(members(&scene, A), [HOLGER, MIRKO, SELIN, AGNES]);
    let scene = scene.given(MIRKO, Deed::Leave { seat: MIRKO });
    assert_eq!(members(&scene, A), [HOLGER, SELIN, AGNES]);
    // Also whoever brought the case: whoever leads sees a table without, and the others can go.
    let scene = scene.given(HOLGER, Deed::Leave { seat: HOLGER });
    assert_eq!(members(&scene, A), [SELIN, AGNES]);
    let scene =
        scene.given(SELIN, take(SELIN, Some(B))).given(JANA, Deed::FormGroups { number: 1 });
    assert_eq!(members(&scene, B), [TOBIAS, SELIN]);
    assert_eq!(scene.meeting.members(B), [SELIN, TOBIAS], "in the order in which they are asked");
}

#[test]
fn it_is_known_who_has_been_at_which_table() {
    let at = |scene: &Scene, group, seat| scene.meeting.groups[&group].visits.get(&seat).cloned();
    let by = |numbers: &[u32]| Some(numbers.iter().copied().collect());
    let scene = market()
        .given(MIRKO, take(MIRKO, Some(A)))
        .given(SELIN, take(SELIN, Some(B)))
        .given(JANA, Deed::FormGroups { number: 1 });
    assert_eq!((at(&scene, A, MIRKO), at(&scene, B, MIRKO)), (by(&[1]), None));
    let groups =
        vec![open(A, HOLGERS_CASE, &[HOLGER, SELIN]), open(B, TOBIAS_CASE, &[TOBIAS, MIRKO])];
    let scene = scene
        .given(JANA, Deed::Propose { groups, seconds: 0 })
        .given(JANA, Deed::FormGroups { number: 2 });
    assert_eq!((at(&scene, A, MIRKO), at(&scene, B, MIRKO)), (by(&[1]), by(&[2])));
    assert_eq!(at(&scene, A, HOLGER), by(&[1, 2]), "the host has stayed");
    let met = |one: SeatId, other| scene.meeting.met().contains(&(one.min(other), one.max(other)));
    assert!(met(HOLGER, MIRKO) && met(TOBIAS, MIRKO), "in the first round, and in the second");
    assert!(!met(MIRKO, SELIN), "each was there when the other was not");
    // Whoever leads knows it, and so does whoever is there.
    let sees = |seat| {
        let seen = view(&scene.meeting, scene.meeting.viewer(seat).expect("they are here"));
        seen.groups.get(&B).map(|group| group.visits.clone())
    };
    assert_eq!(
        [JANA, MIRKO].map(sees),
        [0, 1].map(|_| Some(scene.meeting.groups[&B].visits.clone()))
    );
    assert_eq!(sees(HOLGER), None);
}

#[test]
fn a_case_without_a_name_is_on_no_marketplace_until_somebody_presents_it() {
    let case = crate::id::CaseId::from_bytes([80; 16]);
    let opened = |seat| Deed::Propose { groups: vec![open(A, case, &[seat])], seconds: 0 };
    let scene = arrived()
        .given(MIRKO, Deed::Case(CaseStep::HandIn { case, words: words(80) }))
        // Whoever sat there alone would be known.
        .when(JANA, opened(MIRKO))
        .refused(Refusal::CaseNameless);
    let presented = CaseStep::NamePresenter { case, seat: Some(SELIN) };
    let scene = scene.given(JANA, Deed::Case(presented)).given(JANA, opened(SELIN));
    assert_eq!(members(&scene, A), [SELIN]);
}

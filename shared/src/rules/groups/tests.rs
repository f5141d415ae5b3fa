//! Several groups, told with the seven of the first script: Jana leads and is in none, the others go
//! into two groups around Holger's and Tobias' cases.

use alloc::collections::BTreeMap;

use super::*;
use crate::actor::{Actor, Viewer};
use crate::command::{Deed, Step};
use crate::formation::{Hindrance, Reason};
use crate::id::SessionId;
use crate::lens::{redact, view};
use crate::library;
use crate::meeting::Cast;
use crate::method::{Flag, Method, Phase, Role};
use crate::pad::{PadId, Sheet, access};
use crate::pass::PassKind;
use crate::specification::*;

mod rounds;

const A: GroupId = GroupId::from_bytes([31; 16]);
const B: GroupId = GroupId::from_bytes([32; 16]);

fn forming(group: GroupId, case: CaseId, moderator: SeatId, members: &[SeatId]) -> Forming {
    let (case, moderator) = (Some(case), Some(moderator));
    Forming {
        group,
        case,
        moderator,
        members: members.to_vec(),
        place: None,
        places: None,
        why: Default::default(),
    }
}

/// Holger's group with Selin leading it, Tobias' with Agnes.
fn halves() -> Vec<Forming> {
    vec![
        forming(A, HOLGERS_CASE, SELIN, &[HOLGER, SELIN, MIRKO]),
        forming(B, TOBIAS_CASE, AGNES, &[TOBIAS, AGNES, FRIEDERIKE]),
    ]
}

fn propose(groups: Vec<Forming>) -> Deed {
    Deed::Propose { groups, seconds: 60 }
}

/// Two cases are brought and nothing has begun.
fn gathered() -> Scene {
    arrived()
        .given(HOLGER, Deed::BringCase { case: HOLGERS_CASE, words: words(61) })
        .given(TOBIAS, Deed::BringCase { case: TOBIAS_CASE, words: words(62) })
}

fn formed() -> Scene {
    gathered().given(JANA, propose(halves())).given(JANA, Deed::FormGroups { number: 1 })
}

/// Both groups are at work.
fn at_work() -> Scene {
    let second = SessionId::from_bytes([41; 16]);
    formed().given(SELIN, begin_with(SESSION, tietze())).given(AGNES, begin_with(second, tietze()))
}

#[test]
fn wishes_are_told_to_oneself_and_whoever_leads() {
    let wish = Deed::Wish { cases: vec![TOBIAS_CASE, HOLGERS_CASE] };
    let scene = gathered()
        .when(MIRKO, wish.clone())
        .refused(Refusal::WishesClosed)
        .when(MIRKO, Deed::AskWishes { open: true })
        .refused(Refusal::NotLead)
        .given(JANA, Deed::AskWishes { open: true });
    let entry = scene.entry(MIRKO, wish.clone());
    let scene = scene.given(MIRKO, wish);
    let told = |seat| {
        let who = scene.meeting.viewer(seat).expect("they are here");
        let event = redact(&entry, who, &scene.meeting)
            .expect("it changes nobody's standing")
            .events
            .remove(0);
        (event, view(&scene.meeting, who).wishes[&MIRKO].clone())
    };
    let cases = Some(vec![TOBIAS_CASE, HOLGERS_CASE]);
    for seat in [MIRKO, JANA] {
        assert_eq!(
            told(seat),
            (Event::WishesSet { by: MIRKO, cases: cases.clone() }, cases.clone())
        );
    }
    // That somebody has said so is for all to see.
    assert_eq!(told(AGNES), (Event::WishesSet { by: MIRKO, cases: None }, None));
}

#[test]
fn nobody_wishes_twice_for_the_same_or_for_what_is_not_there() {
    let wish = |cases: &[CaseId]| Deed::Wish { cases: cases.to_vec() };
    gathered()
        .given(JANA, Deed::AskWishes { open: true })
        .when(MIRKO, wish(&[TOBIAS_CASE, TOBIAS_CASE]))
        .refused(Refusal::TooManyWishes)
        .when(MIRKO, wish(&[CaseId::from_bytes([99; 16])]))
        .refused(Refusal::NoSuchCase)
        // Whoever has no wish says so.
        .given(MIRKO, wish(&[]));
}

#[test]
fn a_proposal_moves_nobody_and_may_be_objected_to() {
    let scene = gathered()
        .when(SELIN, propose(halves()))
        .refused(Refusal::NotLead)
        .when(MIRKO, Deed::Object { objects: true })
        .refused(Refusal::FormationMoved)
        .given(JANA, propose(halves()))
        .given(MIRKO, Deed::Object { objects: true });
    assert!(scene.meeting.seats.values().all(|seat| seat.group == GROUP));
    let sees = |seat| {
        let seen = view(&scene.meeting, scene.meeting.viewer(seat).expect("they are here"));
        seen.formation.map(|it| it.objections.len())
    };
    // Who objects is between them and whoever leads.
    assert_eq!([JANA, MIRKO, SELIN].map(sees), [Some(1), Some(1), Some(0)]);
    // Another proposal is another question.
    let scene = scene.given(JANA, propose(halves()));
    let formation = scene.meeting.formation.as_ref().expect("there is one");
    assert_eq!((formation.number, formation.objections.len()), (2, 0));
    scene
        .when(JANA, Deed::FormGroups { number: 1 })
        .refused(Refusal::FormationMoved)
        .given(JANA, Deed::FormGroups { number: 2 })
        .when(JANA, Deed::FormGroups { number: 2 })
        .refused(Refusal::FormationMoved);
}

#[test]
fn groups_that_cannot_be_are_not_proposed() {
    let unsound = |change: &dyn Fn(&mut Vec<Forming>)| {
        let mut groups = halves();
        change(&mut groups);
        gathered().when(JANA, propose(groups)).refused(Refusal::FormationUnsound);
    };
    unsound(&|groups| groups[1].members.push(MIRKO));
    unsound(&|groups| groups[1].members.push(NOBODY));
    unsound(&|groups| groups[1].group = A);
    unsound(&|groups| groups[1].group = GROUP);
    unsound(&|groups| groups[0].members = vec![SELIN, MIRKO]);
    unsound(&|groups| groups[0].moderator = Some(HOLGER));
    unsound(&|groups| groups[0].moderator = Some(AGNES));
    unsound(&|groups| groups.push(forming(GroupId::from_bytes([33; 16]), HOLGERS_CASE, JANA, &[])));
}

#[test]
fn when_groups_are_formed_everybody_is_in_theirs_with_its_moderator() {
    let scene = formed();
    let m = &scene.meeting;
    assert_eq!(m.members(A), [HOLGER, SELIN, MIRKO]);
    assert_eq!(m.members(B), [AGNES, FRIEDERIKE, TOBIAS]);
    assert_eq!(m.members(GROUP), [JANA]);
    assert_eq!([A, B].map(|id| m.groups[&id].cast.moderator), [Some(SELIN), Some(AGNES)]);
    // The case is settled when the session begins; nobody has to choose it again.
    let scene = at_work();
    let session = &scene.meeting.groups[&A].sessions[0];
    let cast = scene.meeting.groups[&A].cast;
    assert_eq!((session.case, cast.case_giver), (Some(HOLGERS_CASE), Some(HOLGER)));
}

#[test]
fn where_the_method_knows_no_case_giver_whoever_brought_the_case_is_like_the_others() {
    let notes = |scene: &Scene, seat| {
        let phases = &scene.session().method.phases;
        let phase =
            phases.iter().position(Phase::has_notes).expect("notes are written in it") as u8;
        let scene = scene.clone().given(SELIN, go(0, phase)).given(SELIN, Step::End);
        let pad = PadId { session: SESSION, sheet: Sheet::Notes(phase) };
        access::may_read(&scene.meeting, Viewer::member(seat, A), pad)
    };
    let scene = formed().given(SELIN, begin_with(SESSION, without_case_giver()));
    let group = &scene.meeting.groups[&A];
    assert_eq!((group.sessions[0].case, group.cast.case_giver), (Some(HOLGERS_CASE), None));
    for seat in [HOLGER, SELIN, MIRKO] {
        assert_eq!(notes(&scene, seat), Ok(()), "they stay the group's: {seat:?}");
    }
    scene.given(SELIN, Step::Cast { role: Role::Scribe, seat: Some(HOLGER) });
}

#[test]
fn a_second_session_of_the_group_begins_without_a_case() {
    let scene = at_work().given(SELIN, Step::End);
    let scene = scene.given(SELIN, begin_with(SessionId::from_bytes([42; 16]), tietze()));
    let group = &scene.meeting.groups[&A];
    assert_eq!((group.sessions[1].case, group.cast.case_giver), (None, None));
}

#[test]
fn s2_05_whoever_leads_sees_how_the_groups_get_on_and_not_a_word() {
    let phase = |scene: Scene, n| scene.given(SELIN, go(n, n + 1));
    let scene = (CASTING..CONSULTATION).fold(at_work(), phase);
    let lead = scene.meeting.viewer(JANA).expect("she is here");
    let before = view(&scene.meeting, lead);
    let entry = scene.entry(MIRKO, write_card(5));
    let told = redact(&entry, lead, &scene.meeting).expect("nothing of hers has changed");
    assert_eq!((told.id, told.by, told.events), (None, None, vec![]));
    let stop = scene.entry(MIRKO, Step::Stop);
    let told = redact(&stop, lead, &scene.meeting).expect("nothing of hers has changed");
    let stopped = SessionEvent::Stopped { by: None, at: scene.now };
    assert_eq!(told.events, [Event::In(A, GroupEvent::In(SESSION, stopped))]);
    assert_eq!(told.by, None);
    let scene = scene.given(MIRKO, write_card(5));
    let seen = view(&scene.meeting, lead);
    assert_eq!(seen, before, "a card changes nothing that she sees");
    let session = &seen.groups[&A].sessions[0];
    assert_eq!((session.phase, session.cards.len()), (CONSULTATION, 0));
    // Whoever is in another group sees nothing of it at all.
    let agnes = view(&scene.meeting, scene.meeting.viewer(AGNES).expect("she is here"));
    assert_eq!(agnes.groups.keys().collect::<Vec<_>>(), [&B]);
}

#[test]
fn a_floater_sees_what_the_lead_sees_and_comes_to_help() {
    let answer = Deed::AnswerHelp { group: A };
    let scene = at_work()
        .when(FRIEDERIKE, Deed::NameFloater { seat: FRIEDERIKE, floats: true })
        .refused(Refusal::NotLead)
        .given(JANA, Deed::NameFloater { seat: FRIEDERIKE, floats: true })
        .when(FRIEDERIKE, answer.clone())
        .refused(Refusal::NoHelpCalled)
        .at(minute(16))
        .given(MIRKO, Deed::CallHelp { calls: true })
        .when(AGNES, answer.clone())
        .refused(Refusal::NotLead)
        .given(FRIEDERIKE, answer);
    // Of two who answer in the same moment one goes.
    let scene = scene.when(JANA, Deed::AnswerHelp { group: A }).then_nothing();
    let help = Help { since: minute(16), answered: Some(FRIEDERIKE) };
    assert_eq!(scene.meeting.groups[&A].help, Some(help));
    let seen = view(&scene.meeting, scene.meeting.viewer(FRIEDERIKE).expect("she is here"));
    assert_eq!(seen.groups[&A].help, Some(help));
    let scene = scene.given(SELIN, Deed::CallHelp { calls: false });
    assert_eq!(scene.meeting.groups[&A].help, None);
}

#[test]
fn a_group_asks_for_more_time_and_gets_it_with_the_others_or_alone() {
    let planned = |scene: &Scene, group| {
        scene.meeting.groups[&group].sessions[0].clocks[0].planned.as_seconds() / 60
    };
    let ask = |minutes| Deed::AskMinutes { minutes };
    let give = |groups: &[GroupId]| Deed::GiveMinutes {
        groups: groups.to_vec(),
        minutes: 3,
        asked: false,
    };
    let scene = at_work()
        .when(MIRKO, ask(Some(3)))
        .refused(Refusal::NotModerator)
        .when(SELIN, ask(Some(31)))
        .refused(Refusal::TooManyMinutes)
        .given(SELIN, ask(Some(3)))
        .when(AGNES, give(&[A]))
        .refused(Refusal::NotLead)
        .given(JANA, give(&[A]));
    assert_eq!((planned(&scene, A), planned(&scene, B)), (8, 5));
    assert_eq!(scene.meeting.groups[&A].asks_minutes, None);
    // Of two who lead and answer in the same moment one gives.
    let asked = Deed::GiveMinutes { groups: vec![A], minutes: 3, asked: true };
    let scene = scene.when(JANA, asked.clone()).then_nothing();
    let twice = scene.clone().given(SELIN, ask(Some(3))).given(JANA, asked.clone());
    assert_eq!(planned(&twice, A), 11);
    twice.when(JANA, asked).then_nothing();
    let scene = scene.given(JANA, give(&[]));
    assert_eq!((planned(&scene, A), planned(&scene, B)), (11, 8));
    scene.when(JANA, give(&[GroupId::from_bytes([99; 16])])).refused(Refusal::NoSuchGroup);
    formed().when(JANA, give(&[])).refused(Refusal::NoSuchSession);
}

#[test]
fn why_somebody_is_where_they_are_is_told_to_themselves_and_whoever_leads() {
    let mut groups = halves();
    let missed = Reason::Hindered { missed: TOBIAS_CASE, by: Hindrance::Full };
    groups[0].why = [(MIRKO, missed), (SELIN, Reason::NoWish)].into();
    let mut strange = groups.clone();
    strange[1].why = [(MIRKO, missed)].into();
    let scene = gathered().when(JANA, propose(strange)).refused(Refusal::FormationUnsound);
    let entry = scene.entry(JANA, propose(groups.clone()));
    let scene = scene.given(JANA, propose(groups));
    let told = |seat| {
        let who = scene.meeting.viewer(seat).expect("they are here");
        let told = redact(&entry, who, &scene.meeting).expect("it changes nobody's standing");
        let Event::GroupsProposed { groups, .. } = &told.events[0] else { panic!("a proposal") };
        let seen = view(&scene.meeting, who).formation.expect("it lies before all");
        assert_eq!(groups[0].why, seen.groups[0].why);
        groups[0].why.clone()
    };
    assert_eq!(told(MIRKO), [(MIRKO, missed)].into());
    assert_eq!(told(AGNES), BTreeMap::new());
    assert_eq!(told(JANA).len(), 2);
}

#[test]
fn whoever_moves_to_another_group_leaves_nothing_behind_and_stays_who_they_are() {
    let to = |seat, group| Deed::MoveTo { seat, group };
    let scene = at_work()
        .given(SELIN, Step::Cast { role: Role::Scribe, seat: Some(MIRKO) })
        .given(MIRKO, Step::Ready { ready: true })
        .when(HOLGER, to(MIRKO, B))
        .refused(Refusal::NotLead)
        .when(JANA, to(HOLGER, B))
        .refused(Refusal::GivesCase)
        .when(JANA, to(MIRKO, GroupId::from_bytes([99; 16])))
        .refused(Refusal::NoSuchGroup);
    let entry = scene.entry(JANA, to(MIRKO, B));
    assert_eq!(
        redact(&entry, scene.meeting.viewer(MIRKO).expect("he is here"), &scene.meeting),
        None
    );
    let person = scene.meeting.seats[&MIRKO].person;
    let scene = scene.given(JANA, to(MIRKO, B)).given(JANA, to(SELIN, B));
    let m = &scene.meeting;
    let left = &m.groups[&A];
    let Cast { moderator, scribe, .. } = left.cast;
    assert_eq!((moderator, scribe), (None, None));
    assert!(left.sessions[0].ready.is_empty());
    let Some(Viewer::Seat(_, group, _)) = m.viewer(MIRKO) else { panic!("he is here") };
    assert_eq!((group, m.seats[&MIRKO].person), (B, person));
    // With nobody left to moderate, whoever is there steps in.
    scene.when(HOLGER, Deed::NameModerator { seat: HOLGER }).refused(Refusal::ModeratorHasCase);
}

#[test]
fn for_another_round_people_are_mixed_anew_and_the_others_go_to_the_plenary() {
    let scene = at_work();
    let mixed = || vec![forming(B, TOBIAS_CASE, MIRKO, &[TOBIAS, MIRKO, SELIN])];
    let scene = scene.given(JANA, propose(mixed()));
    // While Holger's case is being consulted on, he can't be taken away from it.
    let scene = scene.when(JANA, Deed::FormGroups { number: 2 }).refused(Refusal::GivesCase);
    let scene = scene.given(SELIN, Step::End).given(JANA, Deed::FormGroups { number: 2 });
    let m = &scene.meeting;
    assert_eq!(m.members(B), [SELIN, MIRKO, TOBIAS]);
    assert_eq!(m.members(GROUP), [AGNES, JANA, HOLGER, FRIEDERIKE]);
    // What the group began goes on in it, led by somebody else.
    assert!(m.groups[&B].running().is_some());
    assert_eq!(m.groups[&B].cast.moderator, Some(MIRKO));
}

fn comes(scene: Scene, n: u8) -> Scene {
    let (seat, pass) = (SeatId::from_bytes([n; 16]), pass(n));
    let (person, presence) = (words(n), crate::meeting::Presence::OnSite);
    let deed = Deed::TakeSeat { seat, pass, person, presence, agreed: true, intent: None };
    scene.given(Actor::Door(PassKind::Participant), deed)
}

#[test]
fn s2_12_whoever_comes_late_goes_to_the_smallest_group_that_does_not_consult_yet() {
    let group = |scene: &Scene, n: u8| scene.meeting.seats[&SeatId::from_bytes([n; 16])].group;
    let early = comes(gathered(), 81);
    assert_eq!(group(&early, 81), GROUP, "before there are groups, to the plenary");
    let scene = at_work().given(JANA, Deed::MoveTo { seat: MIRKO, group: B });
    let scene = comes(scene, 82);
    assert_eq!(group(&scene, 82), A, "the smaller one");
    let phase = |scene: Scene, n| scene.given(SELIN, go(n, n + 1));
    let scene = comes((CASTING..CONSULTATION).fold(scene, phase), 83);
    assert_eq!(group(&scene, 83), B, "the other does not consult yet");
    assert_eq!(scene.meeting.groups[&B].cast.observer, None);
}

/// Both groups consult, by this method in the second.
fn both_consult(second: Method) -> Scene {
    let session = SessionId::from_bytes([41; 16]);
    let advised = |phase: &Phase| phase.allows(Flag::Advice) || phase.allows(Flag::UsesModule);
    let to = second.phases.iter().position(advised).expect("it has one") as u8;
    formed()
        .given(SELIN, begin_with(SESSION, tietze()))
        .given(AGNES, begin_with(session, second))
        .given(SELIN, go(CASTING, CONSULTATION))
        .given(AGNES, Deed::In(session, go(0, to)))
}

/// What somebody is in their group's session.
fn roles(scene: &Scene, seat: SeatId) -> Vec<Role> {
    let group = &scene.meeting.groups[&scene.meeting.seats[&seat].group];
    let session = group.running().expect("it consults");
    group.cast_of(session).roles(seat, session)
}

#[test]
fn s2_12_once_all_consult_whoever_comes_late_watches_however_many_and_by_any_method() {
    let methods = library::methods().into_iter().map(|described| described.method);
    let knows = |method: &Method| [Role::CaseGiver, Role::Observer].map(|it| method.knows(it));
    let mut without_observers = methods.filter(|method| knows(method) == [true, false]);
    let without_observers = without_observers.next().expect("most methods know none");
    let scene = (84..88).fold(both_consult(without_observers), comes);
    let mut per_group = BTreeMap::<GroupId, usize>::new();
    for late in (84..88).map(|n| SeatId::from_bytes([n; 16])) {
        *per_group.entry(scene.meeting.seats[&late].group).or_default() += 1;
        assert_eq!(roles(&scene, late), [Role::Observer]);
    }
    assert_eq!(per_group, [(A, 2), (B, 2)].into());
    // They write nothing, and are nobody's turn.
    let late = SeatId::from_bytes([84; 16]);
    let scene = scene.when(late, write_card(86)).refused(Refusal::RoleDoesNotWrite);
    // Whoever moderates lets them advise.
    let admit = Step::Cast { role: Role::Consultant, seat: Some(late) };
    let (leader, other) = match scene.meeting.seats[&late].group == A {
        true => (SELIN, MIRKO),
        false => panic!("the first goes to the first of two groups of one size"),
    };
    let scene = scene
        .when(other, admit.clone())
        .refused(Refusal::NotModerator)
        .given(leader, admit.clone())
        .when(leader, admit)
        .refused(Refusal::RoleNotCast);
    assert_eq!(roles(&scene, late), [Role::Consultant]);
}

#[test]
fn s2_12_whoever_is_sent_to_a_group_that_consults_watches_until_they_go_elsewhere() {
    let to = |seat, group| Deed::MoveTo { seat, group };
    let scene = both_consult(tietze()).given(JANA, to(MIRKO, B));
    assert_eq!(roles(&scene, MIRKO), [Role::Observer]);
    // Back where he was from the beginning he advises.
    let back = scene.clone().given(JANA, to(MIRKO, A));
    assert_eq!(roles(&back, MIRKO), [Role::Consultant]);
    let first = SessionId::from_bytes([41; 16]);
    let scene = scene.given(JANA, to(MIRKO, GROUP)).given(AGNES, Deed::In(first, Step::End));
    let second = SessionId::from_bytes([42; 16]);
    let scene = scene.given(AGNES, begin_with(second, tietze())).given(JANA, to(MIRKO, B));
    assert_eq!(roles(&scene, MIRKO), [Role::Consultant], "it does not consult yet");
}

#[test]
fn s2_12_nobody_remote_who_comes_late_is_the_only_one() {
    let presence = crate::meeting::Presence::Remote;
    let introduce = Deed::Introduce { person: words(90), presence };
    let scene = at_work().given(JANA, Deed::MoveTo { seat: MIRKO, group: B });
    // The smaller group is all in one room.
    let scene = scene.given(TOBIAS, introduce);
    let (seat, pass) = (SeatId::from_bytes([89; 16]), pass(89));
    let deed =
        Deed::TakeSeat { seat, pass, person: words(89), presence, agreed: true, intent: None };
    let scene = scene.given(Actor::Door(PassKind::Participant), deed);
    assert_eq!(scene.meeting.seats[&seat].group, B);
}

#[test]
fn what_is_told_to_one_group_reaches_nobody_else() {
    let tell = |groups: &[GroupId], n| Deed::Tell { groups: groups.to_vec(), words: words(n) };
    let scene = at_work()
        .when(SELIN, tell(&[], 70))
        .refused(Refusal::NotLead)
        .given(JANA, tell(&[], 70))
        .given(JANA, tell(&[A], 71));
    let hears = |seat| {
        let seen = view(&scene.meeting, scene.meeting.viewer(seat).expect("they are here"));
        seen.messages.len()
    };
    assert_eq!([MIRKO, AGNES, JANA].map(hears), [2, 1, 2]);
}

#[test]
fn groups_are_placed_and_called_back() {
    let place = |group| Deed::PlaceGroup { group, words: words(70) };
    let scene = formed()
        .when(JANA, place(GROUP))
        .refused(Refusal::NoSuchGroup)
        .given(JANA, place(A))
        .when(JANA, Deed::CallBack { at: Some(minute(0) - Span::minutes(1)) })
        .refused(Refusal::NoSuchEnd)
        .given(JANA, Deed::CallBack { at: Some(minute(2)) });
    let formation = scene.meeting.formation.as_ref().expect("there is one");
    assert_eq!(formation.groups[0].place, Some(Placed { by: JANA, words: words(70) }));
    assert_eq!(scene.meeting.back_at, Some(minute(2)));
}

//! Who comes and goes, and who moderates when somebody does.

use super::*;
use crate::actor::Actor;
use crate::command::{Deed, Step};
use crate::meeting::Cast;
use crate::method::Role;
use crate::specification::*;

const GUEST: Actor = Actor::Door(PassKind::Participant);
const HOST: Actor = Actor::Door(PassKind::Moderator);

fn taken(seat: SeatId, inviting: bool) -> Event {
    let (person, presence) = (words(seat.as_bytes()[0]), Presence::OnSite);
    let (group, at) = (GROUP, minute(0));
    let pass = Some(pass(seat.as_bytes()[0]));
    Event::SeatTaken { seat, pass, person, presence, agreed: true, inviting, group, at }
}

fn leave(seat: SeatId) -> Deed {
    Deed::Leave { seat }
}

fn hand_to(seat: SeatId) -> Deed {
    Deed::NameModerator { seat }
}

fn named(seat: Option<SeatId>) -> GroupEvent {
    GroupEvent::ModeratorNamed { seat }
}

#[test]
fn the_first_with_the_moderators_link_moderates() {
    opened()
        .given(GUEST, sit_down(HOLGER))
        .when(HOST, sit_down(JANA))
        .then(&[taken(JANA, true), Event::In(GROUP, named(Some(JANA)))])
        .when(HOST, sit_down(MIRKO))
        .then(&[taken(MIRKO, true)]);
}

#[test]
fn whoever_comes_late_joins_the_running_session_and_consults() {
    let scene = in_phase(CONSULTATION);
    let late = SeatId::from_bytes([8; 16]);
    let scene = scene.when(GUEST, sit_down(late)).then(&[taken(late, false)]);
    scene.when(late, write_card(1)).accepted();
}

#[test]
fn a_seat_and_a_pass_are_taken_once() {
    let scene = arrived().when(GUEST, sit_down(MIRKO)).refused(Refusal::AlreadyThere);
    let mut borrowed = sit_down(NOBODY);
    if let Deed::TakeSeat { pass, .. } = &mut borrowed {
        *pass = crate::specification::pass(4);
    }
    let scene = scene.when(GUEST, borrowed).refused(Refusal::AlreadyThere);
    scene.when(MIRKO, sit_down(NOBODY)).refused(Refusal::AlreadyThere);
}

#[test]
fn a_personal_pass_takes_no_other_seat() {
    arrived().when(Actor::Door(PassKind::Seat), sit_down(NOBODY)).refused(Refusal::NotAllowed);
}

#[test]
fn before_a_meeting_is_opened_there_is_nowhere_to_sit() {
    let scene = Scene { meeting: Meeting::default(), ..opened() };
    scene.when(GUEST, sit_down(MIRKO)).refused(Refusal::Gone);
}

#[test]
fn nobody_acts_before_sitting_down() {
    for by in [GUEST, HOST, Actor::House] {
        arrived().when(by, Deed::Agree).refused(Refusal::NotSeated);
    }
    arrived().when(Actor::House, sit_down(NOBODY)).refused(Refusal::NotSeated);
    arrived().when(NOBODY, Deed::Agree).refused(Refusal::NoSuchSeat);
}

#[test]
fn a_full_meeting_takes_somebody_when_somebody_has_left() {
    let rest = (PEOPLE_PER_MEETING - ALL.len()) as u8;
    let full = (0..rest).fold(arrived(), |scene, n| {
        scene.given(GUEST, sit_down(SeatId::from_bytes([100 + n; 16])))
    });
    full.when(GUEST, sit_down(NOBODY))
        .refused(Refusal::MeetingFull)
        .given(MIRKO, leave(MIRKO))
        .when(GUEST, sit_down(NOBODY))
        .then(&[taken(NOBODY, false)]);
}

#[test]
fn people_agree_once_and_introduce_themselves_as_often_as_they_like() {
    let (person, presence) = (words(70), Presence::Remote);
    let mut unagreed = sit_down(NOBODY);
    if let Deed::TakeSeat { agreed, .. } = &mut unagreed {
        *agreed = false;
    }
    arrived()
        .given(GUEST, unagreed)
        .when(NOBODY, Deed::Agree)
        .then(&[Event::Agreed { seat: NOBODY }])
        .when(NOBODY, Deed::Agree)
        .then_nothing()
        .when(MIRKO, Deed::Introduce { person, presence })
        .then(&[Event::Introduced { seat: MIRKO, person, presence }]);
}

#[test]
fn whoever_is_not_in_the_room_is_asked_first_then_whoever_came_first() {
    // Agnes is remote; all came in the same moment, so that their ids decide.
    let scene = arrived().at(minute(1)).given(GUEST, sit_down(SeatId::from_bytes([0; 16])));
    let mut owed = vec![AGNES, JANA, HOLGER, SELIN, MIRKO, FRIEDERIKE, TOBIAS];
    owed.push(SeatId::from_bytes([0; 16]));
    assert_eq!(scene.meeting.members(GROUP), owed);
}

#[test]
fn whoever_leaves_loses_pass_and_roles_and_what_they_said_stays() {
    let scene = in_phase(CONSULTATION)
        .given(SELIN, write_card(1))
        .given(SELIN, Step::Ready { ready: true })
        .when(SELIN, leave(SELIN))
        .then(&[Event::SeatLeft { seat: SELIN }]);
    assert!(!scene.meeting.passes.contains_key(&pass(3)));
    assert_eq!(scene.meeting.seat(SELIN), None);
    assert_eq!(scene.group().cast.scribe, None);
    assert!(scene.session().ready.is_empty());
    assert_eq!(scene.session().cards[0].face, Some(face(SELIN, 1)));
    let scene = scene.when(SELIN, Deed::Agree).refused(Refusal::NoSuchSeat);
    scene.when(GUEST, sit_down(SELIN)).refused(Refusal::AlreadyThere);
}

#[test]
fn a_case_giver_who_leaves_keeps_the_case_and_the_group_can_choose_another() {
    let scene = in_phase(CONSULTATION).given(HOLGER, leave(HOLGER));
    assert_eq!(scene.group().cast.case_giver, Some(HOLGER));
    scene
        .given(JANA, Step::Enter { from: CONSULTATION, to: CASTING })
        .when(JANA, Step::ChooseCase { case: TOBIAS_CASE })
        .accepted();
}

#[test]
fn only_whoever_leads_sends_somebody_away() {
    arrived()
        .when(MIRKO, leave(AGNES))
        .refused(Refusal::NotModerator)
        .when(JANA, leave(AGNES))
        .then(&[Event::SeatLeft { seat: AGNES }])
        .when(JANA, leave(AGNES))
        .refused(Refusal::NoSuchSeat);
}

#[test]
fn when_the_moderator_leaves_anybody_steps_in() {
    in_phase(CONSULTATION)
        .when(JANA, leave(JANA))
        .then(&[Event::SeatLeft { seat: JANA }, Event::In(GROUP, named(None))])
        .when(MIRKO, Step::Pause)
        .refused(Refusal::NotModerator)
        .when(HOLGER, hand_to(HOLGER))
        .refused(Refusal::ModeratorHasCase)
        .when(MIRKO, hand_to(MIRKO))
        .then(&[named(Some(MIRKO))])
        .when(AGNES, hand_to(AGNES))
        .refused(Refusal::NotModerator)
        .given(MIRKO, Step::Pause);
}

#[test]
fn whoever_invited_sends_the_moderator_away_and_takes_over() {
    in_phase(CONSULTATION)
        .given(JANA, hand_to(MIRKO))
        .when(JANA, leave(MIRKO))
        .then(&[Event::SeatLeft { seat: MIRKO }, Event::In(GROUP, named(Some(JANA)))]);
}

#[test]
fn whoever_invited_does_not_take_over_a_session_about_their_own_case() {
    let janas = crate::id::CaseId::from_bytes([80; 16]);
    in_phase(CONSULTATION)
        .given(JANA, hand_to(MIRKO))
        .given(JANA, Deed::BringCase { case: janas, words: words(80) })
        .given(MIRKO, Step::ChooseCase { case: janas })
        .when(JANA, leave(MIRKO))
        .then(&[Event::SeatLeft { seat: MIRKO }, Event::In(GROUP, named(None))]);
}

#[test]
fn the_moderation_is_handed_over_and_whoever_invited_takes_it_back() {
    let scene = in_phase(CONSULTATION)
        .when(MIRKO, hand_to(MIRKO))
        .refused(Refusal::NotModerator)
        .when(JANA, hand_to(SELIN))
        .then(&[named(Some(SELIN))]);
    // Whoever moderates writes no longer.
    assert_eq!(scene.group().cast.scribe, None);
    let scene = scene.given(SELIN, Step::Pause);
    scene.given(JANA, Step::Resume).when(JANA, hand_to(JANA)).then(&[named(Some(JANA))]);
}

#[test]
fn the_moderation_goes_to_somebody_who_is_here_and_gives_no_case() {
    in_phase(CONSULTATION)
        .when(JANA, hand_to(NOBODY))
        .refused(Refusal::NoSuchSeat)
        .when(JANA, hand_to(HOLGER))
        .refused(Refusal::ModeratorHasCase)
        .given(JANA, Step::End)
        .when(JANA, hand_to(HOLGER))
        .then(&[named(Some(HOLGER))]);
}

fn deputy(seat: Option<SeatId>) -> Deed {
    Deed::NameDeputy { seat }
}

#[test]
fn whoever_leads_names_a_deputy_or_nobody() {
    let scene = in_phase(CONSULTATION)
        .when(MIRKO, deputy(Some(MIRKO)))
        .refused(Refusal::NotModerator)
        .when(JANA, deputy(Some(JANA)))
        .refused(Refusal::ModeratorHasRole)
        .when(JANA, deputy(Some(HOLGER)))
        .refused(Refusal::CaseGiverHasRole)
        .when(JANA, deputy(Some(NOBODY)))
        .refused(Refusal::NoSuchSeat)
        .when(JANA, deputy(Some(MIRKO)))
        .then(&[GroupEvent::DeputyNamed { seat: Some(MIRKO) }]);
    // A deputy keeps their role until they are needed.
    let scene = scene.given(JANA, deputy(Some(SELIN)));
    let Cast { deputy: named, scribe, .. } = scene.group().cast;
    assert_eq!((named, scribe), (Some(SELIN), Some(SELIN)));
    assert_eq!(scene.given(JANA, deputy(None)).group().cast.deputy, None);
}

#[test]
fn the_deputy_steps_in_at_any_time_and_the_moderator_takes_back_with_one_step() {
    let scene = in_phase(CONSULTATION)
        .given(JANA, hand_to(MIRKO))
        .given(MIRKO, deputy(Some(SELIN)))
        .when(SELIN, hand_to(AGNES))
        .refused(Refusal::NotModerator)
        .when(SELIN, hand_to(SELIN))
        .then(&[named(Some(SELIN))]);
    // Mirko invited nobody: he takes back because whoever moderated before is the deputy now.
    let Cast { moderator, deputy, scribe, .. } = scene.group().cast;
    assert_eq!((moderator, deputy, scribe), (Some(SELIN), Some(MIRKO), None));
    let scene = scene.when(MIRKO, hand_to(MIRKO)).then(&[named(Some(MIRKO))]);
    let Cast { moderator, deputy, .. } = scene.group().cast;
    assert_eq!((moderator, deputy), (Some(MIRKO), Some(SELIN)));
}

#[test]
fn a_deputy_who_leaves_or_gives_the_case_does_not_step_in() {
    let scene = in_phase(CONSULTATION).given(JANA, deputy(Some(TOBIAS)));
    assert_eq!(scene.clone().given(TOBIAS, leave(TOBIAS)).group().cast.deputy, None);
    scene
        .given(JANA, Step::ChooseCase { case: TOBIAS_CASE })
        .when(TOBIAS, hand_to(TOBIAS))
        .refused(Refusal::ModeratorHasCase);
}

#[test]
fn when_the_moderator_leaves_the_deputy_is_still_there_to_step_in() {
    let scene = in_phase(CONSULTATION).given(JANA, deputy(Some(AGNES))).given(JANA, leave(JANA));
    let Cast { moderator, deputy, .. } = scene.group().cast;
    assert_eq!((moderator, deputy), (None, Some(AGNES)));
    let scene = scene.given(AGNES, hand_to(AGNES));
    // Nobody who has left is a deputy.
    assert_eq!(scene.group().cast.deputy, None);
}

#[test]
fn whoever_leaves_keeps_neither_the_time_nor_the_turn() {
    let scene = in_phase_of(timed(), CONSULTATION)
        .given(JANA, Step::Cast { role: Role::Timekeeper, seat: Some(AGNES) })
        .given(JANA, Step::Turn { from: None, to: Some(AGNES) })
        .given(AGNES, leave(AGNES));
    assert_eq!((scene.group().cast.timekeeper, scene.session().turn), (None, None));
}

#[test]
fn where_nobody_leads_the_moderation_goes_to_whoever_gives_the_case_too() {
    in_phase_of(led_by(None), CONSULTATION)
        .given(JANA, deputy(Some(HOLGER)))
        .given(HOLGER, hand_to(HOLGER))
        .given(HOLGER, Step::Pause);
    let scene = in_phase_of(led_by(None), CONSULTATION).given(JANA, hand_to(MIRKO));
    scene
        .given(JANA, Step::Cast { role: Role::CaseGiver, seat: Some(JANA) })
        .when(JANA, leave(MIRKO))
        .then(&[Event::SeatLeft { seat: MIRKO }, Event::In(GROUP, named(Some(JANA)))]);
}

#[test]
fn in_another_group_nobody_hands_over_or_sends_away() {
    let other = GroupId::from_bytes([90; 16]);
    let mut scene = arrived();
    scene.meeting.groups.insert(other, Group::default());
    scene.meeting.seats.get_mut(&MIRKO).expect("Mirko came").group = other;
    scene
        .when(JANA, leave(MIRKO))
        .refused(Refusal::NoSuchSeat)
        .when(JANA, hand_to(MIRKO))
        .refused(Refusal::NoSuchSeat)
        .when(JANA, deputy(Some(MIRKO)))
        .refused(Refusal::NoSuchSeat);
}

fn offer(open: bool) -> Deed {
    Deed::OfferModeration { group: GROUP, moderator: JANA, open }
}

#[test]
fn while_the_moderators_device_is_gone_anybody_but_the_case_giver_steps_in() {
    let offered = |open| GroupEvent::ModerationOffered { open };
    let scene = in_phase(CONSULTATION)
        .when(MIRKO, hand_to(MIRKO))
        .refused(Refusal::NotModerator)
        .when(MIRKO, offer(true))
        .refused(Refusal::NotAllowed)
        .when(Actor::House, offer(true))
        .then(&[offered(true)]);
    // Once is enough.
    let scene = scene.when(Actor::House, offer(true)).then_nothing();
    let scene = scene
        .when(MIRKO, hand_to(AGNES))
        .refused(Refusal::NotModerator)
        .when(HOLGER, hand_to(HOLGER))
        .refused(Refusal::ModeratorHasCase);
    // Whoever comes back in time goes on as if nothing had been.
    let back = scene.clone().when(Actor::House, offer(false)).then(&[offered(false)]);
    back.when(MIRKO, hand_to(MIRKO)).refused(Refusal::NotModerator);
    let taken = scene.given(MIRKO, hand_to(MIRKO));
    let Cast { moderator, deputy, .. } = taken.group().cast;
    assert_eq!((moderator, deputy), (Some(MIRKO), Some(JANA)));
    // It was offered once and not for good, and what was meant for Jana says nothing of Mirko.
    let taken = taken.when(AGNES, hand_to(AGNES)).refused(Refusal::NotModerator);
    taken.when(Actor::House, offer(true)).then_nothing();
}

#[test]
fn whoever_steps_in_takes_nothing_from_whoever_invited() {
    let later = minute(0) + crate::time::Span::days(60);
    let scene = in_phase(CONSULTATION)
        .given(Actor::House, offer(true))
        .given(MIRKO, hand_to(MIRKO))
        .when(MIRKO, Deed::KeepUntil { at: minute(0) })
        .refused(Refusal::NotLead)
        .given(MIRKO, Deed::KeepUntil { at: later })
        .when(MIRKO, leave(JANA))
        .refused(Refusal::NotLead);
    // Whoever came by the guests' link can still be asked to leave.
    scene.given(MIRKO, leave(AGNES));
}

//! Who is here: sitting down, agreeing, leaving, and who moderates a group.

use alloc::vec;
use alloc::vec::Vec;

use crate::event::{Event, GroupEvent};
use crate::id::{GroupId, RecordId, SeatId};
use crate::limits::PEOPLE_PER_MEETING;
use crate::meeting::{Admission, Group, Meeting, Presence, Seat};
use crate::pass::{PassHash, PassKind};
use crate::refusal::Refusal;
use crate::time::Timestamp;

/// Somebody who is here, in their group: what every rule but sitting down starts from.
pub struct Member<'m> {
    pub m: &'m Meeting,
    pub id: SeatId,
    pub seat: &'m Seat,
    pub group: &'m Group,
}

impl<'m> Member<'m> {
    pub fn group_id(&self) -> GroupId {
        self.seat.group
    }

    pub fn moderates(&self) -> bool {
        self.group.cast.moderator == Some(self.id)
    }

    /// The moderator, or whoever invited: the one who can help when the moderator is gone.
    pub fn leads(&self) -> bool {
        self.moderates() || self.seat.inviting
    }

    /// Somebody in the same group, or the person themselves.
    pub fn fellow(&self, seat: SeatId) -> Result<Member<'m>, Refusal> {
        let fellow = present(self.m, seat)?;
        let together = fellow.group_id() == self.group_id();
        if together { Ok(fellow) } else { Err(Refusal::NoSuchSeat) }
    }

    pub fn in_group(&self, event: GroupEvent) -> Event {
        Event::In(self.group_id(), event)
    }
}

/// The person with that seat, if they are here.
pub fn present(m: &Meeting, id: SeatId) -> Result<Member<'_>, Refusal> {
    let seat = m.seat(id).ok_or(Refusal::NoSuchSeat)?;
    let group = m.groups.get(&seat.group).ok_or(Refusal::NoSuchSeat)?;
    Ok(Member { m, id, seat, group })
}

pub fn take_seat(
    m: &Meeting,
    by: PassKind,
    (seat, pass): (SeatId, PassHash),
    (person, presence): (RecordId, Presence),
    agreed: bool,
    at: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let inviting = match by {
        PassKind::Participant => false,
        PassKind::Moderator => true,
        PassKind::Seat => return Err(Refusal::NotAllowed),
    };
    if m.seats.contains_key(&seat) || m.passes.contains_key(&pass) {
        return Err(Refusal::AlreadyThere);
    }
    if m.seats.values().filter(|seat| !seat.left).count() >= PEOPLE_PER_MEETING {
        return Err(Refusal::MeetingFull);
    }
    // One group so far; whoever comes late joins it.
    let (&group_id, group) = m.groups.first_key_value().ok_or(Refusal::Gone)?;
    let mut events = vec![Event::SeatTaken {
        seat,
        pass: Some(pass),
        person,
        presence,
        agreed,
        inviting,
        group: group_id,
        at,
    }];
    if inviting && group.cast.moderator.is_none() {
        events.push(Event::In(group_id, GroupEvent::ModeratorNamed { seat: Some(seat) }));
    }
    Ok(events)
}

pub fn introduce(me: &Member, person: RecordId, presence: Presence) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::Introduced { seat: me.id, person, presence }])
}

pub fn agree(me: &Member) -> Result<Vec<Event>, Refusal> {
    if me.seat.agreed { Ok(vec![]) } else { Ok(vec![Event::Agreed { seat: me.id }]) }
}

pub fn leave(me: &Member, seat: SeatId) -> Result<Vec<Event>, Refusal> {
    if seat != me.id && !me.leads() {
        return Err(Refusal::NotModerator);
    }
    let leaver = me.fellow(seat)?;
    let mut events = vec![Event::SeatLeft { seat }];
    if leaver.moderates() {
        // Whoever sends the moderator away takes over, unless it is their own case.
        let heir = Some(me.id).filter(|id| *id != seat && me.group.cast.case_giver != Some(*id));
        events.push(me.in_group(GroupEvent::ModeratorNamed { seat: heir }));
    }
    Ok(events)
}

pub fn name_moderator(me: &Member, seat: SeatId) -> Result<Vec<Event>, Refusal> {
    // With nobody moderating, any member may step in.
    if !me.leads() && me.group.cast.moderator.is_some() {
        return Err(Refusal::NotModerator);
    }
    me.fellow(seat)?;
    if me.group.cast.case_giver == Some(seat) {
        return Err(Refusal::ModeratorHasCase);
    }
    Ok(vec![me.in_group(GroupEvent::ModeratorNamed { seat: Some(seat) })])
}

pub fn apply(m: &mut Meeting, e: &Event) {
    match *e {
        Event::SeatTaken { seat, pass, person, presence, agreed, inviting, group, at, .. } => {
            if let Some(pass) = pass {
                m.passes.insert(pass, Admission::Seat(seat));
            }
            let taken = Seat { person, presence, agreed, inviting, group, since: at, left: false };
            m.seats.insert(seat, taken);
        }
        Event::Introduced { seat, person, presence } => {
            if let Some(seat) = m.seats.get_mut(&seat) {
                seat.person = person;
                seat.presence = presence;
            }
        }
        Event::Agreed { seat } => {
            if let Some(seat) = m.seats.get_mut(&seat) {
                seat.agreed = true;
            }
        }
        Event::SeatLeft { seat: id } => {
            m.passes.retain(|_, admits| *admits != Admission::Seat(id));
            let Some(seat) = m.seats.get_mut(&id) else { return };
            seat.left = true;
            let Some(group) = m.groups.get_mut(&seat.group) else { return };
            let cast = &mut group.cast;
            for role in [&mut cast.scribe, &mut cast.observer] {
                role.take_if(|holder| *holder == id);
            }
            if let Some(session) = group.sessions.last_mut() {
                session.ready.remove(&id);
            }
        }
        _ => {}
    }
}

pub fn apply_moderator(group: &mut Group, seat: Option<SeatId>) {
    let cast = &mut group.cast;
    cast.moderator = seat;
    // Nobody holds two of these at once: who moderates writes and watches no longer.
    for role in [&mut cast.scribe, &mut cast.observer] {
        role.take_if(|holder| Some(*holder) == seat);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::Actor;
    use crate::command::{Deed, Step};
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
        scene
            .when(late, Step::WriteCard { card: card(1), phase: CONSULTATION, words: words(70) })
            .accepted();
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
            .given(SELIN, Step::WriteCard { card: card(1), phase: CONSULTATION, words: words(70) })
            .given(SELIN, Step::Ready { ready: true })
            .when(SELIN, leave(SELIN))
            .then(&[Event::SeatLeft { seat: SELIN }]);
        assert!(!scene.meeting.passes.contains_key(&pass(3)));
        assert_eq!(scene.meeting.seat(SELIN), None);
        assert_eq!(scene.group().cast.scribe, None);
        assert!(scene.session().ready.is_empty());
        assert_eq!(scene.session().cards[0].face.map(|face| face.by), Some(SELIN));
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
            .refused(Refusal::NoSuchSeat);
    }
}

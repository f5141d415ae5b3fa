//! The meeting as a whole: its opening, its title, and the day on which it is deleted.

use alloc::vec;
use alloc::vec::Vec;

use crate::event::Event;
use crate::id::RecordId;
use crate::limits::LONGEST_KEPT;
use crate::meeting::{Admission, Group, Invitation, Meeting, Placed};
use crate::refusal::Refusal;
use crate::rules::attendance::Member;
use crate::time::Timestamp;

pub fn keep_until(me: &Member, at: Timestamp, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    if !me.leads() {
        return Err(Refusal::NotModerator);
    }
    // Whoever only stepped in may keep it for longer, and not take it from the others.
    if at < me.m.delete_at {
        me.leads_meeting()?;
    }
    if at > now + LONGEST_KEPT {
        return Err(Refusal::KeptTooLong);
    }
    Ok(vec![Event::DeletionSet { at }])
}

pub fn retitle(me: &Member, title: RecordId) -> Result<Vec<Event>, Refusal> {
    if !me.leads() {
        return Err(Refusal::NotModerator);
    }
    Ok(vec![Event::Retitled { title }])
}

/// What the meeting says of itself and for how long it takes people and cases; as a whole, so that
/// nobody has to guess what was left as it was.
pub fn invite(
    me: &Member,
    (place, capacity): (Option<RecordId>, Option<u8>),
    cases_until: Option<Timestamp>,
) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    if capacity == Some(0) {
        return Err(Refusal::MeetingFull);
    }
    if cases_until.is_some_and(|at| at > me.m.delete_at) {
        return Err(Refusal::NoSuchEnd);
    }
    let place = place.map(|words| Placed { by: me.id, words });
    Ok(vec![Event::InvitationSet { place, capacity, cases_until }])
}

/// Nobody is let in any more, or again; who has a seat comes back to it all the same.
pub fn close_door(me: &Member, closed: bool) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    if me.m.invitation.closed == closed {
        return Ok(vec![]);
    }
    Ok(vec![Event::DoorClosed { closed }])
}

/// People leave when they said they would; the clock only informs them.
pub fn set_end(me: &Member, at: Option<Timestamp>, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    if !me.leads() {
        return Err(Refusal::NotModerator);
    }
    if at.is_some_and(|at| at < now || at > me.m.delete_at) {
        return Err(Refusal::NoSuchEnd);
    }
    Ok(vec![Event::EndSet { at }])
}

pub fn apply(m: &mut Meeting, e: &Event) {
    match e {
        // A meeting is opened once; a second opening must not sweep away the first.
        Event::Opened { .. } if m.id.is_some() => {}
        Event::Opened { meeting, title, at, delete_at, passes, group } => {
            let passes = passes.iter().map(|(hash, kind)| (*hash, Admission::Door(*kind)));
            *m = Meeting {
                id: Some(*meeting),
                title: Some(*title),
                opened: *at,
                delete_at: *delete_at,
                passes: passes.collect(),
                plenary: Some(*group),
                groups: [(*group, Group::default())].into(),
                ..Meeting::default()
            };
        }
        Event::Retitled { title } => m.title = Some(*title),
        Event::DeletionSet { at } => m.delete_at = *at,
        Event::EndSet { at } => m.ends = *at,
        Event::InvitationSet { place, capacity, cases_until } => {
            let (place, capacity, cases_until) = (*place, *capacity, *cases_until);
            m.invitation = Invitation { place, capacity, cases_until, ..m.invitation };
        }
        Event::DoorClosed { closed } => m.invitation.closed = *closed,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actor::{Actor, Viewer};
    use crate::command::Deed;
    use crate::id::{CaseId, SeatId};
    use crate::lens::view;
    use crate::meeting::Intent;
    use crate::pass::PassKind;
    use crate::specification::*;
    use crate::time::Span;

    #[test]
    fn the_moderator_sets_the_day_of_deletion_up_to_a_year_ahead() {
        let latest = minute(0) + LONGEST_KEPT;
        let keep = |at| Deed::KeepUntil { at };
        let scene = arrived().when(JANA, keep(latest)).then(&[Event::DeletionSet { at: latest }]);
        assert_eq!(scene.meeting.delete_at, latest);
        scene.when(JANA, keep(latest + Span(1))).refused(Refusal::KeptTooLong);
    }

    #[test]
    fn a_day_that_has_passed_deletes_at_once() {
        let past = minute(0) - Span::days(1);
        arrived().when(JANA, Deed::KeepUntil { at: past }).then(&[Event::DeletionSet { at: past }]);
    }

    #[test]
    fn only_whoever_leads_sets_the_day_of_deletion_and_the_title() {
        arrived()
            .when(MIRKO, Deed::KeepUntil { at: minute(5) })
            .refused(Refusal::NotModerator)
            .when(MIRKO, Deed::Retitle { title: words(70) })
            .refused(Refusal::NotModerator)
            .when(JANA, Deed::Retitle { title: words(70) })
            .then(&[Event::Retitled { title: words(70) }]);
    }

    #[test]
    fn whoever_leads_says_when_people_have_to_leave_or_that_it_is_open() {
        let end = |at| Deed::SetEnd { at };
        let scene = arrived()
            .when(MIRKO, end(Some(minute(55))))
            .refused(Refusal::NotModerator)
            .when(JANA, end(Some(minute(55))))
            .then(&[Event::EndSet { at: Some(minute(55)) }]);
        // Also who comes later learns of it at the door.
        assert_eq!(scene.seen_by(MIRKO).meeting.ends, Some(minute(55)));
        assert_eq!(view(&scene.meeting, Viewer::Door).ends, Some(minute(55)));
        assert_eq!(scene.given(JANA, end(None)).meeting.ends, None);
    }

    #[test]
    fn people_do_not_leave_in_the_past_nor_after_the_meeting_was_deleted() {
        let end = |at| Deed::SetEnd { at: Some(at) };
        let scene = arrived().at(minute(10)).given(JANA, Deed::KeepUntil { at: minute(90) });
        scene
            .when(JANA, end(minute(9)))
            .refused(Refusal::NoSuchEnd)
            .when(JANA, end(minute(91)))
            .refused(Refusal::NoSuchEnd)
            .given(JANA, end(minute(10)))
            .given(JANA, end(minute(90)));
    }

    #[test]
    fn the_agreed_end_has_passed_and_nothing_ends() {
        let scene = begun().given(JANA, Deed::SetEnd { at: Some(minute(5)) }).at(minute(60));
        scene.given(JANA, go(CASTING, ACCOUNT)).given(HOLGER, Deed::Leave { seat: HOLGER });
    }

    #[test]
    fn a_meeting_is_opened_once() {
        let before = roles_given().meeting;
        let mut after = before.clone();
        let opening = Event::Opened {
            meeting: MEETING,
            title: words(70),
            at: minute(9),
            delete_at: minute(10),
            passes: vec![],
            group: GROUP,
        };
        apply(&mut after, &opening);
        assert_eq!(after, before);
    }

    fn invite(capacity: Option<u8>, cases_until: Option<Timestamp>) -> Deed {
        Deed::Invite { place: Some(words(70)), capacity, cases_until }
    }

    fn comes(n: u8) -> Deed {
        sit_down(SeatId::from_bytes([n; 16]))
    }

    #[test]
    fn a_meeting_that_is_full_or_closed_lets_nobody_in_but_those_who_invite() {
        let guest = Actor::Door(PassKind::Participant);
        let host = Actor::Door(PassKind::Moderator);
        arrived()
            .when(MIRKO, invite(Some(6), None))
            .refused(Refusal::NotLead)
            .given(JANA, invite(Some(6), None))
            .when(guest, comes(81))
            .refused(Refusal::MeetingFull)
            .given(host, comes(82))
            .given(JANA, invite(Some(7), None))
            .given(guest, comes(83))
            .given(JANA, invite(None, None))
            .given(JANA, Deed::CloseDoor { closed: true })
            .when(guest, comes(84))
            .refused(Refusal::DoorClosed)
            .given(JANA, Deed::CloseDoor { closed: false })
            .given(guest, comes(84));
    }

    fn hands_in_only(n: u8) -> Deed {
        let mut sits_down = comes(n);
        if let Deed::TakeSeat { intent, .. } = &mut sits_down {
            *intent = Some(Intent::Absent);
        }
        sits_down
    }

    #[test]
    fn whoever_cannot_come_takes_no_place_and_leaves_a_case_where_all_are_taken() {
        let intend = |intent| Deed::Intend { intent };
        let guest = Actor::Door(PassKind::Participant);
        let absent = SeatId::from_bytes([83; 16]);
        let bring = Deed::BringCase { case: CaseId::from_bytes([90; 16]), words: words(90) };
        let scene = arrived()
            .given(JANA, invite(Some(6), None))
            .when(guest, comes(81))
            .refused(Refusal::MeetingFull)
            .given(MIRKO, intend(Intent::Absent))
            .given(guest, comes(81))
            .when(guest, comes(82))
            .refused(Refusal::MeetingFull)
            // The place has gone to somebody else meanwhile.
            .when(MIRKO, intend(Intent::Both))
            .refused(Refusal::MeetingFull)
            .given(guest, hands_in_only(83))
            .given(absent, bring)
            .when(absent, intend(Intent::Case))
            .refused(Refusal::MeetingFull);
        assert_eq!(scene.seen_by(AGNES).meeting.seats[&absent].intent, Some(Intent::Absent));
        scene
            .given(AGNES, Deed::Leave { seat: AGNES })
            .given(absent, intend(Intent::Both))
            .given(JANA, Deed::CloseDoor { closed: true })
            .when(guest, hands_in_only(84))
            .refused(Refusal::DoorClosed);
    }

    #[test]
    fn s2_01_cases_are_taken_until_the_day_that_was_said() {
        let bring = |n| Deed::BringCase { case: CaseId::from_bytes([n; 16]), words: words(n) };
        arrived()
            .given(JANA, invite(None, Some(minute(60))))
            .at(minute(60))
            .given(MIRKO, bring(80))
            .at(minute(61))
            .when(MIRKO, bring(81))
            .refused(Refusal::CasesClosed)
            .given(JANA, bring(81))
            // What was brought in time can still be taken back.
            .given(MIRKO, Deed::WithdrawCase { case: CaseId::from_bytes([80; 16]) });
    }

    #[test]
    fn everybody_says_what_they_come_for() {
        let intend = |intent| Deed::Intend { intent };
        let scene = arrived().given(MIRKO, intend(Intent::Both));
        assert_eq!(scene.seen_by(AGNES).meeting.seats[&MIRKO].intent, Some(Intent::Both));
        scene.when(MIRKO, intend(Intent::Both)).then_nothing().given(MIRKO, intend(Intent::Absent));
    }
}

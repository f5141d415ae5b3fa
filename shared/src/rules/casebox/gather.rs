//! One more group, of those who come for a case, beside the groups that are at work.

use alloc::vec;
use alloc::vec::Vec;

use crate::event::{CaseEvent, Event, GroupEvent};
use crate::id::{CaseId, GroupId, SeatId};
use crate::limits::ASKED_PER_CASE;
use crate::meeting::{Forming, Naming};
use crate::refusal::Refusal;
use crate::rules::attendance::{Member, present};
use crate::rules::groups;
use crate::time::Timestamp;

/// What is formed stays as it is, and one group more is formed. Nobody is taken out of a group that
/// is at work, none is larger than a group may be, and nothing is formed beside a proposal that people still look at.
pub fn gather(
    me: &Member,
    (case, group): (CaseId, GroupId),
    moderator: SeatId,
    members: &[SeatId],
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    let giver = me.m.case(case).ok_or(Refusal::NoSuchCase)?;
    if members.len() > ASKED_PER_CASE + 1 {
        return Err(Refusal::TooManyAsked);
    }
    if me.m.groups.contains_key(&group) {
        return Err(Refusal::AlreadyThere);
    }
    let (case_id, members) = (case, members.to_vec());
    let more = Forming {
        group,
        case: Some(case_id),
        moderator: Some(moderator),
        members,
        place: None,
        places: None,
        why: Default::default(),
    };
    // It keeps to the same as any group that is proposed.
    groups::propose(me, core::slice::from_ref(&more), 0, now)?;
    let formation = me.m.formation.as_ref();
    if formation.is_some_and(|it| it.formed.is_none() && !it.groups.is_empty()) {
        return Err(Refusal::FormationMoved);
    }
    let giver_known = giver.known_giver().ok_or(Refusal::CaseNameless)?;
    for seat in &more.members {
        if present(me.m, *seat)?.group.running().is_some() {
            return Err(Refusal::SessionRunning);
        }
    }
    let is_in = |seat: &SeatId| more.members.contains(seat);
    let mut all: Vec<Forming> = formation.into_iter().flat_map(|it| &it.groups).cloned().collect();
    for other in &mut all {
        other.members.retain(|seat| !is_in(seat));
        other.moderator.take_if(|seat| is_in(seat));
    }
    let number = formation.map_or(0, |it| it.number) + 1;
    let moved = more.members.iter().map(|seat| (*seat, group)).collect();
    all.push(more);
    let mut events = vec![Event::GroupsProposed { number, groups: all, until: now }];
    // Whoever sits in a group around their own case shows themselves by that.
    let hidden = giver.by.filter(|_| giver.name == Naming::Hidden && giver.presenter.is_none());
    events.extend(hidden.map(|by| Event::Case(case_id, CaseEvent::NameShown { by })));
    events.extend([
        Event::In(group, GroupEvent::Formed { case: Some((case_id, giver_known)) }),
        Event::SeatsMoved { seats: moved },
        Event::In(group, GroupEvent::ModeratorNamed { seat: Some(moderator) }),
        Event::GroupsFormed { at: now },
    ]);
    Ok(events)
}

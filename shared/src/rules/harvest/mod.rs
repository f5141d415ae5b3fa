//! The harvest: a case giver gives the plenary what they want, item by item; the rest stays in the
//! group. Somebody else of the group speaks for it, unless the case giver wants to.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use crate::command::HarvestStep;
use crate::event::{Event, GroupEvent, HarvestEvent, SessionEvent};
use crate::id::{GroupId, RecordId, SeatId, SessionId};
use crate::limits::HARVEST_KEPT;
use crate::meeting::{Harvest, Item, Meeting, Placed, Sheaf};
use crate::method::Role;
use crate::refusal::Refusal;
use crate::rules::attendance::Member;
use crate::rules::session;
use crate::time::Timestamp;

pub fn decide(me: &Member, step: &HarvestStep, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    let events = match step {
        HarvestStep::Give { session, item, words } => give(me, *session, (*item, *words), now)?,
        HarvestStep::TakeBack { session, item } => take_back(me, *session, *item)?,
        HarvestStep::NameSpeaker { group, seat } => name_speaker(me, *group, *seat)?,
        HarvestStep::KeepUntil { at } => {
            me.leads_meeting()?;
            if *at > me.m.delete_at {
                return Err(Refusal::NoSuchEnd);
            }
            vec![HarvestEvent::KeptUntil { at: *at }]
        }
        HarvestStep::Close => {
            me.leads_meeting()?;
            closed(&me.m.harvest)
        }
    };
    Ok(events.into_iter().map(Event::Harvest).collect())
}

/// The house closes the harvest once the day has come until which it was to lie open.
pub fn close_when_due(m: &Meeting, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    if m.harvest.until.is_none_or(|until| now < until) {
        return Err(Refusal::NotAllowed);
    }
    Ok(closed(&m.harvest).into_iter().map(Event::Harvest).collect())
}

fn closed(harvest: &Harvest) -> Vec<HarvestEvent> {
    if *harvest == Harvest::default() { vec![] } else { vec![HarvestEvent::Closed] }
}

/// Only whose case it is gives, also when the case session has ended.
fn give(
    me: &Member,
    session: SessionId,
    (item, words): (Item, RecordId),
    now: Timestamp,
) -> Result<Vec<HarvestEvent>, Refusal> {
    let here = session::place(me, session)?;
    here.case_giver()?;
    let words = Placed { by: me.id, words };
    let given = HarvestEvent::Given { group: here.group_id, session, item, words };
    let mut events = vec![given];
    if me.m.harvest.until.is_none() {
        let at = (now + HARVEST_KEPT).min(me.m.delete_at);
        events.push(HarvestEvent::KeptUntil { at });
    }
    Ok(events)
}

/// Wherever they sit by now: what somebody gave is theirs to take back.
fn take_back(me: &Member, session: SessionId, item: Item) -> Result<Vec<HarvestEvent>, Refusal> {
    let sheaf = me.m.harvest.sheaf(session);
    let given = sheaf.and_then(|sheaf| sheaf.items.get(&item)).ok_or(Refusal::NotGiven)?;
    if given.by != me.id {
        return Err(Refusal::NotCaseGiver);
    }
    Ok(vec![HarvestEvent::TakenBack { session, item }])
}

/// Anybody in a group may speak for it. Others are named by whoever moderates it or leads the
/// meeting; the case giver by nobody but themselves.
fn name_speaker(
    me: &Member,
    group: GroupId,
    seat: Option<SeatId>,
) -> Result<Vec<HarvestEvent>, Refusal> {
    let here = me.group_id() == group;
    let before = me.m.harvest.speakers.get(&group).copied();
    let own = here && (seat == Some(me.id) || (seat.is_none() && before == Some(me.id)));
    if !(own || (here && me.leads())) {
        me.leads_meeting()?;
    }
    let known = me.m.groups.get(&group).ok_or(Refusal::NoSuchGroup)?;
    if let Some(seat) = seat {
        let speaker = me.m.seat(seat).filter(|it| it.group == group);
        speaker.ok_or(Refusal::NoSuchSeat)?;
        let latest = known.sessions.last();
        let cast = latest.map_or(known.cast, |session| known.cast_of(session));
        if cast.case_giver == Some(seat) && seat != me.id {
            return Err(Refusal::CaseGiverHasRole);
        }
    }
    if before == seat {
        return Ok(vec![]);
    }
    Ok(vec![HarvestEvent::SpeakerNamed { group, seat }])
}

/// With another case giver goes what the one before gave, as from every screen of the group.
pub fn follow(m: &Meeting, events: &mut Vec<Event>) {
    let mut gone = Vec::new();
    for event in &*events {
        let Event::In(_, GroupEvent::In(session, event)) = event else { continue };
        let giver = match event {
            SessionEvent::CaseChosen { giver, .. } => Some(*giver),
            SessionEvent::RoleGiven { role: Role::CaseGiver, seat } => *seat,
            _ => continue,
        };
        let items = m.harvest.sheaf(*session).into_iter().flat_map(|sheaf| &sheaf.items);
        let others = items.filter(|(_, words)| Some(words.by) != giver);
        gone.extend(others.map(|(item, _)| (*session, *item)));
    }
    let taken = |(session, item)| Event::Harvest(HarvestEvent::TakenBack { session, item });
    events.extend(gone.into_iter().map(taken));
}

pub fn apply(m: &mut Meeting, e: &HarvestEvent) {
    let harvest = &mut m.harvest;
    match e {
        HarvestEvent::Given { group, session, item, words } => {
            let at = harvest.sheaves.iter().position(|sheaf| sheaf.session == *session);
            let at = at.unwrap_or_else(|| {
                let items = BTreeMap::new();
                harvest.sheaves.push(Sheaf { group: *group, session: *session, items });
                harvest.sheaves.len() - 1
            });
            harvest.sheaves[at].items.insert(*item, *words);
        }
        HarvestEvent::TakenBack { session, item } => {
            let sheaf = harvest.sheaves.iter_mut().find(|sheaf| sheaf.session == *session);
            if let Some(sheaf) = sheaf {
                sheaf.items.remove(item);
            }
        }
        HarvestEvent::SpeakerNamed { group, seat: Some(seat) } => {
            harvest.speakers.insert(*group, *seat);
        }
        HarvestEvent::SpeakerNamed { group, seat: None } => {
            harvest.speakers.remove(group);
        }
        HarvestEvent::KeptUntil { at } => harvest.until = Some(*at),
        HarvestEvent::Closed => *harvest = Harvest::default(),
    }
}

/// Nobody speaks for a group who is not in it any more.
pub fn tidy(m: &mut Meeting) {
    let Meeting { harvest, seats, .. } = m;
    let is_in = |group: &GroupId, id: &mut SeatId| {
        seats.get(id).is_some_and(|seat| !seat.left && seat.group == *group)
    };
    harvest.speakers.retain(is_in);
}

#[cfg(test)]
mod tests;

//! The marketplace: until the groups are formed, everybody takes a place in one and may give it
//! back; and who has been at which table, for the next time that people change.

use alloc::vec;
use alloc::vec::Vec;

use super::open_proposal;
use crate::event::Event;
use crate::id::{GroupId, SeatId};
use crate::meeting::{Case, Formation, Group, Meeting};
use crate::refusal::Refusal;
use crate::rules::attendance::Member;

/// Everybody chooses for themselves; whoever leads the meeting finds a place for others, also where
/// a chair has to be added.
pub fn take_place(
    me: &Member,
    seat: SeatId,
    group: Option<GroupId>,
    moderates: bool,
) -> Result<Vec<Event>, Refusal> {
    let leads = me.leads_meeting().is_ok();
    if seat != me.id {
        me.leads_meeting()?;
    }
    me.m.seat(seat).ok_or(Refusal::NoSuchSeat)?;
    let formation = open_proposal(me.m).ok().filter(|formation| formation.is_market());
    let formation = formation.ok_or(Refusal::FormationMoved)?;
    let now = formation.of(seat).map(|(_, forming)| forming);
    let gives_in = now.filter(|it| {
        let case = it.case.and_then(|case| me.m.case(case));
        case.and_then(Case::known_giver) == Some(seat)
    });
    if let Some(own) = gives_in {
        if Some(own.group) != group {
            return Err(Refusal::GivesCase);
        }
        if moderates {
            return Err(Refusal::ModeratorHasCase);
        }
    }
    if let Some(group) = group {
        let found = formation.groups.iter().find(|forming| forming.group == group);
        let forming = found.ok_or(Refusal::NoSuchGroup)?;
        if forming.is_full() && !forming.members.contains(&seat) && !leads {
            return Err(Refusal::NoPlaceLeft);
        }
        // Only whoever leads puts somebody else in the place of one who moderates.
        if moderates && forming.moderator.is_some_and(|it| it != seat) {
            me.leads_meeting()?;
        }
    }
    let same = now.map(|it| it.group) == group;
    let moderates_now = now.is_some_and(|it| it.moderator == Some(seat));
    let moderates = moderates && group.is_some();
    if same && moderates == moderates_now {
        return Ok(vec![]);
    }
    Ok(vec![Event::PlaceTaken { seat, group, moderates }])
}

/// Somebody is in this group from now on, and in no other.
pub fn apply(formation: &mut Formation, seat: SeatId, group: Option<GroupId>, moderates: bool) {
    for forming in &mut formation.groups {
        let is_here = Some(forming.group) == group;
        let stood = forming.members.contains(&seat);
        forming.members.retain(|member| is_here || *member != seat);
        forming.moderator.take_if(|moderator| *moderator == seat);
        if is_here && !stood {
            forming.members.push(seat);
        }
        if is_here && moderates {
            forming.moderator = Some(seat);
        }
    }
}

/// Whoever leaves the meeting leaves a free place.
pub fn free_place(m: &mut Meeting, seat: SeatId) {
    if let Some(formation) = m.formation.as_mut().filter(|formation| formation.is_market()) {
        apply(formation, seat, None, false);
    }
}

/// Keeps in mind that somebody has come to a group. The plenary is everybody's.
pub fn visit(m: &mut Meeting, seat: SeatId, group: GroupId) {
    let number = m.formation.as_ref().map_or(0, |formation| formation.number);
    if m.plenary != Some(group)
        && let Some(group) = m.groups.get_mut(&group)
    {
        group.visits.entry(seat).or_default().insert(number);
    }
}

/// Whether somebody has been in a group since the groups were formed last.
pub fn has_been(m: &Meeting, seat: SeatId, group: &Group) -> bool {
    let since = m.formed().map_or(0, |formation| formation.number);
    group.visits.get(&seat).is_some_and(|at| at.range(since..).next().is_some())
}

/// Those who stay where they are are there once more.
pub fn visit_anew(m: &mut Meeting) {
    let groups = m.formation.iter().flat_map(|formation| &formation.groups);
    let all: Vec<_> = groups
        .flat_map(|forming| forming.members.iter().map(|seat| (*seat, forming.group)))
        .collect();
    for (seat, group) in all {
        visit(m, seat, group);
    }
}

#[cfg(test)]
mod tests;

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

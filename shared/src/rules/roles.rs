//! Casting: who writes, who watches, and whose case it is.

use alloc::vec::Vec;

use crate::event::{Event, SessionEvent};
use crate::id::{CaseId, SeatId};
use crate::meeting::{CaseSession, Cast};
use crate::method::Role;
use crate::refusal::Refusal;
use crate::rules::attendance;
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
        let taker = attendance::present(here.me.m, seat)?;
        if taker.group_id() != here.me.group_id() {
            return Err(Refusal::NoSuchSeat);
        }
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
    let giver = attendance::present(here.me.m, case.by)?;
    if giver.moderates() {
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

pub fn apply_case(cast: &mut Cast, session: &mut CaseSession, case: CaseId, giver: SeatId) {
    session.case = Some(case);
    cast.case_giver = Some(giver);
    for role in [&mut cast.scribe, &mut cast.observer] {
        role.take_if(|holder| *holder == giver);
    }
}

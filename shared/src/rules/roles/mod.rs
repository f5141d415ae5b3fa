//! Casting: who writes, who watches, and whose case it is.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::event::{Event, SessionEvent};
use crate::id::{CaseId, GroupId, SeatId};
use crate::meeting::{CaseSession, Cast, Seat};
use crate::method::Role;
use crate::refusal::Refusal;
use crate::rules::session::Place;

pub fn cast(here: &Place, role: Role, seat: Option<SeatId>) -> Result<Vec<Event>, Refusal> {
    if let (Role::Consultant, Some(seat)) = (role, seat) {
        return admit(here, seat);
    }
    let cast = &here.me.group.cast;
    let holder = match role {
        Role::CaseGiver => cast.case_giver,
        Role::Scribe => cast.scribe,
        Role::Observer => cast.observer,
        Role::Timekeeper => cast.timekeeper,
        Role::Moderator | Role::Interviewer | Role::Consultant | Role::Everyone => {
            return Err(Refusal::RoleNotCast);
        }
    };
    if !here.session.method.knows(role) {
        return Err(Refusal::RoleUnknown);
    }
    // Anybody may take a role that nobody here has, and give their own away.
    let own = holder == Some(here.me.id);
    let vacant = holder.is_none_or(|holder| here.me.fellow(holder).is_err());
    let taking = vacant && seat == Some(here.me.id);
    if !here.me.leads() && !own && !taking {
        return Err(Refusal::NotModerator);
    }
    if role == Role::CaseGiver && !own {
        stays_theirs(here)?;
    }
    if let Some(seat) = seat {
        here.me.fellow(seat)?;
        if role != Role::CaseGiver && cast.case_giver == Some(seat) {
            return Err(Refusal::CaseGiverHasRole);
        }
        // Whoever moderates may keep the time as well.
        if role != Role::Timekeeper && cast.moderator == Some(seat) && here.me.leads_apart() {
            return Err(match role {
                Role::CaseGiver => Refusal::ModeratorHasCase,
                _ => Refusal::ModeratorHasRole,
            });
        }
    }
    Ok(here.event(SessionEvent::RoleGiven { role, seat }))
}

/// Whoever came late and watches consults from now on.
fn admit(here: &Place, seat: SeatId) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    here.me.fellow(seat)?;
    match here.session.late.contains(&seat) {
        true => {
            Ok(here.event(SessionEvent::RoleGiven { role: Role::Consultant, seat: Some(seat) }))
        }
        false => Err(Refusal::RoleNotCast),
    }
}

pub fn choose_case(here: &Place, case: CaseId) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    if !here.session.method.knows(Role::CaseGiver) {
        return Err(Refusal::RoleUnknown);
    }
    let case = here.me.m.case(case).ok_or(Refusal::NoSuchCase)?;
    let giver = case.giver().ok_or(Refusal::CaseNameless)?;
    if here.me.group.cast.case_giver != Some(giver) {
        stays_theirs(here)?;
    }
    if here.me.fellow(giver)?.moderates() && here.me.leads_apart() {
        return Err(Refusal::ModeratorHasCase);
    }
    Ok(here.event(SessionEvent::CaseChosen { case: case.id, giver }))
}

/// Once a session has ended, what was told in it belongs to whoever gave the case: only they hand
/// it to somebody else when it is taken up again.
fn stays_theirs(here: &Place) -> Result<(), Refusal> {
    let given = here.session.reopened && here.me.group.cast.case_giver.is_some();
    if given { Err(Refusal::NotCaseGiver) } else { Ok(()) }
}

pub fn apply_role(cast: &mut Cast, session: &mut CaseSession, role: Role, seat: Option<SeatId>) {
    let (given, other) = match role {
        Role::Scribe => (&mut cast.scribe, &mut cast.observer),
        Role::Observer => (&mut cast.observer, &mut cast.scribe),
        Role::Timekeeper => {
            cast.timekeeper = seat;
            return;
        }
        Role::CaseGiver => {
            // Their case is what they will tell; the one that was chosen was somebody else's.
            session.case.take_if(|_| cast.case_giver != seat);
            apply_giver(cast, session, seat);
            return;
        }
        Role::Consultant => {
            session.late.retain(|late| Some(*late) != seat);
            return;
        }
        _ => return,
    };
    *given = seat;
    other.take_if(|holder| Some(*holder) == seat);
}

fn apply_giver(cast: &mut Cast, session: &mut CaseSession, giver: Option<SeatId>) {
    // A group that was formed around a case may look back by a method in which nobody gives one:
    // whoever brought it is then like the others, and the notes stay the group's.
    let giver = giver.filter(|_| session.method.knows(Role::CaseGiver));
    // What somebody else wanted to take along says nothing about this case.
    session.stars.take_if(|stars| Some(stars.by) != giver);
    session.releases.retain(|_, release| Some(release.by) == giver);
    session.reports.retain(|report| !report.gives || Some(report.by) == giver);
    session.case_sheet.take_if(|sheet| Some(sheet.by) != giver);
    if cast.case_giver != giver {
        session.acquainted.clear();
    }
    cast.case_giver = giver;
    for role in [&mut cast.scribe, &mut cast.observer, &mut cast.timekeeper] {
        role.take_if(|holder| Some(*holder) == giver);
    }
}

/// Who does what in a session that goes on: whoever moderates by now and whoever may step in for
/// them, and of the others those who are still here.
pub fn resumed(was: Cast, now: Cast, (group, seats): (GroupId, &BTreeMap<SeatId, Seat>)) -> Cast {
    let Cast { moderator, deputy, .. } = now;
    let here = |id: &SeatId| seats.get(id).is_some_and(|seat| !seat.left && seat.group == group);
    let free = |id: &SeatId| Some(*id) != moderator && here(id);
    let Cast { case_giver, scribe, observer, timekeeper, .. } = was;
    Cast {
        moderator,
        deputy,
        case_giver,
        scribe: scribe.filter(free),
        observer: observer.filter(free),
        timekeeper: timekeeper.filter(here),
    }
}

pub fn apply_case(cast: &mut Cast, session: &mut CaseSession, case: CaseId, giver: SeatId) {
    session.case = Some(case);
    apply_giver(cast, session, Some(giver));
}

#[cfg(test)]
mod tests;

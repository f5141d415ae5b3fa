//! The latest case session as several screens ask for it: short questions to the mirror.

use mirror::{Found, Mirror};
use shared::command::{Deed, Step};
use shared::id::{SeatId, SessionId};
use shared::meeting::{CaseSession, Cast, Left};
use shared::method::{LastMinutes, Phase, Role, names};
use shared::pad::{PadId, Sheet};
use shared::time::Timestamp;

use crate::texts;

/// Who does what in the latest session.
pub fn cast(m: &Mirror) -> Cast {
    m.group().and_then(|(_, group)| Some(group.cast_of(group.sessions.last()?))).unwrap_or_default()
}

/// What I am, the most particular role first.
pub fn my_roles(m: &Mirror) -> &'static [Role] {
    m.me().map_or(&[], |me| cast(m).roles(me))
}

/// What I am first of all.
pub fn my_role(m: &Mirror) -> Role {
    my_roles(m).first().copied().unwrap_or(Role::Consultant)
}

/// Whether I moderate.
pub fn moderates(m: &Mirror) -> bool {
    m.me().is_some_and(|me| cast(m).moderator == Some(me))
}

/// The people of my group in the order in which they are asked.
pub fn members(m: &Mirror) -> Vec<SeatId> {
    m.group().map(|(id, _)| m.meeting().members(id)).unwrap_or_default()
}

/// A step of the latest session as a deed.
pub fn deed(m: &Mirror, step: Step) -> Option<Deed> {
    Some(Deed::In(m.session()?.id, step))
}

/// One of the latest session's sheets.
pub fn sheet(m: &Mirror, sheet: Sheet) -> Option<PadId> {
    Some(PadId { session: m.session()?.id, sheet })
}

/// The latest session, if it has this id.
pub fn is_latest(m: &Mirror, id: SessionId) -> bool {
    m.session().is_some_and(|session| session.id == id)
}

/// What somebody is called.
pub fn name(m: &Mirror, seat: SeatId) -> String {
    match m.person(seat) {
        Found::Words(person) if !person.name.is_empty() => person.name,
        Found::Damaged => texts::role::damaged_name().into(),
        Found::Words(_) | Found::Missing => texts::role::nameless().into(),
    }
}

/// The name, with »(du)« where it is me.
pub fn name_or_you(m: &Mirror, seat: SeatId) -> String {
    let name = name(m, seat);
    if m.me() == Some(seat) { texts::role::you(name) } else { name }
}

/// The name of a role.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::CaseGiver => texts::role::case_giver(),
        Role::Moderator => texts::role::moderator(),
        Role::Scribe => texts::role::scribe(),
        Role::Observer => texts::role::observer(),
        Role::Consultant | Role::Everyone => texts::role::consultant(),
    }
}

/// The last minutes of the phase, while the group is in them or over them.
pub fn last_minutes(session: &CaseSession, now: Timestamp) -> Option<&LastMinutes> {
    let last = session.now_in().last.as_ref()?;
    match session.clock().left(now) {
        Left::Time(left) if left.as_seconds() >= u64::from(last.minutes) * 60 => None,
        Left::Time(_) | Left::Over(_) => Some(last),
    }
}

/// Whether somebody with these roles only listens now: neither speaks nor writes.
pub fn listens(phase: &Phase, last: Option<&LastMinutes>, roles: &[Role]) -> bool {
    let speaks = names(&phase.speak, roles) || last.is_some_and(|last| names(&last.speak, roles));
    names(&phase.silent, roles) && !speaks && !names(&phase.write, roles)
}

/// Whether I give the case and only listen now.
pub fn hears(m: &Mirror) -> bool {
    let listens = |session: &CaseSession| listens(session.now_in(), None, my_roles(m));
    my_role(m) == Role::CaseGiver && m.session().is_some_and(listens)
}

/// How many are done with this phase, of those who are here besides the moderator.
pub fn done(m: &Mirror) -> (usize, usize) {
    let Some(session) = m.session() else { return (0, 0) };
    let others = members(m).into_iter().filter(|seat| cast(m).moderator != Some(*seat));
    let here = others.filter(|seat| m.is_present(*seat) || m.me() == Some(*seat));
    let here: Vec<_> = here.collect();
    (here.iter().filter(|seat| session.ready.contains(seat)).count(), here.len())
}

/// The one sentence for somebody with these roles.
pub fn task(phase: &Phase, last: Option<&LastMinutes>, roles: &[Role]) -> String {
    if let Some(last) = last.filter(|last| names(&last.speak, roles)) {
        return texts::of(&last.text).into();
    }
    match (phase.text(roles), roles.first()) {
        (Some(text), _) => texts::of(text).into(),
        (None, Some(Role::Observer)) => texts::stage::observe().into(),
        (None, _) => texts::stage::be_there().into(),
    }
}

//! The latest case session as several screens ask for it: short questions to the mirror.

use mirror::{Found, Mirror};
use shared::command::{Deed, Step};
use shared::id::{SeatId, SessionId};
use shared::meeting::{Case, CaseSession, Cast, Left, Naming};
use shared::method::guide::{ModuleGuide, PhaseGuide, Text};
use shared::method::{Flag, LastMinutes, Phase, Role, names};
use shared::pad::{PadId, Sheet};
use shared::time::Timestamp;
use vault::words::Carried;

use crate::texts;

/// Who does what in the latest session.
pub fn cast(m: &Mirror) -> Cast {
    m.group().and_then(|(_, group)| Some(group.cast_of(group.sessions.last()?))).unwrap_or_default()
}

/// What I am, the most particular role first.
pub fn my_roles(m: &Mirror) -> Vec<Role> {
    m.me().map(|me| roles(m, me)).unwrap_or_default()
}

/// What somebody is, the most particular role first.
pub fn roles(m: &Mirror, seat: SeatId) -> Vec<Role> {
    m.session().map(|session| cast(m).roles(seat, session)).unwrap_or_default()
}

/// Whether I write in a phase of the latest session.
pub fn writes(m: &Mirror, phase: &Phase) -> bool {
    let session = m.session().zip(m.me());
    session.is_some_and(|(session, me)| cast(m).writes(me, phase, session))
}

/// What people read in the phase the group is in.
pub fn guide(m: &Mirror) -> Option<&PhaseGuide> {
    let session = m.session()?;
    m.phase_guide(session, session.phase)
}

/// What people call a phase of the latest session.
pub fn phase_name(m: &Mirror, phase: u8) -> Option<String> {
    name_of(m, m.session()?, phase)
}

/// What people call a phase of a session. Where its words can't be opened, its short name serves.
pub fn name_of(m: &Mirror, session: &CaseSession, phase: u8) -> Option<String> {
    let named = m.phase_guide(session, phase).map(|guide| texts::of(&guide.name).to_owned());
    named.or_else(|| Some(session.method.phases.get(usize::from(phase))?.id.clone()))
}

/// What people call a session's method. Where its words can't be opened, its short name serves.
pub fn method_name(m: &Mirror, session: &CaseSession) -> String {
    let named = m.guide(session).map(|guide| texts::of(&guide.name).to_owned());
    named.unwrap_or_else(|| session.method.id.clone())
}

/// What people read of the module in force.
pub fn module(m: &Mirror) -> Option<&ModuleGuide> {
    m.module_guide(m.session()?.module()?)
}

/// What I am first of all.
pub fn my_role(m: &Mirror) -> Role {
    my_roles(m).first().copied().unwrap_or(Role::Consultant)
}

/// Who moderates the group.
pub fn moderator(m: &Mirror) -> Option<SeatId> {
    m.group()?.1.cast.moderator
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

/// Whose a case is, as far as this viewer may know: the name, that it bears none, or who presents
/// it.
pub fn giver(m: &Mirror, case: &Case) -> String {
    match (case.presenter, case.by) {
        (None, None) if case.name == Naming::Carried => {
            came_from(m.case(case).words().and_then(|words| words.carried).as_ref())
        }
        (Some(presenter), _) => texts::cases::presented_by(name_or_you(m, presenter)),
        (None, Some(by)) if case.name == Naming::Hidden => {
            texts::cases::without_name_of(name_or_you(m, by))
        }
        (None, Some(by)) => name_or_you(m, by),
        (None, None) => texts::cases::without_name().into(),
    }
}

/// Whose a case from an earlier meeting was there, as far as that was shown.
pub fn came_from(carried: Option<&Carried>) -> String {
    match carried.map(|it| (it.from.name.as_str(), it.from.house.as_str())) {
        None | Some(("", _)) => texts::cases::carried().into(),
        Some((name, "")) => texts::cases::carried_from(name),
        Some((name, house)) => texts::cases::carried_from(format!("{name}, {house}")),
    }
}

/// The name of a role.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::CaseGiver => texts::role::case_giver(),
        Role::Moderator => texts::role::moderator(),
        Role::Scribe => texts::role::scribe(),
        Role::Observer => texts::role::observer(),
        Role::Timekeeper => texts::role::timekeeper(),
        Role::Interviewer => texts::role::interviewer(),
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

/// Whether somebody with these roles only listens now: neither speaks nor, by the method, writes.
pub fn listens(phase: &Phase, last: Option<&LastMinutes>, roles: &[Role]) -> bool {
    let speaks = names(&phase.speak, roles) || last.is_some_and(|last| names(&last.speak, roles));
    names(&phase.silent, roles) && !speaks && !names(&phase.write, roles)
}

/// Whether I give the case and only listen now.
pub fn hears(m: &Mirror) -> bool {
    let listens = |session: &CaseSession| listens(session.now_in(), None, &my_roles(m));
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

/// What I have to do by the module in force, where I give the case and it is more than to listen.
pub fn asked_by_module(m: &Mirror) -> Option<&Text> {
    let by_module = m.session()?.now_in().allows(Flag::UsesModule);
    let gives = my_role(m) == Role::CaseGiver;
    module(m).filter(|_| by_module && gives)?.giver.as_ref()
}

/// The one sentence that says what is mine to do.
pub fn task(m: &Mirror, last: Option<&LastMinutes>) -> String {
    let (guide, roles) = (guide(m), my_roles(m));
    let last = last.filter(|last| names(&last.speak, &roles));
    let in_the_end = last.and_then(|_| guide?.last.as_ref());
    let text = in_the_end.or_else(|| asked_by_module(m)).or_else(|| guide?.text(&roles));
    text.map_or_else(|| texts::stage::be_there().into(), |text| texts::of(text).into())
}

//! One's own group among several: the wish for a case, the proposal or the free places, where the group meets, what
//! whoever leads the meeting tells it, and its call for help.

mod help;
mod here;
mod market;
mod proposal;
mod reason;
mod told;
mod wishes;

use mirror::Mirror;
use shared::id::{CaseId, GroupId};
use shared::meeting::{Formation, Forming, Placed};

use crate::session;
use crate::texts;

pub use help::Help;
pub use here::Here;
pub use market::Market;
pub use proposal::{Proposal, is_open as is_proposed};
pub use reason::{hindered, nth_wish};
pub use told::Told;
pub use wishes::Wishes;

/// The letter of a group: its place in the order.
pub fn letter(place: usize) -> String {
    let letters = ('A'..='Z').collect::<Vec<_>>();
    letters.get(place).map_or_else(|| (place + 1).to_string(), ToString::to_string)
}

/// The group one was put in when groups were formed, with its letter; `None` in the plenary.
pub fn mine(m: &Mirror) -> Option<(String, &Forming)> {
    let (id, _) = m.group().filter(|(id, _)| m.meeting().plenary != Some(*id))?;
    forming(m, id)
}

/// A group as it was formed, else as it is proposed, with its letter.
pub fn forming(m: &Mirror, id: GroupId) -> Option<(String, &Forming)> {
    let meeting = m.meeting();
    let is_in = |it: &&Formation| it.groups.iter().any(|forming| forming.group == id);
    let found = meeting.formed().filter(is_in).or(meeting.formation.as_ref());
    let groups = &found?.groups;
    let (place, forming) = groups.iter().enumerate().find(|(_, forming)| forming.group == id)?;
    Some((letter(place), forming))
}

/// Whether I help all groups (Springer:in) without leading the meeting.
pub fn floats(m: &Mirror) -> bool {
    let leads = |me| m.meeting().seat(me).is_some_and(|seat| seat.inviting);
    m.me().is_some_and(|me| m.meeting().floaters.contains(&me) && !leads(me))
}

/// A case in its giver's sentence.
fn case_of(m: &Mirror, case: Option<CaseId>) -> Option<String> {
    let case = m.meeting().case(case?)?;
    Some(m.case(case).words()?.sentence)
}

/// Where a group meets: the room's name and the address of its video conference.
fn place_of(m: &Mirror, place: Option<Placed>) -> (String, String) {
    let room = place.and_then(|place| m.room(&place).words()).unwrap_or_default();
    (room.name, room.link)
}

/// Who moderates a proposed group, and who else is in it.
fn people_of(m: &Mirror, forming: &Forming) -> (String, String) {
    let name = |seat| session::name_or_you(m, seat);
    let moderator = forming.moderator.map_or_else(|| texts::groups::nobody_yet().into(), name);
    let others = forming.members.iter().filter(|seat| Some(**seat) != forming.moderator);
    (moderator, others.map(|seat| name(*seat)).collect::<Vec<_>>().join(", "))
}

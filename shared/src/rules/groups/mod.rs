//! Several groups: wishes, a proposal that people may object to, forming, moving, and how whoever
//! leads the meeting stands by them without hearing a word.

pub mod market;

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;

use crate::event::{CaseEvent, Event, GroupEvent, SessionEvent};
use crate::id::{CaseId, GroupId, RecordId, SeatId};
use crate::limits::{GROUPS_PER_MEETING, MESSAGES_PER_MEETING, WISHES_PER_PERSON};
use crate::meeting::{Case, Formation, Forming, Group, Help, Meeting, Message, Naming, Placed};
use crate::refusal::Refusal;
use crate::rules::attendance::{self, Member};
use crate::rules::phases;
use crate::time::{Span, Timestamp};

pub fn ask_wishes(me: &Member, open: bool) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    if me.m.asks_wishes == open {
        return Ok(vec![]);
    }
    Ok(vec![Event::WishesAsked { open }])
}

pub fn wish(me: &Member, cases: &[CaseId]) -> Result<Vec<Event>, Refusal> {
    if !me.m.asks_wishes {
        return Err(Refusal::WishesClosed);
    }
    wished(me, me.id, cases)
}

/// Who has no device tells whoever leads, also before or after everybody is asked.
pub fn wish_for(me: &Member, seat: SeatId, cases: &[CaseId]) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    me.m.seat(seat).ok_or(Refusal::NoSuchSeat)?;
    wished(me, seat, cases)
}

fn wished(me: &Member, by: SeatId, cases: &[CaseId]) -> Result<Vec<Event>, Refusal> {
    if cases.len() > WISHES_PER_PERSON {
        return Err(Refusal::TooManyWishes);
    }
    for (i, case) in cases.iter().enumerate() {
        me.m.case(*case).ok_or(Refusal::NoSuchCase)?;
        if cases[..i].contains(case) {
            return Err(Refusal::TooManyWishes);
        }
    }
    Ok(vec![Event::WishesSet { by, cases: Some(cases.to_vec()) }])
}

/// A proposal says where everybody is to go; nobody goes anywhere before the groups are formed.
pub fn propose(
    me: &Member,
    groups: &[Forming],
    seconds: u16,
    at: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    let new = groups.iter().filter(|it| !me.m.groups.contains_key(&it.group)).count();
    if me.m.groups.len() + new > GROUPS_PER_MEETING {
        return Err(Refusal::TooManyGroups);
    }
    let (mut ids, mut placed) = (BTreeSet::new(), BTreeSet::new());
    for forming in groups {
        let is_plenary = me.m.plenary == Some(forming.group);
        let once = ids.insert(forming.group) && !is_plenary && !forming.members.is_empty();
        let members = forming.members.iter();
        let here = members.copied().all(|id| placed.insert(id) && me.m.seat(id).is_some());
        let giver = forming.case.map(|case| me.m.case(case).ok_or(Refusal::NoSuchCase));
        let giver = giver.transpose()?;
        // Where everybody looks for a place, whoever sits there alone shows whose case it is.
        if forming.places.is_some() && giver.is_some_and(|it| it.giver() != it.known_giver()) {
            return Err(Refusal::CaseNameless);
        }
        let giver = giver.and_then(Case::known_giver);
        let is_in = |seat: &SeatId| forming.members.contains(seat);
        let given = giver.as_ref().is_none_or(is_in);
        let led = forming.moderator.as_ref().is_none_or(is_in);
        let given = given && forming.why.keys().all(is_in);
        if !once || !here || !given || !led || (giver.is_some() && giver == forming.moderator) {
            return Err(Refusal::FormationUnsound);
        }
    }
    let number = me.m.formation.as_ref().map_or(0, |formation| formation.number) + 1;
    let until = at + Span::seconds(seconds.into());
    Ok(vec![Event::GroupsProposed { number, groups: groups.to_vec(), until }])
}

pub fn object(me: &Member, objects: bool) -> Result<Vec<Event>, Refusal> {
    let formation = open_proposal(me.m)?;
    if formation.objections.contains(&me.id) == objects {
        return Ok(vec![]);
    }
    Ok(vec![Event::Objected { by: me.id, objects }])
}

/// What is proposed and not formed yet.
fn open_proposal(m: &Meeting) -> Result<&Formation, Refusal> {
    let formation = m.formation.as_ref().filter(|it| it.formed.is_none() && !it.groups.is_empty());
    formation.ok_or(Refusal::FormationMoved)
}

/// Everybody goes to the group they are proposed for; whoever is in none goes back to the plenary.
pub fn form(me: &Member, number: u32, at: Timestamp) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    let formation = open_proposal(me.m)?;
    if formation.number != number {
        return Err(Refusal::FormationMoved);
    }
    let plenary = me.m.plenary.ok_or(Refusal::NoSuchGroup)?;
    let mut moved = Vec::new();
    for (id, seat) in me.m.seats.iter().filter(|(_, seat)| !seat.left) {
        let to = formation.of(*id).map_or(plenary, |(_, forming)| forming.group);
        if seat.group != to {
            stays_with_case(me.m, *id, seat.group)?;
            moved.push((*id, to));
        }
    }
    let mut events = Vec::new();
    // Whoever sits in a group around their own case shows themselves by that.
    for case in formation.groups.iter().filter_map(|it| me.m.case(it.case?)) {
        let hidden = case.by.filter(|_| case.name == Naming::Hidden && case.presenter.is_none());
        events.extend(hidden.map(|by| Event::Case(case.id, CaseEvent::NameShown { by })));
    }
    for Forming { group, case, .. } in &formation.groups {
        let case = case.and_then(|case| me.m.case(case));
        let case = case.and_then(|case| Some((case.id, case.known_giver()?)));
        events.push(Event::In(*group, GroupEvent::Formed { case }));
    }
    events.push(Event::SeatsMoved { seats: moved });
    for Forming { group, moderator, .. } in &formation.groups {
        // Somebody may have left since it was proposed.
        let seat = moderator.filter(|seat| me.m.seat(*seat).is_some());
        events.push(Event::In(*group, GroupEvent::ModeratorNamed { seat }));
    }
    events.push(Event::GroupsFormed { at });
    Ok(events)
}

pub fn move_to(me: &Member, seat: SeatId, group: GroupId) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    if !me.m.groups.contains_key(&group) {
        return Err(Refusal::NoSuchGroup);
    }
    let moved = attendance::present(me.m, seat)?;
    if moved.group_id() == group {
        return Ok(vec![]);
    }
    stays_with_case(me.m, seat, moved.group_id())?;
    let mut events = vec![Event::SeatsMoved { seats: vec![(seat, group)] }];
    // Whoever only comes back has heard how it began.
    let joins = me.m.groups.get(&group).filter(|it| !market::has_been(me.m, seat, it));
    let watches = joins.and_then(attendance::consulting);
    events.extend(
        watches.map(|session| {
            Event::In(group, GroupEvent::In(session, SessionEvent::CameLate { seat }))
        }),
    );
    Ok(events)
}

/// Whose case a group consults on, they can't be taken away from it.
fn stays_with_case(m: &Meeting, seat: SeatId, group: GroupId) -> Result<(), Refusal> {
    let group = m.groups.get(&group).ok_or(Refusal::NoSuchGroup)?;
    let gives = group.running().is_some() && group.cast.case_giver == Some(seat);
    if gives { Err(Refusal::GivesCase) } else { Ok(()) }
}

pub fn place_group(me: &Member, group: GroupId, words: RecordId) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    let mut known = me.m.formation.iter().flat_map(|formation| &formation.groups);
    if known.all(|forming| forming.group != group) {
        return Err(Refusal::NoSuchGroup);
    }
    Ok(vec![Event::GroupPlaced { group, place: Placed { by: me.id, words } }])
}

pub fn name_floater(me: &Member, seat: SeatId, floats: bool) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    me.m.seat(seat).ok_or(Refusal::NoSuchSeat)?;
    if me.m.floaters.contains(&seat) == floats {
        return Ok(vec![]);
    }
    Ok(vec![Event::FloaterNamed { seat, floats }])
}

/// Anybody in a group may call, and take it back.
pub fn call_help(me: &Member, calls: bool, at: Timestamp) -> Result<Vec<Event>, Refusal> {
    if me.group.help.is_some() == calls {
        return Ok(vec![]);
    }
    let since = calls.then_some(at);
    Ok(vec![me.in_group(GroupEvent::HelpCalled { since })])
}

pub fn answer_help(me: &Member, group: GroupId) -> Result<Vec<Event>, Refusal> {
    if !me.seat.inviting && !me.m.floaters.contains(&me.id) {
        return Err(Refusal::NotLead);
    }
    let calling = me.m.groups.get(&group).ok_or(Refusal::NoSuchGroup)?;
    let help = calling.help.ok_or(Refusal::NoHelpCalled)?;
    // Of two who answer in the same moment one goes.
    if help.answered.is_some() {
        return Ok(vec![]);
    }
    Ok(vec![Event::In(group, GroupEvent::HelpAnswered { by: me.id })])
}

pub fn ask_minutes(me: &Member, minutes: Option<u8>) -> Result<Vec<Event>, Refusal> {
    if !me.leads() {
        return Err(Refusal::NotModerator);
    }
    me.group.running().ok_or(Refusal::NoSuchSession)?;
    if minutes.is_some_and(|minutes| !(1..=phases::MOST_ADDED).contains(&minutes)) {
        return Err(Refusal::TooManyMinutes);
    }
    if me.group.asks_minutes == minutes {
        return Ok(vec![]);
    }
    Ok(vec![me.in_group(GroupEvent::MinutesAsked { minutes })])
}

/// The phase that a group is in gets more time; so does whoever else was named. Given to all, it
/// passes by those whose phase can't get longer. Where it answers what a group `asked`, it is given
/// once.
pub fn give_minutes(
    me: &Member,
    groups: &[GroupId],
    minutes: u8,
    asked: bool,
) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    let mut events = Vec::new();
    for (id, group) in among(me.m, groups)? {
        let Some(session) = group.running() else { continue };
        if asked && group.asks_minutes != Some(minutes) {
            return Ok(vec![]);
        }
        match phases::may_add(session, minutes) {
            Err(_) if groups.is_empty() => continue,
            answer => answer?,
        }
        let added = SessionEvent::MinutesAdded { minutes };
        events.push(Event::In(id, GroupEvent::In(session.id, added)));
        if group.asks_minutes.is_some() {
            events.push(Event::In(id, GroupEvent::MinutesAsked { minutes: None }));
        }
    }
    if events.is_empty() { Err(Refusal::NoSuchSession) } else { Ok(events) }
}

/// The named groups; all where none is named.
fn among<'m>(
    m: &'m Meeting,
    groups: &[GroupId],
) -> Result<impl Iterator<Item = (GroupId, &'m Group)> + use<'m>, Refusal> {
    if groups.iter().any(|group| !m.groups.contains_key(group)) {
        return Err(Refusal::NoSuchGroup);
    }
    let named: BTreeSet<_> = groups.iter().copied().collect();
    let all = m.groups.iter().map(|(id, group)| (*id, group));
    Ok(all.filter(move |(id, _)| named.is_empty() || named.contains(id)))
}

pub fn call_back(
    me: &Member,
    at: Option<Timestamp>,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    if at.is_some_and(|at| at < now || at > me.m.delete_at) {
        return Err(Refusal::NoSuchEnd);
    }
    Ok(vec![Event::CalledBack { at }])
}

pub fn tell(
    me: &Member,
    groups: &[GroupId],
    words: RecordId,
    at: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    me.leads_meeting()?;
    among(me.m, groups).map(drop)?;
    let to = groups.to_vec();
    Ok(vec![Event::GroupsTold { message: Message { by: me.id, to, words, at } }])
}

pub fn apply(m: &mut Meeting, e: &Event) {
    match e {
        Event::WishesAsked { open } => {
            m.asks_wishes = *open;
            // What was wished for an earlier round is over with it.
            let round = m.formed().map_or(0, |formation| formation.number);
            if *open && m.wishes_for != round {
                m.wishes_for = round;
                m.wishes.clear();
            }
        }
        Event::WishesSet { by, cases } => {
            m.wishes.insert(*by, cases.clone());
        }
        Event::GroupsProposed { number, groups, until } => {
            let before = match m.formation.take() {
                Some(last) if last.formed.is_some() => Some(Box::new(last)),
                last => last.and_then(|last| last.before),
            };
            let (number, objections) = (*number, BTreeSet::new());
            m.formation = Some(match before {
                Some(before) if groups.is_empty() => Formation { number, ..*before },
                before => {
                    let (groups, until) = (groups.clone(), *until);
                    Formation { number, groups, objections, until, formed: None, before }
                }
            });
        }
        Event::Objected { by, objects } => {
            let Some(formation) = &mut m.formation else { return };
            match objects {
                true => formation.objections.insert(*by),
                false => formation.objections.remove(by),
            };
        }
        Event::PlaceTaken { seat, group, moderates } => {
            if let Some(formation) = &mut m.formation {
                market::apply(formation, *seat, *group, *moderates);
            }
        }
        Event::GroupsFormed { at } => {
            if let Some(formation) = &mut m.formation {
                formation.formed = Some(*at);
                formation.before = None;
                formation.objections.clear();
            }
            m.asks_wishes = false;
            m.back_at = None;
            market::visit_anew(m);
        }
        Event::SeatsMoved { seats } => {
            for (id, group) in seats {
                attendance::step_out(m, *id);
                if let Some(seat) = m.seats.get_mut(id) {
                    seat.group = *group;
                }
                market::visit(m, *id, *group);
            }
        }
        Event::GroupPlaced { group, place } => {
            let Some(Formation { groups, before, .. }) = &mut m.formation else { return };
            let before = before.iter_mut().flat_map(|before| &mut before.groups);
            for forming in groups.iter_mut().chain(before).filter(|it| it.group == *group) {
                forming.place = Some(*place);
            }
        }
        Event::FloaterNamed { seat, floats: true } => {
            m.floaters.insert(*seat);
        }
        Event::FloaterNamed { seat, floats: false } => {
            m.floaters.remove(seat);
        }
        Event::CalledBack { at } => m.back_at = *at,
        Event::GroupsTold { message } => {
            if m.messages.len() >= MESSAGES_PER_MEETING {
                m.messages.remove(0);
            }
            m.messages.push(message.clone());
        }
        _ => {}
    }
}

pub fn apply_in_group(group: &mut Group, e: &GroupEvent) {
    match e {
        GroupEvent::Formed { case } => group.case = case.map(|(case, _)| case),
        GroupEvent::HelpCalled { since } => {
            group.help = since.map(|since| Help { since, answered: None });
        }
        GroupEvent::HelpAnswered { by } => {
            if let Some(help) = &mut group.help {
                help.answered = Some(*by);
            }
        }
        GroupEvent::MinutesAsked { minutes } => group.asks_minutes = *minutes,
        _ => {}
    }
}

#[cfg(test)]
mod tests;

//! Who is here: sitting down, agreeing, leaving, and who moderates a group.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use crate::event::{Event, GroupEvent, SessionEvent};
use crate::id::{GroupId, RecordId, SeatId, SessionId};
use crate::limits::PEOPLE_PER_MEETING;
use crate::meeting::{Admission, Cast, Group, Intent, Meeting, Presence, Seat};
use crate::pass::{PassHash, PassKind};
use crate::refusal::Refusal;
use crate::rules::groups::market;
use crate::time::Timestamp;

/// Somebody who is here, in their group: what every rule but sitting down starts from.
pub struct Member<'m> {
    pub m: &'m Meeting,
    pub id: SeatId,
    pub seat: &'m Seat,
    pub group: &'m Group,
}

impl<'m> Member<'m> {
    pub fn group_id(&self) -> GroupId {
        self.seat.group
    }

    pub fn moderates(&self) -> bool {
        self.group.cast.moderator == Some(self.id)
    }

    /// The moderator, or whoever invited: the one who can help when the moderator is gone.
    pub fn leads(&self) -> bool {
        self.moderates() || self.seat.inviting
    }

    /// Whether they lead the meeting as a whole: whoever invited the others does.
    pub fn leads_meeting(&self) -> Result<(), Refusal> {
        if self.seat.inviting { Ok(()) } else { Err(Refusal::NotLead) }
    }

    /// Somebody in the same group, or the person themselves.
    pub fn fellow(&self, seat: SeatId) -> Result<Member<'m>, Refusal> {
        let fellow = present(self.m, seat)?;
        let together = fellow.group_id() == self.group_id();
        if together { Ok(fellow) } else { Err(Refusal::NoSuchSeat) }
    }

    /// Whether giving the case and leading are for two people: so it is wherever the method knows
    /// somebody who leads.
    pub fn leads_apart(&self) -> bool {
        self.group.running().is_none_or(|session| session.method.lead().is_some())
    }

    pub fn in_group(&self, event: GroupEvent) -> Event {
        Event::In(self.group_id(), event)
    }
}

/// The person with that seat, if they are here.
pub fn present(m: &Meeting, id: SeatId) -> Result<Member<'_>, Refusal> {
    let seat = m.seat(id).ok_or(Refusal::NoSuchSeat)?;
    let group = m.groups.get(&seat.group).ok_or(Refusal::NoSuchSeat)?;
    Ok(Member { m, id, seat, group })
}

pub fn take_seat(
    m: &Meeting,
    by: PassKind,
    (seat, pass): (SeatId, PassHash),
    (person, presence): (RecordId, Presence),
    (agreed, intent): (bool, Option<Intent>),
    at: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let inviting = match by {
        PassKind::Participant => false,
        PassKind::Moderator => true,
        PassKind::Seat => return Err(Refusal::NotAllowed),
    };
    if m.seats.contains_key(&seat) || m.passes.contains_key(&pass) {
        return Err(Refusal::AlreadyThere);
    }
    let here = m.seats.values().filter(|seat| !seat.left);
    let absent = intent == Some(Intent::Absent);
    if here.count() >= PEOPLE_PER_MEETING || (is_full(m) && !inviting && !absent) {
        return Err(Refusal::MeetingFull);
    }
    if m.invitation.closed && !inviting {
        return Err(Refusal::DoorClosed);
    }
    let (group_id, watches) = if inviting || absent { None } else { place_late(m, presence) }
        .or_else(|| Some((m.plenary?, None)))
        .ok_or(Refusal::Gone)?;
    let group = m.groups.get(&group_id).ok_or(Refusal::Gone)?;
    let mut events = vec![Event::SeatTaken {
        seat,
        pass: Some(pass),
        person,
        presence,
        agreed,
        inviting,
        group: group_id,
        at,
    }];
    events.extend(intent.map(|intent| Event::Intended { seat, intent }));
    if inviting && group.cast.moderator.is_none() {
        events.push(Event::In(group_id, GroupEvent::ModeratorNamed { seat: Some(seat) }));
    }
    if let Some(session) = watches {
        let late = SessionEvent::CameLate { seat };
        events.push(Event::In(group_id, GroupEvent::In(session, late)));
    }
    Ok(events)
}

/// Whether every place is somebody's; whoever cannot come needs none, and whoever invites has one.
fn is_full(m: &Meeting) -> bool {
    let come = m.seats.values().filter(|seat| seat.is_expected() && !seat.inviting).count();
    m.invitation.capacity.is_some_and(|most| come >= most.into())
}

/// Where somebody goes who comes while the groups are at work: to the smallest one that does not
/// consult yet, and where all do, to the smallest, to watch. Of what counts for groups the server
/// knows no more than who is remote: nobody is to be the only one.
fn place_late(m: &Meeting, presence: Presence) -> Option<(GroupId, Option<SessionId>)> {
    let open = m.formed()?.groups.iter().filter_map(|forming| {
        let group = m.groups.get(&forming.group).filter(|group| !is_done(group))?;
        let members = m.members(forming.group);
        let is_remote =
            |seat: &SeatId| m.seats.get(seat).is_some_and(|it| !it.presence.is_in_the_room());
        let alone = !presence.is_in_the_room() && !members.iter().any(is_remote);
        let watches = consulting(group);
        let worth = (watches.is_some(), alone, members.len());
        (!members.is_empty()).then_some((worth, forming.group, watches))
    });
    let (_, group, watches) = open.min_by_key(|(worth, ..)| *worth)?;
    Some((group, watches))
}

/// The session in which a group consults already: whoever comes now watches.
pub fn consulting(group: &Group) -> Option<SessionId> {
    group.running().filter(|session| session.consults()).map(|session| session.id)
}

/// Whether a group has consulted on what it was formed for.
fn is_done(group: &Group) -> bool {
    group.running().is_none() && !group.sessions.is_empty()
}

pub fn introduce(me: &Member, person: RecordId, presence: Presence) -> Result<Vec<Event>, Refusal> {
    Ok(vec![Event::Introduced { seat: me.id, person, presence }])
}

pub fn intend(me: &Member, intent: Intent) -> Result<Vec<Event>, Refusal> {
    if me.seat.intent == Some(intent) {
        return Ok(vec![]);
    }
    let takes_a_place = me.seat.intent == Some(Intent::Absent) && !me.seat.inviting;
    if takes_a_place && is_full(me.m) {
        return Err(Refusal::MeetingFull);
    }
    Ok(vec![Event::Intended { seat: me.id, intent }])
}

pub fn agree(me: &Member) -> Result<Vec<Event>, Refusal> {
    if me.seat.agreed { Ok(vec![]) } else { Ok(vec![Event::Agreed { seat: me.id }]) }
}

pub fn leave(me: &Member, seat: SeatId) -> Result<Vec<Event>, Refusal> {
    if seat != me.id && !me.leads() {
        return Err(Refusal::NotModerator);
    }
    let leaver = me.fellow(seat)?;
    if seat != me.id && leaver.seat.inviting {
        me.leads_meeting()?;
    }
    let mut events = vec![Event::SeatLeft { seat }];
    if leaver.moderates() {
        // Whoever sends the moderator away takes over, unless it is their own case.
        let giver = me.group.cast.case_giver.filter(|_| me.leads_apart());
        let heir = Some(me.id).filter(|id| *id != seat && giver != Some(*id));
        events.push(me.in_group(GroupEvent::ModeratorNamed { seat: heir }));
    }
    Ok(events)
}

pub fn name_moderator(me: &Member, seat: SeatId) -> Result<Vec<Event>, Refusal> {
    // With nobody moderating or the moderator gone, any member may step in; the deputy may at any
    // time.
    let Group { cast: Cast { deputy, .. }, moderation_offered, .. } = *me.group;
    let steps_in = seat == me.id && (moderation_offered || deputy == Some(me.id));
    if !me.leads() && !steps_in && me.group.cast.moderator.is_some() {
        return Err(Refusal::NotModerator);
    }
    me.fellow(seat)?;
    if me.group.cast.case_giver == Some(seat) && me.leads_apart() {
        return Err(Refusal::ModeratorHasCase);
    }
    Ok(vec![me.in_group(GroupEvent::ModeratorNamed { seat: Some(seat) })])
}

pub fn name_deputy(me: &Member, seat: Option<SeatId>) -> Result<Vec<Event>, Refusal> {
    if !me.leads() {
        return Err(Refusal::NotModerator);
    }
    if let Some(seat) = seat {
        let deputy = me.fellow(seat)?;
        if deputy.moderates() {
            return Err(Refusal::ModeratorHasRole);
        }
        if me.group.cast.case_giver == Some(seat) && me.leads_apart() {
            return Err(Refusal::CaseGiverHasRole);
        }
    }
    Ok(vec![me.in_group(GroupEvent::DeputyNamed { seat })])
}

/// Only the server knows whose device is connected; what follows of it is decided here.
pub fn offer_moderation(
    m: &Meeting,
    group_id: GroupId,
    moderator: SeatId,
    open: bool,
) -> Result<Vec<Event>, Refusal> {
    let group = m.groups.get(&group_id).ok_or(Refusal::NotAllowed)?;
    // Somebody else may have taken over meanwhile.
    if group.cast.moderator != Some(moderator) || group.moderation_offered == open {
        return Ok(vec![]);
    }
    Ok(vec![Event::In(group_id, GroupEvent::ModerationOffered { open })])
}

pub fn apply(m: &mut Meeting, e: &Event) {
    match *e {
        Event::SeatTaken { seat, pass, person, presence, agreed, inviting, group, at, .. } => {
            if let Some(pass) = pass {
                m.passes.insert(pass, Admission::Seat(seat));
            }
            let intent = None;
            let taken =
                Seat { person, presence, agreed, inviting, group, since: at, intent, left: false };
            m.seats.insert(seat, taken);
            market::visit(m, seat, group);
        }
        Event::Introduced { seat, person, presence } => {
            if let Some(seat) = m.seats.get_mut(&seat) {
                seat.person = person;
                seat.presence = presence;
            }
        }
        Event::Intended { seat, intent } => {
            if let Some(seat) = m.seats.get_mut(&seat) {
                seat.intent = Some(intent);
            }
        }
        Event::Agreed { seat } => {
            if let Some(seat) = m.seats.get_mut(&seat) {
                seat.agreed = true;
            }
        }
        Event::SeatLeft { seat: id } => {
            m.passes.retain(|_, admits| *admits != Admission::Seat(id));
            let Some(seat) = m.seats.get_mut(&id) else { return };
            seat.left = true;
            let group = seat.group;
            if let Some(group) = m.groups.get_mut(&group) {
                lay_down(group, id);
            }
            m.floaters.remove(&id);
            m.wishes.remove(&id);
            market::free_place(m, id);
        }
        _ => {}
    }
}

/// Somebody goes to another group and leaves nothing behind in theirs.
pub fn step_out(m: &mut Meeting, id: SeatId) {
    let Some(seat) = m.seats.get(&id) else { return };
    let Some(group) = m.groups.get_mut(&seat.group) else { return };
    lay_down(group, id);
    let cast = &mut group.cast;
    cast.moderator.take_if(|holder| *holder == id);
    cast.case_giver.take_if(|holder| *holder == id);
    if let Some(session) = group.sessions.last_mut().filter(|session| session.ended.is_none()) {
        // Whoever goes while it runs has not taken part, also where it had ended before.
        session.took_part.remove(&id);
    }
}

/// Whatever somebody does in a group falls free. Whose case it is stays so, and who moderates is
/// said by an event of its own.
fn lay_down(group: &mut Group, id: SeatId) {
    let cast = &mut group.cast;
    for role in [&mut cast.scribe, &mut cast.observer, &mut cast.timekeeper, &mut cast.deputy] {
        role.take_if(|holder| *holder == id);
    }
    if let Some(session) = group.sessions.last_mut().filter(|session| session.ended.is_none()) {
        session.ready.remove(&id);
        session.late.remove(&id);
        session.turn.take_if(|turn| *turn == id);
        session.heard.remove(&id);
        if let Some(before) = &mut session.before {
            before.ready.remove(&id);
            before.turn.take_if(|turn| *turn == id);
            before.heard.remove(&id);
        }
    }
}

pub fn apply_moderator(group: &mut Group, seats: &BTreeMap<SeatId, Seat>, seat: Option<SeatId>) {
    group.moderation_offered = false;
    let cast = &mut group.cast;
    // Whoever hands over can take the moderation back: they are the deputy from now on.
    let here = |id: &SeatId| seats.get(id).is_some_and(|seat| !seat.left);
    if let Some(before) = cast.moderator.filter(|before| Some(*before) != seat && here(before)) {
        cast.deputy = Some(before);
    }
    cast.deputy.take_if(|deputy| Some(*deputy) == seat);
    cast.moderator = seat;
    // Nobody holds two of these at once: who moderates writes and watches no longer.
    for role in [&mut cast.scribe, &mut cast.observer] {
        role.take_if(|holder| Some(*holder) == seat);
    }
}

#[cfg(test)]
mod tests;

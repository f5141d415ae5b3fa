//! The lens: what one viewer may know, of a meeting and of an entry.
//!
//! The law: absorbing a redacted entry into a view gives the view of what absorbing the entry
//! gives. What a viewer may not see never reaches the viewer's device.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::actor::Viewer;
use crate::event::{ElectionEvent, Entry, Event, GroupEvent, SessionEvent, WeighEvent};
use crate::id::{GroupId, SeatId};
use crate::meeting::{Case, CaseSession, Face, Group, Invitation, Item, Meeting, Naming, Reach};

mod heard;
mod process;
mod said;

pub use said::{may_unsay, records};

/// What this viewer may know of the meeting.
pub fn view(m: &Meeting, who: Viewer) -> Meeting {
    if who == Viewer::House {
        return m.clone();
    }
    if who == Viewer::Door {
        let Meeting { id, title, opened, delete_at, ends, .. } = *m;
        // Whoever can't come in is to know before they have given their name.
        let invitation = Invitation { closed: m.invitation.closed, ..Invitation::default() };
        return Meeting { id, title, opened, delete_at, ends, invitation, ..Meeting::default() };
    }
    let mut wishes = m.wishes.clone();
    for (seat, cases) in &mut wishes {
        cases.take_if(|_| !who.is(*seat) && !who.sees_process());
    }
    let mut formation = m.formation.clone();
    if let Some(formation) = &mut formation {
        formation.keep_own(|seat| who.is(seat) || who.sees_process());
    }
    let mut weighing = m.weighing.clone();
    weighing.iter_mut().for_each(|weighing| heard::keep_own(&mut weighing.dots, who));
    Meeting {
        id: m.id,
        title: m.title,
        opened: m.opened,
        delete_at: m.delete_at,
        ends: m.ends,
        passes: BTreeMap::new(),
        seats: m.seats.clone(),
        cases: m.cases.iter().map(|case| view_case(case, who)).collect(),
        plenary: m.plenary,
        groups: m
            .groups
            .iter()
            .filter_map(|(id, group)| Some((*id, view_group(m, *id, group, who)?)))
            .collect(),
        invitation: m.invitation,
        agenda: m.agenda.clone(),
        floaters: m.floaters.clone(),
        asks_wishes: m.asks_wishes,
        wishes_for: m.wishes_for,
        wishes,
        formation,
        back_at: m.back_at,
        messages: m.messages.iter().filter(|it| is_told_to(&it.to, who)).cloned().collect(),
        floor: m.floor.clone(),
        weighing,
        harvest: m.harvest.clone(),
        elections: m.elections.clone(),
    }
}

/// A case without whose it is, where it bears no name and that is not this viewer's to know.
fn view_case(case: &Case, who: Viewer) -> Case {
    let hidden = case.name == Naming::Hidden;
    let told = |by: &SeatId| !hidden || knows_author(*by, who);
    Case { by: case.by.filter(told), ..case.clone() }
}

/// Whoever leads or helps all groups knows who handed in what, to find its giver a place.
fn knows_author(by: SeatId, who: Viewer) -> bool {
    who.is(by) || who.sees_process()
}

/// A group as one of its people sees it, or somebody who sees how all get on. Of a group in which
/// they sat before there are the case sessions in which they took part, and nothing else.
fn view_group(m: &Meeting, id: GroupId, group: &Group, who: Viewer) -> Option<Group> {
    let is_known = who.is_in(id) || who.sees_process();
    let seen = |session: &CaseSession| match heard::hears(m, who, id, session) {
        true => Some(heard::view_session(session, who)),
        false => is_known.then(|| process::session(session)),
    };
    let sessions: Vec<_> = group.sessions.iter().filter_map(seen).collect();
    if !is_known {
        // Who sits where is for everybody to know.
        let visits = group.visits.clone();
        return (!sessions.is_empty()).then(|| Group { visits, sessions, ..Group::default() });
    }
    let Group { cast, moderation_offered, case, help, asks_minutes, .. } = *group;
    let visits = group.visits.clone();
    Some(Group { cast, moderation_offered, case, visits, help, asks_minutes, sessions })
}

/// Whether something that was told to these groups reaches a viewer.
fn is_told_to(groups: &[GroupId], who: Viewer) -> bool {
    groups.is_empty() || who.sees_process() || groups.iter().any(|group| who.is_in(*group))
}

/// What this viewer may know of an entry; `None` where it changes what they may see as a whole,
/// so that they need a fresh view.
///
/// An entry that is nobody's business still arrives, empty: numbers never have holes. Who took part
/// in a case session that has ended is for the meeting to say: as it stands after the entry, or
/// any later.
pub fn redact(e: &Entry, who: Viewer, m: &Meeting) -> Option<Entry> {
    if who == Viewer::House {
        return Some(e.clone());
    }
    let mut by_is_told = true;
    let mut events = Vec::with_capacity(e.events.len());
    for event in &e.events {
        match redact_event(event, who, m) {
            Told::Whole => events.push(event.clone()),
            Told::Part(event) => events.push(event),
            Told::PartWithoutAuthor(event) => {
                by_is_told = false;
                events.push(event);
            }
            Told::Nothing => by_is_told = false,
            Told::Anew => return None,
        }
    }
    let (id, by) = if by_is_told { (e.id, e.by) } else { (None, None) };
    Some(Entry { seq: e.seq, id, at: e.at, by, events })
}

/// Whether an entry that is public where it happens reaches this viewer as a whole.
pub fn reaches(e: &Entry, who: Viewer, m: &Meeting) -> bool {
    who != Viewer::Door
        && e.events.iter().all(|event| match event {
            Event::In(group, GroupEvent::In(session, _)) => m
                .session(*session)
                .is_some_and(|(.., session)| heard::hears(m, who, *group, session)),
            Event::In(group, _) => who.is_in(*group),
            _ => true,
        })
}

/// Whether everybody whom it [reaches] receives this entry as it is, so that it need be encoded
/// once.
pub fn is_public(e: &Entry) -> bool {
    e.events.iter().all(|event| match event {
        Event::Opened { .. }
        | Event::SeatTaken { .. }
        | Event::SeatLeft { .. }
        | Event::WishesSet { .. }
        | Event::Objected { .. }
        | Event::SeatsMoved { .. }
        | Event::FloaterNamed { .. }
        | Event::GroupsTold { .. }
        | Event::Weigh(WeighEvent::Placed { .. }) => false,
        Event::GroupsProposed { groups, .. } => groups.iter().all(|it| it.why.is_empty()),
        Event::Elect(_, ElectionEvent::SecretAsked) => false,
        Event::Case(_, event) => event.hides().is_none(),
        Event::In(_, GroupEvent::In(_, event)) => !matches!(
            event,
            SessionEvent::DotsPlaced { .. }
                | SessionEvent::CardDotsPlaced { .. }
                | SessionEvent::CardWritten { hidden: true, .. }
                | SessionEvent::CardWritten { kept_from: Some(_), .. }
                | SessionEvent::CardWritten { face: Some(Face { anonymous: true, .. }), .. }
                | SessionEvent::CardReworded { hidden: true, .. }
                | SessionEvent::CardReworded { kept_from: Some(_), .. }
                | SessionEvent::CardReworded { face: Some(Face { anonymous: true, .. }), .. }
                | SessionEvent::CardRemoved { untold: true, .. }
                | SessionEvent::CardsRevealed { .. }
                | SessionEvent::CardsShown { .. }
                | SessionEvent::PeopleKnown { .. }
                | SessionEvent::AdviceParked { .. }
                | SessionEvent::AdviceOffered { .. }
                | SessionEvent::AdviceDone { .. }
                | SessionEvent::Starred { shown: false, .. }
                | SessionEvent::SheetFilled { .. }
                | SessionEvent::Reported { shown: false, .. }
                | SessionEvent::Released { item: Item::Report, reach: Reach::Private, .. }
                | SessionEvent::Ended { .. }
                | SessionEvent::Reopened
        ),
        _ => true,
    })
}

/// How much of an event a viewer is told.
enum Told<E> {
    Whole,
    Part(E),
    /// Part of it, and not who acted.
    PartWithoutAuthor(E),
    Nothing,
    /// It changes the viewer's own standing.
    Anew,
}

impl<E> Told<E> {
    fn map<F>(self, outer: impl FnOnce(E) -> F) -> Told<F> {
        match self {
            Self::Whole => Told::Whole,
            Self::Part(event) => Told::Part(outer(event)),
            Self::PartWithoutAuthor(event) => Told::PartWithoutAuthor(outer(event)),
            Self::Nothing => Told::Nothing,
            Self::Anew => Told::Anew,
        }
    }
}

fn redact_event(event: &Event, who: Viewer, m: &Meeting) -> Told<Event> {
    match event {
        Event::Opened { .. } => Told::Anew,
        Event::Retitled { .. } | Event::DeletionSet { .. } | Event::EndSet { .. } => Told::Whole,
        Event::SeatTaken { seat, .. } | Event::SeatLeft { seat } if who.is(*seat) => Told::Anew,
        Event::SeatTaken { .. }
        | Event::SeatLeft { .. }
        | Event::Introduced { .. }
        | Event::Agreed { .. }
        | Event::CaseBrought { .. }
        | Event::CaseReworded { .. }
        | Event::CaseWithdrawn { .. }
        | Event::WishesSet { .. }
        | Event::GroupsProposed { .. }
        | Event::Objected { .. }
        | Event::PlaceTaken { .. }
        | Event::GroupsFormed { .. }
        | Event::SeatsMoved { .. }
        | Event::GroupPlaced { .. }
        | Event::FloaterNamed { .. }
        | Event::CalledBack { .. }
        | Event::GroupsTold { .. }
        | Event::WishesAsked { .. }
        | Event::AgendaPlanned { .. }
        | Event::PointEntered { .. }
        | Event::InvitationSet { .. }
        | Event::Intended { .. }
        | Event::Floor(_)
        | Event::Weigh(_)
        | Event::Harvest(_)
        | Event::Elect(..)
        | Event::Case(..)
            if who == Viewer::Door =>
        {
            Told::Nothing
        }
        Event::SeatTaken { .. } => {
            let mut told = event.clone();
            if let Event::SeatTaken { pass, .. } = &mut told {
                *pass = None;
            }
            Told::Part(told)
        }
        Event::Elect(_, ElectionEvent::SecretAsked) => Told::PartWithoutAuthor(event.clone()),
        Event::Introduced { .. }
        | Event::Agreed { .. }
        | Event::SeatLeft { .. }
        | Event::CaseBrought { .. }
        | Event::CaseReworded { .. }
        | Event::CaseWithdrawn { .. }
        | Event::PlaceTaken { .. }
        | Event::GroupsFormed { .. }
        | Event::GroupPlaced { .. }
        | Event::CalledBack { .. }
        | Event::WishesAsked { .. }
        | Event::AgendaPlanned { .. }
        | Event::PointEntered { .. }
        | Event::InvitationSet { .. }
        | Event::DoorClosed { .. }
        | Event::Intended { .. }
        | Event::Floor(_)
        | Event::Harvest(_)
        | Event::Elect(..) => Told::Whole,
        Event::Case(case, event) => match event.hides() {
            Some(by) if !knows_author(by, who) => {
                Told::PartWithoutAuthor(Event::Case(*case, event.nameless()))
            }
            _ => Told::Whole,
        },
        Event::Weigh(WeighEvent::Placed { by, .. }) if !who.is(*by) => {
            Told::Part(Event::Weigh(WeighEvent::Placed { by: *by, cases: None }))
        }
        Event::WishesSet { by, .. } if !who.is(*by) && !who.sees_process() => {
            Told::Part(Event::WishesSet { by: *by, cases: None })
        }
        Event::GroupsProposed { .. } if who.sees_process() => Told::Whole,
        Event::GroupsProposed { .. } => {
            let mut told = event.clone();
            if let Event::GroupsProposed { groups, .. } = &mut told {
                groups.iter_mut().for_each(|forming| forming.why.retain(|seat, _| who.is(*seat)));
            }
            Told::Part(told)
        }
        Event::Objected { by, .. } if !who.is(*by) && !who.sees_process() => Told::Nothing,
        Event::GroupsTold { message } if !is_told_to(&message.to, who) => Told::Nothing,
        Event::SeatsMoved { seats } if seats.iter().any(|(seat, _)| who.is(*seat)) => Told::Anew,
        Event::FloaterNamed { seat, .. } if who.is(*seat) => Told::Anew,
        Event::WishesSet { .. }
        | Event::Objected { .. }
        | Event::GroupsTold { .. }
        | Event::SeatsMoved { .. }
        | Event::FloaterNamed { .. }
        | Event::Weigh(_) => Told::Whole,
        Event::In(group, GroupEvent::In(session, inner)) => {
            let Some((_, _, found)) = m.session(*session) else { return Told::Nothing };
            let in_group = |inner| Event::In(*group, GroupEvent::In(*session, inner));
            if heard::opens_or_closes(m, inner, (*group, found), who) {
                return Told::Anew;
            }
            match (heard::hears(m, who, *group, found), who.is_in(*group) || who.sees_process()) {
                (true, _) => heard::redact_step(inner, who).map(in_group),
                (false, true) => process::redact_step(inner).map(in_group),
                (false, false) => Told::Nothing,
            }
        }
        // Everything is named, so that whatever comes new is asked about too.
        Event::In(
            group,
            GroupEvent::ModeratorNamed { .. }
            | GroupEvent::DeputyNamed { .. }
            | GroupEvent::SessionBegun { .. }
            | GroupEvent::ModerationOffered { .. }
            | GroupEvent::Formed { .. }
            | GroupEvent::HelpCalled { .. }
            | GroupEvent::HelpAnswered { .. }
            | GroupEvent::MinutesAsked { .. },
        ) => match who.is_in(*group) || who.sees_process() {
            true => Told::Whole,
            false => Told::Nothing,
        },
    }
}

#[cfg(test)]
mod tests;

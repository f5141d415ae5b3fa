//! The lens: what one viewer may know, of a meeting and of an entry.
//!
//! The law: absorbing a redacted entry into a view gives the view of what absorbing the entry
//! gives. What a viewer may not see never reaches the viewer's device.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use crate::actor::Viewer;
use crate::event::{Entry, Event, GroupEvent, SessionEvent, WeighEvent};
use crate::id::{CardId, GroupId, SeatId};
use crate::meeting::{
    Card, Case, CaseSession, Dots, Face, Group, Invitation, Item, Meeting, Naming, Parked,
    ParkedState, Reach,
};

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
        formation.objections.retain(|seat| who.is(*seat) || who.sees_process());
    }
    let mut weighing = m.weighing.clone();
    weighing.iter_mut().for_each(|weighing| keep_own(&mut weighing.dots, who));
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
            .filter_map(|(id, group)| match who.is_in(*id) {
                true => Some((*id, view_group(group, who))),
                false => who.sees_process().then(|| (*id, process::of(group))),
            })
            .collect(),
        invitation: m.invitation,
        agenda: m.agenda.clone(),
        floaters: m.floaters.clone(),
        asks_wishes: m.asks_wishes,
        wishes,
        formation,
        back_at: m.back_at,
        messages: m.messages.iter().filter(|it| reaches(&it.to, who)).cloned().collect(),
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

fn view_group(group: &Group, who: Viewer) -> Group {
    let sessions = group.sessions.iter().map(|session| view_session(session, who)).collect();
    let Group { cast, moderation_offered, case, help, asks_minutes, .. } = *group;
    Group { cast, moderation_offered, case, help, asks_minutes, sessions }
}

/// Whether something that was told to these groups reaches a viewer.
fn reaches(groups: &[GroupId], who: Viewer) -> bool {
    groups.is_empty() || who.sees_process() || groups.iter().any(|group| who.is_in(*group))
}

fn view_session(session: &CaseSession, who: Viewer) -> CaseSession {
    let mut session = session.clone();
    session.case_dots.values_mut().for_each(|dots| keep_own(dots, who));
    session.card_dots.values_mut().for_each(|dots| keep_own(dots, who));
    for card in &mut session.cards {
        let Card { hidden, kept_from, .. } = *card;
        card.face = card.face.and_then(|face| seen_face(face, hidden, kept_from, who));
    }
    session.parked.retain(|parked| is_told(parked, who));
    session.acquainted.retain(|seat, told| is_told_of(*seat, told, who));
    session.stars.take_if(|stars| !stars.shown && !who.is(stars.by));
    session.case_sheet.take_if(|sheet| !who.is(sheet.by));
    let shown = session.shows_reports();
    session.reports.retain(|report| shown || !report.gives || who.is(report.by));
    session
}

/// That somebody put dots is for all to see, but not where.
fn keep_own<T>(dots: &mut Dots<T>, who: Viewer) {
    for (seat, on) in &mut dots.placed {
        on.take_if(|_| !who.is(*seat));
    }
}

/// What a viewer sees of a card.
fn seen_face(face: Face, hidden: bool, kept_from: Option<SeatId>, who: Viewer) -> Option<Face> {
    let own = face.by.is_some_and(|by| who.is(by));
    let kept = kept_from.is_some_and(|giver| who != Viewer::House && who.is(giver));
    if !own && (hidden || kept) {
        return None;
    }
    Some(nameless(face, who))
}

/// A face without its author where it bears no name and is not one's own.
fn nameless(face: Face, who: Viewer) -> Face {
    let told = |by: &SeatId| !face.anonymous || who.is(*by);
    Face { by: face.by.filter(told), ..face }
}

/// Whether somebody knows of parked advice: whoever parked it, and whoever gave it once it is
/// offered.
fn is_told(parked: &Parked, who: Viewer) -> bool {
    let waits = parked.state == ParkedState::Waits;
    who.is(parked.by) || (!waits && who.is(parked.from))
}

/// Whether somebody knows of whoever knows people in the case.
fn is_told_of(seat: SeatId, told: &BTreeSet<SeatId>, who: Viewer) -> bool {
    who.is(seat) || told.iter().any(|told| who.is(*told))
}

/// What this viewer may know of an entry; `None` where it changes what they may see as a whole,
/// so that they need a fresh view.
///
/// An entry that is nobody's business still arrives, empty: numbers never have holes.
pub fn redact(e: &Entry, who: Viewer) -> Option<Entry> {
    if who == Viewer::House {
        return Some(e.clone());
    }
    let mut by_is_told = true;
    let mut events = Vec::with_capacity(e.events.len());
    for event in &e.events {
        match redact_event(event, who) {
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

/// Whether everybody in the group receives this entry as it is, so that it need be encoded once.
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

fn redact_event(event: &Event, who: Viewer) -> Told<Event> {
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
        Event::Introduced { .. }
        | Event::Agreed { .. }
        | Event::SeatLeft { .. }
        | Event::CaseBrought { .. }
        | Event::CaseReworded { .. }
        | Event::CaseWithdrawn { .. }
        | Event::GroupsProposed { .. }
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
        Event::Objected { by, .. } if !who.is(*by) && !who.sees_process() => Told::Nothing,
        Event::GroupsTold { message } if !reaches(&message.to, who) => Told::Nothing,
        Event::SeatsMoved { seats } if seats.iter().any(|(seat, _)| who.is(*seat)) => Told::Anew,
        Event::FloaterNamed { seat, .. } if who.is(*seat) => Told::Anew,
        Event::WishesSet { .. }
        | Event::Objected { .. }
        | Event::GroupsTold { .. }
        | Event::SeatsMoved { .. }
        | Event::FloaterNamed { .. }
        | Event::Weigh(_) => Told::Whole,
        Event::In(group, inner) if !who.is_in(*group) => match who.sees_process() {
            true => process::redact(inner).map(|inner| Event::In(*group, inner)),
            false => Told::Nothing,
        },
        Event::In(group, GroupEvent::In(session, inner)) => {
            redact_step(inner, who).map(|inner| Event::In(*group, GroupEvent::In(*session, inner)))
        }
        Event::In(..) => Told::Whole,
    }
}

fn redact_step(event: &SessionEvent, who: Viewer) -> Told<SessionEvent> {
    let mut told = event.clone();
    match &mut told {
        SessionEvent::DotsPlaced { by, cases } if !who.is(*by) => {
            *cases = None;
            Told::Part(told)
        }
        SessionEvent::CardDotsPlaced { by, cards } if !who.is(*by) => {
            *cards = None;
            Told::Part(told)
        }
        SessionEvent::CardWritten { hidden, kept_from, face, .. } => {
            redact_face(face, *hidden, *kept_from, who).of(told)
        }
        SessionEvent::CardReworded { hidden, kept_from, face, .. } => {
            let open = redact_face(face, *hidden, *kept_from, who);
            // That a hidden card changed is its author's business.
            if face.is_none() { Told::Nothing } else { open.of(told) }
        }
        SessionEvent::CardRemoved { untold: true, .. } => Told::PartWithoutAuthor(told),
        SessionEvent::CardsRevealed { cards } => {
            for it in cards.iter_mut() {
                it.face = it.face.and_then(|face| seen_face(face, false, it.kept_from, who));
            }
            Told::Part(told)
        }
        SessionEvent::CardsShown { faces } => {
            faces
                .iter_mut()
                .for_each(|(_, face): &mut (CardId, Face)| *face = nameless(*face, who));
            Told::Part(told)
        }
        SessionEvent::AdviceOffered { parked } => {
            parked.retain(|parked| is_told(parked, who));
            Told::Part(told)
        }
        SessionEvent::PeopleKnown { seat, told, .. } if !is_told_of(*seat, told, who) => {
            Told::Nothing
        }
        SessionEvent::AdviceParked { parked } | SessionEvent::AdviceDone { parked }
            if !is_told(parked, who) =>
        {
            Told::Nothing
        }
        SessionEvent::Starred { by, shown: false, .. } | SessionEvent::SheetFilled { by, .. }
            if !who.is(*by) =>
        {
            Told::Nothing
        }
        SessionEvent::Reported { report, shown: false } if !who.is(report.by) => Told::Nothing,
        SessionEvent::Released { item: Item::Report, reach: Reach::Private, by, .. }
            if !who.is(*by) =>
        {
            Told::Part(SessionEvent::ReportsHidden { by: *by })
        }
        _ => Told::Whole,
    }
}

/// What became of a face that a viewer is told about.
enum Seen {
    /// It is as it was.
    Whole,
    /// Something of it is missing, but not whose it is.
    Part,
    /// Whose it is stays unknown.
    Unsigned,
}

impl Seen {
    fn of(self, event: SessionEvent) -> Told<SessionEvent> {
        match self {
            Self::Whole => Told::Whole,
            Self::Part => Told::Part(event),
            Self::Unsigned => Told::PartWithoutAuthor(event),
        }
    }
}

fn redact_face(
    face: &mut Option<Face>,
    hidden: bool,
    kept_from: Option<SeatId>,
    who: Viewer,
) -> Seen {
    let Some(was) = *face else { return Seen::Whole };
    *face = seen_face(was, hidden, kept_from, who);
    match *face {
        Some(seen) if seen == was => Seen::Whole,
        Some(_) => Seen::Unsigned,
        None if hidden || was.anonymous => Seen::Unsigned,
        None => Seen::Part,
    }
}

#[cfg(test)]
mod tests;

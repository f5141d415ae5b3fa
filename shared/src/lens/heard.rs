//! What is said in a case session, for those it is for: everything but what is hidden, nameless or
//! somebody's own.

use alloc::collections::BTreeSet;

use super::Told;
use crate::actor::Viewer;
use crate::event::SessionEvent;
use crate::id::{CardId, GroupId, SeatId};
use crate::meeting::{Card, CaseSession, Dots, Face, Item, Meeting, Parked, ParkedState, Reach};

/// Whether what is said in a case session of this group is for this viewer.
pub(super) fn hears(m: &Meeting, who: Viewer, group: GroupId, session: &CaseSession) -> bool {
    match who {
        Viewer::Seat(seat, own, _) => m.is_open_to((seat, own), (group, session)),
        Viewer::House => true,
        Viewer::Door => false,
    }
}

/// A case session as those see it who hear what is said in it.
pub(super) fn view_session(session: &CaseSession, who: Viewer) -> CaseSession {
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
pub(super) fn keep_own<T>(dots: &mut Dots<T>, who: Viewer) {
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

/// Whether a case session becomes this viewer's to hear by this, or is so no longer.
///
/// Taken up again, it is for all who sit in the group now, and for none who sit elsewhere; ended
/// once more, for those again who took part the first time.
pub(super) fn opens_or_closes(
    m: &Meeting,
    event: &SessionEvent,
    (group, session): (GroupId, &CaseSession),
    who: Viewer,
) -> bool {
    let Viewer::Seat(seat, ..) = who else { return false };
    let sits_here = who.is_in(group);
    let took_part = session.took_part.contains(&seat);
    match event {
        SessionEvent::Ended { .. } => {
            sits_here != (took_part || (sits_here && m.plenary == Some(group)))
        }
        SessionEvent::Reopened => took_part || sits_here,
        _ => false,
    }
}

/// What those who hear it are told of something that happened in a case session.
pub(super) fn redact_step(event: &SessionEvent, who: Viewer) -> Told<SessionEvent> {
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

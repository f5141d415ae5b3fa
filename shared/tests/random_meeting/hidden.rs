//! What a viewer must not be told, found out without asking the lens.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use shared::actor::{Actor, Viewer};
use shared::event::{CaseEvent, Entry, Event, GroupEvent, SessionEvent, WeighEvent};
use shared::id::{GroupId, RecordId, SeatId};
use shared::meeting::{Card, CaseSession, Face, Meeting, Naming, Parked, ParkedState};

/// Whether what is said in a case session is for this viewer: while it runs, where they sit in its
/// group; afterwards, where they took part, or sit in the plenary where it was held.
fn hears(m: &Meeting, who: Viewer, group: GroupId, session: &CaseSession) -> bool {
    let Viewer::Seat(seat, ..) = who else { return who == Viewer::House };
    match session.ended {
        None => who.is_in(group),
        Some(_) if m.plenary == Some(group) && who.is_in(group) => true,
        Some(_) => session.took_part.contains(&seat),
    }
}

/// The ids in an entry that this viewer must not be told, as the meeting stands after it.
pub fn secrets(entry: &Entry, who: Viewer, m: &Meeting) -> Vec<[u8; 16]> {
    let mut secrets = Vec::new();
    // Who sent a command may be found out elsewhere, so its id tells as much as a name.
    let command = entry.id.map(|id| *id.as_bytes());
    // Who sits in which group is for everybody to know.
    let sits = |event: &Event| matches!(event, Event::SeatTaken { .. } | Event::SeatsMoved { .. });
    let sits = entry.events.iter().any(sits);
    for event in &entry.events {
        match event {
            Event::Case(
                _,
                CaseEvent::HandedIn { by: Some(by), .. }
                | CaseEvent::Reworded { by: Some(by), .. }
                | CaseEvent::Withdrawn { by: Some(by) }
                | CaseEvent::PresenterNamed { by: Some(by), .. },
            ) if !who.is(*by) && !who.sees_process() => {
                secrets.push(*by.as_bytes());
                secrets.extend(command);
            }
            Event::WishesSet { by, cases } if !who.is(*by) && !who.sees_process() => {
                secrets.extend(cases.iter().flatten().map(|case| *case.as_bytes()));
            }
            Event::Objected { by, .. } if !who.is(*by) && !who.sees_process() => {
                secrets.push(*by.as_bytes());
                secrets.extend(command);
            }
            Event::Weigh(WeighEvent::Placed { by, cases }) if !who.is(*by) => {
                secrets.extend(cases.iter().flatten().map(|case| *case.as_bytes()));
            }
            Event::GroupsTold { message } => {
                let told = message.to.is_empty() || message.to.iter().any(|it| who.is_in(*it));
                let secret = (!told && !who.sees_process()).then(|| *message.words.as_bytes());
                secrets.extend(secret);
            }
            _ => {}
        }
        let Event::In(group, event) = event else { continue };
        let heard = match event {
            GroupEvent::In(id, _) => m.session(*id).is_some_and(|it| hears(m, who, *group, it.2)),
            _ => who.is_in(*group),
        };
        if !heard && (who.is_in(*group) || who.sees_process()) {
            secrets.extend(said_in_group(event));
            if let GroupEvent::In(_, SessionEvent::Stopped { by, .. }) = event {
                secrets.extend(by.map(|by| *by.as_bytes()));
                secrets.extend(command);
            }
        } else if !heard && !sits {
            secrets.push(*group.as_bytes());
            secrets.extend(command);
        }
        let GroupEvent::In(_, event) = event else { continue };
        match event {
            SessionEvent::CardWritten { hidden, kept_from, face: Some(face), .. }
            | SessionEvent::CardReworded { hidden, kept_from, face: Some(face), .. } => {
                let own = face.by.is_some_and(|by| who.is(by));
                if !own && (*hidden || kept_from.is_some_and(|giver| who.is(giver))) {
                    secrets.push(*face.words.as_bytes());
                }
                if !own && (*hidden || face.anonymous) {
                    secrets.extend(face.by.map(|by| *by.as_bytes()));
                    secrets.extend(command);
                }
            }
            SessionEvent::CardRemoved { untold: true, .. } => {
                if let Some(Actor::Seat(seat)) = entry.by {
                    secrets.push(*seat.as_bytes());
                    secrets.extend(command);
                }
            }
            SessionEvent::CardsRevealed { cards } => {
                let kept = cards.iter().filter(|it| is_kept(it.kept_from, it.face, who));
                secrets.extend(kept.filter_map(|it| Some(*it.face?.words.as_bytes())));
            }
            SessionEvent::AdviceParked { parked } | SessionEvent::AdviceDone { parked }
                if !may_know(parked, who) =>
            {
                secrets.extend([*parked.id.as_bytes(), *parked.words.as_bytes()]);
                secrets.extend(command);
            }
            SessionEvent::AdviceOffered { parked } => {
                let others = parked.iter().filter(|parked| !may_know(parked, who));
                secrets.extend(others.flat_map(|it| [*it.id.as_bytes(), *it.words.as_bytes()]));
            }
            SessionEvent::DotsPlaced { by, cases } if !who.is(*by) => {
                secrets.extend(cases.iter().flatten().map(|case| *case.as_bytes()));
            }
            SessionEvent::CardDotsPlaced { by, cards } if !who.is(*by) => {
                secrets.extend(cards.iter().flatten().map(|card| *card.as_bytes()));
            }
            SessionEvent::Starred { by, cards, shown: false } if !who.is(*by) => {
                secrets.push(*by.as_bytes());
                secrets.extend(command);
                secrets.extend(cards.iter().map(|card| *card.as_bytes()));
            }
            SessionEvent::SheetFilled { by, words } if !who.is(*by) => {
                secrets.push(*by.as_bytes());
                secrets.extend(command);
                secrets.extend(words.map(|words| *words.as_bytes()));
            }
            _ => {}
        }
    }
    secrets
}

/// Whatever is said in a group, or names a card of it. What a method is like is no secret.
fn said_in_group(event: &GroupEvent) -> Vec<[u8; 16]> {
    let mut said = Vec::new();
    let GroupEvent::In(session, inner) = event else { return said };
    let within = GroupEvent::In(*session, inner.clone());
    let alone = Event::In(GroupId::from_bytes([0; 16]), within);
    alone.records(&mut |record| said.push(*record.as_bytes()));
    match inner {
        SessionEvent::CardWritten { card, .. }
        | SessionEvent::CardReworded { card, .. }
        | SessionEvent::CardRemoved { card, .. }
        | SessionEvent::ReverseWritten { card, .. }
        | SessionEvent::CardMarked { card, .. } => said.push(*card.as_bytes()),
        SessionEvent::CardsRevealed { cards } => {
            said.extend(cards.iter().map(|it| *it.card.as_bytes()));
        }
        SessionEvent::Starred { cards, .. } | SessionEvent::StarsShown { cards, .. } => {
            said.extend(cards.iter().map(|card| *card.as_bytes()));
        }
        _ => {}
    }
    said
}

/// The authors that an entry names beside cards without a name.
pub fn named_authors(entry: &Entry) -> Vec<SeatId> {
    let mut named = Vec::new();
    let mut look = |face: &Face| named.extend(face.by.filter(|_| face.anonymous));
    for event in &entry.events {
        let Event::In(_, GroupEvent::In(_, event)) = event else { continue };
        match event {
            SessionEvent::CardWritten { face, .. } | SessionEvent::CardReworded { face, .. } => {
                face.iter().for_each(&mut look);
            }
            SessionEvent::CardsRevealed { cards } => {
                cards.iter().filter_map(|it| it.face.as_ref()).for_each(&mut look);
            }
            SessionEvent::CardsShown { faces } => faces.iter().for_each(|(_, face)| look(face)),
            _ => {}
        }
    }
    named
}

/// Whatever is said in case sessions that are not for this viewer. What case givers gave to the plenary is
/// worded and sealed anew, so none of it is among these; that a method is played is no secret.
fn said_elsewhere(m: &Meeting, who: Viewer) -> Vec<RecordId> {
    let mut elsewhere = Meeting { groups: m.groups.clone(), ..Meeting::default() };
    for (id, group) in &mut elsewhere.groups {
        group.sessions.retain(|session| !hears(m, who, *id, session));
    }
    let sessions = elsewhere.groups.values().flat_map(|group| &group.sessions);
    let guides: Vec<_> = sessions.map(|session| session.guide).collect();
    let mut said = Vec::new();
    shared::lens::records(&elsewhere, &mut |record| said.push(record));
    said.retain(|record| !guides.contains(record));
    said
}

/// Whether a meeting, as this viewer sees it, tells them whose a case without a name is.
pub fn no_names_are_seen(m: &Meeting, who: Viewer) -> TestCaseResult {
    for case in m.cases.iter().filter(|case| case.name == Naming::Hidden) {
        let told = case.by.is_none_or(|by| who.is(by)) || who.sees_process();
        prop_assert!(told, "{:?} knows whose {:?} is", who, case);
    }
    Ok(())
}

/// Whether the plenary, as this viewer sees it, shows them nobody else's dots.
pub fn no_dots_are_seen(m: &Meeting, who: Viewer) -> TestCaseResult {
    for (seat, on) in m.weighing.iter().flat_map(|weighing| &weighing.dots.placed) {
        prop_assert!(on.is_none() || who.is(*seat), "{:?} sees the dots of {:?}", who, seat);
    }
    Ok(())
}

/// The words of everything that is hidden from this viewer: cards, parked advice, the case giver's
/// own sheet, and all that is said in other groups.
pub fn hidden_words(m: &Meeting, who: Viewer) -> Vec<[u8; 16]> {
    let sessions = || m.groups.values().flat_map(|group| &group.sessions);
    let cards = sessions().flat_map(|session| &session.cards);
    let faces = cards.filter(|card| is_closed(card, who)).filter_map(|card| card.face);
    let parked = sessions().flat_map(|session| &session.parked);
    let parked = parked.filter(|parked| !may_know(parked, who)).map(|parked| parked.words);
    let sheets = sessions().filter_map(|session| session.case_sheet);
    let sheets = sheets.filter(|sheet| !who.is(sheet.by)).map(|sheet| sheet.words);
    let said = faces.map(|face| face.words).chain(parked).chain(sheets);
    let said = said.chain(said_elsewhere(m, who));
    said.map(|words| *words.as_bytes()).collect()
}

/// Whether a session, as this viewer sees it, shows them nobody else's hidden things.
pub fn nothing_hidden_is_seen(session: &CaseSession, who: Viewer) -> TestCaseResult {
    for card in &session.cards {
        prop_assert!(!is_closed(card, who) || card.face.is_none(), "{:?} sees {:?}", who, card);
        let author = card.face.filter(|face| face.anonymous).and_then(|face| face.by);
        prop_assert!(author.is_none_or(|by| who.is(by)), "{:?} knows who wrote {:?}", who, card);
    }
    for parked in &session.parked {
        prop_assert!(may_know(parked, who), "{:?} sees {:?}", who, parked);
    }
    let cases = session.case_dots.values().flat_map(|dots| &dots.placed);
    let cards = session.card_dots.values().flat_map(|dots| &dots.placed);
    let told = cases.map(|(seat, on)| (seat, on.is_some()));
    for (seat, told) in told.chain(cards.map(|(seat, on)| (seat, on.is_some()))) {
        prop_assert!(!told || who.is(*seat), "{:?} sees the dots of {:?}", who, seat);
    }
    if let Some(stars) = &session.stars {
        prop_assert!(stars.shown || who.is(stars.by), "{:?} sees {:?}", who, stars);
    }
    if let Some(sheet) = &session.case_sheet {
        prop_assert!(who.is(sheet.by), "{:?} sees {:?}", who, sheet);
    }
    Ok(())
}

fn is_closed(card: &Card, who: Viewer) -> bool {
    let own = card.face.and_then(|face| face.by).is_some_and(|by| who.is(by));
    (card.hidden && !own) || is_kept(card.kept_from, card.face, who)
}

fn is_kept(kept_from: Option<SeatId>, face: Option<Face>, who: Viewer) -> bool {
    let own = face.and_then(|face| face.by).is_some_and(|by| who.is(by));
    who != Viewer::House && !own && kept_from.is_some_and(|giver| who.is(giver))
}

fn may_know(parked: &Parked, who: Viewer) -> bool {
    who.is(parked.by) || (parked.state == ParkedState::Offered && who.is(parked.from))
}

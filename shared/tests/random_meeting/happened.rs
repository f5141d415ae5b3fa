//! Events by themselves: those of a whole meeting, some that no rule would ever decide, and what
//! they unsay.

use shared::event::{
    CaseEvent, ElectionEvent, Event, FloorEvent, GroupEvent, HarvestEvent, SessionEvent,
};
use shared::id::{CardId, ElectionId, RecordId};
use shared::limits::MESSAGES_PER_MEETING;
use shared::meeting::{FirstStep, Formation, Forming, Meeting, Report, Speaker, Turn, TurnId};
use shared::method::Role;
use shared::time::Timestamp;

use super::{Move, Play, opening};

/// All events of a random meeting.
pub fn happened(moves: &[Move]) -> Vec<Event> {
    let mut play = Play::opened();
    let entries = moves.iter().filter_map(|next| play.play(next).result.ok());
    [opening()].into_iter().chain(entries.flat_map(|entry| entry.events)).collect()
}

/// Events that no rule would ever decide, in the sessions of those given.
pub fn hostile(events: &[Event]) -> Vec<Event> {
    let session = events.iter().find_map(|event| match event {
        Event::In(group, GroupEvent::SessionBegun { session, method, guide, by, .. }) => {
            Some((*group, *session, method.clone(), *guide, *by))
        }
        _ => None,
    });
    let Some((group, session, mut method, guide, by)) = session else { return Vec::new() };
    let within = |event| Event::In(group, GroupEvent::In(session, event));
    let never = Timestamp(u64::MAX);
    method.phases.clear();
    let nothing = CardId::from_bytes([0; 16]);
    vec![
        Event::In(group, GroupEvent::SessionBegun { session, method, guide, by, at: never }),
        within(SessionEvent::PhaseEntered { phase: u8::MAX, at: never }),
        within(SessionEvent::PhaseEntered { phase: 1, at: Timestamp(0) }),
        within(SessionEvent::ClockResumed { at: never }),
        within(SessionEvent::ClockPaused { at: Timestamp(0) }),
        within(SessionEvent::MinutesAdded { minutes: u8::MAX }),
        within(SessionEvent::MinutesPlanned { minutes: vec![(u8::MAX, u16::MAX), (0, u16::MAX)] }),
        within(SessionEvent::PhaseLeftOut { phase: u8::MAX, out: true }),
        within(SessionEvent::PhaseLeftOut { phase: 0, out: true }),
        within(SessionEvent::WentOn { at: never }),
        within(SessionEvent::TurnPassed { to: None, anew: true }),
        within(SessionEvent::CardsTurned { over: true }),
        within(SessionEvent::CardMarked { card: nothing, mark: None }),
        within(SessionEvent::CardReworded {
            card: nothing,
            hidden: true,
            kept_from: None,
            face: None,
        }),
        within(SessionEvent::CardWritten {
            card: nothing,
            phase: u8::MAX,
            module: Some(u8::MAX),
            column: u8::MAX,
            kept_from: Some(by),
            hidden: false,
            face: None,
        }),
        within(SessionEvent::RoleGiven { role: Role::Everyone, seat: None }),
        within(SessionEvent::Ended { at: never, took_part: vec![] }),
        within(SessionEvent::Reopened),
        Event::Floor(FloorEvent::Passed { turn: TurnId(u16::MAX) }),
        Event::Floor(FloorEvent::Arranged { order: vec![TurnId(u16::MAX), TurnId(0)] }),
        Event::Floor(FloorEvent::Given { to: Some(TurnId(u16::MAX)), at: never }),
        Event::Floor(FloorEvent::Raised {
            turn: Turn { id: TurnId(u16::MAX), who: Speaker::Group(group) },
        }),
        Event::Harvest(HarvestEvent::SpeakerNamed { group, seat: Some(by) }),
        Event::Harvest(HarvestEvent::KeptUntil { at: never }),
    ]
}

/// Where groups meet.
fn places(groups: &[Forming]) -> Vec<RecordId> {
    groups.iter().filter_map(|forming| Some(forming.place?.words)).collect()
}

/// Where the groups of one meet that do not meet in another.
fn gone(from: &[Forming], kept: &[&[Forming]]) -> Vec<RecordId> {
    let kept: Vec<_> = kept.iter().flat_map(|groups| places(groups)).collect();
    places(from).into_iter().filter(|it| !kept.contains(it)).collect()
}

/// The records whose words an event unsays, found out without asking the lens.
pub fn unsaid_by(before: &Meeting, event: &Event) -> Vec<RecordId> {
    let event = match event {
        Event::Retitled { .. } => return before.title.into_iter().collect(),
        Event::Introduced { seat, .. } => return vec![before.seats[seat].person],
        Event::GroupsProposed { groups, .. } => {
            // What was formed goes on until something else is.
            let last = before.formation.as_ref().filter(|last| last.formed.is_none());
            let earlier = last.and_then(|last| last.before.as_ref());
            let earlier = earlier.map_or(&[][..], |earlier| &earlier.groups);
            return last.map_or_else(Vec::new, |last| gone(&last.groups, &[groups, earlier]));
        }
        Event::GroupsFormed { .. } => {
            let Some(latest) = &before.formation else { return vec![] };
            let earlier = latest.before.as_ref().map_or(&[][..], |earlier| &earlier.groups);
            return gone(earlier, &[&latest.groups]);
        }
        Event::InvitationSet { .. } => {
            return before.invitation.place.iter().map(|place| place.words).collect();
        }
        Event::AgendaPlanned { .. } => {
            return before.agenda.iter().map(|agenda| agenda.words.words).collect();
        }
        Event::GroupPlaced { group, .. } => {
            let formings = before.formation.iter().flat_map(Formation::all);
            let same = formings.filter(|forming| forming.group == *group);
            return same.filter_map(|forming| Some(forming.place?.words)).collect();
        }
        Event::GroupsTold { .. } => {
            let full = before.messages.len() >= MESSAGES_PER_MEETING;
            return before.messages.iter().take(usize::from(full)).map(|it| it.words).collect();
        }
        Event::CaseReworded { case, .. } | Event::CaseWithdrawn { case } => {
            return before.case(*case).map(|case| case.words).into_iter().collect();
        }
        Event::Case(case, CaseEvent::Reworded { .. } | CaseEvent::Withdrawn { .. }) => {
            return before.case(*case).map(|case| case.words).into_iter().collect();
        }
        Event::Floor(event) => return unsaid_on_the_floor(before, event),
        Event::Harvest(event) => return unsaid_of_the_harvest(before, event),
        Event::Elect(election, event) => return unsaid_in(before, *election, event),
        Event::In(_, event) => event,
        _ => return Vec::new(),
    };
    let (session, event) = match event {
        GroupEvent::In(session, event) => (before.session(*session), event),
        _ => return Vec::new(),
    };
    let Some((.., session)) = session else { return Vec::new() };
    let card = |id| session.cards.iter().find(|card| card.id == id);
    let face = |id| card(id).and_then(|card| card.face).map(|face| face.words);
    let reverse = |id| card(id).and_then(|card| card.reverse).map(|face| face.words);
    let unsaid = match event {
        SessionEvent::CardRemoved { card: id, .. } => {
            return [face(*id), reverse(*id)].into_iter().flatten().collect();
        }
        SessionEvent::CardReworded { card: id, .. } => face(*id),
        SessionEvent::ReverseWritten { card: id, .. } => reverse(*id),
        SessionEvent::AdviceDone { parked } => Some(parked.words),
        SessionEvent::QuestionReopened => session.question.map(|question| question.words),
        SessionEvent::StepNamed { by, phase, .. } => {
            let named = |step: &&FirstStep| (step.by, step.phase) == (*by, *phase);
            session.first_steps.iter().find(named).map(|step| step.words)
        }
        SessionEvent::Released { item, .. } => session.releases.get(item).and_then(|it| it.words),
        SessionEvent::Reported { report, .. } => {
            let same = |it: &&Report| (it.by, it.phase) == (report.by, report.phase);
            session.reports.iter().find(same).and_then(|it| it.words)
        }
        SessionEvent::SheetFilled { .. } => session.case_sheet.map(|sheet| sheet.words),
        _ => None,
    };
    unsaid.into_iter().collect()
}

/// What a flash round or the speaking list loses.
fn unsaid_on_the_floor(before: &Meeting, event: &FloorEvent) -> Vec<RecordId> {
    let Some(floor) = &before.floor else { return Vec::new() };
    let named = |turn: &Turn| match turn.who {
        Speaker::Named(person) => Some(person.words),
        _ => None,
    };
    match event {
        FloorEvent::Lowered { turn } => {
            floor.hands.iter().filter(|hand| hand.id == *turn).filter_map(named).collect()
        }
        FloorEvent::Given { .. } => floor.speaking().and_then(named).into_iter().collect(),
        FloorEvent::Said { by, .. } => floor.said.get(by).copied().into_iter().collect(),
        FloorEvent::Ended => {
            let waiting = floor.hands.iter().chain(floor.speaking()).filter_map(named);
            waiting.chain(floor.said.values().copied()).collect()
        }
        _ => Vec::new(),
    }
}

/// What the harvest loses.
fn unsaid_of_the_harvest(before: &Meeting, event: &HarvestEvent) -> Vec<RecordId> {
    let sheaves = || before.harvest.sheaves.iter();
    match event {
        HarvestEvent::Given { session, item, .. } | HarvestEvent::TakenBack { session, item } => {
            let same = sheaves().filter(|sheaf| sheaf.session == *session);
            same.filter_map(|sheaf| Some(sheaf.items.get(item)?.words)).collect()
        }
        HarvestEvent::Closed => {
            sheaves().flat_map(|sheaf| sheaf.items.values()).map(|it| it.words).collect()
        }
        _ => Vec::new(),
    }
}

/// The same of what happens in an election.
fn unsaid_in(before: &Meeting, id: ElectionId, event: &ElectionEvent) -> Vec<RecordId> {
    let Some(election) = before.election(id) else { return Vec::new() };
    match event {
        ElectionEvent::Planned { .. } => vec![election.question.words],
        ElectionEvent::KeyTakenBack { key } => {
            // Whoever has voted stays on the roll of that poll.
            let voted = election.polls.iter().flat_map(|held| &held.loans);
            let voted: Vec<_> = voted.map(|loan| loan.name).collect();
            let lent = election.loans.iter().filter(|loan| loan.key == *key);
            lent.map(|loan| loan.name).filter(|name| !voted.contains(name)).collect()
        }
        ElectionEvent::PollDiscarded { poll } => {
            election.poll(*poll).map(|held| held.paper.words).into_iter().collect()
        }
        ElectionEvent::CalledOff => {
            let lent = election.loans.iter().map(|loan| loan.name);
            let papers = election.polls.iter().map(|held| held.paper.words);
            let put_up = election.absent.values().map(|name| name.words);
            lent.chain(put_up).chain(papers).chain([election.question.words]).collect()
        }
        _ => Vec::new(),
    }
}

/// The innermost variant's name.
pub fn name(event: &Event) -> String {
    let name = match event {
        Event::In(_, GroupEvent::In(_, event)) => format!("{event:?}"),
        Event::In(_, event) => format!("{event:?}"),
        Event::Floor(event) => format!("Floor{event:?}"),
        Event::Weigh(event) => format!("Weigh{event:?}"),
        Event::Harvest(event) => format!("Harvest{event:?}"),
        Event::Elect(_, event) => format!("{event:?}"),
        Event::Case(_, event) => format!("Case{event:?}"),
        event => format!("{event:?}"),
    };
    name.split([' ', '(']).next().expect("split gives one part at least").to_owned()
}

//! What is said: the records that a meeting names, and what may take some of them back.

use crate::event::{
    CaseEvent, ElectionEvent, Event, FloorEvent, GroupEvent, HarvestEvent, SessionEvent,
};
use crate::id::RecordId;
use crate::meeting::{Floor, Formation, Meeting, Speaker, Turn};

/// The records that a meeting, or a view of it, names: what its holder may read in the drawer.
/// Whatever else lies in the drawer was unsaid and can be burned.
pub fn records(m: &Meeting, name: &mut impl FnMut(RecordId)) {
    m.title.into_iter().for_each(&mut *name);
    m.seats.values().for_each(|seat| name(seat.person));
    m.cases.iter().filter(|case| !case.withdrawn).for_each(|case| name(case.words));
    let formings = m.formation.iter().flat_map(Formation::all);
    formings.filter_map(|forming| forming.place).for_each(|place| name(place.words));
    m.invitation.place.iter().for_each(|place| name(place.words));
    m.agenda.iter().for_each(|agenda| name(agenda.words.words));
    m.messages.iter().for_each(|message| name(message.words));
    m.floor.iter().for_each(|floor| on_the_floor(floor, name));
    let given = m.harvest.sheaves.iter().flat_map(|sheaf| sheaf.items.values());
    given.for_each(|words| name(words.words));
    m.elections.iter().for_each(|election| election.records(name));
    for group in m.groups.values() {
        for session in &group.sessions {
            name(session.guide);
            session.modules.iter().for_each(|chosen| name(chosen.guide));
            let faces = session.cards.iter().flat_map(|card| [card.face, card.reverse]);
            faces.flatten().for_each(|face| name(face.words));
            session.parked.iter().for_each(|parked| name(parked.words));
            session.question.iter().for_each(|question| name(question.words));
            session.first_steps.iter().for_each(|step| name(step.words));
            session.releases.values().filter_map(|it| it.words).for_each(&mut *name);
            session.reports.iter().filter_map(|it| it.words).for_each(&mut *name);
            session.case_sheet.iter().for_each(|sheet| name(sheet.words));
        }
    }
}

fn on_the_floor(floor: &Floor, name: &mut impl FnMut(RecordId)) {
    let turns = floor.order.iter().chain(&floor.hands).chain(floor.speaking());
    let named = |turn: &Turn| match turn.who {
        Speaker::Named(person) => Some(person.words),
        Speaker::Seat(_) | Speaker::Case(_) | Speaker::Group(_) => None,
    };
    turns.filter_map(named).for_each(&mut *name);
    floor.said.values().for_each(|words| name(*words));
}

/// Whether a meeting, or a view of it, may name fewer records once this has happened. Where nothing
/// was unsaid nobody need look for what to burn.
///
/// Every event is named, so that a new one is asked about too.
pub fn may_unsay(event: &Event) -> bool {
    match event {
        Event::Opened { .. }
        | Event::Retitled { .. }
        | Event::Introduced { .. }
        | Event::CaseReworded { .. }
        | Event::CaseWithdrawn { .. }
        | Event::GroupsProposed { .. }
        | Event::GroupsFormed { .. }
        | Event::GroupPlaced { .. }
        | Event::GroupsTold { .. }
        | Event::AgendaPlanned { .. }
        | Event::InvitationSet { .. } => true,
        Event::Case(_, event) => {
            matches!(event, CaseEvent::Reworded { .. } | CaseEvent::Withdrawn { .. })
        }
        Event::Floor(event) => match event {
            // Whoever has spoken without a device is named no longer.
            FloorEvent::Begun { .. }
            | FloorEvent::Lowered { .. }
            | FloorEvent::Given { .. }
            | FloorEvent::Said { .. }
            | FloorEvent::Ended => true,
            FloorEvent::Raised { .. } | FloorEvent::Passed { .. } | FloorEvent::Arranged { .. } => {
                false
            }
        },
        Event::Harvest(event) => match event {
            HarvestEvent::Given { .. } | HarvestEvent::TakenBack { .. } | HarvestEvent::Closed => {
                true
            }
            HarvestEvent::SpeakerNamed { .. } | HarvestEvent::KeptUntil { .. } => false,
        },
        Event::DeletionSet { .. }
        | Event::SeatTaken { .. }
        | Event::Agreed { .. }
        | Event::EndSet { .. }
        | Event::SeatLeft { .. }
        | Event::CaseBrought { .. }
        | Event::WishesSet { .. }
        | Event::Objected { .. }
        | Event::PlaceTaken { .. }
        | Event::SeatsMoved { .. }
        | Event::FloaterNamed { .. }
        | Event::CalledBack { .. }
        | Event::WishesAsked { .. }
        | Event::PointEntered { .. }
        | Event::DoorClosed { .. }
        | Event::Intended { .. }
        | Event::Weigh(_) => false,
        Event::Elect(_, event) => matches!(
            event,
            ElectionEvent::Planned { .. }
                | ElectionEvent::KeyTakenBack { .. }
                | ElectionEvent::PollDiscarded { .. }
                | ElectionEvent::CalledOff
        ),
        Event::In(_, event) => match event {
            GroupEvent::ModeratorNamed { .. }
            | GroupEvent::DeputyNamed { .. }
            | GroupEvent::ModerationOffered { .. }
            | GroupEvent::Formed { .. }
            | GroupEvent::HelpCalled { .. }
            | GroupEvent::HelpAnswered { .. }
            | GroupEvent::MinutesAsked { .. }
            | GroupEvent::SessionBegun { .. } => false,
            GroupEvent::In(_, event) => step_may_unsay(event),
        },
    }
}

fn step_may_unsay(event: &SessionEvent) -> bool {
    match event {
        // With another case giver goes what the one before released.
        SessionEvent::RoleGiven { .. }
        | SessionEvent::CameLate { .. }
        | SessionEvent::CaseChosen { .. }
        | SessionEvent::CardReworded { .. }
        | SessionEvent::CardRemoved { .. }
        | SessionEvent::ReverseWritten { .. }
        | SessionEvent::AdviceDone { .. }
        | SessionEvent::QuestionFixed { .. }
        | SessionEvent::QuestionReopened
        | SessionEvent::StepNamed { .. }
        | SessionEvent::Released { .. }
        | SessionEvent::Reported { .. }
        | SessionEvent::ReportsHidden { .. }
        | SessionEvent::SheetFilled { .. } => true,
        SessionEvent::DotsPlaced { .. }
        | SessionEvent::DotsShown { .. }
        | SessionEvent::CardDotsPlaced { .. }
        | SessionEvent::CardDotsShown { .. }
        | SessionEvent::PhaseEntered { .. }
        | SessionEvent::ClockPaused { .. }
        | SessionEvent::ClockResumed { .. }
        | SessionEvent::MinutesAdded { .. }
        | SessionEvent::MinutesPlanned { .. }
        | SessionEvent::PhaseLeftOut { .. }
        | SessionEvent::TurnPassed { .. }
        | SessionEvent::Stopped { .. }
        | SessionEvent::WentOn { .. }
        | SessionEvent::PeopleKnown { .. }
        | SessionEvent::ReadySet { .. }
        | SessionEvent::ModuleChosen { .. }
        | SessionEvent::CardsTurned { .. }
        | SessionEvent::CollectingBegun
        | SessionEvent::CardWritten { .. }
        | SessionEvent::CardsRevealed { .. }
        | SessionEvent::CardsShown { .. }
        | SessionEvent::CardMarked { .. }
        | SessionEvent::AdviceParked { .. }
        | SessionEvent::AdviceOffered { .. }
        | SessionEvent::WordingsAsked { .. }
        | SessionEvent::Starred { .. }
        | SessionEvent::StarsShown { .. }
        | SessionEvent::ReportsShown { .. }
        | SessionEvent::Ended { .. }
        | SessionEvent::Reopened => false,
    }
}

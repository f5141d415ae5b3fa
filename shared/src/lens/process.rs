//! How a group gets on, for those who lead the meeting: phases, clocks, roles and calls for help,
//! and not a word of what is said.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::Told;
use crate::event::SessionEvent;
use crate::meeting::{Before, CaseSession, Stop};

/// What is seen of a case session from outside: only what goes on. It stays what the events that
/// are told make of it.
pub fn session(session: &CaseSession) -> CaseSession {
    let quiet = |before: &Before| Before {
        turn: None,
        heard: Default::default(),
        ready: before.ready.clone(),
        asks_wordings: false,
        ..*before
    };
    CaseSession {
        method: Box::clone(&session.method),
        clocks: session.clocks.clone(),
        left_out: session.left_out.clone(),
        ready: session.ready.clone(),
        took_part: session.took_part.clone(),
        late: session.late.clone(),
        before: session.before.as_ref().map(quiet),
        stop: session.stop.map(|stop| Stop { by: None, ..stop }),
        // Without cards it is as every phase begins.
        collecting: session.now_in().begins_hidden(),
        turn: None,
        heard: Default::default(),
        case_dots: Default::default(),
        card_dots: Default::default(),
        acquainted: Default::default(),
        modules: Vec::new(),
        asks_wordings: false,
        question: None,
        turned: false,
        cards: Vec::new(),
        parked: Vec::new(),
        stars: None,
        first_steps: Vec::new(),
        releases: Default::default(),
        reports: Vec::new(),
        case_sheet: None,
        ..*session
    }
}

/// What those outside are told of something that happened in a case session. Everything is named,
/// so that whatever comes new is asked about too.
pub fn redact_step(event: &SessionEvent) -> Told<SessionEvent> {
    match event {
        SessionEvent::RoleGiven { .. }
        | SessionEvent::CameLate { .. }
        | SessionEvent::CaseChosen { .. }
        | SessionEvent::PhaseEntered { .. }
        | SessionEvent::ClockPaused { .. }
        | SessionEvent::ClockResumed { .. }
        | SessionEvent::MinutesAdded { .. }
        | SessionEvent::MinutesPlanned { .. }
        | SessionEvent::PhaseLeftOut { .. }
        | SessionEvent::WentOn { .. }
        | SessionEvent::ReadySet { .. }
        | SessionEvent::Ended { .. }
        | SessionEvent::Reopened => Told::Whole,
        // That a group has stopped is told, and not who did.
        SessionEvent::Stopped { at, .. } => {
            Told::PartWithoutAuthor(SessionEvent::Stopped { by: None, at: *at })
        }
        SessionEvent::DotsPlaced { .. }
        | SessionEvent::DotsShown { .. }
        | SessionEvent::CardDotsPlaced { .. }
        | SessionEvent::CardDotsShown { .. }
        | SessionEvent::TurnPassed { .. }
        | SessionEvent::PeopleKnown { .. }
        | SessionEvent::ModuleChosen { .. }
        | SessionEvent::CardsTurned { .. }
        | SessionEvent::CollectingBegun
        | SessionEvent::CardWritten { .. }
        | SessionEvent::CardReworded { .. }
        | SessionEvent::CardRemoved { .. }
        | SessionEvent::CardsRevealed { .. }
        | SessionEvent::CardsShown { .. }
        | SessionEvent::ReverseWritten { .. }
        | SessionEvent::CardMarked { .. }
        | SessionEvent::AdviceParked { .. }
        | SessionEvent::AdviceOffered { .. }
        | SessionEvent::AdviceDone { .. }
        | SessionEvent::WordingsAsked { .. }
        | SessionEvent::QuestionFixed { .. }
        | SessionEvent::QuestionReopened
        | SessionEvent::Starred { .. }
        | SessionEvent::StarsShown { .. }
        | SessionEvent::StepNamed { .. }
        | SessionEvent::Released { .. }
        | SessionEvent::Reported { .. }
        | SessionEvent::ReportsShown { .. }
        | SessionEvent::ReportsHidden { .. }
        | SessionEvent::SheetFilled { .. } => Told::Nothing,
    }
}

//! Examples of everything that can happen.

use shared::event::{Event, GroupEvent, SessionEvent};
use shared::meeting::{Day, Face, Presence};
use shared::method::Role;
use shared::pass::PassKind;

use crate::golden;
use crate::things::{
    AT, CARD, CASE, GROUP, HASH, MEETING, OTHER, RECORD, SEAT, SESSION, method, module,
};

pub fn events() -> Vec<Event> {
    let (person, presence) = (RECORD, Presence::Remote);
    vec![
        Event::Opened {
            meeting: MEETING,
            title: RECORD,
            at: AT,
            delete_at: AT,
            passes: vec![(HASH, PassKind::Participant)],
            group: GROUP,
        },
        Event::Retitled { title: RECORD },
        Event::DeletionSet { at: AT },
        Event::SeatTaken {
            seat: SEAT,
            pass: Some(HASH),
            person,
            presence,
            agreed: true,
            inviting: false,
            group: GROUP,
            at: AT,
        },
        Event::Introduced { seat: SEAT, person, presence },
        Event::Agreed { seat: SEAT },
        Event::SeatLeft { seat: OTHER },
        Event::In(GROUP, GroupEvent::ModeratorNamed { seat: Some(OTHER) }),
    ]
}

pub fn group_events() -> Vec<GroupEvent> {
    vec![
        GroupEvent::ModeratorNamed { seat: Some(OTHER) },
        GroupEvent::CaseBrought { case: CASE, by: SEAT, words: RECORD },
        GroupEvent::CaseReworded { case: CASE, words: RECORD },
        GroupEvent::CaseWithdrawn { case: CASE },
        GroupEvent::SessionBegun { session: SESSION, method: Box::new(method()), at: AT },
        GroupEvent::In(SESSION, SessionEvent::CollectingBegun),
    ]
}

pub fn session_events() -> Vec<SessionEvent> {
    let face = Face { by: SEAT, words: RECORD };
    vec![
        SessionEvent::RoleGiven { role: Role::Scribe, seat: Some(OTHER) },
        SessionEvent::DotsPlaced { by: SEAT, cases: Some(vec![CASE, CASE]) },
        SessionEvent::DotsPlaced { by: SEAT, cases: None },
        SessionEvent::DotsShown { tally: vec![(CASE, 2)] },
        SessionEvent::CaseChosen { case: CASE, giver: SEAT },
        SessionEvent::PhaseEntered { phase: 0, at: AT },
        SessionEvent::ClockPaused { at: AT },
        SessionEvent::ClockResumed { at: AT },
        SessionEvent::MinutesAdded { minutes: 3 },
        SessionEvent::ReadySet { seat: SEAT, ready: true },
        SessionEvent::ModuleChosen { module: Box::new(module()) },
        SessionEvent::CollectingBegun,
        SessionEvent::CardWritten { card: CARD, phase: 0, hidden: true, face: Some(face) },
        SessionEvent::CardWritten { card: CARD, phase: 0, hidden: true, face: None },
        SessionEvent::CardReworded { card: CARD, hidden: false, face },
        SessionEvent::CardRemoved { card: CARD, hidden: true },
        SessionEvent::CardsRevealed { faces: vec![(CARD, face)] },
        SessionEvent::QuestionFixed { by: SEAT, words: RECORD },
        SessionEvent::QuestionReopened,
        SessionEvent::Starred { by: SEAT, cards: vec![CARD], shown: false },
        SessionEvent::StarsShown { by: SEAT, cards: vec![CARD] },
        SessionEvent::StepNamed { by: SEAT, words: RECORD, until: Some(Day(20_524)) },
        SessionEvent::Ended { at: AT },
        SessionEvent::Reopened,
    ]
}

#[test]
fn events_are_what_they_were() {
    golden("events.txt", &events());
    golden("group_events.txt", &group_events());
    golden("session_events.txt", &session_events());
}

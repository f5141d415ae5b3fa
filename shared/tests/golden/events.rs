//! Examples of everything that can happen.

use shared::event::{
    CaseEvent, ElectionEvent, Event, FloorEvent, GroupEvent, HarvestEvent, Revealed, SessionEvent,
    WeighEvent,
};
use shared::meeting::{
    Day, Intent, Item, Mark, Message, ParkedState, Presence, Reach, Round, Speaker, TurnId,
};
use shared::method::Role;
use shared::pass::PassKind;

use crate::golden;
use crate::things::{
    AT, CARD, CASE, ELECTION, GROUP, HASH, KEY, MEETING, OTHER, POLL, RECORD, SEAT, SESSION, claim,
    face, forming, hands, loan, method, module, nameless, parked, place, point, poll, procedure,
    receipt, report, sums, turn,
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
        Event::EndSet { at: Some(AT) },
        Event::SeatLeft { seat: OTHER },
        Event::In(GROUP, GroupEvent::ModeratorNamed { seat: Some(OTHER) }),
        Event::CaseBrought { case: CASE, by: SEAT, words: RECORD, at: AT },
        Event::CaseReworded { case: CASE, words: RECORD },
        Event::CaseWithdrawn { case: CASE },
        Event::WishesSet { by: SEAT, cases: Some(vec![CASE]) },
        Event::GroupsProposed { number: 3, groups: vec![forming()], until: AT },
        Event::Objected { by: SEAT, objects: true },
        Event::PlaceTaken { seat: SEAT, group: Some(GROUP), moderates: true },
        Event::GroupsFormed { at: AT },
        Event::SeatsMoved { seats: vec![(SEAT, GROUP)] },
        Event::GroupPlaced { group: GROUP, place: place() },
        Event::FloaterNamed { seat: SEAT, floats: true },
        Event::CalledBack { at: Some(AT) },
        Event::GroupsTold { message: Message { by: SEAT, to: vec![GROUP], words: RECORD, at: AT } },
        Event::WishesAsked { open: true },
        Event::AgendaPlanned { begins: AT, points: vec![point()], words: place() },
        Event::PointEntered { point: Some(point().id), at: AT },
        Event::InvitationSet { place: Some(place()), capacity: Some(24), cases_until: Some(AT) },
        Event::DoorClosed { closed: true },
        Event::Intended { seat: SEAT, intent: Intent::Both },
        Event::Floor(FloorEvent::Begun {
            round: Round::Flash,
            seconds: Some(10),
            order: vec![turn(1, Speaker::Seat(SEAT))],
        }),
        Event::Weigh(WeighEvent::Begun { budget: 3 }),
        Event::Harvest(HarvestEvent::SpeakerNamed { group: GROUP, seat: Some(SEAT) }),
        Event::Elect(ELECTION, planned()),
        Event::Case(CASE, CaseEvent::NameShown { by: SEAT }),
    ]
}

pub fn case_events() -> Vec<CaseEvent> {
    vec![
        CaseEvent::HandedIn { by: Some(SEAT), words: RECORD, at: AT },
        CaseEvent::Reworded { by: None, words: RECORD },
        CaseEvent::Withdrawn { by: Some(SEAT) },
        CaseEvent::NameShown { by: SEAT },
        CaseEvent::PresenterNamed { by: None, seat: Some(OTHER) },
        CaseEvent::TakenUp { up: true },
        CaseEvent::Consulted { done: true },
        CaseEvent::Asked { seats: vec![SEAT, OTHER] },
        CaseEvent::Answered { by: OTHER, comes: false },
        CaseEvent::Carried { since: AT, up: true, words: RECORD },
        CaseEvent::Claimed { by: Some(SEAT) },
    ]
}

pub fn floor_events() -> Vec<FloorEvent> {
    let order = vec![
        turn(0, Speaker::Seat(SEAT)),
        turn(1, Speaker::Case(CASE)),
        turn(2, Speaker::Group(GROUP)),
    ];
    vec![
        FloorEvent::Begun { round: Round::Flash, seconds: Some(10), order },
        FloorEvent::Raised { turn: turn(3, Speaker::Named(place())) },
        FloorEvent::Lowered { turn: TurnId(9) },
        FloorEvent::Passed { turn: TurnId(1) },
        FloorEvent::Arranged { order: vec![TurnId(2)] },
        FloorEvent::Given { to: Some(TurnId(0)), at: AT },
        FloorEvent::Said { by: SEAT, words: Some(RECORD) },
        FloorEvent::Ended,
    ]
}

pub fn weigh_events() -> Vec<WeighEvent> {
    vec![
        WeighEvent::Begun { budget: 3 },
        WeighEvent::Placed { by: SEAT, cases: Some(vec![CASE, CASE]) },
        WeighEvent::Placed { by: OTHER, cases: None },
        WeighEvent::Shown { tally: vec![(CASE, 2)] },
        WeighEvent::Ended,
    ]
}

pub fn harvest_events() -> Vec<HarvestEvent> {
    vec![
        HarvestEvent::Given { group: GROUP, session: SESSION, item: Item::Ideas, words: place() },
        HarvestEvent::TakenBack { session: SESSION, item: Item::Step },
        HarvestEvent::SpeakerNamed { group: GROUP, seat: Some(SEAT) },
        HarvestEvent::KeptUntil { at: AT },
        HarvestEvent::Closed,
    ]
}

pub fn group_events() -> Vec<GroupEvent> {
    vec![
        GroupEvent::ModeratorNamed { seat: Some(OTHER) },
        GroupEvent::DeputyNamed { seat: Some(SEAT) },
        GroupEvent::SessionBegun {
            session: SESSION,
            method: Box::new(method()),
            guide: RECORD,
            by: SEAT,
            at: AT,
        },
        GroupEvent::In(SESSION, SessionEvent::CollectingBegun),
        GroupEvent::ModerationOffered { open: true },
        GroupEvent::Formed { case: Some((CASE, SEAT)) },
        GroupEvent::HelpCalled { since: Some(AT) },
        GroupEvent::HelpAnswered { by: SEAT },
        GroupEvent::MinutesAsked { minutes: Some(3) },
    ]
}

pub fn session_events() -> Vec<SessionEvent> {
    let written = |face| SessionEvent::CardWritten {
        card: CARD,
        phase: 0,
        module: Some(0),
        column: 1,
        kept_from: Some(OTHER),
        hidden: true,
        face,
    };
    let reworded = |face| SessionEvent::CardReworded {
        card: CARD,
        hidden: false,
        kept_from: None,
        face: Some(face),
    };
    let revealed = |face| Revealed { card: CARD, kept_from: Some(OTHER), face };
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
        SessionEvent::MinutesPlanned { minutes: vec![(0, 120)] },
        SessionEvent::PhaseLeftOut { phase: 1, out: true },
        SessionEvent::TurnPassed { to: Some(SEAT), anew: true },
        SessionEvent::Stopped { by: Some(SEAT), at: AT },
        SessionEvent::WentOn { at: AT },
        SessionEvent::PeopleKnown { seat: SEAT, knows: true, told: [SEAT].into() },
        SessionEvent::ReadySet { seat: SEAT, ready: true },
        SessionEvent::ModuleChosen { module: Box::new(module()), guide: RECORD, by: SEAT },
        SessionEvent::CardsTurned { over: true },
        SessionEvent::CollectingBegun,
        written(Some(face())),
        written(None),
        reworded(face()),
        reworded(nameless()),
        SessionEvent::CardRemoved { card: CARD, untold: true },
        SessionEvent::CardsRevealed { cards: vec![revealed(Some(face())), revealed(None)] },
        SessionEvent::CardsShown { faces: vec![(CARD, nameless())] },
        SessionEvent::ReverseWritten { card: CARD, face: face() },
        SessionEvent::CardMarked { card: CARD, mark: Some(Mark::Not) },
        SessionEvent::AdviceParked { parked: parked(ParkedState::Waits) },
        SessionEvent::AdviceOffered { parked: vec![parked(ParkedState::Offered)] },
        SessionEvent::AdviceDone { parked: parked(ParkedState::Offered) },
        SessionEvent::WordingsAsked { open: true },
        SessionEvent::QuestionFixed { by: SEAT, words: RECORD },
        SessionEvent::QuestionReopened,
        SessionEvent::Starred { by: SEAT, cards: vec![CARD], shown: false },
        SessionEvent::StarsShown { by: SEAT, cards: vec![CARD] },
        SessionEvent::StepNamed { by: SEAT, phase: 5, words: RECORD, until: Some(Day(20_524)) },
        SessionEvent::Released {
            item: Item::Step,
            reach: Reach::NetworkAnonymous,
            words: Some(RECORD),
            by: SEAT,
        },
        SessionEvent::Reported { report: report(), shown: true },
        SessionEvent::CameLate { seat: OTHER },
        SessionEvent::Ended { at: AT, took_part: vec![SEAT] },
        SessionEvent::Reopened,
        SessionEvent::CardDotsPlaced { by: SEAT, cards: Some(vec![CARD, CARD]) },
        SessionEvent::CardDotsPlaced { by: SEAT, cards: None },
        SessionEvent::CardDotsShown { tally: vec![(CARD, 2)] },
        SessionEvent::ReportsShown { reports: vec![report()] },
        SessionEvent::ReportsHidden { by: SEAT },
        SessionEvent::SheetFilled { by: SEAT, words: Some(RECORD) },
    ]
}

fn planned() -> ElectionEvent {
    ElectionEvent::Planned { procedure: procedure(), question: place() }
}

pub fn election_events() -> Vec<ElectionEvent> {
    let opened = ElectionEvent::PollOpened {
        poll: POLL,
        lock: KEY,
        roll: vec![KEY],
        voters: [SEAT].into(),
        at: AT,
    };
    vec![
        planned(),
        ElectionEvent::OfficerNamed { seat: OTHER },
        ElectionEvent::HandsCounted { hands: hands() },
        ElectionEvent::Proposed { seat: SEAT, by: SEAT },
        ElectionEvent::Stood { seat: SEAT, stands: true },
        ElectionEvent::SpeechPassed { to: Some((SEAT, AT)) },
        ElectionEvent::Entitled { seat: OTHER, entitled: false },
        ElectionEvent::KeyShown { seat: SEAT, key: KEY },
        ElectionEvent::KeyLent { loan: loan() },
        ElectionEvent::KeyLentAnew { instead: KEY, key: KEY },
        ElectionEvent::KeyTakenBack { key: KEY },
        ElectionEvent::PollPrepared { poll: Box::new(poll()), paper: place() },
        opened,
        ElectionEvent::RollSeen { poll: POLL, receipt: receipt() },
        ElectionEvent::PaperCounted { poll: POLL, sums: sums() },
        ElectionEvent::PollClosed { poll: POLL, at: AT },
        ElectionEvent::PollDiscarded { poll: POLL },
        ElectionEvent::ResultAnnounced { poll: POLL, claim: Box::new(claim()) },
        ElectionEvent::ResultConfirmed { poll: POLL, by: SEAT, same: true },
        ElectionEvent::Accepted { seat: SEAT, accepts: true },
        ElectionEvent::CalledOff,
        ElectionEvent::PutUp { candidate: OTHER, name: place() },
        ElectionEvent::SecretAsked,
    ]
}

#[test]
fn events_are_what_they_were() {
    golden("events.txt", &events());
    golden("case_events.txt", &case_events());
    golden("floor_events.txt", &floor_events());
    golden("weigh_events.txt", &weigh_events());
    golden("harvest_events.txt", &harvest_events());
    golden("group_events.txt", &group_events());
    golden("session_events.txt", &session_events());
    golden("election_events.txt", &election_events());
}

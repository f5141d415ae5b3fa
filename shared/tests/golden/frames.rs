//! Examples of everything that travels on the socket, and of the request that opens a meeting.

use shared::actor::{Actor, Viewer};
use shared::command::{Command, Deed};
use shared::engine::apply;
use shared::event::{
    CaseEvent, ElectionEvent, Entry, Event, FloorEvent, GroupEvent, HarvestEvent, SessionEvent,
    WeighEvent,
};
use shared::id::Seq;
use shared::lens::view;
use shared::meeting::Meeting;
use shared::pass::PassKind;
use shared::refusal::Refusal;
use shared::wire::{Bye, OpenMeeting, PassBytes, Salt, ToClient, ToServer, VERSION, Welcome};

use crate::events::{
    case_events, election_events, events, floor_events, group_events, harvest_events,
    session_events, weigh_events,
};
use crate::things::{
    AT, CASE, COMMAND, DEVICE, ELECTION, GROUP, HASH, MEETING, PAD, POLL, SEAT, SESSION, record,
    sealed, snapshot, update,
};
use crate::{compare, golden};

/// A meeting in which everything has happened that leaves a trace.
fn meeting() -> Meeting {
    let mut meeting = Meeting::default();
    let in_group = |event| Event::In(GROUP, event);
    let in_session = |event| in_group(GroupEvent::In(SESSION, event));
    let all = events().into_iter().chain(group_events().into_iter().map(in_group));
    let lasting = session_events().into_iter().filter(|event| {
        !matches!(
            event,
            SessionEvent::CardRemoved { .. }
                | SessionEvent::WentOn { .. }
                | SessionEvent::AdviceDone { .. }
                | SessionEvent::QuestionReopened
                | SessionEvent::Reopened
        )
    });
    let plenary = floor_events().into_iter().map(Event::Floor);
    let plenary = plenary.chain(weigh_events().into_iter().map(Event::Weigh));
    let plenary = plenary.chain(harvest_events().into_iter().map(Event::Harvest));
    let lasting_too = plenary.filter(|event| {
        !matches!(
            event,
            Event::Floor(FloorEvent::Ended)
                | Event::Weigh(WeighEvent::Ended)
                | Event::Harvest(HarvestEvent::Closed)
        )
    });
    let of_case = case_events().into_iter().map(|event| Event::Case(CASE, event));
    let of_case =
        of_case.filter(|event| !matches!(event, Event::Case(_, CaseEvent::Withdrawn { .. })));
    let all = all.chain(lasting.map(in_session)).chain(lasting_too).chain(of_case);
    let in_election = |event| Event::Elect(ELECTION, event);
    let elected = election_events().into_iter().filter(|event| {
        !matches!(
            event,
            ElectionEvent::CalledOff
                | ElectionEvent::KeyTakenBack { .. }
                | ElectionEvent::PollDiscarded { .. }
        )
    });
    let all = all.chain(elected.map(in_election));
    all.for_each(|event| apply(&mut meeting, &event));
    meeting
}

#[test]
fn frames_to_the_server_are_what_they_were() {
    let command = Box::new(Command { id: COMMAND, deed: Deed::Agree });
    golden(
        "to_server.txt",
        &[
            ToServer::Hello {
                version: VERSION,
                meeting: MEETING,
                pass: PassBytes([0x0f; 16]),
                device: DEVICE,
                have: Some(Seq(300)),
            },
            ToServer::Do { command, records: vec![record()] },
            ToServer::OpenPad { pad: PAD },
            ToServer::Write { pad: PAD, counter: 300, sealed: sealed() },
            ToServer::Summarize { pad: PAD, upto: 2_000, counter: 300, sealed: sealed() },
            ToServer::Confirm { pad: PAD, upto: 2_000 },
            ToServer::Whisper { pad: PAD, sealed: sealed() },
            ToServer::Ping { sent: AT.0 },
        ],
    );
}

#[test]
fn frames_to_the_client_are_what_they_were() {
    let welcome = Welcome {
        you: Viewer::member(SEAT, GROUP),
        door: Some(PassKind::Participant),
        now: AT,
        salt: Salt([0x10; 32]),
        seq: Seq(300),
        meeting: view(&meeting(), Viewer::member(SEAT, GROUP)),
        records: vec![record()],
        present: vec![SEAT],
    };
    let by = Some(Actor::Seat(SEAT));
    let events = vec![Event::Agreed { seat: SEAT }];
    let entry = Entry { seq: Seq(301), id: Some(COMMAND), at: AT, by, events };
    golden(
        "to_client.txt",
        &[
            ToClient::Welcome(Box::new(welcome)),
            ToClient::WelcomeBack { now: AT, present: vec![SEAT] },
            ToClient::Entry { entry, records: vec![record()] },
            ToClient::Done { id: COMMAND },
            ToClient::Refused { id: COMMAND, refusal: Refusal::NotModerator },
            ToClient::PadOpened {
                pad: PAD,
                summary: Some(snapshot()),
                updates: vec![(2_001, update())],
            },
            ToClient::Written { pad: PAD, update: update() },
            ToClient::Stored { pad: PAD, counter: 300, number: 2_001 },
            ToClient::PadRefused { pad: PAD, counter: Some(300), refusal: Refusal::SheetClosed },
            ToClient::Summarized { pad: PAD, summary: snapshot() },
            ToClient::Whispered { pad: PAD, from: SEAT, sealed: sealed() },
            ToClient::Present { seats: vec![SEAT] },
            ToClient::Pong { sent: AT.0, now: AT },
            ToClient::Bye { why: Bye::Restart },
            ToClient::Cast { poll: POLL, count: 300 },
        ],
    );
}

#[test]
fn the_request_that_opens_a_meeting_is_what_it_was() {
    let open = OpenMeeting {
        lead: [0x11; 32],
        salt: Salt([0x10; 32]),
        group: GROUP,
        passes: vec![(HASH, PassKind::Participant), (HASH, PassKind::Moderator)],
        title: record(),
        delete_at: Some(AT),
    };
    let json = serde_json::to_string_pretty(&open).expect("it travels as JSON");
    assert_eq!(serde_json::from_str::<OpenMeeting>(&json).ok(), Some(open));
    compare("open_meeting.json", &json);
}

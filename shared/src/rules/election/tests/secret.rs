//! Open votes that one objection makes secret.

use super::*;
use crate::actor::Sight;

/// Three stand, and hands are to be raised; those who vote have shown their keys.
fn by_hands() -> Scene {
    ready(Procedure { manner: Manner::Hands, ..procedure(2) })
}

#[test]
fn one_objection_makes_an_open_vote_secret_and_nobody_learns_whose() {
    let before = by_hands();
    let asked = before.entry(MIRKO, act(Act::AskSecret));
    let leads = Viewer::Seat(JANA, GROUP, Sight::Process);
    for who in [Viewer::member(MIRKO, GROUP), leads, Viewer::member(AGNES, GROUP)] {
        let told = lens::redact(&asked, who, &before.meeting).expect("a numbered entry");
        assert_eq!((told.id, told.by), (None, None));
        assert_eq!(told.events, [Event::Elect(ELECTION, ElectionEvent::SecretAsked)]);
    }
    assert!(!lens::is_public(&asked));
    let scene = before
        .fails(OFFICER, Act::AskSecret, Refusal::NotOnRoll)
        .does(MIRKO, Act::AskSecret)
        .when(SELIN, act(Act::AskSecret))
        .then_nothing();
    assert!(scene.election().secret_asked && scene.election().is_agreed());
    // No plan makes it open again, and it opens with the roll that a secret ballot has.
    let open = Procedure { manner: Manner::Hands, ..procedure(1) };
    let scene = scene
        .fails(OFFICER, plan(open), Refusal::SecretAsked)
        .does(OFFICER, prepare(POLL, &STANDING))
        .opens(POLL)
        .fails(MIRKO, Act::AskSecret, Refusal::PollRuns);
    let held = scene.election().open_poll().expect("it is open");
    assert_eq!((held.poll.manner, held.count()), (Manner::Secret, VOTERS.len()));
}

#[test]
fn fewer_than_five_vote_openly() {
    let few = VOTERS[..2].iter().fold(by_hands(), |scene, seat| {
        scene.does(OFFICER, Act::Entitle { seat: *seat, entitled: false })
    });
    let open = plan(Procedure { manner: Manner::Hands, ..procedure(1) });
    few.fails(MIRKO, Act::AskSecret, Refusal::TooFewVoters)
        .does(OFFICER, Act::Entitle { seat: JANA, entitled: true })
        .does(MIRKO, Act::AskSecret)
        .fails(OFFICER, open.clone(), Refusal::SecretAsked)
        // Somebody goes; those who stay still have a way to vote.
        .does(OFFICER, Act::Entitle { seat: JANA, entitled: false })
        .does(OFFICER, open);
}

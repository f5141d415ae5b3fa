//! Rounds in the plenary: who may begin, speak, pass and ask for the word, and what two taps do.

use alloc::vec::Vec;

use super::*;
use crate::command::Deed;
use crate::id::CaseId;
use crate::lens;
use crate::meeting::Intent;
use crate::meeting::{Left, Presence};
use crate::specification::*;
use crate::time::Span;

fn asks(step: FloorStep) -> Deed {
    Deed::Floor(step)
}

fn begin_round(round: Round) -> Deed {
    asks(FloorStep::Begin { round, seconds: round.usual_seconds() })
}

fn give_to(from: Option<u16>, to: Option<u16>) -> Deed {
    asks(FloorStep::Give { from: from.map(TurnId), to: to.map(TurnId) })
}

fn raise_for(seat: SeatId) -> Deed {
    asks(FloorStep::Raise { seat })
}

fn add_named(n: u8) -> Deed {
    asks(FloorStep::Add { person: words(n) })
}

fn say(n: u8) -> Deed {
    asks(FloorStep::Say { words: Some(words(n)) })
}

fn floor(scene: &Scene) -> &Floor {
    scene.meeting.floor.as_ref().expect("a round is going on")
}

fn next(scene: &Scene) -> Option<u16> {
    scene.meeting.next_to_speak().map(|turn| turn.id.0)
}

/// Who speaks, one after another, where whoever leads always goes on to the next.
fn goes_round(mut scene: Scene) -> (Scene, Vec<Speaker>) {
    let mut heard = Vec::new();
    while let Some(to) = next(&scene) {
        let from = floor(&scene).speaking().map(|turn| turn.id.0);
        scene = scene.given(JANA, give_to(from, Some(to)));
        heard.extend(floor(&scene).speaking().map(|turn| turn.who));
    }
    (scene, heard)
}

fn may_read(scene: &Scene, n: u8) -> bool {
    let mut named = Vec::new();
    lens::records(&scene.meeting, &mut |record| named.push(record));
    named.contains(&words(n))
}

#[test]
fn in_a_check_in_round_everybody_speaks_once_and_the_remote_first() {
    let scene = arrived()
        .when(MIRKO, begin_round(Round::CheckIn))
        .refused(Refusal::NotLead)
        .given(JANA, begin_round(Round::CheckIn));
    let (scene, heard) = goes_round(scene);
    let all = [AGNES, JANA, HOLGER, SELIN, MIRKO, FRIEDERIKE, TOBIAS];
    assert_eq!(heard, all.map(Speaker::Seat));
    let (last, done) = (floor(&scene).speaking().map(|turn| turn.id.0), next(&scene));
    assert_eq!((last, done), (Some(6), None));
    let scene = scene.given(JANA, give_to(last, None)).given(JANA, asks(FloorStep::End));
    assert_eq!(scene.meeting.floor, None);
}

#[test]
fn whoever_cannot_come_is_not_waited_for() {
    let scene = arrived()
        .given(MIRKO, Deed::Intend { intent: Intent::Absent })
        .given(JANA, begin_round(Round::CheckIn));
    assert!(goes_round(scene).1.iter().all(|who| *who != Speaker::Seat(MIRKO)));
}

#[test]
fn every_case_has_its_pitch_with_a_clock_that_only_informs() {
    let scene =
        begun().given(JANA, begin_round(Round::Pitches)).given(JANA, give_to(None, Some(0)));
    assert_eq!(floor(&scene).speaking().map(|it| it.who), Some(Speaker::Case(HOLGERS_CASE)));
    let clock = floor(&scene).clock().expect("it is planned");
    let (early, late) = (minute(1), minute(2));
    assert_eq!(clock.left(early), Left::Time(Span::seconds(30)));
    assert_eq!(clock.left(late), Left::Over(Span::seconds(30)));
    // Nobody is cut off: long after his time he passes it on himself.
    scene
        .at(minute(9))
        .when(HOLGER, give_to(Some(0), Some(1)))
        .then(&[Event::Floor(FloorEvent::Given { to: Some(TurnId(1)), at: minute(9) })]);
}

#[test]
fn a_case_that_is_taken_back_is_not_pitched() {
    let withdraw = |case: CaseId| Deed::WithdrawCase { case };
    let scene =
        begun().given(JANA, begin_round(Round::Pitches)).given(TOBIAS, withdraw(TOBIAS_CASE));
    assert_eq!((floor(&scene).order.len(), next(&scene)), (1, Some(0)));
    // Once it is being pitched it is taken back no more.
    let scene = scene.given(JANA, give_to(None, Some(0)));
    scene.when(HOLGER, withdraw(HOLGERS_CASE)).refused(Refusal::CasePitched);
    let none = arrived();
    none.when(JANA, begin_round(Round::Pitches)).refused(Refusal::NoSuchCase);
}

#[test]
fn two_taps_move_once() {
    arrived()
        .given(JANA, begin_round(Round::CheckIn))
        .given(JANA, give_to(None, Some(0)))
        .when(JANA, give_to(None, Some(0)))
        .refused(Refusal::TurnMoved)
        .when(JANA, give_to(Some(0), Some(0)))
        .refused(Refusal::NoSuchTurn)
        .when(JANA, give_to(Some(0), Some(99)))
        .refused(Refusal::NoSuchTurn)
        .when(JANA, begin_round(Round::Open))
        .refused(Refusal::RoundRuns);
}

#[test]
fn whoever_has_the_word_passes_it_on_to_the_next_and_to_nobody_else() {
    arrived()
        .given(JANA, begin_round(Round::CheckIn))
        .given(JANA, give_to(None, Some(0)))
        .when(SELIN, give_to(Some(0), Some(1)))
        .refused(Refusal::NotLead)
        .when(AGNES, give_to(Some(0), Some(4)))
        .refused(Refusal::NotLead)
        .given(AGNES, give_to(Some(0), Some(1)))
        .given(JANA, give_to(Some(1), Some(4)))
        .given(MIRKO, give_to(Some(4), None));
}

#[test]
fn who_passes_is_not_asked_and_can_still_raise_a_hand() {
    let passes = |turn| asks(FloorStep::Pass { turn: TurnId(turn) });
    let scene = arrived()
        .given(JANA, begin_round(Round::CheckIn))
        .when(MIRKO, passes(0))
        .refused(Refusal::NotLead)
        .given(AGNES, passes(0))
        .when(AGNES, passes(0))
        .refused(Refusal::NoSuchTurn);
    assert_eq!(next(&scene), Some(1));
    let (_, heard) = goes_round(scene.given(AGNES, raise_for(AGNES)));
    assert_eq!(heard.last(), Some(&Speaker::Seat(AGNES)));
}

#[test]
fn hands_come_in_order_and_the_remote_first() {
    let scene = arrived()
        .given(JANA, begin_round(Round::Open))
        .given(MIRKO, raise_for(MIRKO))
        .given(JANA, add_named(70))
        .given(SELIN, raise_for(SELIN))
        .given(AGNES, raise_for(AGNES));
    // One hand each is enough.
    scene.clone().when(MIRKO, raise_for(MIRKO)).then_nothing();
    let bert = Speaker::Named(Placed { by: JANA, words: words(70) });
    let in_order = [Speaker::Seat(AGNES), Speaker::Seat(MIRKO), bert, Speaker::Seat(SELIN)];
    assert_eq!(goes_round(scene).1, in_order);
}

#[test]
fn a_hand_is_taken_down_by_whose_it_is_or_by_whoever_leads() {
    let lower = |turn| asks(FloorStep::Lower { turn: TurnId(turn) });
    let scene = arrived()
        .given(JANA, begin_round(Round::Open))
        .when(MIRKO, raise_for(SELIN))
        .refused(Refusal::NotLead)
        .given(JANA, raise_for(SELIN))
        .when(MIRKO, lower(0))
        .refused(Refusal::NotLead)
        .given(SELIN, lower(0))
        .when(SELIN, lower(0))
        .refused(Refusal::NoSuchTurn)
        .when(MIRKO, add_named(70))
        .refused(Refusal::NotLead)
        .given(JANA, add_named(70))
        .given(JANA, lower(1));
    assert!(scene.meeting.hands().is_empty());
    assert!(!may_read(&scene, 70), "nobody needs the name any more");
    // A turn's number is never given twice.
    let scene = scene.given(MIRKO, raise_for(MIRKO));
    assert_eq!(next(&scene), Some(2));
}

#[test]
fn whoever_was_named_is_named_until_they_have_spoken() {
    let scene = arrived()
        .given(JANA, begin_round(Round::Open))
        .given(JANA, add_named(70))
        .given(JANA, give_to(None, Some(0)));
    assert!(may_read(&scene.seen_by(MIRKO), 70));
    assert!(!may_read(&scene.given(JANA, give_to(Some(0), None)), 70));
}

#[test]
fn those_still_to_come_are_put_in_another_order() {
    let arrange = |order: &[u16]| {
        asks(FloorStep::Arrange { order: order.iter().copied().map(TurnId).collect() })
    };
    let scene = arrived()
        .given(JANA, begin_round(Round::CheckIn))
        .given(JANA, give_to(None, Some(0)))
        .given(JANA, give_to(Some(0), Some(1)))
        .when(JANA, arrange(&[6, 5, 4, 3, 2, 1]))
        .refused(Refusal::TurnMoved)
        .when(JANA, arrange(&[6, 6, 4, 3, 2]))
        .refused(Refusal::TurnMoved)
        .when(MIRKO, arrange(&[6, 5, 4, 3, 2]))
        .refused(Refusal::NotLead)
        .given(JANA, arrange(&[6, 5, 4, 3, 2]));
    let ids: Vec<_> = floor(&scene).order.iter().map(|turn| turn.id.0).collect();
    assert_eq!((ids, next(&scene)), (Vec::from([0, 1, 6, 5, 4, 3, 2]), Some(6)));
}

#[test]
fn nobody_is_waited_for_who_has_left() {
    let scene = arrived()
        .given(JANA, begin_round(Round::CheckIn))
        .given(JANA, give_to(None, Some(0)))
        .given(MIRKO, raise_for(MIRKO))
        .given(AGNES, Deed::Leave { seat: AGNES })
        .given(MIRKO, Deed::Leave { seat: MIRKO });
    assert_eq!(floor(&scene).speaking(), None);
    assert!(scene.meeting.hands().is_empty());
    assert!(floor(&scene).order.iter().all(|turn| turn.who != Speaker::Seat(MIRKO)));
}

#[test]
fn words_of_a_flash_round_are_seen_by_all_and_gone_when_it_ends() {
    let scene = arrived()
        .given(JANA, begin_round(Round::Flash))
        .given(MIRKO, say(70))
        .given(AGNES, say(71))
        .given(MIRKO, say(72));
    assert!(!may_read(&scene, 70), "the word before is burned");
    let seen = scene.seen_by(TOBIAS);
    assert!(may_read(&seen, 71) && may_read(&seen, 72));
    let scene =
        scene.given(AGNES, asks(FloorStep::Say { words: None })).given(JANA, asks(FloorStep::End));
    assert!((70..=72).all(|n| !may_read(&scene, n)));
    assert_eq!(scene.meeting, arrived().meeting, "nothing of it remains");
}

#[test]
fn in_other_rounds_nothing_is_written() {
    arrived()
        .when(MIRKO, say(70))
        .refused(Refusal::NoRound)
        .given(JANA, begin_round(Round::Open))
        .when(MIRKO, say(70))
        .refused(Refusal::NoRound);
}

#[test]
fn a_round_with_absurd_times_does_not_begin() {
    for seconds in [0, SECONDS_PER_TURN + 1] {
        let begin = FloorStep::Begin { round: Round::Open, seconds: Some(seconds) };
        arrived().when(JANA, asks(begin)).refused(Refusal::TooManyMinutes);
    }
}

#[test]
fn whoever_comes_from_afar_meanwhile_comes_first() {
    let moved = Deed::Introduce { person: words(80), presence: Presence::Remote };
    let scene = arrived()
        .given(JANA, begin_round(Round::Open))
        .given(MIRKO, raise_for(MIRKO))
        .given(SELIN, raise_for(SELIN))
        .given(SELIN, moved);
    assert_eq!(next(&scene), Some(1));
}

//! How a group goes through its phases, and what the clock says to it.

use super::*;
use crate::command::{Deed, Step};
use crate::meeting::Left;
use crate::method::See;
use crate::specification::*;

fn left(scene: &Scene) -> Left {
    scene.session().clock().left(scene.now)
}

#[test]
fn the_clock_of_the_first_phase_runs_from_the_beginning() {
    let scene = begun().at(minute(2));
    assert_eq!(left(&scene), Left::Time(Span::minutes(3)));
}

#[test]
fn going_on_stops_one_clock_and_starts_the_next() {
    let scene = begun()
        .at(minute(4))
        .when(JANA, go(CASTING, ACCOUNT))
        .then(&[SessionEvent::PhaseEntered { phase: ACCOUNT, at: minute(4) }])
        .at(minute(6));
    assert_eq!(scene.session().clocks[0].elapsed(scene.now), Span::minutes(4));
    assert_eq!(left(&scene), Left::Time(Span::minutes(8)));
}

#[test]
fn after_going_back_the_earlier_clock_goes_on_where_it_stopped() {
    let scene = begun()
        .at(minute(4))
        .given(JANA, go(CASTING, ACCOUNT))
        .at(minute(9))
        .given(JANA, go(ACCOUNT, CASTING))
        .at(minute(10));
    assert_eq!(left(&scene), Left::Time(Span::ZERO));
    let scene = scene.given(JANA, go(CASTING, ACCOUNT)).at(minute(12));
    assert_eq!(left(&scene), Left::Time(Span::minutes(3)));
    assert_eq!(scene.session().furthest, ACCOUNT);
}

#[test]
fn a_stopped_clock_stands_and_then_runs_on() {
    let scene = begun()
        .at(minute(1))
        .when(JANA, Step::Pause)
        .then(&[SessionEvent::ClockPaused { at: minute(1) }])
        .at(minute(30));
    assert_eq!(left(&scene), Left::Time(Span::minutes(4)));
    let scene = scene.when(JANA, Step::Pause).refused(Refusal::ClockStands);
    let scene = scene
        .when(JANA, Step::Resume)
        .then(&[SessionEvent::ClockResumed { at: minute(30) }])
        .at(minute(32));
    assert_eq!(left(&scene), Left::Time(Span::minutes(2)));
    scene.when(JANA, Step::Resume).refused(Refusal::ClockRuns);
}

#[test]
fn the_next_phase_runs_also_where_the_last_one_was_stopped() {
    let scene = begun().given(JANA, Step::Pause).given(JANA, go(CASTING, ACCOUNT));
    let scene = scene.when(JANA, Step::Resume).refused(Refusal::ClockRuns);
    // The stopped one goes on as well when the group is back in it.
    let scene = scene.at(minute(1)).given(JANA, go(ACCOUNT, CASTING)).at(minute(2));
    assert_eq!(left(&scene), Left::Time(Span::minutes(4)));
}

#[test]
fn a_clock_that_runs_already_goes_on_as_it_was() {
    let mut scene = begun().at(minute(2));
    let again = SessionEvent::ClockResumed { at: minute(2) };
    crate::engine::apply(&mut scene.meeting, &again.event(SESSION));
    assert_eq!(left(&scene), Left::Time(Span::minutes(3)));
}

#[test]
fn what_is_over_is_counted_up_for_as_long_as_the_group_stays() {
    assert_eq!(left(&begun().at(minute(5))), Left::Time(Span::ZERO));
    assert_eq!(left(&begun().at(minute(7))), Left::Over(Span::minutes(2)));
    assert_eq!(left(&begun().at(minute(500))), Left::Over(Span::minutes(495)));
}

#[test]
fn a_clock_that_was_set_back_counts_no_time_twice() {
    let scene = begun().at(minute(4)).given(JANA, Step::Pause).given(JANA, Step::Resume);
    assert_eq!(left(&scene.at(minute(1))), Left::Time(Span::minutes(1)));
}

#[test]
fn one_and_three_minutes_more_give_the_phase_more_time() {
    let scene = begun()
        .when(JANA, Step::AddMinutes { minutes: 1 })
        .then(&[SessionEvent::MinutesAdded { minutes: 1 }])
        .given(JANA, Step::AddMinutes { minutes: 3 });
    assert_eq!(left(&scene.at(minute(7))), Left::Time(Span::minutes(2)));
}

#[test]
fn more_time_moves_the_planned_end_as_far_as_it_is_needed() {
    let end = |scene: &Scene| scene.session().planned_end(scene.now);
    assert_eq!(end(&begun()), minute(40));
    // A minute saved is a minute earlier.
    let scene = begun().at(minute(4)).given(JANA, go(CASTING, ACCOUNT));
    assert_eq!(end(&scene), minute(39));
    let scene = scene.given(JANA, Step::AddMinutes { minutes: 3 });
    assert_eq!(end(&scene), minute(42));
    // Over time, every minute costs one whether it was planned or not.
    let over = scene.at(minute(20));
    assert_eq!(end(&over), minute(45));
    let over = over.given(JANA, Step::AddMinutes { minutes: 1 });
    assert_eq!(end(&over), minute(45));
}

#[test]
fn so_many_minutes_cannot_be_added() {
    let add = |minutes| Step::AddMinutes { minutes };
    let scene = begun().when(JANA, add(0)).refused(Refusal::TooManyMinutes);
    let scene = scene.when(JANA, add(31)).refused(Refusal::TooManyMinutes);
    let long = (0..7).fold(scene, |scene, _| scene.given(JANA, add(30)));
    long.when(JANA, add(30)).refused(Refusal::TooManyMinutes).given(JANA, add(25));
}

#[test]
fn two_taps_move_once() {
    begun()
        .given(JANA, go(CASTING, ACCOUNT))
        .when(JANA, go(CASTING, ACCOUNT))
        .refused(Refusal::PhaseMoved);
}

#[test]
fn phases_are_skipped_forth_and_back_but_not_left_at_their_ends() {
    begun()
        .given(JANA, go(CASTING, CLOSING))
        .when(JANA, go(CLOSING, CLOSING + 1))
        .refused(Refusal::NoSuchPhase)
        .when(JANA, go(CLOSING, CLOSING))
        .refused(Refusal::NoSuchPhase)
        .given(JANA, go(CLOSING, QUESTION));
}

#[test]
fn only_whoever_leads_has_the_clock_and_the_phases_in_hand() {
    for step in [
        go(CASTING, ACCOUNT),
        Step::Pause,
        Step::Resume,
        Step::AddMinutes { minutes: 1 },
        Step::Plan { minutes: vec![(ACCOUNT, 8)] },
        Step::LeaveOut { phase: MODULE, out: true },
        settle_on(module(false)),
    ] {
        begun().when(HOLGER, step).refused(Refusal::NotModerator);
    }
}

#[test]
fn everybody_says_when_they_are_done_and_begins_the_next_phase_anew() {
    let scene = begun()
        .when(MIRKO, Step::Ready { ready: true })
        .then(&[SessionEvent::ReadySet { seat: MIRKO, ready: true }])
        .given(AGNES, Step::Ready { ready: true })
        .given(MIRKO, Step::Ready { ready: false });
    assert_eq!(scene.session().ready, [AGNES].into());
    assert!(scene.given(JANA, go(CASTING, ACCOUNT)).session().ready.is_empty());
}

/// What the log keeps of a module that was settled on.
fn settled_on(module: &Module) -> SessionEvent {
    SessionEvent::ModuleChosen { module: Box::new(module.clone()), guide: words(201), by: JANA }
}

#[test]
fn a_module_is_chosen_and_changed_where_the_method_asks_for_one() {
    let [one, other] = [module(false), module(true)];
    let scene = in_phase(MODULE).when(JANA, settle_on(one.clone())).then(&[settled_on(&one)]);
    let scene = scene.given(JANA, go(MODULE, CONSULTATION)).given(JANA, settle_on(other.clone()));
    let chosen: Vec<_> = scene.session().modules.iter().map(|chosen| &chosen.module).collect();
    assert_eq!(chosen, [&one, &other]);
    assert_eq!(scene.session().module().map(|chosen| &chosen.module), Some(&other));
    in_phase(ACCOUNT).when(JANA, settle_on(one.clone())).refused(Refusal::NotInThisPhase);
    let blank = Module { steps: vec![], ..one };
    in_phase(MODULE).when(JANA, settle_on(blank)).refused(Refusal::ModuleUnplayable);
}

#[test]
fn a_session_has_room_for_some_modules_and_not_for_more() {
    let settle = |scene: Scene, _| scene.given(JANA, settle_on(module(false)));
    let full = (0..MODULES_PER_SESSION).fold(in_phase(MODULE), settle);
    full.when(JANA, settle_on(module(false))).refused(Refusal::TooManyModules);
}

#[test]
fn a_phase_where_everybody_sees_their_own_collects_silently_until_cards_are_revealed() {
    let there_and_back = |scene: Scene| {
        scene.given(JANA, go(CONSULTATION, MODULE)).given(JANA, go(MODULE, CONSULTATION))
    };
    let scene = in_phase_of(consulting_by(|phase| phase.see = See::Own), CONSULTATION);
    assert!(scene.session().collecting);
    // A tap too many, before or after the first card, reveals nothing and ends nothing.
    let scene = there_and_back(scene).given(MIRKO, write_card(1));
    let scene = there_and_back(scene);
    assert!(scene.session().collecting && scene.session().cards[0].hidden);
    let scene = there_and_back(scene.given(JANA, Step::Reveal));
    assert!(!scene.session().collecting);
    // Where no cards are written there is nothing to collect, from the beginning or later.
    let own = |phase: u8| {
        let mut method = tietze();
        let it = &mut method.phases[usize::from(phase)];
        (it.see, it.kinds) = (See::Own, vec![Kind::Pad]);
        in_phase_of(method, phase)
    };
    assert!([own(CASTING), own(CONSULTATION)].iter().all(|it| !it.session().collecting));
}

#[test]
fn silent_collecting_that_the_moderator_began_goes_on_after_a_step_there_and_back() {
    let scene = in_phase(CONSULTATION)
        .given(JANA, Step::Collect)
        .given(MIRKO, write_card(1))
        .given(JANA, go(CONSULTATION, CLOSING))
        .given(JANA, go(CLOSING, CONSULTATION))
        .given(AGNES, write_card(2));
    assert!(scene.session().cards.iter().all(|card| card.hidden));
    let scene = scene.given(JANA, Step::Reveal).given(JANA, go(CONSULTATION, CLOSING));
    assert!(!scene.given(JANA, go(CLOSING, CONSULTATION)).session().collecting);
}

#[test]
fn the_group_plans_the_minutes_of_its_phases_anew() {
    let plan = |minutes: &[(u8, u16)]| Step::Plan { minutes: minutes.to_vec() };
    let planned = vec![(ACCOUNT, 8), (CONSULTATION, 15)];
    let scene = begun()
        .when(JANA, plan(&planned))
        .then(&[SessionEvent::MinutesPlanned { minutes: planned }]);
    assert_eq!(scene.session().planned_end(scene.now), minute(43));
    // What was added to a phase is part of its plan, and is planned anew with it.
    let scene = scene.given(JANA, Step::AddMinutes { minutes: 3 });
    let scene = scene.given(JANA, plan(&[(CASTING, 5)]));
    assert_eq!(left(&scene), Left::Time(Span::minutes(5)));
    scene
        .when(JANA, plan(&[(ACCOUNT, 8), (CLOSING + 1, 5)]))
        .refused(Refusal::NoSuchPhase)
        .when(JANA, plan(&[(ACCOUNT, 0)]))
        .refused(Refusal::TooManyMinutes)
        .when(JANA, plan(&[(ACCOUNT, MOST_MINUTES + 1)]))
        .refused(Refusal::TooManyMinutes)
        .given(JANA, plan(&[(ACCOUNT, MOST_MINUTES)]));
}

#[test]
fn a_phase_that_is_left_out_costs_no_time_and_is_passed_over() {
    let leave = |phase, out| Step::LeaveOut { phase, out };
    let scene = in_phase(QUESTION)
        .when(JANA, leave(MODULE, true))
        .then(&[SessionEvent::PhaseLeftOut { phase: MODULE, out: true }])
        .when(JANA, leave(MODULE, true))
        .then_nothing()
        .given(JANA, leave(ACCOUNT, true));
    let session = scene.session();
    assert_eq!((session.previous(), session.next()), (Some(CASTING), Some(CONSULTATION)));
    assert_eq!(session.planned_end(scene.now), minute(20));
    let scene = scene.given(JANA, leave(MODULE, false)).given(JANA, leave(ACCOUNT, false));
    let session = scene.session();
    assert_eq!((session.previous(), session.next()), (Some(ACCOUNT), Some(MODULE)));
    assert_eq!(session.planned_end(scene.now), minute(25));
    // The phase the group is in is left by going on.
    for phase in [QUESTION, CLOSING + 1] {
        scene.clone().when(JANA, leave(phase, true)).refused(Refusal::NoSuchPhase);
    }
}

#[test]
fn where_all_that_follows_is_left_out_the_phase_is_the_last() {
    let scene = in_phase(CONSULTATION);
    assert_eq!(scene.session().next(), Some(CLOSING));
    let scene = scene.given(JANA, Step::LeaveOut { phase: CLOSING, out: true });
    assert_eq!(scene.session().next(), None);
    assert_eq!(begun().session().previous(), None);
}

#[test]
fn whoever_enters_a_phase_that_was_left_out_takes_it_in_again() {
    let scene = in_phase(QUESTION).given(JANA, Step::LeaveOut { phase: MODULE, out: true });
    let scene = scene.given(JANA, go(QUESTION, MODULE));
    assert!(scene.session().left_out.is_empty());
}

#[test]
fn a_phase_counts_how_often_it_was_entered() {
    let visits = |scene: &Scene| -> Vec<u8> {
        scene.session().clocks.iter().map(|clock| clock.visits).collect()
    };
    let scene = begun();
    assert_eq!(visits(&scene), [1, 0, 0, 0, 0, 0]);
    let scene = scene
        .given(JANA, go(CASTING, QUESTION))
        .at(minute(1))
        .given(JANA, go(QUESTION, CASTING))
        .at(minute(2))
        .given(JANA, go(CASTING, QUESTION));
    assert_eq!(visits(&scene), [2, 0, 2, 0, 0, 0]);
}

#[test]
fn whoever_only_undoes_a_step_finds_the_phase_as_it_was() {
    let pass_on = |from, to| Step::Turn { from, to };
    let scene = in_phase(CONSULTATION)
        .at(minute(20))
        .given(JANA, pass_on(None, Some(AGNES)))
        .given(AGNES, pass_on(Some(AGNES), Some(SELIN)))
        .given(MIRKO, Step::Ready { ready: true })
        .given(FRIEDERIKE, Step::Ready { ready: true });
    let was = scene.session().clone();
    let on = scene.at(minute(21)).given(JANA, go(CONSULTATION, CLOSING));
    assert_eq!((on.session().turn, on.session().ready.len()), (None, 0));
    // Whoever leaves meanwhile is not done.
    let gone = on.given(FRIEDERIKE, Deed::Leave { seat: FRIEDERIKE });
    let undone = gone.clone().at(minute(21) + UNDO).given(JANA, go(CLOSING, CONSULTATION));
    let session = undone.session();
    assert_eq!((session.turn, &session.heard), (Some(SELIN), &was.heard));
    assert_eq!(session.ready, [MIRKO].into());
    let visits = |at: u8| session.clocks[usize::from(at)].visits;
    assert_eq!((visits(CONSULTATION), visits(CLOSING)), (1, 0));
    // The seconds in between belong to the phase that was not left, and nobody has been further.
    let spent = |at: u8| session.clocks[usize::from(at)].elapsed(minute(21) + UNDO);
    assert_eq!((spent(CLOSING), session.furthest), (Span::ZERO, CONSULTATION));
    assert_eq!(spent(CONSULTATION), was.clock().elapsed(minute(21)) + UNDO);
    // Later it is a phase entered again.
    let late = minute(21) + UNDO + Span(1);
    let again = gone.at(late).given(JANA, go(CLOSING, CONSULTATION));
    let session = again.session();
    assert_eq!((session.turn, session.heard.len(), session.ready.len()), (None, 0, 0));
    assert_eq!(session.clocks[usize::from(CONSULTATION)].visits, 2);
    // Going on is never an undoing.
    let forth =
        undone.given(JANA, go(CONSULTATION, QUESTION)).given(JANA, go(QUESTION, CONSULTATION));
    assert_eq!(forth.session().clocks[usize::from(CONSULTATION)].visits, 2);
}

#[test]
fn undoing_a_step_stops_the_clock_that_stood_and_leaves_out_what_was_left_out() {
    let scene = in_phase(QUESTION)
        .given(JANA, Step::AskWordings { open: true })
        .given(JANA, Step::LeaveOut { phase: MODULE, out: true })
        .given(JANA, Step::Pause)
        .given(JANA, go(QUESTION, MODULE))
        .given(JANA, go(MODULE, QUESTION));
    let session = scene.session();
    assert_eq!(session.clock().since, None);
    assert!(session.left_out.contains(&MODULE) && session.asks_wordings);
}

#[test]
fn whoever_wrote_in_a_phase_that_was_entered_by_mistake_has_been_there() {
    let scene = in_phase(MODULE)
        .given(JANA, go(MODULE, CONSULTATION))
        .given(MIRKO, write_card(1))
        .given(JANA, go(CONSULTATION, MODULE));
    assert_eq!(scene.session().furthest, CONSULTATION);
    scene.given(MIRKO, Step::RemoveCard { card: card(1) });
}

//! Phases and their clock: the person drives, the clock informs. Nothing elapses.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::event::{Event, SessionEvent};
use crate::meeting::CaseSession;
use crate::method::{Flag, Kind, MOST_MINUTES, Module, See};
use crate::refusal::Refusal;
use crate::rules::session::Place;
use crate::time::{Span, Timestamp};

/// Most minutes that one tap may add; the bar offers 1 and 3.
const MOST_ADDED: u8 = 30;

pub fn enter(here: &Place, from: u8, to: u8, at: Timestamp) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    if from != here.session.phase {
        return Err(Refusal::PhaseMoved);
    }
    if usize::from(to) >= here.session.method.phases.len() || to == from {
        return Err(Refusal::NoSuchPhase);
    }
    Ok(here.event(SessionEvent::PhaseEntered { phase: to, at }))
}

pub fn pause(here: &Place, at: Timestamp) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    if here.session.clock().since.is_none() {
        return Err(Refusal::ClockStands);
    }
    Ok(here.event(SessionEvent::ClockPaused { at }))
}

pub fn resume(here: &Place, at: Timestamp) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    if here.session.clock().since.is_some() {
        return Err(Refusal::ClockRuns);
    }
    Ok(here.event(SessionEvent::ClockResumed { at }))
}

pub fn add_minutes(here: &Place, minutes: u8) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    let longest = Span::minutes(MOST_MINUTES.into());
    let planned = here.session.clock().planned + Span::minutes(minutes.into());
    if minutes == 0 || minutes > MOST_ADDED || planned > longest {
        return Err(Refusal::TooManyMinutes);
    }
    Ok(here.event(SessionEvent::MinutesAdded { minutes }))
}

pub fn ready(here: &Place, ready: bool) -> Result<Vec<Event>, Refusal> {
    Ok(here.event(SessionEvent::ReadySet { seat: here.me.id, ready }))
}

pub fn choose_module(here: &Place, module: &Module) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    let phase = here.session.now_in();
    if !phase.has(Kind::Method) && !phase.allows(Flag::UsesModule) {
        return Err(Refusal::NotInThisPhase);
    }
    module.check().map_err(|_| Refusal::ModuleUnplayable)?;
    Ok(here.event(SessionEvent::ModuleChosen { module: Box::new(module.clone()) }))
}

/// Stops the clock of the phase the group is in, if it runs.
pub fn stop_clock(session: &mut CaseSession, at: Timestamp) {
    if let Some(clock) = session.clocks.get_mut(usize::from(session.phase)) {
        clock.spent = clock.elapsed(at);
        clock.since = None;
    }
}

pub fn apply(session: &mut CaseSession, e: &SessionEvent) {
    match e {
        SessionEvent::PhaseEntered { phase, at } => {
            let Some(entered) = session.method.phases.get(usize::from(*phase)) else { return };
            // Phases that hide entries until »Aufdecken« begin that way, but only the first time.
            session.collecting = entered.see == See::Own && *phase > session.furthest;
            stop_clock(session, *at);
            session.phase = *phase;
            session.furthest = session.furthest.max(*phase);
            session.ready.clear();
            start_clock(session, *at);
        }
        SessionEvent::ClockPaused { at } => stop_clock(session, *at),
        SessionEvent::ClockResumed { at } => start_clock(session, *at),
        SessionEvent::MinutesAdded { minutes } => {
            if let Some(clock) = session.clocks.get_mut(usize::from(session.phase)) {
                clock.planned = clock.planned + Span::minutes((*minutes).into());
            }
        }
        SessionEvent::ReadySet { seat, ready: true } => {
            session.ready.insert(*seat);
        }
        SessionEvent::ReadySet { seat, ready: false } => {
            session.ready.remove(seat);
        }
        SessionEvent::ModuleChosen { module } => session.module = Some(module.clone()),
        _ => {}
    }
}

fn start_clock(session: &mut CaseSession, at: Timestamp) {
    if let Some(clock) = session.clocks.get_mut(usize::from(session.phase)) {
        clock.since.get_or_insert(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{Deed, Step};
    use crate::library;
    use crate::meeting::Left;
    use crate::specification::*;

    fn go(from: u8, to: u8) -> Step {
        Step::Enter { from, to }
    }

    fn left(scene: &Scene) -> Left {
        scene.session().clock().left(scene.now)
    }

    fn module() -> Module {
        library::modules().remove(0)
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
        let scene = scene.given(JANA, go(ACCOUNT, CASTING)).at(minute(1));
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
            Step::ChooseModule { module: module() },
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

    #[test]
    fn a_module_is_chosen_and_changed_where_the_method_asks_for_one() {
        let choose = |module: &Module| Step::ChooseModule { module: module.clone() };
        let [one, other] = [module(), library::modules().remove(1)];
        let scene = in_phase(MODULE)
            .when(JANA, choose(&one))
            .then(&[SessionEvent::ModuleChosen { module: Box::new(one.clone()) }]);
        let scene = scene.given(JANA, go(MODULE, CONSULTATION)).given(JANA, choose(&other));
        assert_eq!(scene.session().module.as_deref(), Some(&other));
        in_phase(ACCOUNT).when(JANA, choose(&one)).refused(Refusal::NotInThisPhase);
        let blank = Module { minutes: 0, ..one };
        in_phase(MODULE).when(JANA, choose(&blank)).refused(Refusal::ModuleUnplayable);
    }

    #[test]
    fn a_phase_where_everybody_sees_their_own_collects_silently_the_first_time_only() {
        let session = crate::id::SessionId::from_bytes([80; 16]);
        let mut method = tietze();
        method.phases[usize::from(CONSULTATION)].see = See::Own;
        let scene = arrived().given(JANA, Deed::Begin { session, method });
        let scene = Scene { session, ..scene }.given(JANA, go(CASTING, CONSULTATION));
        assert!(scene.session().collecting);
        let scene = scene.given(JANA, Step::Reveal);
        let scene =
            scene.given(JANA, go(CONSULTATION, MODULE)).given(JANA, go(MODULE, CONSULTATION));
        assert!(!scene.session().collecting);
    }
}

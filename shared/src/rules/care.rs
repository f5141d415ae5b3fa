//! Care for the people: the stop card, and who knows somebody in the case.

use alloc::vec;
use alloc::vec::Vec;

use crate::event::{Event, SessionEvent};
use crate::meeting::{CaseSession, Stop};
use crate::refusal::Refusal;
use crate::rules::phases;
use crate::rules::session::Place;
use crate::time::Timestamp;

/// Anybody may stop, at any time, without a reason.
pub fn stop(here: &Place, at: Timestamp) -> Result<Vec<Event>, Refusal> {
    if here.session.stop.is_some() {
        return Err(Refusal::StopIsUp);
    }
    Ok(here.event(SessionEvent::Stopped { by: Some(here.me.id), at }))
}

/// Whoever stopped says when it may go on, or the moderator after speaking with them.
pub fn go_on(here: &Place, at: Timestamp) -> Result<Vec<Event>, Refusal> {
    let stop = here.session.stop.ok_or(Refusal::StopIsDown)?;
    if stop.by != Some(here.me.id) {
        here.moderator()?;
    }
    Ok(here.event(SessionEvent::WentOn { at }))
}

pub fn know_people(here: &Place, knows: bool) -> Result<Vec<Event>, Refusal> {
    let before = here.session.acquainted.get(&here.me.id);
    if before.is_some() == knows {
        return Ok(vec![]);
    }
    let cast = here.me.group.cast;
    // Taken back before those who were told.
    let told = before
        .cloned()
        .unwrap_or_else(|| [cast.moderator, cast.case_giver].into_iter().flatten().collect());
    Ok(here.event(SessionEvent::PeopleKnown { seat: here.me.id, knows, told }))
}

pub fn apply(session: &mut CaseSession, e: &SessionEvent) {
    match e {
        SessionEvent::Stopped { by, at } => {
            let ran = session.clocks.get(usize::from(session.phase));
            let ran = ran.is_some_and(|clock| clock.since.is_some());
            phases::stop_clock(session, *at);
            session.stop = Some(Stop { by: *by, ran });
        }
        SessionEvent::WentOn { at } => {
            let ran = session.stop.take().is_some_and(|stop| stop.ran);
            if ran {
                phases::start_clock(session, *at);
            }
        }
        SessionEvent::PeopleKnown { seat, knows: true, told } => {
            session.acquainted.insert(*seat, told.clone());
        }
        SessionEvent::PeopleKnown { seat, knows: false, .. } => {
            session.acquainted.remove(seat);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Step;
    use crate::meeting::Left;
    use crate::specification::*;
    use crate::time::Span;

    #[test]
    fn anybody_stops_and_the_clock_stands_until_it_goes_on() {
        for by in ALL {
            let scene = in_phase(ACCOUNT)
                .at(minute(2))
                .when(by, Step::Stop)
                .then(&[SessionEvent::Stopped { by: Some(by), at: minute(2) }])
                .when(MIRKO, Step::Stop)
                .refused(Refusal::StopIsUp)
                .when(JANA, Step::Resume)
                .refused(Refusal::StopIsUp)
                .at(minute(9))
                .given(by, Step::GoOn)
                .at(minute(10));
            assert_eq!(scene.session().clock().left(scene.now), Left::Time(Span::minutes(7)));
        }
    }

    #[test]
    fn the_moderator_lets_it_go_on_as_well_and_nobody_else() {
        in_phase(ACCOUNT)
            .when(JANA, Step::GoOn)
            .refused(Refusal::StopIsDown)
            .given(SELIN, Step::Stop)
            .when(MIRKO, Step::GoOn)
            .refused(Refusal::NotModerator)
            .given(JANA, Step::GoOn);
    }

    #[test]
    fn a_clock_that_stood_before_stands_afterwards() {
        let scene = in_phase(ACCOUNT)
            .given(JANA, Step::Pause)
            .given(SELIN, Step::Stop)
            .given(SELIN, Step::GoOn);
        assert_eq!(scene.session().clock().since, None);
    }

    #[test]
    fn nobody_goes_on_past_the_card_but_a_session_can_end_there() {
        let stopped = in_phase(ACCOUNT)
            .given(SELIN, Step::Stop)
            .when(JANA, Step::Enter { from: ACCOUNT, to: QUESTION })
            .refused(Refusal::StopIsUp);
        let on = stopped.clone().given(JANA, Step::GoOn);
        on.given(JANA, Step::Enter { from: ACCOUNT, to: QUESTION });
        assert_eq!(stopped.given(JANA, Step::End).session().stop, None);
    }

    #[test]
    fn who_knows_people_says_so_to_moderator_and_case_giver_and_takes_it_back() {
        let told = [JANA, HOLGER].into();
        let scene = in_phase(ACCOUNT)
            .when(MIRKO, Step::KnowPeople { knows: true })
            .then(&[SessionEvent::PeopleKnown { seat: MIRKO, knows: true, told }])
            .when(MIRKO, Step::KnowPeople { knows: true })
            .then_nothing();
        for seat in ALL {
            let knows = scene.seen_by(seat).session().acquainted.contains_key(&MIRKO);
            assert_eq!(knows, [JANA, HOLGER, MIRKO].contains(&seat), "{seat:?}");
        }
        let scene = scene.given(MIRKO, Step::KnowPeople { knows: false });
        assert!(scene.session().acquainted.is_empty());
    }

    #[test]
    fn who_knows_people_in_one_case_may_know_nobody_in_another() {
        let scene = in_phase(ACCOUNT)
            .given(MIRKO, Step::KnowPeople { knows: true })
            .given(JANA, Step::ChooseCase { case: TOBIAS_CASE });
        assert!(scene.session().acquainted.is_empty());
    }
}

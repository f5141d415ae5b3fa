//! How case sessions begin, end and go on.

use super::*;
use crate::command::Deed;
use crate::specification::*;

const SECOND: SessionId = SessionId::from_bytes([30; 16]);

fn begin_as(session: SessionId) -> Deed {
    begin_with(session, tietze())
}

#[test]
fn whoever_leads_begins_a_case_session_and_the_method_is_frozen() {
    let scene = arrived()
        .when(MIRKO, begin_as(SESSION))
        .refused(Refusal::NotModerator)
        .when(JANA, begin_as(SESSION))
        .then(&[GroupEvent::SessionBegun {
            session: SESSION,
            method: Box::new(tietze()),
            guide: words(200),
            by: JANA,
            at: minute(0),
        }]);
    let session = scene.session();
    assert_eq!(*session.method, tietze());
    assert_eq!((session.guide, session.begun_by), (words(200), JANA));
    assert_eq!((session.now_in().id.as_str(), session.clock().visits), ("casting", 1));
}

#[test]
fn one_case_session_runs_at_a_time() {
    begun()
        .when(JANA, begin_as(SECOND))
        .refused(Refusal::SessionRunning)
        .given(JANA, Step::End)
        .when(JANA, begin_as(SESSION))
        .refused(Refusal::AlreadyThere)
        .given(JANA, begin_as(SECOND));
}

#[test]
fn a_group_that_has_had_its_fill_begins_no_further_session() {
    let most = u8::try_from(SESSIONS_PER_GROUP).expect("few enough");
    let full = (0..most).fold(arrived(), |scene, n| {
        let session = SessionId::from_bytes([100 + n; 16]);
        let scene = Scene { session, ..scene.given(JANA, begin_as(session)) };
        scene.given(JANA, Step::End)
    });
    full.when(JANA, begin_as(SECOND)).refused(Refusal::TooManySessions);
}

#[test]
fn a_method_that_cannot_be_played_begins_nothing() {
    let method = Method { phases: Vec::new(), ..tietze() };
    arrived().when(JANA, begin_with(SESSION, method.clone())).refused(Refusal::MethodUnplayable);
    // And if such a session were in a log, nobody would fall over it.
    let mut scene = arrived();
    let (method, guide, at) = (Box::new(method), words(200), minute(0));
    let begun = GroupEvent::SessionBegun { session: SESSION, method, guide, by: JANA, at };
    apply_in_group(&mut scene.meeting, GROUP, &begun);
    scene.when(JANA, Step::Pause).refused(Refusal::NoSuchSession);
}

#[test]
fn steps_go_to_a_session_of_ones_own_group() {
    arrived().when(JANA, Step::Pause).refused(Refusal::NoSuchSession);
    let scene = Scene { session: SECOND, ..begun() };
    scene.when(JANA, Step::Pause).refused(Refusal::NoSuchSession);
}

#[test]
fn an_ended_session_stands_still() {
    let scene = in_phase(CLOSING);
    let took_part = scene.meeting.members(GROUP);
    let scene = scene
        .at(minute(3))
        .when(HOLGER, Step::End)
        .refused(Refusal::NotModerator)
        .when(JANA, Step::End)
        .then(&[
            SessionEvent::Ended { at: minute(3), took_part }.event(SESSION),
            Event::Case(HOLGERS_CASE, CaseEvent::Consulted { done: true }),
        ])
        .at(minute(30));
    assert_eq!(scene.session().clock().elapsed(scene.now), Span::minutes(3));
    scene
        .when(JANA, Step::Resume)
        .refused(Refusal::SessionEnded)
        .when(HOLGER, Step::NameStep { phase: CLOSING, words: words(70), until: None })
        .refused(Refusal::SessionEnded)
        .when(JANA, Step::End)
        .refused(Refusal::SessionEnded);
}

#[test]
fn an_ended_session_remembers_who_did_what_and_the_group_is_free() {
    let before = in_phase(CLOSING).group().cast;
    let scene = in_phase(CLOSING).given(JANA, Step::End);
    assert_eq!(scene.group().cast_of(scene.session()), before);
    let free = Cast { moderator: Some(JANA), ..Cast::default() };
    assert_eq!(scene.group().cast, free);
}

#[test]
fn an_ended_session_is_taken_up_where_it_was() {
    let before = in_phase(CLOSING).group().cast;
    let scene = in_phase(CLOSING)
        .when(JANA, Step::Reopen)
        .refused(Refusal::SessionNotEnded)
        .given(JANA, Step::End)
        .when(MIRKO, Step::Reopen)
        .refused(Refusal::NotModerator)
        .when(JANA, Step::Reopen)
        .then(&[
            SessionEvent::Reopened.event(SESSION),
            Event::Case(HOLGERS_CASE, CaseEvent::Consulted { done: false }),
        ]);
    assert_eq!(scene.group().cast, before);
    assert_eq!(scene.session().phase, CLOSING);
    // The clock stands until somebody lets it run.
    scene
        .when(JANA, Step::Pause)
        .refused(Refusal::ClockStands)
        .given(JANA, Step::Resume)
        .given(HOLGER, Step::NameStep { phase: CLOSING, words: words(70), until: None });
}

#[test]
fn whoever_moderates_by_now_moderates_the_session_that_goes_on() {
    let scene = in_phase(CLOSING)
        .given(JANA, Step::End)
        .given(JANA, Deed::NameModerator { seat: SELIN })
        .given(JANA, Deed::Leave { seat: JANA })
        .given(SELIN, Deed::Leave { seat: TOBIAS })
        .given(SELIN, Step::Reopen);
    // Selin moderates and writes no longer, and nobody gets a role back who has left.
    let cast = Cast { moderator: Some(SELIN), case_giver: Some(HOLGER), ..Cast::default() };
    assert_eq!(scene.group().cast, cast);
    scene.given(SELIN, Step::Resume);
}

#[test]
fn whoever_is_the_deputy_by_now_stays_it_in_the_session_that_goes_on() {
    let deputy = |seat| Deed::NameDeputy { seat: Some(seat) };
    let scene = in_phase(CLOSING)
        .given(JANA, deputy(MIRKO))
        .given(JANA, Step::End)
        .given(JANA, deputy(AGNES))
        .given(JANA, Step::Reopen);
    assert_eq!(scene.group().cast.deputy, Some(AGNES));
}

#[test]
fn whoever_kept_the_time_keeps_it_in_the_session_that_goes_on_if_they_are_still_here() {
    let keep = |seat| Step::Cast { role: Role::Timekeeper, seat: Some(seat) };
    let ended = |seat| {
        let scene = in_phase_of(timed(), CLOSING).given(JANA, keep(seat));
        scene.given(JANA, Step::End)
    };
    // Whoever moderates may keep the time as well.
    for seat in [JANA, AGNES] {
        assert_eq!(ended(seat).given(JANA, Step::Reopen).group().cast.timekeeper, Some(seat));
    }
    let left = ended(AGNES).given(AGNES, Deed::Leave { seat: AGNES });
    assert_eq!(left.given(JANA, Step::Reopen).group().cast.timekeeper, None);
}

#[test]
fn a_case_giver_who_moderates_by_now_hands_over_before_the_session_goes_on() {
    in_phase(CLOSING)
        .given(JANA, Step::End)
        .given(JANA, Deed::NameModerator { seat: HOLGER })
        .when(HOLGER, Step::Reopen)
        .refused(Refusal::ModeratorHasCase)
        .given(HOLGER, Deed::NameModerator { seat: JANA })
        .given(JANA, Step::Reopen);
}

#[test]
fn a_second_session_begins_with_the_moderator_and_nobody_else() {
    let scene = in_phase(CLOSING)
        .given(JANA, Step::End)
        .given(JANA, Deed::NameModerator { seat: HOLGER })
        .given(HOLGER, begin_as(SECOND));
    // Whoever handed over stays the deputy.
    let cast = Cast { moderator: Some(HOLGER), deputy: Some(JANA), ..Cast::default() };
    assert_eq!(scene.group().cast, cast);
    // The case that was not chosen the last time is still there.
    let second = Scene { session: SECOND, ..scene };
    let second = second.given(HOLGER, Step::ChooseCase { case: TOBIAS_CASE });
    assert_eq!(second.group().cast.case_giver, Some(TOBIAS));
    // The first one keeps its own cast, and is not taken up beside the second.
    let first = Scene { session: SESSION, ..second };
    assert_eq!(first.session().cast.case_giver, Some(HOLGER));
    first.when(HOLGER, Step::Reopen).refused(Refusal::SessionRunning);
}

#[test]
fn an_earlier_session_is_not_taken_up_after_a_later_one() {
    let scene = begun().given(JANA, Step::End).given(JANA, begin_as(SECOND));
    let scene = Scene { session: SECOND, ..scene }.given(JANA, Step::End);
    let first = Scene { session: SESSION, ..scene };
    first.when(JANA, Step::Reopen).refused(Refusal::SessionRunning);
}

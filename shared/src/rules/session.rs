//! A case session: how it begins, ends and goes on, and where each step within it is decided.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;
use core::mem;

use crate::command::Step;
use crate::event::{Event, GroupEvent, SessionEvent};
use crate::id::{GroupId, SeatId, SessionId};
use crate::limits::SESSIONS_PER_GROUP;
use crate::meeting::{CaseSession, Cast, Clock, Group, Meeting, Seat};
use crate::method::{Method, Role, See};
use crate::refusal::Refusal;
use crate::rules::attendance::{self, Member};
use crate::rules::{cards, cases, dots, outcome, phases, roles};
use crate::time::{Span, Timestamp};

/// Somebody in a case session of their group.
pub struct Place<'m> {
    pub me: &'m Member<'m>,
    pub session: &'m CaseSession,
}

impl Place<'_> {
    pub fn roles(&self) -> &'static [Role] {
        self.me.group.cast_of(self.session).roles(self.me.id)
    }

    pub fn is(&self, role: Role) -> bool {
        self.roles().contains(&role)
    }

    pub fn moderator(&self) -> Result<(), Refusal> {
        if self.me.leads() { Ok(()) } else { Err(Refusal::NotModerator) }
    }

    pub fn case_giver(&self) -> Result<(), Refusal> {
        if self.is(Role::CaseGiver) { Ok(()) } else { Err(Refusal::NotCaseGiver) }
    }

    /// The trace of one thing that happens in this session.
    pub fn event(&self, event: SessionEvent) -> Vec<Event> {
        vec![self.me.in_group(GroupEvent::In(self.session.id, event))]
    }
}

pub fn begin(
    me: &Member,
    session: SessionId,
    method: &Method,
    at: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    if !me.leads() {
        return Err(Refusal::NotModerator);
    }
    if me.group.running().is_some() {
        return Err(Refusal::SessionRunning);
    }
    if me.group.sessions.len() >= SESSIONS_PER_GROUP {
        return Err(Refusal::TooManySessions);
    }
    if me.m.session(session).is_some() {
        return Err(Refusal::AlreadyThere);
    }
    method.check().map_err(|_| Refusal::MethodUnplayable)?;
    let method = Box::new(method.clone());
    Ok(vec![me.in_group(GroupEvent::SessionBegun { session, method, at })])
}

pub fn decide(
    me: &Member,
    session: SessionId,
    step: &Step,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let session = me.group.sessions.iter().find(|other| other.id == session);
    let here = Place { me, session: session.ok_or(Refusal::NoSuchSession)? };
    if let Step::Reopen = step {
        return reopen(&here);
    }
    if here.session.ended.is_some() {
        return Err(Refusal::SessionEnded);
    }
    match step {
        Step::Cast { role, seat } => roles::cast(&here, *role, *seat),
        Step::PlaceDots { cases } => dots::place(&here, cases),
        Step::ShowDots => dots::show(&here),
        Step::ChooseCase { case } => roles::choose_case(&here, *case),
        Step::Enter { from, to } => phases::enter(&here, *from, *to, now),
        Step::Pause => phases::pause(&here, now),
        Step::Resume => phases::resume(&here, now),
        Step::AddMinutes { minutes } => phases::add_minutes(&here, *minutes),
        Step::Ready { ready } => phases::ready(&here, *ready),
        Step::ChooseModule { module } => phases::choose_module(&here, module),
        Step::Collect => cards::collect(&here),
        Step::Reveal => cards::reveal(&here),
        Step::WriteCard { card, phase, words } => cards::write(&here, *card, *phase, *words),
        Step::RewordCard { card, words } => cards::reword(&here, *card, *words),
        Step::RemoveCard { card } => cards::remove(&here, *card),
        Step::FixQuestion { words } => outcome::fix_question(&here, *words),
        Step::ReopenQuestion => outcome::reopen_question(&here),
        Step::Star { cards } => outcome::star(&here, cards),
        Step::ShowStars => outcome::show_stars(&here),
        Step::NameStep { words, until } => outcome::name_step(&here, *words, *until),
        Step::End => end(&here, now),
        Step::Reopen => Err(Refusal::SessionNotEnded),
    }
}

fn end(here: &Place, at: Timestamp) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    Ok(here.event(SessionEvent::Ended { at }))
}

fn reopen(here: &Place) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    if here.session.ended.is_none() {
        return Err(Refusal::SessionNotEnded);
    }
    // Only the latest session: an earlier one would run beside it.
    if here.me.group.sessions.last().map(|last| last.id) != Some(here.session.id) {
        return Err(Refusal::SessionRunning);
    }
    let giver = here.session.cast.case_giver;
    if giver.is_some() && giver == here.me.group.cast.moderator {
        return Err(Refusal::ModeratorHasCase);
    }
    Ok(here.event(SessionEvent::Reopened))
}

pub fn apply_in_group(m: &mut Meeting, group: GroupId, e: &GroupEvent) {
    let Meeting { groups, seats, .. } = m;
    let Some(group) = groups.get_mut(&group) else { return };
    match e {
        GroupEvent::ModeratorNamed { seat } => attendance::apply_moderator(group, *seat),
        GroupEvent::CaseBrought { .. }
        | GroupEvent::CaseReworded { .. }
        | GroupEvent::CaseWithdrawn { .. } => cases::apply(group, e),
        GroupEvent::SessionBegun { session, method, at } => {
            // Decided only for a method that can be played; without a phase there is no session.
            if !method.phases.is_empty() {
                group.sessions.push(fresh(*session, method, *at));
            }
        }
        GroupEvent::In(session, event) => apply(group, seats, *session, event),
    }
}

fn fresh(id: SessionId, method: &Method, began: Timestamp) -> CaseSession {
    let planned = |minutes: u16| Span::minutes(minutes.into());
    let mut clocks: Vec<_> = method
        .phases
        .iter()
        .map(|phase| Clock { planned: planned(phase.minutes), ..Clock::default() })
        .collect();
    if let Some(first) = clocks.first_mut() {
        first.since = Some(began);
    }
    let collecting = method.phases.first().is_some_and(|phase| phase.see == See::Own);
    CaseSession {
        id,
        method: Box::new(method.clone()),
        began,
        ended: None,
        cast: Cast::default(),
        case: None,
        dots: Default::default(),
        tally: None,
        phase: 0,
        furthest: 0,
        clocks,
        ready: Default::default(),
        module: None,
        question: None,
        collecting,
        cards: Vec::new(),
        stars: None,
        step: None,
    }
}

fn apply(group: &mut Group, seats: &BTreeMap<SeatId, Seat>, id: SessionId, e: &SessionEvent) {
    let Some(session) = group.sessions.iter_mut().find(|session| session.id == id) else { return };
    match e {
        SessionEvent::RoleGiven { role, seat } => roles::apply_role(&mut group.cast, *role, *seat),
        SessionEvent::CaseChosen { case, giver } => {
            roles::apply_case(&mut group.cast, session, *case, *giver);
        }
        SessionEvent::DotsPlaced { .. } | SessionEvent::DotsShown { .. } => {
            dots::apply(session, e);
        }
        SessionEvent::PhaseEntered { .. }
        | SessionEvent::ClockPaused { .. }
        | SessionEvent::ClockResumed { .. }
        | SessionEvent::MinutesAdded { .. }
        | SessionEvent::ReadySet { .. }
        | SessionEvent::ModuleChosen { .. } => phases::apply(session, e),
        SessionEvent::CollectingBegun
        | SessionEvent::CardWritten { .. }
        | SessionEvent::CardReworded { .. }
        | SessionEvent::CardRemoved { .. }
        | SessionEvent::CardsRevealed { .. } => cards::apply(session, e),
        SessionEvent::QuestionFixed { .. }
        | SessionEvent::QuestionReopened
        | SessionEvent::Starred { .. }
        | SessionEvent::StarsShown { .. }
        | SessionEvent::StepNamed { .. } => outcome::apply(session, e),
        SessionEvent::Ended { at } => {
            session.ended = Some(*at);
            session.cast = mem::take(&mut group.cast);
            group.cast.moderator = session.cast.moderator;
            phases::stop_clock(session, *at);
        }
        SessionEvent::Reopened => {
            session.ended = None;
            group.cast = roles::resumed(session.cast, group.cast.moderator, seats);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Deed;
    use crate::specification::*;

    const SECOND: SessionId = SessionId::from_bytes([30; 16]);

    fn begin_as(session: SessionId) -> Deed {
        Deed::Begin { session, method: tietze() }
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
                at: minute(0),
            }]);
        assert_eq!(*scene.session().method, tietze());
        assert_eq!(scene.session().now_in().id, "casting");
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
        arrived()
            .when(JANA, Deed::Begin { session: SESSION, method: method.clone() })
            .refused(Refusal::MethodUnplayable);
        // And if such a session were in a log, nobody would fall over it.
        let mut scene = arrived();
        let begun =
            GroupEvent::SessionBegun { session: SESSION, method: Box::new(method), at: minute(0) };
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
        let scene = in_phase(CLOSING)
            .at(minute(3))
            .when(HOLGER, Step::End)
            .refused(Refusal::NotModerator)
            .when(JANA, Step::End)
            .then(&[SessionEvent::Ended { at: minute(3) }])
            .at(minute(30));
        assert_eq!(scene.session().clock().elapsed(scene.now), Span::minutes(3));
        scene
            .when(JANA, Step::Resume)
            .refused(Refusal::SessionEnded)
            .when(HOLGER, Step::NameStep { words: words(70), until: None })
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
            .then(&[SessionEvent::Reopened]);
        assert_eq!(scene.group().cast, before);
        assert_eq!(scene.session().phase, CLOSING);
        // The clock stands until somebody lets it run.
        scene
            .when(JANA, Step::Pause)
            .refused(Refusal::ClockStands)
            .given(JANA, Step::Resume)
            .given(HOLGER, Step::NameStep { words: words(70), until: None });
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
        assert_eq!(scene.group().cast, Cast { moderator: Some(HOLGER), ..Cast::default() });
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
}

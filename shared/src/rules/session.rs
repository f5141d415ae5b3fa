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
        Step::WriteCard { card, words } => cards::write(&here, *card, *words),
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
    let giver = here.session.cast.case_giver;
    if giver.is_some() && giver == here.me.group.cast.moderator {
        return Err(Refusal::ModeratorHasCase);
    }
    // Only the latest session: an earlier one would run beside it.
    if here.me.group.sessions.last().map(|last| last.id) != Some(here.session.id) {
        return Err(Refusal::SessionRunning);
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

//! A case session: how it begins, ends and goes on, and where each step within it is decided.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;
use core::mem;

use crate::command::Step;
use crate::event::{CaseEvent, Event, GroupEvent, SessionEvent};
use crate::id::{GroupId, RecordId, SeatId, SessionId};
use crate::limits::SESSIONS_PER_GROUP;
use crate::meeting::{Case, CaseSession, Cast, Clock, Group, Meeting, Seat};
use crate::method::{Method, Phase, Role};
use crate::refusal::Refusal;
use crate::rules::attendance::{self, Member};
use crate::rules::{cards, care, dots, followup, groups, outcome, parking, phases, roles, turns};
use crate::time::{Span, Timestamp};

/// Somebody in a case session: of their group, or one in which they took part before.
pub struct Place<'m> {
    pub me: &'m Member<'m>,
    pub group_id: GroupId,
    pub group: &'m Group,
    pub session: &'m CaseSession,
}

impl Place<'_> {
    pub fn roles(&self) -> Vec<Role> {
        self.roles_of(self.me.id)
    }

    pub fn roles_of(&self, seat: SeatId) -> Vec<Role> {
        self.group.cast_of(self.session).roles(seat, self.session)
    }

    pub fn writes(&self, phase: &Phase) -> bool {
        self.group.cast_of(self.session).writes(self.me.id, phase, self.session)
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
        self.events([event])
    }

    /// The trace of several things that happen at once.
    pub fn events(&self, events: impl IntoIterator<Item = SessionEvent>) -> Vec<Event> {
        let in_group = |event| Event::In(self.group_id, GroupEvent::In(self.session.id, event));
        events.into_iter().map(in_group).collect()
    }
}

pub fn begin(
    me: &Member,
    session: SessionId,
    method: &Method,
    guide: RecordId,
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
    Ok(vec![me.in_group(GroupEvent::SessionBegun { session, method, guide, by: me.id, at })])
}

/// Somebody in a case session, running or ended.
pub fn place<'m>(me: &'m Member<'m>, session: SessionId) -> Result<Place<'m>, Refusal> {
    let found =
        me.m.session(session)
            .filter(|(group, _, it)| me.m.is_open_to((me.id, me.group_id()), (*group, it)));
    let (group_id, group, session) = found.ok_or(Refusal::NoSuchSession)?;
    Ok(Place { me, group_id, group, session })
}

pub fn decide(
    me: &Member,
    session: SessionId,
    step: &Step,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let here = place(me, session)?;
    match step {
        Step::Reopen => return reopen(&here),
        // What was said stays the case giver's, also afterwards.
        Step::Release { item, reach, words } => {
            return followup::release(&here, *item, *reach, *words);
        }
        Step::FillSheet { words } => return followup::fill_sheet(&here, *words),
        _ => {}
    }
    if here.session.ended.is_some() {
        return Err(Refusal::SessionEnded);
    }
    match step {
        Step::Cast { role, seat } => roles::cast(&here, *role, *seat),
        Step::PlaceDots { cases } => dots::place(&here, cases),
        Step::PlaceCardDots { cards } => dots::place_on_cards(&here, cards),
        Step::ShowDots => dots::show(&here),
        Step::ChooseCase { case } => roles::choose_case(&here, *case),
        Step::Enter { from, to } => phases::enter(&here, *from, *to, now),
        Step::Pause => phases::pause(&here, now),
        Step::Resume => phases::resume(&here, now),
        Step::AddMinutes { minutes } => phases::add_minutes(&here, *minutes),
        Step::Plan { minutes } => phases::plan(&here, minutes),
        Step::LeaveOut { phase, out } => phases::leave_out(&here, *phase, *out),
        Step::Turn { from, to } => turns::pass(&here, *from, *to),
        Step::Stop => care::stop(&here, now),
        Step::GoOn => care::go_on(&here, now),
        Step::KnowPeople { knows } => care::know_people(&here, *knows),
        Step::Ready { ready } => phases::ready(&here, *ready),
        Step::ChooseModule { module, guide } => phases::choose_module(&here, module, *guide),
        Step::TurnCards { over } => cards::turn(&here, *over),
        Step::Collect => cards::collect(&here),
        Step::Reveal => cards::reveal(&here),
        Step::WriteCard { card, phase, column, anonymous, words } => {
            cards::write(&here, *card, *phase, (*column, *anonymous), *words)
        }
        Step::WriteReverse { card, words } => cards::write_reverse(&here, *card, *words),
        Step::MarkCard { card, mark } => cards::mark(&here, *card, *mark),
        Step::Park { id, from, words } => parking::park(&here, *id, *from, *words),
        Step::Unpark { id } => parking::unpark(&here, *id),
        Step::AskWordings { open } => outcome::ask_wordings(&here, *open),
        Step::RewordCard { card, words } => cards::reword(&here, *card, *words),
        Step::RemoveCard { card } => cards::remove(&here, *card),
        Step::FixQuestion { words } => outcome::fix_question(&here, *words),
        Step::ReopenQuestion => outcome::reopen_question(&here),
        Step::Star { cards } => outcome::star(&here, cards),
        Step::ShowStars => outcome::show_stars(&here),
        Step::NameStep { phase, words, until } => outcome::name_step(&here, *phase, *words, *until),
        Step::End => end(&here, now),
        Step::Reopen | Step::Release { .. } | Step::FillSheet { .. } => {
            Err(Refusal::SessionNotEnded)
        }
    }
}

fn end(here: &Place, at: Timestamp) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    let took_part = here.me.m.members(here.group_id);
    let mut happens = vec![SessionEvent::Ended { at, took_part }];
    happens.extend(cards::shown(here.session, u8::MAX));
    let mut events = here.events(happens);
    events.extend(consulted(here.session, true));
    Ok(events)
}

/// Whether its case is over is for everybody to know: another round is made of what is left.
fn consulted(session: &CaseSession, done: bool) -> Option<Event> {
    session.case.map(|case| Event::Case(case, CaseEvent::Consulted { done }))
}

fn reopen(here: &Place) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    if here.session.ended.is_none() {
        return Err(Refusal::SessionNotEnded);
    }
    // Whoever sits elsewhere by now leads nothing here.
    if here.group_id != here.me.group_id() {
        return Err(Refusal::NotModerator);
    }
    // Only the latest session: an earlier one would run beside it.
    if here.group.sessions.last().map(|last| last.id) != Some(here.session.id) {
        return Err(Refusal::SessionRunning);
    }
    let giver = here.session.cast.case_giver;
    let apart = here.session.method.lead().is_some();
    if apart && giver.is_some() && giver == here.group.cast.moderator {
        return Err(Refusal::ModeratorHasCase);
    }
    let mut events = here.event(SessionEvent::Reopened);
    events.extend(consulted(here.session, false));
    Ok(events)
}

pub fn apply_in_group(m: &mut Meeting, group: GroupId, e: &GroupEvent) {
    let Meeting { groups, seats, cases, .. } = m;
    if let GroupEvent::Formed { .. } = e {
        groups.entry(group).or_default();
    }
    let id = group;
    let Some(group) = groups.get_mut(&id) else { return };
    match e {
        GroupEvent::ModeratorNamed { seat } => {
            attendance::apply_moderator(group, seats, *seat);
        }
        GroupEvent::DeputyNamed { seat } => group.cast.deputy = *seat,
        GroupEvent::ModerationOffered { open } => group.moderation_offered = *open,
        GroupEvent::SessionBegun { session, method, guide, by, at } => {
            // Decided only for a method that can be played; without a phase there is no session.
            if !method.phases.is_empty() {
                group.sessions.push(fresh(*session, method, (*guide, *by), *at));
                take_up(group, cases, seats);
            }
        }
        GroupEvent::Formed { .. }
        | GroupEvent::HelpCalled { .. }
        | GroupEvent::HelpAnswered { .. }
        | GroupEvent::MinutesAsked { .. } => groups::apply_in_group(group, e),
        GroupEvent::In(session, event) => apply(group, (id, seats), *session, event),
    }
}

/// A group that was formed around a case begins with it, the first time.
fn take_up(group: &mut Group, cases: &[Case], seats: &BTreeMap<SeatId, Seat>) {
    let Group { cast, sessions, case, .. } = group;
    let Some((session, earlier)) = sessions.split_last_mut() else { return };
    let case = cases.iter().find(|it| Some(it.id) == *case && !it.withdrawn);
    let Some(case) = case.filter(|case| earlier.iter().all(|it| it.case != Some(case.id))) else {
        return;
    };
    let Some(giver) = case.giver() else { return };
    let here = seats.get(&giver).is_some_and(|seat| !seat.left);
    let leads = session.method.lead().is_some() && cast.moderator == Some(giver);
    if here && !leads {
        roles::apply_case(cast, session, case.id, giver);
    }
}

fn fresh(
    id: SessionId,
    method: &Method,
    (guide, begun_by): (RecordId, SeatId),
    began: Timestamp,
) -> CaseSession {
    let planned = |minutes: u16| Span::minutes(minutes.into());
    let mut clocks: Vec<_> = method
        .phases
        .iter()
        .map(|phase| Clock { planned: planned(phase.minutes), ..Clock::default() })
        .collect();
    if let Some(first) = clocks.first_mut() {
        first.since = Some(began);
        first.visits = 1;
    }
    let collecting = method.phases.first().is_some_and(Phase::begins_hidden);
    CaseSession {
        id,
        method: Box::new(method.clone()),
        guide,
        begun_by,
        began,
        ended: None,
        reopened: false,
        took_part: Default::default(),
        late: Default::default(),
        cast: Cast::default(),
        case: None,
        case_dots: Default::default(),
        card_dots: Default::default(),
        phase: 0,
        furthest: 0,
        clocks,
        left_out: Default::default(),
        ready: Default::default(),
        turn: None,
        heard: Default::default(),
        before: None,
        stop: None,
        acquainted: Default::default(),
        modules: Vec::new(),
        asks_wordings: false,
        question: None,
        collecting,
        turned: false,
        cards: Vec::new(),
        parked: Vec::new(),
        stars: None,
        first_steps: Vec::new(),
        releases: Default::default(),
        reports: Vec::new(),
        case_sheet: None,
    }
}

fn apply(
    group: &mut Group,
    here: (GroupId, &BTreeMap<SeatId, Seat>),
    id: SessionId,
    e: &SessionEvent,
) {
    let Some(session) = group.sessions.iter_mut().find(|session| session.id == id) else { return };
    match e {
        SessionEvent::RoleGiven { role, seat } => {
            roles::apply_role(&mut group.cast, session, *role, *seat);
        }
        SessionEvent::CameLate { seat } => session.late.extend([*seat]),
        SessionEvent::CaseChosen { case, giver } => {
            roles::apply_case(&mut group.cast, session, *case, *giver);
        }
        SessionEvent::DotsPlaced { .. }
        | SessionEvent::DotsShown { .. }
        | SessionEvent::CardDotsPlaced { .. }
        | SessionEvent::CardDotsShown { .. } => dots::apply(session, e),
        SessionEvent::PhaseEntered { .. }
        | SessionEvent::ClockPaused { .. }
        | SessionEvent::ClockResumed { .. }
        | SessionEvent::MinutesAdded { .. }
        | SessionEvent::MinutesPlanned { .. }
        | SessionEvent::PhaseLeftOut { .. }
        | SessionEvent::ReadySet { .. }
        | SessionEvent::ModuleChosen { .. } => phases::apply(session, e),
        SessionEvent::TurnPassed { to, anew } => turns::apply(session, *to, *anew),
        SessionEvent::Stopped { .. }
        | SessionEvent::WentOn { .. }
        | SessionEvent::PeopleKnown { .. } => care::apply(session, e),
        SessionEvent::AdviceParked { .. }
        | SessionEvent::AdviceOffered { .. }
        | SessionEvent::AdviceDone { .. } => parking::apply(session, e),
        SessionEvent::Released { .. }
        | SessionEvent::Reported { .. }
        | SessionEvent::ReportsShown { .. }
        | SessionEvent::ReportsHidden { .. }
        | SessionEvent::SheetFilled { .. } => followup::apply(session, e),
        SessionEvent::CollectingBegun
        | SessionEvent::CardWritten { .. }
        | SessionEvent::CardReworded { .. }
        | SessionEvent::CardRemoved { .. }
        | SessionEvent::CardsRevealed { .. }
        | SessionEvent::CardsShown { .. }
        | SessionEvent::CardsTurned { .. }
        | SessionEvent::ReverseWritten { .. }
        | SessionEvent::CardMarked { .. } => cards::apply(session, e),
        SessionEvent::WordingsAsked { .. }
        | SessionEvent::QuestionFixed { .. }
        | SessionEvent::QuestionReopened
        | SessionEvent::Starred { .. }
        | SessionEvent::StarsShown { .. }
        | SessionEvent::StepNamed { .. } => outcome::apply(session, e),
        SessionEvent::Ended { at, took_part } => {
            session.ended = Some(*at);
            session.took_part.extend(took_part);
            session.cast = mem::take(&mut group.cast);
            group.cast.moderator = session.cast.moderator;
            group.cast.deputy = session.cast.deputy;
            session.turn = None;
            session.stop = None;
            phases::stop_clock(session, *at);
        }
        SessionEvent::Reopened => {
            session.ended = None;
            session.reopened = true;
            // Who has gone meanwhile holds nobody up.
            let (id, seats) = here;
            let is_here =
                |seat: &SeatId| seats.get(seat).is_some_and(|it| !it.left && it.group == id);
            session.ready.retain(is_here);
            session.heard.retain(is_here);
            group.cast = roles::resumed(session.cast, group.cast, here);
        }
    }
}

#[cfg(test)]
mod tests;

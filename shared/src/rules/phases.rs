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

//! Phases and their clock: the person drives, the clock informs. Nothing elapses.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::mem;

use crate::event::{Event, SessionEvent};
use crate::id::RecordId;
use crate::limits::MODULES_PER_SESSION;
use crate::meeting::{Before, CaseSession, Chosen};
use crate::method::{Flag, Kind, MOST_MINUTES, Module, Phase};
use crate::refusal::Refusal;
use crate::rules::session::Place;
use crate::rules::{cards, parking};
use crate::time::{Span, Timestamp};

/// For how long a group that goes back has only undone its step: what it left is as it was. A
/// little longer than the screens offer it.
const UNDO: Span = Span::seconds(15);
/// Most minutes that one tap may add; the bar offers 1 and 3.
pub const MOST_ADDED: u8 = 30;

pub fn enter(here: &Place, from: u8, to: u8, at: Timestamp) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    if from != here.session.phase {
        return Err(Refusal::PhaseMoved);
    }
    if usize::from(to) >= here.session.method.phases.len() || to == from {
        return Err(Refusal::NoSuchPhase);
    }
    // What somebody stopped for is spoken of first.
    if here.session.stop.is_some() {
        return Err(Refusal::StopIsUp);
    }
    let mut happens = vec![SessionEvent::PhaseEntered { phase: to, at }];
    happens.extend(cards::shown(here.session, to));
    happens.extend(parking::offered(here.session, to));
    Ok(here.events(happens))
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
    if here.session.stop.is_some() {
        return Err(Refusal::StopIsUp);
    }
    if here.session.clock().since.is_some() {
        return Err(Refusal::ClockRuns);
    }
    Ok(here.event(SessionEvent::ClockResumed { at }))
}

pub fn add_minutes(here: &Place, minutes: u8) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    may_add(here.session, minutes)?;
    Ok(here.event(SessionEvent::MinutesAdded { minutes }))
}

/// Whether the phase that the group is in can get so many more minutes.
pub fn may_add(session: &CaseSession, minutes: u8) -> Result<(), Refusal> {
    let longest = Span::minutes(MOST_MINUTES.into());
    let planned = session.clock().planned + Span::minutes(minutes.into());
    let few = (1..=MOST_ADDED).contains(&minutes) && planned <= longest;
    if few { Ok(()) } else { Err(Refusal::TooManyMinutes) }
}

/// The group plans the minutes of its phases anew: gives some to one and takes them from another.
pub fn plan(here: &Place, minutes: &[(u8, u16)]) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    for (phase, minutes) in minutes {
        if usize::from(*phase) >= here.session.clocks.len() {
            return Err(Refusal::NoSuchPhase);
        }
        if !(1..=MOST_MINUTES).contains(minutes) {
            return Err(Refusal::TooManyMinutes);
        }
    }
    Ok(here.event(SessionEvent::MinutesPlanned { minutes: minutes.to_vec() }))
}

/// The phase the group is in is left by going on, not by leaving it out.
pub fn leave_out(here: &Place, phase: u8, out: bool) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    if usize::from(phase) >= here.session.clocks.len() || phase == here.session.phase {
        return Err(Refusal::NoSuchPhase);
    }
    if here.session.left_out.contains(&phase) == out {
        return Ok(vec![]);
    }
    Ok(here.event(SessionEvent::PhaseLeftOut { phase, out }))
}

pub fn ready(here: &Place, ready: bool) -> Result<Vec<Event>, Refusal> {
    Ok(here.event(SessionEvent::ReadySet { seat: here.me.id, ready }))
}

pub fn choose_module(
    here: &Place,
    module: &Module,
    guide: RecordId,
) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    let phase = here.session.now_in();
    if !phase.has(Kind::Method) && !phase.allows(Flag::UsesModule) {
        return Err(Refusal::NotInThisPhase);
    }
    module.check().map_err(|_| Refusal::ModuleUnplayable)?;
    if here.session.modules.len() >= MODULES_PER_SESSION {
        return Err(Refusal::TooManyModules);
    }
    let module = Box::new(module.clone());
    Ok(here.event(SessionEvent::ModuleChosen { module, guide, by: here.me.id }))
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
        SessionEvent::PhaseEntered { phase, at } => apply_entered(session, *phase, *at),
        SessionEvent::ClockPaused { at } => stop_clock(session, *at),
        SessionEvent::ClockResumed { at } => start_clock(session, *at),
        SessionEvent::MinutesAdded { minutes } => {
            if let Some(clock) = session.clocks.get_mut(usize::from(session.phase)) {
                clock.planned = clock.planned + Span::minutes((*minutes).into());
            }
        }
        SessionEvent::MinutesPlanned { minutes } => {
            for (phase, minutes) in minutes {
                if let Some(clock) = session.clocks.get_mut(usize::from(*phase)) {
                    clock.planned = Span::minutes((*minutes).into());
                }
            }
        }
        SessionEvent::PhaseLeftOut { phase, out: true } => {
            session.left_out.insert(*phase);
        }
        SessionEvent::PhaseLeftOut { phase, out: false } => {
            session.left_out.remove(phase);
        }
        SessionEvent::ReadySet { seat, ready: true } => {
            session.ready.insert(*seat);
        }
        SessionEvent::ReadySet { seat, ready: false } => {
            session.ready.remove(seat);
        }
        SessionEvent::ModuleChosen { module, guide, by } => {
            let module = Module::clone(module);
            session.modules.push(Chosen { module, guide: *guide, by: *by });
            session.turned = false;
        }
        _ => {}
    }
}

fn apply_entered(session: &mut CaseSession, phase: u8, at: Timestamp) {
    let Some(entered) = session.method.phases.get(usize::from(phase)) else { return };
    let Some(clock) = session.clocks.get(usize::from(phase)) else { return };
    session.collecting = collects(session, phase, entered);
    let left = Before {
        phase: session.phase,
        left_at: at,
        ready: mem::take(&mut session.ready),
        turn: session.turn.take(),
        heard: mem::take(&mut session.heard),
        asks_wordings: mem::take(&mut session.asks_wordings),
        ran: session.clock().since.is_some(),
        furthest: session.furthest,
        was_out: session.left_out.contains(&phase),
        spent: clock.spent,
    };
    stop_clock(session, at);
    session.phase = phase;
    let undone = |before: &Before| {
        before.phase == phase && phase < left.phase && at <= before.left_at + UNDO
    };
    match session.before.take().filter(undone) {
        Some(before) => undo(session, left.phase, before, at),
        None => {
            session.before = Some(left);
            session.furthest = session.furthest.max(phase);
            session.left_out.remove(&phase);
            if let Some(clock) = session.clocks.get_mut(usize::from(phase)) {
                clock.visits = clock.visits.saturating_add(1);
            }
            start_clock(session, at);
        }
    }
}

/// The group was in `other` by mistake: the phase it comes back to goes on as if it had not left,
/// and has taken the seconds in between.
fn undo(session: &mut CaseSession, other: u8, before: Before, at: Timestamp) {
    let Before {
        left_at, ready, turn, heard, asks_wordings, ran, furthest, was_out, spent, ..
    } = before;
    (session.ready, session.turn, session.heard) = (ready, turn, heard);
    session.asks_wordings = asks_wordings;
    // Whoever was quick has written something there already: then they have been there. What stands
    // on a sheet nobody knows here.
    let is_beyond = |phase: u8| phase > furthest;
    let writes = |phase: &Phase| phase.has_notes() || phase.words_question();
    let said = session.cards.iter().any(|card| is_beyond(card.phase))
        || session.first_steps.iter().any(|step| is_beyond(step.phase))
        || session
            .method
            .phases
            .iter()
            .take(usize::from(other) + 1)
            .skip(usize::from(furthest) + 1)
            .any(writes);
    if !said {
        session.furthest = furthest;
    }
    if was_out {
        session.left_out.insert(other);
    }
    if let Some(clock) = session.clocks.get_mut(usize::from(other)) {
        clock.visits = clock.visits.saturating_sub(1);
        clock.spent = spent;
    }
    if ran {
        if let Some(clock) = session.clocks.get_mut(usize::from(session.phase)) {
            clock.spent = clock.spent + at.since(left_at);
        }
        start_clock(session, at);
    }
}

/// Whether cards are hidden in a phase that the group enters: in those that hide entries until
/// »Aufdecken«, and wherever some still are. A step forth and back reveals nothing.
fn collects(session: &CaseSession, index: u8, phase: &Phase) -> bool {
    let mut cards = session.cards.iter().filter(|card| card.phase == index && !card.removed);
    match phase.begins_hidden() {
        true => cards.all(|card| card.hidden),
        false => cards.any(|card| card.hidden),
    }
}

/// Lets the clock of the phase the group is in run, if it does not already.
pub fn start_clock(session: &mut CaseSession, at: Timestamp) {
    if let Some(clock) = session.clocks.get_mut(usize::from(session.phase)) {
        clock.since.get_or_insert(at);
    }
}

#[cfg(test)]
mod tests;

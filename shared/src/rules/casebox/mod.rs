//! The case box (Anliegen): what comes without a name, who presents it, what waits for next time and
//! is taken along to it, and whom the lead asks to advise on it.

mod carry;
mod gather;

use alloc::vec;
use alloc::vec::Vec;

use crate::command::CaseStep;
use crate::event::{CaseEvent, Event};
use crate::id::{CaseId, SeatId};
use crate::limits::ASKED_PER_CASE;
use crate::meeting::{Case, Meeting, Naming};
use crate::refusal::Refusal;
use crate::rules::attendance::Member;
use crate::rules::{cases, groups};
use crate::time::Timestamp;

pub fn decide(me: &Member, step: &CaseStep, now: Timestamp) -> Result<Vec<Event>, Refusal> {
    let (case, happens) = match step {
        CaseStep::HandIn { case, words } => {
            cases::is_taken(me, *case, now)?;
            (*case, Some(CaseEvent::HandedIn { by: Some(me.id), words: *words, at: now }))
        }
        CaseStep::ShowName { case } => (*case, show_name(me, *case)?),
        CaseStep::NamePresenter { case, seat } => (*case, name_presenter(me, *case, *seat)?),
        CaseStep::TakeUp { case, up } => {
            me.leads_meeting()?;
            let noted = me.m.case(*case).ok_or(Refusal::NoSuchCase)?.taken_up;
            (*case, (noted != *up).then_some(CaseEvent::TakenUp { up: *up }))
        }
        CaseStep::Ask { case, seats } => (*case, ask(me, *case, seats)?),
        CaseStep::Answer { case, comes } => (*case, answer(me, *case, *comes)?),
        CaseStep::WishFor { seat, cases } => return groups::wish_for(me, *seat, cases),
        CaseStep::Carry { case, since, up, words } => {
            (*case, Some(carry::carry(me, *case, (*since, *up, *words), now)?))
        }
        CaseStep::Claim { case, mine } => (*case, carry::claim(me, *case, *mine)?),
        CaseStep::Gather { case, group, moderator, members } => {
            return gather::gather(me, (*case, *group), *moderator, members, now);
        }
    };
    Ok(happens.map_or_else(Vec::new, |event| vec![Event::Case(case, event)]))
}

fn show_name(me: &Member, case: CaseId) -> Result<Option<CaseEvent>, Refusal> {
    let hidden = cases::own(me, case)?.name == Naming::Hidden;
    Ok(hidden.then_some(CaseEvent::NameShown { by: me.id }))
}

/// Whose it is, or whoever leads, arranges it; whoever was named may give it back.
fn name_presenter(
    me: &Member,
    case: CaseId,
    seat: Option<SeatId>,
) -> Result<Option<CaseEvent>, Refusal> {
    let Case { by, name, presenter, .. } = me.m.case(case).ok_or(Refusal::NoSuchCase)?;
    let own = *by == Some(me.id);
    let gives_back = seat.is_none() && *presenter == Some(me.id);
    if !own && !gives_back && me.leads_meeting().is_err() {
        return Err(Refusal::NotYourCase);
    }
    if let Some(seat) = seat {
        me.m.seat(seat).ok_or(Refusal::NoSuchSeat)?;
    }
    // Whose it is presents it without being named for it.
    let seat = seat.filter(|seat| Some(*seat) != *by);
    if *presenter == seat {
        return Ok(None);
    }
    // That its own author arranged it would tell whose it is.
    let by = by.filter(|_| own && *name == Naming::Hidden);
    Ok(Some(CaseEvent::PresenterNamed { by, seat }))
}

fn ask(me: &Member, case: CaseId, seats: &[SeatId]) -> Result<Option<CaseEvent>, Refusal> {
    me.leads_meeting()?;
    let case = me.m.case(case).ok_or(Refusal::NoSuchCase)?;
    if seats.len() > ASKED_PER_CASE {
        return Err(Refusal::TooManyAsked);
    }
    for seat in seats {
        me.m.seat(*seat).ok_or(Refusal::NoSuchSeat)?;
    }
    let same =
        case.panel.len() == seats.len() && seats.iter().all(|it| case.panel.contains_key(it));
    Ok((!same).then(|| CaseEvent::Asked { seats: seats.to_vec() }))
}

fn answer(me: &Member, case: CaseId, comes: bool) -> Result<Option<CaseEvent>, Refusal> {
    let case = me.m.case(case).ok_or(Refusal::NoSuchCase)?;
    let said = case.panel.get(&me.id).ok_or(Refusal::NotAsked)?;
    Ok((*said != Some(comes)).then_some(CaseEvent::Answered { by: me.id, comes }))
}

pub fn apply(m: &mut Meeting, id: CaseId, e: &CaseEvent) {
    match e {
        CaseEvent::HandedIn { by, words, at } => {
            m.cases.push(Case::new(id, *by, Naming::Hidden, *words, *at));
        }
        CaseEvent::Carried { since, up, words } => {
            let case = Case::new(id, None, Naming::Carried, *words, *since);
            m.cases.push(Case { taken_up: *up, ..case });
        }
        _ => happen(m, id, e),
    }
}

/// What happens to a case that is there.
fn happen(m: &mut Meeting, id: CaseId, e: &CaseEvent) {
    let Some(case) = m.cases.iter_mut().find(|case| case.id == id) else { return };
    match e {
        CaseEvent::HandedIn { .. } | CaseEvent::Carried { .. } => {}
        CaseEvent::Reworded { words, .. } => case.words = *words,
        CaseEvent::Withdrawn { .. } => case.withdrawn = true,
        CaseEvent::NameShown { by } => (case.by, case.name) = (Some(*by), Naming::Shown),
        CaseEvent::Claimed { by } => {
            case.by = *by;
            // Whose it is presents it without being named for it.
            case.presenter.take_if(|seat| Some(*seat) == *by);
        }
        CaseEvent::PresenterNamed { seat, .. } => case.presenter = *seat,
        CaseEvent::TakenUp { up } => case.taken_up = *up,
        CaseEvent::Consulted { done } => case.consulted = *done,
        CaseEvent::Asked { seats } => {
            let before = core::mem::take(&mut case.panel);
            let said = |seat: &SeatId| before.get(seat).copied().flatten();
            case.panel = seats.iter().map(|seat| (*seat, said(seat))).collect();
        }
        CaseEvent::Answered { by, comes } => {
            if let Some(said) = case.panel.get_mut(by) {
                *said = Some(*comes);
            }
        }
    }
}

#[cfg(test)]
mod tests;

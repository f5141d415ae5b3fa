//! Dots on cases: everybody puts theirs unseen, then all are shown at once as sums.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::event::{Event, SessionEvent};
use crate::id::CaseId;
use crate::limits::DOTS_PER_PERSON;
use crate::meeting::CaseSession;
use crate::method::Kind;
use crate::refusal::Refusal;
use crate::rules::session::Place;

pub fn place(here: &Place, cases: &[CaseId]) -> Result<Vec<Event>, Refusal> {
    if !here.session.now_in().has(Kind::Vote) {
        return Err(Refusal::NotInThisPhase);
    }
    if here.session.tally.is_some() {
        return Err(Refusal::DotsShown);
    }
    if cases.len() > DOTS_PER_PERSON {
        return Err(Refusal::TooManyDots);
    }
    if cases.iter().any(|case| here.me.group.case(*case).is_none()) {
        return Err(Refusal::NoSuchCase);
    }
    Ok(here.event(SessionEvent::DotsPlaced { by: here.me.id, cases: Some(cases.to_vec()) }))
}

pub fn show(here: &Place) -> Result<Vec<Event>, Refusal> {
    here.moderator()?;
    if here.session.tally.is_some() {
        return Err(Refusal::DotsShown);
    }
    let mut tally = BTreeMap::new();
    for case in here.session.dots.values().flatten().flatten() {
        *tally.entry(*case).or_insert(0) += 1;
    }
    // Every case is in it, those without a dot as well, in the order in which they were brought.
    let cases = here.me.group.cases.iter().filter(|case| !case.withdrawn);
    let tally = cases.map(|case| (case.id, tally.get(&case.id).copied().unwrap_or(0))).collect();
    Ok(here.event(SessionEvent::DotsShown { tally }))
}

pub fn apply(session: &mut CaseSession, e: &SessionEvent) {
    match e {
        SessionEvent::DotsPlaced { by, cases } => {
            session.dots.insert(*by, cases.clone());
        }
        SessionEvent::DotsShown { tally } => session.tally = Some(tally.clone()),
        _ => {}
    }
}

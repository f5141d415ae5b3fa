//! Cases: everybody may bring some, word them anew and take them back until one is chosen.

use alloc::vec;
use alloc::vec::Vec;

use crate::event::Event;
use crate::event::GroupEvent;
use crate::id::{CaseId, RecordId};
use crate::limits::CASES_PER_GROUP;
use crate::meeting::{Case, Group};
use crate::refusal::Refusal;
use crate::rules::attendance::Member;

pub fn bring(me: &Member, case: CaseId, words: RecordId) -> Result<Vec<Event>, Refusal> {
    if me.group.cases.iter().any(|other| other.id == case) {
        return Err(Refusal::AlreadyThere);
    }
    if me.group.cases.len() >= CASES_PER_GROUP {
        return Err(Refusal::TooManyCases);
    }
    Ok(vec![me.in_group(GroupEvent::CaseBrought { case, by: me.id, words })])
}

pub fn reword(me: &Member, case: CaseId, words: RecordId) -> Result<Vec<Event>, Refusal> {
    own(me, case)?;
    Ok(vec![me.in_group(GroupEvent::CaseReworded { case, words })])
}

pub fn withdraw(me: &Member, case: CaseId) -> Result<Vec<Event>, Refusal> {
    own(me, case)?;
    if me.group.sessions.iter().any(|session| session.case == Some(case)) {
        return Err(Refusal::CaseInUse);
    }
    Ok(vec![me.in_group(GroupEvent::CaseWithdrawn { case })])
}

fn own<'m>(me: &Member<'m>, case: CaseId) -> Result<&'m Case, Refusal> {
    let case = me.group.case(case).ok_or(Refusal::NoSuchCase)?;
    if case.by == me.id { Ok(case) } else { Err(Refusal::NotYourCase) }
}

pub fn apply(group: &mut Group, e: &GroupEvent) {
    match *e {
        GroupEvent::CaseBrought { case, by, words } => {
            group.cases.push(Case { id: case, by, words, withdrawn: false });
        }
        GroupEvent::CaseReworded { case, words } => {
            if let Some(case) = group.cases.iter_mut().find(|other| other.id == case) {
                case.words = words;
            }
        }
        GroupEvent::CaseWithdrawn { case } => {
            if let Some(case) = group.cases.iter_mut().find(|other| other.id == case) {
                case.withdrawn = true;
            }
        }
        _ => {}
    }
}

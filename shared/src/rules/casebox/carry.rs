//! Cases that waited in an earlier meeting: whoever leads takes them along, and whoever is here says
//! that one is theirs.

use crate::event::CaseEvent;
use crate::id::{CaseId, RecordId};
use crate::meeting::Naming;
use crate::refusal::Refusal;
use crate::rules::attendance::Member;
use crate::rules::cases;
use crate::time::Timestamp;

/// Taken along twice it is there already: its id is the same each time.
pub fn carry(
    me: &Member,
    case: CaseId,
    (since, up, words): (Timestamp, bool, RecordId),
    now: Timestamp,
) -> Result<CaseEvent, Refusal> {
    me.leads_meeting()?;
    cases::is_taken(me, case, now)?;
    // Nothing waits from a day that is still to come.
    Ok(CaseEvent::Carried { since: since.min(now), up, words })
}

/// Whoever is first says that it is theirs; they, or whoever leads, take that back until a group
/// consults on it.
pub fn claim(me: &Member, id: CaseId, mine: bool) -> Result<Option<CaseEvent>, Refusal> {
    let case = me.m.case(id).ok_or(Refusal::NoSuchCase)?;
    if case.name != Naming::Carried {
        return Err(Refusal::NotYourCase);
    }
    let by = mine.then_some(me.id);
    match case.by {
        now if now == by => return Ok(None),
        Some(other) if other != me.id && (mine || me.leads_meeting().is_err()) => {
            return Err(Refusal::NotYourCase);
        }
        Some(_) => cases::is_free(me, id)?,
        None => {}
    }
    Ok(Some(CaseEvent::Claimed { by }))
}

//! Cases: everybody may bring some, word them anew and take them back until their pitch begins.

use alloc::vec;
use alloc::vec::Vec;

use crate::event::{CaseEvent, Event};
use crate::id::{CaseId, RecordId};
use crate::limits::CASES_PER_MEETING;
use crate::meeting::{Case, Meeting, Naming};
use crate::refusal::Refusal;
use crate::rules::attendance::Member;
use crate::time::Timestamp;

pub fn bring(
    me: &Member,
    case: CaseId,
    words: RecordId,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    is_taken(me, case, now)?;
    Ok(vec![Event::CaseBrought { case, by: me.id, words, at: now }])
}

/// Whether another case is taken now.
pub(super) fn is_taken(me: &Member, case: CaseId, now: Timestamp) -> Result<(), Refusal> {
    let closed = me.m.invitation.cases_until.is_some_and(|until| until < now);
    if closed && !me.seat.inviting {
        return Err(Refusal::CasesClosed);
    }
    if me.m.cases.iter().any(|other| other.id == case) {
        return Err(Refusal::AlreadyThere);
    }
    if me.m.cases.len() >= CASES_PER_MEETING {
        return Err(Refusal::TooManyCases);
    }
    Ok(())
}

pub fn reword(me: &Member, case: CaseId, words: RecordId) -> Result<Vec<Event>, Refusal> {
    Ok(vec![match own(me, case)?.name {
        Naming::Hidden => Event::Case(case, CaseEvent::Reworded { by: Some(me.id), words }),
        Naming::Named | Naming::Shown | Naming::Carried => Event::CaseReworded { case, words },
    }])
}

/// Until its pitch begins it is its giver's alone. What was taken along and is nobody's here goes
/// with whoever leads, who took it along.
pub fn withdraw(me: &Member, case: CaseId) -> Result<Vec<Event>, Refusal> {
    let is_mine = |it: &&Case| match it.by {
        None if it.name == Naming::Carried => me.leads_meeting().is_ok(),
        by => by == Some(me.id),
    };
    let found = me.m.case(case).ok_or(Refusal::NoSuchCase)?;
    let Case { pitched, name, .. } = *Some(found).filter(is_mine).ok_or(Refusal::NotYourCase)?;
    if pitched {
        return Err(Refusal::CasePitched);
    }
    is_free(me, case)?;
    Ok(vec![match name {
        Naming::Hidden => Event::Case(case, CaseEvent::Withdrawn { by: Some(me.id) }),
        Naming::Named | Naming::Shown | Naming::Carried => Event::CaseWithdrawn { case },
    }])
}

/// No session has begun with it.
pub(super) fn is_free(me: &Member, case: CaseId) -> Result<(), Refusal> {
    let mut sessions = me.m.groups.values().flat_map(|group| &group.sessions);
    match sessions.any(|session| session.case == Some(case)) {
        true => Err(Refusal::CaseInUse),
        false => Ok(()),
    }
}

pub(super) fn own<'m>(me: &Member<'m>, case: CaseId) -> Result<&'m Case, Refusal> {
    let case = me.m.case(case).ok_or(Refusal::NoSuchCase)?;
    if case.by == Some(me.id) { Ok(case) } else { Err(Refusal::NotYourCase) }
}

pub fn apply(m: &mut Meeting, e: &Event) {
    match *e {
        Event::CaseBrought { case, by, words, at } => {
            m.cases.push(Case::new(case, Some(by), Naming::Named, words, at));
        }
        Event::CaseReworded { case, words } => {
            if let Some(case) = m.cases.iter_mut().find(|other| other.id == case) {
                case.words = words;
            }
        }
        Event::CaseWithdrawn { case } => {
            if let Some(case) = m.cases.iter_mut().find(|other| other.id == case) {
                case.withdrawn = true;
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::command::{Deed, Step};
    use crate::specification::*;

    fn case(n: u8) -> CaseId {
        CaseId::from_bytes([n; 16])
    }

    fn bring(n: u8) -> Deed {
        Deed::BringCase { case: case(n), words: words(n) }
    }

    #[test]
    fn everybody_may_bring_several_cases_at_any_time() {
        arrived()
            .when(MIRKO, bring(80))
            .then(&[Event::CaseBrought {
                case: case(80),
                by: MIRKO,
                words: words(80),
                at: minute(0),
            }])
            .when(MIRKO, bring(81))
            .then(&[Event::CaseBrought {
                case: case(81),
                by: MIRKO,
                words: words(81),
                at: minute(0),
            }]);
        let closing = in_phase(CLOSING);
        let at = closing.now;
        closing.when(HOLGER, bring(80)).then(&[Event::CaseBrought {
            case: case(80),
            by: HOLGER,
            words: words(80),
            at,
        }]);
    }

    #[test]
    fn a_case_is_brought_once() {
        arrived().given(MIRKO, bring(80)).when(AGNES, bring(80)).refused(Refusal::AlreadyThere);
    }

    #[test]
    fn a_list_that_nobody_reads_any_more_takes_no_further_case() {
        let most = u8::try_from(CASES_PER_MEETING).expect("the list is short");
        let full = (0..most).fold(arrived(), |scene, n| scene.given(AGNES, bring(100 + n)));
        full.when(MIRKO, bring(99)).refused(Refusal::TooManyCases);
    }

    #[test]
    fn a_case_is_worded_anew_by_whoever_brought_it() {
        let reword = |case| Deed::RewordCase { case, words: words(70) };
        let scene = begun()
            .when(HOLGER, reword(HOLGERS_CASE))
            .then(&[Event::CaseReworded { case: HOLGERS_CASE, words: words(70) }]);
        assert_eq!(scene.meeting.cases[0].words, words(70));
        let scene = scene.when(JANA, reword(HOLGERS_CASE)).refused(Refusal::NotYourCase);
        scene.when(HOLGER, reword(case(99))).refused(Refusal::NoSuchCase);
    }

    #[test]
    fn a_case_is_taken_back_by_whoever_brought_it_and_is_gone_then() {
        let withdraw = Deed::WithdrawCase { case: HOLGERS_CASE };
        let scene = begun()
            .when(TOBIAS, withdraw.clone())
            .refused(Refusal::NotYourCase)
            .when(HOLGER, withdraw.clone())
            .then(&[Event::CaseWithdrawn { case: HOLGERS_CASE }]);
        assert_eq!(scene.meeting.case(HOLGERS_CASE), None);
        let scene = scene.when(HOLGER, withdraw).refused(Refusal::NoSuchCase);
        scene
            .when(JANA, Step::ChooseCase { case: HOLGERS_CASE })
            .refused(Refusal::NoSuchCase)
            .when(MIRKO, Step::PlaceDots { cases: vec![HOLGERS_CASE] })
            .refused(Refusal::NoSuchCase);
    }

    #[test]
    fn the_chosen_case_stays_until_another_is_chosen() {
        let withdraw = Deed::WithdrawCase { case: HOLGERS_CASE };
        roles_given()
            .when(HOLGER, withdraw.clone())
            .refused(Refusal::CaseInUse)
            .given(JANA, Step::ChooseCase { case: TOBIAS_CASE })
            .when(HOLGER, withdraw)
            .then(&[Event::CaseWithdrawn { case: HOLGERS_CASE }]);
    }

    #[test]
    fn a_case_that_was_consulted_on_stays_after_the_session() {
        roles_given()
            .given(JANA, Step::End)
            .when(HOLGER, Deed::WithdrawCase { case: HOLGERS_CASE })
            .refused(Refusal::CaseInUse);
    }
}

//! Afterwards: what the case giver releases and how far, what became of the first step, and what
//! stands on the case giver's own sheet besides.

use alloc::vec;
use alloc::vec::Vec;

use crate::event::{Event, SessionEvent};
use crate::id::RecordId;
use crate::meeting::{CaseSession, CaseSheet, Item, Outcome, Reach, Release, Report};
use crate::method::Role;
use crate::refusal::Refusal;
use crate::rules::session::Place;
use crate::time::Timestamp;

/// The case giver alone releases, item by item, and takes back at any time.
pub fn release(
    here: &Place,
    item: Item,
    reach: Reach,
    words: Option<RecordId>,
) -> Result<Vec<Event>, Refusal> {
    here.case_giver()?;
    // Only what leaves the group is worded for others; the group knows what was said.
    if (reach > Reach::Group) != words.is_some() {
        return Err(Refusal::WordingMissing);
    }
    let mut happens = vec![SessionEvent::Released { item, reach, words, by: here.me.id }];
    // What was the case giver's own until now arrives together with its release.
    if item == Item::Report && reach >= Reach::Group && !here.session.shows_reports() {
        let own = here.session.reports.iter().filter(|report| report.gives);
        let reports: Vec<_> = own.copied().collect();
        happens.extend((!reports.is_empty()).then_some(SessionEvent::ReportsShown { reports }));
    }
    Ok(here.events(happens))
}

pub fn report(
    here: &Place,
    phase: u8,
    (outcome, words): (Outcome, Option<RecordId>),
    at: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    if here.session.ended.is_none() {
        return Err(Refusal::SessionNotEnded);
    }
    let by = here.me.id;
    if here.session.steps_of(by).all(|step| step.phase != phase) {
        return Err(Refusal::NoFirstStep);
    }
    // What others promised, they promised all.
    let gives = here.is(Role::CaseGiver);
    let shown = !gives || here.session.shows_reports();
    let report = Report { by, phase, gives, outcome, words, at };
    Ok(here.event(SessionEvent::Reported { report, shown }))
}

/// The sheet is the case giver's own, from the first phase on and for as long as it is kept.
pub fn fill_sheet(here: &Place, words: Option<RecordId>) -> Result<Vec<Event>, Refusal> {
    here.case_giver()?;
    if words.is_none() && here.session.case_sheet.is_none() {
        return Ok(Vec::new());
    }
    Ok(here.event(SessionEvent::SheetFilled { by: here.me.id, words }))
}

pub fn apply(session: &mut CaseSession, e: &SessionEvent) {
    match e {
        SessionEvent::Released { item, reach: Reach::Private, .. } => {
            session.releases.remove(item);
        }
        SessionEvent::Released { item, reach, words, by } => {
            session.releases.insert(*item, Release { reach: *reach, words: *words, by: *by });
        }
        SessionEvent::Reported { report, .. } => session.keep_report(*report),
        SessionEvent::ReportsShown { reports } => {
            reports.iter().for_each(|report| session.keep_report(*report));
        }
        SessionEvent::ReportsHidden { by } => {
            session.releases.remove(&Item::Report);
            session.reports.retain(|report| report.by != *by || !report.gives);
        }
        SessionEvent::SheetFilled { by, words } => {
            session.case_sheet = words.map(|words| CaseSheet { by: *by, words });
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{Deed, Step};
    use crate::lens;
    use crate::specification::*;

    fn free(item: Item, reach: Reach, n: Option<u8>) -> Step {
        Step::Release { item, reach, words: n.map(words) }
    }

    fn told(n: u8) -> Deed {
        Deed::Report {
            session: SESSION,
            phase: CLOSING,
            outcome: Outcome::Differently,
            words: Some(words(n)),
        }
    }

    fn names(scene: &Scene, n: u8) -> bool {
        let mut named = Vec::new();
        lens::records(&scene.meeting, &mut |record| named.push(record));
        named.contains(&words(n))
    }

    #[test]
    fn nothing_is_released_by_itself_and_only_the_case_giver_releases() {
        let scene = in_phase(CLOSING);
        assert!(scene.session().releases.is_empty());
        for by in [JANA, SELIN, MIRKO, TOBIAS] {
            let step = free(Item::Question, Reach::Group, None);
            scene.clone().when(by, step).refused(Refusal::NotCaseGiver);
        }
        scene.given(HOLGER, free(Item::Question, Reach::Group, None));
    }

    #[test]
    fn what_leaves_the_group_has_a_wording_of_its_own() {
        in_phase(CLOSING)
            .when(HOLGER, free(Item::Ideas, Reach::NetworkAnonymous, None))
            .refused(Refusal::WordingMissing)
            .when(HOLGER, free(Item::Ideas, Reach::Group, Some(70)))
            .refused(Refusal::WordingMissing)
            .given(HOLGER, free(Item::Ideas, Reach::Public, Some(70)));
    }

    #[test]
    fn what_is_taken_back_is_named_no_more() {
        let scene = in_phase(CLOSING).given(HOLGER, free(Item::Ideas, Reach::Public, Some(70)));
        assert!(names(&scene, 70));
        let scene = scene.given(HOLGER, free(Item::Ideas, Reach::Private, None));
        assert!(!names(&scene, 70));
        assert!(scene.session().releases.is_empty());
    }

    #[test]
    fn it_is_released_and_taken_back_also_when_the_session_has_ended() {
        in_phase(CLOSING)
            .given(JANA, Step::End)
            .given(HOLGER, free(Item::Step, Reach::Group, None))
            .given(HOLGER, free(Item::Step, Reach::Private, None))
            .when(JANA, free(Item::Step, Reach::Group, None))
            .refused(Refusal::NotCaseGiver);
    }

    #[test]
    fn s1_10_what_became_of_the_first_step_is_told_without_the_moderator() {
        let named = in_phase(CLOSING)
            .given(HOLGER, Step::NameStep { phase: CLOSING, words: words(69), until: None })
            .when(HOLGER, told(70))
            .refused(Refusal::SessionNotEnded);
        let scene = named
            .given(JANA, Step::End)
            .when(JANA, told(70))
            .refused(Refusal::NoFirstStep)
            .at(minute(99))
            .given(HOLGER, told(70));
        let report = Report {
            by: HOLGER,
            phase: CLOSING,
            gives: true,
            outcome: Outcome::Differently,
            words: Some(words(70)),
            at: minute(99),
        };
        assert_eq!(scene.session().reports, [report]);
        // It is his until he shows it, and again when he takes that back.
        let sees = |scene: &Scene| scene.seen_by(MIRKO).session().reports.clone();
        assert_eq!(sees(&scene), []);
        assert!(!names(&scene.seen_by(MIRKO), 70));
        let scene = scene.given(HOLGER, free(Item::Report, Reach::Group, None));
        assert_eq!(sees(&scene), [report]);
        let scene = scene.given(HOLGER, free(Item::Report, Reach::Private, None));
        assert_eq!(sees(&scene), []);
        // A second answer replaces the first.
        assert!(!names(&scene.given(HOLGER, told(71)), 70));
    }

    #[test]
    fn whoever_named_a_first_step_tells_of_their_own() {
        let mut method = tietze();
        method.phases[usize::from(CLOSING)].write = alloc::vec![Role::Everyone];
        let scene = in_phase_of(method, CLOSING)
            .given(HOLGER, Step::NameStep { phase: CLOSING, words: words(69), until: None })
            .given(MIRKO, Step::NameStep { phase: CLOSING, words: words(68), until: None })
            .given(JANA, Step::End)
            .given(HOLGER, told(70))
            .given(MIRKO, told(71));
        let said = |scene: &Scene| {
            let reports = &scene.session().reports;
            reports.iter().map(|it| (it.by, it.words)).collect::<Vec<_>>()
        };
        let (one, other) = ((HOLGER, Some(words(70))), (MIRKO, Some(words(71))));
        assert_eq!(said(&scene), [one, other]);
        // What others promised, they promised all.
        assert_eq!(said(&scene.seen_by(AGNES)), [other]);
    }

    #[test]
    fn the_case_givers_own_sheet_is_theirs_alone_and_never_closes() {
        let fill = |n: Option<u8>| Step::FillSheet { words: n.map(words) };
        let scene =
            in_phase(ACCOUNT).given(HOLGER, fill(Some(70))).given(JANA, go(ACCOUNT, CLOSING));
        for by in [JANA, SELIN, MIRKO, TOBIAS] {
            scene.clone().when(by, fill(Some(71))).refused(Refusal::NotCaseGiver);
            assert_eq!(scene.seen_by(by).session().case_sheet, None);
            assert!(!names(&scene.seen_by(by), 70), "{by:?} may read it");
        }
        assert!(names(&scene.seen_by(HOLGER), 70));
        // What was there before is burned, and so is the last of it.
        let scene = scene.given(JANA, Step::End).given(HOLGER, fill(Some(71)));
        assert!(names(&scene, 71) && !names(&scene, 70));
        let scene = scene.given(HOLGER, fill(None));
        assert!(!names(&scene, 71));
        scene.when(HOLGER, fill(None)).then_nothing();
    }

    #[test]
    fn without_a_first_step_there_is_nothing_to_tell() {
        in_phase(CLOSING)
            .given(JANA, Step::End)
            .when(HOLGER, told(70))
            .refused(Refusal::NoFirstStep);
    }
}

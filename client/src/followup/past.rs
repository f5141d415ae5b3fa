//! First steps and what became of them, as far as the viewer may read them here.

use mirror::Mirror;
use shared::id::{SeatId, SessionId};
use shared::meeting::{CaseSession, Day, FirstStep, Item, Outcome, Report};

use crate::parts::outcome;
use crate::release::is_for_group;
use crate::session;

/// One's own first step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// In which phase one named it.
    pub phase: u8,
    /// What one wanted to do.
    pub text: String,
    /// Who or what helps; may be empty.
    pub help: String,
    /// By when.
    pub until: Option<Day>,
}

/// Somebody's first step from an earlier session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// In which session it was named.
    pub session: SessionId,
    /// Who named it.
    pub name: String,
    /// What they wanted to do; `None` where that is theirs to tell.
    pub text: Option<String>,
    /// By when.
    pub until: Option<Day>,
    /// What became of it.
    pub outcome: Option<String>,
    /// Whether it is one's own, of which the group does not read here.
    pub unseen: bool,
}

/// What somebody told of their first step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Who, and in a word what.
    pub who: String,
    /// The answer with its line.
    pub outcome: String,
    /// The step, where the group may read it.
    pub step: Option<String>,
}

/// One's own first steps from this session.
pub fn own(m: &Mirror, session: SessionId) -> Vec<Own> {
    let session = m.meeting().session(session);
    let Some(((.., session), me)) = session.zip(m.me()) else { return vec![] };
    let own = |step: &FirstStep| {
        let words = m.step(step).words()?;
        let (phase, until) = (step.phase, step.until);
        Some(Own { phase, text: words.text, help: words.help, until })
    };
    session.steps_of(me).filter_map(own).collect()
}

/// One's own answer about the step named in a phase, with its line.
pub fn answer(m: &Mirror, session: SessionId, phase: u8) -> Option<(Outcome, String)> {
    let (.., session) = m.meeting().session(session)?;
    let step = session.steps_of(m.me()?).find(|step| step.phase == phase)?;
    let report = session.report_on(step)?;
    Some((report.outcome, line(m, report)))
}

/// The first steps of the sessions that have ended, the latest first; in each of them the case
/// giver's before the others'.
pub fn earlier(m: &Mirror) -> Vec<Past> {
    m.ended().into_iter().rev().flat_map(|session| steps(m, session)).collect()
}

/// The session of which one has the oldest first step that is due and not answered.
pub fn due(m: &Mirror, today: Day) -> Option<SessionId> {
    let me = m.me()?;
    let due = m.ended().into_iter().filter_map(|session| {
        let open = session.steps_of(me).filter(|step| session.report_on(step).is_none());
        let until = open.filter_map(|step| step.until).min()?;
        (until < today).then_some((until, session.id))
    });
    due.min().map(|(_, session)| session)
}

/// One's first step of the latest session in which one named any, by its phase, if it is not
/// answered.
pub fn unanswered(m: &Mirror) -> Option<(SessionId, u8)> {
    let me = m.me()?;
    let ended = m.ended();
    let session = ended.into_iter().rfind(|session| session.steps_of(me).next().is_some())?;
    let open = session.steps_of(me).find(|step| session.report_on(step).is_none())?;
    Some((session.id, open.phase))
}

/// What was told since the last session began, the latest first.
pub fn told(m: &Mirror) -> Vec<Told> {
    let Some((_, group)) = m.group() else { return vec![] };
    let since = group.sessions.last().map(|session| session.began).unwrap_or_default();
    let all = m.ended().into_iter();
    let all = all.flat_map(|it| it.reports.iter().map(move |report| (it, report)));
    let open =
        |session: &CaseSession, report: &Report, item| !report.gives || is_for_group(session, item);
    let mut told: Vec<_> = all
        .filter(|(session, report)| report.at >= since && open(session, report, Item::Report))
        .collect();
    told.sort_by_key(|(_, report)| core::cmp::Reverse(report.at));
    let one = |(session, report): (&CaseSession, &Report)| {
        let step = session.steps_of(report.by).find(|step| step.phase == report.phase);
        let step = step.filter(|_| open(session, report, Item::Step));
        Told {
            who: session::name_or_you(m, report.by),
            outcome: outcome::told(report.outcome, Some(&line(m, report))),
            step: step.and_then(|step| m.step(step).words()).map(|words| words.text),
        }
    };
    told.into_iter().map(one).collect()
}

fn steps(m: &Mirror, session: &CaseSession) -> Vec<Past> {
    let is_giver = |seat: SeatId| session.cast.case_giver == Some(seat);
    let mut steps: Vec<_> = session.first_steps.iter().collect();
    steps.sort_by_key(|step| !is_giver(step.by));
    let past = |step: &FirstStep| {
        let (giver, mine) = (is_giver(step.by), m.me() == Some(step.by));
        // Whoever gave the case says who reads of it. What others promised, they promised all.
        let open = |item| mine || !giver || is_for_group(session, item);
        let report = session.report_on(step).filter(|_| open(Item::Report));
        let words = m.step(step).words().filter(|_| open(Item::Step));
        Past {
            session: session.id,
            name: session::name_or_you(m, step.by),
            text: words.map(|words| words.text),
            until: step.until,
            outcome: report.map(|it| outcome::told(it.outcome, Some(&line(m, it)))),
            unseen: mine && giver && !is_for_group(session, Item::Step),
        }
    };
    steps.into_iter().map(past).collect()
}

fn line(m: &Mirror, report: &Report) -> String {
    m.report(report).words().map(|words| words.text).unwrap_or_default()
}

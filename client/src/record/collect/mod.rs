//! Gathers a record from the meeting: everything for the case giver; for the group what was
//! released to it, and how the time went by.

mod cards;
mod people;
mod time;

use mirror::Mirror;
use shared::id::SessionId;
use shared::meeting::{CaseSession, Cast, FirstStep, Item};
use shared::pad::{PadId, Sheet};
use vault::words::Link;

use super::attach::attached;
use super::sheet::{Body, Record, Section};
use crate::parts::{clock, outcome};
use crate::release;
use crate::session;
use crate::texts;

/// Where the text of a sheet comes from; empty while it has not arrived.
pub type Read<'a> = &'a dyn Fn(PadId) -> String;

/// Whose record it is for whoever looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The case giver's own sheet, with everything in it.
    Giver,
    /// The group's, with what the case giver released.
    Group,
    /// Everybody's alike: the method knows nobody who gives a case.
    Everyone,
}

/// The session and whose record of it this viewer gets.
pub fn whose(m: &Mirror, id: SessionId) -> Option<Whose> {
    let (_, group, session) = m.meeting().session(id)?;
    let giver = group.cast_of(session).case_giver;
    Some(match giver {
        Some(_) if giver == m.me() => Whose::Giver,
        Some(_) => Whose::Group,
        None => Whose::Everyone,
    })
}

/// The sheets that this viewer's record reads.
pub fn sheets(m: &Mirror, id: SessionId) -> Vec<PadId> {
    let Some((_, _, session)) = m.meeting().session(id) else { return vec![] };
    let phases = session.method.phases.iter().zip(0..=session.furthest);
    let notes = phases.filter(|(phase, _)| phase.has_notes()).map(|(_, n)| Sheet::Notes(n));
    let mut sheets = vec![Sheet::Observation];
    let whose = whose(m, id);
    if whose != Some(Whose::Group) {
        sheets.extend(notes);
    }
    if whose == Some(Whose::Giver) {
        sheets.extend(m.me().map(Sheet::Private));
    }
    let pads = sheets.into_iter().map(|sheet| PadId { session: id, sheet });
    pads.filter(|pad| m.may_read(*pad).is_ok()).collect()
}

/// The record of a session as this viewer may have it; with names only where they are wanted.
pub fn record(m: &Mirror, id: SessionId, names: bool, read: Read<'_>) -> Option<Record> {
    let (_, group, session) = m.meeting().session(id)?;
    let whose = whose(m, id)?;
    let it = Collector { m, session, cast: group.cast_of(session), names, read };
    let title = m.title().words().map(|words| words.title).unwrap_or_default();
    let deleted = clock::day_of(m.meeting().delete_at);
    let mut facts = it.facts();
    let (title, sections, footer) = match whose {
        Whose::Giver => {
            let attached = attached(m, id);
            let sections = it.for_giver(attached.links);
            let own = Some(attached.title).filter(|title| !title.is_empty());
            if own.is_some() {
                facts.insert(0, (texts::record::meeting().into(), title.clone()));
            }
            let title = texts::record::sheet_of(own.unwrap_or(title));
            (title, sections, texts::record::footer_giver(deleted))
        }
        Whose::Group => {
            (texts::record::group_of(title), it.for_group(), texts::record::footer_group(deleted))
        }
        Whose::Everyone => (
            texts::record::group_of(title),
            it.for_everyone(),
            texts::record::footer_group(deleted),
        ),
    };
    let note = if whose == Whose::Group { it.note() } else { String::new() };
    let sections = sections.into_iter().flatten().collect();
    Some(Record { title, facts, note, sections, footer })
}

struct Collector<'a> {
    m: &'a Mirror,
    session: &'a CaseSession,
    cast: Cast,
    names: bool,
    read: Read<'a>,
}

impl Collector<'_> {
    fn for_giver(&self, links: Vec<Link>) -> Vec<Option<Section>> {
        let mut sections =
            vec![Section::new(texts::record::case(), Body::Text(self.case())), self.question()];
        sections.extend(self.written());
        sections.extend([
            self.modules(),
            self.ideas(),
            self.step(),
            self.report(),
            self.others_steps(),
            self.observation(),
            self.m.me().and_then(|me| {
                Section::new(texts::record::private(), self.pad(Sheet::Private(me)))
            }),
            Section::new(texts::record::attachments(), Body::Links(links)),
            Section::new(texts::record::roles(), Body::List(self.roles())),
            Section::new(texts::record::phases(), Body::List(self.phases())),
            Section::new(texts::record::thanks(), Body::Text(self.thanks())),
            Section::new(texts::record::released(), Body::List(self.releases())),
        ]);
        sections
    }

    fn for_group(&self) -> Vec<Option<Section>> {
        let open = |item| release::is_for_group(self.session, item);
        vec![
            self.question().filter(|_| open(Item::Question)),
            self.ideas().or_else(|| self.ideas_as_worded()).filter(|_| open(Item::Ideas)),
            self.step().filter(|_| open(Item::Step)),
            self.report().filter(|_| open(Item::Report)),
            self.others_steps(),
            self.observation(),
            Section::new(texts::record::phases(), Body::List(self.phases())),
        ]
    }

    fn for_everyone(&self) -> Vec<Option<Section>> {
        let mut sections = vec![self.question()];
        sections.extend(self.written());
        sections.extend([
            self.modules(),
            self.others_steps(),
            self.observation(),
            Section::new(texts::record::phases(), Body::List(self.phases())),
        ]);
        sections
    }

    /// What is not released is the case giver's to tell; the record says so rather than be silent.
    fn note(&self) -> String {
        let items = [Item::Question, Item::Ideas, Item::Step];
        let all = items.iter().all(|item| release::is_for_group(self.session, *item));
        if all { String::new() } else { texts::record::up_to_giver().into() }
    }

    fn phase_name(&self, phase: u8) -> String {
        session::name_of(self.m, self.session, phase).unwrap_or_default()
    }

    fn pad(&self, sheet: Sheet) -> Body {
        Body::Text((self.read)(PadId { session: self.session.id, sheet }))
    }

    fn case(&self) -> String {
        let case =
            self.session.case.and_then(|id| self.m.meeting().cases.iter().find(|c| c.id == id));
        case.and_then(|case| self.m.case(case).words())
            .map(|words| words.sentence)
            .unwrap_or_default()
    }

    fn question(&self) -> Option<Section> {
        let words = self.m.question(self.session.question.as_ref()?).words()?;
        Section::new(texts::record::question(), Body::Key(words.text))
    }

    fn modules(&self) -> Option<Section> {
        let guides = self.session.modules.iter().filter_map(|chosen| self.m.module_guide(chosen));
        let names: Vec<_> = guides.map(|guide| texts::of(&guide.name)).collect();
        let heading = match names.len() {
            1 => texts::record::module(),
            _ => texts::record::modules(),
        };
        Section::new(heading, Body::Text(names.join(", ")))
    }

    fn step(&self) -> Option<Section> {
        let steps = self.session.steps_of(self.cast.case_giver?);
        let steps: Vec<_> = steps.map(|step| self.step_lines(step).join("\n")).collect();
        Section::new(texts::record::step(), Body::Text(steps.join("\n\n")))
    }

    fn step_lines(&self, step: &FirstStep) -> Vec<String> {
        let Some(words) = self.m.step(step).words() else { return vec![] };
        let until = step.until.map(|day| texts::record::until(clock::day(day)));
        let help = Some(words.help).filter(|help| !help.is_empty()).map(texts::record::help);
        [Some(words.text), until, help].into_iter().flatten().collect()
    }

    fn report(&self) -> Option<Section> {
        Section::new(texts::record::report(), Body::Text(release::reports(self.m, self.session)))
    }

    /// What the others promised, all of whom heard it, and what became of it.
    fn others_steps(&self) -> Option<Section> {
        let others = self.session.first_steps.iter();
        let others = others.filter(|step| Some(step.by) != self.cast.case_giver);
        let line = |step: &FirstStep| {
            let became = self.session.report_on(step).map(|report| {
                let line = self.m.report(report).words().map(|words| words.text);
                outcome::told(report.outcome, line.as_deref())
            });
            let name = Some(session::name(self.m, step.by)).filter(|_| self.names);
            let said = self.step_lines(step).into_iter();
            name.into_iter().chain(said).chain(became).collect::<Vec<_>>().join(" · ")
        };
        Section::new(texts::record::steps(), Body::List(others.map(line).collect()))
    }

    fn observation(&self) -> Option<Section> {
        Section::new(texts::record::observation(), self.pad(Sheet::Observation))
    }

    fn releases(&self) -> Vec<String> {
        let line = |item| {
            let reach = release::reach_name(release::reach_of(self.session, item));
            texts::record::released_item(release::name(item), reach)
        };
        release::ALL.map(line).to_vec()
    }
}

//! Gathers a record from the meeting: everything for the case giver, the agreed part for the group.

use mirror::Mirror;
use shared::id::{SeatId, SessionId};
use shared::meeting::{CaseSession, Cast, Group, Seat};
use shared::method::{Kind, Role};
use shared::pad::{PadId, Sheet};
use shared::time::Span;
use vault::words::Person;

use super::sheet::{Body, Card, Record, Section};
use crate::parts::clock;
use crate::session;
use crate::texts;

/// Where the text of a sheet comes from; empty while it has not arrived.
pub type Read<'a> = &'a dyn Fn(PadId) -> String;

/// Whose record it is for whoever looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The case giver's own sheet, with everything in it.
    Giver,
    /// The group's, without the account and without private notes.
    Group,
}

/// The session and whose record of it this viewer gets.
pub fn whose(m: &Mirror, id: SessionId) -> Option<Whose> {
    let (_, group, session) = m.meeting().session(id)?;
    let gives = m.me().is_some() && group.cast_of(session).case_giver == m.me();
    Some(if gives { Whose::Giver } else { Whose::Group })
}

/// The sheets that this viewer's record reads.
pub fn sheets(m: &Mirror, id: SessionId) -> Vec<PadId> {
    let Some((_, _, session)) = m.meeting().session(id) else { return vec![] };
    let phases = session.method.phases.iter().zip(0..=session.furthest);
    let notes = phases.filter(|(phase, _)| phase.has(Kind::Pad)).map(|(_, n)| Sheet::Notes(n));
    let mut sheets = vec![Sheet::Observation];
    if whose(m, id) == Some(Whose::Giver) {
        sheets.extend(notes);
        sheets.extend(m.me().map(Sheet::Private));
    }
    let pads = sheets.into_iter().map(|sheet| PadId { session: id, sheet });
    pads.filter(|pad| m.may_read(*pad).is_ok()).collect()
}

/// The record of a session as this viewer may have it; with names only where they are wanted.
pub fn record(m: &Mirror, id: SessionId, names: bool, read: Read<'_>) -> Option<Record> {
    let (_, group, session) = m.meeting().session(id)?;
    let whose = whose(m, id)?;
    let it = Collector { m, group, session, cast: group.cast_of(session), names, read };
    let sections = match whose {
        Whose::Giver => it.for_giver(),
        Whose::Group => it.for_group(),
    };
    let title = m.title().words().map(|words| words.title).unwrap_or_default();
    let deleted = clock::day_of(m.meeting().delete_at);
    Some(Record {
        title: match whose {
            Whose::Giver => texts::record::sheet_of(title),
            Whose::Group => texts::record::group_of(title),
        },
        facts: it.facts(),
        sections: sections.into_iter().flatten().collect(),
        footer: match whose {
            Whose::Giver => texts::record::footer_giver(deleted),
            Whose::Group => texts::record::footer_group(deleted),
        },
    })
}

struct Collector<'a> {
    m: &'a Mirror,
    group: &'a Group,
    session: &'a CaseSession,
    cast: Cast,
    names: bool,
    read: Read<'a>,
}

impl Collector<'_> {
    fn facts(&self) -> Vec<(String, String)> {
        let spent = self.session.clocks.iter().fold(Span::ZERO, |all, clock| all + clock.spent);
        let planned = self.session.clocks.iter().fold(Span::ZERO, |all, clock| all + clock.planned);
        vec![
            (texts::record::date().into(), clock::day_of(self.session.began)),
            (texts::record::method().into(), texts::of(&self.session.method.name).into()),
            (
                texts::record::duration().into(),
                texts::record::spent(clock::minutes(spent), planned.as_seconds() / 60),
            ),
        ]
    }

    fn for_giver(&self) -> Vec<Option<Section>> {
        let mut sections =
            vec![Section::new(texts::record::case(), Body::Text(self.case())), self.question()];
        for (phase, index) in self.session.method.phases.iter().zip(0..=self.session.furthest) {
            if phase.has(Kind::Pad) {
                let heading = texts::of(&phase.name);
                sections.push(Section::new(heading, self.pad(Sheet::Notes(index))));
            }
        }
        sections.extend([
            Section::new(texts::record::module(), Body::Text(self.module())),
            Section::new(texts::record::cards(), Body::Cards(self.cards(|_| true))),
            self.step(),
            Section::new(texts::record::observation(), self.pad(Sheet::Observation)),
            self.m.me().and_then(|me| {
                Section::new(texts::record::private(), self.pad(Sheet::Private(me)))
            }),
            Section::new(texts::record::roles(), Body::List(self.roles())),
            Section::new(texts::record::phases(), Body::List(self.phases())),
            Section::new(texts::record::thanks(), Body::Text(self.thanks())),
        ]);
        sections
    }

    fn for_group(&self) -> Vec<Option<Section>> {
        vec![
            self.question(),
            Section::new(texts::record::ideas(), Body::Cards(self.cards(|card| card.starred))),
            self.step(),
            Section::new(texts::record::observation(), self.pad(Sheet::Observation)),
        ]
    }

    fn pad(&self, sheet: Sheet) -> Body {
        Body::Text((self.read)(PadId { session: self.session.id, sheet }))
    }

    fn case(&self) -> String {
        let case = self.session.case.and_then(|id| self.group.cases.iter().find(|c| c.id == id));
        case.and_then(|case| self.m.case(case).words())
            .map(|words| words.sentence)
            .unwrap_or_default()
    }

    fn question(&self) -> Option<Section> {
        let words = self.m.question(self.session.question.as_ref()?).words()?;
        Section::new(texts::record::question(), Body::Key(words.text))
    }

    fn module(&self) -> String {
        self.session
            .module
            .as_ref()
            .map(|module| texts::of(&module.name).into())
            .unwrap_or_default()
    }

    fn cards(&self, wanted: impl Fn(&Card) -> bool) -> Vec<Card> {
        let stars =
            self.session.stars.as_ref().map(|stars| stars.cards.as_slice()).unwrap_or_default();
        let cards = self.session.cards.iter().zip(1..).filter_map(|(card, number)| {
            let by = self.names.then(|| Some(session::name(self.m, card.face?.by))).flatten();
            let text = self.m.card(card).words()?.text;
            Some(Card { number, starred: stars.contains(&card.id), text, by })
        });
        cards.filter(wanted).collect()
    }

    fn step(&self) -> Option<Section> {
        let step = self.session.step.as_ref()?;
        let words = self.m.step(step).words()?;
        let until = step.until.map(|day| texts::record::until(clock::day(day)));
        let help = Some(words.help).filter(|help| !help.is_empty()).map(texts::record::help);
        let lines = [Some(words.text), until, help].into_iter().flatten();
        Section::new(texts::record::step(), Body::Text(lines.collect::<Vec<_>>().join("\n")))
    }

    fn people(&self) -> Vec<SeatId> {
        let group = self.m.group().map(|(id, _)| id);
        let took_part = |seat: &Seat| {
            Some(seat.group) == group && self.session.ended.is_none_or(|end| seat.since <= end)
        };
        let seats = self.m.meeting().seats.iter().filter(|(_, seat)| took_part(seat));
        let people: Vec<_> =
            seats.map(|(id, seat)| (*id, seat, self.m.person(*id).words())).collect();
        // Whoever left since took part as well; whoever came back took part once.
        let is_back = |id, who: &Option<Person>| {
            people.iter().any(|(other, seat, name)| *other != id && !seat.left && name == who)
        };
        let once = people.iter().filter(|(id, seat, who)| !(seat.left && is_back(*id, who)));
        once.map(|(id, ..)| *id).collect()
    }

    fn roles(&self) -> Vec<String> {
        let people = self.people();
        let in_role = |role: Role| {
            let people =
                people.iter().filter(move |seat| self.cast.roles(**seat).first() == Some(&role));
            (session::role_name(role), people.copied().collect::<Vec<_>>())
        };
        let roles =
            [Role::CaseGiver, Role::Moderator, Role::Scribe, Role::Observer, Role::Consultant];
        let filled = roles.map(in_role).into_iter().filter(|(_, people)| !people.is_empty());
        let lines = filled.map(|(role, people)| {
            let names = people.iter().map(|seat| session::name(self.m, *seat)).collect::<Vec<_>>();
            match (self.names, people.len()) {
                (true, _) => format!("{role}: {}", names.join(", ")),
                (false, 1) => role.to_owned(),
                (false, many) => texts::record::role_count(role, many),
            }
        });
        lines.collect()
    }

    fn phases(&self) -> Vec<String> {
        let phases = self.session.method.phases.iter().zip(&self.session.clocks);
        let lines = phases.map(|(phase, clock)| {
            let planned = clock.planned.as_seconds() / 60;
            texts::record::phase(texts::of(&phase.name), clock::minutes(clock.spent), planned)
        });
        lines.collect()
    }

    fn thanks(&self) -> String {
        let giver = self.cast.case_giver;
        let others = self.people().into_iter().filter(|seat| Some(*seat) != giver);
        let names: Vec<_> = others.map(|seat| session::name(self.m, seat)).collect();
        match self.names {
            true => texts::record::thanks_to(names.join(", ")),
            false => texts::record::thanks_all(names.len() as u64),
        }
    }
}

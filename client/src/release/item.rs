//! What can be released of a case session: the words in which it was said, and how far it has gone.

use mirror::Mirror;
use shared::id::{SeatId, SessionId};
use shared::meeting::{CaseSession, Item, Reach};
use vault::words::{Details, Release};

use super::anonymise::Known;
use super::entry::Released;
use crate::parts::outcome;
use crate::texts;

/// Everything that can be released, in the order in which it came about.
pub const ALL: [Item; 4] = [Item::Question, Item::Ideas, Item::Step, Item::Report];

/// How far something can go, from nowhere to everybody.
pub const REACHES: [Reach; 5] =
    [Reach::Private, Reach::Group, Reach::NetworkAnonymous, Reach::NetworkWithHouse, Reach::Public];

/// What it is called.
pub fn name(item: Item) -> &'static str {
    match item {
        Item::Question => texts::release::question(),
        Item::Ideas => texts::release::ideas(),
        Item::Step => texts::release::step(),
        Item::Report => texts::release::report(),
    }
}

/// How far it goes, in a few words.
pub fn reach_name(reach: Reach) -> &'static str {
    match reach {
        Reach::Private => texts::release::private(),
        Reach::Group => texts::release::group(),
        Reach::NetworkAnonymous => texts::release::network_anonymous(),
        Reach::NetworkWithHouse => texts::release::network_with_house(),
        Reach::Public => texts::release::public(),
    }
}

/// How far it has been released.
pub fn reach_of(session: &CaseSession, item: Item) -> Reach {
    session.releases.get(&item).map(|release| release.reach).unwrap_or_default()
}

/// Whether the case giver has let the group have it.
pub fn is_for_group(session: &CaseSession, item: Item) -> bool {
    reach_of(session, item) >= Reach::Group
}

/// As it was said in the group; nothing where it has not been said.
pub fn said(m: &Mirror, session: SessionId, item: Item) -> Option<String> {
    let (_, group, session) = m.meeting().session(session)?;
    let text = match item {
        Item::Question => m.question(session.question.as_ref()?).words()?.text,
        Item::Ideas => ideas(m, session)?,
        Item::Step => steps(m, session, group.cast_of(session).case_giver?),
        Item::Report => reports(m, session),
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

/// The first steps that somebody named, one a line.
fn steps(m: &Mirror, session: &CaseSession, giver: SeatId) -> String {
    let steps = session.steps_of(giver).filter_map(|step| m.step(step).words());
    steps.map(|words| words.text).collect::<Vec<_>>().join("\n")
}

/// What became of the case giver's first steps, one a line.
pub fn reports(m: &Mirror, session: &CaseSession) -> String {
    let told = session.reports.iter().filter(|report| report.gives).map(|report| {
        let line = m.report(report).words().map(|words| words.text);
        outcome::told(report.outcome, line.as_deref())
    });
    told.collect::<Vec<_>>().join("\n")
}

/// What is taken along, one idea a line. A card that was turned over says on its other side what to
/// do.
fn ideas(m: &Mirror, session: &CaseSession) -> Option<String> {
    let stars = &session.stars.as_ref()?.cards;
    let starred = session.cards.iter().filter(|card| stars.contains(&card.id));
    let words = starred.filter_map(|card| m.reverse(card).words().or_else(|| m.card(card).words()));
    let ideas: Vec<_> = words.map(|words| words.text).collect();
    match ideas.as_slice() {
        [only] => Some(only.clone()),
        _ => Some(ideas.iter().map(|idea| format!("– {idea}")).collect::<Vec<_>>().join("\n")),
    }
}

/// Whether the group has not been shown what the case giver takes along.
pub fn is_unseen(m: &Mirror, session: SessionId) -> bool {
    let stars = m.meeting().session(session).and_then(|(.., session)| session.stars.as_ref());
    stars.is_some_and(|stars| !stars.shown)
}

/// The words that were released for others, with what the entry says besides.
pub fn words(m: &Mirror, session: SessionId, item: Item) -> Option<Release> {
    let (.., session) = m.meeting().session(session)?;
    m.release(session.releases.get(&item)?).words()
}

/// The wording that was released for others.
pub fn wording(m: &Mirror, session: SessionId, item: Item) -> Option<String> {
    Some(words(m, session, item)?.text)
}

/// How the words for others begin: as they were released before, else as it was said.
pub fn begin(m: &Mirror, session: SessionId, item: Item) -> Release {
    words(m, session, item).unwrap_or_else(|| Release {
        text: said(m, session, item).unwrap_or_default(),
        details: Details::default(),
    })
}

/// What was released beyond the group.
pub fn released(m: &Mirror, session: SessionId) -> Vec<Released> {
    let Some((.., it)) = m.meeting().session(session) else { return vec![] };
    let leaves = it.releases.iter().filter(|(_, release)| release.reach > Reach::Group);
    let leaves = leaves.filter_map(|(item, release)| {
        let Release { text, details } = m.release(release).words()?;
        Some(Released { item: *item, reach: release.reach, text, details })
    });
    leaves.collect()
}

/// Where the case giver comes from, as they typed it; may be empty.
pub fn giver_house(m: &Mirror, session: SessionId) -> String {
    let house = || {
        let (_, group, session) = m.meeting().session(session)?;
        Some(m.person(group.cast_of(session).case_giver?).words()?.house)
    };
    house().unwrap_or_default()
}

/// Whom and what the wording is not to name.
pub fn known(m: &Mirror, reach: Reach, year: u32) -> Known {
    let seats = m.meeting().seats.keys();
    let people: Vec<_> = seats.filter_map(|seat| m.person(*seat).words()).collect();
    let told = own_house(m).filter(|_| reach == Reach::NetworkWithHouse);
    let houses = people.iter().map(|person| person.house.clone());
    let houses = houses.filter(|house| !house.is_empty() && Some(house) != told.as_ref());
    Known { houses: houses.collect(), people: people.into_iter().map(|it| it.name).collect(), year }
}

fn own_house(m: &Mirror) -> Option<String> {
    Some(m.person(m.me()?).words()?.house).filter(|house| !house.is_empty())
}

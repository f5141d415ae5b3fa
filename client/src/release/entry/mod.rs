//! The network entry (Netzwerkeintrag): what leaves the group, and nothing besides. One sheet for
//! each reach, for a sheet with the house on it would tell whose the anonymous items are.
//!
//! Deliberately absent: the meeting's title, the date, the method and everybody who was there.

use shared::meeting::{Item, Reach};

use crate::record::sheet::{Body, Record, Section};
use crate::texts;

/// The reaches that lead out of the group.
const REACHES: [Reach; 3] = [Reach::NetworkAnonymous, Reach::NetworkWithHouse, Reach::Public];

/// Something that was released beyond the group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// What.
    pub item: Item,
    /// How far.
    pub reach: Reach,
    /// In the wording for others.
    pub text: String,
}

/// One sheet for each reach to which something was released, in their order.
pub fn sheets(released: &[Released], house: &str) -> Vec<(Reach, Record)> {
    let sheet = |reach| Some((reach, sheet(reach, released, house)?));
    REACHES.into_iter().filter_map(sheet).collect()
}

/// What was released exactly this far, as a sheet; `house` is the case giver's and stands on it
/// only where it may. `None` where nothing was.
pub fn sheet(reach: Reach, released: &[Released], house: &str) -> Option<Record> {
    let text = |item| {
        let it = released.iter().find(|it| it.item == item && it.reach == reach);
        it.map(|it| it.text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let audience = match reach {
        Reach::Private | Reach::Group => return None,
        Reach::NetworkAnonymous | Reach::NetworkWithHouse => texts::entry::for_network(),
        Reach::Public => texts::entry::for_all(),
    };
    let house = (reach == Reach::NetworkWithHouse).then(|| house.trim().to_owned());
    let house = house.filter(|house| !house.is_empty());
    let licence = match reach {
        Reach::Public => texts::entry::licence_public(),
        _ => texts::entry::licence_network(),
    };
    let facts = [
        Some((texts::entry::audience().to_owned(), audience.to_owned())),
        house.map(|house| (texts::entry::house().to_owned(), house)),
        Some((texts::entry::licence().to_owned(), licence.to_owned())),
    ];
    let sections = [
        (texts::entry::advice(), text(Item::Ideas)),
        (texts::entry::step(), text(Item::Step)),
        (texts::entry::report(), text(Item::Report)),
    ];
    let sections = sections.into_iter().filter_map(|(heading, text)| {
        text.and_then(|text| Section::new(heading, Body::Text(text)))
    });
    let sections: Vec<_> = sections.collect();
    let question = text(Item::Question);
    if question.is_none() && sections.is_empty() {
        return None;
    }
    Some(Record {
        title: question.unwrap_or_else(|| texts::entry::untitled().into()),
        facts: facts.into_iter().flatten().collect(),
        note: String::new(),
        sections,
        footer: texts::entry::footer().into(),
    })
}

/// The same with something else released, or released anew: what the sheets would say then.
pub fn with(mut released: Vec<Released>, more: Released) -> Vec<Released> {
    released.retain(|it| it.item != more.item);
    released.push(more);
    released
}

#[cfg(test)]
mod tests;

//! The network entry (Netzwerkeintrag): what leaves the group, and nothing besides. One sheet for
//! each reach, for a sheet with the house on it would tell whose the anonymous items are.
//!
//! Deliberately absent: the meeting's title, its date, the method and everybody who was there.

mod fields;
mod points;

use shared::meeting::{Item, Reach};
use vault::words::Details;

use crate::record::sheet::{Body, Record, Section};
use crate::texts;

#[cfg(target_arch = "wasm32")]
pub use self::fields::{Field, fields, kind_name, may_leave, size_name, topic_name};
pub use self::fields::{leaving, typed};
use self::points::points;
#[cfg(target_arch = "wasm32")]
pub use self::points::too_many;

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
    /// What the entry says of it besides.
    pub details: Details,
}

/// One sheet for each reach to which something was released, in their order.
pub fn sheets(released: &[Released], house: &str) -> Vec<(Reach, Record)> {
    let sheet = |reach| Some((reach, sheet(reach, released, house)?));
    REACHES.into_iter().filter_map(sheet).collect()
}

/// What was released exactly this far, as a sheet; `house` is the case giver's and stands on it
/// only where it may. What is empty or was not released leaves no trace. `None` where nothing was.
pub fn sheet(reach: Reach, released: &[Released], house: &str) -> Option<Record> {
    if reach <= Reach::Group {
        return None;
    }
    let here = |item| {
        let mut all = released.iter().filter(|it| it.item == item && it.reach == reach);
        all.find(|it| !it.text.trim().is_empty())
    };
    let text = |item| here(item).map(|it| it.text.trim().to_owned());
    // Another client may have sealed more than may go this far.
    let details =
        |item| here(item).map(|it| leaving(it.details.clone(), item, reach)).unwrap_or_default();
    let question = text(Item::Question);
    let whole = details(Item::Question);
    let sections = sections(&whole, &details(Item::Ideas), &details(Item::Report), &text);
    if question.is_none() && sections.is_empty() {
        return None;
    }
    let house = (reach == Reach::NetworkWithHouse).then(|| house.to_owned());
    let facts = [
        (texts::entry::audience(), Some(whole.audience.clone())),
        (texts::entry::topics(), fields::topics(&whole)),
        (texts::entry::house_kind(), fields::house(&whole)),
        (texts::entry::house(), house),
        (texts::entry::contact(), Some(whole.contact.clone())),
        (texts::entry::as_of(), whole.as_of.map(fields::month)),
        (texts::entry::review(), whole.review.map(fields::month)),
        match reach {
            Reach::Public => {
                (texts::entry::licence(), Some(texts::entry::licence_public().to_owned()))
            }
            _ => (texts::entry::passing(), Some(texts::entry::passing_network().to_owned())),
        },
    ];
    let facts = facts.into_iter().filter_map(|(label, value)| {
        let value = value.map(|value| value.trim().to_owned()).filter(|it| !it.is_empty())?;
        Some((label.to_owned(), value))
    });
    Some(Record {
        title: question.unwrap_or_else(|| texts::entry::untitled().into()),
        facts: facts.collect(),
        note: String::new(),
        sections,
        footer: texts::entry::footer().into(),
    })
}

/// What stands under the entry's title, in the order in which others look for it.
fn sections(
    whole: &Details,
    ideas: &Details,
    report: &Details,
    text: &dyn Fn(Item) -> Option<String>,
) -> Vec<Section> {
    let said = |text: &str| Body::Text(text.trim().to_owned());
    let worded = |item| Body::Text(text(item).unwrap_or_default());
    let advice = match text(Item::Ideas).map(|text| points(&text)).unwrap_or_default() {
        none if none.is_empty() => worded(Item::Ideas),
        points => Body::Points(points),
    };
    let became = report.as_of.map(fields::month);
    let became = became.map_or(texts::entry::report().to_owned(), texts::entry::report_of);
    let sections = [
        Section::new(texts::entry::answer(), said(&ideas.answer)),
        Section::new(texts::entry::situation(), said(&whole.situation)),
        Section::new(texts::entry::advice(), advice),
        Section::new(texts::entry::step(), worded(Item::Step)),
        Section::new(became, worded(Item::Report)),
        Section::new(texts::entry::pitfalls(), said(&ideas.pitfalls)),
        Section::new(texts::entry::effort(), said(&ideas.effort)),
        Section::new(texts::entry::links(), Body::Links(ideas.links.clone())),
    ];
    sections.into_iter().flatten().collect()
}

/// The same with something else released, or released anew: what the sheets would say then.
pub fn with(mut released: Vec<Released>, more: Released) -> Vec<Released> {
    released.retain(|it| it.item != more.item);
    released.push(more);
    released
}

#[cfg(test)]
mod tests;

//! The fields of a network entry besides its wording: which release each of them goes with, how far
//! it may go, and how it is written.

use shared::meeting::{Day, Item, Reach};
use vault::words::{Details, HouseKind, HouseSize, Topic};

use crate::calendar::civil;
use crate::texts;

/// One field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// For whom it is.
    Audience,
    /// How things stood before.
    Situation,
    /// Kind and size of the house, in place of its name.
    House,
    /// What it is about.
    Topics,
    /// Whom others may ask.
    Contact,
    /// The answer in three sentences.
    Answer,
    /// Where one stumbles.
    Pitfalls,
    /// What it took.
    Effort,
    /// Templates and links.
    Links,
    /// Of when it speaks.
    AsOf,
    /// When it wants to be looked through again.
    Review,
}

/// The fields that tell more of what is released here, and are gone with it. What concerns the entry
/// as a whole goes with its title, the question.
pub fn fields(item: Item) -> &'static [Field] {
    match item {
        Item::Question => &[
            Field::Audience,
            Field::Situation,
            Field::House,
            Field::Topics,
            Field::Contact,
            Field::AsOf,
            Field::Review,
        ],
        Item::Ideas => &[Field::Answer, Field::Pitfalls, Field::Effort, Field::Links],
        Item::Report => &[Field::AsOf],
        Item::Step => &[],
    }
}

/// Whether a field may go this far: whom others may ask would tell whose the anonymous entry is.
pub fn may_leave(field: Field, reach: Reach) -> bool {
    match field {
        Field::Contact => reach >= Reach::NetworkWithHouse,
        _ => reach > Reach::Group,
    }
}

/// What of it goes with this release, as far as it goes; nothing else is sealed with it.
pub fn leaving(details: Details, item: Item, reach: Reach) -> Details {
    let goes = |field| fields(item).contains(&field) && may_leave(field, reach);
    let house = goes(Field::House);
    Details {
        audience: kept(goes(Field::Audience), details.audience),
        situation: kept(goes(Field::Situation), details.situation),
        house_kind: kept(house, details.house_kind),
        house_size: kept(house, details.house_size),
        topics: kept(goes(Field::Topics), details.topics),
        contact: kept(goes(Field::Contact), details.contact),
        answer: kept(goes(Field::Answer), details.answer),
        pitfalls: kept(goes(Field::Pitfalls), details.pitfalls),
        effort: kept(goes(Field::Effort), details.effort),
        links: kept(goes(Field::Links), details.links),
        as_of: kept(goes(Field::AsOf), details.as_of),
        review: kept(goes(Field::Review), details.review),
    }
}

fn kept<T: Default>(goes: bool, it: T) -> T {
    if goes { it } else { T::default() }
}

/// Everything in it that somebody typed, to be looked through before it goes.
pub fn typed(details: &Details) -> Vec<&str> {
    let Details { audience, situation, contact, answer, pitfalls, effort, links, .. } = details;
    let texts = [audience, situation, contact, answer, pitfalls, effort];
    let links = links.iter().flat_map(|link| [&link.label, &link.address]);
    let all = texts.into_iter().chain(links).map(String::as_str);
    all.filter(|text| !text.is_empty()).collect()
}

/// Kind and size of the house in one line: `Gedenkstätte, ehrenamtlich geführt`.
pub fn house(details: &Details) -> Option<String> {
    let parts = [details.house_kind.map(kind_name), details.house_size.map(size_name)];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The topics in one line.
pub fn topics(details: &Details) -> Option<String> {
    let names: Vec<_> = details.topics.iter().copied().map(topic_name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A day as an entry names it, by its month: `Oktober 2026`.
pub fn month(day: Day) -> String {
    let (year, month, _) = civil(day);
    let names = texts::entry::months().split(' ').zip(1..);
    let name = names.into_iter().find_map(|(name, of)| (of == month).then_some(name));
    texts::entry::month(name.unwrap_or_default(), year)
}

/// What a kind of house is called.
pub fn kind_name(kind: HouseKind) -> &'static str {
    match kind {
        HouseKind::Town => texts::entry::kind_town(),
        HouseKind::Local => texts::entry::kind_local(),
        HouseKind::Art => texts::entry::kind_art(),
        HouseKind::Technology => texts::entry::kind_technology(),
        HouseKind::Nature => texts::entry::kind_nature(),
        HouseKind::OpenAir => texts::entry::kind_open_air(),
        HouseKind::Monument => texts::entry::kind_monument(),
        HouseKind::Memorial => texts::entry::kind_memorial(),
        HouseKind::Archive => texts::entry::kind_archive(),
        HouseKind::Association => texts::entry::kind_association(),
        HouseKind::Other => texts::entry::kind_other(),
    }
}

/// What a size of house is called.
pub fn size_name(size: HouseSize) -> &'static str {
    match size {
        HouseSize::Volunteers => texts::entry::size_volunteers(),
        HouseSize::One => texts::entry::size_one(),
        HouseSize::Small => texts::entry::size_small(),
        HouseSize::Middle => texts::entry::size_middle(),
        HouseSize::Large => texts::entry::size_large(),
    }
}

/// What a topic is called.
pub fn topic_name(topic: Topic) -> &'static str {
    match topic {
        Topic::Collection => texts::entry::topic_collection(),
        Topic::Education => texts::entry::topic_education(),
        Topic::Funding => texts::entry::topic_funding(),
        Topic::Law => texts::entry::topic_law(),
        Topic::Ai => texts::entry::topic_ai(),
        Topic::Security => texts::entry::topic_security(),
        Topic::Accessibility => texts::entry::topic_accessibility(),
        Topic::Volunteering => texts::entry::topic_volunteering(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_named_by_its_month() {
        // 1970-01-01, 2000-02-29, 2000-03-01, 2026-10-31, 2027-01-01.
        let days = [0, 11_016, 11_017, 20_757, 20_819].map(|day| month(Day(day)));
        assert_eq!(
            days,
            ["Januar 1970", "Februar 2000", "März 2000", "Oktober 2026", "Januar 2027"]
        );
    }
}

//! What in a text may give people and houses away, and what could stand there instead. It marks and
//! offers; the case giver decides.

mod find;
mod numbers;
mod offer;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

pub use find::marks;
pub use offer::offers;

/// What is known of those who are here, and when it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The names of the people.
    pub people: Vec<String>,
    /// The names of the houses that are to stay unnamed.
    pub houses: Vec<String>,
    /// This year.
    pub year: u32,
}

/// How a piece of a text gives something away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// It names a person.
    Person,
    /// It names a house.
    House,
    /// It names a place.
    Place,
    /// It names a sum of money.
    Sum,
    /// It names a year.
    Year,
    /// One can call there.
    Phone,
    /// One can write there or look there.
    Address,
}

/// A piece of a text that gives something away.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mark {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// Something that could stand there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it takes the place of: the mark, with the little words before it that go with it.
    pub at: Range<usize>,
    /// The other words; none where the piece is left out.
    pub words: String,
}

/// The text with an offer taken up.
pub fn apply(text: &str, offer: &Offer) -> String {
    let (before, rest) = text.split_at(offer.at.start);
    let after = &rest[offer.at.len()..];
    if offer.words.is_empty() {
        // What is left out leaves no gap behind.
        let before = before.trim_end_matches(' ');
        let gap =
            if before.is_empty() || after.starts_with(['.', ',', ' ', '\n']) { "" } else { " " };
        let after = if before.is_empty() { after.trim_start_matches(' ') } else { after };
        return format!("{before}{gap}{after}").trim_end().to_owned();
    }
    format!("{before}{}{after}", offer.words)
}

/// What is marked, each piece once, as it stands in the text.
pub fn remaining<'a>(text: &'a str, marks: &[Mark]) -> Vec<&'a str> {
    let mut pieces = Vec::new();
    for piece in marks.iter().filter_map(|mark| text.get(mark.at.clone())) {
        if !pieces.contains(&piece) {
            pieces.push(piece);
        }
    }
    pieces
}

//! What a record says, in order: one value for the screen, the print and the download.

use shared::meeting::Mark;
use vault::words::Link;

use crate::texts;

/// A record: the case giver's sheet (Fallblatt) or the group's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// What it is.
    pub title: String,
    /// Date, method, duration: a label and a value each.
    pub facts: Vec<(String, String)>,
    /// What has to be known to read it rightly, in a line; may be empty.
    pub note: String,
    /// Its sections; an empty one is left out where the record is made.
    pub sections: Vec<Section>,
    /// The last line: who may see it, and when it is deleted.
    pub footer: String,
}

/// One section under its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading, in our words.
    pub heading: String,
    /// What stands under it.
    pub body: Body,
}

/// What stands in a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// What somebody wrote, on several lines if need be.
    Text(String),
    /// One sentence that carries the rest, such as the key question.
    Key(String),
    /// A list without an order.
    List(Vec<String>),
    /// The same where each line is a point of its own, and may have several lines.
    Points(Vec<String>),
    /// Cards.
    Cards(Vec<Card>),
    /// Links to what lies elsewhere.
    Links(Vec<Link>),
}

/// One card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Its number on the wall.
    pub number: usize,
    /// Whether it is taken along.
    pub starred: bool,
    /// Its words.
    pub text: String,
    /// What stands on its other side, where it was turned over.
    pub reverse: Option<String>,
    /// Whether it fits, as the case giver marked it.
    pub mark: Option<Mark>,
    /// The day of which it speaks, where it lies on a timeline.
    pub day: Option<String>,
    /// Whether it came when the group had gone on.
    pub late: bool,
    /// How many dots it has, where the group weighed it.
    pub dots: Option<u16>,
    /// Who wrote it, where names are wanted.
    pub by: Option<String>,
}

impl Card {
    /// What is said about it besides its words, in our words.
    pub fn remarks(&self) -> Vec<String> {
        let mark = self.mark.map(|mark| match mark {
            Mark::Fits => texts::record::fits(),
            Mark::Not => texts::record::fits_not(),
        });
        let late = self.late.then(texts::record::late);
        let own = |words: Option<&str>| words.map(str::to_owned);
        let dots = self.dots.map(|dots| texts::dots::count(dots.into()));
        let remarks =
            [own(self.day.as_deref()), dots, own(mark), own(late), own(self.by.as_deref())];
        remarks.into_iter().flatten().collect()
    }
}

impl Section {
    /// A section, unless there is nothing to say in it.
    pub fn new(heading: impl Into<String>, body: Body) -> Option<Self> {
        let is_empty = match &body {
            Body::Text(text) | Body::Key(text) => text.trim().is_empty(),
            Body::List(lines) | Body::Points(lines) => lines.is_empty(),
            Body::Cards(cards) => cards.is_empty(),
            Body::Links(links) => links.is_empty(),
        };
        (!is_empty).then(|| Self { heading: heading.into(), body })
    }
}

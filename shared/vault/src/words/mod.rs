//! The shapes of what people type, and how each becomes an envelope and comes out again.

mod entry;

use alloc::string::String;
use alloc::vec::Vec;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shared::id::CaseId;
use shared::limits;
use shared::meeting::{Day, PointId};
use shared::method::MOST_TEXT;
use shared::method::guide::{Guide, ModuleGuide, Text};
use shared::words::{Kind, Sealed};
use zeroize::Zeroize;

use crate::address::address;
use crate::clean::{clean, clean_lines};
use crate::keys::Key;
use crate::seal::{Damaged, Place, open, open_from_any_phase, seal};

pub use self::entry::{Details, HouseKind, HouseSize, Link, Topic};

/// Something people type. Inside the envelope stand a byte for the format and the fields in order.
///
/// A later release that needs another field takes the next format and still reads this one.
pub trait Words: Serialize + DeserializeOwned {
    /// The kind of its envelopes.
    const KIND: Kind;

    /// The same words without invisible signs and within their limits.
    #[must_use]
    fn cleaned(self) -> Self;
}

/// The title of a meeting.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// One line, up to [`limits::TITLE_CHARS`].
    pub title: String,
}

/// Who somebody is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// One line, up to [`limits::NAME_CHARS`].
    pub name: String,
    /// Where they come from; one line, up to [`limits::HOUSE_CHARS`], may be empty.
    pub house: String,
}

/// A case that somebody brought.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// The case in one sentence, up to [`limits::CASE_CHARS`].
    pub sentence: String,
    /// How soon it needs an answer.
    pub urgency: Urgency,
    /// What kind of help is asked for, where that was said.
    pub help: Option<Help>,
    /// Where it was taken along from an earlier meeting: how it came.
    pub carried: Option<Carried>,
}

/// What a case keeps of an earlier meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// The id it first had. It tells that two files hold the same case, and the server never sees
    /// it again: it would tell which meetings belong together.
    pub origin: CaseId,
    /// Whose it was, where that was shown; may be empty.
    pub from: Person,
}

/// What kind of help a case giver asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Help {
    /// To understand what is going on.
    Understanding,
    /// Ideas for what could be done.
    Ideas,
    /// A decision between ways that are known.
    Decision,
    /// What others have lived through with the same.
    Experience,
    /// What others think of a plan or a draft.
    Feedback,
}

/// How soon a case needs an answer, as its giver feels it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Urgency {
    /// There is time.
    #[default]
    Calm,
    /// In the coming weeks.
    Soon,
    /// Now.
    Urgent,
}

/// The words of a card.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Up to [`limits::CARD_CHARS`], on several lines if need be.
    pub text: String,
    /// The day it speaks of, where cards lie on a timeline.
    pub day: Option<Day>,
}

/// The key question, settled.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Up to [`limits::QUESTION_CHARS`], on several lines if need be.
    pub text: String,
}

/// A first step: the case giver's, or somebody else's who names one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What they will do, up to [`limits::STEP_CHARS`], on several lines if need be.
    pub text: String,
    /// Who or what helps; one line, up to [`limits::HELP_CHARS`], may be empty.
    pub help: String,
}

/// What became of a first step.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Up to [`limits::REPORT_CHARS`], on several lines if need be.
    pub text: String,
}

/// What leaves the group, worded for others.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Up to [`limits::RELEASE_CHARS`], on several lines if need be.
    pub text: String,
    /// What the network entry says besides.
    pub details: Details,
}

/// What the case giver puts on their own sheet (Fallblatt) besides what was said.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseSheet {
    /// What the sheet is called; one line, up to [`limits::TITLE_CHARS`], may be empty.
    pub title: String,
    /// Up to [`limits::LINKS_PER_SHEET`].
    pub links: Vec<Link>,
}

/// Where a group meets.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// What the room is called; one line, up to [`limits::ROOM_CHARS`], may be empty.
    pub name: String,
    /// The address of a video conference, up to [`limits::ADDRESS_CHARS`]; empty where there is
    /// none, or where a browser would not open it as a page.
    pub link: String,
}

/// What the points of an agenda are called, each by its number.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// One line each, up to [`limits::POINT_CHARS`]; a point without one is called after its part.
    pub names: Vec<(PointId, String)>,
}

/// Something that groups are told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// One line, up to [`limits::MESSAGE_CHARS`].
    pub text: String,
}

/// What a case giver gives to the plenary of one thing: the question, the ideas, the first step.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Harvest {
    /// Up to [`limits::IDEAS_PER_HARVEST`], each up to [`limits::CARD_CHARS`], on several lines if
    /// need be.
    pub texts: Vec<String>,
}

/// A word in a flash round.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// One line, up to [`limits::FLASH_CHARS`].
    pub word: String,
}

impl Words for Harvest {
    const KIND: Kind = Kind::Harvest;
    fn cleaned(self) -> Self {
        let texts = self.texts.into_iter().map(|text| clean_lines(&text, limits::CARD_CHARS));
        let said = texts.filter(|text| !text.is_empty());
        Self { texts: said.take(limits::IDEAS_PER_HARVEST).collect() }
    }
}

impl Words for Flash {
    const KIND: Kind = Kind::Flash;
    fn cleaned(self) -> Self {
        Self { word: clean(&self.word, limits::FLASH_CHARS) }
    }
}

/// What an election is about: the office and its term.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// One line, up to [`limits::OFFICE_CHARS`].
    pub text: String,
}

/// A ballot paper.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// What the election is about, as [`Office`].
    pub question: String,
    /// The candidates' names and houses, in the order of the poll.
    pub names: Vec<String>,
}

impl Words for Office {
    const KIND: Kind = Kind::Office;
    fn cleaned(self) -> Self {
        Self { text: clean(&self.text, limits::OFFICE_CHARS) }
    }
}

impl Words for Paper {
    const KIND: Kind = Kind::Paper;
    fn cleaned(self) -> Self {
        let most = limits::NAME_CHARS + limits::HOUSE_CHARS;
        let names = self.names.iter().take(limits::NAMES_PER_PAPER);
        Self {
            question: clean(&self.question, limits::OFFICE_CHARS),
            names: names.map(|name| clean(name, most)).collect(),
        }
    }
}

impl Words for Room {
    const KIND: Kind = Kind::Place;
    fn cleaned(self) -> Self {
        let link = if self.link.trim().is_empty() { None } else { address(&self.link).ok() };
        Self { name: clean(&self.name, limits::ROOM_CHARS), link: link.unwrap_or_default() }
    }
}

impl Words for Agenda {
    const KIND: Kind = Kind::Agenda;
    fn cleaned(self) -> Self {
        let names = self.names.into_iter().take(limits::POINTS_PER_AGENDA);
        Self { names: names.map(|(id, name)| (id, clean(&name, limits::POINT_CHARS))).collect() }
    }
}

impl Words for Message {
    const KIND: Kind = Kind::Message;
    fn cleaned(self) -> Self {
        Self { text: clean(&self.text, limits::MESSAGE_CHARS) }
    }
}

impl Words for Title {
    const KIND: Kind = Kind::Title;
    fn cleaned(self) -> Self {
        Self { title: clean(&self.title, limits::TITLE_CHARS) }
    }
}

impl Words for Person {
    const KIND: Kind = Kind::Person;
    fn cleaned(self) -> Self {
        Self {
            name: clean(&self.name, limits::NAME_CHARS),
            house: clean(&self.house, limits::HOUSE_CHARS),
        }
    }
}

impl Words for Case {
    const KIND: Kind = Kind::Case;
    fn cleaned(self) -> Self {
        let sentence = clean_lines(&self.sentence, limits::CASE_CHARS);
        let carried = self.carried.map(|it| Carried { from: it.from.cleaned(), ..it });
        Self { sentence, carried, ..self }
    }
}

impl Words for Card {
    const KIND: Kind = Kind::Card;
    fn cleaned(self) -> Self {
        Self { text: clean_lines(&self.text, limits::CARD_CHARS), ..self }
    }
}

impl Words for Question {
    const KIND: Kind = Kind::Question;
    fn cleaned(self) -> Self {
        Self { text: clean_lines(&self.text, limits::QUESTION_CHARS) }
    }
}

impl Words for Step {
    const KIND: Kind = Kind::Step;
    fn cleaned(self) -> Self {
        Self {
            text: clean_lines(&self.text, limits::STEP_CHARS),
            help: clean(&self.help, limits::HELP_CHARS),
        }
    }
}

impl Words for Report {
    const KIND: Kind = Kind::Report;
    fn cleaned(self) -> Self {
        Self { text: clean_lines(&self.text, limits::REPORT_CHARS) }
    }
}

impl Words for Release {
    const KIND: Kind = Kind::Release;
    fn cleaned(self) -> Self {
        Self {
            text: clean_lines(&self.text, limits::RELEASE_CHARS),
            details: self.details.cleaned(),
        }
    }
}

impl Words for CaseSheet {
    const KIND: Kind = Kind::CaseSheet;
    fn cleaned(self) -> Self {
        Self {
            title: clean(&self.title, limits::TITLE_CHARS),
            links: entry::cleaned_links(self.links),
        }
    }
}

impl Words for Guide {
    const KIND: Kind = Kind::Guide;
    fn cleaned(mut self) -> Self {
        self.texts_mut().for_each(clean_text);
        self
    }
}

impl Words for ModuleGuide {
    const KIND: Kind = Kind::ModuleGuide;
    fn cleaned(mut self) -> Self {
        self.texts_mut().for_each(clean_text);
        self
    }
}

fn clean_text(text: &mut Text) {
    for words in [&mut text.de, &mut text.en] {
        *words = clean_lines(words, MOST_TEXT);
    }
}

macro_rules! silent {
    ($($name:ident)*) => {$(
        impl core::fmt::Debug for $name {
            /// Words are not printed.
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}

silent! { Title Person Case Card Question Step Report Release CaseSheet Details Link Room Message Agenda Harvest
Flash Office Paper }

/// The only format so far.
const FORMAT: u8 = 1;

/// Cleans words and seals them for one place. `counter` is the author's own and rises by device.
pub fn seal_words<W: Words>(key: &Key, place: &Place, counter: u64, words: W) -> Sealed {
    let mut bytes = postcard::to_extend(&words.cleaned(), Vec::from([FORMAT]))
        .expect("texts in a list of fields can always be encoded");
    let sealed = seal(key, W::KIND, place, counter, &bytes);
    bytes.zeroize();
    sealed
}

/// Opens words of this shape that were sealed for this very place, and cleans them.
pub fn open_words<W: Words>(key: &Key, place: &Place, sealed: &Sealed) -> Result<W, Damaged> {
    decode(open(key, W::KIND, place, sealed)?)
}

/// The same for words from whichever phase; `place.phase` does not count.
pub fn open_words_from_any_phase<W: Words>(
    key: &Key,
    place: &Place,
    sealed: &Sealed,
) -> Result<W, Damaged> {
    decode(open_from_any_phase(key, W::KIND, place, sealed)?)
}

fn decode<W: Words>(mut bytes: Vec<u8>) -> Result<W, Damaged> {
    let words = match bytes.split_first() {
        Some((&FORMAT, fields)) => match postcard::take_from_bytes::<W>(fields) {
            Ok((words, [])) => Ok(words.cleaned()),
            _ => Err(Damaged),
        },
        _ => Err(Damaged),
    };
    bytes.zeroize();
    words
}

#[cfg(test)]
mod tests;

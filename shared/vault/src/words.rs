//! The shapes of what people type, and how each becomes an envelope and comes out again.

use alloc::string::String;
use alloc::vec::Vec;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shared::limits;
use shared::meeting::Day;
use shared::method::MOST_TEXT;
use shared::method::guide::{Guide, ModuleGuide, Text};
use shared::words::{Kind, Sealed};
use zeroize::Zeroize;

use crate::clean::{clean, clean_lines};
use crate::keys::Key;
use crate::seal::{Damaged, Place, open, open_from_any_phase, seal};

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
}

/// How soon a case needs an answer, as its giver feels it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

/// The first step that the case giver takes.
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
        Self { sentence: clean_lines(&self.sentence, limits::CASE_CHARS), ..self }
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
        Self { text: clean_lines(&self.text, limits::RELEASE_CHARS) }
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

silent! { Title Person Case Card Question Step Report Release }

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
mod tests {
    use alloc::string::ToString;
    use alloc::{format, vec};

    use proptest::prelude::*;
    use shared::id::{MeetingId, RecordId, SeatId};
    use shared::words::Header;

    use super::*;
    use crate::{ErasureSalt, Keys, Secret, Slot};

    fn key() -> Key {
        Keys::new(Secret([1; 16]), ErasureSalt([2; 32])).plenary()
    }

    fn place() -> Place {
        Place {
            meeting: MeetingId::from_bytes([3; 16]),
            slot: Slot::Record(RecordId::from_bytes([4; 16])),
            phase: Header::NO_PHASE,
            author: SeatId::from_bytes([5; 16]),
            epoch: 0,
        }
    }

    fn there_and_back<W: Words>(words: W) -> Result<W, Damaged> {
        open_words(&key(), &place(), &seal_words(&key(), &place(), 1, words))
    }

    #[test]
    fn every_shape_comes_back_as_it_went() {
        let title = Title { title: "Fachgruppe, 3. Treffen".to_string() };
        let person = Person { name: "Änne".to_string(), house: "Stadtmuseum".to_string() };
        let case = Case { sentence: "Wer öffnet?".to_string(), urgency: Urgency::Soon };
        let card = Card { text: "eins\nzwei".to_string(), day: None };
        let question = Question { text: "Wie gewinne ich …?".to_string() };
        let step = Step { text: "anrufen".to_string(), help: "Jo".to_string() };
        assert_eq!(there_and_back(title.clone()), Ok(title));
        assert_eq!(there_and_back(person.clone()), Ok(person));
        assert_eq!(there_and_back(case.clone()), Ok(case));
        assert_eq!(there_and_back(card.clone()), Ok(card));
        assert_eq!(there_and_back(question.clone()), Ok(question));
        assert_eq!(there_and_back(step.clone()), Ok(step));
    }

    #[test]
    fn the_fields_are_laid_out_as_in_every_release() {
        let person = Person { name: "Änne".to_string(), house: "X".to_string() };
        let sealed = seal_words(&key(), &place(), 1, person);
        let bytes = open(&key(), Kind::Person, &place(), &sealed);
        assert_eq!(bytes, Ok(vec![1, 5, 0xc3, 0x84, b'n', b'n', b'e', 1, b'X']));
        let case = Case { sentence: "?".to_string(), urgency: Urgency::Urgent };
        let sealed = seal_words(&key(), &place(), 1, case);
        let bytes = open(&key(), Kind::Case, &place(), &sealed);
        assert_eq!(bytes, Ok(vec![1, 1, b'?', 2]));
    }

    #[test]
    fn what_another_client_sealed_unclean_is_cleaned_on_opening() {
        // given a name that another client sealed as it was
        let name = format!("Mode\u{202e}ration{}", "!".repeat(500));
        let raw = postcard::to_extend(&Person { name, house: String::new() }, vec![FORMAT]);
        let sealed = seal(&key(), Kind::Person, &place(), 1, &raw.unwrap());
        // when
        let person: Person = open_words(&key(), &place(), &sealed).unwrap();
        // then
        assert!(person.name.starts_with("Moderation!"));
        assert_eq!(person.name.chars().count(), limits::NAME_CHARS);
    }

    #[test]
    fn an_unknown_format_missing_fields_or_more_than_fields_are_damaged() {
        let whole = [1, 1, b'a', 0];
        let sealed = seal(&key(), Kind::Card, &place(), 1, &whole);
        assert!(open_words::<Card>(&key(), &place(), &sealed).is_ok());
        for bytes in [
            &[][..],
            &[2, 1, b'a', 0],
            &[1],
            &[1, 9, b'a', 0],
            &[1, 1, b'a'],
            &[1, 1, b'a', 0, 0],
            &[1, 1, 0xff, 0],
        ] {
            let sealed = seal(&key(), Kind::Card, &place(), 1, bytes);
            assert_eq!(open_words::<Card>(&key(), &place(), &sealed), Err(Damaged), "{bytes:?}");
        }
    }

    #[test]
    fn one_shape_is_not_opened_as_another() {
        // A card and a question look alike inside; only the kind tells them apart.
        let card = seal_words(&key(), &place(), 1, Card { text: "so?".to_string(), day: None });
        assert_eq!(open_words::<Question>(&key(), &place(), &card), Err(Damaged));
    }

    #[test]
    fn words_are_silent_in_debug() {
        assert_eq!(format!("{:?}", Card { text: "geheim".to_string(), day: None }), "Card(…)");
    }

    #[test]
    fn the_longest_words_fit_the_servers_limits() {
        let long = || "🏛".repeat(1_000);
        let size = |sealed: Sealed| sealed.len();
        let (key, place) = (key(), place());
        let title = seal_words(&key, &place, 1, Title { title: long() });
        assert!(size(title) <= limits::TITLE_SEALED);
        let person = seal_words(&key, &place, 1, Person { name: long(), house: long() });
        assert!(size(person) <= limits::PERSON_SEALED);
        let case = Case { sentence: long(), urgency: Urgency::Urgent };
        assert!(size(seal_words(&key, &place, 1, case)) <= limits::CASE_SEALED);
        assert!(
            size(seal_words(&key, &place, 1, Card { text: long(), day: Some(Day(u32::MAX)) }))
                <= limits::CARD_SEALED
        );
        let question = seal_words(&key, &place, 1, Question { text: long() });
        assert!(size(question) <= limits::QUESTION_SEALED);
        let step = seal_words(&key, &place, 1, Step { text: long(), help: long() });
        assert!(size(step) <= limits::STEP_SEALED);
    }

    proptest! {
        #[test]
        fn what_others_sealed_never_panics(bytes: Vec<u8>) {
            for format in [bytes.clone(), [&[FORMAT], bytes.as_slice()].concat()] {
                let _answer = decode::<Step>(format.clone());
                let _answer = decode::<Case>(format);
            }
        }
    }
}

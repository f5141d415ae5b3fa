//! Words there and back, and whatever else somebody may have sealed in their place.

use alloc::collections::BTreeSet;
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
    let case = Case {
        sentence: "Wer öffnet?".to_string(),
        urgency: Urgency::Soon,
        help: None,
        carried: None,
    };
    let card = Card { text: "eins\nzwei".to_string(), day: None };
    let question = Question { text: "Wie gewinne ich …?".to_string() };
    let step = Step { text: "anrufen".to_string(), help: "Jo".to_string() };
    assert_eq!(there_and_back(title.clone()), Ok(title));
    assert_eq!(there_and_back(person.clone()), Ok(person));
    assert_eq!(there_and_back(case.clone()), Ok(case));
    assert_eq!(there_and_back(card.clone()), Ok(card));
    assert_eq!(there_and_back(question.clone()), Ok(question));
    assert_eq!(there_and_back(step.clone()), Ok(step));
    let release = Release { text: "Wie?".to_string(), details: details() };
    assert_eq!(there_and_back(release.clone()), Ok(release));
    let sheet = CaseSheet { title: "Tablet".to_string(), links: details().links };
    assert_eq!(there_and_back(sheet.clone()), Ok(sheet));
    let room = Room { name: "Raum 3".to_string(), link: "https://jitsi.example/c".to_string() };
    assert_eq!(there_and_back(room.clone()), Ok(room));
    let harvest = Harvest { texts: vec!["Zu zweit".to_string(), "Fünf Felder".to_string()] };
    assert_eq!(there_and_back(harvest.clone()), Ok(harvest));
    let flash = Flash { word: "Mut".to_string() };
    assert_eq!(there_and_back(flash.clone()), Ok(flash));
    let message = Message { text: "Noch 25 min".to_string() };
    assert_eq!(there_and_back(message.clone()), Ok(message));
}

#[test]
fn a_room_leads_to_pages_alone() {
    let room = |link: &str| Room { name: String::new(), link: link.to_string() };
    for link in ["javascript:alert(1)", "file:///etc", "  "] {
        assert_eq!(there_and_back(room(link)), Ok(room("")));
    }
    assert_eq!(there_and_back(room("meet.example/x")), Ok(room("https://meet.example/x")));
}

/// An entry with something of each kind in it.
fn details() -> Details {
    Details {
        audience: "kleine Häuser".to_string(),
        house_kind: Some(HouseKind::Memorial),
        house_size: Some(HouseSize::Volunteers),
        topics: BTreeSet::from([Topic::Ai, Topic::Law]),
        links: vec![link("Vorlage", "https://museum.example/x")],
        as_of: Some(Day(20_524)),
        ..Details::default()
    }
}

fn link(label: &str, address: &str) -> Link {
    Link { label: label.to_string(), address: address.to_string() }
}

#[test]
fn a_device_keeps_an_entry_that_is_being_written() {
    assert!(Details::from_text(&details().to_text()) == Some(details()));
    for text in ["", "x", "!", &format!("{}AAAA", details().to_text())] {
        assert!(Details::from_text(text).is_none(), "{text}");
    }
}

#[test]
fn a_link_that_another_client_sealed_leads_to_a_page_or_nowhere() {
    let links = vec![
        link("a", "javascript:alert(1)"),
        link("b\u{202e}", "museum.example"),
        link("c", "https://museum.example@elsewhere.example"),
    ];
    let sheet = CaseSheet { title: String::new(), links };
    let raw = postcard::to_extend(&sheet, vec![FORMAT]).unwrap();
    let sealed = seal(&key(), Kind::CaseSheet, &place(), 1, &raw);
    let sheet: CaseSheet = open_words(&key(), &place(), &sealed).unwrap();
    assert!(sheet.links == [link("b", "https://museum.example")]);
}

#[test]
fn the_fields_are_laid_out_as_in_every_release() {
    let person = Person { name: "Änne".to_string(), house: "X".to_string() };
    let sealed = seal_words(&key(), &place(), 1, person);
    let bytes = open(&key(), Kind::Person, &place(), &sealed);
    assert_eq!(bytes, Ok(vec![1, 5, 0xc3, 0x84, b'n', b'n', b'e', 1, b'X']));
    let case =
        Case { sentence: "?".to_string(), urgency: Urgency::Urgent, help: None, carried: None };
    let sealed = seal_words(&key(), &place(), 1, case);
    let bytes = open(&key(), Kind::Case, &place(), &sealed);
    assert_eq!(bytes, Ok(vec![1, 1, b'?', 2, 0, 0]));
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
    let case = Case { sentence: long(), urgency: Urgency::Urgent, help: None, carried: None };
    assert!(size(seal_words(&key, &place, 1, case)) <= limits::CASE_SEALED);
    assert!(
        size(seal_words(&key, &place, 1, Card { text: long(), day: Some(Day(u32::MAX)) }))
            <= limits::CARD_SEALED
    );
    let question = seal_words(&key, &place, 1, Question { text: long() });
    assert!(size(question) <= limits::QUESTION_SEALED);
    let step = seal_words(&key, &place, 1, Step { text: long(), help: long() });
    assert!(size(step) <= limits::STEP_SEALED);
    let address = format!("https://a.example/{}", "🏛".repeat(limits::ADDRESS_CHARS - 18));
    let links = vec![Link { label: long(), address }; 20];
    let sheet = CaseSheet { title: long(), links: links.clone() };
    assert_eq!(sheet.clone().cleaned().links.len(), limits::LINKS_PER_SHEET);
    assert!(size(seal_words(&key, &place, 1, sheet)) <= limits::CASE_SHEET_SEALED);
    let details = Details {
        audience: long(),
        situation: long(),
        house_kind: Some(HouseKind::Other),
        house_size: Some(HouseSize::Large),
        topics: Topic::ALL.into(),
        contact: long(),
        answer: long(),
        pitfalls: long(),
        effort: long(),
        links,
        as_of: Some(Day(u32::MAX)),
        review: Some(Day(u32::MAX)),
    };
    let release = Release { text: "🏛".repeat(5_000), details };
    assert!(size(seal_words(&key, &place, 1, release)) <= limits::RELEASE_SEALED);
}

proptest! {
    #[test]
    fn what_others_sealed_never_panics(bytes: Vec<u8>) {
        for format in [bytes.clone(), [&[FORMAT], bytes.as_slice()].concat()] {
            let _answer = decode::<Step>(format.clone());
            let _answer = decode::<Case>(format.clone());
            let _answer = decode::<Release>(format);
        }
    }
}

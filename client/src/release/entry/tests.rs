//! What stands on the sheets that leave the group, and what never does.

use shared::meeting::Day;
use vault::words::{HouseKind, HouseSize, Link, Topic};

use super::super::anonymise::{Known, apply, marks, offers};
use super::*;
use crate::record::markdown;

const HOUSE: &str = "Stadtmuseum Holmwerder";

fn released(item: Item, reach: Reach, text: &str) -> Released {
    Released { item, reach, text: text.into(), details: Details::default() }
}

/// The same with every field filled in, as a client might that knows no law.
fn filled(item: Item, reach: Reach, text: &str) -> Released {
    let link = Link { label: "Vorlage".into(), address: "https://museum.example/x".into() };
    let details = Details {
        audience: "kleine Häuser".into(),
        situation: "Zwölf Felder Pflicht".into(),
        house_kind: Some(HouseKind::Town),
        house_size: Some(HouseSize::Volunteers),
        topics: [Topic::Volunteering, Topic::Collection].into(),
        contact: "Holger Brandt, donnerstags".into(),
        answer: "Erst fragen".into(),
        pitfalls: "Zu viel auf einmal".into(),
        effort: "Ein Nachmittag".into(),
        links: vec![link],
        as_of: Some(Day(20_757)),
        review: Some(Day(20_819)),
    };
    Released { details, ..released(item, reach, text) }
}

/// What the fields leave behind in a sheet, by the release they go with.
const QUESTIONS: [&str; 7] = [
    "**Für wen:** kleine Häuser",
    "## Ausgangslage",
    "**Art des Hauses:** Stadt- oder Regionalmuseum, ehrenamtlich geführt",
    "**Themen:** Sammlung, Ehrenamt",
    "**Ansprechperson:** Holger Brandt, donnerstags",
    "**Stand:** Oktober 2026",
    "**Nächste Prüfung:** Januar 2027",
];
const IDEAS: [&str; 4] =
    ["## Kurzantwort", "## Stolpersteine", "## Aufwand", "- Vorlage: <https://museum.example/x>"];
const CONTACT: &str = QUESTIONS[4];

/// The sheets as they are taken away, one after another.
fn documents(released: &[Released]) -> Vec<(Reach, String)> {
    let sheets = sheets(released, HOUSE).into_iter();
    sheets.map(|(reach, record)| (reach, markdown::document(&record))).collect()
}

#[test]
fn what_stays_with_the_group_is_on_no_sheet() {
    let kept = [Reach::Private, Reach::Group].map(|it| released(Item::Step, it, "Anrufen"));
    assert_eq!(documents(&kept), []);
    assert_eq!(documents(&[released(Item::Step, Reach::Public, " \n")]), []);
}

#[test]
fn a_sheet_says_what_was_released_this_far_and_nothing_else() {
    let documents = documents(&[
        released(Item::Question, Reach::NetworkAnonymous, "Wie gewinne ich alle?"),
        released(Item::Ideas, Reach::NetworkAnonymous, "– zu zweit\n– am Kaffeetisch"),
        released(Item::Step, Reach::Group, "Selin anrufen"),
    ]);
    let [(Reach::NetworkAnonymous, text)] = documents.as_slice() else {
        panic!("one sheet: {documents:?}")
    };
    assert!(text.starts_with("# Wie gewinne ich alle?\n"), "{text}");
    assert!(text.contains("zu zweit") && text.contains("am Kaffeetisch"), "{text}");
    assert!(!text.contains("Selin") && !text.contains(HOUSE), "{text}");
}

#[test]
fn each_field_goes_with_its_release_and_is_gone_with_it() {
    let all = [Item::Question, Item::Ideas, Item::Step, Item::Report]
        .map(|item| filled(item, Reach::NetworkWithHouse, "so"));
    let whole = documents(&all).remove(0).1;
    for line in QUESTIONS.iter().chain(&IDEAS) {
        assert_eq!(whole.matches(line).count(), 1, "{line}: {whole}");
    }
    assert!(whole.contains("## Was daraus wurde (Oktober 2026)"), "{whole}");
    for (item, lines) in [(Item::Question, &QUESTIONS[..]), (Item::Ideas, &IDEAS[..])] {
        let less: Vec<_> = all.iter().filter(|it| it.item != item).cloned().collect();
        let text = documents(&less).remove(0).1;
        for line in QUESTIONS.iter().chain(&IDEAS) {
            assert_eq!(text.contains(line), !lines.contains(line), "{line}: {text}");
        }
    }
}

#[test]
fn how_far_a_field_goes_depends_on_its_release() {
    for reach in [Reach::NetworkAnonymous, Reach::NetworkWithHouse, Reach::Public] {
        let text = documents(&[filled(Item::Question, reach, "Wie?")]).remove(0).1;
        assert_eq!(text.contains(CONTACT), reach > Reach::NetworkAnonymous, "{text}");
        assert_eq!(text.contains("Lizenz"), reach == Reach::Public, "{text}");
        assert_eq!(text.contains("bleibt im Netzwerk"), reach != Reach::Public, "{text}");
        assert!(text.contains(QUESTIONS[0]), "{text}");
    }
    for reach in [Reach::Private, Reach::Group] {
        assert_eq!(documents(&[filled(Item::Question, reach, "Wie?")]), []);
    }
    // What goes less far is not sealed with what goes further either.
    let details = filled(Item::Question, Reach::NetworkAnonymous, "Wie?").details;
    let anonymous = leaving(details.clone(), Item::Question, Reach::NetworkAnonymous);
    assert!(anonymous.contact.is_empty() && anonymous.answer.is_empty());
    assert!(leaving(details, Item::Question, Reach::Group) == Details::default());
}

#[test]
fn a_field_that_is_empty_is_not_there_at_all() {
    let text = documents(&[released(Item::Question, Reach::NetworkAnonymous, "Wie?")]).remove(0).1;
    assert_eq!(
        text,
        "# Wie?\n\n- **Weitergabe:** bleibt im Netzwerk\n\n---\n\nAus einer Kollegialen Beratung, \
         in eigenen Worten und freigegeben von der Person, die den Fall gegeben hat.\n"
    );
}

#[test]
fn advice_is_told_in_points() {
    let text = "– zu zweit\n– am Kaffeetisch\nmit Kuchen";
    let text = documents(&[released(Item::Ideas, Reach::Public, text)]).remove(0).1;
    assert!(text.contains("\n- zu zweit\n- am Kaffeetisch\\\n  mit Kuchen\n"), "{text}");
}

#[test]
fn everything_that_was_typed_is_looked_through_before_it_goes() {
    let details = filled(Item::Question, Reach::Public, "").details;
    let typed = typed(&details).join(" ");
    for piece in ["kleine", "Zwölf", "Holger", "Erst", "viel", "Nachmittag", "Vorlage", "/x"] {
        assert!(typed.contains(piece), "{piece}: {typed}");
    }
}

#[test]
fn the_house_stands_only_on_the_sheet_that_bears_it() {
    let documents = documents(&[
        released(Item::Question, Reach::NetworkAnonymous, "Wie gewinne ich alle?"),
        released(Item::Step, Reach::NetworkWithHouse, "Drei Objekte"),
        released(Item::Report, Reach::Public, "erledigt"),
    ]);
    assert_eq!(documents.len(), 3);
    for (reach, text) in &documents {
        assert_eq!(text.contains(HOUSE), *reach == Reach::NetworkWithHouse, "{text}");
        assert_eq!(text.contains("CC BY"), *reach == Reach::Public, "{text}");
    }
    // Who is anonymous is not told by what stands beside it.
    assert!(!documents[1].1.contains("gewinne"), "{}", documents[1].1);
}

#[test]
fn released_anew_the_new_wording_takes_the_place_of_the_old_one() {
    let before = vec![released(Item::Step, Reach::Public, "Anna anrufen")];
    let anew = released(Item::Step, Reach::NetworkAnonymous, "Jemanden anrufen");
    let texts = documents(&with(before, anew));
    assert_eq!(texts.len(), 1);
    assert!(texts[0].1.contains("Jemanden") && !texts[0].1.contains("Anna"), "{texts:?}");
}

#[test]
fn with_what_the_helper_offers_no_person_place_or_house_leaves_the_group() {
    let names = ["Holger", "Brandt", "Selin", "Aydın", "Holmwerder", "Rotklinken", "Krumbeck"];
    let known = Known {
        people: ["Holger Brandt", "Selin Aydın"].map(str::to_owned).to_vec(),
        houses: [HOUSE, "Ziegeleimuseum Rotklinken"].map(str::to_owned).to_vec(),
        year: 2026,
    };
    let typed = [
        (Item::Question, "Wie kann ich im Stadtmuseum Holmwerder alle gewinnen?"),
        (Item::Ideas, "– Selin schickt ihre Vorlage\n– das Ziegeleimuseum Rotklinken fragen"),
        (Item::Step, "Mit Frau Brandt in Krumbeck sprechen"),
        (Item::Report, "erledigt: Holgers Idee trägt"),
    ];
    let found = |text: &str| names.into_iter().filter(|name| text.contains(name)).count();
    let mut all = Vec::new();
    for (item, text) in typed {
        assert!(found(text) > 0, "the test looks for what is not there: {text}");
        let mut text = text.to_owned();
        while let Some(mark) = marks(&text, &known).first() {
            let before = found(&text);
            let offer = offers(&text, mark, &known).remove(0);
            text = apply(&text, &offer);
            assert!(found(&text) < before, "it is offered to no end: {text}");
        }
        all.push(released(item, Reach::NetworkAnonymous, &text));
    }
    let documents = documents(&all);
    assert_eq!(documents.len(), 1);
    assert_eq!(found(&documents[0].1), 0, "{}", documents[0].1);
}

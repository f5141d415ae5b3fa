//! What the anonymising helper finds and leaves, on sentences as people write them.

use super::*;

fn known() -> Known {
    let people = ["Jana Reuter", "Holger Brandt", "Selin Aydın", "Anna-Lena Klee", "Jo"];
    let houses = [
        "Stadtmuseum Holmwerder",
        "Heimatstube Krumbeck-Süd (ehrenamtlich)",
        "Ziegeleimuseum Rotklinken",
        "Technikhaus Speicher 7",
    ];
    Known {
        people: people.map(str::to_owned).to_vec(),
        houses: houses.map(str::to_owned).to_vec(),
        year: 2026,
    }
}

/// What is marked in a text, with its kind.
fn found(text: &str) -> Vec<(&str, Kind)> {
    marks(text, &known()).into_iter().map(|mark| (&text[mark.at], mark.kind)).collect()
}

/// The text with the first offer for every piece taken up, from the first to the last.
fn replaced(text: &str) -> String {
    let mut text = text.to_owned();
    let mut times = 0;
    while let Some(mark) = marks(&text, &known()).first() {
        times += 1;
        assert!(times < 20, "what is offered is marked again: {text}");
        let offer = offers(&text, mark, &known()).remove(0);
        text = apply(&text, &offer);
    }
    text
}

#[test]
fn people_are_found_by_every_part_of_their_names() {
    assert_eq!(found("Holger Brandt fragt."), [("Holger Brandt", Kind::Person)]);
    assert_eq!(found("Das ist Selins Vorlage."), [("Selins", Kind::Person)]);
    assert_eq!(found("Lena und Jo helfen."), [("Lena", Kind::Person), ("Jo", Kind::Person)]);
    assert_eq!(found("Frau Yildiz vom Amt"), [("Yildiz", Kind::Person)]);
    assert_eq!(found("Ein brandneuer Klee wächst jonglierend."), [("Klee", Kind::Person)]);
}

#[test]
fn houses_are_found_by_what_only_they_are_called() {
    assert_eq!(
        found("Wir im Stadtmuseum Holmwerder tippen."),
        [("Stadtmuseum Holmwerder", Kind::House)]
    );
    assert_eq!(
        found("Die Heimatstube Krumbeck-Süd und das Technikhaus."),
        [("Heimatstube Krumbeck-Süd", Kind::House), ("Technikhaus", Kind::House)]
    );
    // That somebody is a museum or a Heimatstube gives nobody away.
    assert_eq!(found("Ein Stadtmuseum, eine Heimatstube, ein Museum."), []);
}

#[test]
fn places_are_found_behind_their_prepositions() {
    assert_eq!(found("Das Depot in Bad Tölz"), [("Bad Tölz", Kind::Place)]);
    assert_eq!(
        found("Aus Krumbeck kommt keiner, bei Rotklinken schon."),
        [("Krumbeck", Kind::Place), ("Rotklinken", Kind::Place)]
    );
    assert_eq!(
        found("In Ruhe, in Zusammenarbeit, aus Erfahrung, bei Führungen, in drei Wochen"),
        []
    );
}

#[test]
fn sums_years_and_ways_to_reach_somebody_are_found() {
    for (text, piece, kind) in [
        ("Wir haben 1.200 € übrig", "1.200 €", Kind::Sum),
        ("für 3,5 Mio. Euro gebaut", "3,5 Mio. Euro", Kind::Sum),
        ("mit 20 000 EUR", "20 000 EUR", Kind::Sum),
        ("kostet € 500,- im Monat", "€ 500,-", Kind::Sum),
        ("5.000 bis 8.000 Euro", "5.000 bis 8.000 Euro", Kind::Sum),
        ("gut zehntausend Euro", "zehntausend Euro", Kind::Sum),
        ("der 500-Euro-Zuschuss", "500-Euro", Kind::Sum),
        ("seit 2019 offen", "2019", Kind::Year),
        ("am 12.03.2026 um zehn", "12.03.2026", Kind::Year),
        ("Ruf 030 123 45-67 an", "030 123 45-67", Kind::Phone),
        ("Tel. +49 (30) 1234567.", "+49 (30) 1234567", Kind::Phone),
        ("an selin@rotklinken.de, bitte", "selin@rotklinken.de", Kind::Address),
        ("siehe (www.rotklinken.museum/a).", "www.rotklinken.museum/a", Kind::Address),
        ("auf rotklinken.de nachsehen", "rotklinken.de", Kind::Address),
    ] {
        assert_eq!(found(text), [(piece, kind)], "{text}");
    }
    let plain =
        "3 400 Karteikarten, 1 000 Datensätze, 12 Felder, 8 Ehrenamtliche, z.B. um 10.30 Uhr";
    assert_eq!(found(plain), []);
}

#[test]
fn phrases_fit_the_words_before() {
    for (text, expected) in [
        ("Holger tippt.", "Eine Person tippt."),
        ("Ich gehe mit Holger hin.", "Ich gehe mit einer Person hin."),
        ("Im Stadtmuseum Holmwerder klappt es.", "In einem Haus klappt es."),
        ("Wir vom Stadtmuseum Holmwerder", "Wir von einem Haus"),
        ("Das ist in der Heimatstube Krumbeck-Süd so.", "Das ist in einem Haus so."),
        ("Das Technikhaus Speicher 7 hilft.", "Ein Haus hilft."),
        ("Wir in Holmwerder", "Wir in einem kleinen Ort"),
    ] {
        assert_eq!(replaced(text), expected);
    }
}

#[test]
fn sums_become_ranges_and_years_spans() {
    for (text, expected) in [
        ("Es kostet 800 Euro.", "Es kostet unter 1.000 Euro."),
        ("Es kostet 1.200,50 €.", "Es kostet 1.000 bis 5.000 Euro."),
        ("Es kostet 60 Tsd. Euro.", "Es kostet 50.000 bis 100.000 Euro."),
        ("Es kostet 2 Millionen Euro.", "Es kostet über 1.000.000 Euro."),
        ("Es kostet hunderttausend Euro.", "Es kostet eine gewisse Summe."),
        ("Im Jahr 2019 ging es los.", "Vor einigen Jahren ging es los."),
        ("Wir sammeln seit 2012.", "Wir sammeln seit einigen Jahren."),
        ("Gebaut in 1904, offen in 2027", "Gebaut vor langer Zeit, offen in den nächsten Jahren"),
        ("Das war 2025.", "Das war vor Kurzem."),
    ] {
        assert_eq!(replaced(text), expected);
    }
}

#[test]
fn addresses_are_left_out_without_a_gap() {
    assert_eq!(replaced("Schreib an a@b.de, bitte."), "Schreib an, bitte.");
    assert_eq!(replaced("www.a.de zeigt es"), "zeigt es");
    assert_eq!(replaced("Mehr auf https://a.de/b"), "Mehr auf");
}

#[test]
fn nothing_changes_by_itself_and_what_remains_is_named_once() {
    let text = "Holger fragt Holger, in Holmwerder.";
    let marks = marks(text, &known());
    assert_eq!(remaining(text, &marks), ["Holger", "Holmwerder"]);
    let offer = &offers(text, &marks[1], &known())[1];
    assert_eq!(apply(text, offer), "Holger fragt jemand, in Holmwerder.");
}

#[test]
fn the_released_words_of_a_small_museum_tell_nobody_who_it_is() {
    let text = "Wie kann ich erreichen, dass unsere Ehrenamtlichen in Krumbeck-Süd die Datenbank \
        als Erleichterung erleben und gern mitmachen?";
    let clean = replaced(text);
    assert!(!clean.contains("Krumbeck"), "{clean}");
    assert_eq!(found(&clean), []);
}

#[test]
fn whatever_is_typed_is_marked_within_its_bounds() {
    let pieces =
        ["€", "ä", "0", "+", "2019", " ", "-", ".", "'", "in", "Übel", "a@b.de", "🏛", "Mio"];
    for first in pieces {
        for second in pieces {
            for third in pieces {
                let text = [first, second, third, second, first].concat();
                let marks = marks(&text, &known());
                for mark in &marks {
                    assert!(text.get(mark.at.clone()).is_some(), "{text}: {mark:?}");
                    for offer in offers(&text, mark, &known()) {
                        let _changed = apply(&text, &offer);
                    }
                }
                assert!(marks.windows(2).all(|two| two[0].at.end <= two[1].at.start), "{text}");
            }
        }
    }
}

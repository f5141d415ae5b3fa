//! What stands on the sheets that leave the group, and what never does.

use super::super::anonymise::{Known, apply, marks, offers};
use super::*;
use crate::record::markdown;

const HOUSE: &str = "Stadtmuseum Holmwerder";

fn released(item: Item, reach: Reach, text: &str) -> Released {
    Released { item, reach, text: text.into() }
}

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

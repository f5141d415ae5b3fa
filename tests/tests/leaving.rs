//! What leaves a consultation, and what never does: the group's record tells neither the account
//! nor private notes, the network entry names nobody, and what is taken back is gone everywhere.

use serde_json::json;
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{Guest, cast, consult_on_account, end_with_step, gather, go_on};

const HOUSE: &str = "Stadtmuseum Holmwerder";
const JANA: Guest = guest("Jana Reuter");
const HOLGER: Guest = guest("Holger Brandt");
const SELIN: Guest = guest("Selin Aydın");

const ACCOUNT: &str = "Acht Ehrenamtliche, meist über 65.";
const PRIVATE: &str = "Das Tablet hätten wir sogar.";
const QUESTION: &str = "Wie kann ich im Stadtmuseum Holmwerder alle gewinnen?";
const IDEA: &str = "Am Kaffeetisch anfangen";
const STEP: &str = "Mit Selin drei Objekte erfassen";
const TITLE: &str = "Unser Tablet im Keller";
/// Whom and what the entry must not name.
const NAMES: [&str; 7] = ["Jana", "Reuter", "Holger", "Brandt", "Selin", "Aydın", "Holmwerder"];

const fn guest(name: &'static str) -> Guest {
    Guest { name, house: HOUSE, on_site: true }
}

#[tokio::test(flavor = "multi_thread")]
async fn s1_09_what_leaves_names_nobody_and_is_gone_when_it_is_taken_back() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, selin], _) = gather(&driver, &house, [JANA, HOLGER, SELIN]).await;
    consult(&jana, &holger, &selin).await;
    // Nothing leaves by itself.
    holger.press("Freigaben: alles nur bei dir").await;
    for person in [&holger, &selin, &jana] {
        assert!(!person.sees("Netzwerkeintrag").await, "{} has an entry", person.name());
    }

    // What gives somebody away is pointed out, and what is offered takes its place.
    holger.select("Schlüsselfrage", "Netzwerk, anonym").await;
    holger.see("1 Stelle verrät vielleicht etwas.").await;
    holger.press("»Stadtmuseum Holmwerder« ersetzen: in einem Haus").await;
    holger.see("Nichts fällt auf, was jemanden verrät.").await;
    holger.press("Vorschau").await;
    holger.see("Genau das geht hinaus").await;
    holger.picture("91-preview").await;
    let shown = paper(&holger, ".release-item .record-paper").await;
    assert!(!selin.sees("Netzwerkeintrag").await, "it left with the preview");
    holger.press("Freigeben").await;
    selin.see("Netzwerkeintrag").await;
    // What was shown is what leaves.
    for person in [&holger, &selin] {
        assert_eq!(paper(person, ".release-sheet .record-paper").await, shown);
    }
    holger.select("Erster Schritt", "Netzwerk, anonym").await;
    holger.press("»Selin« ersetzen: einer Person").await;
    holger.press("Vorschau").await;
    holger.press("Freigeben").await;
    selin.see("Mit einer Person drei Objekte erfassen").await;
    holger.picture("92-leaving").await;
    selin.picture("92-leaving-group").await;
    let entry = paper(&selin, ".release-sheet .record-paper").await;
    assert!(entry.contains("Wie kann ich in einem Haus alle gewinnen?"), "{entry}");
    for name in NAMES {
        assert!(!entry.contains(name), "the entry names »{name}«: {entry}");
    }
    // The group's record stands above it, without the account and without anybody's notes.
    for person in [&selin, &jana] {
        let page = person.page().await;
        for words in [ACCOUNT, PRIVATE] {
            assert!(!page.contains(words), "{} reads »{words}«", person.name());
        }
    }
    // On paper the record stays the record.
    selin.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    assert!(!selin.page().await.contains("Netzwerkeintrag"), "the entry is printed unasked");
    // While the entry is printed it is the other way round.
    let mark = "[document.body, document.querySelector('.release-sheet')]
        .forEach(it => it.setAttribute('data-prints', 'entry'))";
    selin.ask(mark, vec![]).await;
    let printed = selin.page().await;
    assert!(printed.contains("in einem Haus alle gewinnen?"), "{printed}");
    assert!(!printed.contains("Kurzprotokoll") && !printed.contains("Text kopieren"), "{printed}");
    selin
        .ask(
            "document.querySelectorAll('[data-prints]')
        .forEach(it => it.removeAttribute('data-prints'))",
            vec![],
        )
        .await;
    selin.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;

    // With the house it is another sheet, so that the house does not tell on the anonymous one.
    holger.select("Erster Schritt", "Netzwerk, mit Haus").await;
    holger.press("Vorschau").await;
    holger.press("Freigeben").await;
    selin.see("Für jede Freigabe ein eigenes Blatt").await;
    selin.picture("93-two-sheets").await;
    let both = paper(&selin, ".release-sheet .record-paper").await;
    assert_eq!(both.matches("Holmwerder").count(), 1, "{both}");

    // Taken back it is gone from everybody's device.
    for item in ["Schlüsselfrage", "Erster Schritt"] {
        holger.select(item, "Nur ich").await;
    }
    for person in [&selin, &jana, &holger] {
        person.see_no_more("Netzwerkeintrag").await;
        person.see_no_more("in einem Haus alle gewinnen").await;
    }
    selin.reload().await;
    selin.heading("Kurzprotokoll").await;
    let page = selin.page().await;
    assert!(!page.contains("alle gewinnen") && !page.contains("drei Objekte"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_entry_says_what_was_filled_in_and_the_case_givers_sheet_is_theirs_alone() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, selin], _) = gather(&driver, &house, [JANA, HOLGER, SELIN]).await;
    consult(&jana, &holger, &selin).await;
    attach(&holger, &[&jana, &selin]).await;

    holger.press("Freigaben: alles nur bei dir").await;
    holger.select("Schlüsselfrage", "Netzwerk, anonym").await;
    holger.press("»Stadtmuseum Holmwerder« ersetzen: in einem Haus").await;
    holger.press("Mehr für den Eintrag (freiwillig)").await;
    holger.see("Was leer bleibt, steht nicht im Eintrag.").await;
    holger.fill("Für wen", "Kleine Häuser").await;
    holger.fill("Ausgangslage", "In Holmwerder war alles Pflicht").await;
    holger.press("»Holmwerder« ersetzen: einem kleinen Ort").await;
    holger.select("Art des Hauses", "Stadt- oder Regionalmuseum").await;
    holger.select("Größe des Hauses", "ehrenamtlich geführt").await;
    holger.choose("Ehrenamt").await;
    holger.set("Stand", "2026-10-31").await;
    // Whom to ask would tell whose the anonymous entry is.
    assert!(!holger.fields().await.iter().any(|it| it.starts_with("Ansprechperson")));
    holger.long_picture("94-fields").await;
    holger.press("Vorschau").await;
    holger.see("Genau das geht hinaus").await;
    holger.long_picture("95-preview-fields").await;
    let shown = paper(&holger, ".release-item .record-paper").await;
    for filled in [
        "Für wen Kleine Häuser",
        "Ausgangslage In einem kleinen Ort war alles Pflicht",
        "Art des Hauses Stadt- oder Regionalmuseum, ehrenamtlich geführt",
        "Themen Ehrenamt",
        "Stand Oktober 2026",
        "Weitergabe bleibt im Netzwerk",
    ] {
        assert!(words(&shown).contains(filled), "{filled}: {shown}");
    }
    // Neither what is empty nor what was not released, and nobody.
    let absent = ["Ansprechperson", "Nächste Prüfung", "Kurzantwort", "Aufwand", "Lizenz", STEP];
    for absent in absent.into_iter().chain(NAMES) {
        assert!(!shown.contains(absent), "{absent}: {shown}");
    }
    assert!(!selin.sees("Netzwerkeintrag").await, "it left with the preview");
    holger.press("Freigeben").await;
    selin.see("In einem kleinen Ort war alles Pflicht").await;
    assert_eq!(paper(&selin, ".release-sheet .record-paper").await, shown);

    // What goes with the ideas, in the entry of those who may know the house.
    holger.select("Ideen, die du mitnimmst", "Netzwerk, mit Haus").await;
    holger.fill("Wortlaut für andere", &"– so\n".repeat(6)).await;
    holger.see("Das sind 6 Punkte.").await;
    assert!(!holger.can_press("Vorschau").await, "an entry with six points");
    holger.fill("Wortlaut für andere", "– am Kaffeetisch anfangen\n– zu zweit tippen").await;
    holger.press("Mehr für den Eintrag (freiwillig)").await;
    holger.fill("Kurzantwort", "Erst fragen, dann erfassen").await;
    holger.fill("Was findet man dort?", "Vorlage").await;
    holger.fill("Webadresse", "javascript:alert(1)").await;
    holger.press("Vorschau").await;
    holger.see("Hier gehen nur Webadressen mit https:// oder http://.").await;
    holger.long_picture("96-bad-link").await;
    holger.fill("Webadresse", "museum.example/vorlage").await;
    holger.press("Vorschau").await;
    holger.see("Bitte noch einmal lesen: »https://museum.example/vorlage«").await;
    holger.press("Freigeben").await;
    selin.see("https://museum.example/vorlage").await;
    selin.see("Erst fragen, dann erfassen").await;
    // With the house, the question may say whom to ask; the fields are still there.
    holger.select("Schlüsselfrage", "Netzwerk, mit Haus").await;
    holger.press("Mehr für den Eintrag (freiwillig)").await;
    assert_eq!(holger.written_in("Für wen").await, "Kleine Häuser");
    holger.fill("Ansprechperson", "Holger Brandt").await;
    holger.press("Vorschau").await;
    holger.press("Freigeben").await;
    selin.see("Ansprechperson").await;
    selin.long_picture("97-entry").await;

    // Taken back, the fields go with it; what went with the question stays.
    holger.select("Ideen, die du mitnimmst", "Nur ich").await;
    selin.see_no_more("Erst fragen, dann erfassen").await;
    let entry = paper(&selin, ".release-sheet .record-paper").await;
    assert!(
        !entry.contains("vorlage") && words(&entry).contains("Für wen Kleine Häuser"),
        "{entry}"
    );
    // Nobody has to find the words a second time.
    holger.select("Ideen, die du mitnimmst", "Netzwerk, mit Haus").await;
    holger.press("Mehr für den Eintrag (freiwillig)").await;
    assert_eq!(holger.written_in("Kurzantwort").await, "Erst fragen, dann erfassen");
}

/// The case giver gives their sheet a title and a link; the others never hear of either.
async fn attach(giver: &Person, others: &[&Person]) {
    giver.press("Titel, Anhänge und Links").await;
    giver.fill("Titel deines Fallblatts", TITLE).await;
    giver.press("Titel sichern").await;
    giver.see(&format!("Fallblatt: {TITLE}")).await;
    giver.fill("Was findet man dort?", "Feldliste").await;
    giver.fill("Webadresse", "Ordner/feldliste.xlsx").await;
    giver.press("Link hinzufügen").await;
    giver.see("Das ist keine Webadresse.").await;
    giver.fill("Webadresse", "https://museum.example/felder").await;
    giver.press("Link hinzufügen").await;
    let on_paper = || paper(giver, ".record > .record-paper");
    giver.see("https://museum.example/felder").await;
    assert!(on_paper().await.contains("https://museum.example/felder"));
    giver.long_picture("98-attached").await;
    giver.press("»Feldliste« entfernen").await;
    giver.see("Link entfernt.").await;
    assert!(!on_paper().await.contains("https://museum.example/felder"));
    giver.press("Rückgängig").await;
    giver.see("https://museum.example/felder").await;
    giver.reload().await;
    giver.heading("Fallblatt").await;
    giver.see("https://museum.example/felder").await;
    for person in others {
        let page = person.page().await;
        assert!(!page.contains(TITLE) && !page.contains("museum.example"), "{page}");
        assert!(!person.can_press("Titel, Anhänge und Links").await, "{}", person.name());
    }
}

/// A text in one line.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands on the sheets that this finds.
async fn paper(person: &Person, selector: &str) -> String {
    let script = "return [...document.querySelectorAll(arguments[0])]
        .map(it => it.innerText).join('\\n')";
    let found = person.ask(script, vec![selector.into()]).await;
    found.as_str().expect("a text").to_owned()
}

/// From the lobby to the record, with something in every field.
async fn consult(jana: &Person, holger: &Person, selin: &Person) {
    let others = [holger, selin];
    cast(jana, (holger, HOLGER), selin, "Unsere Ehrenamtlichen meiden die Datenbank.").await;
    go_on(jana, &others, "Spontanerzählung").await;
    holger.type_into("Mitschrift", ACCOUNT).await;
    consult_on_account(jana, holger, &others, QUESTION).await;
    holger.type_into("Nur für mich", PRIVATE).await;
    selin.fill("Dein Gedanke", IDEA).await;
    selin.press("Karte legen").await;
    holger.see(IDEA).await;
    go_on(jana, &others, "Abschluss").await;
    holger.press("Karte 1 mitnehmen").await;
    end_with_step(jana, holger, selin, STEP).await;
}

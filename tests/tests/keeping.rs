//! What stays and what goes: the record taken home as a file and on paper, another day of deletion,
//! and nothing left anywhere once everything is deleted.

use std::time::{Duration, Instant};

use serde_json::json;
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{
    Guest, cast, consult_on_account, end_with_step, gather, go_on, join, open_meeting,
};
use tokio::time::sleep;
use vault::Link;

const JANA: Guest = guest("Jana Reuter");
const HOLGER: Guest = guest("Holger Brandt");
const SELIN: Guest = guest("Selin Aydın");

const ACCOUNT: &str = "Acht Ehrenamtliche, meist über 65.";
const PRIVATE: &str = "Das Tablet hätten wir sogar.";
const QUESTION: &str = "Wie kann ich erreichen, dass alle gern mitmachen?";
const CARD: &str = "Mit Lieblingsobjekten beginnen";
const STEP: &str = "Drei Objekte zu zweit erfassen";
/// Within this a meeting is gone, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

const fn guest(name: &'static str) -> Guest {
    Guest { name, house: "Stadtmuseum Holmwerder", on_site: true }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_goes_home_as_a_file_and_on_paper() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, selin], _) = gather(&driver, &house, [JANA, HOLGER, SELIN]).await;
    consult(&jana, &holger, &selin).await;

    // The case giver's sheet holds everything, with what was taken along marked.
    let (name, sheet) = holger.download("Als Datei sichern", "md").await;
    assert!(name.starts_with("fallblatt") && name.ends_with(".md"), "{name}");
    for words in [ACCOUNT, PRIVATE, QUESTION, CARD, STEP, "★"] {
        assert!(sheet.contains(words), "»{words}« is missing: {sheet}");
    }
    assert!(!sheet.contains(SELIN.name), "names go home unasked: {sheet}");
    // What the case giver keeps to themselves stands in nobody's record; what they release does.
    for words in [QUESTION, CARD, STEP] {
        assert!(!selin.page().await.contains(words), "the group's record tells »{words}« unasked");
    }
    holger.press("Freigaben: alles nur bei dir").await;
    for item in ["Schlüsselfrage", "Ideen, die du mitnimmst", "Erster Schritt"] {
        holger.select(item, "Gruppe").await;
    }
    selin.see(STEP).await;
    // The group's record tells neither the account nor anybody's private notes.
    let (name, record) = selin.download("Als Datei sichern", "md").await;
    assert!(name.starts_with("kurzprotokoll") && name.ends_with(".md"), "{name}");
    for words in [QUESTION, CARD, STEP] {
        assert!(record.contains(words), "»{words}« is missing: {record}");
    }
    for words in [ACCOUNT, PRIVATE] {
        assert!(!record.contains(words), "the group's record tells »{words}«");
    }

    // On paper there is the sheet, and no button.
    holger.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let paper = holger.page().await;
    for words in [ACCOUNT, QUESTION, CARD, STEP] {
        assert!(paper.contains(words), "»{words}« is not printed");
    }
    assert!(!paper.contains("Als Datei sichern") && !paper.contains("Zurück zur Gruppe"));
    let printed = holger.devtools("Page.printToPDF", json!({ "printBackground": false })).await;
    let pdf = printed["data"].as_str().expect("a PDF");
    assert!(pdf.starts_with("JVBERi0") && pdf.len() > 8_000, "{} characters", pdf.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_deleted_is_gone_from_the_server_and_from_every_device() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let jana = driver.desktop("Jana").await;
    let title = "Zimtsternrunde";
    let link = open_meeting(&jana, &house.url(), title, JANA).await;
    let holger = driver.phone("Holger").await;
    join(&holger, &link, HOLGER).await;
    holger.fill("Dein Anliegen in einem Satz", "Wie sage ich ab?").await;
    holger.press("Anliegen einbringen").await;
    jana.see("Wie sage ich ab?").await;
    let meeting =
        link.split_once('#').expect("a fragment").1.parse::<Link>().expect("a link").meeting;
    let is_stored = || {
        let (stored, id) = (house.stored(), meeting.as_bytes().to_owned());
        stored.windows(id.len()).any(|window| window == id.as_slice())
    };
    assert!(is_stored(), "the test looks for what is not there");

    // Another day is shown to everybody.
    let change = "const it = find('field', 'Alles wird gelöscht am'); it.value = it.max;
                  it.dispatchEvent(new Event('change', { bubbles: true }));
                  return new Date(it.max + 'T12:00').toLocaleDateString('de-DE',
                    { day: 'numeric', month: 'long', year: 'numeric' })";
    let day = jana.ask(change, vec![]).await;
    holger.see(&format!("Wird am {} gelöscht.", day.as_str().expect("a day"))).await;

    // Holger is elsewhere when the moderator deletes everything.
    holger.goto("about:blank").await;
    jana.press("Jetzt löschen").await;
    jana.fill("Zum Bestätigen »löschen« eingeben", "löschen").await;
    jana.picture("71-delete").await;
    jana.press("Alles löschen").await;
    jana.heading("Dieses Treffen ist gelöscht").await;
    jana.picture("72-deleted").await;
    let begun = Instant::now();
    while is_stored() {
        assert!(begun.elapsed() < PATIENCE, "the meeting is still in the data folder");
        sleep(Duration::from_millis(100)).await;
    }

    // He finds a sentence that is true, and his device no longer knows what the meeting was called.
    holger.goto(&link).await;
    holger.see("oder das Treffen ist gelöscht").await;
    holger.picture("73-gone").await;
    for person in [&jana, &holger] {
        let kept = person.ask("return JSON.stringify({ ...localStorage })", vec![]).await;
        let kept = kept.as_str().expect("text");
        assert!(!kept.contains(title), "{} keeps the title: {kept}", person.name());
    }
    // With the invitation nobody comes in any more.
    holger.press("Neu beitreten").await;
    holger.heading("Dieser Link öffnet nichts").await;
}

/// From the lobby to the record, with something in every field.
async fn consult(jana: &Person, holger: &Person, selin: &Person) {
    let others = [holger, selin];
    cast(jana, (holger, HOLGER), selin, "Unsere Ehrenamtlichen meiden die Datenbank.").await;
    go_on(jana, &others, "Spontanerzählung").await;
    holger.type_into("Mitschrift", ACCOUNT).await;
    consult_on_account(jana, holger, &others, QUESTION).await;
    holger.type_into("Nur für mich", PRIVATE).await;
    selin.type_into("Dein Gedanke", CARD).await;
    selin.press("Karte legen").await;
    holger.see(CARD).await;
    // Somebody in the middle of a sentence is not torn out of it, and may lay the card late.
    selin.type_into("Dein Gedanke", "Zu zweit: eine erzählt").await;
    jana.press("Weiter: Abschluss").await;
    selin.see("Schreib deinen Satz in Ruhe zu Ende.").await;
    selin.type_into("Dein Gedanke", ", einer tippt").await;
    selin.heading("Abschluss").await;
    selin.see("Dein Entwurf aus »Beratung«").await;
    selin.picture("54-begun").await;
    selin.press("Karte legen").await;
    holger.see("Zu zweit: eine erzählt, einer tippt").await;
    holger.press("Karte 1 mitnehmen").await;
    holger.press("Fertig, zeigen").await;
    end_with_step(jana, holger, selin, STEP).await;
}

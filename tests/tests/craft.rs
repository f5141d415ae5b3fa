//! The craft in the browser: advice that comes too early, the stop card, a headstand and its second
//! lines; and a method in which nobody moderates and everybody has a turn.

use std::time::Instant;

use serde_json::json;
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{Guest, cast, gather, go_on};

const JANA: Guest = guest("Jana Reuter");
const HOLGER: Guest = guest("Holger Brandt");
const SELIN: Guest = guest("Selin Aydın");

const EARLY: &str = "Nehmt doch Studierende!";
const QUESTION: &str = "Wie kann ich erreichen, dass alle gern mitmachen?";

const fn guest(name: &'static str) -> Guest {
    Guest { name, house: "Stadtmuseum Holmwerder", on_site: true }
}

#[tokio::test(flavor = "multi_thread")]
async fn s1_05_early_advice_is_parked_and_offered_once_and_a_headstand_is_turned_over() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, selin], _) = gather(&driver, &house, [JANA, HOLGER, SELIN]).await;
    let others = [&holger, &selin];
    cast(&jana, (&holger, HOLGER), &selin, "Unsere Ehrenamtlichen meiden die Datenbank.").await;

    go_on(&jana, &others, "Spontanerzählung").await;
    jana.press("Ratschlag parken").await;
    jana.select("Wer hat ihn gesagt?", SELIN.name).await;
    jana.fill("Der Ratschlag in einem Satz", EARLY).await;
    jana.press("Parken").await;
    jana.see("Ratschlag parken (1 geparkt)").await;
    jana.picture("81-parked").await;
    for person in others {
        assert!(!person.page().await.contains(EARLY), "{} sees what is parked", person.name());
    }

    go_on(&jana, &others, "Schlüsselfrage").await;
    jana.press("Um Formulierungen bitten").await;
    selin.fill("Formulierung anbieten", QUESTION).await;
    selin.press("Anbieten").await;
    holger.press("Übernehmen").await;
    holger.press("Frage festhalten").await;
    selin.see(QUESTION).await;

    for person in others {
        assert!(!has_fetched(person, "modules").await, "{} chooses none yet", person.name());
    }
    go_on(&jana, &others, "Methodenwahl").await;
    jana.see("Passt zu eurer Frage").await;
    jana.picture("82-compass").await;
    jana.press("»Kopfstand« nehmen").await;
    selin.see("Damit beraten wir").await;

    go_on(&jana, &others, "Beratung").await;
    // What the module asks for stands there, for each as far as it is theirs.
    jana.see("8 min: Schlechte Ideen sammeln, eine pro Karte.").await;
    holger.see("Hör zu und lach mit.").await;
    selin.see(EARLY).await;
    selin.picture("83-offered").await;
    selin.press("Als Karte legen").await;
    holger.see(EARLY).await;
    assert!(!selin.can_press("Als Karte legen").await, "it is offered once");
    selin.fill("Dein Gedanke", "Rechner weiter im Keller lassen").await;
    selin.press("Karte legen").await;
    jana.see("Rechner weiter im Keller lassen").await;
    jana.press("Umdrehen").await;
    selin.fill("Umkehrung zu Karte 2", "Tablet am Kaffeetisch").await;
    selin.press("Festhalten").await;
    holger.see("Tablet am Kaffeetisch").await;
    holger.picture("84-turned").await;
    jana.picture("84-turned-moderator").await;
    assert!(!holger.fields().await.iter().any(|it| it.starts_with("Umkehrung")), "he listens");

    stopped(&selin, &[&jana, &holger]).await;
    // What was there to be chosen has cost those nothing who chose nothing.
    assert!(has_fetched(&jana, "methods").await, "she began the consultation");
    for person in others {
        assert!(!has_fetched(person, "methods").await, "{} chose none", person.name());
    }
}

/// Whether the page has fetched the part with all methods, or all modules.
async fn has_fetched(person: &Person, part: &str) -> bool {
    let look = "return performance.getEntriesByType('resource')
        .some((it) => it.name.includes(`/app/${arguments[0]}-`))";
    person.ask(look, vec![json!(part)]).await == json!(true)
}

/// Anybody stops everything on all devices at once, and it goes on when it is well again.
#[expect(clippy::print_stdout, reason = "the figure is for whoever started it")]
async fn stopped(by: &Person, others: &[&Person]) {
    by.press("Stopp").await;
    by.press("Alles anhalten?").await;
    let begun = Instant::now();
    for person in others {
        person.see("hat »Stopp« gezeigt").await;
        person.see("Uhr steht").await;
    }
    // The script of a test is slower than the socket; within a second it is on all devices.
    println!("»Stopp« halted {} devices in {:?}", others.len(), begun.elapsed());
    others[0].picture("85-stopped-moderator").await;
    by.picture("85-stopped").await;
    by.press("Weiter").await;
    for person in others {
        person.see_no_more("hat »Stopp« gezeigt").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn three_people_choose_a_method_without_a_moderator_and_each_has_a_turn() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, selin], _) = gather(&driver, &house, [JANA, HOLGER, SELIN]).await;
    let others = [&holger, &selin];

    jana.press("Andere Methode wählen").await;
    jana.see("Worum geht es?").await;
    jana.picture("86-choosing").await;
    jana.press("»Troika« nehmen").await;
    jana.see("Runde 1 von 3").await;
    jana.press("Anpassen").await;
    jana.press("Klären: eine Minute mehr").await;
    jana.see("12 min. Beginnt ihr jetzt").await;
    jana.picture("87-adapted").await;
    jana.press("Fallberatung beginnen").await;

    for person in others {
        person.heading("Frage überlegen").await;
    }
    go_on(&jana, &others, "Anliegen teilen").await;
    holger.press("Ich gebe den Fall").await;
    holger.see("Du gibst den Fall").await;
    // Whoever drives the clock is one of all here.
    jana.see("Du berätst").await;
    go_on(&jana, &others, "Klären").await;
    selin.see("In dieser Phase wird nichts notiert.").await;
    go_on(&jana, &others, "Beraten, fallgebende Person abgewandt").await;
    jana.fill("Dein Gedanke", "Fang mit drei Objekten an").await;
    jana.press("Karte legen").await;
    holger.see("verdeckte Karte").await;
    jana.press("Aufdecken (1)").await;
    holger.see("Fang mit drei Objekten an").await;
    assert!(!holger.fields().await.iter().any(|it| it.starts_with("Dein Gedanke")), "he listens");
    go_on(&jana, &others, "Was war wertvoll?").await;
    holger.fill("Was tust du zuerst?", "Drei Objekte heraussuchen").await;
    holger.press("Schritt festhalten").await;
    jana.see("Drei Objekte heraussuchen").await;
    jana.press("Beenden").await;
    jana.press("Für alle beenden?").await;
    holger.heading("Fallblatt").await;

    // The next one: what is done once does not come again.
    jana.press("Zurück zur Gruppe").await;
    jana.see("Runde 2 von 3").await;
    jana.press("Nächste Fallberatung beginnen").await;
    selin.heading("Anliegen teilen").await;
    // This time it is the one who drives the clock.
    jana.press("Ich gebe den Fall").await;
    jana.see("Du gibst den Fall").await;
    for phase in ["Klären", "Beraten, fallgebende Person abgewandt", "Was war wertvoll?"] {
        go_on(&jana, &others, phase).await;
    }
    jana.fill("Was tust du zuerst?", "Den Träger anrufen").await;
    jana.press("Schritt festhalten").await;
    selin.see("Den Träger anrufen").await;
    jana.press("Beenden").await;
    jana.press("Für alle beenden?").await;
    jana.heading("Fallblatt").await;

    // Each has a record of its own, and each sheet is its giver's.
    holger.press("Zurück zur Gruppe").await;
    holger.see("Schon beraten").await;
    holger.picture("88-two-records").await;
    holger.press(&format!("Protokoll: Fall von {}", HOLGER.name)).await;
    holger.heading("Fallblatt").await;
    holger.see("Drei Objekte heraussuchen").await;
    assert!(!holger.sees("Den Träger anrufen").await, "that is another record");
    holger.press("Zurück zur Gruppe").await;
    holger.press(&format!("Protokoll: Fall von {}", JANA.name)).await;
    holger.heading("Kurzprotokoll").await;
    assert!(!holger.sees("Drei Objekte heraussuchen").await, "that is another record");
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_moderators_device_drops_the_deputy_takes_over_and_gives_it_back() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, selin], _) = gather(&driver, &house, [JANA, HOLGER, SELIN]).await;
    cast(&jana, (&holger, HOLGER), &selin, "Unsere Ehrenamtlichen meiden die Datenbank.").await;

    // Two taps: on the person, and on what they are to do.
    jana.press(SELIN.name).await;
    jana.press("Vertritt die Moderation").await;
    for person in [&jana, &holger, &selin] {
        person.see_together(&[SELIN.name, "Vertretung"]).await;
    }
    jana.goto("about:blank").await;
    selin.see("Du kannst übernehmen.").await;
    holger.see("Gleich kann jemand von den anderen übernehmen.").await;
    assert!(!holger.can_press("Moderation übernehmen").await, "he gives the case");
    selin.picture("88-taking-over").await;
    selin.press("Moderation übernehmen").await;
    selin.press("Ab jetzt moderierst du – sicher?").await;
    selin.see("Du moderierst").await;
    go_on(&selin, &[&holger], "Spontanerzählung").await;

    // Jana comes back as the deputy, and is given the moderation again.
    jana.goto(&house.url()).await;
    jana.press("Hineingehen").await;
    jana.heading("Spontanerzählung").await;
    selin.press(JANA.name).await;
    selin.press("Moderiert ab jetzt").await;
    jana.see("Du moderierst").await;
    holger.see_together(&[SELIN.name, "Vertretung"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s2_06_where_nobody_was_named_somebody_else_takes_over_and_gives_it_back() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, selin], _) = gather(&driver, &house, [JANA, HOLGER, SELIN]).await;

    // Before anything has begun the group is not stuck either.
    jana.goto("about:blank").await;
    selin.see("Du kannst übernehmen.").await;
    jana.goto(&house.url()).await;
    jana.press("Hineingehen").await;
    selin.see_no_more("Du kannst übernehmen.").await;

    cast(&jana, (&holger, HOLGER), &selin, "Unsere Ehrenamtlichen meiden die Datenbank.").await;
    go_on(&jana, &[&holger, &selin], "Spontanerzählung").await;
    jana.goto("about:blank").await;
    selin.see("Du kannst übernehmen.").await;
    selin.picture("89-somebody-takes-over").await;
    assert!(!holger.can_press("Moderation übernehmen").await, "he gives the case");
    selin.press("Moderation übernehmen").await;
    selin.press("Ab jetzt moderierst du – sicher?").await;
    selin.see("Du moderierst").await;

    // Whoever moderated before finds at once who does now, and the way back.
    jana.goto(&house.url()).await;
    jana.press("Hineingehen").await;
    jana.see("Du vertrittst und kannst jederzeit übernehmen.").await;
    jana.press("Moderation übernehmen").await;
    jana.press("Ab jetzt moderierst du – sicher?").await;
    jana.see("Du moderierst").await;
}

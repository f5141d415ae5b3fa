//! Szenario 1 in the browser: who comes late is in at once and sees what counts without scrolling,
//! nobody loses anything by a reload, the plan follows the group, and what became of the first step
//! is told without the moderator.

use std::time::Instant;

use tests::browser::Driver;
use tests::house::House;
use tests::story::{Guest, cast, consult, gather, go_on, join};

const JANA: Guest = guest("Jana Reuter", "Stadtmuseum Holmwerder");
const HOLGER: Guest = guest("Holger Brandt", "Heimatstube Krumbeck-Süd");
const SELIN: Guest = guest("Selin Aydın", "Ziegeleimuseum Rotklinken");
const MIRKO: Guest = guest("Mirko Paulsen", "Technikhaus Speicher 7");

const CASE: &str = "Unsere Ehrenamtlichen meiden die Datenbank.";
const QUESTION: &str = "Wie kann ich erreichen, dass unsere Ehrenamtlichen die Datenbank als \
                        Erleichterung erleben und gern mitmachen?";
const STEP: &str = "Drei Objekte zu zweit erfassen";

const fn guest(name: &'static str, house: &'static str) -> Guest {
    Guest { name, house, on_site: true }
}

#[tokio::test(flavor = "multi_thread")]
async fn s1_01_whoever_comes_is_in_at_once_and_sees_what_counts_without_scrolling() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, selin], link) = gather(&driver, &house, [JANA, HOLGER, SELIN]).await;
    cast(&jana, (&holger, HOLGER), &selin, CASE).await;
    consult(&jana, &holger, &[&holger, &selin], QUESTION).await;

    let mirko = driver.phone(MIRKO.name).await;
    let begun = Instant::now();
    mirko.goto(&link).await;
    mirko.fill("Dein Name", MIRKO.name).await;
    mirko.choose("Ich halte mich daran").await;
    mirko.press("Beitreten").await;
    mirko.heading("Beratung").await;
    println!("in the consultation {:?} after the link was opened", begun.elapsed());
    // Nobody was asked for an account, an address or a password.
    let page = mirko.page().await.to_lowercase();
    assert!(!["konto", "passwort", "e-mail"].iter().any(|word| page.contains(word)), "{page}");
    mirko.picture("94-late").await;
    let clock = "return inSight(words(document.querySelector('.stage [role=timer]').innerText))";
    for (person, role) in
        [(&mirko, "Du berätst"), (&holger, "Du gibst den Fall"), (&selin, "Du schreibst mit")]
    {
        person.ask("scrollTo({ top: 0, behavior: 'instant' })", vec![]).await;
        for text in ["Phase 5 von 6", "Beratung", role, QUESTION] {
            person.see_at_once(text).await;
        }
        person.wait("see the clock without scrolling", clock, &[]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn s1_08_after_a_reload_everybody_is_who_they_were_where_they_were_with_their_notes() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, selin], _) = gather(&driver, &house, [JANA, HOLGER, SELIN]).await;
    cast(&jana, (&holger, HOLGER), &selin, CASE).await;
    let people = [
        (&jana, "Du moderierst", "Agnes kommt zu kurz"),
        (&holger, "Du gibst den Fall", "Ein Tablet hätten wir"),
        (&selin, "Du schreibst mit", "Nach den Feldern fragen"),
    ];
    go_on(&jana, &[&holger, &selin], "Spontanerzählung").await;
    for (person, _, note) in people {
        person.press("Nur für mich").await;
        person.type_into("Nur für mich", note).await;
    }
    selin.type_into("Mitschrift", "3 400 Karteikarten").await;
    holger.read_in("Mitschrift", "3 400 Karteikarten").await;
    for (person, role, note) in people {
        person.reload().await;
        person.heading("Spontanerzählung").await;
        person.see(role).await;
        person.press("Nur für mich").await;
        person.read_in("Nur für mich", note).await;
        for (.., others) in people.iter().filter(|(.., theirs)| *theirs != note) {
            assert!(!person.page().await.contains(others), "{} sees »{others}«", person.name());
        }
    }
    selin.read_in("Mitschrift", "3 400 Karteikarten").await;
    jana.see("Nur ihr 3 könnt lesen").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s1_04_what_it_costs_is_said_and_can_be_taken_from_what_comes_later() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, selin], _) = gather(&driver, &house, [JANA, HOLGER, SELIN]).await;
    let others = [&holger, &selin];
    cast(&jana, (&holger, HOLGER), &selin, CASE).await;

    // Everybody has to leave in less time than the method takes.
    jana.press("Ablauf").await;
    jana.see("endet gegen").await;
    let soon = "const at = new Date(Date.now() + 35 * 60000); \
                return at.toTimeString().slice(0, 5)";
    let soon = jana.ask(soon, vec![]).await;
    jana.set("Alle müssen gehen um", soon.as_str().expect("a time of day")).await;
    jana.see("min zu spät").await;
    jana.picture("95-plan-too-late").await;
    // More time says what it costs, and offers to take it from later phases.
    jana.press("+3 min").await;
    jana.see("Alles zusammen endet dann gegen").await;
    jana.press("Die Zeit später einsparen").await;
    jana.see("min Luft").await;
    jana.see_no_more("min zu spät").await;
    jana.picture("96-plan-fitted").await;
    // Or everybody stays as long as it takes then.
    jana.press("+3 min").await;
    jana.see("min zu spät").await;
    jana.picture("96-stay-longer").await;
    jana.press("Bis ").await;
    jana.see_no_more("min zu spät").await;

    // What is left out is not gone to, can be taken in again, and the record tells it.
    jana.press("»Spontanerzählung« auslassen").await;
    jana.press("Weiter: Schlüsselfrage").await;
    for person in others {
        person.heading("Schlüsselfrage").await;
    }
    jana.press("»Spontanerzählung« dazunehmen").await;
    jana.press("Zurück zu »Spontanerzählung«").await;
    for person in others {
        person.heading("Spontanerzählung").await;
    }
    jana.press("»Methodenwahl« auslassen").await;
    go_on(&jana, &others, "Schlüsselfrage").await;
    jana.press("Weiter: Beratung").await;
    selin.heading("Beratung").await;
    go_on(&jana, &others, "Abschluss").await;
    jana.press("Beenden").await;
    jana.press("Für alle beenden?").await;
    selin.heading("Kurzprotokoll").await;
    selin.see("Methodenwahl: ausgelassen").await;
    selin.see_together(&["Schlüsselfrage: ", "2 Mal"]).await;
    selin.picture("97-times").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s1_10_the_case_giver_is_asked_by_their_own_link_and_the_next_meeting_begins_with_it() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, selin], link) = gather(&driver, &house, [JANA, HOLGER, SELIN]).await;
    cast(&jana, (&holger, HOLGER), &selin, CASE).await;
    consult(&jana, &holger, &[&holger, &selin], QUESTION).await;
    go_on(&jana, &[&holger, &selin], "Abschluss").await;
    holger.fill("Was tust du zuerst?", STEP).await;
    let day = "return new Date(Date.now() + 5 * 86400000).toISOString().slice(0, 10)";
    let day = holger.ask(day, vec![]).await;
    holger.set("Bis wann?", day.as_str().expect("a day")).await;
    holger.press("Schritt festhalten").await;
    selin.see(STEP).await;
    jana.press("Beenden").await;
    jana.press("Für alle beenden?").await;
    holger.heading("Fallblatt").await;
    holger.press("Zurück zur Gruppe").await;
    holger.press("Auf einem anderen Gerät weitermachen").await;
    let own = holger.written_in("Link zu deinem Platz").await;

    // The moderator and everybody else have gone; Holger comes by his own link from elsewhere.
    jana.leave().await;
    selin.leave().await;
    holger.leave().await;
    let at_home = driver.phone("Holger at home").await;
    at_home.goto(&own).await;
    at_home.heading("Fallblatt").await;
    at_home.see(STEP).await;
    at_home.press("In den Kalender").await;
    at_home.press("Was daraus wurde").await;
    at_home.choose("anders gemacht").await;
    at_home.fill("In einem Satz", "Beim Kaffee, neun Objekte").await;
    at_home.picture("98-asked").await;
    at_home.press("Der Gruppe erzählen").await;

    // Whoever comes to the next meeting of the group finds it first.
    let mirko = driver.phone(MIRKO.name).await;
    join(&mirko, &link, MIRKO).await;
    mirko.see("Beim Kaffee, neun Objekte").await;
    mirko.picture("99-told").await;
}

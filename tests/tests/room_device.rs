//! The room device: people without a device of their own take part under their own names.

use tests::browser::Driver;
use tests::house::House;
use tests::story::{Guest, cast, gather, go_on};

const JANA: Guest = guest("Jana Reuter");
const HOLGER: Guest = guest("Holger Brandt");
const LAPTOP: Guest = guest("Selin Aydın");
const AGNES: &str = "Agnes Wirth";

const fn guest(name: &'static str) -> Guest {
    Guest { name, house: "Stadtmuseum Holmwerder", on_site: true }
}

#[tokio::test(flavor = "multi_thread")]
async fn s1_06_somebody_at_the_room_device_has_a_turn_and_cards_of_their_own() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, laptop], _) = gather(&driver, &house, [JANA, HOLGER, LAPTOP]).await;
    let others = [&holger, &laptop];

    // Agnes has no phone: she comes in at the laptop, and is a person of her own for everybody.
    laptop.press("Person ohne Gerät dazuholen").await;
    laptop.press("Dazuholen").await;
    laptop.see("Wie heißt die Person?").await;
    laptop.fill("Name der Person", AGNES).await;
    laptop.fill("Haus der Person", "Textilmuseum Webersgrund").await;
    laptop.choose("Die Person hält sich daran").await;
    laptop.picture("90-bringing").await;
    laptop.press("Dazuholen").await;
    jana.see("am Raumgerät").await;
    jana.see("4 Personen sind dabei").await;
    laptop.see("Wer schreibt?").await;
    laptop.picture("91-room-device").await;
    jana.picture("92-somebody-at-the-room-device").await;

    cast(&jana, (&holger, HOLGER), &laptop, "Unsere Ehrenamtlichen meiden die Datenbank.").await;
    for phase in ["Spontanerzählung", "Schlüsselfrage", "Methodenwahl"] {
        go_on(&jana, &others, phase).await;
    }
    jana.press("»Brainstorming« nehmen").await;
    go_on(&jana, &others, "Beratung").await;

    // The turn comes to Agnes: the device says so, whoever acts there, also after a reload.
    jana.press("Reihum, zuerst Selin Aydın").await;
    jana.press("Weiter an Agnes Wirth").await;
    laptop.see("ist dran").await;
    laptop.reload().await;
    laptop.press("Agnes Wirth ist dran").await;
    laptop.see("Du bist dran").await;
    laptop.fill("Dein Gedanke", "Mit Lieblingsobjekten beginnen").await;
    laptop.press("Karte legen").await;
    laptop.picture("93-her-turn").await;
    laptop.press("Selin Aydın").await;
    laptop.fill("Dein Gedanke", "Tablet am Kaffeetisch").await;
    laptop.press("Karte legen").await;
    holger.see_together(&["Mit Lieblingsobjekten beginnen", AGNES]).await;
    holger.see_together(&["Tablet am Kaffeetisch", LAPTOP.name]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_is_taken_along_to_the_room_device_and_forgotten_there_without_the_others() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, laptop], _) = gather(&driver, &house, [JANA, HOLGER, LAPTOP]).await;
    laptop.type_into("Dein Anliegen in einem Satz", "Wie sage ich ab?").await;
    holger.press("Auf einem anderen Gerät weitermachen").await;
    let own = holger.written_in("Link zu deinem Platz").await;
    holger.goto("about:blank").await;

    // Holger's phone is empty: he goes on at the laptop, beside Selin, who has begun a sentence.
    laptop.goto(&own).await;
    laptop.see("Wer schreibt?").await;
    laptop.see("Holger Brandt (du)").await;
    assert_eq!(laptop.written_in("Dein Anliegen in einem Satz").await, "", "that is Selin's");
    laptop.press("Selin Aydın").await;
    laptop.see("Selin Aydın (du)").await;
    laptop.read_in("Dein Anliegen in einem Satz", "Wie sage ich ab?").await;
    laptop.reload().await;
    laptop.see("Selin Aydın (du)").await;
    laptop.see("Wer schreibt?").await;

    // Selin goes home: her seat stays hers, and Holger's stays on the laptop.
    laptop.press("Nur Selin Aydın hier vergessen").await;
    laptop.press("Diesen Platz hier vergessen?").await;
    laptop.see("Holger Brandt (du)").await;
    laptop.see_no_more("Wer schreibt?").await;
    jana.see("3 Personen sind dabei").await;
    jana.see_together(&[LAPTOP.name, "kurz weg"]).await;
    let kept = laptop.ask("return JSON.stringify({ ...localStorage })", vec![]).await;
    assert!(!kept.as_str().expect("text").contains("Wie sage ich ab?"), "a draft stays: {kept}");
}

//! The case box as people meet it: a case without a name, somebody who presents it, the backlog, an
//! invited panel, and what the lead enters for somebody without a device.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use guest::Guest as Headless;
use mirror::Mirror;
use shared::command::{CaseStep, Deed};
use shared::meeting::Presence;
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{self, Guest, join, open_meeting};

const RENATE: Guest = Guest { name: "Renate Vogt", house: "Netzwerkbüro", on_site: true };
const NORA: Guest = Guest { name: "Nora Lindt", house: "Gedenkort Alte Weberei", on_site: true };
const DELICATE: &str = "Unser Vorstand hört nicht zu.";

async fn come(house: &House, link: &str, name: &str) -> Headless {
    let fragment = link.split_once('#').unwrap().1;
    let link = format!("#{fragment}").parse().unwrap();
    story::come(&house.url().parse().unwrap(), &link, (name, ""), Presence::OnSite).await
}

async fn is_well(person: &Person) {
    let trouble = person.trouble().await;
    assert!(trouble.is_empty(), "{trouble:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn s2_01_a_case_without_a_name_waits_is_advised_on_by_a_panel_and_shows_its_name_there() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let renate = driver.desktop(RENATE.name).await;
    let link = open_meeting(&renate, &house.url(), "Fachgruppe", RENATE).await;
    let nora = driver.phone(NORA.name).await;
    join(&nora, &link, NORA).await;

    // Nora hands a case in without her name.
    nora.fill("Dein Anliegen in einem Satz", DELICATE).await;
    nora.see("Mehr dazu sagen").await;
    assert!(!nora.sees("Wobei brauchst du Hilfe?").await, "one sentence is enough");
    nora.press("Mehr dazu sagen").await;
    nora.see("Wobei brauchst du Hilfe?").await;
    nora.choose("Mich entscheiden").await;
    nora.choose("Ohne meinen Namen einreichen").await;
    nora.long_picture("160-nameless").await;
    nora.press("Anliegen einbringen").await;
    nora.see("Nora Lindt (du), für die anderen ohne Namen").await;
    nora.see("Meinen Namen zeigen").await;
    nora.long_picture("161-brought").await;

    // The others read the sentence, and not whose it is; Renate leads and knows.
    let others = [
        come(&house, &link, "Bert Kröger").await,
        come(&house, &link, "Pia Sommer").await,
        come(&house, &link, "Jens Ritter").await,
    ];
    let [bert, ..] = &others;
    let by = |m: &Mirror| m.meeting().cases.first().map(|case| case.by);
    assert_eq!(bert.until_some("the case", by).await.unwrap(), None);
    renate.press("In mehreren Gruppen arbeiten").await;
    for text in [DELICATE, "Wartet am längsten", "Mich entscheiden", "wartet seit heute"] {
        renate.see(text).await;
    }
    renate.press("Nächstes Mal zuerst").await;
    renate.see("Kommt nächstes Mal zuerst").await;

    // Bert has no device and tells Renate what he wishes.
    renate.press("Wunsch für jemanden eintragen").await;
    renate.select("Für wen?", "Bert Kröger").await;
    renate.press("Hier mitberaten").await;
    let seat = bert.seat();
    let wish = |m: &Mirror| m.meeting().wishes.get(&seat).cloned().flatten();
    let wished = bert.until_some("the wish that was entered for him", wish).await.unwrap();
    assert_eq!(wished.len(), 1);
    renate.long_picture("162-backlog").await;

    // She asks three to advise on this one case, and makes them a group once they have accepted.
    renate.press("Dazu einladen").await;
    for name in ["Bert Kröger", "Pia Sommer", "Jens Ritter"] {
        renate.press(name).await;
        renate.see(&format!("{name} hat noch nicht geantwortet")).await;
    }
    renate.see("0 von 3 haben zugesagt").await;
    for other in &others {
        let seat = other.seat();
        let asked = |m: &Mirror| {
            let case = m.meeting().cases.first().filter(|case| case.panel.contains_key(&seat));
            case.map(|case| case.id)
        };
        let case = other.until_some("the invitation", asked).await.unwrap();
        other.act(Deed::Case(CaseStep::Answer { case, comes: true }));
    }
    renate.see("3 von 3 haben zugesagt").await;
    renate.long_picture("163-panel").await;
    renate.press("Daraus eine Gruppe bilden").await;
    let together = |m: &Mirror| {
        let (id, group) = m.group()?;
        group.case.filter(|_| m.meeting().members(id).len() == 4)
    };
    bert.until_some("the group of four", together).await.unwrap();
    let named = |m: &Mirror| by(m).flatten();
    bert.until_some("the name, now that she sits there with her case", named).await.unwrap();
    is_well(&nora).await;
    is_well(&renate).await;
}

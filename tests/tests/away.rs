//! What people see while the server, or a part of the page, cannot be reached, and that everything
//! goes on by itself afterwards.

use serde_json::json;
use tests::browser::Driver;
use tests::house::House;
use tests::story::{Guest, go_in, join, open_meeting};

const JANA: Guest = Guest { name: "Jana Reuter", house: "Stadtmuseum", on_site: true };
const MIRKO: Guest = Guest { name: "Mirko Paulsen", house: "Speicher 7", on_site: false };

#[tokio::test(flavor = "multi_thread")]
async fn a_lobby_says_that_the_server_is_away_until_it_is_back() {
    let mut house = House::start().await;
    let driver = Driver::start().await;
    let jana = driver.desktop("Jana").await;
    let link = open_meeting(&jana, &house.url(), "Runder Tisch", JANA).await;
    let mirko = driver.phone("Mirko").await;
    join(&mirko, &link, MIRKO).await;
    jana.see(MIRKO.name).await;
    assert!(!jana.sees("Verbindung weg").await, "it is there");

    house.kill().await;
    for person in [&jana, &mirko] {
        person.see("Verbindung weg. Was du schreibst, bleibt hier").await;
        person.see("Jana Reuter").await;
    }
    mirko.picture("45-lobby-away").await;

    house.open().await;
    for person in [&jana, &mirko] {
        person.see_no_more("Verbindung weg").await;
    }
    // It is not only the banner that is back.
    mirko.fill("Dein Anliegen in einem Satz", "Wie sage ich einer Künstlerin ab?").await;
    mirko.press("Anliegen einbringen").await;
    jana.see("Wie sage ich einer Künstlerin ab?").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_screens_behind_the_door_come_by_themselves_once_they_can_be_fetched() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let jana = driver.desktop("Jana").await;
    let link = open_meeting(&jana, &house.url(), "Runder Tisch", JANA).await;

    // given somebody whose network holds back the screens behind the door
    let mirko = driver.phone("Mirko").await;
    mirko.devtools("Network.enable", json!({})).await;
    mirko.devtools("Network.setBlockedURLs", json!({ "urls": ["*inside-*"] })).await;

    // when they join, they are in, and are told to wait
    go_in(&mirko, &link, MIRKO).await;
    jana.see(MIRKO.name).await;
    mirko.see("Die Seite versucht es weiter; du musst nichts tun.").await;
    assert!(!mirko.sees("Wie es weitergeht").await, "the screens came all the same");
    mirko.picture("05-waiting").await;

    // then the lobby comes without anybody loading anything anew
    mirko.ask("window.stayed = true", vec![]).await;
    mirko.devtools("Network.setBlockedURLs", json!({ "urls": [] })).await;
    mirko.see("Wie es weitergeht").await;
    mirko.see(JANA.name).await;
    assert_eq!(mirko.ask("return window.stayed", vec![]).await, json!(true), "it was loaded anew");
}

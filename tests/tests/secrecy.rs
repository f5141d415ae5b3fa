//! A whole session with a marker word in every field, and then a search for those words in
//! everything the server has: its data folder, its logs, every frame it received.

use tests::browser::Driver;
use tests::house::House;
use tests::story::{Guest, cast, go_on, join, open_meeting};
use tests::wire_tap::WireTap;

/// One word for each field. Each is rare, and found in no text of the program.
const TITLE: &str = "Quittenkompott";
const MODERATOR: &str = "Zibelline";
const GIVER: &str = "Oxymel";
const WRITER: &str = "Wrasenklappe";
const HOUSE: &str = "Jalousettenmuseum";
const CASE: &str = "Kaldaunenfrage";
const ACCOUNT: &str = "Pfingstrosenstreit";
const PRIVATE: &str = "Heimlichnotiz";
const QUESTION: &str = "Schlawinerfrage";
const HIDDEN_CARD: &str = "Verdecktgedanke";
const CARD: &str = "Offengedanke";
const OBSERVATION: &str = "Beobachtungswort";
const STEP: &str = "Erstschrittwort";
const HELP: &str = "Helferinwort";

const MARKERS: [&str; 14] = [
    TITLE,
    MODERATOR,
    GIVER,
    WRITER,
    HOUSE,
    CASE,
    ACCOUNT,
    PRIVATE,
    QUESTION,
    HIDDEN_CARD,
    CARD,
    OBSERVATION,
    STEP,
    HELP,
];

fn guest(name: &'static str) -> Guest {
    Guest { name, house: HOUSE, on_site: true }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_word_that_anybody_typed_reaches_the_server() {
    // given a house that logs all it can, and a listener between it and the browsers
    let mut house = House::start().await;
    let tap = WireTap::before(house.address()).await;
    let driver = Driver::start().await;

    // when three people say something in every field
    let moderator = driver.desktop("Moderator").await;
    let link = open_meeting(&moderator, &tap.url(), TITLE, guest(MODERATOR)).await;
    let giver = driver.phone("Giver").await;
    let writer = driver.phone("Writer").await;
    join(&giver, &link, guest(GIVER)).await;
    join(&writer, &link, guest(WRITER)).await;
    cast(&moderator, (&giver, guest(GIVER)), &writer, CASE).await;

    go_on(&moderator, &[&giver, &writer], "Spontanerzählung").await;
    writer.type_into("Mitschrift", ACCOUNT).await;
    giver.read_in("Mitschrift", ACCOUNT).await;
    go_on(&moderator, &[&giver, &writer], "Schlüsselfrage").await;
    giver.type_into("Formulierung", QUESTION).await;
    giver.press("Frage festhalten").await;
    writer.see(QUESTION).await;
    go_on(&moderator, &[&giver, &writer], "Methodenwahl").await;
    moderator.press("»Brainstorming« nehmen").await;
    go_on(&moderator, &[&giver, &writer], "Beratung").await;
    giver.type_into("Nur für mich", PRIVATE).await;
    moderator.press("Still sammeln").await;
    writer.see("Alle sammeln still für sich.").await;
    writer.type_into("Dein Gedanke", HIDDEN_CARD).await;
    writer.press("Karte legen").await;
    moderator.press("Aufdecken (1)").await;
    giver.see(HIDDEN_CARD).await;
    writer.type_into("Dein Gedanke", CARD).await;
    writer.press("Karte legen").await;
    giver.see(CARD).await;
    go_on(&moderator, &[&giver, &writer], "Abschluss").await;
    giver.fill("Was tust du zuerst?", STEP).await;
    giver.fill("Wer oder was hilft dabei?", HELP).await;
    giver.press("Schritt festhalten").await;
    writer.see(STEP).await;
    go_back_to_observe(&moderator, &writer).await;
    moderator.see(OBSERVATION).await;
    moderator.press("Beenden").await;
    moderator.press("Für alle beenden?").await;
    giver.heading("Fallblatt").await;
    for word in [ACCOUNT, PRIVATE, QUESTION, CARD, STEP, OBSERVATION] {
        giver.see(word).await;
    }

    // then the server has none of these words anywhere
    let while_running = house.stored();
    house.close().await;
    let places = [
        ("data folder while running", while_running),
        ("data folder", house.stored()),
        ("logs", house.log().into_bytes()),
        ("frames", tap.received()),
    ];
    assert!(tap.frames() > 40, "the listener heard too little: {} frames", tap.frames());
    assert!(house.log().len() > 200, "the house logged too little to prove anything");
    assert!(places[1].1.len() > 20_000, "the house stored too little to prove anything");
    for (place, bytes) in &places {
        for marker in MARKERS {
            assert!(!contains(bytes, marker), "»{marker}« is in the {place}");
        }
    }
    // and neither does any log line name an address, nor anybody's secret
    let secret = link.rsplit('.').next().expect("a link has parts");
    for (place, bytes) in &places {
        assert!(!contains(bytes, secret), "the link's secret is in the {place}");
    }
    let log = house.log();
    let listening = house.address().to_string();
    let addresses = log.lines().filter(|line| line.contains("127.0.0.1"));
    let foreign: Vec<_> = addresses.filter(|line| !line.contains(&listening)).collect();
    assert!(foreign.is_empty(), "somebody's address is in the logs: {foreign:?}");
}

/// The scribe becomes the observer, and says what they saw.
async fn go_back_to_observe(moderator: &tests::browser::Person, writer: &tests::browser::Person) {
    moderator.press("Zurück zu »Beratung«").await;
    for phase in ["Methodenwahl", "Schlüsselfrage", "Spontanerzählung", "Casting"] {
        moderator.press(&format!("Zurück zu »{phase}«")).await;
        moderator.heading(phase).await;
    }
    writer.heading("Casting").await;
    writer.press("Abgeben").await;
    writer.press("Ich beobachte den Ablauf").await;
    writer.see("Du beobachtest den Ablauf").await;
    let phases = ["Spontanerzählung", "Schlüsselfrage", "Methodenwahl", "Beratung", "Abschluss"];
    for phase in phases {
        go_on(moderator, &[writer], phase).await;
    }
    writer.type_into("Deine Beobachtung", OBSERVATION).await;
}

/// Whether the word is among these bytes, as UTF-8 or as UTF-16 in either order.
fn contains(bytes: &[u8], word: &str) -> bool {
    let utf16: Vec<u16> = word.encode_utf16().collect();
    let little: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    [word.as_bytes(), &little, &big]
        .iter()
        .any(|needle| bytes.windows(needle.len()).any(|window| window == *needle))
}

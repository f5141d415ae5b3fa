//! Dots on cards in the browser: put unseen, given back with a card that is taken away, shown by
//! whoever moderates, and then a number on every card and in the record.

use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{Guest, gather, go_on};

const JANA: Guest = guest("Jana Reuter");
const HOLGER: Guest = guest("Holger Brandt");
const SELIN: Guest = guest("Selin Aydın");

const LABELS: &str = "Selin beschriftet die Kisten bis Mai";
const KEYS: &str = "Holger besorgt Schlüssel bis Freitag";
const SHELVES: &str = "Neue Regale kaufen";

const fn guest(name: &'static str) -> Guest {
    Guest { name, house: "Stadtmuseum Holmwerder", on_site: true }
}

#[tokio::test(flavor = "multi_thread")]
async fn measures_are_weighed_with_dots_that_nobody_sees_before_all_are_shown() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, selin], _) = gather(&driver, &house, [JANA, HOLGER, SELIN]).await;
    let others = [&holger, &selin];
    jana.press("Andere Methode wählen").await;
    jana.press("Alle 25 Methoden zeigen").await;
    jana.press("»Werkstattrückblick« nehmen").await;
    jana.press("Fallberatung beginnen").await;
    selin.heading("Ausgangslage").await;
    for phase in ["Zeitstrahl", "Gut / schwierig – und warum", "Was tun wir anders?"] {
        go_on(&jana, &others, phase).await;
    }
    for (person, measure) in [(&selin, LABELS), (&holger, KEYS), (&jana, SHELVES)] {
        lay(person, measure).await;
        for other in [&jana, &holger, &selin] {
            other.see(measure).await;
        }
    }

    // Three dots each, put by tap and taken back by tap.
    selin.see("Du hast noch 3 Punkte.").await;
    for _ in 0..2 {
        selin.press("Einen Punkt geben: Karte 1").await;
    }
    selin.press("Einen Punkt geben: Karte 3").await;
    selin.see("Du hast noch 0 Punkte.").await;
    assert!(!selin.can_press("Einen Punkt geben: Karte 2").await, "a fourth dot");
    selin.press("Einen Punkt wegnehmen: Karte 1").await;
    selin.see("Du hast noch 1 Punkt.").await;
    selin.press("Einen Punkt geben: Karte 1").await;
    selin.picture("88-weighing").await;
    holger.press("Einen Punkt geben: Karte 1").await;
    holger.press("Einen Punkt geben: Karte 3").await;
    jana.see("2 von 3 haben gepunktet.").await;
    assert!(!jana.sees("2 Punkte").await, "the dots show before they are revealed");
    assert!(!holger.can_press("Punkte aufdecken").await, "only whoever moderates shows them");

    // Whoever weighed a card that is taken away has the dots back.
    jana.press("Wegnehmen").await;
    selin.see("zurückgenommen").await;
    selin.see("Du hast noch 1 Punkt.").await;
    selin.press("Einen Punkt geben: Karte 1").await;
    jana.picture("88-weighing-moderator").await;

    jana.press("Punkte aufdecken").await;
    for person in [&jana, &holger, &selin] {
        person.see("Was die meisten hat, liegt oben.").await;
        person.see("4 Punkte").await;
        let page = person.page().await;
        // Newest first they lay the other way round.
        let first = page.find(LABELS).expect("the card lies there");
        assert!(first < page.find(KEYS).expect("so does this one"), "{page}");
        assert!(!person.can_press("Einen Punkt geben: Karte 1").await, "shown dots stay");
    }
    holger.picture("89-weighed").await;
    jana.picture("89-weighed-moderator").await;

    // Later one looks back at them, and the record tells how many.
    go_on(&jana, &others, "Vorstellen im Plenum").await;
    go_on(&jana, &others, "Verabreden").await;
    jana.press("Beenden").await;
    jana.press("Für alle beenden?").await;
    holger.heading("Kurzprotokoll").await;
    holger.see("4 Punkte").await;
    holger.picture("90-weighed-record").await;
}

async fn lay(person: &Person, measure: &str) {
    person.fill("Dein Gedanke", measure).await;
    person.press("Karte legen").await;
}

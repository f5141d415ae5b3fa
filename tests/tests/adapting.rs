//! A method is adapted in the browser: another order, a phase from elsewhere; it goes home as a
//! file, and comes in again in another meeting.

use std::fs;

use serde_json::json;
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{Guest, cast, gather, go_on, open_meeting};

const JANA: Guest = guest("Jana Reuter");
const HOLGER: Guest = guest("Holger Brandt");
const SELIN: Guest = guest("Selin Aydın");
const TOBIAS: Guest = guest("Tobias Klein");

/// What the moderator makes of the six phases.
const ADAPTED: [&str; 7] = [
    "Casting",
    "Schlüsselfrage",
    "Spontanerzählung",
    "Klären",
    "Methodenwahl",
    "Beratung",
    "Abschluss",
];

const fn guest(name: &'static str) -> Guest {
    Guest { name, house: "Stadtmuseum Holmwerder", on_site: true }
}

/// Waits until the plan begins with these phases, and has so many.
async fn plans(person: &Person, phases: &[&str], all: usize) {
    let script = "const names = [...document.querySelectorAll('.lobby-phase-name')];
        return names.length === arguments[1]
            && arguments[0].every((wanted, place) => words(names[place].innerText) === wanted)";
    person.wait(&format!("see the plan {phases:?}"), script, &[json!(phases), json!(all)]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_put_in_order_saved_played_and_loaded_in_another_meeting() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, selin], _) = gather(&driver, &house, [JANA, HOLGER, SELIN]).await;
    let others = [&holger, &selin];

    jana.press("Anpassen").await;
    order(&jana).await;
    add(&jana).await;
    plans(&jana, &ADAPTED, 7).await;
    jana.picture("91-adapted").await;
    let file = save(&jana).await;

    cast(&jana, (&holger, HOLGER), &selin, "Unsere Ehrenamtlichen meiden die Datenbank.").await;
    for phase in &ADAPTED[1..] {
        go_on(&jana, &others, phase).await;
    }

    let tobias = driver.phone(TOBIAS.name).await;
    open_meeting(&tobias, &house.url(), "Werkstatt", TOBIAS).await;
    load(&tobias, &file).await;
    plans(&tobias, &ADAPTED, 7).await;
    tobias.press("Fallberatung beginnen").await;
    tobias.heading(ADAPTED[0]).await;
    go_on(&tobias, &[], ADAPTED[1]).await;
}

/// Moves a phase with button and keys; an order that does not work says why, and cannot begin.
async fn order(jana: &Person) {
    jana.press("»Schlüsselfrage« nach hinten").await;
    // As a screen reader hears it.
    jana.see("»Schlüsselfrage« steht jetzt an Stelle 4 von 6.").await;
    jana.see("»Methodenwahl« baut auf die Schlüsselfrage.").await;
    jana.see("Beginnen könnt ihr, sobald der Ablauf aufgeht.").await;
    assert!(!jana.can_press("Fallberatung beginnen").await, "this order does not work");
    jana.picture("90-order").await;
    jana.press("»Schlüsselfrage« nach vorn").await;
    jana.see_no_more("baut auf die Schlüsselfrage").await;
    jana.press("»Schlüsselfrage« nach vorn").await;
    plans(jana, &ADAPTED[..3], 6).await;
    // What was moved keeps the focus, and moves on by the keys; at the edge it turns round.
    jana.focus_on("»Schlüsselfrage« nach vorn").await;
    jana.key("ArrowUp").await;
    jana.focus_on("»Schlüsselfrage« nach hinten").await;
    jana.key("ArrowDown").await;
    jana.see_no_more("Das klärt ihr erst in »Casting«").await;
    plans(jana, &ADAPTED[..3], 6).await;
    // Other minutes leave the focus where it is as well.
    jana.press("Beratung: eine Minute mehr").await;
    jana.see("41 min. Beginnt ihr jetzt").await;
    jana.focus_on("Beratung: eine Minute mehr").await;
}

/// Takes a phase in from another method, and out again; one that does not fit says why.
async fn add(jana: &Person) {
    jana.press("Phase dazunehmen").await;
    jana.select("Aus welcher Methode?", "Troika").await;
    jana.select("Welche Phase?", "Klären (2 min)").await;
    jana.see("Jetzt fragen wir nach, was wir noch nicht verstanden haben.").await;
    jana.select("Wohin?", "nach »Spontanerzählung«").await;
    jana.press("Dazunehmen").await;
    jana.see("»Klären« ist dabei.").await;
    jana.press("»Klären« wieder herausnehmen").await;
    jana.see("»Klären« ist wieder heraus.").await;
    plans(jana, &ADAPTED[..3], 6).await;
    jana.press("Dazunehmen").await;
    jana.see("»Klären« ist dabei.").await;
}

/// Saves it under a name of its own, and gives what stands in the file.
async fn save(jana: &Person) -> String {
    jana.press("Als eigene Methode sichern").await;
    jana.fill("Name der eigenen Methode", "Unser Ablauf").await;
    let (name, file) = jana.download("Als Datei sichern", "toml").await;
    assert_eq!(name, "unser_ablauf.toml");
    let ids = ["casting", "frage", "erzaehlung", "klaeren", "methode", "beratung", "abschluss"];
    let lines = file.lines().filter_map(|it| it.strip_prefix("id = \"")?.strip_suffix('"'));
    assert_eq!(lines.collect::<Vec<_>>(), [&["unser_ablauf"], &ids[..]].concat());
    let words = "Now we ask about what we have not understood yet.";
    assert!(file.contains(words), "what people read is missing in one language:\n{file}");
    file
}

/// Loads files: a broken one, a text that is none, the name of another method, and the right one.
async fn load(tobias: &Person, file: &str) {
    let folder = tempfile::tempdir().expect("a folder for files");
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("the file can be written");
        path
    };
    tobias.press("Andere Methode wählen").await;
    tobias.see("40 min · 5 bis 10 Personen").await;
    tobias.picture("92-loading").await;
    let broken = file.replacen("kinds = [\"none\"]", "kinds = [\"tanzen\"]", 1);
    let line = broken.lines().position(|it| it.contains("tanzen")).expect("it is broken") + 1;
    tobias.hand_in("Eigene Methode laden", &put("kaputt.toml", &broken)).await;
    tobias.see(&format!("»kaputt.toml« ist nicht geladen. Zeile {line}:")).await;
    assert!(tobias.page().await.contains("tanzen"), "it does not say what is wrong");
    tobias.picture("93-broken").await;
    let early = file.replacen("kinds = [\"question\"]", "kinds = [\"pad\"]", 1);
    let early = early.replacen("kinds = [\"commit\"]", "kinds = [\"commit\", \"question\"]", 1);
    tobias.hand_in("Eigene Methode laden", &put("verdreht.toml", &early)).await;
    tobias.see("Hier wird etwas gebraucht, das erst in einer späteren Phase entsteht.").await;
    let long = "#".repeat(200_000);
    tobias.hand_in("Eigene Methode laden", &put("lang.toml", &long)).await;
    tobias.see("»lang.toml« ist nicht geladen. Die Datei ist zu lang").await;
    let taken = file.replacen("unser_ablauf", "tietze", 1);
    tobias.hand_in("Eigene Methode laden", &put("doppelt.toml", &taken)).await;
    tobias.see("Eine Methode mit der id »tietze« gibt es schon.").await;
    tobias.press("Alle 25 Methoden zeigen").await;
    assert!(!tobias.page().await.contains("Unser Ablauf"), "nothing is half-loaded");
    let page = "return document.querySelector('a[href=\"/methoden/troika\"]').target";
    assert_eq!(tobias.ask(page, vec![]).await, "_blank");
    tobias.hand_in("Eigene Methode laden", &put("unser_ablauf.toml", file)).await;
    tobias.see("»Unser Ablauf« ist geladen und ausgewählt.").await;
    tobias.press("Andere Methode wählen").await;
    tobias.see("»Unser Ablauf« nehmen").await;
    tobias.press("Lassen, wie es ist").await;
}

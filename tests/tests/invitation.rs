//! Before a meeting: whoever invites plans its day and says where and until when; whoever is
//! invited says what they come for, brings a case by the link alone, and takes it back.

use serde_json::json;
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{Guest, join, open_meeting};

const RENATE: Guest = Guest { name: "Renate Vogt", house: "Netzwerkbüro", on_site: true };
const NORA: Guest = Guest { name: "Nora Lindt", house: "Gedenkort Alte Weberei", on_site: true };
const CASE: &str = "Digitalstrategie mit 1,5 Stellen: Womit fangen wir an?";
const OTHER: &str = "Barrierefreie Website, und niemand fühlt sich zuständig.";

/// The letter as it would be pasted into a mail.
async fn letter(person: &Person) -> String {
    let script = "return [...document.querySelectorAll('textarea')]
        .find((it) => name(it) === 'Einladung zum Kopieren')?.value";
    person.ask(script, vec![]).await.as_str().unwrap_or_default().to_owned()
}

/// What stands in the calendar file.
async fn calendar_file(person: &Person) -> String {
    let keep = "const make = URL.createObjectURL;
        URL.createObjectURL = (it) => {
            it.text().then((text) => (window.kept = text));
            return make(it);
        }";
    person.ask(keep, vec![]).await;
    person.press("Kalenderdatei sichern").await;
    person.wait("have a calendar file", "return window.kept !== undefined", &[]).await;
    let kept = person.ask("return window.kept", vec![]).await;
    kept.as_str().expect("a text").to_owned()
}

/// What the points of the agenda are called, in their order.
async fn points(person: &Person) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.lead-point-name')].map((it) => it.value)";
    let names = person.ask(script, vec![]).await;
    serde_json::from_value(names).expect("the script gives names")
}

#[tokio::test(flavor = "multi_thread")]
async fn s2_01_a_meeting_is_prepared_and_a_case_comes_by_link_and_goes_again() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let renate = driver.desktop(RENATE.name).await;
    let title = "Fachgruppe Digitaler Wandel";
    let link = open_meeting(&renate, &house.url(), title, RENATE).await;
    planned(&renate).await;
    told(&renate).await;

    // Whoever opens the link reads all of it, and says what they come for.
    let nora = driver.phone(NORA.name).await;
    join(&nora, &link, NORA).await;
    for text in ["Tagesordnung", "Saal, Speicher 7", "16:00 bis 18:05 Uhr", "Gruppen bilden"] {
        nora.see(text).await;
    }
    nora.press("Ich bringe ein Anliegen").await;
    nora.see("Schreib dein Anliegen weiter unten").await;
    nora.see("Anliegen werden bis zum").await;
    nora.fill("Dein Anliegen in einem Satz", CASE).await;
    nora.press("Anliegen einbringen").await;
    nora.see("Zurückziehen").await;
    nora.long_picture("123-invited-long").await;
    nora.picture("123-invited").await;
    renate.see("1 bringt ein Anliegen").await;

    // It is hers until the pitch: she takes it back, and brings another.
    renate.press("Zum Ankommen").await;
    renate.see(CASE).await;
    nora.press("Zurückziehen").await;
    renate.see_no_more(CASE).await;
    nora.fill("Dein Anliegen in einem Satz", OTHER).await;
    nora.press("Anliegen einbringen").await;
    renate.see(OTHER).await;
    nora.press("Ich kann nicht kommen").await;
    nora.see("Dein Anliegen kannst du trotzdem dalassen").await;

    // The day begins: everybody sees where it is.
    renate.press("Treffen vorbereiten").await;
    let now = "const at = new Date(), two = (it) => String(it).padStart(2, '0');
        return [`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
            `${two(at.getHours())}:${two(at.getMinutes())}`]";
    let now = renate.ask(now, vec![]).await;
    renate.set("Tag", now[0].as_str().expect("a day")).await;
    renate.set("Beginn", now[1].as_str().expect("a time")).await;
    renate.press("Zum Ankommen").await;
    renate.press("Weiter: Ankommen").await;
    nora.see("im Zeitplan").await;
    nora.see_no_more("Wie bist du dabei?").await;
    renate.press("Weiter: Wahl").await;
    let here = "return document.querySelector('[aria-current=step]')?.innerText.includes('Wahl')";
    nora.wait("be at the election", here, &[]).await;
    renate.picture("124-lobby-of-the-lead").await;
    nora.picture("125-under-way").await;
    nora.see("Zurückziehen").await;

    // Nobody else comes in, and whoever has a seat does.
    renate.press("Treffen vorbereiten").await;
    renate.press("Einlass schließen").await;
    renate.see("Der Einlass ist geschlossen.").await;
    let late = driver.phone("Ole Harms").await;
    late.goto(&link).await;
    late.see("Der Einlass ist gerade geschlossen.").await;
    assert!(!late.can_press("Beitreten").await, "the form waits until the door opens");
    late.picture("126-closed").await;
    nora.reload().await;
    nora.see("Tagesordnung").await;
    for person in [&renate, &nora, &late] {
        assert_eq!(person.trouble().await, Vec::<String>::new(), "{}", person.name());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_over_midnight_and_the_change_to_winter_time_is_as_long_as_it_is_planned() {
    let house = House::start().await;
    let driver = Driver::start().await;
    // given somebody in Berlin, and a night in which there is half past two twice
    let renate = driver.desktop(RENATE.name).await;
    let zone = json!({ "timezoneId": "Europe/Berlin" });
    renate.devtools("Emulation.setTimezoneOverride", zone).await;
    open_meeting(&renate, &house.url(), "Lange Nacht", RENATE).await;
    // when
    renate.press("Treffen vorbereiten").await;
    renate.press("Vorlage nehmen: Halber Tag").await;
    renate.set("Tag", "2026-10-24").await;
    renate.set("Beginn", "23:30").await;
    // then four hours end at half past two, on every screen and in the mail
    renate.see("4 h 0 min, bis 2:30 Uhr.").await;
    let says = "return [...document.querySelectorAll('textarea')].some((it) =>
        it.value.includes('24. Oktober 2026, 23:30 Uhr, bis 25. Oktober 2026, 2:30 Uhr'))";
    renate.wait("read it in the letter", says, &[]).await;
    let letter = letter(&renate).await;
    let lines: Vec<_> = letter.lines().filter_map(|line| line.split_once("  ")).collect();
    let times: Vec<_> = lines.into_iter().map(|(time, _)| time).collect();
    let planned =
        ["23:30", "23:45", "0:00", "0:20", "0:35", "0:45", "1:35", "1:55", "2:05", "2:55", "2:15"];
    assert_eq!(times, planned, "{letter}");
    let file = calendar_file(&renate).await;
    assert!(file.contains("DTSTART:20261024T213000Z\r\nDTEND:20261025T013000Z\r\n"), "{file}");
    renate.picture("127-winter-time").await;

    // and a beginning within the hour that comes twice stays where it was put
    renate.set("Tag", "2026-10-25").await;
    renate.set("Beginn", "02:30").await;
    renate.see("4 h 0 min, bis 5:30 Uhr.").await;
    assert_eq!(renate.written_in("Beginn").await, "02:30");
    assert_eq!(renate.trouble().await, Vec::<String>::new());
}

/// Renate takes a template and changes it by keyboard and touch.
async fn planned(renate: &Person) {
    renate.press("Treffen vorbereiten").await;
    renate.see("Nimm eine Vorlage").await;
    renate.picture("120-nothing-planned").await;
    renate.press("Vorlage nehmen: Zwei Stunden mit Wahl").await;
    renate.see("2 h 0 min").await;
    assert_eq!(points(renate).await.len(), 10);

    // By keyboard: the focus stays on what was moved.
    renate.press("»Wahl« nach hinten").await;
    renate.focus_on("»Wahl« nach hinten").await;
    renate.key("ArrowUp").await;
    let first = "return document.querySelectorAll('.lead-point-name')[1]?.value === 'Wahl'";
    renate.wait("have it back", first, &[]).await;

    renate.set("Minuten für Pause", "10").await;
    renate.see("2 h 5 min").await;
    renate.fill("Eigener Punkt", "Gruppenfoto").await;
    renate.press("Hinzufügen").await;
    let last = "return [...document.querySelectorAll('.lead-point-name')].at(-1)?.value";
    let is_last = format!("{last} === 'Gruppenfoto'");
    renate.wait("have it at the end", &is_last, &[]).await;
    renate.press("»Gruppenfoto« streichen").await;
    renate.press("Rückgängig").await;
    renate.wait("have it back", &is_last, &[]).await;
    renate.press("»Gruppenfoto« streichen").await;
    renate.see("2 h 5 min").await;
    renate.picture("121-planned").await;
    renate.long_picture("121-planned-long").await;
}

/// She says where and until when, and takes the invitation along.
async fn told(renate: &Person) {
    renate.set("Ort", "Saal, Speicher 7").await;
    renate.set("Videolink", "https://video.example/saal").await;
    renate.set("Plätze", "30").await;
    renate.see("0 von 30 Plätzen besetzt.").await;
    let in_a_week = "const at = new Date(Date.now() + 7 * 864e5);
        return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-`
            + String(at.getDate()).padStart(2, '0')";
    let day = renate.ask(in_a_week, vec![]).await;
    renate.set("Anliegen bis", day.as_str().expect("a day")).await;
    let says = "return [...document.querySelectorAll('textarea')].some((it) =>
        arguments[0].every((text) => it.value.includes(text)))";
    let texts =
        ["Saal, Speicher 7", "https://video.example/saal", "16:10  Wahl", "/t#1.", "euer Anliegen"];
    renate.wait("read it in the letter", says, &[json!(texts)]).await;
    let letter = letter(renate).await;
    assert!(letter.starts_with("Einladung: Fachgruppe Digitaler Wandel"), "{letter}");

    let file = calendar_file(renate).await;
    for text in ["BEGIN:VEVENT", "DTSTART:", "LOCATION:Saal", "SUMMARY:Fachgruppe"] {
        assert!(file.contains(text), "»{text}« is not in the calendar file: {file}");
    }
    renate.picture("122-letter").await;
    renate.long_picture("122-letter-long").await;
}

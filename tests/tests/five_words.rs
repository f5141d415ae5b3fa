//! Five spoken words in the browser: shown by whoever invites, typed by whoever comes, and the door.

use std::time::{Duration, Instant};

use serde_json::json;
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{Guest, open_meeting};
use tokio::time::sleep;

const JANA: Guest = Guest { name: "Jana Reuter", house: "Stadtmuseum Holmwerder", on_site: true };

/// The words on the screen of whoever invites.
async fn words(person: &Person) -> Vec<String> {
    let look =
        "return [...document.querySelectorAll('.door-words > li')].map((it) => it.innerText)";
    serde_json::from_value(person.ask(look, vec![]).await).expect("the words are texts")
}

/// The same, once there are some besides these.
async fn words_besides(person: &Person, earlier: &[String]) -> Vec<String> {
    let others = "return document.querySelectorAll('.door-words > li').length > 0
        && [...document.querySelectorAll('.door-words > li')]
            .some((it, at) => it.innerText !== arguments[0][at])";
    person.wait("be shown other words", others, &[json!(earlier)]).await;
    words(person).await
}

/// Whether the page has fetched what makes and finds words.
async fn has_fetched_words(person: &Person) -> bool {
    let look = "return performance.getEntriesByType('resource')
        .some((it) => it.name.includes('/app/words-'))";
    person.ask(look, vec![]).await == json!(true)
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_hears_five_words_comes_in_until_the_door_is_closed() {
    let house = House::start().await;
    let driver = Driver::start().await;
    // given
    let jana = driver.desktop(JANA.name).await;
    open_meeting(&jana, &house.url(), "Runder Tisch", JANA).await;
    jana.press("Für alle im Raum: QR-Code und fünf Wörter").await;
    assert!(!has_fetched_words(&jana).await, "nobody asked for words yet");
    // when
    let asked = Instant::now();
    jana.press("Fünf Wörter zeigen").await;
    let first = words_besides(&jana, &[]).await;
    eprintln!("five words were made and shown within {:?}", asked.elapsed());
    jana.press("Andere Wörter").await;
    let words = words_besides(&jana, &first).await;
    assert_eq!((first.len(), words.len()), (5, 5));
    jana.picture("95-words-shown").await;
    on_the_wall(&jana, &words, &house.url()).await;

    // then a slip is told and mended by one tap, and the words lead in
    let holger = driver.phone("Holger Brandt").await;
    holger.goto(&house.url()).await;
    holger.fill("Fünf Wörter", "tulpe anker kran musuem regen").await;
    holger.press("Mit Wörtern hinein").await;
    holger.see("»musuem« ist keins der Wörter").await;
    holger.picture("96-slip").await;
    holger.press("»museum« nehmen").await;
    assert_eq!(holger.written_in("Fünf Wörter").await, "tulpe anker kran museum regen");
    holger.press("Mit Wörtern hinein").await;
    holger.see("Zu diesen Wörtern gibt es gerade kein Treffen").await;
    let short: Vec<String> = words.iter().map(|it| it.chars().take(4).collect()).collect();
    holger.fill("Fünf Wörter", &short.join("-").to_uppercase()).await;
    let begun = Instant::now();
    holger.press("Mit Wörtern hinein").await;
    holger.see("Du bist eingeladen").await;
    eprintln!("from five words to the door: {:?}", begun.elapsed());
    assert!(!holger.address().await.contains('#'), "nothing secret stays in the address bar");
    holger.leave().await;

    // when the door is closed, the words lead nowhere, and opened again they do
    jana.press("Einlass schließen").await;
    jana.see("Der Einlass ist geschlossen").await;
    jana.picture("97-closed").await;
    let late = driver.phone("Selin Aydın").await;
    late.goto(&house.url()).await;
    late.fill("Fünf Wörter", &words.join(" ")).await;
    late.press("Mit Wörtern hinein").await;
    late.see("Zu diesen Wörtern gibt es gerade kein Treffen").await;
    jana.press("Rückgängig").await;
    jana.see("Für alle im Raum").await;
    // The invitation hangs again a moment after the door was opened.
    for _ in 0..20 {
        if late.sees("Du bist eingeladen").await {
            break;
        }
        if late.can_press("Mit Wörtern hinein").await {
            late.press("Mit Wörtern hinein").await;
        }
        sleep(Duration::from_millis(500)).await;
    }
    late.see("Du bist eingeladen").await;
    for person in [&jana, &late] {
        let trouble = person.trouble().await;
        // The browser itself reports what was looked for and not found.
        let severe: Vec<_> = trouble.iter().filter(|it| !it.contains("404")).collect();
        assert!(severe.is_empty(), "{severe:?}");
    }
}

/// Words and code as large as the screen, for a beamer, until Escape is pressed.
async fn on_the_wall(jana: &Person, words: &[String], url: &str) {
    jana.press("Groß für die Wand zeigen").await;
    let hang = "return [...document.querySelectorAll('.door-wall li')].map((it) => {
        const box = it.getBoundingClientRect();
        const inside = box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
        return [it.innerText, parseFloat(getComputedStyle(it).fontSize), inside];
    })";
    let hang: Vec<(String, f64, bool)> =
        serde_json::from_value(jana.ask(hang, vec![]).await).expect("words, sizes, places");
    assert_eq!(hang.iter().map(|(word, ..)| word.as_str()).collect::<Vec<_>>(), words);
    assert!(hang.iter().all(|(_, size, inside)| *size >= 64.0 && *inside), "{hang:?}");
    let code = "return document.querySelector('.door-wall .qr').getBoundingClientRect().width";
    let code = jana.ask(code, vec![]).await.as_f64().expect("a width");
    assert!(code >= 300.0, "the code is {code} wide");
    // Whoever reads the words there reads as well where to type them.
    jana.see(&format!("Auf {} eingeben:", url.trim_start_matches("http://"))).await;
    jana.wall_picture("95-words-on-the-wall").await;
    // There is nothing behind it to go to.
    jana.key("Tab").await;
    let inside = "return document.activeElement.closest('.door-wall') !== null
        || document.activeElement === document.body";
    assert_eq!(jana.ask(inside, vec![]).await, serde_json::json!(true), "the wall keeps the focus");
    jana.key("Escape").await;
    let gone = "return !document.querySelector('.door-wall')";
    jana.wait("have the screen back", gone, &[]).await;
    jana.focus_on("Groß für die Wand zeigen").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn deriving_takes_its_time_in_a_worker_and_the_page_goes_on() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let person = driver.phone(JANA.name).await;
    person.goto(&house.url()).await;
    // Five words of the list that nobody hung up; frames are counted meanwhile.
    let script = "
        window.frames_seen = 0;
        const count = () => { window.frames_seen += 1; requestAnimationFrame(count); };
        requestAnimationFrame(count);
        const none = new Uint8Array();
        const begun = performance.now();
        reihum.askWords('open', 'tulpe anker kran museum regen', none, none, 0).then((answer) => {
          window.asked = { answer, took: performance.now() - begun, frames: window.frames_seen };
        });
        return true";
    person.ask(script, vec![]).await;
    person.wait("hear from the worker", "return window.asked !== undefined", &[]).await;
    let told = person.ask("return window.asked", vec![]).await;
    eprintln!("words nobody has, from asking to the answer: {told}");
    assert_eq!(told["answer"]["trouble"], json!("unknown"));
    assert!(told["frames"].as_u64() > Some(1), "the page stood still: {told}");
}

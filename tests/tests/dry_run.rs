//! Before the meeting in the browser: its plan and the pitch cards on paper, and a rehearsal of which
//! nothing reaches the meeting.

use serde_json::json;
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{Guest, go_on, join, open_meeting};

const RENATE: Guest = Guest { name: "Renate Voss", house: "Museumsverband", on_site: true };
const HOLGER: Guest =
    Guest { name: "Holger Brandt", house: "Stadtmuseum Holmwerder", on_site: true };

const CASE: &str = "Unsere Ehrenamtlichen meiden die Datenbank.";

/// Renate has opened a meeting at her desk, and Holger has come with his phone; and its link.
async fn opened(house: &House, driver: &Driver) -> (Person, Person, String) {
    let renate = driver.desktop(RENATE.name).await;
    let link = open_meeting(&renate, &house.url(), "Netzwerktag", RENATE).await;
    let holger = driver.phone(HOLGER.name).await;
    join(&holger, &link, HOLGER).await;
    (renate, holger, link)
}

/// What would come out of the printer after this button was pressed.
async fn printed(person: &Person, button: &str, picture: &str) -> String {
    // No dialogue of a printer can be pressed from here.
    person.ask("window.print = () => {}; return true", vec![]).await;
    person.press(button).await;
    person.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let paper = person.page().await;
    person.wall_picture(picture).await;
    let pdf = person.devtools("Page.printToPDF", json!({ "printBackground": false })).await;
    let pdf = pdf["data"].as_str().expect("a PDF");
    assert!(pdf.starts_with("JVBERi0") && pdf.len() > 8_000, "{} characters", pdf.len());
    person.devtools("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
    person.ask("window.dispatchEvent(new Event('afterprint')); return true", vec![]).await;
    paper
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plan_and_the_pitch_cards_are_printed_alone() {
    let house = House::start().await;
    let driver = Driver::start().await;
    // given
    let (renate, holger, _) = opened(&house, &driver).await;
    holger.fill("Dein Anliegen in einem Satz", CASE).await;
    holger.press("Anliegen einbringen").await;
    renate.press("Treffen vorbereiten").await;
    assert!(!renate.can_press("Ablaufplan drucken").await, "nothing is planned yet");
    renate.press("Vorlage nehmen: Halber Tag").await;
    renate.set("Beginn", "13:00").await;
    renate.see("bis 17:").await;

    // when
    let plan = printed(&renate, "Ablaufplan drucken", "130-plan").await;
    // then
    for words in ["Netzwerktag", "13:00", "Fallberatung, Runde 1", "Moderation", "Vernichtet"] {
        assert!(plan.contains(words), "»{words}« is not on the plan: {plan}");
    }
    for words in ["Vorlage", "Einladung", "Welche Hilfe", CASE] {
        assert!(!plan.contains(words), "»{words}« is printed with the plan: {plan}");
    }

    let cards = printed(&renate, "Pitch-Karten drucken", "130-cards").await;
    for words in ["Netzwerktag", CASE, "Holger Brandt, Stadtmuseum Holmwerder", "Welche Hilfe"] {
        assert!(cards.contains(words), "»{words}« is on no card: {cards}");
    }
    assert_eq!(cards.matches("Welche Hilfe").count(), 3, "one for the case, and two empty ones");
    assert!(!cards.contains("13:00"), "the plan is printed with the cards: {cards}");

    // Nothing of it stays on the screen.
    assert!(!renate.page().await.contains("Vernichtet"), "what is printed shows");
    renate.picture("130-paper").await;
    for person in [&renate, &holger] {
        assert_eq!(person.trouble().await, Vec::<String>::new(), "{}", person.name());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_plays_the_phases_and_leaves_no_trace() {
    let house = House::start().await;
    let driver = Driver::start().await;
    // given
    let (renate, holger, link) = opened(&house, &driver).await;
    assert!(!holger.can_press("Probelauf beginnen").await, "he does not lead");
    renate.press("Treffen vorbereiten").await;
    renate.press("Vorlage nehmen: Halber Tag").await;
    renate.see("bis").await;
    renate.press("Zum Ankommen").await;

    // when
    renate.press("Probelauf beginnen").await;
    renate.see("Nichts hiervon kommt ins Treffen").await;
    renate.see("Übungsperson C").await;
    renate.see("Fallberatung, Runde 1").await;
    renate.see("Der Einlass ist geschlossen").await;
    renate.picture("131-rehearsal-lobby").await;
    let inside = renate.written_in("Einladungslink").await;
    assert_ne!(inside, link, "it is the meeting itself");
    renate.press("Fallberatung beginnen").await;
    renate.press("Dieses Anliegen beraten").await;
    renate.press("Übungsperson A gibt den Fall – sicher?").await;
    renate.press("Übungsperson B").await;
    renate.see("Nichts hiervon kommt ins Treffen").await;
    renate.press("Ich schreibe mit").await;
    renate.see("Du schreibst mit").await;
    renate.picture("132-rehearsal-as-another").await;
    renate.press(RENATE.name).await;
    go_on(&renate, &[], "Spontanerzählung").await;
    go_on(&renate, &[], "Schlüsselfrage").await;
    renate.picture("133-rehearsal-stage").await;
    // A reload comes back to it, as it is.
    renate.reload().await;
    renate.see("Nichts hiervon kommt ins Treffen").await;
    renate.heading("Schlüsselfrage").await;

    // then
    renate.press("Probelauf beenden").await;
    renate.see_no_more("Nichts hiervon kommt ins Treffen").await;
    renate.see(HOLGER.name).await;
    for person in [&renate, &holger] {
        assert!(!person.page().await.contains("Übungsperson C"), "{}", person.name());
        assert_eq!(person.trouble().await, Vec::<String>::new(), "{}", person.name());
    }
    let kept = "return JSON.stringify({ ...sessionStorage, ...localStorage })";
    let kept = renate.ask(kept, vec![]).await;
    assert!(!kept.to_string().contains("Probelauf"), "the device keeps: {kept}");
    let curious = driver.phone("Selin Aydın").await;
    curious.goto(&inside).await;
    curious.see("Dieser Link öffnet nichts").await;
    curious.picture("134-rehearsal-gone").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rehearsal_of_a_whole_meeting_has_people_and_cases_for_two_groups() {
    let house = House::start().await;
    let driver = Driver::start().await;
    // given
    let renate = driver.desktop(RENATE.name).await;
    let link = open_meeting(&renate, &house.url(), "Netzwerktag", RENATE).await;
    renate.press("Treffen vorbereiten").await;
    renate.see("genug für zwei Gruppen").await;

    // when
    renate.press("Probelauf beginnen").await;
    renate.see("Übungsperson I").await;
    renate.see("Der Einlass ist geschlossen").await;
    renate.press("Gruppen bilden").await;
    renate.press("Gruppen vorschlagen").await;
    renate.see_together(&["Gruppe B", "Moderation der Gruppe B"]).await;
    renate.press("Vorschlag zeigen").await;
    renate.press("Gruppen starten").await;
    renate.heading("Die Gruppen").await;
    renate.picture("135-rehearsal-groups").await;

    // then a group can be played, and looked after from the board.
    let page = renate.page().await;
    let mut moderators = page.split("Moderation: ").skip(1);
    let moderators = moderators.by_ref().filter_map(|it| it.lines().next());
    let practised = moderators.map(str::trim).find(|name| *name != RENATE.name);
    let moderator = practised.expect("one of the two is a practice person");
    renate.press(moderator).await;
    renate.press("Fallberatung beginnen").await;
    renate.heading("Casting").await;
    renate.picture("136-rehearsal-in-a-group").await;
    renate.press(RENATE.name).await;
    renate.heading("Die Gruppen").await;
    renate.see("Casting").await;
    renate.press("Probelauf beenden").await;
    renate.see_no_more("Nichts hiervon kommt ins Treffen").await;
    assert!(!renate.page().await.contains("Übungsperson"), "somebody has stayed");
    assert_eq!(renate.written_in("Einladungslink").await, link);
    assert_eq!(renate.trouble().await, Vec::<String>::new());
}

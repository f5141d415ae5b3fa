//! Several groups, as whoever leads the meeting forms them and stands by them: Renate in the
//! browser, two people with phones, the others without screens.

#![allow(clippy::print_stdout, reason = "the figures are for whoever started it")]

use std::time::Instant;

use guest::{Address, Guest};
use serde_json::json;
use shared::command::{Deed, Step};
use shared::id::{CardId, CaseId, GroupId, SessionId};
use shared::library;
use shared::meeting::Presence;
use shared::method::Kind;
use shared::method::guide::Described;
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{self, Guest as Visitor, join, open_meeting};
use vault::words::{Card, Case, Urgency};

const RENATE: Visitor = visitor("Renate Vogt", "Netzwerkbüro");
const NORA: Visitor = visitor("Nora Lindt", "Gedenkort Alte Weberei");
const PIA: Visitor = visitor("Pia Sommer", "Stadtmuseum Holmwerder");

const CASE_A: &str = "Digitalstrategie mit 1,5 Stellen";
const CASE_B: &str = "Ausschreibung Museums-App, nur ein Angebot";
/// Found in no text of the program.
const SAID: &str = "Wrasenklappenverdacht";

const SESSION: SessionId = SessionId::from_bytes([7; 16]);

const fn visitor(name: &'static str, house: &'static str) -> Visitor {
    Visitor { name, house, on_site: true }
}

/// Somebody without a screen, of a house of their own.
async fn come(house: &House, link: &str, name: &str) -> Guest {
    let server: Address = house.url().parse().expect("a house has an address");
    let fragment = link.split_once('#').expect("an invitation has a fragment").1;
    let link = format!("#{fragment}").parse().expect("that is an invitation");
    let of = format!("Haus {name}");
    story::come(&server, &link, (name, &of), Presence::OnSite).await
}

/// Everything a page holds, also what it does not show.
async fn held(person: &Person) -> String {
    let held = person.ask("return document.documentElement.outerHTML", vec![]).await;
    held.as_str().unwrap_or_default().to_owned()
}

/// Whether the page has fetched what only whoever leads needs.
async fn has_fetched_lead(person: &Person) -> bool {
    let look = "return performance.getEntriesByType('resource')
        .some((it) => it.name.includes('/app/lead-'))";
    person.ask(look, vec![]).await == json!(true)
}

/// The letters of the board's cards in their order.
async fn letters(person: &Person) -> String {
    let look = "return [...document.querySelectorAll('.lead-letter')]
        .map((it) => it.innerText).join('')";
    person.ask(look, vec![]).await.as_str().unwrap_or_default().to_owned()
}

fn case_of(guest: &Guest, place: usize) -> CaseId {
    guest.see(|m| m.meeting().cases[place].id)
}

fn group_of(guest: &Guest) -> GroupId {
    guest.see(|m| m.group().expect("everybody sits in a group").0)
}

#[tokio::test(flavor = "multi_thread")]
async fn s2_04_s2_05_s2_09_the_lead_forms_groups_and_sees_how_they_get_on_and_no_word_of_theirs() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let renate = driver.desktop(RENATE.name).await;
    let link = open_meeting(&renate, &house.url(), "Fachgruppe", RENATE).await;
    renate.press("In mehreren Gruppen arbeiten").await;
    renate.see("Noch keine Anliegen.").await;
    renate.picture("90-nobody").await;
    renate.press("Zum Ankommen").await;

    // given ten people and two cases
    let (nora, pia) = tokio::join!(driver.phone(NORA.name), driver.phone(PIA.name));
    tokio::join!(join(&nora, &link, NORA), join(&pia, &link, PIA));
    nora.fill("Dein Anliegen in einem Satz", CASE_A).await;
    nora.press("Anliegen einbringen").await;
    renate.see(CASE_A).await;
    let (carlo, jens, ulla, kim, lars, petra, malte) = tokio::join!(
        come(&house, &link, "Carlo Menzel"),
        come(&house, &link, "Jens Ritter"),
        come(&house, &link, "Ulla Behn"),
        come(&house, &link, "Kim Albers"),
        come(&house, &link, "Lars Ohm"),
        come(&house, &link, "Petra Lenz"),
        come(&house, &link, "Malte Sand"),
    );
    renate.press("Gruppen bilden").await;
    renate.press("Wünsche sammeln").await;
    renate.see("0 von 9 haben gewünscht.").await;
    let case = Case { sentence: CASE_B.into(), urgency: Urgency::Soon, help: None, carried: None };
    carlo.say(case, |words| Deed::BringCase { case: CaseId::from_bytes([2; 16]), words });
    carlo.settled().await.expect("the case is stored");
    for (guest, wish) in [(&jens, 1), (&ulla, 0), (&kim, 0), (&lars, 1), (&petra, 1), (&malte, 0)] {
        let both = |m: &mirror::Mirror| m.meeting().cases.len() == 2 && m.meeting().asks_wishes;
        guest.until("to be asked about both cases", both).await.expect("they are told");
        guest.act(Deed::Wish { cases: vec![case_of(guest, wish), case_of(guest, 1 - wish)] });
        guest.settled().await.expect("the wish is stored");
    }

    formed(&renate, &petra).await;
    tokio::join!(pia.see(CASE_A), pia.see("Du, sobald alle da sind."));
    for guest in [&carlo, &jens, &ulla, &kim, &lars, &petra, &malte] {
        let settled = |m: &mirror::Mirror| {
            let plenary = m.meeting().plenary;
            m.group().is_some_and(|(id, _)| Some(id) != plenary)
        };
        guest.until("a group of their own", settled).await.expect("they are told");
    }
    assert_ne!(group_of(&carlo), group_of(&petra), "Petra was moved");
    assert_eq!(group_of(&carlo), group_of(&ulla), "Ulla took her place");

    stands_by(&renate, &pia, &nora, [&jens, &ulla, &kim, &lars]).await;

    // Whoever comes late goes where there is still room to advise; whoever is back in the plenary
    // is seen, and offered the same.
    let ole = come(&house, &link, "Ole Harms").await;
    let (a, kims) = (|m: &mirror::Mirror| m.group().map(|it| it.0), group_of(&kim));
    ole.until("Kim's group", |m| a(m) == Some(kims)).await.expect("he sits down there");
    renate.see_together(&["Saal links", "6 von 6"]).await;
    renate.press("Personen verschieben, Springer:innen").await;
    renate.select("Ole Harms: nach Gruppe", "Plenum").await;
    renate.see("Noch ohne Gruppe").await;
    renate.picture("96-late-comer").await;
    renate.press("In Gruppe A").await;
    ole.until("Kim's group again", |m| a(m) == Some(kims)).await.expect("he is moved");

    assert!(has_fetched_lead(&renate).await, "she leads");
    for person in [&nora, &pia] {
        assert!(!has_fetched_lead(person).await, "{} does not lead", person.name());
    }
    for person in [&renate, &nora, &pia] {
        assert_eq!(person.trouble().await, Vec::<String>::new(), "{}", person.name());
    }
}

/// Renate has groups proposed, exchanges two people, shows it, hears an objection, and starts.
async fn formed(renate: &Person, petra: &Guest) {
    renate.see("6 von 9 haben gewünscht.").await;
    renate.picture("91-wishes").await;
    for name in [PIA.name, "Jens Ritter"] {
        renate.select(&format!("{name} und die Gruppen"), "moderiert gern").await;
    }
    renate.press("Gruppen vorschlagen").await;
    renate.see("Erstwünsche").await;
    renate.see_together(&["Gruppe A", CASE_A, NORA.name, "Eigenes Anliegen."]).await;
    renate.see_together(&["Gruppe B", CASE_B, petra.name(), "Erstwunsch."]).await;
    renate.picture("91-proposal").await;
    renate.long_picture("91-proposal-long").await;

    renate.select(&format!("{}: nach Gruppe", petra.name()), "Gruppe A").await;
    renate.see("Gruppe B hat 3 Personen").await;
    renate.picture("92-moved").await;
    renate.select("Ulla Behn: nach Gruppe", "Gruppe B").await;
    renate.see_no_more("Gruppe B hat 3 Personen").await;
    renate.see_together(&["Gruppe A", petra.name(), "Zweitwunsch."]).await;

    renate.press("Raum und Videolink").await;
    renate.fill("Raum der Gruppe A", "Saal links").await;
    renate.fill("Videolink der Gruppe A", "gleich nebenan").await;
    renate.press("Vorschlag zeigen").await;
    renate.see("Das ist keine Webadresse.").await;
    renate.fill("Videolink der Gruppe A", "https://video.example/saal").await;
    renate.see("Noch 0:").await;
    petra.act(Deed::Object { objects: true });
    renate.see("Ein Einwand: Petra Lenz").await;
    renate.picture("93-objection").await;
    petra.act(Deed::Object { objects: false });
    renate.see("Bisher kein Einwand.").await;
    renate.press("Gruppen starten").await;
    renate.heading("Die Gruppen").await;
    renate
        .see_together(&["Saal links", "Videolink öffnen", "noch nicht begonnen", "5 von 5"])
        .await;
}

/// Two groups consult, each by itself; Renate sees how far they are and what they need.
async fn stands_by(
    renate: &Person,
    pia: &Person,
    nora: &Person,
    [jens, ulla, kim, lars]: [&Guest; 4],
) {
    // Group A begins on its phones.
    pia.press("Fallberatung beginnen").await;
    nora.see("Du gibst den Fall").await;
    renate.see_together(&["Saal links", "Fall: Nora Lindt", "Casting"]).await;
    pia.press("Weiter: Spontanerzählung").await;
    let begun = Instant::now();
    renate.see_together(&["Saal links", "Spontanerzählung"]).await;
    println!("the board follows a phase after {:?}", begun.elapsed());

    // Group B goes its own way, and writes.
    let Described { method, guide } = library::methods().swap_remove(0);
    let cards = method.phases.iter().position(|phase| phase.has(Kind::Cards)).expect("it has some");
    let name = guide.phases[cards].name.de.clone();
    let cards = u8::try_from(cards).expect("phases are few");
    jens.say(guide, |guide| Deed::Begin { session: SESSION, method, guide });
    jens.step(Step::ChooseCase { case: case_of(jens, 1) });
    jens.step(Step::Enter { from: 0, to: cards });
    jens.settled().await.expect("the phase is stored");
    let begun = Instant::now();
    renate.see_together(&["Fall: Carlo Menzel", "Moderation: Jens Ritter", &name]).await;
    println!("the board follows a beginning after {:?}", begun.elapsed());
    renate.see_together(&["Saal links", "Spontanerzählung"]).await;
    let there = |m: &mirror::Mirror| m.session().is_some_and(|it| it.phase == cards);
    lars.until("the cards", there).await.expect("he is told");
    let card = CardId::from_bytes([9; 16]);
    let write = |words| Step::WriteCard { card, phase: cards, column: 0, anonymous: false, words };
    lars.say_step(Card { text: SAID.into(), day: None }, write);
    lars.settled().await.expect("the card is stored");
    let told = |m: &mirror::Mirror| m.session().is_some_and(|it| it.cards.len() == 1);
    ulla.until("the card", told).await.expect("she is told");

    // It calls for help, and somebody comes.
    assert_eq!(letters(renate).await, "AB");
    ulla.act(Deed::CallHelp { calls: true });
    renate.see("Ruft um Hilfe").await;
    assert_eq!(letters(renate).await, "BA", "help comes first");
    renate.picture("94-help").await;
    renate.press("Ich komme").await;
    let comes = |m: &mirror::Mirror| {
        m.group().is_some_and(|(_, it)| it.help.is_some_and(|help| help.answered.is_some()))
    };
    ulla.until("an answer", comes).await.expect("somebody comes");
    ulla.act(Deed::CallHelp { calls: false });

    // It asks for more time, and is given it with one tap.
    jens.act(Deed::AskMinutes { minutes: Some(3) });
    renate.press("+3 geben").await;
    let given = |m: &mirror::Mirror| m.group().is_some_and(|(_, it)| it.asks_minutes.is_none());
    jens.settled().await.expect("the question is stored");
    jens.until("three minutes", given).await.expect("they are given");

    renate.fill("Eine Zeile, zum Beispiel", "Noch 25 Minuten").await;
    renate.press("Senden").await;
    let says = |m: &mirror::Mirror| {
        let message = m.meeting().messages.last()?;
        Some(m.message(message).words()?.text)
    };
    for guest in [ulla, kim] {
        let heard = guest.until_some("the message", says).await.expect("everybody is told");
        assert_eq!(heard, "Noch 25 Minuten");
    }
    renate.press("In 2 Minuten ins Plenum").await;
    renate.see("Zurück ins Plenum in").await;
    let called = |m: &mirror::Mirror| m.meeting().back_at.is_some();
    kim.until("the call", called).await.expect("everybody is called");
    renate.picture("95-board").await;
    renate.long_picture("95-board-long").await;
    renate.press("Doch nicht ins Plenum").await;
    kim.until("no call", |m| m.meeting().back_at.is_none()).await.expect("it is taken back");

    // Of all this the lead's device holds no word.
    assert!(!held(renate).await.contains(SAID), "a card is on the lead's page");
}

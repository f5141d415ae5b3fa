//! The case backlog across two meetings: saved in one, looked at and taken along in the next, where
//! whose case it is says so; and one more group beside a group that is at work.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::fs;
use std::path::PathBuf;

use guest::Guest as Headless;
use mirror::Mirror;
use shared::command::{CaseStep, Deed};
use shared::id::{CaseId, SeatId, SessionId};
use shared::library;
use shared::meeting::Presence;
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{self, Guest, join, open_meeting};
use vault::words::{Case, Help, Urgency};

const RENATE: Guest = Guest { name: "Renate Vogt", house: "Netzwerkbüro", on_site: true };
const NORA: Guest = Guest { name: "Nora Lindt", house: "Gedenkort Alte Weberei", on_site: true };
const WEBSITE: &str = "Wie wird unsere Website barrierefrei?";
const DELICATE: &str = "Unser Vorstand hört nicht zu.";
const DELICATE_ID: CaseId = CaseId::from_bytes([7; 16]);

async fn come(house: &House, link: &str, name: &str) -> Headless {
    let fragment = link.split_once('#').unwrap().1;
    let link = format!("#{fragment}").parse().unwrap();
    let place = (name, "Stadtmuseum Holmwerder");
    story::come(&house.url().parse().unwrap(), &link, place, Presence::OnSite).await
}

async fn is_well(person: &Person) {
    let trouble = person.trouble().await;
    assert!(trouble.is_empty(), "{trouble:?}");
}

fn case_saying(m: &Mirror, sentence: &str) -> Option<shared::meeting::Case> {
    let says = |case: &&shared::meeting::Case| {
        m.case(case).words().is_some_and(|words| words.sentence == sentence)
    };
    m.meeting().cases.iter().find(says).cloned()
}

/// The first meeting: one case waits with a name, one without; both are saved.
async fn first(house: &House, driver: &Driver) -> (String, String) {
    let renate = driver.desktop(RENATE.name).await;
    let link = open_meeting(&renate, &house.url(), "Fachgruppe", RENATE).await;
    let nora = driver.phone(NORA.name).await;
    join(&nora, &link, NORA).await;
    nora.fill("Dein Anliegen in einem Satz", WEBSITE).await;
    nora.press("Mehr dazu sagen").await;
    nora.choose("Ideen sammeln").await;
    nora.choose("Brennt").await;
    nora.press("Anliegen einbringen").await;
    let bert = come(house, &link, "Bert Kröger").await;
    let (urgency, help) = (Urgency::Calm, Some(Help::Experience));
    let words = Case { sentence: DELICATE.into(), urgency, help, carried: None };
    bert.say(words, |words| Deed::Case(CaseStep::HandIn { case: DELICATE_ID, words }));
    renate.press("In mehreren Gruppen arbeiten").await;
    renate.see(WEBSITE).await;
    renate.see(DELICATE).await;
    renate.see("wartet seit heute").await;
    renate.press("Ins nächste Treffen mitnehmen").await;
    renate.see("In die Datei kommen 2 Anliegen").await;
    renate.see("Die Datei ist nicht versiegelt").await;
    renate.long_picture("164-keep").await;
    let saved = renate.download("Fallspeicher sichern", "json").await;
    is_well(&renate).await;
    is_well(&nora).await;
    saved
}

/// Loads what was saved, twice, and what is no backlog.
async fn take_along(renate: &Person, file: &str) {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| -> PathBuf {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    renate.press("Treffen vorbereiten").await;
    renate.heading("Treffen vorbereiten").await;
    renate.hand_in("Fallspeicher laden", &put("anders.json", "{}")).await;
    renate.see("»anders.json« ist kein Fallspeicher.").await;
    renate.hand_in("Fallspeicher laden", &put("halb.json", &file[..file.len() / 2])).await;
    renate.see("»halb.json« ist beschädigt, Zeile").await;
    let no_day = file.replace("2026-03-12", "2026-02-30");
    renate.hand_in("Fallspeicher laden", &put("tag.json", &no_day)).await;
    renate.see("In »tag.json« fehlt bei Anliegen").await;
    renate.long_picture("165-bad-file").await;
    assert!(!renate.page().await.contains(WEBSITE), "nothing is half-loaded");
    let good = put("fallspeicher.json", file);
    renate.hand_in("Fallspeicher laden", &good).await;
    renate.see("2 Anliegen mitnehmen").await;
    renate.see("wartet seit dem 12. März 2026").await;
    renate.see("aus einem früheren Treffen, von Nora Lindt, Gedenkort Alte Weberei").await;
    renate.see("aus einem früheren Treffen, ohne Namen").await;
    // She looks at them and leaves one out.
    let untick = "const them = [...document.querySelectorAll('label.tick')];
        const found = them.find((it) => it.innerText.includes(arguments[0]));
        found.querySelector('input').click();
        return true";
    renate.ask(untick, vec![DELICATE.into()]).await;
    renate.see("1 Anliegen mitnehmen").await;
    renate.long_picture("166-preview").await;
    renate.press("1 Anliegen mitnehmen").await;
    renate.see("1 Anliegen wartet jetzt hier.").await;
    renate.hand_in("Fallspeicher laden", &good).await;
    renate.see("Liegt hier schon.").await;
    renate.press("1 Anliegen mitnehmen").await;
    renate.hand_in("Fallspeicher laden", &good).await;
    renate.see("0 Anliegen mitnehmen").await;
    assert!(!renate.can_press("0 Anliegen mitnehmen").await, "there is nothing to take along");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waited_goes_on_waiting_in_the_next_meeting_and_is_claimed() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let (name, file) = first(&house, &driver).await;
    assert!(name.starts_with("fallspeicher-20"), "{name}");
    for said in [WEBSITE, DELICATE, "Nora Lindt", "Gedenkort Alte Weberei", "Urgent", "Experience"]
    {
        assert!(file.contains(said), "{said} is not in {file}");
    }
    assert!(!file.contains("Bert") && !file.contains("Holmwerder"), "it names who did not: {file}");
    // Nora's waits since March, as the file would say had it been saved then.
    let at = file.find("\"since\": \"").unwrap() + "\"since\": \"".len();
    let today = file[at..at + 10].to_owned();
    let file = file.replacen(&today, "2026-03-12", 3);

    let renate = driver.desktop("Renate, later").await;
    let link = open_meeting(&renate, &house.url(), "Fachgruppe, 2. Treffen", RENATE).await;
    take_along(&renate, &file).await;
    let nora = driver.phone("Nora, later").await;
    join(&nora, &link, NORA).await;
    let jens = come(&house, &link, "Jens Ritter").await;
    let website = |m: &Mirror| case_saying(m, WEBSITE);
    let case = jens.until_some("the case that was taken along", website).await.unwrap();
    assert_eq!((case.by, case.giver()), (None, None));
    assert_ne!(case.id, DELICATE_ID);

    // Whose it is says so; a mistake is taken back.
    nora.see(WEBSITE).await;
    nora.see("wartet seit dem 12. März 2026").await;
    nora.long_picture("167-carried").await;
    jens.act(Deed::Case(CaseStep::Claim { case: case.id, mine: true }));
    let claimed = |m: &Mirror| case_saying(m, WEBSITE).and_then(|case| case.by);
    jens.until_some("his mistake", claimed).await.unwrap();
    jens.act(Deed::Case(CaseStep::Claim { case: case.id, mine: false }));
    nora.see("aus einem früheren Treffen, von Nora Lindt").await;
    // The delicate one stands below; hers is pressed where it stands.
    let press = "const them = [...document.querySelectorAll('.lobby-cases li')];
        const mine = them.find((it) => it.innerText.includes(arguments[0]));
        const button = [...mine.querySelectorAll('button')].find(
            (it) => it.innerText.includes('Das ist mein Anliegen'));
        button?.click();
        return Boolean(button)";
    nora.wait("say that it is hers", press, &[WEBSITE.into()]).await;
    nora.see("Nora Lindt (du)").await;
    nora.see("Doch nicht meins").await;
    let by: SeatId = jens.until_some("whose it is", claimed).await.unwrap();
    assert_ne!(by, jens.seat());
    nora.long_picture("168-claimed").await;

    // Its pitch shows the house, what is looked for and how urgent it is.
    renate.press("Zum Ankommen").await;
    renate.press("Runde im Plenum beginnen").await;
    renate.press("Fall-Pitches").await;
    renate.press("Weiter: Nora Lindt").await;
    for said in [WEBSITE, "Gedenkort Alte Weberei", "Brennt · Ideen sammeln"] {
        renate.see(said).await;
    }
    renate.picture("169-pitch").await;
    is_well(&renate).await;
    is_well(&nora).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invited_panel_becomes_a_group_beside_one_that_is_at_work() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let renate = driver.desktop(RENATE.name).await;
    let link = open_meeting(&renate, &house.url(), "Fachgruppe", RENATE).await;
    let names = ["Ada", "Bo", "Cem", "Dora", "Eva", "Finn", "Gül", "Hans"];
    let mut people = Vec::new();
    for name in names {
        people.push(come(&house, &link, name).await);
    }
    let bring = |giver: &Headless, sentence: &str, id: u8| {
        let (urgency, help) = (Urgency::Soon, None);
        let words = Case { sentence: sentence.into(), urgency, help, carried: None };
        giver.say(words, |words| Deed::BringCase { case: CaseId::from_bytes([id; 16]), words });
    };
    bring(&people[0], WEBSITE, 1);
    bring(&people[4], DELICATE, 2);
    renate.see(WEBSITE).await;
    renate.see(DELICATE).await;
    renate.press("Gruppen bilden").await;
    for (place, from) in [(0, 1), (1, 5)] {
        invite(&renate, [WEBSITE, DELICATE][place], &names[from..from + 3]).await;
        for guest in &people[from..from + 3] {
            let seat = guest.seat();
            let asked = |m: &Mirror| {
                let case = m.meeting().cases.iter().find(|case| case.panel.contains_key(&seat));
                case.map(|case| case.id)
            };
            let case = guest.until_some("the invitation", asked).await.unwrap();
            guest.act(Deed::Case(CaseStep::Answer { case, comes: true }));
        }
        renate.see("3 von 3 haben zugesagt").await;
        if place == 1 {
            renate.long_picture("170-beside").await;
        }
        renate.press("Daraus eine Gruppe bilden").await;
        for guest in &people[from - 1..from + 3] {
            let sits =
                |m: &Mirror| m.group().is_some_and(|(id, _)| m.meeting().members(id).len() == 4);
            guest.until("the group of four", sits).await.unwrap();
        }
        if place == 0 {
            // They begin, and go on undisturbed.
            for guest in &people[..4] {
                let (seat, session) = (guest.seat(), SessionId::from_bytes([9; 16]));
                let leads =
                    guest.until_some("who moderates", |m| m.group()?.1.cast.moderator).await;
                if leads.unwrap() == seat {
                    let method = library::methods().swap_remove(0);
                    let begin = method.method;
                    guest.say(method.guide, |guide| Deed::Begin { session, method: begin, guide });
                }
            }
            renate.see("Ankommen").await;
        }
    }
    let at_work = |m: &Mirror| {
        let (id, group) = m.group()?;
        Some((m.meeting().members(id).len(), group.running().is_some()))
    };
    assert_eq!(people[0].until_some("the first group", at_work).await.unwrap(), (4, true));
    let formed = |m: &Mirror| m.meeting().formation.as_ref().map(|it| it.groups.len());
    assert_eq!(people[0].until_some("both groups", formed).await.unwrap(), 2);
    renate.long_picture("171-both").await;
    is_well(&renate).await;
}

/// Opens the panel of this case and asks these people.
async fn invite(renate: &Person, sentence: &str, names: &[&str]) {
    let press = "const them = [...document.querySelectorAll('.lead-list > li')];
        const line = them.find((it) => it.querySelector('.lead-panel')
            && it.innerText.includes(arguments[0]));
        const panel = line?.querySelector('.lead-panel');
        if (!panel) return false;
        panel.open = true;
        const button = [...panel.querySelectorAll('button')].find(
            (it) => it.innerText.trim().startsWith(arguments[1]));
        if (button && button.getAttribute('aria-pressed') === 'false') button.click();
        return button?.getAttribute('aria-pressed') === 'true'";
    for name in names {
        renate.wait(&format!("ask {name}"), press, &[sentence.into(), (*name).into()]).await;
    }
}

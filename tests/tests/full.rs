//! A meeting that is full still takes a case from whoever cannot come; everybody who leads lets
//! people in; and whoever is asked to advise reads it wherever they sit.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use guest::Guest as Headless;
use mirror::Mirror;
use shared::command::{CaseStep, Deed};
use shared::id::{CaseId, GroupId, SeatId, SessionId};
use shared::library;
use shared::meeting::Presence;
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{self, Guest, go_in, join, open_meeting, sit_down};
use vault::words::{Case, Urgency};

const RENATE: Guest = Guest { name: "Renate Vogt", house: "Netzwerkbüro", on_site: true };
const EMRE: Guest = Guest { name: "Emre Demir", house: "Netzwerkbüro", on_site: true };
const NORA: Guest = Guest { name: "Nora Lindt", house: "Gedenkort Alte Weberei", on_site: true };
const OLE: Guest = Guest { name: "Ole Harms", house: "Küstenmuseum", on_site: false };
const WEBSITE: &str = "Wie wird unsere Website barrierefrei?";
const ARCHIVE: &str = "Wohin mit dem alten Bildarchiv?";

async fn come(house: &House, link: &str, name: &str) -> Headless {
    let fragment = link.split_once('#').unwrap().1;
    let link = format!("#{fragment}").parse().unwrap();
    let place = (name, "Stadtmuseum Holmwerder");
    story::come(&house.url().parse().unwrap(), &link, place, Presence::OnSite).await
}

async fn is_well(person: &Person) {
    let trouble = person.trouble().await;
    assert!(trouble.is_empty(), "{}: {trouble:?}", person.name());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_meeting_takes_a_case_from_whoever_cannot_come() {
    let house = House::start().await;
    let driver = Driver::start().await;
    // given one place, and that only after what is no number of places was said to be none
    let renate = driver.desktop(RENATE.name).await;
    let link = open_meeting(&renate, &house.url(), "Fachgruppe", RENATE).await;
    renate.press("Treffen vorbereiten").await;
    renate.set("Ort", "Saal").await;
    renate.set("Plätze", "300").await;
    renate.see("Das ist keine Zahl von 1 bis 100.").await;
    renate.picture("180-no-number").await;
    renate.set("Plätze", "1").await;
    renate.see("0 von 1 Plätzen besetzt.").await;
    renate.see_no_more("Das ist keine Zahl von 1 bis 100.").await;
    come(&house, &link, "Jens Ritter").await;
    renate.see("1 von 1 Plätzen besetzt.").await;
    // when
    let ole = driver.phone(OLE.name).await;
    go_in(&ole, &link, OLE).await;
    ole.see("Wenn du nicht kommst, kannst du trotzdem ein Anliegen dalassen").await;
    ole.long_picture("181-full").await;
    ole.press("Nur ein Anliegen dalassen").await;
    // then
    ole.see("Dein Anliegen kannst du trotzdem dalassen").await;
    ole.fill("Dein Anliegen in einem Satz", WEBSITE).await;
    ole.press("Anliegen einbringen").await;
    renate.see("1 von 1 Plätzen besetzt.").await;
    ole.press("Ich berate").await;
    ole.see("Alle Plätze sind besetzt.").await;
    renate.press("Zum Ankommen").await;
    renate.see(WEBSITE).await;
    is_well(&renate).await;
    is_well(&ole).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_leads_as_well_lets_people_in_from_their_own_device() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let links = guest::open_meeting(&house.url().parse().unwrap(), "Fachgruppe").await.unwrap();
    // given Emre, whose device did not open the meeting
    let emre = driver.desktop(EMRE.name).await;
    emre.goto(&format!("{}/t{}", house.url(), links.moderator.to_fragment())).await;
    emre.see("Du lädst ein und moderierst").await;
    sit_down(&emre, EMRE).await;
    let link = emre.written_in("Einladungslink").await;
    // then his link is the invitation, at the door and in the letter, and the words lead in
    assert!(link.ends_with(&links.participant.to_fragment()), "he has another link");
    emre.press("Für alle im Raum: QR-Code und fünf Wörter").await;
    emre.press("Fünf Wörter zeigen").await;
    let shown = "return document.querySelectorAll('.door-words > li').length === 5";
    emre.wait("be shown five words", shown, &[]).await;
    emre.picture("182-lets-in").await;
    emre.press("Treffen vorbereiten").await;
    let says = "return [...document.querySelectorAll('textarea')].some((it) =>
        it.value.includes(arguments[0]))";
    emre.wait("read the link in the letter", says, &[link.clone().into()]).await;
    let nora = driver.phone(NORA.name).await;
    join(&nora, &link, NORA).await;
    emre.press("Einlass schließen").await;
    emre.see("Der Einlass ist geschlossen.").await;
    // and nobody else was given anything by it
    assert!(nora.written_in("Einladungslink").await.ends_with(&links.participant.to_fragment()));
    is_well(&emre).await;
    is_well(&nora).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_asked_to_advise_reads_it_in_another_group_and_at_work() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let links = guest::open_meeting(&house.url().parse().unwrap(), "Fachgruppe").await.unwrap();
    let [leads, link] = [links.moderator, links.participant]
        .map(|link| format!("{}/t{}", house.url(), link.to_fragment()));
    let emre = come(&house, &leads, EMRE.name).await;
    let nora = driver.phone(NORA.name).await;
    join(&nora, &link, NORA).await;
    let mut people = Vec::new();
    for name in ["Ada", "Bo", "Cem", "Hans"] {
        people.push(come(&house, &link, name).await);
    }
    let [first, second] = [1, 2].map(|id| CaseId::from_bytes([id; 16]));
    for (giver, sentence, case) in [(0, WEBSITE, first), (3, ARCHIVE, second)] {
        let words =
            Case { sentence: sentence.into(), urgency: Urgency::Soon, help: None, carried: None };
        people[giver].say(words, |words| Deed::BringCase { case, words });
    }
    // given Nora in a group, and Hans elsewhere with another case
    let named = |m: &Mirror, name: &str| -> Option<SeatId> {
        let mut seats = m.meeting().seats.keys();
        seats.find(|seat| m.person(**seat).words().is_some_and(|it| it.name == name)).copied()
    };
    let nora_seat = emre.until_some("Nora", |m| named(m, NORA.name)).await.unwrap();
    emre.until("both cases", |m| m.meeting().cases.len() == 2).await.unwrap();
    let members = vec![people[0].seat(), people[1].seat(), people[2].seat(), nora_seat];
    let (group, moderator) = (GroupId::from_bytes([9; 16]), people[1].seat());
    emre.act(Deed::Case(CaseStep::Gather { case: first, group, moderator, members }));
    let bo = &people[1];
    bo.until("the group", |m| m.group().is_some_and(|(id, _)| id == group)).await.unwrap();
    nora.see_no_more(ARCHIVE).await;
    // when she is asked for his
    let ask = |case, seats| Deed::Case(CaseStep::Ask { case, seats });
    emre.act(ask(second, vec![nora_seat]));
    // then it stands before all others
    nora.see("Du bist zu diesem Anliegen eingeladen").await;
    let on_top = "return document.querySelector('.lobby-cases li')?.innerText
        .includes(arguments[0])";
    nora.wait("have it on top", on_top, &[ARCHIVE.into()]).await;
    nora.long_picture("183-asked-elsewhere").await;
    // and while her group is at work one line leads there
    let method = library::methods().swap_remove(0);
    let (session, begins) = (SessionId::from_bytes([8; 16]), method.method);
    bo.say(method.guide, |guide| Deed::Begin { session, method: begins, guide });
    nora.see("Du bist eingeladen, bei einem Anliegen mitzuberaten.").await;
    nora.picture("184-asked-at-work").await;
    nora.press("Zum Plenum").await;
    nora.see(ARCHIVE).await;
    nora.picture("185-asked-in-the-plenary").await;
    nora.press("Ich berate mit").await;
    let comes = |m: &Mirror| m.meeting().case(second)?.panel.get(&nora_seat).copied().flatten();
    assert!(emre.until_some("her answer", comes).await.unwrap());
    nora.press("Zurück").await;
    nora.see_no_more("Du bist eingeladen, bei einem Anliegen mitzuberaten.").await;
    is_well(&nora).await;
}

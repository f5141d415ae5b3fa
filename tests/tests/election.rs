//! An election as people see it: Emre conducts it at a desk, Ayla and Benno stand and vote on phones,
//! the others without screens. The first poll ends in a tie, the run-off decides.

use ballot::bytes::Digest;
use shared::command::Act;
use shared::meeting::Presence;
use tests::browser::Driver;
use tests::house::House;
use tests::story::{Guest as Visitor, join, open_meeting};
use tests::voter::{Voter, vote};

const EMRE: Visitor = visitor("Emre Demir", "Netzwerkbüro");
const AYLA: Visitor = visitor("Ayla Kurt", "Stadtmuseum Holmwerder");
const BENNO: Visitor = visitor("Benno Falk", "Salzmuseum Hallerode");
/// As the ballot paper bears them.
const ON_PAPER: [&str; 2] =
    ["Ayla Kurt (Stadtmuseum Holmwerder)", "Benno Falk (Salzmuseum Hallerode)"];

const fn visitor(name: &'static str, house: &'static str) -> Visitor {
    Visitor { name, house, on_site: true }
}

#[tokio::test(flavor = "multi_thread")]
async fn s2_02_s2_03_a_tie_is_settled_by_a_run_off_and_everybody_counts() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let emre = driver.desktop(EMRE.name).await;
    let link = open_meeting(&emre, &house.url(), "Fachgruppe", EMRE).await;
    let (ayla, benno) = tokio::join!(driver.phone(AYLA.name), driver.phone(BENNO.name));
    tokio::join!(join(&ayla, &link, AYLA), join(&benno, &link, BENNO));
    let mut voters = Vec::new();
    for (name, n) in ["Christa Moll", "Dora Linde", "Egon Pohl"].into_iter().zip(1..) {
        voters.push(Voter::come(&house, &link, (name, ""), Presence::OnSite, n).await);
    }

    // given an election that was planned and agreed on
    emre.press("Wahl vorbereiten").await;
    emre.see("Worum geht es?").await;
    emre.picture("97-election-plan").await;
    emre.press("Wahl ansetzen").await;
    emre.select("Wahlleitung", "Emre Demir (du)").await;
    emre.set("Dafür", "6").await;
    emre.press("Zahlen festhalten").await;
    emre.see("Verfahren beschlossen: 6 dafür, 0 dagegen, 0 enthalten.").await;
    for voter in &voters {
        voter.show_key().await;
    }
    for person in [&ayla, &benno] {
        person.press("Ich kandidiere").await;
        person.see("Ich kandidiere nicht").await;
    }
    let christa = voters[0].guest.seat();
    voters[0].act(Act::Propose { seat: christa }).await;
    emre.see_together(&["Christa Moll", "kandidiert"]).await;
    emre.see("6 Personen können wählen.").await;
    emre.picture("97-election-before").await;

    // when all vote, and the second place is a tie
    emre.press("Stimmabgabe öffnen").await;
    tokio::join!(
        voters[0].vote(0, &[0, 2]),
        voters[1].vote(0, &[0, 1]),
        voters[2].vote(0, &[0, 2]),
    );
    ayla.see("Du hast bis zu 2 Stimmen").await;
    ayla.picture("97-election-ballot").await;
    vote(&ayla, &ON_PAPER).await;
    ayla.see("Deine Prüfwörter").await;
    // Whoever reloads has voted.
    ayla.reload().await;
    ayla.see("Dein Stimmzettel liegt in der Urne.").await;
    ayla.picture("97-election-voted").await;
    vote(&benno, &ON_PAPER[..1]).await;
    vote(&emre, &[]).await;
    emre.see("6 von 6 haben gewählt").await;

    // then a run-off is proposed
    emre.press("Wahlgang schließen").await;
    emre.press("Danach kann niemand mehr wählen. Jetzt schließen").await;
    emre.see("Stichwahl zwischen").await;
    ayla.see("Gleich zeigt die Wahlleitung das Ergebnis.").await;
    emre.press("Ergebnis allen zeigen").await;
    ayla.see_together(&["Ayla Kurt", "5 Stimmen", "gewählt"]).await;
    ayla.see("Dein Stimmzettel").await;
    emre.see("Als Nächstes: Stichwahl zwischen").await;
    emre.picture("97-election-tie").await;
    emre.press("Stichwahl öffnen").await;
    tokio::join!(voters[0].vote(1, &[1]), voters[1].vote(1, &[0]), voters[2].vote(1, &[0]));
    for person in [&ayla, &benno, &emre] {
        vote(person, &ON_PAPER[1..]).await;
    }
    emre.press("Wahlgang schließen").await;
    emre.press("Danach kann niemand mehr wählen. Jetzt schließen").await;
    emre.press("Ergebnis allen zeigen").await;
    benno.see_together(&["Benno Falk", "5 Stimmen", "gewählt"]).await;
    for person in [&ayla, &benno] {
        person.press("Ich nehme an").await;
    }
    emre.see_together(&["Ayla Kurt", "nimmt an"]).await;
    emre.see_together(&["Benno Falk", "nimmt an"]).await;
    emre.see("von 3 Geräten haben dasselbe gezählt").await;
    // Whoever counts something else is heard by all.
    let poll = voters[0].guest.see(|m| m.meeting().elections[0].polls[1].poll.id);
    voters[0].act(Act::Confirm { poll, confirmation: Digest([9; 32]) }).await;
    for person in [&emre, &ayla, &benno] {
        person.see("Ein Gerät zählt etwas anderes").await;
    }
    emre.picture("97-election-result").await;
    ayla.long_picture("97-election-whole").await;
    for person in [&emre, &ayla, &benno] {
        assert_eq!(person.trouble().await, Vec::<String>::new(), "{}", person.name());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn s2_02_one_objection_makes_an_open_vote_secret_and_fewer_than_five_vote_openly() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let emre = driver.desktop(EMRE.name).await;
    let link = open_meeting(&emre, &house.url(), "Fachgruppe", EMRE).await;
    let ayla = driver.phone(AYLA.name).await;
    join(&ayla, &link, AYLA).await;
    // given an open vote, and only two who could vote by now
    emre.press("Wahl vorbereiten").await;
    emre.choose("Per Handzeichen, nicht geheim").await;
    emre.press("Wahl ansetzen").await;
    emre.select("Wahlleitung", "Emre Demir (du)").await;
    emre.set("Dafür", "5").await;
    emre.press("Zahlen festhalten").await;
    ayla.see("Geheim geht es erst ab fünf Stimmberechtigten; bisher können 2 wählen.").await;
    ayla.see_no_more("Geheime Wahl verlangen").await;
    ayla.picture("97-election-too-few").await;
    // when there are five, and one of them objects
    let mut voters = Vec::new();
    for (name, n) in ["Christa Moll", "Dora Linde", "Egon Pohl"].into_iter().zip(1..) {
        let voter = Voter::come(&house, &link, (name, ""), Presence::OnSite, n).await;
        voter.show_key().await;
        voters.push(voter);
    }
    ayla.see("Verlangt es eine Person, wird geheim gewählt.").await;
    ayla.picture("97-election-open").await;
    ayla.press("Geheime Wahl verlangen").await;
    // then it is secret, all see why and nobody who asked, and what was agreed on holds
    for person in [&emre, &ayla] {
        person.see("Geheim gewählt: Jemand hat es verlangt").await;
        person.see_no_more("Geheime Wahl verlangen").await;
    }
    emre.see("Verfahren beschlossen: 5 dafür, 0 dagegen, 0 enthalten.").await;
    ayla.press("Ich kandidiere").await;
    emre.see_together(&["Ayla Kurt", "kandidiert"]).await;
    emre.picture("97-election-secret-asked").await;
    emre.press("Stimmabgabe öffnen").await;
    ayla.see("Zu jeder Person: Ja, Nein oder Enthaltung.").await;
    for person in [&emre, &ayla] {
        assert_eq!(person.trouble().await, Vec::<String>::new(), "{}", person.name());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_devices_one_votes_and_a_lent_tablet_that_reloads_knows_that_the_vote_counts() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let emre = driver.desktop(EMRE.name).await;
    let link = open_meeting(&emre, &house.url(), "Fachgruppe", EMRE).await;
    let (ayla, laptop) = tokio::join!(driver.phone(AYLA.name), driver.desktop("Aylas Laptop"));
    join(&ayla, &link, AYLA).await;
    let mut voters = Vec::new();
    for (name, n) in ["Christa Moll", "Dora Linde", "Egon Pohl"].into_iter().zip(1..) {
        voters.push(Voter::come(&house, &link, (name, ""), Presence::OnSite, n).await);
    }
    // given a quorum that can be read, and Ayla with a second device
    emre.press("Wahl vorbereiten").await;
    emre.fill("Mindestbeteiligung in Prozent", "33,5").await;
    emre.press("Wahl ansetzen").await;
    emre.see("Schreib eine ganze Zahl von 1 bis 100").await;
    emre.fill("Mindestbeteiligung in Prozent", "50").await;
    emre.press("Wahl ansetzen").await;
    emre.see("Gültig, wenn 50 % der Stimmberechtigten teilnehmen.").await;
    emre.select("Wahlleitung", "Emre Demir (du)").await;
    emre.set("Dafür", "6").await;
    emre.press("Zahlen festhalten").await;
    for voter in &voters {
        voter.show_key().await;
    }
    emre.see("5 Personen können wählen.").await;
    ayla.press("Auf einem anderen Gerät weitermachen").await;
    let seat = ayla.written_in("Link zu deinem Platz").await;
    laptop.goto(&seat).await;
    laptop.see("Du wählst auf deinem anderen Gerät.").await;
    laptop.picture("97-election-elsewhere").await;
    assert!(!ayla.sees("Du wählst auf deinem anderen Gerät.").await, "it votes here");
    // when she moves her vote, and moves it back
    laptop.press("Hier wählen").await;
    ayla.see("Du wählst auf deinem anderen Gerät.").await;
    laptop.see_no_more("Du wählst auf deinem anderen Gerät.").await;
    ayla.press("Hier wählen").await;
    laptop.see("Du wählst auf deinem anderen Gerät.").await;
    ayla.press("Ich kandidiere").await;
    emre.see_together(&["Ayla Kurt", "kandidiert"]).await;
    for voter in &voters[..2] {
        let seat = voter.guest.seat();
        voter.act(Act::Propose { seat }).await;
    }
    emre.see_together(&["Dora Linde", "kandidiert"]).await;
    emre.press("Ohne eigenes Gerät").await;
    emre.fill("Name der Person", "Bert Ohm").await;
    emre.press("Code geben").await;
    emre.see("Code für Bert Ohm").await;
    let code = emre.ask("return document.querySelector('.election-signs').innerText", vec![]).await;
    let code = code.as_str().expect("a code");
    emre.press("Übergeben, Code ausblenden").await;
    emre.press("Stimmabgabe öffnen").await;
    // then one device votes, and the other one reads why it does not
    for voter in &voters {
        voter.vote(0, &[0]).await;
    }
    ayla.see("Du hast bis zu 2 Stimmen").await;
    laptop.see("Du wählst auf deinem anderen Gerät.").await;
    for round in ["Dein Stimmzettel liegt in der Urne.", "Diese Stimme liegt schon in der Urne"] {
        ayla.press("Mit Einmalcode wählen").await;
        ayla.fill("Einmalcode", code).await;
        let votes = "const it = [...document.querySelectorAll('.election-paper button')].at(-1);
            if (!it || it.disabled) return false; it.click(); return true";
        ayla.wait("the paper of the code", votes, &[]).await;
        ayla.see(round).await;
        ayla.picture("97-election-lent").await;
        ayla.reload().await;
        ayla.see("Du hast bis zu 2 Stimmen").await;
    }
    emre.see("2 fehlen noch.").await;
    emre.press("Wahlgang schließen").await;
    emre.see("4 von 6, 2 fehlen noch. Trotzdem schließen").await;
    emre.picture("97-election-missing").await;
    for person in [&emre, &ayla, &laptop] {
        // The browser itself reports the ballot that was refused.
        let trouble = person.trouble().await;
        let severe: Vec<_> = trouble.iter().filter(|it| !it.contains("409 (Conflict)")).collect();
        assert!(severe.is_empty(), "{}: {severe:?}", person.name());
    }
}

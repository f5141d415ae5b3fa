//! The marketplace, the change of tables and another round in the same groups: Renate leads in the
//! browser, Nora and Pia have phones, the others take part without screens.

use guest::{Address, Guest};
use mirror::Mirror;
use shared::command::{Deed, Step};
use shared::id::{CaseId, GroupId, SeatId, SessionId};
use shared::library;
use shared::meeting::{Forming, Presence};
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{self, Guest as Visitor, join, open_meeting};
use vault::words::{Case, Urgency};

const RENATE: Visitor = visitor("Renate Vogt", "Netzwerkbüro");
const NORA: Visitor = visitor("Nora Lindt", "Gedenkort Alte Weberei");
const PIA: Visitor = visitor("Pia Sommer", "Stadtmuseum Holmwerder");

const CASE_A: &str = "Digitalstrategie mit 1,5 Stellen";
const CASE_B: &str = "Ausschreibung Museums-App, nur ein Angebot";
const CASE_C: &str = "Depotumzug ohne Depotverwaltung";

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

/// Somebody brings a case.
async fn bring(guest: &Guest, n: u8, sentence: &str) {
    let (sentence, urgency) = (sentence.into(), Urgency::Soon);
    let case = Case { sentence, urgency, help: None, carried: None };
    guest.say(case, |words| Deed::BringCase { case: CaseId::from_bytes([n; 16]), words });
    guest.settled().await.expect("the case is stored");
}

/// The groups of a formation, once it is formed.
async fn formed(guest: &Guest, number: u32) -> Vec<Forming> {
    let formed = |m: &Mirror| {
        let it = m.meeting().formed().filter(|it| it.number == number)?;
        Some(it.groups.clone())
    };
    guest.until_some("the groups", formed).await.expect("they are formed")
}

/// Whose seat it is.
fn seat_of(guest: &Guest, name: &str) -> SeatId {
    let is_named = |m: &Mirror, seat| m.person(seat).words().is_some_and(|it| it.name == name);
    let seat = guest.see(|m| {
        let mut all = m.meeting().seats.keys().copied();
        all.find(|seat| is_named(m, *seat))
    });
    seat.expect("they are here")
}

/// Somebody takes a place around the case that was brought first or second.
async fn take(guest: &Guest, place: usize, moderates: bool) {
    let group = |m: &Mirror| {
        let open = m.meeting().formation.as_ref().filter(|it| it.is_market())?;
        Some(open.groups.get(place)?.group)
    };
    let group: GroupId = guest.until_some("the market", group).await.expect("it is opened");
    let seat = guest.seat();
    guest.act(Deed::TakePlace { seat, group: Some(group), moderates });
    guest.settled().await.expect("there is a place");
}

/// Somebody has their group begin, once they are in it.
async fn begin(guest: &Guest, n: u8) {
    let there = |m: &Mirror| m.group().is_some_and(|(id, _)| m.meeting().plenary != Some(id));
    guest.until("their group", there).await.expect("it is formed");
    let described = library::methods().swap_remove(0);
    let (session, method) = (SessionId::from_bytes([n; 16]), described.method);
    guest.say(described.guide, |guide| Deed::Begin { session, method, guide });
    guest.settled().await.expect("it begins");
}

/// How far down a page can be pushed sideways: not at all.
async fn fits(person: &Person) {
    let wide = "return document.documentElement.scrollWidth > window.innerWidth";
    assert_eq!(person.ask(wide, vec![]).await, serde_json::json!(false), "{}", person.name());
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_finds_a_place_themselves_and_later_goes_on_to_another_table() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let renate = driver.desktop(RENATE.name).await;
    let link = open_meeting(&renate, &house.url(), "Fachgruppe", RENATE).await;

    // given nine people and two cases
    let (nora, pia) = tokio::join!(driver.phone(NORA.name), driver.phone(PIA.name));
    tokio::join!(join(&nora, &link, NORA), join(&pia, &link, PIA));
    nora.fill("Dein Anliegen in einem Satz", CASE_A).await;
    nora.press("Anliegen einbringen").await;
    renate.see(CASE_A).await;
    let (carlo, jens, ulla, kim, lars, petra, timo) = tokio::join!(
        come(&house, &link, "Carlo Menzel"),
        come(&house, &link, "Jens Ritter"),
        come(&house, &link, "Ulla Behn"),
        come(&house, &link, "Kim Albers"),
        come(&house, &link, "Lars Ohm"),
        come(&house, &link, "Petra Lenz"),
        come(&house, &link, "Timo Grau"),
    );
    bring(&carlo, 2, CASE_B).await;
    renate.press("Gruppen bilden").await;
    renate.see(CASE_B).await;
    renate.press("Oder: Marktplatz, alle wählen selbst").await;
    renate.picture("140-market-closed").await;
    renate.press("Marktplatz öffnen").await;
    renate.see("2 von 9 haben einen Platz.").await;

    // Places are taken, and everybody sees how many are left.
    pia.see_together(&["Gruppe A", CASE_A, "Moderation: noch niemand", "Noch 4 von 5 Plätzen"])
        .await;
    take(&jens, 0, true).await;
    pia.see_together(&["Gruppe A", "Moderation: Jens Ritter", "Noch 3 von 5 Plätzen"]).await;
    pia.press("In Gruppe B Platz nehmen").await;
    pia.see_together(&["Gruppe B", CASE_B, "Ich moderiere hier", "Noch 3 von 5 Plätzen"]).await;
    pia.press("In Gruppe A Platz nehmen").await;
    pia.see_together(&["Gruppe A", "Dein Platz – wieder freigeben", "Noch 2 von 5 Plätzen"]).await;
    pia.see_together(&["Gruppe B", "Hier Platz nehmen", "Noch 4 von 5 Plätzen"]).await;
    nora.see("Dein Anliegen: Da bist du ohnehin dabei.").await;
    take(&ulla, 0, false).await;
    take(&timo, 0, false).await;
    pia.see_together(&["Gruppe A", "Alle Plätze sind besetzt"]).await;
    pia.long_picture("141-market-phone").await;
    pia.prefer("dark").await;
    nora.see("Alle Plätze sind besetzt").await;
    nora.long_picture("142-market-giver").await;
    pia.picture("141-market-phone-dark").await;
    pia.prefer("light").await;
    for person in [&nora, &pia] {
        fits(person).await;
    }

    // Renate sees who is still looking, and finds places for them.
    renate.see("6 von 9 haben einen Platz.").await;
    renate.see_together(&["Gruppe A", PIA.name, "Noch 0 von 5 Plätzen"]).await;
    renate.long_picture("143-market-lead").await;
    take(&kim, 1, true).await;
    renate.see("7 von 9 haben einen Platz.").await;
    renate.select("Petra Lenz: nach Gruppe", "Gruppe B").await;
    renate.see("8 von 9 haben einen Platz.").await;
    renate.press("Übrige verteilen").await;
    renate.see("9 von 9 haben einen Platz.").await;
    renate.see_together(&["Gruppe B", petra.name(), lars.name(), "Noch 1 von 5 Plätzen"]).await;
    renate.picture("144-market-full").await;
    renate.press("Gruppen starten").await;
    renate.heading("Die Gruppen").await;
    tokio::join!(begin(&jens, 7), begin(&kim, 8));
    pia.see("Casting").await;

    // All guests go on to the other table; the sessions there go on as well.
    renate.see("Tische wechseln").await;
    renate.long_picture("145-board").await;
    renate.press("Tische wechseln").await;
    renate.see_together(&["Gruppe B", CASE_B, PIA.name, ulla.name(), "War noch nicht hier."]).await;
    renate.see_together(&["Gruppe A", jens.name(), "Bleibt am Tisch.", lars.name()]).await;
    renate.long_picture("146-change").await;
    renate.press("Vorschlag zeigen").await;
    pia.see("Vorschlag: Du bist in Gruppe B").await;
    pia.see("Die Tische wechseln").await;
    pia.picture("147-change-phone").await;
    renate.press("Gruppen starten").await;
    renate.heading("Die Gruppen").await;
    pia.see("Moderation: Kim Albers").await;
    pia.see(CASE_B).await;
    pia.picture("148-other-table").await;
    let session = |m: &Mirror| m.session().map(|it| (it.id, it.ended));
    assert_eq!(jens.see(session), Some((SessionId::from_bytes([7; 16]), None)), "it goes on");
    let at_his = |m: &Mirror| session(m) == Some((SessionId::from_bytes([7; 16]), None));
    petra.until("Jens' session", at_his).await.expect("she has come to his table");
    for person in [&renate, &nora, &pia] {
        assert_eq!(person.trouble().await, Vec::<String>::new(), "{}", person.name());
    }
}

/// Somebody ends the consultation they moderate.
async fn end(guest: &Guest) {
    guest.step(Step::End);
    guest.settled().await.expect("it ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_round_goes_on_in_the_same_groups_or_parts_those_who_have_met() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let renate = driver.desktop(RENATE.name).await;
    let link = open_meeting(&renate, &house.url(), "Fachgruppe", RENATE).await;
    let pia = driver.phone(PIA.name).await;
    join(&pia, &link, PIA).await;
    pia.fill("Dein Anliegen in einem Satz", CASE_A).await;
    pia.press("Anliegen einbringen").await;
    renate.see(CASE_A).await;
    let (carlo, jens, kim) = tokio::join!(
        come(&house, &link, "Carlo Menzel"),
        come(&house, &link, "Jens Ritter"),
        come(&house, &link, "Kim Albers"),
    );
    let (lars, petra, rolf, timo, ulla) = tokio::join!(
        come(&house, &link, "Lars Ohm"),
        come(&house, &link, "Petra Lenz"),
        come(&house, &link, "Rolf Iske"),
        come(&house, &link, "Timo Grau"),
        come(&house, &link, "Ulla Behn"),
    );
    bring(&carlo, 2, CASE_B).await;

    // given two groups that have consulted
    renate.press("Gruppen bilden").await;
    renate.see(CASE_B).await;
    renate.select(&format!("{} (du) und die Gruppen", RENATE.name), "in keiner Gruppe").await;
    renate.press("Gruppen vorschlagen").await;
    renate.press("Vorschlag zeigen").await;
    pia.see("Vorschlag: Du bist in Gruppe").await;
    renate.press("Gruppen starten").await;
    renate.heading("Die Gruppen").await;
    let guests = [&carlo, &jens, &kim, &lars, &petra, &rolf, &timo, &ulla];
    let first = formed(&jens, 1).await;
    let moderators = first.iter().map(|it| {
        let moderator = it.moderator.expect("each group has one");
        *guests.iter().find(|guest| guest.seat() == moderator).expect("of those without screens")
    });
    let moderators: Vec<&Guest> = moderators.collect();
    tokio::join!(begin(moderators[0], 7), begin(moderators[1], 8));
    pia.see("Casting").await;
    assert!(!renate.sees("Noch eine Runde").await, "they consult");
    tokio::join!(end(moderators[0]), end(moderators[1]));

    // Somebody in Pia's group has another case; the groups stay as they are.
    let pias = seat_of(&jens, PIA.name);
    let hers = first.iter().position(|it| it.members.contains(&pias)).expect("she is in one");
    let brings = guests.iter().find(|guest| {
        first[hers].members.contains(&guest.seat()) && first[hers].moderator != Some(guest.seat())
    });
    let brings = brings.expect("there are four in her group");
    bring(brings, 3, CASE_C).await;
    renate.see("Noch eine Runde").await;
    let (letter, other) = if hers == 0 { ("A", "B") } else { ("B", "A") };
    renate.see(&format!("In Gruppe {other} bringt noch niemand ein weiteres Anliegen mit")).await;
    renate.long_picture("150-next-round").await;
    renate.press("In denselben Gruppen").await;
    renate.see_together(&[&format!("Gruppe {letter}"), CASE_C, PIA.name, brings.name()]).await;
    renate.long_picture("151-same-groups").await;
    renate.press("Vorschlag zeigen").await;
    pia.see("Eure Gruppe bleibt zusammen.").await;
    pia.see(CASE_C).await;
    pia.picture("152-same-groups-phone").await;
    renate.press("Gruppen starten").await;
    renate.heading("Die Gruppen").await;
    let second = formed(&jens, 2).await;
    let as_before = |one: &Forming, other: &Forming| {
        let (mut one, mut other) = (one.members.clone(), other.members.clone());
        one.sort();
        other.sort();
        one == other
    };
    assert!(first.iter().zip(&second).all(|(one, other)| as_before(one, other)), "all stay");
    assert_eq!(first[hers].moderator, second[hers].moderator, "whoever moderated goes on");
    begin(moderators[hers], 9).await;
    pia.see("Casting").await;
    pia.long_picture("153-second-case").await;
    end(moderators[hers]).await;

    // Mixed anew, nobody is in a group of those they know already if it can be otherwise.
    renate.press("Neue Gruppen bilden").await;
    renate.see("Gruppen vorschlagen").await;
    renate.picture("154-mixed-anew").await;
    for person in [&renate, &pia] {
        assert_eq!(person.trouble().await, Vec::<String>::new(), "{}", person.name());
        fits(person).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_finds_no_place_is_told_so_and_is_found_one_later() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let renate = driver.desktop(RENATE.name).await;
    let link = open_meeting(&renate, &house.url(), "Fachgruppe", RENATE).await;
    let (nora, pia) = tokio::join!(driver.phone(NORA.name), driver.phone(PIA.name));
    tokio::join!(join(&nora, &link, NORA), join(&pia, &link, PIA));
    nora.fill("Dein Anliegen in einem Satz", CASE_A).await;
    nora.press("Anliegen einbringen").await;
    renate.see(CASE_A).await;
    let jens = come(&house, &link, "Jens Ritter").await;

    // given one group with two places, both taken
    renate.press("In mehreren Gruppen arbeiten").await;
    renate.press("Oder: Marktplatz, alle wählen selbst").await;
    renate.set("Plätze je Gruppe", "2").await;
    renate.press("Marktplatz öffnen").await;
    take(&jens, 0, true).await;
    pia.see("Gerade sind alle Plätze besetzt.").await;
    pia.picture("155-market-no-place").await;
    assert!(!nora.sees("Gerade sind alle Plätze besetzt.").await, "she has one");

    // when it starts all the same
    renate.see("Startest du jetzt, bleibt diese Person im Plenum.").await;
    renate.picture("156-market-start").await;
    renate.press("Gruppen starten").await;
    pia.see("Du bist diesmal in keiner Gruppe.").await;
    pia.picture("157-in-no-group").await;
    // then whoever leads sees her, and puts her where she fits.
    renate.see_together(&[PIA.name, "In Gruppe A"]).await;
    renate.press("In Gruppe A").await;
    pia.see("Gruppe A").await;
    pia.see_no_more("Du bist diesmal in keiner Gruppe.").await;
    for person in [&renate, &nora, &pia] {
        assert_eq!(person.trouble().await, Vec::<String>::new(), "{}", person.name());
        fits(person).await;
    }
}

//! The marketplace and the change of tables: Renate opens it in the browser, Nora and Pia have
//! phones, the others take their places without screens.

use guest::{Address, Guest};
use mirror::Mirror;
use shared::command::Deed;
use shared::id::{CaseId, GroupId, SessionId};
use shared::library;
use shared::meeting::Presence;
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{self, Guest as Visitor, join, open_meeting};
use vault::words::{Case, Urgency};

const RENATE: Visitor = visitor("Renate Vogt", "Netzwerkbüro");
const NORA: Visitor = visitor("Nora Lindt", "Gedenkort Alte Weberei");
const PIA: Visitor = visitor("Pia Sommer", "Stadtmuseum Holmwerder");

const CASE_A: &str = "Digitalstrategie mit 1,5 Stellen";
const CASE_B: &str = "Ausschreibung Museums-App, nur ein Angebot";

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
    let case = Case { sentence: CASE_B.into(), urgency: Urgency::Soon, help: None, carried: None };
    carlo.say(case, |words| Deed::BringCase { case: CaseId::from_bytes([2; 16]), words });
    carlo.settled().await.expect("the case is stored");
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

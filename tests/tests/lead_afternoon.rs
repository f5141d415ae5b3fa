//! Twenty-three people in four groups, as whoever leads sees them on the way there and while they
//! consult: Renate in the browser, all others without screens.

#![allow(clippy::print_stdout, reason = "the figures are for whoever started it")]

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use guest::{Address, Guest, open_meeting};
use mirror::Mirror;
use shared::command::{Deed, Step};
use shared::id::{CaseId, SessionId};
use shared::library;
use shared::meeting::{Forming, Presence};
use shared::method::Kind;
use shared::time::{Span, Timestamp};
use tests::browser::{Driver, Person};
use tests::fachgruppe::{CASES, PEOPLE, RENATE, ROOMS, presence};
use tests::house::House;
use tests::story::{self, come};
use vault::words::{Case, Urgency};

#[tokio::test(flavor = "multi_thread")]
async fn s2_04_s2_05_s2_08_s2_09_four_groups_are_formed_and_stood_by() {
    let house = House::start().await;
    let server: Address = house.url().parse().expect("a house has an address");
    let links = open_meeting(&server, "Fachgruppe Digitaler Wandel").await.expect("it is opened");
    let driver = Driver::start().await;
    let renate = driver.desktop(RENATE.name).await;
    renate.goto(&format!("{}/t{}", house.url(), links.moderator.to_fragment())).await;
    renate.see("Du lädst ein und moderierst").await;
    story::sit_down(&renate, RENATE).await;
    renate.see("Wie es weitergeht").await;
    let mut people = Vec::new();
    for (name, of) in PEOPLE {
        people.push(come(&server, &links.participant, (name, of), presence(name)).await);
    }
    // He invites as well, and is in no group.
    let springer = ("Emre Demir", RENATE.house);
    let emre = come(&server, &links.moderator, springer, Presence::OnSite).await;
    for (n, (guest, sentence)) in people.iter().zip(CASES).enumerate() {
        let words =
            Case { sentence: sentence.into(), urgency: Urgency::Soon, help: None, carried: None };
        let case = CaseId::from_bytes([n as u8 + 1; 16]);
        guest.say(words, |words| Deed::BringCase { case, words });
        guest.settled().await.expect("the case is stored");
    }

    renate.press("Gruppen bilden").await;
    for (name, _) in &PEOPLE[4..8] {
        renate.select(&format!("{name} und die Gruppen"), "moderiert gern").await;
    }
    renate.press("Wünsche sammeln").await;
    renate.see("0 von 23 haben gewünscht.").await;
    renate.picture("110-asked").await;
    wish(&people).await;
    renate.see("23 von 23 haben gewünscht.").await;

    let begun = Instant::now();
    renate.press("Gruppen vorschlagen").await;
    renate.see("Erstwünsche").await;
    println!("a proposal for 23 people is there after {:?}", begun.elapsed());
    for (case, giver) in CASES.iter().zip(PEOPLE) {
        renate.see_together(&[case, giver.0, "Eigenes Anliegen."]).await;
    }
    renate.picture("111-proposal").await;
    renate.long_picture("111-proposal-long").await;
    for (letter, room) in "ABCD".chars().zip(ROOMS) {
        renate.press("Raum und Videolink").await;
        renate.fill(&format!("Raum der Gruppe {letter}"), room).await;
    }
    renate.press("Vorschlag zeigen").await;
    renate.see("Noch 0:").await;
    let groups = proposed(&people[0]).await;
    assert_eq!(groups.len(), 4);
    for forming in &groups {
        assert!((4..=8).contains(&forming.members.len()), "{} people", forming.members.len());
        assert!(forming.moderator.is_some(), "somebody moderates each group");
    }
    renate.press("Gruppen starten").await;
    renate.heading("Die Gruppen").await;
    renate.picture("112-not-begun").await;

    consult(&renate, &people, &groups).await;
    called_back(&renate, &emre, &people, &groups).await;
    assert_eq!(renate.trouble().await, Vec::<String>::new());
}

/// Everybody wishes; more people for the first case than fit.
async fn wish(people: &[Guest]) {
    for (n, guest) in people.iter().enumerate() {
        let asked = |m: &Mirror| m.meeting().asks_wishes && m.meeting().cases.len() == CASES.len();
        guest.until("to be asked", asked).await.expect("everybody is asked");
        let first = if n % 3 == 0 { 0 } else { n % CASES.len() };
        let cases = [first, (first + 1) % CASES.len(), (first + 3) % CASES.len()];
        let cases = guest.see(|m| cases.map(|it| m.meeting().cases[it].id).to_vec());
        guest.act(Deed::Wish { cases });
        guest.settled().await.expect("the wish is stored");
    }
}

async fn proposed(guest: &Guest) -> Vec<Forming> {
    let groups = |m: &Mirror| {
        let groups = m.meeting().formation.as_ref()?.groups.clone();
        (!groups.is_empty()).then_some(groups)
    };
    guest.until_some("a proposal", groups).await.expect("everybody sees it")
}

/// Four groups, each as far as it is: one in its account, one over its time that calls for help,
/// one that has ended, one that is late for the plenary.
async fn consult(renate: &Person, people: &[Guest], groups: &[Forming]) {
    let of = |seat| people.iter().find(|guest| guest.seat() == seat).expect("they are here");
    let moderators: Vec<_> =
        groups.iter().map(|it| of(it.moderator.expect("each is led"))).collect();
    let mut cards = 0;
    for (n, moderator) in moderators.iter().enumerate() {
        let here = |m: &Mirror| m.group().is_some_and(|(id, _)| id == groups[n].group);
        moderator.until("their group", here).await.expect("the groups are formed");
        let method = library::methods().swap_remove(0);
        let found = method.method.phases.iter().position(|phase| phase.has(Kind::Cards));
        cards = u8::try_from(found.expect("it has some")).expect("phases are few");
        let session = SessionId::from_bytes([n as u8 + 1; 16]);
        moderator.say(method.guide, |guide| Deed::Begin { session, method: method.method, guide });
        moderator.settled().await.expect("it has begun");
    }
    moderators[0].step(Step::Enter { from: 0, to: 1 });
    moderators[1].step(Step::Enter { from: 0, to: cards });
    moderators[2].step(Step::Enter { from: 0, to: 1 });
    moderators[3].step(Step::End);
    renate.see_together(&["Saal links", "Spontanerzählung"]).await;
    renate.see_together(&["Saal rechts", "fertig"]).await;

    let caller = groups[2].members.iter().map(|seat| of(*seat)).next_back().expect("somebody");
    let begun = Instant::now();
    caller.act(Deed::CallHelp { calls: true });
    renate.see_together(&["Raum 3", "Ruft um Hilfe"]).await;
    println!("a call for help is on the board after {:?}", begun.elapsed());
    renate.picture("113-board").await;
    renate.press("Ich komme").await;
    renate.see_together(&["Raum 3", "Renate Vogt kommt."]).await;

    // One line for all of them.
    renate.fill("Eine Zeile, zum Beispiel", "Noch 25 Minuten").await;
    renate.press("Senden").await;
    let told = |m: &Mirror| !m.meeting().messages.is_empty();
    for moderator in &moderators {
        moderator.until("the message", told).await.expect("every group is told");
    }
}

/// The end that was agreed passes, and nobody is sent away.
async fn called_back(renate: &Person, emre: &Guest, people: &[Guest], groups: &[Forming]) {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    let now = Timestamp(u64::try_from(since.as_millis()).expect("time is not that long"));
    emre.act(Deed::CallBack { at: Some(now + Span::seconds(5)) });
    renate.see("Zurück ins Plenum in").await;
    renate.see_together(&["Saal links", "über dem vereinbarten Ende"]).await;
    renate.see_together(&["Saal rechts", "fertig"]).await;
    renate.picture("115-late").await;
    renate.long_picture("115-late-long").await;
    let seat = groups[0].moderator.expect("each is led");
    let moderator = people.iter().find(|guest| guest.seat() == seat).expect("they are here");
    let runs = |m: &Mirror| m.group().is_some_and(|(_, group)| group.running().is_some());
    assert!(moderator.see(runs), "nobody was sent away");
}

//! What somebody learns of the plenary while their own group consults: Lars holds a phone in his
//! group, the others have no screens.

use guest::{Address, open_meeting};
use mirror::Mirror;
use serde_json::Value;
use shared::command::{Act, Deed, FloorStep, Step, WeighStep};
use shared::id::{CaseId, ElectionId, GroupId, SessionId};
use shared::library;
use shared::meeting::{Forming, Part, Point, PointId, Presence, Procedure, Round};
use shared::time::Timestamp;
use tests::browser::Driver;
use tests::house::House;
use tests::story::{self, come};
use vault::words::{Agenda, Case, Message, Office, Urgency};

const LARS: story::Guest =
    story::Guest { name: "Lars Ohm", house: "Stadtmuseum Holmwerder", on_site: true };
/// The phase in which cards are written.
const CONSULTATION: u8 = 4;
const A: GroupId = GroupId::from_bytes([0xA0; 16]);

#[tokio::test(flavor = "multi_thread")]
async fn whoever_consults_learns_of_the_plenary_in_one_line_and_goes_there_and_back() {
    let house = House::start().await;
    let server: Address = house.url().parse().expect("a house has an address");
    let links = open_meeting(&server, "Fachgruppe Digitaler Wandel").await.expect("it is opened");
    let comes = |link, who| come(&server, link, who, Presence::OnSite);
    let renate = comes(&links.moderator, ("Renate Vogt", "Netzwerkbüro")).await;
    let pia = comes(&links.participant, ("Pia Sommer", "Stadtmuseum Holmwerder")).await;
    let points = [(Part::Consultation, 40), (Part::Harvest, 12), (Part::Break, 15)];
    let points = points.into_iter().zip(1..).map(|((part, minutes), id)| Point {
        id: PointId(id),
        part,
        minutes,
    });
    let points: Vec<_> = points.collect();
    let begins = renate.see(|m| m.meeting().opened);
    renate.say(Agenda { names: vec![] }, |words| Deed::PlanAgenda {
        begins: Timestamp(begins.0),
        points,
        words,
    });
    renate.act(Deed::GoToPoint { from: None, to: Some(PointId(1)) });
    let sentence = "Die Leitung will TikTok.".into();
    let words = Case { sentence, urgency: Urgency::Soon, help: None, carried: None };
    pia.say(words, |words| Deed::BringCase { case: CaseId::from_bytes([1; 16]), words });
    let driver = Driver::start().await;
    let lars = driver.phone(LARS.name).await;
    let link = format!("{}/t{}", house.url(), links.participant.to_fragment());
    story::join(&lars, &link, LARS).await;
    let known = [renate.seat(), pia.seat()];
    let here = |m: &Mirror| m.meeting().seats.keys().copied().find(|seat| !known.contains(seat));
    let seat = renate.until_some("Lars", here).await.expect("he is here");
    let moderator = Some(pia.seat());
    let members = vec![pia.seat(), seat];
    let group = Forming {
        group: A,
        case: None,
        moderator,
        members,
        place: None,
        places: None,
        why: Default::default(),
    };
    renate.act(Deed::Propose { groups: vec![group], seconds: 60 });
    renate.act(Deed::FormGroups { number: 1 });
    let sits =
        |m: &Mirror| m.group().is_some_and(|(id, it)| id == A && it.cast.moderator == m.me());
    pia.until("her group", sits).await.expect("it is formed");
    let (session, method) = (SessionId::from_bytes([7; 16]), library::methods().swap_remove(0));
    pia.say(method.guide, |guide| Deed::Begin { session, method: method.method, guide });
    lars.heading("Casting").await;

    // What comes now and next, folded.
    lars.see("Fallberatung in Gruppen · im Zeitplan · danach Ernte").await;
    lars.long_picture("121-agenda-folded").await;

    // A round in the plenary is one line, and the way there and back.
    let begin = FloorStep::Begin { round: Round::CheckIn, seconds: Some(30) };
    renate.act(Deed::Floor(begin));
    lars.see("Im Plenum: Eröffnungsrunde").await;
    assert!(!lars.sees("Gerade hat niemand das Wort.").await, "no more than a line");
    lars.picture("122-round").await;
    lars.press("Zum Plenum").await;
    lars.heading("Plenum").await;
    lars.see("Gerade hat niemand das Wort.").await;
    lars.see("Casting, ").await;
    lars.long_picture("123-plenary").await;
    lars.press("Zurück in die Fallberatung").await;
    lars.heading("Casting").await;

    // Dots that are asked for come before it.
    renate.act(Deed::Weigh(WeighStep::Begin { budget: 3 }));
    lars.see("Im Plenum werden Anliegen gewichtet: Du hast noch 3 Punkte.").await;
    renate.act(Deed::Weigh(WeighStep::End));
    renate.act(Deed::Floor(FloorStep::End));
    lars.see_no_more("Im Plenum").await;

    // A break is a line with its end, and goes with it.
    renate.act(Deed::GoToPoint { from: Some(PointId(1)), to: Some(PointId(3)) });
    let says =
        "return document.querySelector('.plenary-banner')?.innerText.startsWith('Pause bis ')";
    lars.wait("read of the break", says, &[]).await;
    lars.picture("124-break").await;
    renate.act(Deed::GoToPoint { from: Some(PointId(3)), to: Some(PointId(1)) });
    let gone = "return !document.querySelector('.plenary-banner')";
    lars.wait("be rid of the line", gone, &[]).await;

    // Nothing comes while he writes; then the election does, once.
    lars.press("Ein Anliegen einbringen").await;
    lars.fill("Dein Anliegen in einem Satz", "Wer prüft KI-Texte?").await;
    let procedure = Procedure {
        seats: 1,
        manner: ballot::poll::Manner::Secret,
        majority: ballot::poll::Majority::Relative,
        quorum: None,
        speech: 90,
    };
    let election = ElectionId::from_bytes([5; 16]);
    renate.say(Office { text: "Sprecher:innen".into() }, |question| Deed::Elect {
        election,
        act: Act::Plan { procedure, question },
    });
    renate.say(Message { text: "Bitte einmal öffnen".into() }, |words| Deed::Tell {
        groups: vec![],
        words,
    });
    lars.see("Bitte einmal öffnen").await;
    assert!(!lars.sees("Eine Wahl steht an").await, "he is in the middle of a sentence");
    lars.ask("document.activeElement.blur()", Vec::<Value>::new()).await;
    lars.see("Eine Wahl steht an").await;
    lars.press("Zum Plenum").await;
    lars.see("Wahl: Sprecher:innen").await;
    let shown =
        |m: &Mirror| m.meeting().election(election).is_some_and(|it| it.keys.contains_key(&seat));
    renate.until("the key of his device", shown).await.expect("it is on the roll");
    lars.press("Zurück in die Fallberatung").await;
    lars.heading("Casting").await;
    lars.see_no_more("Eine Wahl steht an").await;
    let kept = lars.written_in("Dein Anliegen in einem Satz").await;
    assert_eq!(kept, "Wer prüft KI-Texte?", "what he began is still there");
    assert_eq!(lars.trouble().await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_moved_leaves_nothing_behind_of_what_they_began_in_their_group() {
    let house = House::start().await;
    let server: Address = house.url().parse().expect("a house has an address");
    let links = open_meeting(&server, "Fachgruppe Digitaler Wandel").await.expect("it is opened");
    let comes = |link, who| come(&server, link, who, Presence::OnSite);
    let renate = comes(&links.moderator, ("Renate Vogt", "Netzwerkbüro")).await;
    let pia = comes(&links.participant, ("Pia Sommer", "Stadtmuseum Holmwerder")).await;
    let driver = Driver::start().await;
    let lars = driver.phone(LARS.name).await;
    let link = format!("{}/t{}", house.url(), links.participant.to_fragment());
    story::join(&lars, &link, LARS).await;
    let known = [renate.seat(), pia.seat()];
    let here = |m: &Mirror| m.meeting().seats.keys().copied().find(|seat| !known.contains(seat));
    let seat = renate.until_some("Lars", here).await.expect("he is here");
    let members = vec![pia.seat(), seat];
    let group = Forming {
        group: A,
        case: None,
        moderator: Some(pia.seat()),
        members,
        place: None,
        places: None,
        why: Default::default(),
    };
    renate.act(Deed::Propose { groups: vec![group], seconds: 60 });
    renate.act(Deed::FormGroups { number: 1 });
    let sits =
        |m: &Mirror| m.group().is_some_and(|(id, it)| id == A && it.cast.moderator == m.me());
    pia.until("her group", sits).await.expect("it is formed");
    let (session, method) = (SessionId::from_bytes([7; 16]), library::methods().swap_remove(0));
    pia.say(method.guide, |guide| Deed::Begin { session, method: method.method, guide });
    pia.settled().await.expect("it has begun");
    pia.step(Step::Enter { from: 0, to: CONSULTATION });
    // given a card he has begun, which a reload does not take from him
    lars.heading("Beratung").await;
    lars.fill("Dein Gedanke", "Erst einmal hinhören").await;
    lars.reload().await;
    lars.read_in("Dein Gedanke", "Erst einmal hinhören").await;
    let begun = "return Object.keys(localStorage).some((key) => /card-/.test(key))";
    assert_eq!(lars.ask(begun, vec![]).await, Value::Bool(true));
    // when he is moved, and comes back
    let plenary = renate.see(|m| m.meeting().plenary).expect("there is a plenary");
    renate.act(Deed::MoveTo { seat, group: plenary });
    let none = "return !Object.keys(localStorage).some((key) => /card-/.test(key))";
    lars.wait("leave nothing behind", none, &[]).await;
    renate.act(Deed::MoveTo { seat, group: A });
    // then nobody who takes the device there finds it
    lars.heading("Beratung").await;
    assert_eq!(lars.written_in("Dein Gedanke").await, "");
    assert_eq!(lars.trouble().await, Vec::<String>::new());
}

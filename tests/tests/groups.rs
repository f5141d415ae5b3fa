//! Several groups as somebody in one of them sees it: a wish, the proposal with a minute to object,
//! the room, a call for help, and what whoever leads the meeting tells them.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use guest::{Address, Guest as Headless, Links, Person as Who, open_meeting};
use mirror::Mirror;
use shared::command::{Deed, HarvestStep, Step};
use shared::formation::Reason;
use shared::id::{CaseId, GroupId, SeatId, SessionId};
use shared::library;
use shared::meeting::{Forming, Item, Presence, Reach};
use shared::time::Span;
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{self, Guest};
use vault::words::{Case, Harvest, Message, Question, Room, Urgency};

const NORA: Guest = Guest { name: "Nora Lindt", house: "Gedenkort Alte Weberei", on_site: true };
const TIMO: Guest = Guest { name: "Timo Grau", house: "Burg Rabenfels", on_site: true };
const A: GroupId = GroupId::from_bytes([0xA0; 16]);
const B: GroupId = GroupId::from_bytes([0xB0; 16]);
const CARLOS: &str = "Für unsere App gibt es nur ein einziges Angebot.";
const HATICES: &str = "Wer prüft Texte, die ein Programm geschrieben hat?";
const GIVEN: &str = "Wie kommt man zu einem zweiten Angebot?";
const QUESTION: &str = "Wie komme ich zu einem zweiten Angebot?";

/// The people who have no browser here.
struct Others {
    renate: Headless,
    carlo: Headless,
    pia: Headless,
    hatice: Headless,
    ulla: Headless,
}

impl Others {
    async fn come(server: &Address, links: &Links) -> Self {
        let come = |link: &vault::Link, name: &str| {
            let (name, house) = (name.to_owned(), String::new());
            let who = Who { name, house, presence: Presence::OnSite };
            let (server, link) = (server.clone(), link.clone());
            async move { Headless::join(&server, link, who).await.unwrap() }
        };
        Self {
            renate: come(&links.moderator, "Renate Vogt").await,
            carlo: come(&links.participant, "Carlo Menzel").await,
            pia: come(&links.participant, "Pia Sommer").await,
            hatice: come(&links.participant, "Hatice Yılmaz").await,
            ulla: come(&links.participant, "Ulla Behn").await,
        }
    }

    async fn bring(&self, who: &Headless, case: CaseId, sentence: &str) {
        let words =
            Case { sentence: sentence.into(), urgency: Urgency::Soon, help: None, carried: None };
        who.say(words, |words| Deed::BringCase { case, words });
        self.renate.until("the case", |m| m.meeting().case(case).is_some()).await.unwrap();
    }

    /// Carlo's group, which Nora is put in, and Hatice's.
    fn propose(&self, [one, other]: [CaseId; 2], nora: SeatId, more: &[SeatId]) -> Deed {
        let forming = |group, case, moderator: &Headless, members: &[SeatId]| {
            let (case, moderator) = (Some(case), Some(moderator.seat()));
            Forming {
                group,
                case,
                moderator,
                members: members.to_vec(),
                place: None,
                places: None,
                why: Default::default(),
            }
        };
        let mut groups = vec![
            forming(A, one, &self.pia, &[self.carlo.seat(), self.pia.seat(), nora]),
            forming(
                B,
                other,
                &self.ulla,
                &[&[self.hatice.seat(), self.ulla.seat()], more].concat(),
            ),
        ];
        groups[0].why = [(nora, Reason::FirstWish)].into();
        Deed::Propose { groups, seconds: 60 }
    }
}

fn seat_of(m: &Mirror, name: &str) -> Option<SeatId> {
    let named = |id: &SeatId| m.person(*id).words().is_some_and(|person| person.name == name);
    m.meeting().seats.keys().copied().find(named)
}

async fn begin(moderator: &Headless) -> SessionId {
    let (session, method) = (SessionId::from_bytes([7; 16]), library::methods().swap_remove(0));
    moderator.say(method.guide, |guide| Deed::Begin { session, method: method.method, guide });
    moderator.settled().await.unwrap();
    session
}

async fn is_well(person: &Person) {
    let trouble = person.trouble().await;
    assert!(trouble.is_empty(), "{trouble:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_wishes_is_put_in_a_group_and_is_stood_by_there() {
    let house = House::start().await;
    let server: Address = house.url().parse().unwrap();
    let links = open_meeting(&server, "Fachgruppe Digitaler Wandel").await.unwrap();
    let others = Others::come(&server, &links).await;
    let cases = [CaseId::from_bytes([1; 16]), CaseId::from_bytes([2; 16])];
    others.bring(&others.carlo, cases[0], CARLOS).await;
    others.bring(&others.hatice, cases[1], HATICES).await;
    let driver = Driver::start().await;
    let nora = driver.phone(NORA.name).await;
    let link = format!("{}/t{}", house.url(), links.participant.to_fragment());
    story::join(&nora, &link, NORA).await;
    assert!(!nora.sees("Wo möchtest du mitberaten?").await, "nobody asks yet");

    // A wish is between her and whoever leads.
    others.renate.act(Deed::AskWishes { open: true });
    nora.see("Wo möchtest du mitberaten?").await;
    nora.press("Hier mitberaten").await;
    nora.see("Dein 1. Wunsch").await;
    nora.press("Hier mitberaten").await;
    for text in ["Dein 1. Wunsch", "Dein 2. Wunsch", "1 von 5 haben gewählt."] {
        nora.see(text).await;
    }
    nora.long_picture("101-wishes").await;
    let find = |m: &Mirror| seat_of(m, NORA.name);
    let seat = others.renate.until_some("Nora", find).await.unwrap();
    let wishes = |m: &Mirror| m.meeting().wishes.get(&seat).cloned();
    let both = |m: &Mirror| wishes(m) == Some(Some(cases.to_vec()));
    others.renate.until("both wishes", both).await.unwrap();
    assert_eq!(others.pia.see(wishes), Some(None), "that she has said so, and no more");

    // The proposal says where she is to be, and why; for a minute she may object.
    others.renate.act(others.propose(cases, seat, &[]));
    nora.see("Vorschlag: Du bist in Gruppe A").await;
    for text in [CARLOS, "Moderation: Pia Sommer", "Das war dein 1. Wunsch."] {
        nora.see(text).await;
    }
    nora.press("Ich habe einen Einwand").await;
    nora.long_picture("102-proposal").await;
    let objects =
        |m: &Mirror| m.meeting().formation.as_ref().is_some_and(|it| it.objections.contains(&seat));
    others.renate.until("her objection", objects).await.unwrap();
    nora.press("Einwand gemeldet – doch nicht").await;
    others.renate.until("it to be taken back", |m| !objects(m)).await.unwrap();

    // The groups are formed: she finds hers, its room and the way into it.
    others.renate.act(Deed::FormGroups { number: 1 });
    let room = Room { name: "Raum 2".into(), link: "https://meet.example/gruppe-a".into() };
    others.renate.say(room, |words| Deed::PlaceGroup { group: A, words });
    nora.see("Gruppe A").await;
    for text in ["Raum 2", "Zur Videokonferenz der Gruppe"] {
        nora.see(text).await;
    }
    nora.see_no_more("Wo möchtest du mitberaten?").await;
    nora.long_picture("103-in-the-group").await;

    // The group begins with its case; nobody has to choose it again.
    let session = begin(&others.pia).await;
    nora.heading("Casting").await;
    nora.see("Carlo Menzel").await;
    nora.press("Hilfe rufen").await;
    nora.see("Gleich kommt jemand.").await;
    let calls = |m: &Mirror| m.meeting().groups.get(&A).is_some_and(|it| it.help.is_some());
    others.renate.until("the call", calls).await.unwrap();
    others.renate.act(Deed::AnswerHelp { group: A });
    nora.see("Renate Vogt kommt zu euch.").await;
    nora.long_picture("104-help").await;
    nora.press("Hat sich erledigt").await;
    others.renate.until("it to be over", |m| !calls(m)).await.unwrap();

    // A message passes without a sound; the way back is said as a time and never enforced.
    let words = Message { text: "Noch 25 Minuten".into() };
    others.renate.say(words, |words| Deed::Tell { groups: vec![], words });
    nora.see("Noch 25 Minuten").await;
    let at = others.renate.see(|m| m.meeting().opened) + Span::minutes(4);
    others.renate.act(Deed::CallBack { at: Some(at) });
    nora.see("bis zum Plenum um").await;
    nora.picture("105-called-back").await;
    nora.see_no_more("Noch 25 Minuten").await;
    others.pia.step(Step::Enter { from: 0, to: 1 });
    nora.heading("Spontanerzählung").await;
    let runs = |m: &Mirror| m.meeting().session(session).is_some_and(|it| it.2.ended.is_none());
    assert!(others.pia.see(runs), "nobody was sent away");
    // Whoever reloads in the middle is in the same group.
    nora.reload().await;
    nora.heading("Spontanerzählung").await;
    nora.see("Gruppe A").await;
    is_well(&nora).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_second_round_one_keeps_the_record_of_the_first_and_newcomers_have_none() {
    let house = House::start().await;
    let server: Address = house.url().parse().unwrap();
    let links = open_meeting(&server, "Fachgruppe Digitaler Wandel").await.unwrap();
    let others = Others::come(&server, &links).await;
    let cases = [CaseId::from_bytes([1; 16]), CaseId::from_bytes([2; 16])];
    others.bring(&others.carlo, cases[0], CARLOS).await;
    others.bring(&others.hatice, cases[1], HATICES).await;
    let driver = Driver::start().await;
    let link = format!("{}/t{}", house.url(), links.participant.to_fragment());
    let nora = driver.phone(NORA.name).await;
    story::join(&nora, &link, NORA).await;
    let timo = driver.phone(TIMO.name).await;
    story::join(&timo, &link, TIMO).await;
    let find = |name| others.renate.until_some("a guest", move |m: &Mirror| seat_of(m, name));
    let seats = [find(NORA.name).await.unwrap(), find(TIMO.name).await.unwrap()];

    // The first round: Carlo's group comes to its key question and ends.
    others.renate.act(others.propose(cases, seats[0], &seats[1..]));
    others.renate.act(Deed::FormGroups { number: 1 });
    let is_there = |m: &Mirror| m.group().is_some_and(|(id, _)| id == A);
    others.pia.until("her group", is_there).await.unwrap();
    let session = begin(&others.pia).await;
    nora.heading("Casting").await;
    for phase in [1, 2] {
        others.pia.step(Step::Enter { from: phase - 1, to: phase });
    }
    let question = Question { text: QUESTION.into() };
    let in_question = |m: &Mirror| m.session().is_some_and(|session| session.phase == 2);
    others.carlo.until("the key question's phase", in_question).await.unwrap();
    others.carlo.say(question, |words| Deed::In(session, Step::FixQuestion { words }));
    nora.see(QUESTION).await;
    others.pia.step(Step::End);
    nora.heading("Kurzprotokoll").await;

    // The second: Nora goes to the other group, Timo comes to hers.
    for (seat, group) in [(seats[0], B), (seats[1], A)] {
        others.renate.act(Deed::MoveTo { seat, group });
    }
    nora.see("Gruppe B").await;
    nora.see("Schon beraten").await;
    nora.see("Rollen klären, ein Anliegen wählen").await;
    nora.long_picture("106-second-round").await;
    nora.press(&format!("Protokoll: {CARLOS}")).await;
    nora.heading("Kurzprotokoll").await;
    let (item, reach) = (Item::Question, Reach::Group);
    others.carlo.step(Step::Release { item, reach, words: None });
    nora.see(QUESTION).await;
    nora.long_picture("107-record-of-the-first-round").await;
    nora.reload().await;
    nora.see("Schon beraten").await;
    timo.see("Gruppe A").await;
    timo.long_picture("108-newcomer").await;
    assert!(!timo.sees("Schon beraten").await, "he took part in nothing yet");
    assert!(!timo.sees(QUESTION).await, "it was said before he came");

    // What was given to the plenary stays on the wall when groups are formed anew.
    let harvest = Harvest { texts: vec![GIVEN.into()] };
    let give = |words| HarvestStep::Give { session, item: Item::Question, words };
    others.carlo.say(harvest, |words| Deed::Harvest(give(words)));
    others.carlo.settled().await.unwrap();
    let again = Forming {
        group: GroupId::from_bytes([0xC0; 16]),
        case: Some(cases[1]),
        moderator: Some(others.ulla.seat()),
        members: vec![others.hatice.seat(), others.ulla.seat()],
        place: None,
        places: None,
        why: Default::default(),
    };
    others.renate.act(Deed::Propose { groups: vec![again], seconds: 0 });
    others.renate.act(Deed::FormGroups { number: 2 });
    nora.see("Ernte").await;
    nora.see("Aus einer früheren Runde").await;
    nora.see(GIVEN).await;
    nora.long_picture("109-harvest-of-the-first-round").await;
    for person in [&nora, &timo] {
        is_well(person).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_helps_all_groups_sees_who_calls_and_comes() {
    let house = House::start().await;
    let server: Address = house.url().parse().unwrap();
    let links = open_meeting(&server, "Fachgruppe Digitaler Wandel").await.unwrap();
    let others = Others::come(&server, &links).await;
    let cases = [CaseId::from_bytes([1; 16]), CaseId::from_bytes([2; 16])];
    others.bring(&others.carlo, cases[0], CARLOS).await;
    others.bring(&others.hatice, cases[1], HATICES).await;
    let driver = Driver::start().await;
    let link = format!("{}/t{}", house.url(), links.participant.to_fragment());
    let (nora, timo) = (driver.phone(NORA.name).await, driver.phone(TIMO.name).await);
    story::join(&nora, &link, NORA).await;
    story::join(&timo, &link, TIMO).await;
    let find = |name| others.renate.until_some("a guest", move |m: &Mirror| seat_of(m, name));
    let seats = [find(NORA.name).await.unwrap(), find(TIMO.name).await.unwrap()];

    // given Nora helps all groups; she came by the same link as everybody
    others.renate.act(Deed::NameFloater { seat: seats[0], floats: true });
    nora.see("Du hilfst heute allen Gruppen als Springer:in.").await;
    others.renate.act(others.propose(cases, seats[1], &[]));
    others.renate.act(Deed::FormGroups { number: 1 });
    nora.heading("Die Gruppen").await;
    nora.see_together(&["Gruppe A", "Moderation: Pia Sommer", "noch nicht begonnen"]).await;
    timo.see("Gruppe A").await;
    begin(&others.pia).await;
    timo.heading("Casting").await;

    // when Timo's group calls
    timo.press("Hilfe rufen").await;
    nora.see_together(&["Gruppe A", "Ruft um Hilfe"]).await;
    nora.long_picture("109-floater").await;
    nora.prefer("dark").await;
    nora.picture("109-floater-dark").await;
    nora.press("Ich komme").await;
    // then all know that she comes, and she leads nothing.
    timo.see("Nora Lindt kommt zu euch.").await;
    for button in ["Nachricht an Gruppe A", "In 2 Minuten ins Plenum", "Neue Runde", "Vorbereiten"]
    {
        assert!(!nora.can_press(button).await, "»{button}« is for whoever leads");
    }
    nora.press("Zum Ankommen").await;
    nora.press("Zu den Gruppen").await;
    nora.heading("Die Gruppen").await;
    nora.reload().await;
    nora.heading("Die Gruppen").await;
    others.renate.act(Deed::NameFloater { seat: seats[0], floats: false });
    nora.see("Du bist diesmal in keiner Gruppe.").await;
    for person in [&nora, &timo] {
        is_well(person).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn s2_12_whoever_comes_when_all_consult_watches_until_they_are_let_in() {
    let house = House::start().await;
    let server: Address = house.url().parse().unwrap();
    let links = open_meeting(&server, "Fachgruppe Digitaler Wandel").await.unwrap();
    let others = Others::come(&server, &links).await;
    let case = CaseId::from_bytes([1; 16]);
    others.bring(&others.carlo, case, CARLOS).await;
    let driver = Driver::start().await;
    let link = format!("{}/t{}", house.url(), links.participant.to_fragment());
    let nora = driver.phone(NORA.name).await;
    story::join(&nora, &link, NORA).await;
    let find = |name| others.renate.until_some("a guest", move |m: &Mirror| seat_of(m, name));
    let moderator = find(NORA.name).await.unwrap();

    // given the only group, which Nora moderates, consults
    let people = [others.carlo.seat(), others.pia.seat(), others.ulla.seat(), moderator];
    let forming = Forming {
        group: A,
        case: Some(case),
        moderator: Some(moderator),
        members: people.to_vec(),
        place: None,
        places: None,
        why: Default::default(),
    };
    others.renate.act(Deed::Propose { groups: vec![forming], seconds: 0 });
    others.renate.act(Deed::FormGroups { number: 1 });
    nora.see("Gruppe A").await;
    nora.press("Fallberatung beginnen").await;
    for phase in ["Spontanerzählung", "Schlüsselfrage", "Methodenwahl", "Beratung"] {
        story::go_on(&nora, &[], phase).await;
    }

    // when Timo comes
    let timo = driver.phone(TIMO.name).await;
    story::go_in(&timo, &link, TIMO).await;
    timo.heading("Beratung").await;
    // then he watches, and is let in by two taps.
    timo.see("Du beobachtest").await;
    timo.picture("109-late-comer").await;
    nora.see_together(&[TIMO.name, "Prozessbeobachter:in"]).await;
    nora.press(TIMO.name).await;
    nora.press("Berät ab jetzt mit").await;
    timo.see("Du berätst").await;
    for person in [&nora, &timo] {
        is_well(person).await;
    }
}

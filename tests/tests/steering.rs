//! Several groups at once, each steered as it likes: one leaves phases out and goes back, another
//! changes its module amid its cards. Hatice holds a phone and reads the record at the end; the
//! others have no screens.

use guest::{Address, Guest, open_meeting};
use mirror::Mirror;
use shared::command::{Deed, Step};
use shared::id::{CardId, CaseId, GroupId, SeatId, SessionId};
use shared::library;
use shared::meeting::{CaseSession, Forming, Presence};
use tests::browser::Driver;
use tests::house::House;
use tests::story::{self, come};
use vault::words::Card;

const HATICE: story::Guest =
    story::Guest { name: "Hatice Yılmaz", house: "Naturkundehaus Brockwald", on_site: true };
const CASE: &str = "KI-Texte im Depotbestand: Wer prüft sie?";
const C: GroupId = GroupId::from_bytes([0xC0; 16]);
const D: GroupId = GroupId::from_bytes([0xD0; 16]);
const ACCOUNT: u8 = 1;
const METHOD: u8 = 3;
const CONSULTATION: u8 = 4;

fn session(m: &Mirror) -> Option<CaseSession> {
    m.session().cloned()
}

/// The case session of a group, begun by whoever moderates it.
async fn begin(moderator: &Guest, group: GroupId, n: u8) {
    let sits =
        |m: &Mirror| m.group().is_some_and(|(id, it)| id == group && it.cast.moderator == m.me());
    moderator.until("to moderate the group", sits).await.expect("the groups are formed");
    let (session, method) = (SessionId::from_bytes([n; 16]), library::methods().swap_remove(0));
    moderator.say(method.guide, |guide| Deed::Begin { session, method: method.method, guide });
    moderator.settled().await.expect("it has begun");
}

async fn enter(moderator: &Guest, from: u8, to: u8) {
    moderator.step(Step::Enter { from, to });
    moderator.settled().await.expect("the group goes there");
    let there = |m: &Mirror| m.session().is_some_and(|it| it.phase == to);
    assert!(moderator.see(there), "from {from} to {to}");
}

async fn choose(moderator: &Guest, name: &str) {
    let mut modules = library::modules();
    modules.retain(|offered| offered.guide.name.de == name);
    let chosen = modules.pop().expect("the library has it");
    let module = chosen.module;
    moderator.say_step(chosen.guide, |guide| Step::ChooseModule { module, guide });
    moderator.settled().await.expect("the module is in force");
}

/// A card, written where the group is.
async fn write(who: &Guest, n: u8, text: &str) {
    let there = |m: &Mirror| m.session().is_some_and(|it| it.phase == CONSULTATION);
    who.until("the consultation", there).await.expect("they are taken along");
    let (card, phase) = (CardId::from_bytes([n; 16]), CONSULTATION);
    let words = Card { text: text.into(), day: None };
    who.say_step(words, |words| Step::WriteCard {
        card,
        phase,
        column: 0,
        anonymous: false,
        words,
    });
    who.settled().await.expect("the card is stored");
}

/// Each card with the phase and the module it belongs to.
fn cards(session: &CaseSession) -> Vec<(u8, u8, Option<u8>)> {
    session.cards.iter().map(|card| (card.id.as_bytes()[0], card.phase, card.module)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn s2_07_groups_skip_go_back_and_change_modules_and_each_record_stays_whole() {
    let house = House::start().await;
    let server: Address = house.url().parse().expect("a house has an address");
    let links = open_meeting(&server, "Fachgruppe Digitaler Wandel").await.expect("it is opened");
    let comes = |link, who| come(&server, link, who, Presence::OnSite);
    let renate = comes(&links.moderator, ("Renate Vogt", "Netzwerkbüro")).await;
    let ulla = comes(&links.participant, ("Ulla Behn", "Burg Rabenfels")).await;
    let lars = comes(&links.participant, ("Lars Ohm", "Stadtmuseum Holmwerder")).await;
    let kim = comes(&links.participant, ("Kim Albers", "Textilmuseum Webergasse")).await;
    let ole = comes(&links.participant, ("Ole Harms", "Schiffermuseum Elvenschleuse")).await;
    let driver = Driver::start().await;
    let hatice = driver.phone(HATICE.name).await;
    let link = format!("{}/t{}", house.url(), links.participant.to_fragment());
    story::join(&hatice, &link, HATICE).await;
    hatice.fill("Dein Anliegen in einem Satz", CASE).await;
    hatice.press("Anliegen einbringen").await;
    let brought = |m: &Mirror| m.meeting().cases.first().and_then(|case| Some((case.id, case.by?)));
    let (case, giver): (CaseId, SeatId) =
        renate.until_some("the case", brought).await.expect("everybody sees it");
    let forming = |group, case, moderator: &Guest, members: Vec<SeatId>| Forming {
        group,
        case,
        moderator: Some(moderator.seat()),
        members,
        place: None,
        places: None,
        why: Default::default(),
    };
    let groups = vec![
        forming(C, Some(case), &ulla, vec![giver, ulla.seat(), lars.seat()]),
        forming(D, None, &kim, vec![kim.seat(), ole.seat()]),
    ];
    renate.act(Deed::Propose { groups, seconds: 60 });
    renate.act(Deed::FormGroups { number: 1 });
    begin(&ulla, C, 1).await;
    begin(&kim, D, 2).await;

    // C chooses a module, writes, changes it amid the same phase, and writes on.
    enter(&ulla, 0, METHOD).await;
    choose(&ulla, "Brainstorming").await;
    enter(&ulla, METHOD, CONSULTATION).await;
    write(&lars, 1, "Zu zweit prüfen").await;
    write(&lars, 2, "Ein Vermerk im Feld Quelle").await;
    choose(&ulla, "Vermutungen entwickeln").await;
    write(&lars, 3, "Eine Vermutung: Niemand fühlt sich zuständig").await;

    // D leaves its casting at once and goes on straight to the consultation, without a module.
    enter(&kim, 0, ACCOUNT).await;
    kim.step(Step::LeaveOut { phase: METHOD, out: true });
    enter(&kim, ACCOUNT, CONSULTATION).await;
    write(&ole, 11, "Erst vier Wochen testen").await;
    // It lacks something of the account: back, and forth again.
    enter(&kim, CONSULTATION, ACCOUNT).await;
    enter(&kim, ACCOUNT, CONSULTATION).await;
    write(&ole, 12, "Das Team wählt das Thema").await;

    // C goes back as well, and chooses the first module once more.
    enter(&ulla, CONSULTATION, ACCOUNT).await;
    enter(&ulla, ACCOUNT, CONSULTATION).await;
    choose(&ulla, "Brainstorming").await;
    write(&lars, 4, "Entwurf bis 15. Mai").await;

    // No card was lost, none changed its place, and no group knows of another's.
    let all = |n: usize| move |m: &Mirror| session(m).filter(|it| it.cards.len() == n);
    let of_c = ulla.until_some("all cards", all(4)).await.expect("they are told");
    let phase = CONSULTATION;
    let laid = [(1, phase, Some(0)), (2, phase, Some(0)), (3, phase, Some(1)), (4, phase, Some(2))];
    assert_eq!(cards(&of_c), laid);
    let of_d = kim.until_some("all cards", all(2)).await.expect("they are told");
    assert_eq!(cards(&of_d), [(11, phase, None), (12, phase, None)]);
    assert!(of_d.modules.is_empty() && of_d.left_out.contains(&METHOD));
    for (one, other, n) in [(&ulla, &lars, 4), (&kim, &ole, 2)] {
        let [one, other] = [one, other].map(|who| who.until_some("all cards", all(n)));
        let (one, other) = (one.await.expect("told"), other.await.expect("told"));
        assert_eq!(one, other, "everybody in a group sees the same");
    }
    // Time runs in one phase at a time, and a phase left and entered again goes on. D was back where
    // it came from within seconds: that undid its step.
    for (group, entered) in [(&of_c, 2), (&of_d, 1)] {
        let running = group.clocks.iter().filter(|clock| clock.since.is_some()).count();
        assert_eq!(running, 1, "one clock runs");
        assert_eq!(group.clocks[usize::from(CONSULTATION)].visits, entered);
        assert_eq!((group.phase, group.furthest), (CONSULTATION, CONSULTATION));
    }
    let unseen = |m: &Mirror| {
        m.meeting().groups.values().all(|group| {
            group.sessions.iter().all(|it| it.cards.is_empty() && it.modules.is_empty())
        })
    };
    assert!(renate.see(unseen), "whoever leads sees none of it");

    // The record has all of it, each card by its module.
    ulla.step(Step::End);
    kim.step(Step::End);
    for text in [
        "Zu zweit prüfen",
        "Ein Vermerk im Feld Quelle",
        "Eine Vermutung: Niemand fühlt sich zuständig",
        "Entwurf bis 15. Mai",
        "Brainstorming, Vermutungen entwickeln, Brainstorming",
    ] {
        hatice.see(text).await;
    }
    assert!(!hatice.sees("Das Team wählt das Thema").await, "another group's card");
    hatice.long_picture("120-record-of-changes").await;
    let ended = |m: &Mirror| session(m).filter(|it| it.ended.is_some());
    for guest in [&lars, &ole] {
        let it = guest.until_some("the end", ended).await.expect("they are told");
        assert!(it.clocks.iter().all(|clock| clock.since.is_none()), "no clock runs on");
    }
    assert_eq!(hatice.trouble().await, Vec::<String>::new());
}

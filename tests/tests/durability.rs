//! Stored means stored: the server is killed again and again while people type and write cards.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::time::Duration;

use fastrand::Rng;
use guest::{Address, Guest, Links, Person, open_meeting};
use shared::command::{Deed, Step};
use shared::id::{CardId, CaseId, SessionId};
use shared::library;
use shared::meeting::Presence;
use shared::method::guide::Described;
use shared::method::{Kind, Role};
use shared::pad::{PadId, Sheet};
use tests::house::House;
use tokio::sync::watch;
use tokio::time::sleep;
use vault::words::{Card, Case, Urgency};

/// How often the server is killed.
const KILLS: usize = 50;
/// A round ends at the latest so long after somebody is back.
const ROUND: Duration = Duration::from_millis(300);
/// Everybody comes back, and everything is stored, within this on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

const SESSION: SessionId = SessionId::from_bytes([7; 16]);

struct Group {
    moderator: Guest,
    giver: Guest,
    scribe: Guest,
    consultant: Guest,
    /// Which the giver and the scribe write together.
    notes: PadId,
}

impl Group {
    fn all(&self) -> [&Guest; 4] {
        [&self.moderator, &self.giver, &self.scribe, &self.consultant]
    }
}

async fn come(server: &Address, link: &vault::Link, name: &str) -> Guest {
    let (name, house, presence) = (name.to_owned(), String::new(), Presence::OnSite);
    let person = Person { name, house, presence };
    let mut guest = Guest::join(server, link.clone(), person).await.unwrap();
    guest.set_patience(PATIENCE);
    guest
}

/// Four people in the phase with cards, with the notes of an earlier phase still open.
async fn gather(server: &Address, links: &Links) -> Group {
    let moderator = come(server, &links.moderator, "Ada").await;
    let giver = come(server, &links.participant, "Bo").await;
    let scribe = come(server, &links.participant, "Cem").await;
    let consultant = come(server, &links.participant, "Dana").await;

    let Described { method, guide } = library::methods().swap_remove(0);
    let phase = |kind| method.phases.iter().position(|phase| phase.has(kind)).unwrap() as u8;
    let (notes, cards) = (phase(Kind::Pad), phase(Kind::Cards));
    let case = CaseId::from_bytes([1; 16]);
    let words = Case {
        sentence: "Der Strom fällt aus.".into(),
        urgency: Urgency::Urgent,
        help: None,
        carried: None,
    };
    giver.say(words, |words| Deed::BringCase { case, words });
    giver.settled().await.unwrap();
    moderator.say(guide, |guide| Deed::Begin { session: SESSION, method, guide });
    let case_is_there = |mirror: &mirror::Mirror| mirror.meeting().cases.len() == 1;
    moderator.until("the case", case_is_there).await.unwrap();
    moderator.step(Step::ChooseCase { case });
    moderator.step(Step::Cast { role: Role::Scribe, seat: Some(scribe.seat()) });
    moderator.step(Step::Enter { from: 0, to: cards });
    moderator.settled().await.unwrap();

    let notes = PadId { session: SESSION, sheet: Sheet::Notes(notes) };
    let group = Group { moderator, giver, scribe, consultant, notes };
    for guest in group.all() {
        let in_phase = |mirror: &mirror::Mirror| mirror.session().is_some_and(|s| s.phase == cards);
        guest.until("the phase with cards", in_phase).await.unwrap();
        guest.open_pad(notes);
    }
    group
}

/// Types numbered words until the power is back for good; gives their number.
async fn type_on(guest: &Guest, pad: PadId, sign: char, mut rng: Rng, over: Over) -> usize {
    let mut words = 0;
    while !over.is_over() {
        guest.type_into(pad, &format!("{sign}{words} "));
        words += 1;
        sleep(Duration::from_millis(rng.u64(20..60))).await;
    }
    words
}

/// Writes cards until the power is back for good; gives those that were acknowledged.
async fn write_cards(guest: &Guest, mut rng: Rng, over: Over) -> BTreeSet<CardId> {
    let mut stored = BTreeSet::new();
    let phase = guest.see(|mirror| mirror.session().unwrap().phase);
    while !over.is_over() {
        let card = CardId::from_bytes(rng.u128(..).to_be_bytes());
        let text = format!("Karte {card}");
        let write = |words| Step::WriteCard { card, phase, column: 0, anonymous: false, words };
        guest.say_step(Card { text, day: None }, write);
        guest.settled().await.unwrap();
        stored.insert(card);
        sleep(Duration::from_millis(rng.u64(50..200))).await;
    }
    stored
}

/// Keeps in mind every card that a guest has ever seen.
async fn watch_cards(guest: &Guest, over: Over) -> BTreeSet<CardId> {
    let mut seen = BTreeSet::new();
    while !over.is_over() {
        seen.extend(cards(guest));
        sleep(Duration::from_millis(5)).await;
    }
    seen
}

fn cards(guest: &Guest) -> BTreeSet<CardId> {
    guest
        .see(|mirror| {
            let meeting = mirror.confirmed().map(|fold| &fold.meeting);
            let session = meeting.and_then(|meeting| meeting.session(SESSION));
            session.map(|(.., session)| session.cards.iter().map(|card| card.id).collect())
        })
        .unwrap_or_default()
}

/// Tells when the last kill has been survived.
#[derive(Clone)]
struct Over(watch::Receiver<bool>);

impl Over {
    fn is_over(&self) -> bool {
        *self.0.borrow()
    }
}

async fn kill_again_and_again(house: &mut House, group: &Group, mut rng: Rng) {
    for _ in 0..KILLS {
        // Somebody must be there for something to be lost.
        let back = group.all()[rng.usize(..4)];
        back.until("to be back", mirror::Mirror::is_here).await.unwrap();
        sleep(ROUND.mul_f64(rng.f64())).await;
        house.kill().await;
        house.open().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_or_seen_is_lost_when_the_power_fails_again_and_again() {
    let seed = fastrand::u64(..);
    println!("seed {seed}");
    let mut rng = Rng::with_seed(seed);
    let [kills, a, b, c, d, e] = std::array::from_fn(|_| rng.fork());
    // given people at work
    let mut house = House::start_with(&[("REIHUM_LOG", "warn")]).await;
    let server: Address = house.url().parse().unwrap();
    let links = open_meeting(&server, "Stromausfall").await.unwrap();
    let group = gather(&server, &links).await;
    let Group { moderator, giver, scribe, consultant, notes } = &group;
    let own = PadId { session: SESSION, sheet: Sheet::Private(consultant.seat()) };
    let (end, over) = watch::channel(false);
    let over = Over(over);

    // when the server is killed again and again
    let killing = async {
        kill_again_and_again(&mut house, &group, kills).await;
        end.send_replace(true);
    };
    let ((), by_giver, by_scribe, private, cards_of_scribe, cards_of_consultant, seen) = tokio::join!(
        killing,
        type_on(giver, *notes, 'g', a, over.clone()),
        type_on(scribe, *notes, 's', b, over.clone()),
        type_on(consultant, own, 'p', c, over.clone()),
        write_cards(scribe, d, over.clone()),
        write_cards(consultant, e, over.clone()),
        watch_cards(moderator, over.clone()),
    );
    for guest in group.all() {
        guest.settled().await.unwrap();
        assert_eq!((guest.tally().refused_in_all(), guest.tally().damaged), (0, 0));
    }

    // then somebody who comes after one more power cut finds every card and every word
    house.kill().await;
    house.open().await;
    let late = come(&server, &links.participant, "Edda").await;
    late.open_pad(*notes);
    let expected = &(&cards_of_scribe | &cards_of_consultant) | &seen;
    assert!(cards_of_scribe.len() > KILLS / 4 && cards_of_consultant.len() > KILLS / 4);
    let found = cards(&late);
    assert!(expected.is_subset(&found), "{} cards are lost", expected.difference(&found).count());
    late.see(|mirror| {
        for card in &mirror.session().unwrap().cards {
            assert_eq!(mirror.card(card).words().unwrap().text, format!("Karte {}", card.id));
        }
    });
    assert!(by_giver > KILLS && by_scribe > KILLS && private > KILLS);
    let written = |text: &str| {
        let words: BTreeSet<_> = text.split_whitespace().collect();
        (0..by_giver).all(|n| words.contains(&*format!("g{n}")))
            && (0..by_scribe).all(|n| words.contains(&*format!("s{n}")))
    };
    late.until_pad(*notes, "every word of the notes", written).await.unwrap();
    let text = late.pad_text(*notes).unwrap();
    assert_eq!(text.split_whitespace().count(), by_giver + by_scribe, "words came twice");

    // and of what one person alone holds, nothing acknowledged had to be given back
    let ticket = consultant.see(|mirror| mirror.ticket().clone());
    assert_eq!(consultant.tally().supplied, 0);
    let elsewhere = Guest::come_back(&server, ticket).await.unwrap();
    elsewhere.open_pad(own);
    let all = (0..private).map(|n| format!("p{n} ")).collect::<String>();
    elsewhere.until_pad(own, "every word of the private notes", |text| text == all).await.unwrap();
    println!(
        "{KILLS} kills, {} reconnects, {} cards, {} words",
        group.all().map(|guest| guest.tally().reconnects).iter().sum::<u64>(),
        found.len(),
        by_giver + by_scribe + private,
    );
}

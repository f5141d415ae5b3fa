//! An election as people see it: Emre conducts it at a desk, Ayla and Benno stand and vote on phones,
//! the others without screens. The first poll ends in a tie, the run-off decides.

use ballot::bytes::PollId;
use ballot::choice::{Choice, Tracker};
use ballot::receipt::Receipt;
use ballot::ring::VoteKey;
use ballot::roll::Roll;
use ballot::sealed::{PollKey, cast};
use guest::{Address, Guest};
use mirror::Mirror;
use shared::command::{Act, Deed};
use shared::id::ElectionId;
use shared::meeting::{HeldPoll, PollState, Presence};
use shared::wire::{self, CastBallot};
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{Guest as Visitor, join, open_meeting};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const EMRE: Visitor = visitor("Emre Demir", "Netzwerkbüro");
const AYLA: Visitor = visitor("Ayla Kurt", "Stadtmuseum Holmwerder");
const BENNO: Visitor = visitor("Benno Falk", "Salzmuseum Hallerode");
/// As the ballot paper bears them.
const ON_PAPER: [&str; 2] =
    ["Ayla Kurt (Stadtmuseum Holmwerder)", "Benno Falk (Salzmuseum Hallerode)"];

const fn visitor(name: &'static str, house: &'static str) -> Visitor {
    Visitor { name, house, on_site: true }
}

/// Somebody without a screen, who votes.
struct Voter {
    guest: Guest,
    key: VoteKey,
    house: String,
}

impl Voter {
    async fn come(house: &House, link: &str, name: &str, n: u8) -> Self {
        let server: Address = house.url().parse().expect("a house has an address");
        let fragment = link.split_once('#').expect("an invitation has a fragment").1;
        let link = format!("#{fragment}").parse().expect("that is an invitation");
        let presence = Presence::OnSite;
        let person = guest::Person { name: name.into(), house: String::new(), presence };
        let guest = Guest::join(&server, link, person).await.expect("the house lets them in");
        let house = house.url().trim_start_matches("http://").to_owned();
        Self { guest, key: VoteKey::from_seed(&[n; 32]), house }
    }

    fn election(&self) -> ElectionId {
        self.guest.see(|m| m.meeting().elections[0].id)
    }

    async fn act(&self, act: Act) {
        self.guest.act(Deed::Elect { election: self.election(), act });
        self.guest.settled().await.expect("it is stored");
    }

    async fn show_key(&self) {
        let planned = |m: &Mirror| !m.meeting().elections.is_empty();
        self.guest.until("an election", planned).await.expect("they are told");
        self.act(Act::ShowKey { key: self.key.public().encoded() }).await;
    }

    /// Signs the roll and votes, once the poll of this number is open.
    async fn vote(&self, number: usize, crosses: &[u8]) {
        let open = |m: &Mirror| {
            let held = m.meeting().elections[0].polls.get(number)?;
            (held.state == PollState::Open).then(|| held.clone())
        };
        let held: HeldPoll = self.guest.until_some("an open poll", open).await.expect("it opens");
        let roll = Roll::read(held.poll.digest(), &held.roll).expect("an open poll has a roll");
        let poll: PollId = held.poll.id;
        let receipt = Receipt::sign(&roll, &self.key, &[1; 32]).expect("they are on it");
        self.act(Act::SeeRoll { poll, receipt }).await;
        let grown = self.guest.see(Mirror::ballots_key).expect("they were let in");
        let key = PollKey::derive(&grown, &poll);
        let choice = Choice::Crosses(crosses.to_vec());
        let ballot =
            cast(&held.poll, &roll, &key, &self.key, &choice, Tracker([7, 7]), &[number as u8; 64])
                .expect("a vote in this poll");
        let meeting = self.guest.see(|m| m.meeting().id).expect("it was opened");
        let body = wire::encode(&CastBallot { meeting, poll, ballot });
        let mut stream = TcpStream::connect(&self.house).await.expect("the house is open");
        let head = format!(
            "POST /api/ballots HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\
             Content-Type: application/octet-stream\r\nContent-Length: {}\r\n\r\n",
            self.house,
            body.len(),
        );
        stream.write_all(&[head.as_bytes(), &body].concat()).await.expect("it can be sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.expect("it is answered");
        assert!(answer.starts_with(b"HTTP/1.1 204"), "{}", String::from_utf8_lossy(&answer));
    }
}

/// Votes on a screen.
async fn vote(person: &Person, names: &[&str]) {
    for name in names {
        person.choose(name).await;
    }
    person.press(if names.is_empty() { "Enthaltung abgeben" } else { "Stimme abgeben" }).await;
    person.see("Dein Stimmzettel liegt in der Urne.").await;
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
        voters.push(Voter::come(&house, &link, name, n).await);
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
    ayla.see("Deine Prüfzahl").await;
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
    emre.picture("97-election-result").await;
    ayla.long_picture("97-election-whole").await;
    for person in [&emre, &ayla, &benno] {
        assert_eq!(person.trouble().await, Vec::<String>::new(), "{}", person.name());
    }
}

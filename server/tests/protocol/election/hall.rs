//! A hall that elects: an officer, people with vote keys, and how their devices vote and count.

use ballot::bytes::{Ballot, Point, PollId};
use ballot::choice::{Choice, Tracker};
use ballot::close::{Closed, Shown, close};
use ballot::poll::{Majority, Manner};
use ballot::ring::VoteKey;
use ballot::roll::Roll;
use ballot::sealed::{PollKey, cast};
use server::settings::Settings;
use shared::command::{Act, Claim, Deed};
use shared::id::{ElectionId, SeatId};
use shared::meeting::{Election, HeldPoll, PollState, Procedure, RaisedHands};
use shared::refusal::Refusal;
use shared::wire::{self, AskUrn, CastBallot, OpenedUrn};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::house::{House, Meeting};
use crate::person::Person;
use crate::words::{fresh, record};

/// What all in the meeting, and not the server, grow the poll keys from.
const PLENARY: [u8; 32] = [0x51; 32];
const QUESTION: &str = "Wer spricht für die Fachgruppe?";

/// Somebody with a device and a vote key on it.
pub struct Voter {
    pub person: Person,
    pub key: VoteKey,
}

/// The hall.
pub struct Hall {
    pub house: House,
    pub meeting: Meeting,
    pub officer: Person,
    pub voters: Vec<Voter>,
    pub election: ElectionId,
    /// The latest poll.
    pub poll: PollId,
}

/// Crosses for these.
pub fn crosses(places: &[u8]) -> Choice {
    Choice::Crosses(places.to_vec())
}

/// Thirty-two bytes that no other call returns.
fn seed() -> [u8; 32] {
    let mut seed = [0; 32];
    seed[..16].copy_from_slice(&fresh());
    seed
}

impl Hall {
    /// So many people, who have agreed to elect two, secretly; their devices have shown their keys.
    pub async fn gathered(house: House, people: usize) -> Self {
        let meeting = house.open().await;
        let officer = Person::moderate(&house, meeting).await;
        let election = ElectionId::from_bytes(fresh());
        let poll = PollId([0; 16]);
        let mut hall = Self { house, meeting, officer, voters: Vec::new(), election, poll };
        let (manner, majority) = (Manner::Secret, Majority::Relative);
        let procedure = Procedure { seats: 2, manner, majority, quorum: None, speech: 90 };
        let question = record(QUESTION);
        let plan = Act::Plan { procedure, question: question.id };
        let plan = Deed::Elect { election, act: plan };
        hall.officer.does_with(plan, vec![question]).await.expect("whoever leads plans");
        let seat = hall.officer.seat;
        hall.act(Act::NameOfficer { seat }).await.expect("whoever leads names");
        let hands = RaisedHands { yes: people as u32, no: 0, abstain: 0 };
        hall.act(Act::CountHands { hands }).await.expect("the officer counts");
        for _ in 0..people {
            let person = Person::sit(&hall.house, meeting).await;
            hall.voters.push(Voter { person, key: VoteKey::from_seed(&seed()) });
            hall.show_key(hall.voters.len() - 1).await;
        }
        hall
    }

    async fn show_key(&mut self, voter: usize) {
        let Voter { person, key } = &mut self.voters[voter];
        let act = Act::ShowKey { key: key.public().encoded() };
        let shown = person.does(Deed::Elect { election: self.election, act }).await;
        shown.expect("the roll is open to them");
    }

    /// Somebody on the roll takes another device.
    pub async fn another_device(&mut self, voter: usize) {
        self.voters[voter].key = VoteKey::from_seed(&seed());
        self.show_key(voter).await;
    }

    /// The officer does something.
    pub async fn act(&mut self, act: Act) -> Result<(), Refusal> {
        self.officer.does(Deed::Elect { election: self.election, act }).await
    }

    /// The first so many stand.
    pub async fn stand(&mut self, count: usize) -> Vec<SeatId> {
        let mut seats = Vec::new();
        for voter in &mut self.voters[..count] {
            let seat = voter.person.seat;
            let deed = Deed::Elect { election: self.election, act: Act::Propose { seat } };
            voter.person.does(deed).await.expect("everybody may stand");
            seats.push(seat);
        }
        seats
    }

    /// Gives somebody without a device a code.
    pub async fn lend(&mut self) -> VoteKey {
        let (key, name) = (VoteKey::from_seed(&seed()), record("Bert Kröger"));
        let act = Act::Lend { key: key.public().encoded(), name: name.id };
        let deed = Deed::Elect { election: self.election, act };
        self.officer.does_with(deed, vec![name]).await.expect("the roll is open");
        key
    }

    /// Gives them another.
    pub async fn lend_anew(&mut self, before: &VoteKey) -> VoteKey {
        let key = VoteKey::from_seed(&seed());
        let (instead, new) = (before.public().encoded(), key.public().encoded());
        self.act(Act::LendAnew { instead, key: new }).await.expect("no poll runs");
        key
    }

    /// Opens a poll for these, and waits for the server's lock.
    pub async fn open_poll(&mut self, candidates: &[SeatId]) {
        self.poll = PollId(fresh());
        let key = self.poll_key();
        let words = record("paper");
        let act = Act::Prepare {
            poll: self.poll,
            candidates: candidates.to_vec(),
            key_check: key.check(),
            paper: key.paper(QUESTION, &names(candidates.len())),
            words: words.id,
        };
        let deed = Deed::Elect { election: self.election, act };
        self.officer.does_with(deed, vec![words]).await.expect("all is ready for it");
        while self.held().state == PollState::Prepared {
            self.officer.next().await.expect("the connection holds");
        }
    }

    pub fn poll_key(&self) -> PollKey {
        PollKey::derive(&PLENARY, &self.poll)
    }

    /// The election as the officer's device knows it.
    pub fn election(&self) -> &Election {
        self.officer.fold.meeting.election(self.election).expect("it was planned")
    }

    /// The latest poll.
    pub fn held(&self) -> &HeldPoll {
        self.election().poll(self.poll).expect("it was prepared")
    }

    pub fn roll(&self) -> Roll {
        let held = self.held();
        Roll::read(held.poll.digest(), &held.roll).expect("an open poll has a roll")
    }

    /// A ballot as somebody's device makes it; none where they are not on the roll.
    pub fn ballot_by(&self, key: &VoteKey, choice: &Choice) -> Option<Ballot> {
        self.tracked(key, choice, Tracker([0, 1]))
    }

    /// The same by somebody who puts themselves on the roll in place of another.
    pub fn forged_by(&self, key: &VoteKey, choice: &Choice) -> Option<Ballot> {
        let held = self.held();
        let mut keys = held.roll.clone();
        keys[0] = key.public().encoded();
        let roll = Roll::freeze(held.poll.digest(), keys).expect("one key for another");
        self.on(&roll, key, choice, Tracker([0, 1]))
    }

    fn tracked(&self, key: &VoteKey, choice: &Choice, tracker: Tracker) -> Option<Ballot> {
        self.on(&self.roll(), key, choice, tracker)
    }

    fn on(&self, roll: &Roll, key: &VoteKey, choice: &Choice, by: Tracker) -> Option<Ballot> {
        let fresh = [seed(), seed()].concat().try_into().expect("twice 32 are 64");
        cast(&self.held().poll, roll, &self.poll_key(), key, choice, by, &fresh).ok()
    }

    /// The ballot of one of the voters, with their own number as its tracker.
    pub fn ballot(&self, voter: usize, choice: &Choice) -> Ballot {
        let tracker = Tracker([voter as u16; 2]);
        let ballot = self.tracked(&self.voters[voter].key, choice, tracker);
        ballot.expect("a vote of somebody on the roll")
    }

    /// One of the voters votes.
    pub async fn vote(&self, voter: usize, choice: Choice) -> Result<(), Refusal> {
        self.post(self.ballot(voter, &choice)).await
    }

    /// Throws a ballot into the urn, without saying who does.
    pub async fn post(&self, ballot: Ballot) -> Result<(), Refusal> {
        let asked = CastBallot { meeting: self.meeting.id, poll: self.poll, ballot };
        self.ask("/api/ballots", &wire::encode(&asked)).await.map(drop)
    }

    /// What the urn held.
    pub async fn opened(&self) -> Result<OpenedUrn, Refusal> {
        let asked = AskUrn { meeting: self.meeting.id, poll: self.poll };
        let answer = self.ask("/api/urns", &wire::encode(&asked)).await?;
        Ok(wire::decode(&answer).expect("an urn can be read"))
    }

    async fn ask(&self, path: &str, body: &[u8]) -> Result<Vec<u8>, Refusal> {
        let mut stream = TcpStream::connect(self.house.address).await.expect("the house is open");
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\
             Content-Type: application/octet-stream\r\nContent-Length: {}\r\n\r\n",
            self.house.address,
            body.len(),
        );
        stream.write_all(&[head.as_bytes(), body].concat()).await.expect("it can be sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.expect("it is answered");
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") + 4;
        let (head, body) = answer.split_at(end);
        if head.starts_with(b"HTTP/1.1 20") {
            return Ok(body.to_vec());
        }
        let said: serde_json::Value = serde_json::from_slice(body).expect("a refusal is JSON");
        Err(serde_json::from_value(said["refusal"].clone()).expect("a refusal"))
    }

    pub async fn close(&mut self) {
        let poll = self.poll;
        self.act(Act::Close { poll }).await.expect("it is open");
    }

    /// Counts, as every device does.
    pub async fn count(&self) -> Closed {
        let opened = self.opened().await.expect("it is closed");
        let held = self.held();
        let roll: Vec<Point> = held.roll.clone();
        let shown = Shown {
            poll: &held.poll,
            roll: &roll,
            ballots: &opened.ballots,
            sums: held.sums.as_ref(),
            lock: opened.lock,
            poll_key: self.poll_key().show(),
        };
        close(&shown).expect("everything is in order")
    }

    /// The officer announces what was counted.
    pub async fn announce(&mut self, closed: &Closed) -> Result<(), Refusal> {
        let outcome = &closed.outcome;
        let claim = Claim {
            confirmation: closed.confirmation,
            elected: outcome.elected.clone(),
            run_off: outcome.run_off.clone(),
            vacant: outcome.vacant,
        };
        let poll = self.poll;
        self.act(Act::Announce { poll, claim }).await
    }

    /// Who is elected.
    pub fn elected(&self) -> Vec<SeatId> {
        self.election().elected().map(|(seat, _)| seat).collect()
    }

    /// The server stops, and another goes on with what it has kept.
    pub async fn restart(&mut self) {
        self.house.stop().await;
        self.house = House::on(self.house.valve.clone(), Settings::default()).await;
        self.officer.come_back(&self.house).await;
    }
}

fn names(count: usize) -> Vec<String> {
    (1..=count).map(|n| format!("Kandidat:in {n}")).collect()
}

//! Somebody without a screen who votes as a device does, and how people vote on a screen.

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
use shared::wire::CastBallot;

use crate::browser::Person;
use crate::house::House;
use crate::story;

/// Somebody without a screen, who votes.
pub struct Voter {
    /// Their seat.
    pub guest: Guest,
    key: VoteKey,
    server: Address,
}

impl Voter {
    /// Comes in by the invitation. `n` makes a key of their own.
    pub async fn come(
        house: &House,
        link: &str,
        who: (&str, &str),
        presence: Presence,
        n: u8,
    ) -> Self {
        let server: Address = house.url().parse().expect("a house has an address");
        let fragment = link.split_once('#').expect("an invitation has a fragment").1;
        let link = format!("#{fragment}").parse().expect("that is an invitation");
        let guest = story::come(&server, &link, who, presence).await;
        Self { guest, key: VoteKey::from_seed(&[n; 32]), server }
    }

    fn election(&self) -> ElectionId {
        self.guest.see(|m| m.meeting().elections[0].id)
    }

    /// Does something in the election.
    pub async fn act(&self, act: Act) {
        self.guest.act(Deed::Elect { election: self.election(), act });
        self.guest.settled().await.expect("it is stored");
    }

    /// Shows the key with which they vote, as a device does by itself.
    pub async fn show_key(&self) {
        let planned = |m: &Mirror| !m.meeting().elections.is_empty();
        self.guest.until("an election", planned).await.expect("they are told");
        self.act(Act::ShowKey { key: self.key.public().encoded() }).await;
    }

    /// Signs the roll and votes, once the poll of this number is open.
    pub async fn vote(&self, number: usize, crosses: &[u8]) {
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
        let sent = self.server.post("/api/ballots", &CastBallot { meeting, poll, ballot }).await;
        let (status, said) = sent.expect("it is answered");
        assert_eq!(status, 204, "{}", String::from_utf8_lossy(&said));
    }
}

/// Votes on a screen: a cross for each of these names, as the ballot paper bears them.
pub async fn vote(person: &Person, names: &[&str]) {
    for name in names {
        person.choose(name).await;
    }
    person.press(if names.is_empty() { "Enthaltung abgeben" } else { "Stimme abgeben" }).await;
    person.see("Dein Stimmzettel liegt in der Urne.").await;
}

//! The election: everybody shows a key, signs the roll, votes and counts; the officer conducts it.
//! The votes are dealt so that the last seat is tied and a run-off follows.

use ballot::bytes::PollId;
use ballot::choice::{Choice, Tracker};
use ballot::close::Closed;
use ballot::poll::{Majority, Manner};
use ballot::receipt::Receipt;
use ballot::ring::VoteKey;
use ballot::roll::Roll;
use ballot::sealed::{PollKey, cast};
use mirror::Mirror;
use shared::command::{Act, Claim, Deed};
use shared::id::{ElectionId, SeatId};
use shared::meeting::{Election, HeldPoll, Next, PollState, Procedure, RaisedHands};
use shared::wire::CastBallot;
use vault::Words;
use vault::words::{Office, Paper, Person};

use super::counting::{self, fresh};
use super::someone::{CANDIDATES, Someone};
use crate::Waited;
use crate::rehearsal::agreement::Disagreement;

/// What it is about.
const QUESTION: &str = "Wer spricht für die Fachgruppe?";
/// Somebody without a device, who votes with a code.
const WITHOUT_DEVICE: &str = "Bert Kröger";
/// How long the procedure is explained, a candidate speaks, and somebody thinks before voting, in
/// minutes.
const MINUTES: f64 = 1.0;

/// What the voter of this number marks: all want the first, and half of them each of the others.
/// In the run-off two thirds want the first.
fn choice(poll: &HeldPoll, voter: usize, voters: usize) -> Choice {
    if poll.poll.run_off_of.is_some() {
        return Choice::Crosses(vec![u8::from(voter.is_multiple_of(3))]);
    }
    // Of an odd number one leaves the second place open.
    let last = voters % 2 == 1 && voter + 1 == voters;
    let second = 1 + (voter % 2) as u8;
    Choice::Crosses(if last { vec![0] } else { vec![0, second] })
}

/// A ballot by this key, as a device makes it.
async fn ballot(
    someone: &Someone<'_>,
    key: &VoteKey,
    held: &HeldPoll,
    voter: usize,
) -> Result<CastBallot, Disagreement> {
    let wrong = |what: &str| Disagreement(format!("{} {what}", someone.guest.name()));
    let roll = roll(held).ok_or_else(|| wrong("cannot read the roll"))?;
    let poll_key = poll_key(someone, held.poll.id)?;
    let choice = choice(held, voter, held.roll.len());
    let tracker = Tracker::from_random(fresh());
    let (poll, key) = (held.poll.clone(), key.clone());
    let made = counting::at_one_core(move || {
        cast(&poll, &roll, &poll_key, &key, &choice, tracker, &fresh())
    });
    let ballot = made.await?.map_err(|fault| wrong(&format!("cannot vote: {fault:?}")))?;
    let meeting = someone.guest.see(|m| m.meeting().id);
    let meeting = meeting.ok_or_else(|| wrong("knows no meeting"))?;
    Ok(CastBallot { meeting, poll: held.poll.id, ballot })
}

fn roll(held: &HeldPoll) -> Option<Roll> {
    Roll::read(held.poll.digest(), &held.roll).ok()
}

fn poll_key(someone: &Someone<'_>, poll: PollId) -> Result<PollKey, Disagreement> {
    let grown = someone.guest.see(Mirror::ballots_key);
    let grown = grown.ok_or_else(|| Disagreement("a device has no key to the ballots".into()))?;
    Ok(PollKey::derive(&grown, &poll))
}

impl Someone<'_> {
    /// As whoever leads: plans the election, names who conducts it, and waits until it is over.
    pub async fn call_election(&mut self, officer: SeatId) -> Result<(), Waited> {
        self.think(MINUTES).await;
        let election = ElectionId::from_bytes(self.id());
        let (manner, majority) = (Manner::Secret, Majority::Relative);
        let procedure = Procedure { seats: 2, manner, majority, quorum: None, speech: 90 };
        let act = |question| Act::Plan { procedure, question };
        let deed = |question| Deed::Elect { election, act: act(question) };
        self.guest.say(Office { text: QUESTION.to_owned() }, deed);
        self.guest.settled().await?;
        self.act(Act::NameOfficer { seat: officer });
        let over = |election: &Election| {
            (election.next() == Next::Nothing
                && election.elected().all(|(seat, _)| election.answers.contains_key(&seat)))
            .then_some(())
        };
        self.until_elected("the election to be over", over).await
    }

    /// Takes part in the election.
    pub async fn elect(&mut self) -> Result<(), Disagreement> {
        let officer = |election: &Election| election.officer;
        self.until_elected("an officer", officer).await?;
        let key = VoteKey::from_seed(&fresh());
        self.act(Act::ShowKey { key: key.public().encoded() });
        let me = self.guest.seat();
        if self.day.stands(self.place) {
            self.act(Act::Propose { seat: me });
        }
        for number in 0.. {
            self.vote(&key, number).await?;
            if self.election(|election| election.next() == Next::Nothing) {
                break;
            }
        }
        if self.election(|election| election.elected().any(|(seat, _)| seat == me)) {
            self.act(Act::Accept { accepts: true });
        }
        Ok(self.guest.settled().await?)
    }

    /// Signs the roll, votes, and counts when all have.
    async fn vote(&mut self, key: &VoteKey, number: usize) -> Result<(), Disagreement> {
        let open = |it: &Election| {
            it.polls.get(number).filter(|held| held.state == PollState::Open).cloned()
        };
        let held = self.until_elected("an open poll", open).await?;
        let poll = held.poll.id;
        let receipt = roll(&held).and_then(|roll| Receipt::sign(&roll, key, &fresh()));
        let receipt =
            receipt.ok_or_else(|| Disagreement(format!("{} is not on it", self.guest.name())))?;
        self.act(Act::SeeRoll { poll, receipt });
        self.think(MINUTES).await;
        let cast = ballot(self, key, &held, self.place).await?;
        counting::throw(&self.day.server, &cast).await?;
        let announced = |it: &Election| {
            let held = it.poll(poll)?;
            held.result.is_some().then(|| held.clone())
        };
        let held = self.until_elected("the result", announced).await?;
        let closed = self.count(&held).await?;
        if !closed
            .lines
            .iter()
            .any(|line| line.choice == choice(&held, self.place, held.roll.len()))
        {
            return Err(Disagreement(format!("{} misses their vote", self.guest.name())));
        }
        self.act(Act::Confirm { poll, confirmation: closed.confirmation });
        Ok(self.guest.settled().await?)
    }

    async fn count(&self, held: &HeldPoll) -> Result<Closed, Disagreement> {
        let key = poll_key(self, held.poll.id)?.show();
        let meeting = self.guest.see(|m| m.meeting().id);
        Ok(counting::count(&self.day.server, meeting, held, key).await?.closed)
    }

    /// As the officer: conducts all polls, and hands out the file of each.
    pub async fn conduct(mut self) -> Result<Vec<String>, Disagreement> {
        let me = self.guest.seat();
        let named = |election: &Election| (election.officer == Some(me)).then_some(());
        self.until_elected("to be named", named).await?;
        self.think(MINUTES).await;
        let hands = RaisedHands { yes: self.day.people as u32, no: 0, abstain: 0 };
        self.act(Act::CountHands { hands });
        let mut lent = VoteKey::from_seed(&fresh());
        self.lend(&lent);
        let people = self.day.people;
        let all_ready = |it: &Election| {
            (it.keys.len() == people && it.standing().count() == CANDIDATES).then_some(())
        };
        self.until_elected("all keys and candidates", all_ready).await?;
        self.hear_the_candidates().await?;
        let mut files = Vec::new();
        loop {
            files.push(self.hold_poll(&lent).await?);
            if self.election(|it| it.next() == Next::Nothing) {
                return Ok(files);
            }
            // A code is good for one poll.
            let new = VoteKey::from_seed(&fresh());
            let (instead, key) = (lent.public().encoded(), new.public().encoded());
            self.act(Act::LendAnew { instead, key });
            self.guest.settled().await?;
            lent = new;
        }
    }

    fn lend(&self, lent: &VoteKey) {
        let election = self.election(|election| election.id);
        let key = lent.public().encoded();
        let person = Person { name: WITHOUT_DEVICE.to_owned(), house: String::new() };
        self.guest.say(person, |name| Deed::Elect { election, act: Act::Lend { key, name } });
    }

    async fn hear_the_candidates(&mut self) -> Result<(), Waited> {
        let candidates: Vec<SeatId> = self.election(|it| it.standing().collect());
        let mut from = None;
        for to in candidates.into_iter().map(Some).chain([None]) {
            self.act(Act::Speak { from, to });
            self.guest.settled().await?;
            self.think(MINUTES).await;
            from = to;
        }
        Ok(())
    }

    /// Opens a poll, waits for all ballots, closes it, counts and announces.
    async fn hold_poll(&mut self, lent: &VoteKey) -> Result<String, Disagreement> {
        let paper = self.prepare()?;
        let open = |it: &Election| it.open_poll().cloned();
        let held = self.until_elected("the server's lock", open).await?;
        let poll = held.poll.id;
        // Whoever has no device votes last.
        let cast = ballot(self, lent, &held, self.day.people).await?;
        counting::throw(&self.day.server, &cast).await?;
        let voters = held.roll.len();
        let all_in = |m: &Mirror| m.cast(poll).is_some_and(|cast| usize::from(cast) == voters);
        self.guest.until("all ballots", all_in).await?;
        let people = self.day.people;
        let signed = |it: &Election| (it.poll(poll)?.receipts.len() >= people).then_some(());
        self.until_elected("all to have signed the roll", signed).await?;
        self.act(Act::Close { poll });
        let closed =
            |it: &Election| it.poll(poll).filter(|held| held.state == PollState::Closed).cloned();
        let held = self.until_elected("the poll to be closed", closed).await?;
        self.guest.settled().await?;
        let key = poll_key(self, poll)?.show();
        let meeting = self.guest.see(|m| m.meeting().id);
        let counted = counting::count(&self.day.server, meeting, &held, key).await?;
        let file = counted.file(&held, key, &paper).await?;
        let outcome = counted.closed.outcome;
        let claim = Claim {
            confirmation: counted.closed.confirmation,
            elected: outcome.elected,
            run_off: outcome.run_off,
            vacant: outcome.vacant,
        };
        self.act(Act::Announce { poll, claim });
        let confirmed = |it: &Election| {
            let held = it.poll(poll)?;
            (held.confirmed.len() == people).then(|| held.confirmed.values().all(|same| *same))
        };
        match self.until_elected("everybody's count", confirmed).await? {
            true => Ok(file),
            false => Err(Disagreement("devices have counted differently".into())),
        }
    }

    fn prepare(&mut self) -> Result<Paper, Disagreement> {
        let poll = PollId(fresh());
        let key = poll_key(self, poll)?;
        let candidates: Vec<SeatId> = self.election(|election| match election.next() {
            Next::RunOff(before) => {
                let run_off = before.result.as_ref().and_then(|claim| claim.run_off.as_ref());
                let among = run_off.into_iter().flat_map(|it| &it.candidates);
                among.filter_map(|at| before.candidate(*at)).collect()
            }
            _ => election.standing().collect(),
        });
        let name = |m: &Mirror, seat: &SeatId| m.person(*seat).words().map(|person| person.name);
        let names = self.guest.see(|m| candidates.iter().filter_map(|it| name(m, it)).collect());
        let paper = Paper { question: QUESTION.to_owned(), names }.cleaned();
        let (key_check, digest) = (key.check(), key.paper(&paper.question, &paper.names));
        let election = self.election(|election| election.id);
        self.guest.say(paper.clone(), |words| {
            let paper = digest;
            let act = Act::Prepare { poll, candidates, key_check, paper, words };
            Deed::Elect { election, act }
        });
        Ok(paper)
    }
}

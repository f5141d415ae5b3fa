//! A table with a ballot box on it: polls, voters and keys for the tests, the same for the same seed.

#![allow(dead_code, reason = "every test file uses another part of the table")]

use ballot::bytes::{Ballot, CandidateId, Opened, Point, PollId};
use ballot::choice::{Choice, Tracker};
use ballot::close::Shown;
use ballot::file::ElectionFile;
use ballot::lock::Lock;
use ballot::poll::{Majority, Manner, Poll};
use ballot::ring::VoteKey;
use ballot::roll::Roll;
use ballot::sealed::{PollKey, cast, cast_page};
use ballot::sums::{Standing, Sums};
use ballot::urn::Urn;

pub const QUESTION: &str = "Wer spricht für die Fachgruppe?";

/// One poll with all its keys and voters.
pub struct Table {
    pub rng: fastrand::Rng,
    pub poll: Poll,
    pub names: Vec<String>,
    pub lock: Lock,
    pub poll_key: PollKey,
    pub voters: Vec<VoteKey>,
    pub roll: Roll,
    pub sums: Option<Sums>,
    pub cast: Vec<Ballot>,
}

impl Table {
    /// So many voters for so many seats.
    pub fn new(seed: u64, voters: usize, candidates: usize, seats: u8) -> Self {
        Self::with(seed, voters, candidates, seats, |_| {})
    }

    /// The same after the poll was changed, before it opens.
    pub fn with(
        seed: u64,
        voters: usize,
        candidates: usize,
        seats: u8,
        change: impl FnOnce(&mut Poll),
    ) -> Self {
        let mut rng = fastrand::Rng::with_seed(seed);
        let id = PollId(random(&mut rng));
        let lock = Lock::from_seed(&random(&mut rng));
        let poll_key = PollKey::derive(&random(&mut rng), &id);
        let names: Vec<String> = (1..=candidates).map(|n| format!("Kandidat:in {n}")).collect();
        let mut poll = Poll {
            id,
            manner: Manner::Secret,
            majority: Majority::Relative,
            seats,
            quorum: None,
            run_off_of: None,
            candidates: (0..candidates).map(|_| CandidateId(random(&mut rng))).collect(),
            lock: lock.public(),
            key_check: poll_key.check(),
            paper: poll_key.paper(QUESTION, &names),
        };
        change(&mut poll);
        let voters: Vec<_> = (0..voters).map(|_| VoteKey::from_seed(&random(&mut rng))).collect();
        let roll = Roll::freeze(poll.digest(), public(&voters)).expect("enough voters");
        Self { rng, poll, names, lock, poll_key, voters, roll, sums: None, cast: Vec::new() }
    }

    /// Somebody votes, with a tracker of chance.
    pub fn vote(&mut self, voter: usize, choice: Choice) -> Ballot {
        let tracker = Tracker::from_random(random(&mut self.rng));
        self.vote_as(voter, choice, tracker)
    }

    /// Somebody votes.
    pub fn vote_as(&mut self, voter: usize, choice: Choice, tracker: Tracker) -> Ballot {
        let fresh = random(&mut self.rng);
        let Self { poll, roll, poll_key, voters, .. } = self;
        let ballot = cast(poll, roll, poll_key, &voters[voter], &choice, tracker, &fresh)
            .expect("a vote in this poll");
        self.cast.push(ballot.clone());
        ballot
    }

    /// Somebody hands in a page that need not be a vote.
    pub fn vote_page(&mut self, voter: usize, page: &[u8; 64]) -> Ballot {
        let fresh = random(&mut self.rng);
        let Self { poll, roll, poll_key, voters, .. } = self;
        let ballot = cast_page(poll, roll, poll_key, &voters[voter], page, &fresh)
            .expect("a voter on this roll");
        self.cast.push(ballot.clone());
        ballot
    }

    /// All ballots through an urn.
    pub fn released(&self) -> Vec<Ballot> {
        let mut urn = Urn::new(self.roll.clone());
        for ballot in &self.cast {
            urn.admit(ballot.clone()).expect("a ballot of this poll");
        }
        urn.release()
    }

    /// The election file.
    pub fn file(&self) -> ElectionFile {
        let hands = self.poll.manner == Manner::Hands;
        let keys: Vec<Point> = self.roll.keys().iter().map(|key| key.encoded()).collect();
        let ballots = self.released();
        let shown = Shown {
            poll: &self.poll,
            roll: if hands { &[] } else { &keys },
            ballots: &ballots,
            sums: self.sums.as_ref(),
            lock: self.lock.show(),
            poll_key: self.poll_key.show(),
        };
        ElectionFile::new(&shown, QUESTION, &self.names).expect("a poll that is in order")
    }

    /// Votes of chance by the first so many voters, with some abstentions and spoilt pages.
    pub fn vote_by_chance(&mut self, voters: usize) {
        for voter in 0..voters {
            if self.rng.u8(..8) == 0 {
                let page = random(&mut self.rng);
                self.vote_page(voter, &page);
                continue;
            }
            let choice = self.choice_by_chance();
            self.vote(voter, choice);
        }
    }

    fn choice_by_chance(&mut self) -> Choice {
        use ballot::choice::Answer;
        use ballot::poll::Form;
        let candidates = 0..self.poll.candidates.len() as u8;
        match self.poll.form() {
            Form::Crosses => {
                let most = usize::from(self.rng.u8(..=self.poll.seats));
                let mut crosses: Vec<u8> = candidates.collect();
                self.rng.shuffle(&mut crosses);
                crosses.truncate(most);
                crosses.sort_unstable();
                Choice::Crosses(crosses)
            }
            Form::EachPerson => {
                let answers = [Answer::Abstain, Answer::Yes, Answer::No];
                Choice::Answers(candidates.map(|_| answers[self.rng.usize(..3)]).collect())
            }
        }
    }
}

/// So many random bytes.
pub fn random<const N: usize>(rng: &mut fastrand::Rng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill(&mut bytes);
    bytes
}

/// What goes on the roll.
pub fn public(voters: &[VoteKey]) -> Vec<Point> {
    voters.iter().map(|voter| voter.public().encoded()).collect()
}

/// A count by hand with crosses: voters, ballots, abstentions, invalid, then each one's crosses.
pub fn crosses(numbers: [u32; 4], yes: &[u32]) -> Sums {
    let [voters, ballots, abstentions, invalid] = numbers;
    let standings = yes.iter().map(|yes| Standing { yes: *yes, ..Standing::default() }).collect();
    Sums { voters, ballots, abstentions, invalid, standings }
}

/// Turns one bit around.
pub fn bend(bytes: &mut [u8], bit: usize) {
    bytes[bit / 8] ^= 1 << (bit % 8);
}

/// A scalar that is not canonical: the group's order.
pub const ORDER: Opened = Opened([
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
]);

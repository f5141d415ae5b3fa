//! What people try in a random election, with keys, polls and candidates looked up or made.

use ballot::bytes::{Digest, Opened, Point, PollId};
use ballot::count::{Because, By, Elected, RunOff};
use ballot::poll::{Form, Majority, Manner};
use ballot::receipt::Receipt;
use ballot::sums::{Standing, Sums};
use shared::actor::Actor;
use shared::command::{Act, Claim, Deed};
use shared::id::{ElectionId, SeatId};
use shared::meeting::{Election, HeldPoll, Next, Procedure, RaisedHands};

use super::Play;
use super::moves::{Pick, Vote};

/// What devices count alike.
const COUNTED: Digest = Digest([7; 32]);

impl Play {
    /// Whoever conducts the latest election, or leads the meeting.
    pub(super) fn officer(&self) -> Option<SeatId> {
        let m = &self.house.meeting;
        let officer = m.elections.last().and_then(|election| election.officer);
        let leads = || m.seats.iter().find(|(_, seat)| seat.inviting && !seat.left);
        officer.filter(|seat| m.seat(*seat).is_some()).or_else(|| leads().map(|(id, _)| *id))
    }

    /// The command that a wish in an election becomes.
    pub(super) fn elect(&mut self, vote: Vote, by: Actor) -> Deed {
        let latest = self.house.meeting.elections.last().cloned();
        let fresh = ElectionId::from_bytes(self.fresh());
        let id = match (vote, &latest) {
            (Vote::Plan { anew: false, .. }, _) | (_, None) => fresh,
            (_, Some(election)) => election.id,
        };
        Deed::Elect { election: id, act: self.act(vote, by, latest.as_ref()) }
    }

    fn act(&mut self, vote: Vote, by: Actor, election: Option<&Election>) -> Act {
        let seats: Vec<SeatId> = self.house.meeting.seats.keys().copied().collect();
        let someone = |pick: Pick| pick.of(seats.clone()).unwrap_or(SeatId::from_bytes([9; 16]));
        let me = if let Actor::Seat(seat) = by { seat } else { SeatId::from_bytes([9; 16]) };
        let held = election.and_then(|election| election.polls.last());
        let poll = held.map_or(PollId([9; 16]), |held| held.poll.id);
        let lent: Vec<Point> =
            election.iter().flat_map(|it| &it.loans).map(|loan| loan.key).collect();
        let some_key = |pick: Pick| pick.of(lent.clone()).unwrap_or(Point([9; 32]));
        let put_up: Vec<SeatId> =
            election.iter().flat_map(|it| it.absent.keys().copied()).collect();
        let absent = |pick: Pick| pick.of(put_up.clone());
        match vote {
            Vote::Plan { seats, hands, .. } => {
                let manner = if hands { Manner::Hands } else { Manner::Secret };
                let majority = Majority::Relative;
                let procedure = Procedure { seats, manner, majority, quorum: None, speech: 90 };
                Act::Plan { procedure, question: self.record() }
            }
            Vote::NameOfficer(seat) => Act::NameOfficer { seat: someone(seat) },
            Vote::CountHands { yes, no } => {
                let hands = RaisedHands { yes: yes.into(), no: no.into(), abstain: 0 };
                Act::CountHands { hands }
            }
            Vote::Propose(seat) => Act::Propose { seat: seat.map_or(me, someone) },
            Vote::Stand(stands) => Act::Stand { stands },
            Vote::Speak { stale, to } => {
                let from = election.and_then(|election| election.speech).map(|(seat, _)| seat);
                let standing = election.map(|election| election.standing().collect::<Vec<_>>());
                let to = to.and_then(|to| to.of(standing.unwrap_or_default()).or(Some(me)));
                Act::Speak { from: from.filter(|_| !stale), to }
            }
            Vote::Entitle(seat, entitled) => Act::Entitle { seat: someone(seat), entitled },
            Vote::ShowKey { again } => {
                let key = self.key();
                Act::ShowKey { key: if again { some_key(Pick(0)) } else { key } }
            }
            Vote::Lend => Act::Lend { key: self.key(), name: self.record() },
            Vote::LendAnew(key) => Act::LendAnew { instead: some_key(key), key: self.key() },
            Vote::TakeBack(key) => Act::TakeBack { key: some_key(key) },
            Vote::Prepare { stale } => {
                let candidates = election.map(on_paper).unwrap_or_default();
                let candidates = if stale { vec![me] } else { candidates };
                let (key_check, paper) = (Digest([1; 32]), Digest([2; 32]));
                let words = self.record();
                Act::Prepare { poll: PollId(self.fresh()), candidates, key_check, paper, words }
            }
            Vote::Open => Act::Open { poll, lock: Point([3; 32]) },
            Vote::SeeRoll => {
                let own = election.and_then(|election| election.keys.get(&me)).copied();
                let voter = own.unwrap_or_else(|| some_key(Pick(0)));
                let receipt =
                    Receipt { voter, challenge: Opened([0; 32]), answer: Opened([0; 32]) };
                Act::SeeRoll { poll, receipt }
            }
            Vote::CountPaper(voters) => {
                let candidates = held.map_or(0, |held| held.poll.candidates.len());
                let standings = vec![Standing::default(); candidates];
                let sums = Sums {
                    voters: voters.into(),
                    ballots: 3,
                    abstentions: 3,
                    invalid: 0,
                    standings,
                };
                Act::CountPaper { poll, sums }
            }
            Vote::Close => Act::Close { poll },
            Vote::Discard => Act::Discard { poll },
            Vote::Announce { tie, sound } => {
                let claim = held.map_or_else(|| claim(&[], None, 0), |held| outcome(held, tie));
                let vacant = claim.vacant + u8::from(!sound);
                Act::Announce { poll, claim: Claim { vacant, ..claim } }
            }
            Vote::Confirm(same) => {
                let confirmation = if same { COUNTED } else { Digest([8; 32]) };
                Act::Confirm { poll, confirmation }
            }
            Vote::Accept(accepts) => Act::Accept { accepts },
            Vote::CallOff => Act::CallOff,
            Vote::AskSecret => Act::AskSecret,
            Vote::PutUp { again } => {
                let known = absent(Pick(0)).filter(|_| again);
                let candidate = known.unwrap_or_else(|| SeatId::from_bytes(self.fresh()));
                Act::PutUp { candidate, name: self.record() }
            }
            Vote::StandFor(pick, stands) => {
                Act::StandFor { candidate: absent(pick).unwrap_or(me), stands }
            }
            Vote::AcceptFor(pick, accepts) => {
                Act::AcceptFor { candidate: absent(pick).unwrap_or(me), accepts }
            }
        }
    }

    fn key(&mut self) -> Point {
        let bytes = self.fresh();
        Point(core::array::from_fn(|i| bytes[i % 16]))
    }
}

/// Who is to be on the next ballot paper.
fn on_paper(election: &Election) -> Vec<SeatId> {
    let Next::RunOff(before) = election.next() else { return election.standing().collect() };
    let run_off = before.result.as_ref().and_then(|claim| claim.run_off.as_ref());
    let among = run_off.map(|it| it.candidates.clone()).unwrap_or_default();
    among.into_iter().filter_map(|at| before.candidate(at)).collect()
}

/// Something that can come of a poll: a tie for all seats, or the first are elected.
fn outcome(held: &HeldPoll, tie: bool) -> Claim {
    let poll = &held.poll;
    let all: Vec<u8> = (0..poll.candidates.len() as u8).collect();
    if tie && poll.run_off_of.is_none() && poll.form() == Form::Crosses {
        return claim(&[], Some((all, poll.seats)), 0);
    }
    let elected: Vec<u8> = all.into_iter().take(poll.seats.into()).collect();
    claim(&elected, None, poll.seats - elected.len() as u8)
}

fn claim(elected: &[u8], run_off: Option<(Vec<u8>, u8)>, vacant: u8) -> Claim {
    let elected = elected.iter().map(|at| Elected { candidate: *at, by: By::Votes }).collect();
    let because = Because::Tie;
    let run_off = run_off.map(|(candidates, seats)| RunOff { candidates, seats, because });
    Claim { confirmation: COUNTED, elected, run_off, vacant }
}

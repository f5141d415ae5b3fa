//! Elections: how one is planned and agreed on, who stands, who speaks, who is put on the roll, and
//! who accepts. The polls themselves are beside it.

use alloc::vec;
use alloc::vec::Vec;

use ballot::MOST_CANDIDATES;
use ballot::bytes::Point;
use ballot::sums::MOST_BY_HAND;

use crate::command::Act;
use crate::event::{ElectionEvent, Event};
use crate::id::{ElectionId, RecordId, SeatId};
use crate::limits::{
    ELECTIONS_PER_MEETING, LOANS_PER_ELECTION, LONGEST_SPEECH, SEATS_PER_ELECTION,
};
use crate::meeting::{Candidacy, Election, Loan, Meeting, Next, Placed, Procedure, RaisedHands};
use crate::refusal::Refusal;
use crate::rules::attendance::Member;
use crate::time::Timestamp;

mod absent;
mod polls;
mod secret;
#[cfg(test)]
mod tests;

pub use polls::open;

/// Somebody in an election.
struct Place<'m> {
    me: &'m Member<'m>,
    election: &'m Election,
}

type Decision = Result<Vec<ElectionEvent>, Refusal>;

pub fn decide(
    me: &Member,
    id: ElectionId,
    act: &Act,
    at: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let events = match (me.m.election(id), act) {
        (None, Act::Plan { procedure, question }) => call(me, *procedure, *question),
        (None, _) => Err(Refusal::NoSuchElection),
        (Some(election), act) => Place { me, election }.decide(act, at),
    }?;
    Ok(events.into_iter().map(|event| Event::Elect(id, event)).collect())
}

fn call(me: &Member, procedure: Procedure, question: RecordId) -> Decision {
    me.leads_meeting()?;
    if me.m.elections.len() >= ELECTIONS_PER_MEETING {
        return Err(Refusal::TooManyElections);
    }
    check(&procedure)?;
    Ok(vec![ElectionEvent::Planned { procedure, question: Placed { by: me.id, words: question } }])
}

fn check(procedure: &Procedure) -> Result<(), Refusal> {
    let seats = (1..=SEATS_PER_ELECTION).contains(&procedure.seats);
    let quorum = procedure.quorum.is_none_or(|percent| (1..=100).contains(&percent));
    match seats && quorum && procedure.speech <= LONGEST_SPEECH {
        true => Ok(()),
        false => Err(Refusal::ProcedureImpossible),
    }
}

impl Place<'_> {
    fn decide(&self, act: &Act, at: Timestamp) -> Decision {
        match act {
            Act::Plan { procedure, question } => self.plan(*procedure, *question),
            Act::NameOfficer { seat } => self.name_officer(*seat),
            Act::CountHands { hands } => self.count_hands(*hands),
            Act::Propose { seat } => self.propose(*seat),
            Act::Stand { stands } => self.stand(*stands),
            Act::Speak { from, to } => self.speak(*from, *to, at),
            Act::Entitle { seat, entitled } => self.entitle(*seat, *entitled),
            Act::ShowKey { key } => self.show_key(*key),
            Act::Lend { key, name } => self.lend(*key, *name),
            Act::LendAnew { instead, key } => self.lend_anew(*instead, *key),
            Act::TakeBack { key } => self.take_back(*key),
            Act::Accept { accepts } => self.accept(*accepts),
            Act::CallOff => self.call_off(),
            Act::PutUp { candidate, name } => self.put_up(*candidate, *name),
            Act::StandFor { candidate, stands } => self.stand_for(*candidate, *stands),
            Act::AcceptFor { candidate, accepts } => self.accept_for(*candidate, *accepts),
            Act::AskSecret => self.ask_secret(),
            Act::Open { .. } => Err(Refusal::NotAllowed),
            Act::Prepare { .. }
            | Act::SeeRoll { .. }
            | Act::CountPaper { .. }
            | Act::Close { .. }
            | Act::Discard { .. }
            | Act::Announce { .. }
            | Act::Confirm { .. } => self.in_poll(act, at),
        }
    }

    /// Whoever conducts the election does this.
    fn conducts(&self) -> Result<(), Refusal> {
        match self.election.officer == Some(self.me.id) {
            true => Ok(()),
            false => Err(Refusal::NotOfficer),
        }
    }

    /// So does whoever leads the meeting, at any time: an officer whose device is gone is replaced
    /// by them, also while a poll is open.
    fn prepares(&self) -> Result<(), Refusal> {
        self.conducts().or_else(|_| self.me.leads_meeting()).map_err(|_| Refusal::NotOfficer)
    }

    /// What is agreed before anybody votes is not changed afterwards.
    fn before_polls(&self, otherwise: Refusal) -> Result<(), Refusal> {
        match self.election.next() {
            Next::FirstPoll => Ok(()),
            _ => Err(otherwise),
        }
    }

    fn plan(&self, procedure: Procedure, question: RecordId) -> Decision {
        self.prepares()?;
        self.before_polls(Refusal::PollRuns)?;
        check(&procedure)?;
        self.may_be_held(procedure.manner)?;
        let question = Placed { by: self.me.id, words: question };
        Ok(vec![ElectionEvent::Planned { procedure, question }])
    }

    fn name_officer(&self, seat: SeatId) -> Decision {
        self.prepares()?;
        self.me.m.seat(seat).ok_or(Refusal::NoSuchSeat)?;
        if self.election.officer == Some(seat) {
            return Ok(vec![]);
        }
        let candidates = &self.election.candidates;
        if candidates.iter().any(|it| it.seat == seat && it.stands != Some(false)) {
            return Err(Refusal::OfficerStands);
        }
        Ok(vec![ElectionEvent::OfficerNamed { seat }])
    }

    fn count_hands(&self, hands: RaisedHands) -> Decision {
        self.prepares()?;
        self.before_polls(Refusal::PollRuns)?;
        let RaisedHands { yes, no, abstain } = hands;
        if [yes, no, abstain].into_iter().any(|count| count > MOST_BY_HAND) {
            return Err(Refusal::SumsImpossible);
        }
        Ok(vec![ElectionEvent::HandsCounted { hands }])
    }

    fn propose(&self, seat: SeatId) -> Decision {
        self.before_polls(Refusal::PollRuns)?;
        self.me.m.seat(seat).ok_or(Refusal::NoSuchSeat)?;
        if self.election.officer == Some(seat) {
            return Err(Refusal::OfficerStands);
        }
        let known = self.election.candidates.iter().find(|it| it.seat == seat);
        match known {
            Some(_) if seat == self.me.id => return self.stand(true),
            Some(_) => return Err(Refusal::AlreadyThere),
            None if self.election.candidates.len() >= MOST_CANDIDATES => {
                return Err(Refusal::TooManyCandidates);
            }
            None => {}
        }
        Ok(vec![ElectionEvent::Proposed { seat, by: self.me.id }])
    }

    fn stand(&self, stands: bool) -> Decision {
        self.stands(self.me.id, stands)
    }

    fn stands(&self, seat: SeatId, stands: bool) -> Decision {
        self.before_polls(Refusal::PollRuns)?;
        let known = self.election.candidates.iter().find(|it| it.seat == seat);
        let known = known.ok_or(Refusal::NotCandidate)?;
        if stands && self.election.officer == Some(seat) {
            return Err(Refusal::OfficerStands);
        }
        if known.stands == Some(stands) {
            return Ok(vec![]);
        }
        Ok(vec![ElectionEvent::Stood { seat, stands }])
    }

    fn speak(&self, from: Option<SeatId>, to: Option<SeatId>, at: Timestamp) -> Decision {
        self.prepares()?;
        if self.election.speech.map(|(seat, _)| seat) != from {
            return Err(Refusal::TurnMoved);
        }
        if to.is_some_and(|seat| self.election.standing().all(|it| it != seat)) {
            return Err(Refusal::NotCandidate);
        }
        if from == to {
            return Ok(vec![]);
        }
        Ok(vec![ElectionEvent::SpeechPassed { to: to.map(|seat| (seat, at)) }])
    }

    fn entitle(&self, seat: SeatId, entitled: bool) -> Decision {
        self.prepares()?;
        self.before_polls(Refusal::RollClosed)?;
        self.me.m.seat(seat).ok_or(Refusal::NoSuchSeat)?;
        if self.election.kept_off.contains(&seat) != entitled {
            return Ok(vec![]);
        }
        Ok(vec![ElectionEvent::Entitled { seat, entitled }])
    }

    /// A device shows its key before the roll closes; between a poll and its run-off somebody on
    /// the roll who has another device shows another.
    fn show_key(&self, key: Point) -> Decision {
        let seat = self.me.id;
        match self.election.next() {
            Next::FirstPoll => {}
            Next::RunOff(before) if before.voters.contains(&seat) => {}
            _ => return Err(Refusal::RollClosed),
        }
        if self.election.keys.get(&seat) == Some(&key) {
            return Ok(vec![]);
        }
        self.is_new(key)?;
        Ok(vec![ElectionEvent::KeyShown { seat, key }])
    }

    fn is_new(&self, key: Point) -> Result<(), Refusal> {
        let shown = self.election.keys.values().any(|known| *known == key);
        let lent = self.election.loans.iter().any(|loan| loan.key == key);
        if shown || lent { Err(Refusal::AlreadyThere) } else { Ok(()) }
    }

    fn lend(&self, key: Point, name: RecordId) -> Decision {
        self.conducts()?;
        self.before_polls(Refusal::RollClosed)?;
        self.is_new(key)?;
        if self.election.loans.len() >= LOANS_PER_ELECTION {
            return Err(Refusal::MeetingFull);
        }
        Ok(vec![ElectionEvent::KeyLent { loan: Loan { key, by: self.me.id, name } }])
    }

    /// A code that somebody has seen, or that was used in the poll before, is replaced.
    fn lend_anew(&self, instead: Point, key: Point) -> Decision {
        self.conducts()?;
        if matches!(self.election.next(), Next::Poll(_) | Next::Nothing) {
            return Err(Refusal::RollClosed);
        }
        self.is_new(key)?;
        self.lent(instead)?;
        Ok(vec![ElectionEvent::KeyLentAnew { instead, key }])
    }

    fn lent(&self, key: Point) -> Result<(), Refusal> {
        let lent = self.election.loans.iter().any(|loan| loan.key == key);
        if lent { Ok(()) } else { Err(Refusal::NotOnRoll) }
    }

    fn take_back(&self, key: Point) -> Decision {
        self.conducts()?;
        self.before_polls(Refusal::RollClosed)?;
        self.lent(key)?;
        Ok(vec![ElectionEvent::KeyTakenBack { key }])
    }

    fn accept(&self, accepts: bool) -> Decision {
        self.accepts(self.me.id, accepts)
    }

    fn accepts(&self, seat: SeatId, accepts: bool) -> Decision {
        if self.election.elected().all(|(elected, _)| elected != seat) {
            return Err(Refusal::NotCandidate);
        }
        if self.election.answers.get(&seat) == Some(&accepts) {
            return Ok(vec![]);
        }
        Ok(vec![ElectionEvent::Accepted { seat, accepts }])
    }

    fn call_off(&self) -> Decision {
        self.prepares()?;
        if self.election.polls.iter().any(|held| held.result.is_some()) {
            return Err(Refusal::ElectionDecided);
        }
        Ok(vec![ElectionEvent::CalledOff])
    }
}

pub fn apply(m: &mut Meeting, id: ElectionId, e: &ElectionEvent) {
    if *e == ElectionEvent::CalledOff {
        m.elections.retain(|election| election.id != id);
        return;
    }
    let known = m.elections.iter_mut().find(|election| election.id == id);
    let Some(election) = known else {
        if let ElectionEvent::Planned { procedure, question } = e {
            m.elections.push(planned(id, *procedure, *question));
        }
        return;
    };
    match e {
        ElectionEvent::Planned { procedure, question } => {
            (election.procedure, election.question) = (*procedure, *question);
            election.hands = None;
        }
        ElectionEvent::OfficerNamed { seat } => election.officer = Some(*seat),
        ElectionEvent::HandsCounted { hands } => election.hands = Some(*hands),
        ElectionEvent::Proposed { seat, by } => {
            let stands = (seat == by).then_some(true);
            election.candidates.push(Candidacy { seat: *seat, by: *by, stands });
        }
        ElectionEvent::Stood { seat, stands } => {
            let of = election.candidates.iter_mut().filter(|it| it.seat == *seat);
            of.for_each(|it| it.stands = Some(*stands));
            if !stands {
                election.speech.take_if(|(speaks, _)| speaks == seat);
            }
        }
        ElectionEvent::SpeechPassed { to } => election.speech = *to,
        ElectionEvent::Entitled { seat, entitled: true } => drop(election.kept_off.remove(seat)),
        ElectionEvent::Entitled { seat, entitled: false } => {
            election.kept_off.insert(*seat);
        }
        ElectionEvent::KeyShown { seat, key } => drop(election.keys.insert(*seat, *key)),
        ElectionEvent::KeyLent { loan } => election.loans.push(*loan),
        ElectionEvent::KeyLentAnew { instead, key } => {
            let lent = election.loans.iter_mut().filter(|loan| loan.key == *instead);
            lent.for_each(|loan| loan.key = *key);
        }
        ElectionEvent::KeyTakenBack { key } => election.loans.retain(|loan| loan.key != *key),
        ElectionEvent::Accepted { seat, accepts } => {
            election.answers.insert(*seat, *accepts);
        }
        ElectionEvent::SecretAsked => secret::apply(election),
        ElectionEvent::PutUp { candidate, name } => absent::apply(election, *candidate, *name),
        ElectionEvent::PollDiscarded { poll } => {
            election.polls.retain(|held| held.poll.id != *poll || held.result.is_some());
        }
        ElectionEvent::PollPrepared { .. }
        | ElectionEvent::PollOpened { .. }
        | ElectionEvent::RollSeen { .. }
        | ElectionEvent::PaperCounted { .. }
        | ElectionEvent::PollClosed { .. }
        | ElectionEvent::ResultAnnounced { .. }
        | ElectionEvent::ResultConfirmed { .. } => polls::apply(election, e),
        ElectionEvent::CalledOff => {}
    }
}

fn planned(id: ElectionId, procedure: Procedure, question: Placed) -> Election {
    Election {
        id,
        procedure,
        question,
        hands: None,
        officer: None,
        candidates: Vec::new(),
        speech: None,
        kept_off: Default::default(),
        keys: Default::default(),
        loans: Vec::new(),
        polls: Vec::new(),
        answers: Default::default(),
        absent: Default::default(),
        secret_asked: false,
    }
}

//! Candidates who have no seat, because they are not here or have no device: whoever prepares the
//! election puts them up as they agreed beforehand, and writes down what they say.

use alloc::vec;

use ballot::MOST_CANDIDATES;

use super::{Decision, Place};
use crate::event::ElectionEvent;
use crate::id::{RecordId, SeatId};
use crate::meeting::{Candidacy, Election, Placed};
use crate::refusal::Refusal;

impl Place<'_> {
    pub(super) fn put_up(&self, candidate: SeatId, name: RecordId) -> Decision {
        self.prepares()?;
        self.before_polls(Refusal::PollRuns)?;
        let election = self.election;
        // Nobody stands for somebody who is here and can say so themselves.
        let seated = self.me.m.seats.contains_key(&candidate);
        if seated || election.candidates.iter().any(|it| it.seat == candidate) {
            return Err(Refusal::AlreadyThere);
        }
        if election.candidates.len() >= MOST_CANDIDATES {
            return Err(Refusal::TooManyCandidates);
        }
        let name = Placed { by: self.me.id, words: name };
        Ok(vec![ElectionEvent::PutUp { candidate, name }])
    }

    pub(super) fn stand_for(&self, candidate: SeatId, stands: bool) -> Decision {
        self.prepares()?;
        self.absent(candidate)?;
        self.stands(candidate, stands)
    }

    pub(super) fn accept_for(&self, candidate: SeatId, accepts: bool) -> Decision {
        self.prepares()?;
        self.absent(candidate)?;
        self.accepts(candidate, accepts)
    }

    /// Somebody who has a seat answers for themselves.
    fn absent(&self, candidate: SeatId) -> Result<(), Refusal> {
        match self.election.absent.contains_key(&candidate) {
            true => Ok(()),
            false => Err(Refusal::NotCandidate),
        }
    }
}

pub fn apply(election: &mut Election, candidate: SeatId, name: Placed) {
    election.candidates.push(Candidacy { seat: candidate, by: name.by, stands: Some(true) });
    election.absent.insert(candidate, name);
}

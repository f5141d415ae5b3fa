//! One objection is enough: whoever may vote asks for a secret ballot instead of raised hands, and
//! from then on it is secret. Nobody is told who asked.

use alloc::vec;

use ballot::poll::Manner;

use super::polls::roll_of;
use super::{Decision, Place};
use crate::event::ElectionEvent;
use crate::meeting::Election;
use crate::refusal::Refusal;

impl Place<'_> {
    pub(super) fn ask_secret(&self) -> Decision {
        self.before_polls(Refusal::PollRuns)?;
        if self.election.kept_off.contains(&self.me.id) {
            return Err(Refusal::NotOnRoll);
        }
        if self.election.procedure.manner == Manner::Secret {
            return Ok(vec![]);
        }
        roll_of(self.me.m, self.election)?;
        Ok(vec![ElectionEvent::SecretAsked])
    }

    /// What somebody asked for is not undone by another plan, as long as enough are here for it.
    pub(super) fn may_be_held(&self, manner: Manner) -> Result<(), Refusal> {
        let asked = self.election.secret_asked && manner == Manner::Hands;
        match asked && roll_of(self.me.m, self.election).is_ok() {
            true => Err(Refusal::SecretAsked),
            false => Ok(()),
        }
    }
}

/// What was agreed on stays agreed: that a single person may ask is part of every open vote.
pub fn apply(election: &mut Election) {
    election.procedure.manner = Manner::Secret;
    election.secret_asked = true;
}

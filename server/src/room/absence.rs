//! Absence: a group whose moderator's device is gone is offered the moderation, until it is back.
//!
//! Who is connected is nobody's business but the room's; that somebody may take over is for the
//! engine to say. So the room asks, in the house's name, and the log keeps what came of it.

use std::collections::BTreeMap;

use shared::actor::Actor;
use shared::command::{Command, Deed};
use shared::id::{CommandId, GroupId, SeatId};
use tokio::time::Instant;

use super::Room;
use super::desk::Task;

/// The groups where what is offered is not what should be, with their moderator and when to ask
/// for it.
#[derive(Default)]
pub struct Absences(BTreeMap<GroupId, (SeatId, Instant)>);

impl Absences {
    /// When to look again.
    pub fn next(&self) -> Option<Instant> {
        self.0.values().map(|(_, at)| *at).min()
    }
}

impl Room {
    /// Looks whose moderator is gone or back; asks once the pause has passed, and again after
    /// another where it was not stored.
    pub(super) fn look_for_moderators(&mut self) {
        let (now, pause) = (Instant::now(), self.house.settings.moderator_pause);
        let mut asked = Vec::new();
        for (id, group) in &self.ledger.meeting().groups {
            let Some(moderator) = group.cast.moderator else {
                self.absences.0.remove(id);
                continue;
            };
            let here = self.audience.is_heard(moderator);
            let is_right = here != group.moderation_offered;
            // Alone nobody needs a moderator, unless the group is at work.
            let at_work = group.running().is_some();
            let waits = self.audience.people_of(*id) > usize::from(!at_work);
            if is_right || (!here && !waits) {
                self.absences.0.remove(id);
                continue;
            }
            // Whoever is back is told at once, and whoever fell silent has been gone for a while.
            let at_once = here || self.audience.is_present(moderator);
            let first = (moderator, if at_once { now } else { now + pause });
            let absence = self.absences.0.entry(*id).or_insert(first);
            if absence.0 != moderator {
                *absence = first;
            }
            if absence.1 <= now {
                absence.1 = now + pause;
                asked.push(Deed::OfferModeration { group: *id, moderator, open: !here });
            }
        }
        asked.into_iter().for_each(|deed| self.house_asks(deed));
    }

    /// Does something in the house's own name.
    pub(super) fn house_asks(&mut self, deed: Deed) {
        let mut id = [0; 16];
        if getrandom::fill(&mut id).is_err() {
            // Asked again after the pause.
            return;
        }
        let id = CommandId::from_bytes(id);
        let command = Command { id, deed };
        self.enqueue(Task::new(None, Actor::House, command, Vec::new()));
    }
}

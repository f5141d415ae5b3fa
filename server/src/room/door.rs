//! The room's door: whose invitation may hang in the foyer, and when it comes down.

use shared::actor::Actor;
use shared::command::{Command, Deed};
use shared::engine::decide;
use shared::event::Event;
use shared::foyer::HangUp;
use shared::id::CommandId;
use shared::meeting::Admission;
use shared::refusal::Refusal;

use super::Room;
use crate::pass;

impl Room {
    /// Hangs an invitation up, where whoever brings it could open the door and it is open.
    pub(super) fn hang_up(&self, asked: HangUp) -> Result<(), Refusal> {
        let (meeting, now) = (self.ledger.meeting(), self.house.clock.now());
        let Some(Admission::Seat(seat)) = pass::admission(meeting, &pass::hash(&asked.pass)) else {
            return Err(Refusal::NotAllowed);
        };
        if meeting.invitation.closed {
            return Err(Refusal::DoorClosed);
        }
        // The engine knows who may: nothing is done, only asked.
        let deed = Deed::CloseDoor { closed: false };
        decide(
            meeting,
            &Command { id: CommandId::from_bytes([0; 16]), deed },
            Actor::Seat(seat),
            now,
        )?;
        let hung = self.house.foyer.hang_up(asked, now);
        if hung { Ok(()) } else { Err(Refusal::Unavailable) }
    }

    /// Takes the invitation down where the door was closed.
    pub(super) fn mind_the_door(&self, events: &[Event]) {
        if events.iter().any(|event| matches!(event, Event::DoorClosed { closed: true })) {
            self.house.foyer.close(self.id);
        }
    }
}

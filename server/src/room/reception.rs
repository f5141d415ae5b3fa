//! The reception: who is let in, and what they are told first.

use shared::actor::Viewer;
use shared::id::{SeatId, Seq};
use shared::meeting::Admission;
use shared::refusal::Refusal;
use shared::wire::{Bye, ToClient, Welcome};

use super::audience::{LineId, Standing};
use super::{Arrival, Message, Room};
use crate::pass;

impl Room {
    /// Lets somebody in whose pass is known.
    pub(super) fn receive(&mut self, arrival: Arrival) {
        let Arrival { hello, line, answer } = arrival;
        let standing = match pass::admission(self.ledger.meeting(), &hello.pass) {
            Some(Admission::Door(kind)) => Some(Standing::Door(kind)),
            Some(Admission::Seat(id)) => Standing::of(self.ledger.meeting(), id),
            None => None,
        };
        let admitted = match standing {
            None => Err(Bye::PassUnknown),
            Some(standing) => self
                .audience
                .admit(standing, hello.device, line)
                .map_err(|_| Bye::Refused(Refusal::MeetingFull)),
        };
        if let Ok(id) = admitted {
            match hello.have {
                Some(have) => self.welcome_back(id, have),
                None => self.welcome(id),
            }
        }
        // A socket that has ended meanwhile says so with its next message.
        if let Err(Ok(id)) = answer.send(admitted) {
            self.take(Message::Left(id));
        }
    }

    /// Gives a connection everything it may know, or sends it away where its seat has ended.
    pub(super) fn welcome(&mut self, id: LineId) {
        let Some(line) = self.audience.get(id) else { return };
        let door = match line.standing {
            Standing::Door(kind) => Some(kind),
            Standing::Seat(seat, ..) => {
                let Some(standing) = Standing::of(self.ledger.meeting(), seat) else {
                    return self.audience.send_away(id, Bye::PassUnknown);
                };
                self.audience.stand(id, standing);
                None
            }
        };
        let Some(line) = self.audience.get(id) else { return };
        let you = line.standing.viewer();
        let (meeting, records) = self.ledger.view(you);
        line.tell(&ToClient::Welcome(Box::new(Welcome {
            you,
            door,
            now: self.house.clock.now(),
            salt: self.ledger.salt,
            seq: self.ledger.fold().seq,
            meeting,
            records,
            present: self.present_for(you),
        })));
        self.tell_count_to(id);
    }

    /// Gives a connection what it has missed, or everything where that is not possible.
    fn welcome_back(&mut self, id: LineId, have: Seq) {
        let Some(line) = self.audience.get(id) else { return };
        let you = line.standing.viewer();
        let Some(missed) = self.ledger.since(have, you) else { return self.welcome(id) };
        let now = self.house.clock.now();
        line.tell(&ToClient::WelcomeBack { now, present: self.present_for(you) });
        for entry in missed {
            let records = self.ledger.words_of(&entry);
            line.tell(&ToClient::Entry { entry, records });
        }
        self.tell_count_to(id);
    }

    fn present_for(&self, viewer: Viewer) -> Vec<SeatId> {
        match viewer {
            Viewer::Door => Vec::new(),
            _ => self.audience.present().into_iter().collect(),
        }
    }
}

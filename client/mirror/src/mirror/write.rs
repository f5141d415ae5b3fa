//! Writing in pads: every update is kept until it is stored.

use shared::actor::Viewer;
use shared::limits::PAD_SNAPSHOT_SEALED;
use shared::pad::{PadId, access};
use shared::wire::ToServer;
use shared::words::Kind;

use super::{Link, Mirror};
use crate::pads::Pen;

impl Mirror {
    /// Opens a pad, now and after every reconnect; or asks for it again.
    pub fn open_pad(&mut self, pad: PadId) {
        self.pads.open(pad);
        self.turn_to_pads();
    }

    /// Needs a pad no longer.
    pub fn close_pad(&mut self, pad: PadId) {
        self.pads.close(pad);
    }

    /// Writes in a pad; gives the number of the update on this device. The update is kept until
    /// it is stored.
    pub fn write(&mut self, pad: PadId, update: Vec<u8>) -> u64 {
        let counter = self.next_counter();
        self.pads.write(pad, counter, update);
        self.turn_to_pads();
        counter
    }

    /// What this device wrote in a pad and is not stored yet, in order.
    pub fn unstored(&self, pad: PadId) -> impl Iterator<Item = &[u8]> {
        let of_this = self.pads.unstored().filter(move |(other, _)| *other == pad);
        of_this.map(|(_, update)| update)
    }

    /// Opens pads and sends what was written.
    ///
    /// What is on its way shows already, and may be what opens a pad: a phase just entered, a role
    /// just taken. The server, which has not decided it yet, would refuse; so the pad waits for
    /// the answer.
    pub(super) fn turn_to_pads(&mut self) {
        let (Link::Here, Some(fold)) = (self.link, &self.fold) else { return };
        let (meeting, you, settled) = (&fold.meeting, self.you, self.outbox.is_empty());
        let asked =
            self.pads.take_unasked(|pad| settled || access::may_read(meeting, you, pad).is_ok());
        let Viewer::Seat(me, ..) = you else { return };
        let written =
            self.pads.take_unsent(|pad| settled || access::may_write(meeting, me, pad).is_ok());
        for pad in asked {
            self.send(&ToServer::OpenPad { pad });
        }
        for (counter, pad, update) in written {
            let Some(pen) = self.pen(pad) else { return };
            let sealed = pen.seal(Kind::PadUpdate, counter, &update);
            self.send(&ToServer::Write { pad, counter, sealed });
        }
    }

    /// Gives the whole of a pad, up to this update, to late comers. That is for those who may
    /// write in it; a pad that is too large for one frame stays as it is.
    pub fn summarize(&mut self, pad: PadId, upto: u64, document: &[u8]) {
        let Some((fold, me)) = self.fold.as_ref().zip(self.me()) else { return };
        if access::may_write(&fold.meeting, me, pad).is_err() {
            return;
        }
        let counter = self.next_counter();
        let Some(pen) = self.pen(pad) else { return };
        let sealed = pen.seal(Kind::PadSnapshot, counter, document);
        if sealed.len() > PAD_SNAPSHOT_SEALED || self.link != Link::Here {
            return;
        }
        self.send(&ToServer::Summarize { pad, upto, counter, sealed });
    }

    /// Another device's summary holds everything up to this update.
    pub fn confirm(&mut self, pad: PadId, upto: u64) {
        if self.link == Link::Here {
            self.send(&ToServer::Confirm { pad, upto });
        }
    }

    /// Tells those who have the pad open where one's caret is.
    pub fn whisper(&mut self, pad: PadId, caret: &[u8]) {
        let counter = self.next_counter();
        let Some(pen) = self.pen(pad) else { return };
        let sealed = pen.seal(Kind::Whisper, counter, caret);
        if self.link == Link::Here {
            self.send(&ToServer::Whisper { pad, sealed });
        }
    }

    pub(super) fn pen(&self, pad: PadId) -> Option<Pen> {
        let (me, group) = (self.me()?, self.group_of(pad.session)?);
        let (_, pass) = self.ticket.seat.as_ref()?;
        let keys = self.keys.as_ref()?;
        Some(Pen::new(self.ticket.meeting(), keys, (me, pass), group, pad))
    }

    pub(super) fn next_counter(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }
}

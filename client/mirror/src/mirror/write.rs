//! Writing in pads: every update is kept until it is stored.

use shared::actor::Viewer;
use shared::pad::PadId;
use shared::wire::ToServer;
use vault::Kind;

use super::{Link, Mirror};
use crate::pads::Pen;

impl Mirror {
    /// Opens a pad, now and after every reconnect.
    pub fn open_pad(&mut self, pad: PadId) {
        self.pads.open(pad);
        if self.link == Link::Here {
            self.send(&ToServer::OpenPad { pad });
        }
    }

    /// Needs a pad no longer.
    pub fn close_pad(&mut self, pad: PadId) {
        self.pads.close(pad);
    }

    /// Writes in a pad; gives the number of the update on this device. The update is kept until
    /// it is stored.
    pub fn write(&mut self, pad: PadId, update: Vec<u8>) -> u64 {
        let counter = self.next_counter();
        if self.link == Link::Here {
            self.send_writing(counter, pad, &update);
        }
        self.pads.write(pad, counter, update);
        counter
    }

    /// What this device wrote in a pad and is not stored yet, in order.
    pub fn unstored(&self, pad: PadId) -> impl Iterator<Item = &[u8]> {
        let of_this = self.pads.unstored().filter(move |(_, other, _)| *other == pad);
        of_this.map(|(_, _, update)| update)
    }

    pub(super) fn send_writing(&mut self, counter: u64, pad: PadId, update: &[u8]) {
        let Some(pen) = self.pen() else { return };
        let sealed = pen.seal(Kind::PadUpdate, pad, counter, update);
        self.send(&ToServer::Write { pad, counter, sealed });
    }

    /// Gives the whole of a pad, up to this update, to late comers. A pad too large for one frame
    /// stays as it is.
    pub fn summarize(&mut self, pad: PadId, upto: u64, document: &[u8]) {
        let counter = self.next_counter();
        let Some(pen) = self.pen() else { return };
        let sealed = pen.seal(Kind::PadSnapshot, pad, counter, document);
        if sealed.len() + 128 > shared::limits::FRAME_BYTES || self.link != Link::Here {
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
        let Some(pen) = self.pen() else { return };
        let sealed = pen.seal(Kind::Whisper, pad, counter, caret);
        if self.link == Link::Here {
            self.send(&ToServer::Whisper { pad, sealed });
        }
    }

    pub(super) fn pen(&self) -> Option<Pen<'_>> {
        let Viewer::Seat(seat, group) = self.you else { return None };
        let (_, pass) = self.ticket.seat.as_ref()?;
        let (meeting, keys) = (self.ticket.meeting(), self.keys.as_ref()?);
        Some(Pen { meeting, keys, group, me: (seat, pass) })
    }

    pub(super) fn next_counter(&mut self) -> u64 {
        self.counter += 1;
        self.counter
    }
}

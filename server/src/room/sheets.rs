//! Sheets: what is written in pads goes on at once to everybody who has the same one open, and is
//! stored beside that. The author keeps it until it is stored.

use std::collections::BTreeMap;

use bytes::Bytes;
use shared::id::{DeviceId, SeatId};
use shared::pad::{PadId, Snapshot, Update, access};
use shared::refusal::Refusal;
use shared::wire::ToClient;
use shared::words::Sealed;

use super::audience::{LineId, OpenSheet};
use super::fullness::{Fullness, Swap};
use super::words::{self, Form};
use super::{Ending, Errand, Room};
use crate::log::{PadContents, PadError, PadSize, Unavailable};
use crate::socket::frame::frame;

/// How many sheets one device may have open: all of two long sessions.
const OPEN_SHEETS: usize = 64;

/// What is on its way to the log, and how much is there.
#[derive(Default)]
pub struct Sheets {
    /// The frames that were relayed but cannot be read from the log yet.
    in_flight: BTreeMap<u64, (PadId, Bytes)>,
    next: u64,
    fullness: Fullness,
}

/// What came of something asked of the log.
pub enum Outcome {
    Opened { line: LineId, pad: PadId, contents: Result<PadContents, Unavailable> },
    Stored { flight: Flight, line: LineId, pad: PadId, number: Result<u64, PadError> },
    Summarized { line: LineId, pad: PadId, summary: Snapshot, kept: Result<bool, Unavailable> },
    Confirmed { line: LineId, pad: PadId, confirmed: Result<Result<Swap, Refusal>, Unavailable> },
    Measured(Result<Vec<(PadId, PadSize)>, Unavailable>),
}

/// An update on its way to the log.
#[derive(Clone, Copy)]
pub struct Flight {
    id: u64,
    counter: u64,
    bytes: usize,
}

impl Room {
    /// Gives a device the contents of a sheet, and from now on what is written on it.
    pub(super) fn open_sheet(&mut self, id: LineId, pad: PadId) {
        let meeting = self.ledger.meeting();
        let Some(line) = self.audience.get(id) else { return };
        let standing = line.standing;
        let refused = match access::may_read(meeting, standing.viewer(), pad) {
            Ok(()) if !self.audience.may_command(standing) => Err(Refusal::TooFast),
            other => other,
        };
        let Some(line) = self.audience.get_mut(id) else { return };
        if let Err(refusal) = refused {
            return line.tell(&ToClient::PadRefused { pad, counter: None, refusal });
        }
        // Whatever is not stored at this moment will not be among the contents.
        let flying = self.sheets.in_flight.values().filter(|(other, _)| *other == pad);
        let held = Some(flying.map(|(_, frame)| frame.clone()).collect());
        match line.sheet(pad) {
            Some(sheet) => line.sheets[sheet].held = held,
            None if line.sheets.len() >= OPEN_SHEETS => {
                let refusal = Refusal::TooFast;
                return line.tell(&ToClient::PadRefused { pad, counter: None, refusal });
            }
            None => line.sheets.push(OpenSheet { pad, held }),
        }
        let (log, meeting) = (self.house.log.clone(), self.id);
        self.send(async move {
            let contents = log.pad_read(meeting, pad).await;
            Errand::Pad(Outcome::Opened { line: id, pad, contents })
        });
    }

    /// Relays an update at once, and stores it.
    pub(super) fn write(&mut self, id: LineId, pad: PadId, counter: u64, sealed: Sealed) {
        let Some((author, device)) = self.author(id) else {
            return self.refuse_pad(id, pad, Some(counter), Refusal::NotSeated);
        };
        let checked = access::may_write(self.ledger.meeting(), author, pad)
            .and_then(|()| words::check_sealed(&sealed, Form::update(pad, counter)))
            .and_then(|()| self.sheets.fullness.takes(pad, sealed.len()))
            .and_then(|()| match self.audience.may_update(author, sealed.len()) {
                true => Ok(()),
                false => Err(Refusal::TooFast),
            });
        if let Err(refusal) = checked {
            return self.refuse_pad(id, pad, Some(counter), refusal);
        }
        let flight = Flight { id: self.sheets.next, counter, bytes: sealed.len() };
        self.sheets.next += 1;
        self.measure();
        self.sheets.fullness.add(pad, flight.bytes);
        let update = Update { author, device, counter, sealed };
        // What comes again, after a failure or on a new connection, is relayed again: an update
        // that one has already changes nothing.
        let frame = frame(&ToClient::Written { pad, update: update.clone() });
        self.relay(id, pad, &frame);
        self.sheets.in_flight.insert(flight.id, (pad, frame));
        let (log, meeting) = (self.house.log.clone(), self.id);
        self.send(async move {
            let number = log.pad_append(meeting, pad, update).await;
            Errand::Pad(Outcome::Stored { flight, line: id, pad, number })
        });
    }

    /// Asks the log how much the pads hold already, if nobody has.
    fn measure(&mut self) {
        if self.sheets.fullness.wants_to_know() {
            let (log, meeting) = (self.house.log.clone(), self.id);
            self.send(async move { Errand::Pad(Outcome::Measured(log.pad_sizes(meeting).await)) });
        }
    }

    /// Keeps the whole of a pad, for those who come late, until somebody else has confirmed it.
    /// It will stand in the place of what was written, so it takes somebody who may write.
    pub(super) fn summarize(
        &mut self,
        id: LineId,
        pad: PadId,
        upto: u64,
        (counter, sealed): (u64, Sealed),
    ) {
        let Some((author, device)) = self.author(id) else {
            return self.refuse_pad(id, pad, Some(counter), Refusal::NotSeated);
        };
        let checked = access::may_write(self.ledger.meeting(), author, pad)
            .and_then(|()| words::check_sealed(&sealed, Form::summary(pad, counter)))
            .and_then(|()| match self.audience.may_update(author, sealed.len()) {
                true => Ok(()),
                false => Err(Refusal::TooFast),
            });
        if let Err(refusal) = checked {
            return self.refuse_pad(id, pad, Some(counter), refusal);
        }
        let summary = Snapshot { upto, update: Update { author, device, counter, sealed } };
        let (log, meeting) = (self.house.log.clone(), self.id);
        self.send(async move {
            let kept = log.pad_snapshot(meeting, pad, summary.clone()).await;
            Errand::Pad(Outcome::Summarized { line: id, pad, summary, kept })
        });
    }

    /// Makes a summary the one to start from: somebody else has found it whole.
    pub(super) fn confirm(&mut self, id: LineId, pad: PadId, upto: u64) {
        let checked = self.may_read(id, pad);
        let by = self.author(id);
        let (Ok(()), Some(by)) = (checked, by) else {
            return self.refuse_pad(id, pad, None, checked.err().unwrap_or(Refusal::NotSeated));
        };
        let (log, meeting) = (self.house.log.clone(), self.id);
        self.send(async move {
            let confirming = async {
                let mut contents = log.pad_read(meeting, pad).await?;
                // One that has become meaningless meanwhile is as good as confirmed.
                let Some(summary) = contents.pending.take_if(|summary| summary.upto == upto) else {
                    return Ok(Ok(Swap::default()));
                };
                if let Err(refusal) = access::may_confirm(pad, by, &summary.update) {
                    return Ok(Err(refusal));
                }
                let confirmed = log.pad_confirm(meeting, pad, upto).await?;
                contents.updates.retain(|(number, _)| *number <= upto);
                let swap = Swap { gone: contents.bytes(), come: summary.update.sealed.len() };
                Ok(Ok(if confirmed { swap } else { Swap::default() }))
            };
            let confirmed = confirming.await;
            Errand::Pad(Outcome::Confirmed { line: id, pad, confirmed })
        });
    }

    /// Passes on something for the moment; where it is too much, it is lost.
    pub(super) fn whisper(&mut self, id: LineId, pad: PadId, sealed: Sealed) {
        let Some((from, _)) = self.author(id) else { return };
        if words::check_sealed(&sealed, Form::whisper(pad)).is_ok()
            && self.may_read(id, pad).is_ok()
            && self.audience.may_whisper(from)
        {
            self.relay(id, pad, &frame(&ToClient::Whispered { pad, from, sealed }));
        }
    }

    pub(super) fn conclude_pad(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Opened { line, pad, contents } => self.hand_out(line, pad, contents),
            Outcome::Stored { flight: Flight { id, counter, bytes }, line, pad, number } => {
                self.sheets.in_flight.remove(&id);
                match number {
                    Ok(number) => {
                        self.sheets.fullness.number(pad, number);
                        self.answer(line, &ToClient::Stored { pad, counter, number });
                    }
                    Err(PadError::Gone) => self.ending = Some(Ending::Gone),
                    Err(PadError::Unavailable(cause)) => {
                        self.sheets.fullness.take_back(pad, bytes);
                        self.unavailable(line, pad, Some(counter), &cause);
                    }
                }
            }
            Outcome::Summarized { line, pad, summary, kept } => {
                let counter = summary.update.counter;
                match kept {
                    Ok(true) => {
                        let number = summary.upto;
                        self.answer(line, &ToClient::Stored { pad, counter, number });
                        self.relay(line, pad, &frame(&ToClient::Summarized { pad, summary }));
                    }
                    // Somebody has summarised as much before.
                    Ok(false) => {
                        self.refuse_pad(line, pad, Some(counter), Refusal::AlreadyThere);
                    }
                    Err(cause) => self.unavailable(line, pad, Some(counter), &cause),
                }
            }
            Outcome::Confirmed { pad, confirmed: Ok(Ok(swap)), .. } => {
                self.sheets.fullness.swap(pad, swap);
            }
            Outcome::Confirmed { line, pad, confirmed: Ok(Err(refusal)) } => {
                self.refuse_pad(line, pad, None, refusal);
            }
            Outcome::Confirmed { line, pad, confirmed: Err(cause) } => {
                self.unavailable(line, pad, None, &cause);
            }
            Outcome::Measured(sizes) => {
                if let Err(cause) = &sizes {
                    tracing::warn!(meeting = %self.id, %cause, "pads could not be measured yet");
                }
                self.sheets.fullness.learn(sizes.ok());
            }
        }
    }

    /// Gives a device a sheet's contents, then what was written since they were asked for.
    fn hand_out(&mut self, id: LineId, pad: PadId, contents: Result<PadContents, Unavailable>) {
        let contents = match contents {
            Ok(contents) => contents,
            Err(cause) => {
                if let Some(line) = self.audience.get_mut(id) {
                    line.sheets.retain(|sheet| sheet.pad != pad);
                }
                return self.unavailable(id, pad, None, &cause);
            }
        };
        // Those who were allowed when they asked may not be any more.
        if let Err(refusal) = self.may_read(id, pad) {
            return self.refuse_pad(id, pad, None, refusal);
        }
        let Some(line) = self.audience.get_mut(id) else { return };
        let PadContents { snapshot, pending, updates } = contents;
        line.tell(&ToClient::PadOpened { pad, summary: snapshot, updates });
        if let Some(sheet) = line.sheet(pad) {
            let held = line.sheets[sheet].held.take();
            held.into_iter().flatten().for_each(|frame| line.push(&frame));
        }
        // A summary nobody has confirmed yet waits for somebody like this one.
        if let Some(summary) = pending
            && let Some(seat) = line.standing.seat()
            && access::may_confirm(pad, (seat, line.device), &summary.update).is_ok()
        {
            line.tell(&ToClient::Summarized { pad, summary });
        }
    }

    /// Passes a frame on to everybody else who has this sheet open and may (still) read it.
    fn relay(&mut self, from: LineId, pad: PadId, frame: &Bytes) {
        let meeting = self.ledger.meeting();
        for (id, line) in self.audience.iter_mut() {
            if id == from {
                continue;
            }
            let Some(sheet) = line.sheet(pad) else { continue };
            match access::may_read(meeting, line.standing.viewer(), pad) {
                Ok(()) => line.relay(sheet, frame),
                Err(refusal) => {
                    line.sheets.swap_remove(sheet);
                    line.tell(&ToClient::PadRefused { pad, counter: None, refusal });
                }
            }
        }
    }

    fn author(&self, id: LineId) -> Option<(SeatId, DeviceId)> {
        let line = self.audience.get(id)?;
        Some((line.standing.seat()?, line.device))
    }

    fn may_read(&self, id: LineId, pad: PadId) -> Result<(), Refusal> {
        let line = self.audience.get(id).ok_or(Refusal::NotSeated)?;
        access::may_read(self.ledger.meeting(), line.standing.viewer(), pad)
    }

    fn refuse_pad(&self, id: LineId, pad: PadId, counter: Option<u64>, refusal: Refusal) {
        self.answer(id, &ToClient::PadRefused { pad, counter, refusal });
    }

    fn unavailable(&self, id: LineId, pad: PadId, counter: Option<u64>, cause: &Unavailable) {
        tracing::error!(meeting = %self.id, %cause, "a pad could not be read or written");
        self.refuse_pad(id, pad, counter, Refusal::Unavailable);
    }
}

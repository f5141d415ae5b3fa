//! The audience: who is connected to a meeting, as whom, and how each is told.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use bytes::Bytes;
use shared::actor::{Actor, Sight, Viewer};
use shared::id::{DeviceId, GroupId, SeatId};
use shared::meeting::Meeting;
use shared::pad::PadId;
use shared::pass::PassKind;
use shared::wire::{Bye, ToClient};
use tokio::time::Instant;

use crate::quota::{self, Bucket, Rate};
use crate::socket::frame::frame;
use crate::socket::outbox;

/// How many connections a meeting takes: everybody on three devices, and some half-dead ones.
const LINES: usize = 256;
/// How many connections one seat takes: nobody looks at more at a time.
const LINES_PER_SEAT: usize = 16;
/// How often at most people are told who is here: a group that reloads is one change.
const PRESENCE_PAUSE: Duration = Duration::from_millis(250);
/// Newcomers at once and in the long run: a full meeting sits down within a breath.
const DOOR: Rate = Rate { burst: 200.0, per_second: 20.0 };

/// The number of a connection within its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineId(u64);

/// A connection as its room knows it.
pub struct Line {
    pub standing: Standing,
    pub device: DeviceId,
    /// The sheets this device has open.
    pub sheets: Vec<OpenSheet>,
    /// Whether nothing has been heard of it for a while.
    quiet: bool,
    outbox: outbox::Sender,
    /// Whether something was queued since it was last sent.
    waits: Cell<bool>,
}

/// A sheet that a device has open.
pub struct OpenSheet {
    pub pad: PadId,
    /// What was written since the contents were asked for, until they have been told.
    pub held: Option<Vec<Bytes>>,
}

/// As whom somebody is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Door(PassKind),
    Seat(SeatId, GroupId, Sight),
}

impl Standing {
    /// As whom somebody with a seat is here; `None` once they have left.
    pub fn of(meeting: &Meeting, seat: SeatId) -> Option<Self> {
        match meeting.viewer(seat)? {
            Viewer::Seat(seat, group, sight) => Some(Self::Seat(seat, group, sight)),
            Viewer::Door | Viewer::House => None,
        }
    }

    pub fn viewer(self) -> Viewer {
        match self {
            Self::Door(_) => Viewer::Door,
            Self::Seat(seat, group, sight) => Viewer::Seat(seat, group, sight),
        }
    }

    pub fn actor(self) -> Actor {
        match self {
            Self::Door(kind) => Actor::Door(kind),
            Self::Seat(seat, ..) => Actor::Seat(seat),
        }
    }

    pub fn seat(self) -> Option<SeatId> {
        match self {
            Self::Door(_) => None,
            Self::Seat(seat, ..) => Some(seat),
        }
    }
}

impl Line {
    /// Queues a frame. Whoever can't follow is disconnected by its outbox and leaves by itself.
    pub fn push(&self, frame: &Bytes) {
        self.outbox.push(frame);
        self.waits.set(true);
    }

    /// Queues a message for this one alone.
    pub fn tell(&self, message: &ToClient) {
        self.push(&frame(message));
    }

    /// Queues what was written on a sheet, behind its contents if these are still being read.
    pub fn relay(&mut self, sheet: usize, frame: &Bytes) {
        match &mut self.sheets[sheet].held {
            Some(held) => held.push(frame.clone()),
            None => self.push(frame),
        }
    }

    /// Where among its open sheets this one is.
    pub fn sheet(&self, pad: PadId) -> Option<usize> {
        self.sheets.iter().position(|sheet| sheet.pad == pad)
    }
}

/// How fast one person may be, on all their devices together.
struct Pace {
    commands: Bucket,
    updates: Bucket,
    whispers: Bucket,
}

/// Everybody who is connected.
pub struct Audience {
    lines: BTreeMap<LineId, Line>,
    next: u64,
    paces: BTreeMap<SeatId, Pace>,
    door: Bucket,
    /// Who was present when the audience was last told.
    told: BTreeSet<SeatId>,
    /// When to tell them anew, where something has changed.
    pub tell_presence_at: Option<Instant>,
    told_at: Instant,
}

impl Audience {
    pub fn new() -> Self {
        let now = Instant::now();
        Self {
            lines: BTreeMap::new(),
            next: 0,
            paces: BTreeMap::new(),
            door: Bucket::full(DOOR),
            told: BTreeSet::new(),
            tell_presence_at: None,
            told_at: now.checked_sub(PRESENCE_PAUSE).unwrap_or(now),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub fn get(&self, line: LineId) -> Option<&Line> {
        self.lines.get(&line)
    }

    pub fn get_mut(&mut self, line: LineId) -> Option<&mut Line> {
        self.lines.get_mut(&line)
    }

    pub fn iter(&self) -> impl Iterator<Item = (LineId, &Line)> {
        self.lines.iter().map(|(id, line)| (*id, line))
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = (LineId, &mut Line)> {
        self.lines.iter_mut().map(|(id, line)| (*id, line))
    }

    /// Lets a connection in; gives its outbox back where there is no room for it.
    pub fn admit(
        &mut self,
        standing: Standing,
        device: DeviceId,
        outbox: outbox::Sender,
    ) -> Result<LineId, outbox::Sender> {
        let same_seat =
            |line: &Line| line.standing.seat().is_some_and(|seat| standing.seat() == Some(seat));
        // A device that comes anew has lost its former connection, and only the server does not
        // know yet.
        let former = self.iter().find(|(_, line)| same_seat(line) && line.device == device);
        if let Some(former) = former.map(|(id, _)| id) {
            self.send_away(former, Bye::TooSlow);
        }
        if self.lines.len() >= LINES
            || self.lines.values().filter(|line| same_seat(line)).count() >= LINES_PER_SEAT
        {
            return Err(outbox);
        }
        let id = LineId(self.next);
        self.next += 1;
        let waits = Cell::new(false);
        self.lines
            .insert(id, Line { standing, device, sheets: Vec::new(), quiet: false, outbox, waits });
        self.note_presence();
        Ok(id)
    }

    /// Forgets a connection that has ended.
    pub fn remove(&mut self, line: LineId) {
        self.lines.remove(&line);
        self.note_presence();
    }

    /// Ends a connection.
    pub fn send_away(&mut self, line: LineId, bye: Bye) {
        if let Some(line) = self.lines.remove(&line) {
            line.outbox.close(bye);
        }
        self.note_presence();
    }

    /// Ends all connections.
    pub fn send_all_away(&mut self, bye: Bye) {
        std::mem::take(&mut self.lines).into_values().for_each(|line| line.outbox.close(bye));
    }

    /// Sends what was queued, all that one connection gets at once.
    pub fn send(&self) {
        for line in self.lines.values().filter(|line| line.waits.take()) {
            line.outbox.send();
        }
    }

    /// Somebody is here as somebody else from now on: they have sat down, or gone to another group.
    pub fn stand(&mut self, line: LineId, standing: Standing) {
        if let Some(line) = self.lines.get_mut(&line) {
            line.standing = standing;
        }
        self.note_presence();
    }

    /// Whether somebody has a device connected.
    pub fn is_present(&self, seat: SeatId) -> bool {
        self.lines.values().any(|line| line.standing.seat() == Some(seat))
    }

    /// Whether something is heard of a device of somebody's.
    pub fn is_heard(&self, seat: SeatId) -> bool {
        self.lines.values().any(|line| line.standing.seat() == Some(seat) && !line.quiet)
    }

    /// Notes that nothing is heard of a connection for a while, or something again.
    pub fn note_quiet(&mut self, line: LineId, quiet: bool) {
        if let Some(line) = self.lines.get_mut(&line) {
            line.quiet = quiet;
        }
    }

    /// How many people of a group have a device connected.
    pub fn people_of(&self, group: GroupId) -> usize {
        let people = self.lines.values().filter_map(|line| match line.standing {
            Standing::Seat(seat, own, _) if own == group => Some(seat),
            _ => None,
        });
        people.collect::<BTreeSet<_>>().len()
    }

    /// Who has a device connected.
    pub fn present(&self) -> BTreeSet<SeatId> {
        self.lines.values().filter_map(|line| line.standing.seat()).collect()
    }

    fn note_presence(&mut self) {
        if self.tell_presence_at.is_none() && self.present() != self.told {
            self.tell_presence_at = Some(self.told_at + PRESENCE_PAUSE);
        }
    }

    /// Tells everybody who has a seat who is here, if that has changed.
    pub fn tell_presence(&mut self) {
        self.tell_presence_at = None;
        let present = self.present();
        if present == self.told {
            return;
        }
        let frame = frame(&ToClient::Present { seats: present.iter().copied().collect() });
        let seated = self.lines.values().filter(|line| line.standing.seat().is_some());
        seated.for_each(|line| line.push(&frame));
        self.told = present;
        self.told_at = Instant::now();
    }

    /// Whether one more command is not too much.
    pub fn may_command(&mut self, standing: Standing) -> bool {
        match standing {
            Standing::Door(_) => self.door.take(DOOR, 1.0),
            Standing::Seat(seat, ..) => self.pace(seat).commands.take(quota::COMMANDS, 1.0),
        }
    }

    /// Whether one more update of so many bytes is not too much.
    pub fn may_update(&mut self, seat: SeatId, bytes: usize) -> bool {
        let cost = 1 + bytes / 4_096;
        #[expect(clippy::cast_precision_loss, reason = "at most some hundreds")]
        self.pace(seat).updates.take(quota::UPDATES, cost as f32)
    }

    /// Whether one more whisper is not too much.
    pub fn may_whisper(&mut self, seat: SeatId) -> bool {
        self.pace(seat).whispers.take(quota::WHISPERS, 1.0)
    }

    fn pace(&mut self, seat: SeatId) -> &mut Pace {
        self.paces.entry(seat).or_insert_with(|| Pace {
            commands: Bucket::full(quota::COMMANDS),
            updates: Bucket::full(quota::UPDATES),
            whispers: Bucket::full(quota::WHISPERS),
        })
    }
}

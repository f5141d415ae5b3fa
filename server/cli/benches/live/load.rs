//! The workload: in each room one person types five characters a second, whatever the server does
//! (open loop), and everybody else waits for each of them.

use std::cell::{Cell, RefCell};
use std::io::Result;
use std::rc::Rc;
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use pad::Pad;
use shared::time::Timestamp;
use tokio::task::spawn_local;
use tokio::time::{interval_at, sleep};

use crate::figures::Window;
use crate::process::Process;
use crate::room::{Seat, TYPIST};

/// Five keystrokes a second.
const KEYSTROKE: Duration = Duration::from_millis(200);
/// How many keystrokes of a room are kept in mind: twelve seconds of them.
const RECENT: usize = 64;
/// How long rooms type before a window begins.
const SETTLE: Duration = Duration::from_secs(2);

/// All rooms on one server.
pub struct Load {
    pub process: Process,
    pub rooms: usize,
    shared: Rc<Shared>,
    keystrokes: Rc<Vec<Vec<u8>>>,
}

struct Shared {
    typing: Cell<bool>,
    /// Since when deliveries count.
    since: Cell<Option<Instant>>,
    micros: RefCell<Histogram<u64>>,
    /// Connections that ended.
    lost: Cell<u64>,
}

impl Load {
    pub fn new(process: Process) -> Self {
        let shared = Shared {
            typing: Cell::new(false),
            since: Cell::new(None),
            micros: RefCell::new(Histogram::new(3).expect("three digits are allowed")),
            lost: Cell::new(0),
        };
        Self { process, rooms: 0, shared: Rc::new(shared), keystrokes: Rc::new(keystrokes()) }
    }

    /// Puts people to work in one more room.
    pub fn add(&mut self, seats: Vec<Seat>) {
        let sent = Rc::new(RefCell::new([Instant::now(); RECENT]));
        for (n, mut seat) in seats.into_iter().enumerate() {
            let (shared, sent) = (self.shared.clone(), sent.clone());
            if n == TYPIST {
                let keystrokes = self.keystrokes.clone();
                let room = self.rooms;
                spawn_local(async move {
                    if type_on(&mut seat, room, &keystrokes, &shared, &sent).await.is_err() {
                        shared.lost.set(shared.lost.get() + 1);
                    }
                });
            } else {
                seat.listen_only();
                spawn_local(async move {
                    if listen(&mut seat, &shared, &sent).await.is_err() {
                        shared.lost.set(shared.lost.get() + 1);
                    }
                });
            }
        }
        self.rooms += 1;
    }

    /// Lets all rooms type, and measures one window.
    pub async fn window(&self, long: Duration) -> Result<Window> {
        self.shared.typing.set(true);
        sleep(SETTLE).await;
        self.shared.micros.borrow_mut().reset();
        let before = self.process.taken()?;
        let begun = Instant::now();
        self.shared.since.set(Some(begun));
        sleep(long).await;
        self.shared.since.set(None);
        let (seconds, after) = (begun.elapsed().as_secs_f64(), self.process.taken()?);
        self.shared.typing.set(false);
        let micros = self.shared.micros.borrow();
        let cpu = after.cpu - before.cpu;
        let lost = self.shared.lost.get();
        Ok(Window::new(&micros, cpu, seconds, after.memory, lost))
    }
}

async fn type_on(
    seat: &mut Seat,
    room: usize,
    keystrokes: &[Vec<u8>],
    shared: &Shared,
    sent: &RefCell<[Instant; RECENT]>,
) -> Result<()> {
    // Phases are spread evenly: a thousand rooms do not type in chorus.
    let phase = KEYSTROKE.mul_f64((room as f64 * 0.618_034).fract());
    let mut keys = interval_at(tokio::time::Instant::now() + phase, KEYSTROKE);
    let mut typed = keystrokes.iter().cycle();
    loop {
        tokio::select! {
            _ = keys.tick(), if shared.typing.get() => {
                let Some(update) = typed.next() else { return Ok(()) };
                let (number, frame) = seat.keystroke(update);
                sent.borrow_mut()[number as usize % RECENT] = Instant::now();
                seat.socket.send(&frame).await?;
            }
            () = sleep(KEYSTROKE), if !shared.typing.get() => keys.reset_after(phase),
            frame = seat.socket.next() => {
                seat.heard(&frame?);
            }
        }
    }
}

async fn listen(seat: &mut Seat, shared: &Shared, sent: &RefCell<[Instant; RECENT]>) -> Result<()> {
    loop {
        let frame = seat.socket.next().await?;
        let Some(number) = seat.heard(&frame) else { continue };
        let sent = sent.borrow()[number as usize % RECENT];
        if shared.since.get().is_some_and(|since| sent >= since) {
            let micros = u64::try_from(sent.elapsed().as_micros()).unwrap_or(u64::MAX);
            *shared.micros.borrow_mut() += micros;
        }
    }
}

/// What two thousand keystrokes look like to others.
pub fn keystrokes() -> Vec<Vec<u8>> {
    let mut pad = Pad::new(1);
    let mut keys = (0..2_000).map(|n| {
        let edit = pad.replace(n, n, "x", Timestamp(0)).expect("two thousand characters fit");
        edit.updates.concat()
    });
    keys.by_ref().collect()
}

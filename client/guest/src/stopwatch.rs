//! The stopwatch: how long it takes from one guest's doing until another guest sees it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use serde::Serialize;
use shared::id::{CommandId, DeviceId, Seq};

/// Something that is on its way to the other guests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Sent {
    Command(CommandId),
    Writing(DeviceId, u64),
}

/// Measures deliveries between guests that share it and, of course, a clock: those of one meeting.
/// Besides how long a command takes to come back to whoever gave it, and until the board of whoever
/// leads shows it.
#[derive(Debug, Default)]
pub struct Stopwatch {
    times: Mutex<Times>,
}

#[derive(Debug, Default)]
struct Times {
    begun: HashMap<Sent, Instant>,
    entries: Delivery,
    writing: Delivery,
    answers: Delivery,
    board: Delivery,
    /// When what stands at this place of the log was asked for: the board is not told by whom.
    asked: HashMap<Seq, Instant>,
    /// When a board showed it, where that was before whoever asked for it heard of it.
    shown: HashMap<Seq, Vec<Instant>>,
}

impl Stopwatch {
    pub(crate) fn begin(&self, sent: Sent) {
        self.with(|times| times.begun.insert(sent, Instant::now()));
    }

    /// Another guest sees it. What was not begun here is not measured.
    pub(crate) fn seen(&self, sent: Sent) {
        self.with(|times| {
            let Some(begun) = times.begun.get(&sent) else { return };
            let took = begun.elapsed();
            match sent {
                Sent::Command(_) => times.entries.record(took),
                Sent::Writing(..) => times.writing.record(took),
            }
        });
    }

    /// Whoever gave a command sees where it stands in the log.
    pub(crate) fn answered(&self, id: CommandId, seq: Seq) {
        let now = Instant::now();
        self.with(|times| {
            let Some(begun) = times.begun.get(&Sent::Command(id)).copied() else { return };
            times.answers.record(now - begun);
            times.asked.insert(seq, begun);
            for shown in times.shown.remove(&seq).unwrap_or_default() {
                times.board.record(shown - begun);
            }
        });
    }

    /// A board shows what has changed in a group at this place of the log.
    pub(crate) fn on_board(&self, seq: Seq) {
        let now = Instant::now();
        self.with(|times| match times.asked.get(&seq) {
            Some(begun) => times.board.record(now - *begun),
            None => times.shown.entry(seq).or_default().push(now),
        });
    }

    /// From a command until whoever gave it has its entry, and until boards show it.
    pub fn answers_and_board(&self) -> (Delivery, Delivery) {
        self.with(|times| (times.answers.clone(), times.board.clone()))
    }

    /// Deliveries so far: of entries, and of pad updates.
    pub fn deliveries(&self) -> (Delivery, Delivery) {
        self.with(|times| (times.entries.clone(), times.writing.clone()))
    }

    fn with<T>(&self, f: impl FnOnce(&mut Times) -> T) -> T {
        // Times are whole between any two statements.
        f(&mut self.times.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// How long deliveries took.
#[derive(Clone, Debug)]
pub struct Delivery {
    micros: Histogram<u64>,
}

/// The figures of a [`Delivery`], in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    /// How many deliveries.
    pub count: u64,
    /// Half of them took no longer.
    pub p50: f64,
    /// 95 in 100 took no longer.
    pub p95: f64,
    /// 99 in 100 took no longer.
    pub p99: f64,
    /// The longest.
    pub max: f64,
}

impl Default for Delivery {
    fn default() -> Self {
        // Three digits are finer than any machine repeats.
        let micros = Histogram::new(3).expect("three digits are allowed");
        Self { micros }
    }
}

impl Delivery {
    /// Adds one.
    pub fn record(&mut self, took: Duration) {
        self.micros += u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
    }

    /// Adds those of another.
    pub fn add(&mut self, other: &Self) {
        self.micros += &other.micros;
    }

    /// In numbers.
    pub fn figures(&self) -> Figures {
        let at = |quantile| self.micros.value_at_quantile(quantile) as f64 / 1_000.0;
        Figures {
            count: self.micros.len(),
            p50: at(0.5),
            p95: at(0.95),
            p99: at(0.99),
            max: self.micros.max() as f64 / 1_000.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_begun_is_measured_and_each_kind_for_itself() {
        let stopwatch = Stopwatch::default();
        let command = Sent::Command(CommandId::from_bytes([1; 16]));
        let writing = Sent::Writing(DeviceId::from_bytes([2; 16]), 1);
        stopwatch.seen(command);
        stopwatch.begin(command);
        stopwatch.begin(writing);
        // when two guests see the command and one the writing
        stopwatch.seen(command);
        stopwatch.seen(command);
        stopwatch.seen(writing);
        let (entries, written) = stopwatch.deliveries();
        assert_eq!((entries.figures().count, written.figures().count), (2, 1));
    }

    #[test]
    fn a_board_is_measured_whichever_hears_first() {
        let stopwatch = Stopwatch::default();
        let ids = [1, 2].map(|n| CommandId::from_bytes([n; 16]));
        ids.iter().for_each(|id| stopwatch.begin(Sent::Command(*id)));
        stopwatch.on_board(Seq(1));
        stopwatch.answered(ids[0], Seq(1));
        stopwatch.answered(ids[1], Seq(2));
        stopwatch.on_board(Seq(2));
        // What nobody here asked for is not measured.
        stopwatch.on_board(Seq(3));
        let (answers, board) = stopwatch.answers_and_board();
        assert_eq!((answers.figures().count, board.figures().count), (2, 2));
    }

    #[test]
    fn deliveries_add_up() {
        let mut all = Delivery::default();
        for millis in 1..=100 {
            let mut one = Delivery::default();
            one.record(Duration::from_millis(millis));
            all.add(&one);
        }
        let figures = all.figures();
        assert_eq!(figures.count, 100);
        assert!((figures.p50 - 50.0).abs() < 0.5 && (figures.max - 100.0).abs() < 0.5);
    }
}

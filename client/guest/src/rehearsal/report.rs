//! The report of a rehearsal: figures for programs, a table for people.

use std::fmt;

use serde::Serialize;

use crate::stopwatch::{Delivery, Figures};
use crate::tally::Tally;

/// What came of one meeting.
#[derive(Clone, Debug, Serialize)]
pub struct MeetingReport {
    /// Which, counted from 0.
    pub number: usize,
    /// The method that was played.
    pub method: String,
    /// How many people took part.
    pub people: usize,
    /// How long it took.
    pub seconds: f64,
    /// What went through all its guests' hands.
    pub tally: Tally,
    /// Why it went wrong; `None` where everybody ended with the same meeting.
    pub failure: Option<String>,
}

/// Deliveries between the guests of one meeting or of all.
#[derive(Clone, Debug, Default)]
pub struct Deliveries {
    pub entries: Delivery,
    pub updates: Delivery,
}

/// What came of a rehearsal.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// How much faster than people the guests were.
    pub speed: f64,
    /// What the guests' choices grew from.
    pub seed: u64,
    /// How long all of it took.
    pub seconds: f64,
    /// From a guest's command until another guest has absorbed its entry, in milliseconds.
    pub entry_latency: Figures,
    /// From a guest's typing until another guest has it in the pad, in milliseconds.
    pub update_latency: Figures,
    /// What went through all hands.
    pub tally: Tally,
    /// Each meeting.
    pub meetings: Vec<MeetingReport>,
}

impl Report {
    /// How many meetings went wrong.
    pub fn failures(&self) -> usize {
        self.meetings.iter().filter(|meeting| meeting.failure.is_some()).count()
    }

    /// Whether every guest of every meeting ended with the same meeting.
    pub fn is_good(&self) -> bool {
        self.failures() == 0
    }
}

impl fmt::Display for Report {
    /// A table in plain text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seconds, tally, meetings, .. } = self;
        let people: usize = meetings.iter().map(|meeting| meeting.people).sum();
        writeln!(f, "{} meetings, {people} people, in {seconds:.1} s", meetings.len())?;
        writeln!(f)?;
        let head = ["", "count", "p50", "p95", "p99", "max"];
        let [name, count, p50, p95, p99, max] = head;
        writeln!(f, "{name:<18}{count:>9}{p50:>9}{p95:>9}{p99:>9}{max:>9}   ms")?;
        let latencies = [("entries", self.entry_latency), ("pad updates", self.update_latency)];
        for (name, Figures { count, p50, p95, p99, max }) in latencies {
            writeln!(f, "{name:<18}{count:>9}{p50:>9.2}{p95:>9.2}{p99:>9.2}{max:>9.2}")?;
        }
        writeln!(f)?;
        let counts = [
            ("commands", tally.commands),
            ("entries heard", tally.entries),
            ("updates written", tally.written),
            ("updates heard", tally.updates),
            ("bytes out", tally.bytes_out),
            ("bytes in", tally.bytes_in),
            ("reconnects", tally.reconnects),
            ("damaged", tally.damaged),
            ("refusals", tally.refused_in_all()),
        ];
        for (name, count) in counts {
            writeln!(f, "{name:<18}{count:>9}")?;
        }
        for (refusal, count) in &tally.refusals {
            writeln!(f, "  {refusal:<16}{count:>9}")?;
        }
        for meeting in meetings {
            if let Some(failure) = &meeting.failure {
                let MeetingReport { number, method, people, .. } = meeting;
                writeln!(f, "meeting {}, {method} with {people}: {failure}", number + 1)?;
            }
        }
        match self.failures() {
            0 => writeln!(f, "\nevery guest ended with the same meeting"),
            n => writeln!(f, "\n{n} of {} meetings went wrong", meetings.len()),
        }
    }
}

//! A rehearsal: whole meetings played by guests, through real sockets with real sealing.
//!
//! The script is read from the method itself: who writes in which phase, and in which way, stands
//! there; the [`phrases`] are made up. Guests wait like people, as many times faster as wanted.
//! The same seed makes the same choices, though not at the same moments.
//!
//! Deliberately absent: any method by name. What no method file asks for, nobody plays.

use std::sync::Arc;
use std::time::Instant;

use shared::method::guide::Described;
use tokio::task::JoinSet;

use crate::address::Address;
use crate::tally::Tally;

pub mod afternoon;
mod agreement;
mod leading;
mod moments;
mod pace;
mod parts;
mod phrases;
mod play;
mod player;
mod report;
mod size;

use report::Deliveries;
pub use report::{MeetingReport, Report};
pub use size::People;

/// What is to be rehearsed.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Where; meetings take turns. At least one.
    pub servers: Vec<Address>,
    /// What is played, one method after another.
    pub methods: Vec<Described>,
    /// How many meetings by each method, all at the same time.
    pub meetings: usize,
    /// How many people in each.
    pub people: People,
    /// How many times faster than people the guests are.
    pub speed: f64,
    /// What their choices grow from.
    pub seed: u64,
    /// Whether the meetings stay on the server instead of being deleted at the end.
    pub keep: bool,
}

/// What can be told while it is going on. Meetings are counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// A meeting was opened.
    Opened {
        /// Which.
        meeting: usize,
        /// The name of its method.
        method: String,
        /// The page on which anybody can join it.
        page: String,
    },
    /// Its group entered a phase.
    Entered {
        /// Which meeting.
        meeting: usize,
        /// The phase's name.
        phase: String,
    },
    /// It has ended.
    Ended {
        /// Which.
        meeting: usize,
        /// Why it went wrong, if it did.
        failure: Option<String>,
    },
}

/// Plays all meetings to their end.
pub async fn rehearse(plan: Plan, tell: impl Fn(Progress) + Send + Sync + 'static) -> Report {
    let begun = Instant::now();
    let (plan, tell) = (Arc::new(plan), Arc::new(tell));
    let mut tally = Tally::default();
    let mut all = Deliveries::default();
    let mut meetings = Vec::new();
    for (n, described) in plan.methods.iter().enumerate() {
        let described = Arc::new(described.clone());
        let mut playing = JoinSet::new();
        for number in n * plan.meetings..(n + 1) * plan.meetings {
            let (plan, described, tell) = (plan.clone(), described.clone(), tell.clone());
            playing.spawn(async move { play::play(&plan, &described, number, &*tell).await });
        }
        for (meeting, deliveries) in playing.join_all().await {
            tally += &meeting.tally;
            all.entries.add(&deliveries.entries);
            all.updates.add(&deliveries.updates);
            meetings.push(meeting);
        }
    }
    meetings.sort_by_key(|meeting| meeting.number);
    Report {
        speed: plan.speed,
        seed: plan.seed,
        seconds: begun.elapsed().as_secs_f64(),
        entry_latency: all.entries.figures(),
        update_latency: all.updates.figures(),
        tally,
        meetings,
    }
}

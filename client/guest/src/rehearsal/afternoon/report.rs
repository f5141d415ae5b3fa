//! The report of afternoons: figures for programs, a table for people.

use std::fmt;
use std::time::Duration;

use serde::Serialize;

use crate::stopwatch::{Delivery, Figures};
use crate::tally::Tally;

/// What came of one meeting.
#[derive(Clone, Debug, Serialize)]
pub struct Account {
    /// Which, counted from 0.
    pub number: usize,
    /// How many people took part, with whoever led.
    pub people: usize,
    /// How many groups there were.
    pub groups: usize,
    /// How long it took.
    pub seconds: f64,
    /// Seconds from the first press on »join« until all sat.
    pub arrived: f64,
    /// How the groups came about, once they did.
    pub formed: Option<Formed>,
    /// The file of each poll, as people would save it.
    #[serde(skip)]
    pub elections: Vec<String>,
    /// What went through all hands, the wall's among them.
    pub tally: Tally,
    /// Why it went wrong; `None` where all ended with the same meeting and the election was right.
    pub failure: Option<String>,
}

/// How groups came about.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Formed {
    /// Milliseconds until they were proposed.
    pub millis: f64,
    /// How often a hard rule could not be kept.
    pub broken: usize,
    /// How many got their first wish, or advise on their own case.
    pub first: usize,
    /// How many got their second.
    pub second: usize,
    /// How many got their third.
    pub third: usize,
    /// How many got none.
    pub none: usize,
}

/// How long things took in one meeting.
#[derive(Clone, Debug, Default)]
pub struct Times {
    pub joining: Delivery,
    pub answers: Delivery,
    pub board: Delivery,
    pub entries: Delivery,
    pub updates: Delivery,
}

/// What came of all afternoons.
#[derive(Clone, Debug, Serialize)]
pub struct Held {
    /// How much faster than people the guests were.
    pub speed: f64,
    /// How long all of it took.
    pub seconds: f64,
    /// From pressing »join«, together with all others, until one sits, in milliseconds.
    pub joining: Figures,
    /// From a command until whoever gave it has its entry, in milliseconds.
    pub answers: Figures,
    /// From what changes a group until it has reached the boards of whoever leads, in milliseconds.
    pub board: Figures,
    /// From a command until another guest has its entry, in milliseconds.
    pub entries: Figures,
    /// From typing until another guest has it in the pad, in milliseconds.
    pub updates: Figures,
    /// Bytes up and down for each person in an hour of theirs.
    pub bytes_per_hour: f64,
    /// What went through all hands.
    pub tally: Tally,
    /// Each meeting.
    pub meetings: Vec<Account>,
}

impl Account {
    pub(super) fn new(number: usize, people: usize, groups: usize) -> Self {
        Self {
            number,
            people,
            groups,
            seconds: 0.0,
            arrived: 0.0,
            formed: None,
            elections: Vec::new(),
            tally: Tally::default(),
            failure: None,
        }
    }
}

impl Held {
    pub(super) fn of(speed: f64, took: Duration, played: Vec<(Account, Times)>) -> Self {
        let (mut tally, mut all) = (Tally::default(), Times::default());
        let (mut meetings, mut hours) = (Vec::new(), 0.0);
        for (account, times) in played {
            tally += &account.tally;
            hours += account.people as f64 * account.seconds * speed / 3_600.0;
            let Times { joining, answers, board, entries, updates } = &times;
            all.joining.add(joining);
            all.answers.add(answers);
            all.board.add(board);
            all.entries.add(entries);
            all.updates.add(updates);
            meetings.push(account);
        }
        meetings.sort_by_key(|account| account.number);
        Self {
            speed,
            seconds: took.as_secs_f64(),
            joining: all.joining.figures(),
            answers: all.answers.figures(),
            board: all.board.figures(),
            entries: all.entries.figures(),
            updates: all.updates.figures(),
            bytes_per_hour: (tally.bytes_in + tally.bytes_out) as f64 / hours,
            tally,
            meetings,
        }
    }

    /// How many meetings went wrong.
    pub fn failures(&self) -> usize {
        self.meetings.iter().filter(|meeting| meeting.failure.is_some()).count()
    }
}

impl fmt::Display for Held {
    /// A table in plain text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seconds, tally, meetings, .. } = self;
        let people: usize = meetings.iter().map(|meeting| meeting.people).sum();
        let groups: usize = meetings.iter().map(|meeting| meeting.groups).sum();
        let count = meetings.len();
        let afternoons = if count == 1 { "afternoon" } else { "afternoons" };
        writeln!(f, "{count} {afternoons}, {people} people in {groups} groups, in {seconds:.1} s")?;
        let [count, p50, p95, p99, max] = ["count", "p50", "p95", "p99", "max"];
        writeln!(f, "\n{:<18}{count:>9}{p50:>9}{p95:>9}{p99:>9}{max:>9}   ms", "")?;
        for (name, Figures { count, p50, p95, p99, max }) in [
            ("joining at once", self.joining),
            ("command and back", self.answers),
            ("lead's board", self.board),
            ("entries", self.entries),
            ("pad updates", self.updates),
        ] {
            writeln!(f, "{name:<18}{count:>9}{p50:>9.2}{p95:>9.2}{p99:>9.2}{max:>9.2}")?;
        }
        let most =
            |of: fn(&Account) -> Option<f64>| meetings.iter().filter_map(of).fold(0.0, f64::max);
        let sum = |of: fn(&Formed) -> usize| -> usize {
            meetings.iter().filter_map(|meeting| meeting.formed.as_ref()).map(of).sum()
        };
        writeln!(f, "\nall have joined   {:>9.2} s", most(|it| Some(it.arrived)))?;
        writeln!(f, "groups proposed   {:>9.1} ms", most(|it| Some(it.formed?.millis)))?;
        let (first, second, third) = (sum(|it| it.first), sum(|it| it.second), sum(|it| it.third));
        write!(f, "wishes            {first:>9} first, {second} second, {third} third, ")?;
        writeln!(f, "{} none; {} rules broken", sum(|it| it.none), sum(|it| it.broken))?;
        let polls: usize = meetings.iter().map(|meeting| meeting.elections.len()).sum();
        writeln!(f, "polls checked     {polls:>9}")?;
        let kilobytes = self.bytes_per_hour / 1_000.0;
        writeln!(f, "each in an hour   {kilobytes:>9.0} kB, up and down")?;
        for (name, count) in [
            ("commands", tally.commands),
            ("entries heard", tally.entries),
            ("reconnects", tally.reconnects),
            ("damaged", tally.damaged),
            ("refusals", tally.refused_in_all()),
        ] {
            writeln!(f, "{name:<18}{count:>9}")?;
        }
        for (refusal, count) in &tally.refusals {
            writeln!(f, "  {refusal:<16}{count:>9}")?;
        }
        for Account { number, failure, .. } in meetings {
            if let Some(failure) = failure {
                writeln!(f, "afternoon {}: {failure}", number + 1)?;
            }
        }
        match self.failures() {
            0 => writeln!(
                f,
                "\nevery guest ended with the same meeting, and every election is right"
            ),
            n => writeln!(f, "\n{n} of {} afternoons went wrong", meetings.len()),
        }
    }
}

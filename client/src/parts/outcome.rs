//! What became of a first step, in a few words.

use shared::meeting::Outcome;

use crate::texts;

/// All answers, the happiest first.
pub const ALL: [Outcome; 4] =
    [Outcome::Done, Outcome::Differently, Outcome::NotYet, Outcome::Dropped];

/// In a few words.
pub fn words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => texts::followup::done(),
        Outcome::Differently => texts::followup::differently(),
        Outcome::NotYet => texts::followup::not_yet(),
        Outcome::Dropped => texts::followup::dropped(),
    }
}

/// The answer with its line, if there is one.
pub fn told(outcome: Outcome, line: Option<&str>) -> String {
    match line.map(str::trim).filter(|line| !line.is_empty()) {
        Some(line) => format!("{}: {line}", words(outcome)),
        None => words(outcome).into(),
    }
}

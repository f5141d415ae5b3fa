//! The case backlog (Fallspeicher) as a file: what waits in one meeting goes on into the next one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shared::id::CaseId;
use shared::limits::{CASE_CHARS, CASES_PER_MEETING};
use shared::meeting::Day;
use vault::clean::clean_lines;
use vault::words::{Carried, Case, Help, Person, Urgency};

use crate::calendar::{day_from, written};

/// What such a file says that it is.
const FORMAT: &str = "reihum-case-backlog";
/// The form of it that this program writes.
const VERSION: u16 = 1;
/// No file is longer, however many cases wait.
pub const MOST_BYTES: usize = 256 * 1024;

/// A case that waits, as a file keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Since when.
    pub since: Day,
    /// Whether it is to be taken up before the others.
    pub up: bool,
    /// What it says, with the id and the name it came with.
    pub words: Case,
}

/// Why a file can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is something else.
    Other,
    /// Another program wrote it, in a form of its own.
    Version(u64),
    /// Nobody can read on from this line.
    Line(usize),
    /// This case of it says nothing, or waits since no day of the calendar.
    Case(usize),
    /// It holds more than a meeting takes.
    TooMany,
}

/// What every form of it says first.
#[derive(Deserialize)]
struct Head {
    format: String,
    version: u64,
}

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    version: u16,
    saved: String,
    cases: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
struct Line {
    id: CaseId,
    since: String,
    first: bool,
    sentence: String,
    urgency: Urgency,
    help: Option<Help>,
    name: String,
    house: String,
}

/// Writes a file with these, saved on this day. What was not taken along before goes by its id.
pub fn write(cases: &[Waiting], saved: Day) -> String {
    let line = |it: &Waiting| {
        let Waiting { since, up, words } = it.clone();
        let Carried { origin, from } = words.carried?;
        let Case { sentence, urgency, help, .. } = words;
        let (since, first, Person { name, house }) = (written(since), up, from);
        Some(Line { id: origin, since, first, sentence, urgency, help, name, house })
    };
    let cases = cases.iter().filter_map(line).collect();
    let file = File { format: FORMAT.into(), version: VERSION, saved: written(saved), cases };
    serde_json::to_string_pretty(&file).expect("every field has a form in JSON")
}

/// Reads a file whole, or says what is wrong with it. Of a case that it holds twice the first counts.
pub fn read(text: &str) -> Result<Vec<Waiting>, Wrong> {
    let head: Head = serde_json::from_str(text).map_err(|why| match why.is_data() {
        true => Wrong::Other,
        false => Wrong::Line(why.line()),
    })?;
    if head.format != FORMAT {
        return Err(Wrong::Other);
    }
    if head.version != u64::from(VERSION) {
        return Err(Wrong::Version(head.version));
    }
    let File { cases, .. } = serde_json::from_str(text).map_err(|why| Wrong::Line(why.line()))?;
    if cases.len() > CASES_PER_MEETING {
        return Err(Wrong::TooMany);
    }
    let mut seen = BTreeSet::new();
    let mut read = Vec::new();
    for (number, line) in (1..).zip(cases) {
        let Line { id, since, first, sentence, urgency, help, name, house } = line;
        let sentence = clean_lines(&sentence, CASE_CHARS);
        let since = day_from(&since).filter(|_| !sentence.is_empty());
        let since = since.ok_or(Wrong::Case(number))?;
        let carried = Some(Carried { origin: id, from: Person { name, house } });
        let words = Case { sentence, urgency, help, carried };
        if seen.insert(id) {
            read.push(Waiting { since, up: first, words });
        }
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(id: u8, name: &str) -> Waiting {
        let from = Person { name: name.into(), house: String::new() };
        let carried = Some(Carried { origin: CaseId::from_bytes([id; 16]), from });
        let (urgency, help) = (Urgency::Soon, Some(Help::Decision));
        let words = Case { sentence: "Wer öffnet?".into(), urgency, help, carried };
        Waiting { since: Day(20_524), up: id == 1, words }
    }

    #[test]
    fn what_was_saved_is_read_and_people_can_read_it_too() {
        let cases = [waiting(1, "Änne"), waiting(2, "")];
        let text = write(&cases, Day(20_525));
        assert_eq!(read(&text).as_deref(), Ok(&cases[..]));
        for said in
            ["\"since\": \"2026-03-12\"", "\"saved\": \"2026-03-13\"", "Wer öffnet?", "Änne"]
        {
            assert!(text.contains(said), "{said} is not in {text}");
        }
    }

    #[test]
    fn a_case_that_a_file_holds_twice_is_there_once() {
        let text = write(&[waiting(1, "Änne"), waiting(1, "Bo")], Day(0));
        assert_eq!(read(&text), Ok(vec![waiting(1, "Änne")]));
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said() {
        let good = write(&[waiting(1, ""), waiting(2, "")], Day(0));
        let half = &good[..good.len() / 2];
        for (bad, wrong) in [
            ("Fallspeicher".to_owned(), Wrong::Line(1)),
            (String::new(), Wrong::Line(1)),
            ("{}".to_owned(), Wrong::Other),
            (good.replace(FORMAT, "reihum-election"), Wrong::Other),
            (good.replace("\"version\": 1", "\"version\": 2"), Wrong::Version(2)),
            (good.replacen("Decision", "Money", 1), Wrong::Line(12)),
            (good.replace("2026-03-12", "2026-02-30"), Wrong::Case(1)),
            (good.replace("Wer öffnet?", " \u{200b} "), Wrong::Case(1)),
            (half.to_owned(), Wrong::Line(half.split('\n').count())),
            (write(&vec![waiting(1, ""); CASES_PER_MEETING + 1], Day(0)), Wrong::TooMany),
        ] {
            assert_eq!(read(&bad), Err(wrong), "{bad}");
        }
    }

    #[test]
    fn the_longest_file_is_not_too_long() {
        let mut long = waiting(1, &"🏛".repeat(shared::limits::NAME_CHARS));
        long.words.sentence = "\u{1f3db}".repeat(CASE_CHARS);
        assert!(write(&vec![long; CASES_PER_MEETING], Day(0)).len() < MOST_BYTES);
    }
}

//! Calendar files after RFC 5545: whole days with a reminder in the morning, and meetings with one
//! an hour before.

use shared::meeting::Day;
use shared::time::{Span, Timestamp};

/// How many days before its date one is reminded of a first step.
pub const BEFORE: u32 = 2;
/// How many days after its date one is asked about it.
pub const AFTER: u32 = 7;
/// The longest line of a calendar file, in bytes without its end.
const LINE: usize = 75;
/// By so much clocks are put back in autumn.
const PUT_BACK: Span = Span::minutes(60);
const DAY: u64 = 86_400_000;

/// One entry in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Tells it from every other one, everywhere: imported again, it takes its own place.
    pub uid: String,
    /// When.
    pub when: When,
    /// What it is.
    pub title: String,
    /// Where; may be empty.
    pub place: String,
    /// What stands in it.
    pub text: String,
}

/// When something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// All day, without making one busy.
    Day(Day),
    /// From one moment to another.
    Between(Timestamp, Timestamp),
}

/// On which days one is reminded of a first step and asked about it; where the date is near, the
/// reminder comes today.
pub fn days(until: Day, today: Day) -> (Day, Day) {
    let before = Day(until.0.saturating_sub(BEFORE)).max(today.min(until));
    (before, Day(until.0.saturating_add(AFTER)))
}

/// A calendar file with these entries, written at this time.
pub fn document(entries: &[Entry], at: Timestamp) -> String {
    let stamp = instant(at);
    let mut out = String::new();
    let head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Reihum//Reihum//DE", "METHOD:PUBLISH"];
    head.iter().for_each(|text| line(&mut out, text));
    for entry in entries {
        let title = escaped(&entry.title);
        line(&mut out, "BEGIN:VEVENT");
        line(&mut out, &format!("UID:{}@reihum", entry.uid));
        line(&mut out, &format!("DTSTAMP:{stamp}"));
        let reminder = match entry.when {
            When::Day(day) => {
                line(&mut out, &format!("DTSTART;VALUE=DATE:{}", date(day)));
                line(&mut out, &format!("DTEND;VALUE=DATE:{}", date(Day(day.0.saturating_add(1)))));
                line(&mut out, "TRANSP:TRANSPARENT");
                "TRIGGER:PT9H"
            }
            When::Between(begins, ends) => {
                line(&mut out, &format!("DTSTART:{}", instant(begins)));
                line(&mut out, &format!("DTEND:{}", instant(ends)));
                "TRIGGER:-PT1H"
            }
        };
        line(&mut out, &format!("SUMMARY:{title}"));
        line(&mut out, &format!("DESCRIPTION:{}", escaped(&entry.text)));
        if !entry.place.is_empty() {
            line(&mut out, &format!("LOCATION:{}", escaped(&entry.place)));
        }
        line(&mut out, "BEGIN:VALARM");
        line(&mut out, "ACTION:DISPLAY");
        line(&mut out, &format!("DESCRIPTION:{title}"));
        line(&mut out, reminder);
        line(&mut out, "END:VALARM");
        line(&mut out, "END:VEVENT");
    }
    line(&mut out, "END:VCALENDAR");
    out
}

/// A day as people's forms write it, `2026-03-12`; `None` for what is no day.
pub fn day_from(written: &str) -> Option<Day> {
    let mut parts = written.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let counted = Day(u32::try_from(days_since_1970(year, month, day)).ok()?);
    // What is no day of the calendar comes back as another one.
    (civil(counted) == (year, month, day)).then_some(counted)
}

/// A day as people's forms write it.
pub fn written(day: Day) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// When a clock on a wall shows a time of day, on this day and the next, in order: `on` is when it
/// first does on a day, `shows` whether it does then. In the night in which clocks are put back it
/// may show it twice.
pub fn shown(
    today: Day,
    on: impl Fn(Day) -> Option<Timestamp>,
    shows: impl Fn(Timestamp) -> bool,
) -> Vec<Timestamp> {
    let days = [today, Day(today.0.saturating_add(1))];
    let first = days.into_iter().filter_map(on);
    let again = |at: Timestamp| Some(at + PUT_BACK).filter(|later| shows(at) && shows(*later));
    first.flat_map(|at| [Some(at), again(at)].into_iter().flatten()).collect()
}

/// Writes a line, folded where it is too long; no character is torn apart.
fn line(out: &mut String, text: &str) {
    let mut room = LINE;
    for sign in text.chars() {
        if sign.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        out.push(sign);
        room -= sign.len_utf8();
    }
    out.push_str("\r\n");
}

/// Text with everything escaped that means something in a calendar file.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.trim().chars() {
        match sign {
            '\\' | ';' | ',' => out.extend(['\\', sign]),
            '\n' => out.push_str("\\n"),
            // Other control signs have no place in a file.
            sign if sign.is_control() => {}
            sign => out.push(sign),
        }
    }
    out
}

fn date(day: Day) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}{month:02}{day:02}")
}

fn instant(at: Timestamp) -> String {
    let seconds = at.0 % DAY / 1_000;
    let day = date(Day(u32::try_from(at.0 / DAY).unwrap_or(u32::MAX)));
    format!("{day}T{:02}{:02}{:02}Z", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// Year, month and day; a year begins in March here, so that a leap day is its last.
pub fn civil(day: Day) -> (i64, i64, i64) {
    let days = i64::from(day.0) + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 12 March 2026.
    const THURSDAY: Day = Day(20_524);

    fn entry(text: &str) -> Entry {
        let (when, place) = (When::Day(THURSDAY), String::new());
        Entry { uid: "u".into(), when, title: "Titel".into(), place, text: text.into() }
    }

    #[test]
    fn a_file_holds_whole_days_with_a_reminder() {
        let at = Timestamp(u64::from(THURSDAY.0) * DAY + 10 * 3_600_000 + 47 * 60_000 + 5_000);
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Reihum//Reihum//DE\r\n\
            METHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:u@reihum\r\nDTSTAMP:20260312T104705Z\r\n\
            DTSTART;VALUE=DATE:20260312\r\nDTEND;VALUE=DATE:20260313\r\n\
            TRANSP:TRANSPARENT\r\nSUMMARY:Titel\r\nDESCRIPTION:eins\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n\
            DESCRIPTION:Titel\r\nTRIGGER:PT9H\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(document(&[entry("eins")], at), expected);
    }

    #[test]
    fn a_meeting_has_its_hours_and_its_place() {
        let begins = Timestamp(u64::from(THURSDAY.0) * DAY + 15 * 3_600_000);
        let when = When::Between(begins, Timestamp(begins.0 + 2 * 3_600_000));
        let place = "Saal, links".into();
        let text = document(&[Entry { when, place, ..entry("eins") }], Timestamp(0));
        for line in [
            "DTSTART:20260312T150000Z",
            "DTEND:20260312T170000Z",
            "LOCATION:Saal\\, links",
            "TRIGGER:-PT1H",
        ] {
            assert!(text.contains(&format!("\r\n{line}\r\n")), "{line} is missing in {text}");
        }
        assert!(!text.contains("TRANSP"), "whoever is at a meeting is busy");
    }

    #[test]
    fn what_people_type_stays_text() {
        let text = document(&[entry("a,b;c\\d\r\ne\u{7}\n")], Timestamp(0));
        assert!(text.contains("\r\nDESCRIPTION:a\\,b\\;c\\\\d\\ne\r\n"), "{text}");
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let typed = "Über die Größe der Öfen 🏛 ".repeat(20);
        let text = document(&[entry(&typed)], Timestamp(0));
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "a line ends without its pair");
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(typed.trim()), "{unfolded}");
    }

    #[test]
    fn one_is_reminded_before_and_asked_after() {
        let today = Day(THURSDAY.0 - 9);
        assert_eq!(days(THURSDAY, today), (Day(THURSDAY.0 - 2), Day(THURSDAY.0 + 7)));
        // Two days before is yesterday; so it is today.
        let tomorrow = Day(THURSDAY.0 + 1);
        assert_eq!(days(tomorrow, THURSDAY).0, THURSDAY);
        assert_eq!(days(THURSDAY, THURSDAY).0, THURSDAY);
        assert_eq!(days(THURSDAY, tomorrow).0, THURSDAY);
    }

    /// A clock on a wall in Berlin in 2026, as minutes from UTC: summer time from 29 March, 1:00 UTC,
    /// to 25 October, 1:00 UTC.
    fn berlin(at: Timestamp) -> u64 {
        let (begins, ends) = (20_541 * DAY + 3_600_000, 20_751 * DAY + 3_600_000);
        if (begins..ends).contains(&at.0) { 120 } else { 60 }
    }

    fn utc(day: u32, hours: u64, minutes: u64) -> Timestamp {
        Timestamp(u64::from(day) * DAY + (hours * 60 + minutes) * 60_000)
    }

    /// All moments of a day and the next at which it is that time in Berlin.
    fn in_berlin(day: u32, hours: u64, minutes: u64) -> Vec<Timestamp> {
        let wall = |at: Timestamp| at.0 + berlin(at) * 60_000;
        // The earlier of two, as browsers read it.
        let on = |day: Day| {
            let wanted = utc(day.0, hours, minutes).0;
            [120, 60]
                .map(|by| Timestamp(wanted - by * 60_000))
                .into_iter()
                .find(|at| wall(*at) == wanted)
        };
        let shows = |at: Timestamp| wall(at) % DAY == (hours * 60 + minutes) * 60_000;
        shown(Day(day), on, shows)
    }

    #[test]
    fn a_time_of_day_is_found_over_midnight_and_when_clocks_are_put_on_or_back() {
        // 25 October has 2:30 twice, and the day before and after it once.
        assert_eq!(
            in_berlin(20_750, 2, 30),
            [utc(20_750, 0, 30), utc(20_751, 0, 30), utc(20_751, 1, 30)]
        );
        assert_eq!(
            in_berlin(20_751, 2, 30),
            [utc(20_751, 0, 30), utc(20_751, 1, 30), utc(20_752, 1, 30)]
        );
        // Four in the morning after it is twenty-five hours after four in the morning before.
        assert_eq!(in_berlin(20_750, 4, 0), [utc(20_750, 2, 0), utc(20_751, 3, 0)]);
        // Midnight: the evening before, 0:10 is tomorrow's.
        assert_eq!(in_berlin(20_750, 0, 10), [utc(20_749, 22, 10), utc(20_750, 22, 10)]);
        // Clocks are put on: from the evening of 28 March the next five o'clock is that of the 29th.
        assert_eq!(in_berlin(20_540, 5, 0), [utc(20_540, 4, 0), utc(20_541, 3, 0)]);
    }

    #[test]
    fn a_meeting_over_the_change_to_winter_time_stands_in_calendars_as_long_as_it_is() {
        let when = When::Between(utc(20_750, 21, 30), utc(20_751, 1, 30));
        let text = document(&[Entry { when, ..entry("Nacht") }], utc(20_749, 0, 0));
        assert!(text.contains("DTSTART:20261024T213000Z\r\nDTEND:20261025T013000Z\r\n"), "{text}");
    }

    #[test]
    fn days_are_those_of_the_calendar() {
        for (day, written) in [
            (0, "19700101"),
            (59, "19700301"),
            (11_016, "20000229"),
            (20_523, "20260311"),
            (20_524, "20260312"),
            (21_243, "20280229"),
            (21_244, "20280301"),
        ] {
            assert_eq!(date(Day(day)), written);
            let with_hyphens = format!("{}-{}-{}", &written[..4], &written[4..6], &written[6..]);
            assert_eq!(super::written(Day(day)), with_hyphens);
            assert_eq!(day_from(&with_hyphens), Some(Day(day)));
        }
        for no_day in ["", "2026-03", "2026-02-29", "2026-13-01", "gestern", "1969-12-31"] {
            assert_eq!(day_from(no_day), None, "{no_day}");
        }
    }
}

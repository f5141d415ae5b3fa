//! How times are written: what is left, what is over, and when something ends.

use js_sys::Date;
use shared::meeting::{CaseSession, Day, Left};
use shared::time::{Span, Timestamp};
use wasm_bindgen::JsValue;

use crate::texts;

/// Minutes and seconds: `7:05`.
pub fn minutes(span: Span) -> String {
    let seconds = span.as_seconds();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// What the clock of a phase shows: `7:05`, then `+0:20`.
pub fn digits(left: Left) -> String {
    match left {
        // Rounded up, so that a phase begins with its full minutes and ends with zero.
        Left::Time(left) => minutes(left + Span(999)),
        Left::Over(over) => format!("+{}", minutes(over)),
    }
}

/// The time of day on this device's wall: `10:52`.
pub fn time_of_day(at: Timestamp) -> String {
    let date = date(at);
    format!("{}:{:02}", date.get_hours(), date.get_minutes())
}

/// The day on this device's calendar: `12. März 2026`.
pub fn day_of(at: Timestamp) -> String {
    written(&date(at), &[("day", "numeric"), ("month", "long"), ("year", "numeric")])
}

/// Since when something waits: `wartet seit dem 12. März 2026`.
pub fn waits(since: Timestamp, now: Timestamp) -> String {
    match sortable(since) == sortable(now) {
        true => texts::cases::waits_since_today().into(),
        false => texts::cases::waits_since(day_of(since)),
    }
}

/// A calendar day: `Donnerstag, 12. März 2026`.
pub fn day(day: Day) -> String {
    // Noon, so that no time zone moves it.
    let noon = Timestamp(u64::from(day.0) * 86_400_000 + 43_200_000);
    let parts = [("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")];
    written(&date(noon), &parts)
}

/// The day on this device's calendar as files are named: `2026-03-12`.
pub fn sortable(at: Timestamp) -> String {
    let date = date(at);
    format!("{}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// When the last phase ends, if everything takes what is planned and `more` is added here.
pub fn planned_end(session: &CaseSession, now: Timestamp, more: Span) -> Timestamp {
    let over = match session.clock().left(now) {
        Left::Time(_) => Span::ZERO,
        Left::Over(over) => over,
    };
    // What is over already eats up what is added.
    session.planned_end(now) + (more - over)
}

fn date(at: Timestamp) -> Date {
    Date::new(&JsValue::from_f64(at.0 as f64))
}

fn written(date: &Date, parts: &[(&str, &str)]) -> String {
    let options = js_sys::Object::new();
    for (part, length) in parts {
        // Setting a plain property of a fresh object cannot fail.
        let _ = js_sys::Reflect::set(&options, &(*part).into(), &(*length).into());
    }
    date.to_locale_date_string(texts::app::locale(), &options).into()
}

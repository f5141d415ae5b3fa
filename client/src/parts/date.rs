//! Days as a date field writes them, in the calendar of this device.

use js_sys::Date;
use shared::meeting::Day;
use shared::time::Timestamp;
use wasm_bindgen::JsValue;

use crate::calendar;

/// A day in milliseconds.
const DAY: f64 = 86_400_000.0;

/// The day of a point in time: `2026-03-12`.
pub fn written(at: Timestamp) -> String {
    let date = Date::new(&JsValue::from_f64(at.0 as f64));
    format!("{}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// The last moment of a day; `None` for what is no day.
pub fn end_of(day: &str) -> Option<Timestamp> {
    let mut parts = day.splitn(3, '-').map(str::parse::<u32>);
    let mut next = || parts.next()?.ok();
    let (year, month, day) = (next()?, next()?, next()?);
    let month = i32::try_from(month).ok()?.checked_sub(1)?;
    let end = Date::new_with_year_month_day_hr_min_sec_milli(
        year,
        month,
        i32::try_from(day).ok()?,
        23,
        59,
        59,
        0,
    );
    let millis = end.get_time();
    (millis.is_finite() && millis > 0.0).then_some(Timestamp(millis as u64))
}

/// The moment that a date field and a time field name together, in the calendar of this device.
pub fn moment(day: &str, time: &str) -> Option<Timestamp> {
    let millis = Date::parse(&format!("{day}T{time}"));
    (millis > 0.0).then_some(Timestamp(millis as u64))
}

/// The time of day as a time field writes it: `09:05`.
pub fn time(at: Timestamp) -> String {
    let date = Date::new(&JsValue::from_f64(at.0 as f64));
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// When it is this time of day around now: today, or tomorrow where that was long ago.
pub fn next(time: &str, now: Timestamp) -> Option<Timestamp> {
    shown(time, now).into_iter().min_by_key(|at| at.0.abs_diff(now.0))
}

/// The next moment at which the clock on the wall shows this time of day.
pub fn ahead(time: &str, now: Timestamp) -> Option<Timestamp> {
    shown(time, now).into_iter().find(|at| *at >= now)
}

/// When the clock on the wall shows this time of day, today and tomorrow.
fn shown(of: &str, now: Timestamp) -> Vec<Timestamp> {
    let today = calendar::day_from(&written(now));
    let on = |day| moment(&calendar::written(day), of);
    today.map(|today| calendar::shown(today, on, |at| time(at) == of)).unwrap_or_default()
}

/// A day of the calendar: `2026-03-12`.
pub fn of_day(day: Day) -> String {
    let midnight = Date::new(&JsValue::from_f64(f64::from(day.0) * DAY));
    String::from(midnight.to_iso_string()).split('T').next().unwrap_or_default().to_owned()
}

/// The day of the calendar that a date field holds; `None` while it holds none, or one before 1970.
pub fn day(value: &str) -> Option<Day> {
    let millis = Date::parse(value);
    (millis >= 0.0).then(|| Day((millis / DAY) as u32))
}

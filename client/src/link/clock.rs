//! When to ask the server what time it is, and how to notice that the device slept.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::*;

use super::{Call, Link, SILENCE};

/// How often the connection is tried and the clock measured.
const BEAT: u64 = 10_000;
/// A beat that comes this late means that the device slept.
const SLEPT: u64 = 20_000;
/// Right after connecting, several quick questions: the quickest answer counts.
const QUICK: [u64; 4] = [0, 150, 400, 1_000];

/// The device's clock in milliseconds, right or wrong.
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// Asks a few times in a row.
pub fn measure(link: &Link) {
    for wait in QUICK {
        let link = link.clone();
        set_timeout(move || (link.0.tell)(Call::Ping), Duration::from_millis(wait));
    }
}

/// Asks from time to time, and hangs up on a connection that has gone silent.
pub fn beat(link: Link) {
    let last = Cell::new(now());
    set_interval(
        move || {
            let (before, now) = (last.replace(now()), now());
            if now.abs_diff(before) > SLEPT {
                (link.0.tell)(Call::Woke);
                measure(&link);
            } else {
                link.hang_up_if_silent_since(now.saturating_sub(SILENCE));
                (link.0.tell)(Call::Ping);
            }
        },
        Duration::from_millis(BEAT),
    );
}

//! People with browsers: each a Chromium of their own, finding things by role and visible name.

mod commands;
mod driver;
mod keyboard;
mod person;

pub use driver::Driver;
pub use person::Person;

use std::time::Duration;

/// How long a person looks for something before giving up. Seven browsers share two cores.
const PATIENCE: Duration = Duration::from_secs(40);
/// How long between two looks.
const BLINK: Duration = Duration::from_millis(60);

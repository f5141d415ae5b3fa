//! People with browsers: each a Chromium of their own, finding things by role and visible name.

mod commands;
mod driver;
mod files;
mod keyboard;
mod person;

pub use driver::Driver;
pub use person::Person;

use std::time::Duration;

/// The window of a phone, in pixels: narrow, like many.
const PHONE: (u32, u32) = (360, 740);
/// The window of a small computer.
const DESK: (u32, u32) = (1280, 800);
/// What a beamer throws on a wall.
pub const WALL: (u32, u32) = (1920, 1080);
/// How long a person looks for something before giving up. Seven browsers share two cores.
const PATIENCE: Duration = Duration::from_secs(40);
/// How long between two looks.
const BLINK: Duration = Duration::from_millis(60);

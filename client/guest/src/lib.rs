//! A headless guest: a person's device without a screen, through a real socket and with real
//! sealing.
//!
//! A [`Guest`] is a mirror of the meeting with a socket around it that comes back by itself, and
//! with the pads it has open as documents. It does what a script says and waits for what it can
//! see. Tests, rehearsals ([`rehearsal`]) and exports are made of guests.
//!
//! Deliberately absent: any rule of its own. What may be done, the engine says; what a frame
//! means, the mirror.

mod address;
mod document;
mod guest;
mod line;
mod notebook;
pub mod rehearsal;
mod stopwatch;
mod tally;

pub use address::{Address, CannotOpen, Links, NoAddress, open_meeting};
pub use guest::{Guest, Person, Waited};
pub use stopwatch::{Delivery, Figures, Stopwatch};
pub use tally::Tally;

//! The vault: keys from links, and words sealed with them. Only people's devices have one.
//!
//! A link names a meeting and holds a pass and a secret ([`link`]). Secret and erasure salt
//! together give the meeting's [`keys`]; with them [`seal`] closes bytes into an envelope that
//! fits one place only, and [`words`] gives those bytes the shapes that people type.
//!
//! Deliberately absent: storage, the network, a clock, and any way to print a secret by accident.
//! The server must never depend on this crate.

#![no_std]

extern crate alloc;

pub mod address;
pub mod clean;
pub mod keys;
pub mod lead;
pub mod link;
mod padding;
pub mod seal;
pub mod secret;
pub mod words;

pub use keys::{Key, Keys};
pub use lead::Lead;
pub use link::{Link, LinkError};
pub use seal::{Damaged, Place, Slot, open, open_from_any_phase, seal};
pub use secret::{ErasureSalt, Pass, Secret, Seed};
pub use words::{Words, open_words, open_words_from_any_phase, seal_words};

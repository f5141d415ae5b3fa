//! A pad (Mitschrift) as a Yjs document: text in, updates out, and the other way round.
//!
//! Natively this is a library for the headless guest. In the browser it is a WebAssembly module of
//! its own (`browser`), loaded with the first pad: an update that makes the document's library
//! panic stops that instance and not the page.
//!
//! Positions count UTF-16 units, as a `<textarea>` does, and never stand within a character.
//!
//! Deliberately absent: sealing, sending, storing, and a clock.

mod anchor;
#[cfg(target_arch = "wasm32")]
mod browser;
mod change;
mod diff;
mod journal;
mod layout;
mod order;
mod pad;
mod page;
mod parts;

pub use change::{Change, Splice};
pub use pad::{Damaged, Edit, Pad, TooLong, client_id, merge};

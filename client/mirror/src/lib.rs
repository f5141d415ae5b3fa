//! One seat's copy of a meeting: frames in, frames out, words opened and sealed.
//!
//! The browser client and the headless guest are both a [`Mirror`] with something around it: a
//! socket that brings frames in ([`Mirror::receive`]) and takes frames out
//! ([`Mirror::take_frames`]), a screen or a script. What a person does goes into an outbox and
//! shows at once; it leaves the outbox when the server has answered, however often the connection
//! breaks in between.
//!
//! Deliberately absent: sockets, screens, storage, a clock (the caller says what time it is on the
//! device), and the pads' documents, which live with whoever shows them.

mod clock;
mod mirror;
mod opening;
mod outbox;
mod pads;
mod random;
mod rules;
mod ticket;
mod words;

pub use clock::Offset;
pub use mirror::{Mirror, News};
pub use opening::Opening;
pub use pads::{Contents, Numbered};
pub use rules::Rules;
pub use ticket::Ticket;
pub use words::Found;

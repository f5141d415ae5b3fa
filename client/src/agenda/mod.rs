//! The agenda as everybody sees it: what comes when, where the meeting is, and how it stands
//! against the clock; and what each of them comes for.

mod course;
mod folded;
mod intent;
mod now;
pub mod words;

pub use course::{Course, when};
pub use folded::Folded;
pub use intent::{Intention, count};
pub use now::Now;

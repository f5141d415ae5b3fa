//! Afterwards: one is reminded of one's first step and asked what became of it, and the group reads
//! the answer before it goes on.

mod ask;
mod earlier;
mod own;
mod past;
mod told;

pub use self::{earlier::Earlier, own::OwnStep, told::Due, told::Told};

//! Afterwards: one is reminded of one's first step and asked what became of it, and the group reads
//! the answer before it goes on.

#[cfg(target_arch = "wasm32")]
mod ask;
mod calendar;
#[cfg(target_arch = "wasm32")]
mod earlier;
#[cfg(target_arch = "wasm32")]
mod own;
#[cfg(target_arch = "wasm32")]
mod past;
#[cfg(target_arch = "wasm32")]
mod told;

pub use self::calendar::civil;
#[cfg(target_arch = "wasm32")]
pub use self::{earlier::Earlier, own::OwnStep, told::Due, told::Told};

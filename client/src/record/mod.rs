//! The record after a case session: the case giver's sheet (Fallblatt) with everything in it, and
//! the group's record without the account. To read, to print, to take home as Markdown.

#[cfg(target_arch = "wasm32")]
mod attach;
#[cfg(target_arch = "wasm32")]
mod collect;
mod course;
pub mod markdown;
#[cfg(target_arch = "wasm32")]
mod paper;
pub mod sheet;
#[cfg(target_arch = "wasm32")]
mod view;

#[cfg(target_arch = "wasm32")]
pub use {paper::Paper, view::Record};

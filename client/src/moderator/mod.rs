//! What only the one who moderates sees: the bar that drives the phases, and a script for each.
//!
//! The bar asks the engine what may be done now; it decides nothing itself.

mod bar;
mod plan;
mod script;

pub use bar::Bar;
pub use plan::Plan;
pub use script::Script;

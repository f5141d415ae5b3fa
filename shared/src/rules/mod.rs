//! The rules, cut by subject: what is decided and what it does stand together in one file.
//!
//! Deliberately private: nobody asks a rule but the engine, and the lens and the pads beside it.

pub mod agenda;
pub mod attendance;
pub mod cards;
pub mod care;
pub mod casebox;
pub mod cases;
pub mod dots;
pub mod election;
pub mod floor;
pub mod followup;
pub mod groups;
pub mod harvest;
pub mod housekeeping;
pub mod outcome;
pub mod parking;
pub mod phases;
pub mod roles;
pub mod session;
pub mod turns;

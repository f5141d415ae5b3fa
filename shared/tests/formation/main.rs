//! Group formation: its rules and reasons one by one, Szenario 2, and random meetings compared with
//! what every possible seating, or a bound that none can pass, would reach.

mod bound;
mod compared;
mod every_seating;
mod judged;
mod meetings;
mod proposals;
mod reasons;
mod rotation;
mod rules;
mod szenario_2;

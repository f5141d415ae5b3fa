//! The session engine and the protocol.
//!
//! A meeting is a value. [`engine::decide`] says what a command would do or what stands in its
//! way, [`engine::apply`] lets it happen, [`lens::view`] and [`lens::redact`] say what one viewer
//! may know of it. Server and client run the same functions.
//!
//! Deliberately absent: a clock, IO, randomness, errors other than [`refusal::Refusal`], and the
//! words themselves. What people typed is sealed ([`words::Sealed`]) and lies beside the log.
//!
//! The words of this house, each used for one thing only: *meeting* Treffen · *seat* Platz ·
//! *group* Gruppe · *case* Anliegen · *case session* Fallberatung · *method* Methode · *phase*
//! Phase · *module* Beratungsmodul · *cast* Rollenverteilung · *card* Karte · *pad* Mitschrift ·
//! *sheet* one of a session's pads · *key question* Schlüsselfrage · *first step* erster Schritt ·
//! *pass* what lets somebody in · *record* sealed words in the drawer · *entry* one command's
//! trace in the log.

#![no_std]

extern crate alloc;

// In reading order.
pub mod actor;
pub mod command;
pub mod engine;
pub mod event;
#[cfg(feature = "files")]
pub mod file;
pub mod formation;
pub mod foyer;
pub mod id;
pub mod lens;
pub mod library;
pub mod limits;
pub mod meeting;
pub mod method;
pub mod pad;
pub mod pass;
pub mod refusal;
mod rules;
mod schedule;
#[cfg(test)]
mod specification;
pub mod time;
pub mod wire;
pub mod words;

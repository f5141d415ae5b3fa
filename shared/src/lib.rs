//! The session engine and the protocol.

#![no_std]

extern crate alloc;

pub mod id;
pub mod pad;
pub mod time;
pub mod words;

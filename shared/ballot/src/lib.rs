//! Secret ballots for a meeting's elections: only who is on the roll votes, once, and nobody,
//! whoever runs the server included, learns who voted what or who abstained.
//!
//! A [`poll`] says what is voted on. The [`roll`] says who votes and is frozen when the poll opens;
//! everybody's device signs a [`receipt`] of it. A ballot is sealed with two locks ([`sealed`]) and
//! signed by one of the roll, nobody can tell whom ([`ring`]); the [`urn`] lets it in. When the poll
//! closes, the server gives its [`lock`]'s key, and every device opens and
//! counts ([`count`]); a tie
//! is settled by a run-off, then by [`lot`]. The election file holds all of it, so that anybody can
//! check it afterwards, with this crate (`verify`) or with the other program beside it, `verify.py`.
//!
//! What is promised: one vote for each person, provable by all; no result before the end; each can
//! find their own ballot by its tracker. What is not: nothing helps against a device that others
//! control, against whoever is forced or paid to show their vote key, or against an operator who
//! records network addresses and sits in the meeting, too. It is not made for elections that a law
//! or a statute governs.
//!
//! Deliberately absent: a clock, IO and randomness. Fresh random bytes are handed in.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

// In reading order.
pub mod bytes;
pub mod choice;
#[cfg(feature = "sealing")]
pub mod close;
pub mod count;
#[cfg(feature = "file")]
pub mod file;
mod hash;
pub mod lock;
pub mod lot;
pub mod poll;
pub mod protocol;
pub mod receipt;
pub mod ring;
pub mod roll;
#[cfg(feature = "sealing")]
pub mod sealed;
pub mod sums;
pub mod urn;

/// Words in the list that check words and trackers are taken from: 4,096, so that a word is 12 bits.
pub const WORDS: u16 = 4_096;
/// On a roll of fewer people the result says too much about each: no secret ballot then.
pub const FEWEST_VOTERS: usize = 5;
/// The most on one roll: a signature grows with it, and whoever checks does its square.
pub const MOST_VOTERS: usize = 250;
/// Below so many paper ballots their sum would show what one person voted.
pub const FEWEST_ON_PAPER: u32 = 3;
/// The most names on one ballot paper: what its fixed size has room for, and more than one reads.
pub const MOST_CANDIDATES: usize = 48;

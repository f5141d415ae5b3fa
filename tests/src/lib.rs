//! What the whole-product tests stand on: a running house, people with browsers, a listener on the
//! wire.
//!
//! [`house`] starts the real `reihum` binary on a free port with a data folder that goes away;
//! [`browser`] gives each person a Chromium of their own and finds things as people do, by role
//! and visible name; [`wire_tap`] stands between them and keeps every byte that travels.
//! [`story`], [`fachgruppe`] and [`voter`] are what several tests tell alike.

pub mod browser;
pub mod fachgruppe;
pub mod house;
pub mod story;
pub mod voter;
pub mod wire_tap;

//! The server: keeps meetings, tells who may know what, and cannot open a word.

pub mod log;

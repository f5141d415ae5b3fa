//! The `reihum` binary.

fn main() {}

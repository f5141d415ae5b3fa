//! Casting: who writes, who watches, whose case it is.

mod bring;
mod cases;
mod roles;

pub use cases::Cases;
pub use roles::Roles;

//! Casting: who writes, who watches, whose case it is.

mod cases;
mod missing;
mod roles;

pub use cases::Cases;
pub use missing::Missing;
pub use roles::Roles;

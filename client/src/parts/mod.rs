//! Parts that several screens are made of.

pub mod address;
pub mod agreements;
pub mod bar;
pub mod bring;
pub mod choice;
pub mod clock;
pub mod copy;
pub mod date;
pub mod draft;
pub mod frame;
pub mod links;
pub mod order;
pub mod outcome;
pub mod pad;
pub mod person;
pub mod print;
pub mod qr;
pub mod role_chip;
pub mod save;
pub mod someone;
pub mod take_over;
pub mod two_tap;
pub mod urgency;
pub mod wall;
pub mod whose;

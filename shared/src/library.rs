//! The methods and modules that come with the program, checked and encoded when it was built.

use alloc::vec::Vec;

use crate::method::{Method, Module};

include!(concat!(env!("OUT_DIR"), "/methods.rs"));

/// All methods, sorted by the names of their files.
pub fn methods() -> Vec<Method> {
    METHODS
        .iter()
        .map(|bytes| postcard::from_bytes(bytes).expect("the build encoded this method"))
        .collect()
}

/// All consultation modules, sorted by the names of their files.
pub fn modules() -> Vec<Module> {
    MODULES
        .iter()
        .map(|bytes| postcard::from_bytes(bytes).expect("the build encoded this module"))
        .collect()
}

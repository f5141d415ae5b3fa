//! What the case giver lets others have, item by item and as far as they like: nothing by itself,
//! everything to be taken back.

mod anonymise;
mod entry;
#[cfg(target_arch = "wasm32")]
mod item;
#[cfg(target_arch = "wasm32")]
mod leaving;
#[cfg(target_arch = "wasm32")]
mod row;
#[cfg(target_arch = "wasm32")]
mod view;
#[cfg(target_arch = "wasm32")]
mod wording;

#[cfg(target_arch = "wasm32")]
pub use self::{
    item::{ALL, is_for_group, name, reach_name, reach_of, reports, said, wording},
    leaving::Leaving,
    view::Releases,
};

//! The screens. Natively this crate holds only what can be tested without a browser.
//!
//! [`app`] mounts the page and chooses the screen; every screen is a folder of its own with its
//! style sheet beside it and knows no other screen. What they share: the [`store`] (what is known
//! and can be done), the [`link`] to the server, [`pads`], [`texts`] and a few [`parts`].

// In reading order.
#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod room_device;
#[cfg(target_arch = "wasm32")]
mod store;

#[cfg(target_arch = "wasm32")]
mod home;
#[cfg(target_arch = "wasm32")]
mod join;
#[cfg(target_arch = "wasm32")]
mod trouble;

#[cfg(target_arch = "wasm32")]
mod inside;

#[cfg(target_arch = "wasm32")]
mod agenda;
#[cfg(target_arch = "wasm32")]
mod catalogue;
#[cfg(target_arch = "wasm32")]
mod closing;
#[cfg(target_arch = "wasm32")]
mod door;
#[cfg(target_arch = "wasm32")]
mod election;
#[cfg(target_arch = "wasm32")]
mod followup;
#[cfg(target_arch = "wasm32")]
mod groups;
#[cfg(target_arch = "wasm32")]
mod harvest;
#[cfg(target_arch = "wasm32")]
mod lead;
#[cfg(target_arch = "wasm32")]
mod lobby;
#[cfg(target_arch = "wasm32")]
mod moderator;
#[cfg(target_arch = "wasm32")]
mod plenary;
#[cfg(any(target_arch = "wasm32", test))]
mod record;
#[cfg(target_arch = "wasm32")]
mod rehearsal;
#[cfg(any(target_arch = "wasm32", test))]
mod release;
#[cfg(target_arch = "wasm32")]
mod stage;

#[cfg(any(target_arch = "wasm32", test))]
mod backlog;
#[cfg(any(target_arch = "wasm32", test))]
mod calendar;
#[cfg(target_arch = "wasm32")]
mod device;
#[cfg(target_arch = "wasm32")]
mod link;
#[cfg(target_arch = "wasm32")]
mod opening;
#[cfg(target_arch = "wasm32")]
mod pads;
#[cfg(target_arch = "wasm32")]
mod parts;
#[cfg(target_arch = "wasm32")]
mod session;

#[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "only the browser shows texts"))]
mod texts;

#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "stage/hints.rs"]
mod hints;
#[cfg(test)]
#[path = "../build/texts.rs"]
mod texts_generator;

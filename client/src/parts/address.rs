//! A link as a whole address, to be pasted into a message or a calendar.

use leptos::prelude::window;
use vault::Link;

use crate::app::MEETING;

/// The address on this page's server; everything secret stands behind its `#`.
pub fn of(link: &Link) -> String {
    let origin = window().location().origin().unwrap_or_default();
    format!("{origin}{MEETING}{}", link.to_fragment())
}

/// Where one types the words that were heard: this server, without what goes without saying.
pub fn page() -> String {
    window().location().host().unwrap_or_default()
}

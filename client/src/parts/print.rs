//! Printing one part of a page and nothing else of it.

use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

/// Set on the body and on the one part while only that is printed.
const PRINTS: &str = "data-prints";

/// Prints this part alone. `kind` stands on the body and on the part meanwhile, for style sheets.
pub fn only(place: NodeRef<html::Div>, kind: &str) {
    let Some(elements) = marked(place) else { return };
    // Where a mark can't be set too much would be printed, so nothing is.
    if elements.iter().all(|it| it.set_attribute(PRINTS, kind).is_ok()) {
        // A browser without a printer says so itself.
        let _refused = window().print();
    }
}

/// Takes the marks away when it was printed: not every browser waits while it prints.
pub fn unmark_when_done(place: NodeRef<html::Div>) {
    let printed = window_event_listener_untyped("afterprint", move |_| {
        for element in marked(place).into_iter().flatten() {
            // What bears no mark need not lose it.
            let _unmarked = element.remove_attribute(PRINTS);
        }
    });
    on_cleanup(move || printed.remove());
}

fn marked(place: NodeRef<html::Div>) -> Option<[Element; 2]> {
    Some([document().body()?.into(), place.get_untracked()?.into()])
}

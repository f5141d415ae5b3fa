//! The layer behind a field: the same text, unseen, which gives the field its height, and the
//! names of the others where they are writing.

use leptos::prelude::*;

use crate::pads::PadView;
use crate::session;
use crate::store::use_store;

/// The text up to each caret, and whose caret it is.
#[component]
pub fn Layer(
    /// The pad.
    view: PadView,
) -> impl IntoView {
    let store = use_store();
    let pieces = move || {
        let text = view.text();
        let mut carets = view.carets();
        carets.sort_by_key(|caret| caret.at);
        let mut rest = text.as_str();
        let mut passed = 0;
        let mut pieces = Vec::new();
        for caret in carets {
            let (before, behind) = split(rest, caret.at - passed);
            passed = caret.at;
            rest = behind;
            let name = store.read(|m| session::name(m, caret.seat));
            pieces.push((before.to_owned(), Some(name)));
        }
        // A last line that is empty still wants its height.
        pieces.push((format!("{rest}\u{200b}"), None));
        pieces
    };
    let piece = |(text, name): (String, Option<String>)| {
        view! {
            {text}
            {name.map(|name| view! {
                <span class="pad-caret"><span class="pad-name">{name}</span></span>
            })}
        }
    };
    view! {
        <div class="pad-layer" aria-hidden="true">
            {move || pieces().into_iter().map(piece).collect_view()}
        </div>
    }
}

/// A text cut after so many UTF-16 units, or at its end.
fn split(text: &str, units: u32) -> (&str, &str) {
    let mut count = 0;
    let cut = text.char_indices().find(|(_, sign)| {
        let here = count >= units;
        count += sign.len_utf16() as u32;
        here
    });
    text.split_at(cut.map_or(text.len(), |(at, _)| at))
}

//! Exactly what leaves the group: the sheet as it will be, made as it will be made.

use leptos::html;
use leptos::prelude::*;
use shared::id::SessionId;
use shared::meeting::{Item, Reach};
use vault::words::Release;

use super::super::anonymise::{self, Known};
use super::super::entry::{self, Released};
use super::super::item;
use crate::record::Paper;
use crate::store::use_store;
use crate::texts;

/// The sheet, and what in it should be read once more.
#[component]
pub fn Preview(
    /// Of which session.
    session: SessionId,
    /// What is released.
    item: Item,
    /// How far it goes.
    reach: Reach,
    /// The words.
    words: Release,
    /// Whom and what they are not to name.
    known: Known,
) -> impl IntoView {
    let store = use_store();
    let heading = NodeRef::<html::H3>::new();
    let title = texts::release::exactly_to(item::name(item), item::reach_name(reach));
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // A heading can always be focused; where it fails, nothing is lost.
            let _unfocused = heading.focus();
        }
    });
    let again = match suspicious(&words, &known) {
        none if none.is_empty() => texts::release::none_marked().to_owned(),
        pieces => texts::release::again(pieces.join(", ")),
    };
    let Release { text, details } = words;
    let sheet = store.peek(|m| {
        let released = item::released(m, session);
        let released = entry::with(released, Released { item, reach, text, details });
        entry::sheet(reach, &released, &item::giver_house(m, session))
    });
    let hint = match reach {
        Reach::Private | Reach::Group => "",
        Reach::NetworkAnonymous => texts::release::network_anonymous_hint(),
        Reach::NetworkWithHouse => texts::release::network_with_house_hint(),
        Reach::Public => texts::release::public_hint(),
    };
    view! {
        <h3 class="release-exactly" tabindex="-1" node_ref=heading>
            {texts::release::exactly()}
        </h3>
        <p class="release-aside">{title}</p>
        {sheet.map(|record| view! { <Paper record/> })}
        <p class="release-aside">{hint}" "{texts::release::kept_here()}</p>
        <p class="release-again">{again}</p>
        <p class="release-aside">{texts::release::read_whole()}</p>
    }
}

/// What is still marked in any of the words, each piece once.
fn suspicious(words: &Release, known: &Known) -> Vec<String> {
    let mut pieces = Vec::new();
    for text in [words.text.as_str()].into_iter().chain(entry::typed(&words.details)) {
        for piece in anonymise::remaining(text, &anonymise::marks(text, known)) {
            let piece = format!("»{piece}«");
            if !pieces.contains(&piece) {
                pieces.push(piece);
            }
        }
    }
    pieces
}

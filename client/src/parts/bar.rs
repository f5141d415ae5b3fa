//! The bar on top of every screen but the stage: the mark, and which meeting this is.

use leptos::prelude::*;

use crate::store::Store;
use crate::texts;

/// The bar. In a meeting it shows the title.
#[component]
pub fn Bar() -> impl IntoView {
    let store = use_context::<Store>();
    let title = move || {
        store.map(|store| store.read(|mirror| mirror.title().words().map(|title| title.title)))
    };
    view! {
        <header class="bar">
            <p class="bar-mark">
                <Mark/>
                {texts::app::name()}
            </p>
            <p class="bar-title">{move || title().flatten()}</p>
        </header>
    }
}

/// A circle of dots, one of them filled: whose turn it is.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="bar-dots" viewBox="0 0 64 64" aria-hidden="true">
            <circle class="bar-turn" cx="32" cy="10" r="7"/>
            <circle cx="51" cy="21" r="5"/>
            <circle cx="51" cy="43" r="5"/>
            <circle cx="32" cy="54" r="5"/>
            <circle cx="13" cy="43" r="5"/>
            <circle cx="13" cy="21" r="5"/>
        </svg>
    }
}

//! The bar on top of every screen but the stage: the mark, a circle of dots.

use leptos::prelude::*;

use crate::texts;

/// The bar.
#[component]
pub fn Bar() -> impl IntoView {
    view! {
        <header class="bar">
            <p class="bar-mark">
                <Mark/>
                {texts::app::name()}
            </p>
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

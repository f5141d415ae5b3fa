//! A thing as large as the screen, for a beamer: nothing to press on it; Esc or a tap takes it away.

use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;

/// The thing, over everything else while it is shown.
#[component]
pub fn Wall(
    /// What it is, for whoever can't see it.
    label: &'static str,
    /// How it looks.
    class: &'static str,
    /// Goes away once it is taken away.
    shown: RwSignal<bool>,
    /// What hangs there.
    children: Children,
) -> impl IntoView {
    let wall = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(wall) = wall.get() {
            // Without the focus the key still takes it away once somebody has tapped.
            let _unfocused = wall.focus();
        }
    });
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            shown.set(false);
        }
    };
    view! {
        <div
            class=format!("wall {class}")
            role="dialog"
            aria-modal="true"
            aria-label=label
            tabindex="-1"
            node_ref=wall
            on:click=move |_| shown.set(false)
            on:keydown=key
        >
            {children()}
        </div>
    }
}

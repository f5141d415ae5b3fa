//! A thing as large as the screen, for a beamer: nothing to press on it; Esc or a tap takes it away,
//! and whoever showed it is where they were.

use leptos::html::Dialog;
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
    let wall = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(wall) = wall.get() {
            // Only a dialog that is open already, or not on the page, can't be shown.
            let _open_already = wall.show_modal();
        }
    });
    // Closing gives the focus back; taken off the page while open it would be lost.
    let close = move |_| {
        if let Some(wall) = wall.get_untracked() {
            wall.close();
        }
    };
    view! {
        <dialog
            class=format!("wall {class}")
            aria-label=label
            node_ref=wall
            on:click=close
            on:close=move |_| shown.set(false)
        >
            {children()}
        </dialog>
    }
}

//! The buttons that move a row up and down; the arrow keys do the same. The focus stays on what was
//! moved.

use leptos::ev::KeyboardEvent;
use leptos::html::Button;
use leptos::prelude::*;

use crate::store::use_store;
use crate::texts;

/// Both buttons.
#[component]
pub fn Order(
    /// What the row is called.
    #[prop(into)]
    name: Signal<String>,
    /// Whether nothing stands before it.
    #[prop(into)]
    first: Signal<bool>,
    /// Whether nothing stands behind it.
    #[prop(into)]
    last: Signal<bool>,
    /// How the buttons look.
    class: &'static str,
    /// Moves it, later or earlier: its place from then on, counted from one, and how many there are.
    #[prop(into)]
    shift: Callback<bool, Option<(usize, usize)>>,
) -> impl IntoView {
    let store = use_store();
    let [up, down] = [NodeRef::<Button>::new(), NodeRef::<Button>::new()];
    let shift = move |later: bool| {
        let Some((place, all)) = shift.run(later) else { return };
        store.announce(texts::plan::moved(all, name.get_untracked(), place));
        let (pressed, other) = if later { (down, up) } else { (up, down) };
        // The row is taken out of the page and put back elsewhere, which costs it the focus; at an
        // edge there is only one way left.
        request_animation_frame(move || {
            let edge = place == 1 || place == all;
            let button = if edge { other.get_untracked() } else { pressed.get_untracked() };
            if let Some(button) = button {
                let _unfocused = button.focus();
            }
        });
    };
    let arrow = move |event: KeyboardEvent| {
        let later = match event.key().as_str() {
            "ArrowUp" => false,
            "ArrowDown" => true,
            _ => return,
        };
        event.prevent_default();
        shift(later);
    };
    let up_label = move || texts::plan::move_up(name.get());
    let down_label = move || texts::plan::move_down(name.get());
    view! {
        <button
            type="button"
            class=class
            node_ref=up
            aria-label=up_label
            title=up_label
            disabled=move || first.get()
            on:click=move |_| shift(false)
            on:keydown=arrow
        >"↑"</button>
        <button
            type="button"
            class=class
            node_ref=down
            aria-label=down_label
            title=down_label
            disabled=move || last.get()
            on:click=move |_| shift(true)
            on:keydown=arrow
        >"↓"</button>
    }
}

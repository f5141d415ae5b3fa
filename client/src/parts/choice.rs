//! A choice between a few large buttons: which one is chosen shows by a mark and a border.

use leptos::prelude::*;

/// One of several; the whole of it can be hit.
#[component]
pub fn Choice<T>(
    /// The name of the group of radio buttons.
    name: &'static str,
    /// What it says.
    label: &'static str,
    /// What it stands for.
    value: T,
    /// What is chosen.
    chosen: RwSignal<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    view! {
        <label class="choice">
            <input
                type="radio"
                name=name
                prop:checked=move || chosen.get() == value
                on:change=move |_| chosen.set(value)
            />
            <span>{label}</span>
        </label>
    }
}

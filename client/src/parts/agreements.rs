//! The ten agreements on one card.

use leptos::prelude::*;

use crate::texts;

/// The card's contents; who shows it adds the way to agree.
#[component]
pub fn Agreements(
    /// Whether they lie open at first.
    open: bool,
) -> impl IntoView {
    use texts::agreement as a;
    let all = [
        a::confidential(),
        a::giver_decides(),
        a::giver_listens(),
        a::one_thought(),
        a::questions(),
        a::first_person(),
        a::pass_on(),
        a::stop(),
        a::no_recording(),
        a::thanks(),
    ];
    view! {
        <details class="agreements" prop:open=open>
            <summary>{a::heading()}</summary>
            <ol>{all.map(|text| view! { <li>{text}</li> })}</ol>
        </details>
    }
}

/// The agreements, and a tick for whoever keeps to them.
#[component]
pub fn Agree(
    /// Whether they do.
    agreed: RwSignal<bool>,
    /// What the tick says.
    label: &'static str,
) -> impl IntoView {
    view! {
        <Agreements open=false/>
        <label class="tick">
            <input
                type="checkbox"
                prop:checked=move || agreed.get()
                on:change=move |event| agreed.set(event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
}

//! A button for what should not happen by a slip of the thumb: the first tap asks, the second does.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::store::use_store;

/// How long the question stands.
const PATIENCE: Duration = Duration::from_secs(5);

/// A button that asks once before it does something.
#[component]
pub fn TwoTap(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// What it asks after the first tap.
    #[prop(into)]
    sure: Signal<String>,
    /// Whether it rests.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// Its classes.
    #[prop(into, optional)]
    class: Signal<&'static str>,
    /// What the second tap does.
    #[prop(into)]
    on_sure: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let asked = RwSignal::new(false);
    let timeout = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timeout) = timeout.try_update_value(Option::take).flatten() {
            timeout.clear();
        }
    };
    let tap = move |_| {
        stop();
        if asked.get_untracked() {
            asked.set(false);
            on_sure.run(());
        } else {
            asked.set(true);
            store.announce(sure.get_untracked());
            let over = set_timeout_with_handle(
                move || {
                    asked.try_set(false);
                },
                PATIENCE,
            );
            timeout.set_value(over.ok());
        }
    };
    on_cleanup(stop);
    view! {
        <button
            type="button"
            class=move || class.get()
            class:two-tap-asks=move || asked.get()
            disabled=move || disabled.get()
            on:click=tap
            on:blur=move |_| asked.set(false)
        >
            {move || if asked.get() { sure.get() } else { label.get() }}
        </button>
    }
}

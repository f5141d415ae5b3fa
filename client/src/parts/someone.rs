//! Choosing one of several people, or nobody.

use leptos::prelude::*;
use shared::id::SeatId;

/// The choice.
#[component]
pub fn Someone(
    /// Who can be chosen, and how each choice reads.
    #[prop(into)]
    all: Signal<Vec<(SeatId, String)>>,
    /// Who is chosen.
    #[prop(into)]
    chosen: Signal<Option<SeatId>>,
    /// How it reads that nobody is chosen.
    nobody: &'static str,
    /// What the choice is about, where no label beside it says so.
    #[prop(optional, into)]
    label: Option<String>,
    /// Somebody is chosen, or nobody.
    #[prop(into)]
    on_choose: Callback<Option<SeatId>>,
) -> impl IntoView {
    let options = move || {
        let option = |(seat, words): (SeatId, String)| {
            view! {
                <option value=seat.to_string() prop:selected=move || chosen.get() == Some(seat)>
                    {words}
                </option>
            }
        };
        all.get().into_iter().map(option).collect_view()
    };
    view! {
        <select
            aria-label=label
            on:change=move |event| {
                let value = event_target_value(&event);
                let found = all.get_untracked().into_iter().find(|it| it.0.to_string() == value);
                on_choose.run(found.map(|(seat, _)| seat));
            }
        >
            <option value="" prop:selected=move || chosen.get().is_none()>{nobody}</option>
            {options}
        </select>
    }
}

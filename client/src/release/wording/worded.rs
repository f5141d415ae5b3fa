//! A text for others: what of it may give somebody away is marked, and other words are offered.

use leptos::html;
use leptos::prelude::*;

use super::super::anonymise::{self, Kind, Known, Mark};
use crate::texts;

/// The text, and what of it should be looked at once more.
#[component]
pub fn Worded(
    /// What it is called.
    label: &'static str,
    /// What belongs there, in a line.
    #[prop(optional)]
    help: Option<&'static str>,
    /// How many lines it shows at first.
    rows: u8,
    /// The most characters it takes.
    most: usize,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// Told what it says now.
    #[prop(into)]
    on_text: Callback<String>,
    /// Whom and what it is not to name.
    known: Memo<Known>,
) -> impl IntoView {
    let status = NodeRef::<html::P>::new();
    let marks = Memo::new(move |_| anonymise::marks(&text.get(), &known.get()));
    let take = move |offer: anonymise::Offer| {
        on_text.run(anonymise::apply(&text.get_untracked(), &offer));
        // The button is gone with its piece; how many are left is what comes next.
        if let Some(status) = status.get_untracked() {
            let _unfocused = status.focus();
        }
    };
    let one = move |mark: Mark| {
        let text = text.get_untracked();
        let piece = text.get(mark.at.clone()).unwrap_or_default().to_owned();
        let offers = anonymise::offers(&text, &mark, &known.get_untracked());
        let buttons = offers.into_iter().map(|offer| {
            let words = match offer.words.as_str() {
                "" => texts::release::drop().to_owned(),
                words => words.to_owned(),
            };
            let label = texts::release::replace(&piece, &words);
            view! {
                <button type="button" aria-label=label on:click=move |_| take(offer.clone())>
                    {words}
                </button>
            }
        });
        let buttons = buttons.collect_view();
        view! {
            <li>
                <p class="release-piece">
                    <mark>{piece}</mark>
                    <span>{kind_name(mark.kind)}</span>
                </p>
                <p class="release-offers">{buttons}</p>
            </li>
        }
    };
    let said = move || match marks.with(Vec::len) as u64 {
        // Of an empty field that nobody has to fill there is nothing to say.
        0 if help.is_some() && text.with(|text| text.trim().is_empty()) => String::new(),
        0 => texts::release::none_marked().to_owned(),
        count => texts::release::suspicious(count),
    };
    view! {
        <label class="field">
            <span>{label}</span>
            {help.map(|help| view! { <small class="release-help">{help}</small> })}
            <textarea
                class="release-field"
                rows=rows.to_string()
                maxlength=most.to_string()
                prop:value=move || text.get()
                on:input=move |event| on_text.run(event_target_value(&event))
            ></textarea>
        </label>
        <p class="release-status" role="status" tabindex="-1" node_ref=status>{said}</p>
        <ul class="release-marks">{move || marks.get().into_iter().map(one).collect_view()}</ul>
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => texts::release::person(),
        Kind::House => texts::release::house(),
        Kind::Place => texts::release::place(),
        Kind::Sum => texts::release::sum(),
        Kind::Year => texts::release::year(),
        Kind::Phone => texts::release::phone(),
        Kind::Address => texts::release::address(),
    }
}

//! How soon a case needs an answer: in words, and as a choice.

use leptos::prelude::*;
use vault::words::Urgency;

use super::choice::Choice;
use crate::texts;

/// The choice for whoever brings a case.
#[component]
pub fn UrgencyChoice(
    /// What is chosen.
    chosen: RwSignal<Urgency>,
) -> impl IntoView {
    view! {
        <fieldset class="choices">
            <legend>{texts::urgency::ask()}</legend>
            {[Urgency::Calm, Urgency::Soon, Urgency::Urgent].map(|value| view! {
                <Choice name="urgency" label=words(value) value chosen/>
            })}
        </fieldset>
    }
}

/// In a few words.
pub fn words(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Calm => texts::urgency::calm(),
        Urgency::Soon => texts::urgency::soon(),
        Urgency::Urgent => texts::urgency::urgent(),
    }
}

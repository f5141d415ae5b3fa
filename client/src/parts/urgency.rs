//! How soon a case needs an answer and what kind of help is asked for: in words, and as choices.

use leptos::prelude::*;
use vault::words::{Case, Help, Urgency};

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

/// The choice of what kind of help one asks for.
#[component]
pub fn HelpChoice(
    /// What is chosen; nothing where one does not know yet.
    chosen: RwSignal<Option<Help>>,
) -> impl IntoView {
    let all = [
        Some(Help::Understanding),
        Some(Help::Ideas),
        Some(Help::Decision),
        Some(Help::Experience),
        Some(Help::Feedback),
        None,
    ];
    view! {
        <fieldset class="choices">
            <legend>{texts::cases::help_ask()}</legend>
            {all.map(|value| view! { <Choice name="help" label=help(value) value chosen/> })}
        </fieldset>
    }
}

/// What kind of help, as its giver would say it.
fn help(help: Option<Help>) -> &'static str {
    match help {
        Some(Help::Understanding) => texts::cases::help_understanding(),
        Some(Help::Ideas) => texts::cases::help_ideas(),
        Some(Help::Decision) => texts::cases::help_decision(),
        Some(Help::Experience) => texts::cases::help_experience(),
        Some(Help::Feedback) => texts::cases::help_feedback(),
        None => texts::cases::help_open(),
    }
}

/// What a case is about besides its sentence: how urgent it is, and what kind of help it asks for.
pub fn of(case: &Case) -> String {
    let asks = case.help.map(|it| format!(" · {}", help(Some(it)))).unwrap_or_default();
    format!("{}{asks}", words(case.urgency))
}

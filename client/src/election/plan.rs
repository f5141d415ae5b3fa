//! Planning an election: what it is about and how it is held.

use ballot::poll::{Majority, Manner};
use leptos::prelude::*;
use shared::command::{Act, Deed};
use shared::id::ElectionId;
use shared::limits::{OFFICE_CHARS, SEATS_PER_ELECTION};
use shared::meeting::Procedure;
use vault::words::Office;

use crate::parts::choice::Choice;
use crate::store::{fresh_id, use_store};
use crate::texts;

/// The form, for whoever leads the meeting.
#[component]
pub fn Plan(
    /// Goes away once it is planned.
    plans: RwSignal<bool>,
) -> impl IntoView {
    let store = use_store();
    let office = RwSignal::new(texts::election::usual_office().to_owned());
    let seats = RwSignal::new(2_u8);
    let manner = RwSignal::new(Manner::Secret);
    let majority = RwSignal::new(Majority::Relative);
    let quorum = RwSignal::new(String::new());
    let impossible = RwSignal::new(false);
    let speech = RwSignal::new(90_u16);
    let call = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let percent = quorum.with_untracked(|typed| percent(typed));
        impossible.set(percent.is_err());
        let Ok(quorum) = percent else { return };
        let procedure = Procedure {
            seats: seats.get_untracked(),
            manner: manner.get_untracked(),
            majority: majority.get_untracked(),
            quorum,
            speech: speech.get_untracked(),
        };
        let election = ElectionId::from_bytes(fresh_id());
        let words = Office { text: office.get_untracked() };
        let plan = |question| Deed::Elect { election, act: Act::Plan { procedure, question } };
        if store.say(words, plan) {
            plans.set(false);
        }
    };
    view! {
        <section class="sheet election" aria-labelledby="election-plan">
            <h2 id="election-plan">{texts::election::plan()}</h2>
            <form class="election-form" on:submit=call novalidate>
                <label class="field">
                    <span>{texts::election::office()}</span>
                    <input
                        type="text"
                        autocomplete="off"
                        maxlength=OFFICE_CHARS.to_string()
                        prop:value=move || office.get()
                        on:input=move |event| office.set(event_target_value(&event))
                    />
                </label>
                <label class="field election-number">
                    <span>{texts::election::seats()}</span>
                    <input
                        type="number"
                        min="1"
                        max=SEATS_PER_ELECTION.to_string()
                        prop:value=move || seats.get().to_string()
                        on:input=move |event| {
                            seats.set(event_target_value(&event).parse().unwrap_or_default());
                        }
                    />
                </label>
                <fieldset class="choices">
                    <legend>{texts::election::manner()}</legend>
                    <Choice
                        name="election-manner"
                        label=texts::election::secret()
                        value=Manner::Secret
                        chosen=manner
                    />
                    <Choice
                        name="election-manner"
                        label=texts::election::by_hands()
                        value=Manner::Hands
                        chosen=manner
                    />
                </fieldset>
                <fieldset class="choices">
                    <legend>{texts::election::majority()}</legend>
                    <Choice
                        name="election-majority"
                        label=texts::election::relative()
                        value=Majority::Relative
                        chosen=majority
                    />
                    <Choice
                        name="election-majority"
                        label=texts::election::absolute()
                        value=Majority::Absolute
                        chosen=majority
                    />
                </fieldset>
                <label class="field election-number">
                    <span>{texts::election::quorum_percent()}</span>
                    <input
                        type="text"
                        inputmode="numeric"
                        autocomplete="off"
                        placeholder=texts::election::none()
                        aria-invalid=move || impossible.get().to_string()
                        aria-describedby="election-quorum-problem"
                        prop:value=move || quorum.get()
                        on:input=move |event| {
                            quorum.set(event_target_value(&event));
                            impossible.set(false);
                        }
                        on:change=move |_| {
                            impossible.set(quorum.with_untracked(|typed| percent(typed).is_err()));
                        }
                    />
                </label>
                <p class="problem" id="election-quorum-problem" role="alert">
                    {move || impossible.get().then(texts::election::quorum_impossible)}
                </p>
                <label class="field election-number">
                    <span>{texts::election::speech_seconds()}</span>
                    <input
                        type="number"
                        min="0"
                        max="900"
                        prop:value=move || speech.get().to_string()
                        on:input=move |event| {
                            speech.set(event_target_value(&event).parse().unwrap_or_default());
                        }
                    />
                </label>
                <p class="aside">{texts::election::not_statutory()}</p>
                <p class="row">
                    <button type="submit" class="primary">{texts::election::call()}</button>
                    <button type="button" class="quiet" on:click=move |_| plans.set(false)>
                        {texts::election::not_now()}
                    </button>
                </p>
            </form>
        </section>
    }
}

/// How many in a hundred have to take part; an empty field asks for none. What cannot be read is an
/// error and is never dropped.
fn percent(typed: &str) -> Result<Option<u8>, ()> {
    match typed.trim() {
        "" => Ok(None),
        typed => match typed.parse() {
            Ok(percent @ 1..=100) => Ok(Some(percent)),
            _ => Err(()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_quorum_is_read_or_refused_and_never_dropped() {
        assert_eq!(percent("  "), Ok(None));
        assert_eq!(percent(" 50 "), Ok(Some(50)));
        for impossible in ["0", "101", "300", "33,5", "33.5", "-1", "halb"] {
            assert_eq!(percent(impossible), Err(()), "{impossible}");
        }
    }
}

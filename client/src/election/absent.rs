//! Candidates who are not here or have no device: put up by whoever prepares the election, who also
//! writes down what they say.

use leptos::prelude::*;
use shared::command::Act;
use shared::id::SeatId;
use shared::limits::{HOUSE_CHARS, NAME_CHARS};
use vault::words::Person;

use super::here::Here;
use crate::store::fresh_id;
use crate::texts;

/// The form in which somebody is put up.
#[component]
pub fn PutUp(
    /// In which election.
    here: Here,
) -> impl IntoView {
    let (name, house) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let put_up = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let person = Person { name: name.get_untracked(), house: house.get_untracked() };
        let candidate = SeatId::from_bytes(fresh_id());
        if here.say(person, |name| Act::PutUp { candidate, name }) {
            name.set(String::new());
            house.set(String::new());
        }
    };
    let field = move |label: &'static str, of: RwSignal<String>, most: usize| {
        view! {
            <label class="field">
                <span>{label}</span>
                <input
                    type="text"
                    autocomplete="off"
                    maxlength=most.to_string()
                    prop:value=move || of.get()
                    on:input=move |event| of.set(event_target_value(&event))
                />
            </label>
        }
    };
    view! {
        <details class="election-more">
            <summary>{texts::election::absent()}</summary>
            <p class="aside">{texts::election::absent_hint()}</p>
            <form class="election-counts" on:submit=put_up novalidate>
                {field(texts::election::absent_name(), name, NAME_CHARS)}
                {field(texts::election::absent_house(), house, HOUSE_CHARS)}
                <button type="submit" disabled=move || name.get().trim().is_empty()>
                    {texts::election::put_up()}
                </button>
            </form>
        </details>
    }
}

/// Whether somebody who was put up still stands.
#[component]
pub fn AbsentAnswer(
    /// In which election.
    here: Here,
    /// Who.
    seat: SeatId,
    /// Whether they stand.
    stands: Option<bool>,
) -> impl IntoView {
    let stands = stands == Some(true);
    let label = match stands {
        true => texts::election::absent_stands_not(),
        false => texts::election::absent_stands(),
    };
    let act = Act::StandFor { candidate: seat, stands: !stands };
    view! {
        <button type="button" class="quiet" on:click=move |_| here.act(act.clone())>{label}</button>
    }
}

//! What comes before a poll: who conducts the election, how it was agreed on, who stands, who
//! speaks, and who may vote.

use leptos::prelude::*;
use shared::command::Act;
use shared::id::SeatId;
use shared::meeting::{Next, RaisedHands};

use super::candidates::Candidates;
use super::here::{Here, called, people};
use super::manner::Manner;
use super::open::Open;
use super::roll::Roll;
use crate::texts;

/// Everything up to the opening of the poll.
#[component]
pub fn Before(
    /// In which election.
    here: Here,
) -> impl IntoView {
    let run_off = Memo::new(move |_| {
        here.read(|_, election| matches!(election.next(), Next::RunOff(_))).unwrap_or_default()
    });
    let agreed = Memo::new(move |_| here.read(|_, it| it.is_agreed()).unwrap_or_default());
    view! {
        <Officer here/>
        <Show when=move || !run_off.get()>
            <Manner here/>
            <Hands here/>
            <Candidates here/>
        </Show>
        <Roll here run_off/>
        <Show when=move || agreed.get()>
            <Open here run_off/>
        </Show>
    }
}

/// Who conducts it; whoever leads names them.
#[component]
pub fn Officer(
    /// In which election.
    here: Here,
) -> impl IntoView {
    let said = move || {
        here.read(|m, election| match election.officer {
            Some(seat) if !m.is_present(seat) => texts::election::officer_gone(called(m, seat)),
            Some(seat) => texts::election::officer_is(called(m, seat)),
            None => texts::election::no_officer().into(),
        })
    };
    let choices = Memo::new(move |_| {
        here.read(|m, election| {
            let stands = |seat: SeatId| {
                election.candidates.iter().any(|it| it.seat == seat && it.stands != Some(false))
            };
            people(m).into_iter().filter(|(seat, _)| !stands(*seat)).collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    let officer = move || here.read(|_, it| it.officer).flatten();
    let name = move |event| {
        let chosen = event_target_value(&event);
        let seat = choices.get_untracked().into_iter().find(|(seat, _)| seat.to_string() == chosen);
        if let Some((seat, _)) = seat {
            here.act(Act::NameOfficer { seat });
        }
    };
    view! {
        <p>{said}</p>
        <Show when=move || here.prepares()>
            <label class="field">
                <span>{texts::election::officer()}</span>
                <select on:change=name>
                    <option value="" selected=move || officer().is_none()>
                        {texts::election::choose()}
                    </option>
                    {move || choices.get().into_iter().map(|(seat, name)| view! {
                        <option
                            value=seat.to_string()
                            selected=move || officer() == Some(seat)
                        >
                            {name}
                        </option>
                    }).collect_view()}
                </select>
            </label>
        </Show>
    }
}

/// The show of hands on the procedure, which the officer counts.
#[component]
fn Hands(
    /// In which election.
    here: Here,
) -> impl IntoView {
    let counted = Memo::new(move |_| here.read(|_, it| it.hands).flatten());
    let (yes, no, abstain) = (RwSignal::new(0), RwSignal::new(0), RwSignal::new(0));
    let count = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let [yes, no, abstain] = [yes, no, abstain].map(|it| it.get_untracked());
        here.act(Act::CountHands { hands: RaisedHands { yes, no, abstain } });
    };
    view! {
        <p class="election-agreed">
            {move || match counted.get() {
                Some(it) if it.agree() => texts::election::agreed(it.abstain, it.no, it.yes),
                Some(it) => texts::election::not_agreed(it.abstain, it.no, it.yes),
                None => texts::election::to_agree().into(),
            }}
        </p>
        <Show when=move || here.prepares() && !counted.get().is_some_and(|it| it.agree())>
            <form class="election-counts" on:submit=count novalidate>
                <Number label=texts::election::hands_yes() of=yes/>
                <Number label=texts::election::hands_no() of=no/>
                <Number label=texts::election::hands_abstain() of=abstain/>
                <button type="submit">{texts::election::keep_count()}</button>
            </form>
        </Show>
    }
}

/// A number that somebody counted.
#[component]
pub fn Number(
    /// What was counted.
    label: &'static str,
    /// The number.
    of: RwSignal<u32>,
) -> impl IntoView {
    view! {
        <label class="field election-number">
            <span>{label}</span>
            <input
                type="number"
                min="0"
                max="10000"
                inputmode="numeric"
                prop:value=move || of.get().to_string()
                on:input=move |event| of.set(event_target_value(&event).parse().unwrap_or_default())
            />
        </label>
    }
}

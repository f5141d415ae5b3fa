//! What the officer counts by hand: raised hands, or paper from three voters on.

use ballot::bytes::PollId;
use ballot::poll::Form;
use ballot::sums::{Standing, Sums as Counts};
use leptos::prelude::*;
use mirror::Found;
use shared::command::Act;

use super::before::Number;
use super::here::Here;
use super::poll::held;
use crate::texts;

/// The form; open at once where all is counted by hand.
#[component]
pub fn Sums(
    /// In which election.
    here: Here,
    /// In which poll.
    poll: PollId,
    /// Whether nobody votes by device.
    by_hand: Memo<bool>,
) -> impl IntoView {
    let names = here.read(|m, election| match m.paper(&election.poll(poll)?.paper) {
        Found::Words(paper) => Some(paper.names),
        Found::Missing | Found::Damaged => None,
    });
    let names = names.flatten().unwrap_or_default();
    let each = held(here, poll, |held| held.poll.form() == Form::EachPerson).unwrap_or_default();
    let number = || RwSignal::new(0_u32);
    let [voters, ballots, abstentions, invalid] = [(); 4].map(|()| number());
    let lines: Vec<_> = names.iter().map(|_| [number(), number(), number()]).collect();
    let fields = StoredValue::new(lines.clone());
    let count = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let line = |[yes, no, abstain]: &[RwSignal<u32>; 3]| Standing {
            yes: yes.get_untracked(),
            no: no.get_untracked(),
            abstain: abstain.get_untracked(),
        };
        let sums = Counts {
            voters: voters.get_untracked(),
            ballots: ballots.get_untracked(),
            abstentions: abstentions.get_untracked(),
            invalid: invalid.get_untracked(),
            standings: fields.with_value(|lines| lines.iter().map(line).collect()),
        };
        here.act(Act::CountPaper { poll, sums });
    };
    let kept = move || held(here, poll, |held| held.sums.as_ref().map(|it| it.ballots)).flatten();
    view! {
        <details class="election-more" open=move || by_hand.get()>
            <summary>{move || match by_hand.get() {
                true => texts::election::count_hands(),
                false => texts::election::count_paper(),
            }}</summary>
            <Show when=move || !by_hand.get()>
                <p class="aside">{texts::election::paper_hint()}</p>
            </Show>
            <form class="election-counts" on:submit=count novalidate>
                <Number label=texts::election::sums_voters() of=voters/>
                <Number label=texts::election::sums_ballots() of=ballots/>
                <Number label=texts::election::sums_abstentions() of=abstentions/>
                <Number label=texts::election::sums_invalid() of=invalid/>
                {names.into_iter().zip(lines).map(|(name, [yes, no, abstain])| view! {
                    <fieldset class="choices">
                        <legend>{name}</legend>
                        {match each {
                            false => view! {
                                <Number label=texts::election::sums_votes() of=yes/>
                            }
                            .into_any(),
                            true => view! {
                                <Number label=texts::election::yes() of=yes/>
                                <Number label=texts::election::no() of=no/>
                                <Number label=texts::election::abstain_one() of=abstain/>
                            }
                            .into_any(),
                        }}
                    </fieldset>
                }).collect_view()}
                <button type="submit">{texts::election::keep_count()}</button>
            </form>
            <p role="status">{move || kept().map(|ballots| {
                texts::election::paper_kept(u64::from(ballots))
            })}</p>
        </details>
    }
}

//! Opening a poll: the officer's device writes the ballot paper, the server adds its lock.

use ballot::bytes::PollId;
use leptos::prelude::*;
use shared::command::Act;
use shared::id::SeatId;
use shared::meeting::{Election, Next};
use vault::Words;
use vault::words::Paper;

use super::here::{Here, on_paper, poll_key, question};
use crate::store::fresh_id;
use crate::texts;

/// The button that opens the next poll, with what keeps it from opening.
#[component]
pub fn Open(
    /// In which election.
    here: Here,
    /// Whether it is a run-off.
    run_off: Memo<bool>,
) -> impl IntoView {
    let open = move |_| {
        let made = here.peek(|m, election| {
            let id = PollId(fresh_id());
            let key = poll_key(m, &id)?;
            let candidates = on_next_paper(election);
            let names = candidates.iter().map(|seat| on_paper(m, election, *seat)).collect();
            let paper = Paper { question: question(m, election), names }.cleaned();
            let digest = key.paper(&paper.question, &paper.names);
            Some((id, candidates, key.check(), digest, paper))
        });
        let Some((poll, candidates, key_check, digest, paper)) = made.flatten() else { return };
        here.say(paper, |words| Act::Prepare {
            poll,
            candidates: candidates.clone(),
            key_check,
            paper: digest,
            words,
        });
    };
    let names = move || {
        here.read(|m, election| {
            let seats = on_next_paper(election);
            seats.into_iter().map(|seat| on_paper(m, election, seat)).collect::<Vec<_>>().join(", ")
        })
    };
    view! {
        <Show when=move || run_off.get()>
            <p class="election-run-off">
                {move || texts::election::run_off_between(names().unwrap_or_default())}
            </p>
        </Show>
        <Show when=move || here.conducts()>
            <p class="aside">{texts::election::open_hint()}</p>
            <button type="button" class="primary" on:click=open>
                {move || match run_off.get() {
                    true => texts::election::open_run_off(),
                    false => texts::election::open_poll(),
                }}
            </button>
        </Show>
    }
}

/// Who is on the next ballot paper.
fn on_next_paper(election: &Election) -> Vec<SeatId> {
    let Next::RunOff(before) = election.next() else { return election.standing().collect() };
    let run_off = before.result.as_ref().and_then(|claim| claim.run_off.as_ref());
    let among = run_off.into_iter().flat_map(|it| &it.candidates);
    among.filter_map(|at| before.candidate(*at)).collect()
}

//! What came of a poll: counted by every device, shown once the officer has announced it.

use std::sync::Arc;

use ballot::bytes::{Digest, PollId};
use ballot::close::Closed;
use leptos::prelude::*;
use shared::command::{Act, Claim};

use super::ballot_paper::{Own, own_in};
use super::counted::{self, Counted, Urn};
use super::here::Here;
use super::minutes::minutes;
use super::poll::held;
use super::seen::mark_seen;
use super::words::check_words;
use crate::parts::copy::copy;
use crate::parts::save::{JSON, save};
use crate::store::Notice;
use crate::texts;

/// So many signs of a ticket are shown: enough to tell which is lowest.
const TICKET: usize = 8;

/// The result.
#[component]
pub fn Outcome(
    /// In which election.
    here: Here,
    /// Of which poll.
    poll: PollId,
) -> impl IntoView {
    let urn: Urn = RwSignal::new(None);
    counted::fetch(here, poll, urn);
    let counted = Memo::new(move |_| match urn.get() {
        Some(urn) => counted::count(here, poll, &urn),
        None => Counted::Not,
    });
    let own = Memo::new(move |_| match counted.get() {
        Counted::Right(closed) => {
            own_in(poll, |own| closed.lines.iter().any(|line| line.tracker == *own))
        }
        Counted::Not | Counted::Wrong => None,
    });
    let announced = Memo::new(move |_| {
        held(here, poll, |held| held.result.as_ref().map(|claim| claim.confirmation)).flatten()
    });
    Effect::new(move |_| {
        if announced.get().is_some() {
            mark_seen(poll);
        }
    });
    // Every device says whether it counts the same.
    Effect::new(move |_| {
        if let Some(confirmation) = announced.get().and_then(|it| counted.get().confirms(it)) {
            let said = held(here, poll, |held| {
                here.store.me().is_some_and(|me| held.confirmed.contains_key(&me))
            });
            let act = Act::Confirm { poll, confirmation };
            if said == Some(false) && here.may(act.clone()) {
                here.act(act);
            }
        }
    });
    let shows = move || announced.get().is_some() || here.conducts();
    view! {
        {move || match (counted.get(), shows()) {
            (_, false) => {
                view! { <p role="status">{texts::election::is_counted()}</p> }.into_any()
            }
            (Counted::Not, true) => {
                view! { <p role="status">{texts::election::counting()}</p> }.into_any()
            }
            (Counted::Wrong, true) => {
                view! { <p class="problem" role="alert">{texts::election::count_wrong()}</p> }.into_any()
            }
            (Counted::Right(closed), true) => view! { <Right here poll closed urn/> }.into_any(),
        }}
        // Whose ballot is missing learns it while the poll can still be repeated.
        {move || match (own.get(), shows()) {
            (Some(Own::In(tracker)), true) => view! {
                <p class="election-mine">
                    {texts::election::mine_is_in(check_words(&tracker.0))}
                </p>
            }
            .into_any(),
            (Some(Own::Late), _) => {
                view! { <p class="problem" role="alert">{texts::election::vote_late()}</p> }.into_any()
            }
            (Some(Own::Lost), _) => {
                view! { <p class="problem" role="alert">{texts::election::vote_lost()}</p> }.into_any()
            }
            (Some(Own::In(_)), false) | (None, _) => ().into_any(),
        }}
        <Show when=move || announced.get().is_some()>
            <Confirmed here poll/>
        </Show>
    }
}

/// What was counted, and for the officer the way to announce it.
#[component]
fn Right(
    /// In which election.
    here: Here,
    /// Of which poll.
    poll: PollId,
    /// What was counted.
    closed: Arc<Closed>,
    /// What it was counted from.
    urn: Urn,
) -> impl IntoView {
    let Some(paper) = counted::paper(here, poll) else {
        return view! { <p class="problem">{texts::trouble::damaged()}</p> }.into_any();
    };
    let outcome = &closed.outcome;
    let elected = |at: u8| outcome.elected.iter().any(|it| it.candidate == at);
    let rows = outcome.ranked().into_iter().map(|at| {
        let standing = outcome.standings[usize::from(at)];
        let votes = match outcome.standings.len() > usize::from(seats(here, poll)) {
            true => texts::election::votes(u64::from(standing.yes)),
            false => texts::election::answers(standing.abstain, standing.no, standing.yes),
        };
        (paper.names[usize::from(at)].clone(), votes, elected(at))
    });
    let rows: Vec<_> = rows.collect();
    let counted =
        here.peek(|_, it| it.poll(poll).map(|held| minutes(it, &held.poll, outcome, &paper)));
    let counted = counted.flatten().unwrap_or_default();
    let chosen: Vec<_> = outcome.elected.iter().map(|it| it.candidate).collect();
    let names = paper.names.clone();
    // What those elected say to it comes later.
    let protocol = Memo::new(move |_| {
        let answers = here.read(|_, election| {
            let held = election.poll(poll)?;
            let answer = |at: &u8| election.answers.get(&held.candidate(*at)?).copied();
            Some(chosen.iter().map(|at| (*at, answer(at))).collect::<Vec<_>>())
        });
        let answers = answers.flatten().unwrap_or_default();
        let said = answers.into_iter().filter_map(|(at, answer)| {
            let name = names.get(usize::from(at))?;
            Some(match answer? {
                true => texts::election::minutes_accepts(name),
                false => texts::election::minutes_declines(name),
            })
        });
        [counted.clone()].into_iter().chain(said).collect::<Vec<_>>().join("\n")
    });
    let tickets = outcome.lot.as_ref().map(|lot| {
        let all = lot.candidates.iter().zip(&lot.tickets);
        let one = |(at, ticket): (&u8, &Digest)| {
            texts::election::lot_ticket(
                &paper.names[usize::from(*at)],
                &ticket.to_string()[..TICKET],
            )
        };
        all.map(one).collect::<Vec<_>>()
    });
    let claim = StoredValue::new(Claim {
        confirmation: closed.confirmation,
        elected: outcome.elected.clone(),
        run_off: outcome.run_off.clone(),
        vacant: outcome.vacant,
    });
    let may_announce = move || here.may(Act::Announce { poll, claim: claim.get_value() });
    let hand_out = move |_| {
        let file = urn.get_untracked().and_then(|urn| counted::file(here, poll, &urn));
        let saved =
            file.is_some_and(|file| save(texts::election::file_name(), JSON, &file).is_ok());
        if !saved {
            here.store.notify(Notice::new(texts::election::not_saved()));
        }
    };
    view! {
        <ol class="election-result">
            {rows.into_iter().map(|(name, votes, elected)| view! {
                <li class:election-elected=elected>
                    <span>{name}</span>
                    <span>{votes}</span>
                    {elected.then(|| view! { <strong>{texts::election::is_elected()}</strong> })}
                </li>
            }).collect_view()}
        </ol>
        <ul class="election-minutes">
            {move || {
                let lines = protocol.get();
                lines.lines().map(|line| view! { <li>{line.to_owned()}</li> }).collect_view()
            }}
        </ul>
        {tickets.map(|tickets| view! {
            <div class="election-lot">
                <p>{texts::election::lot()}</p>
                <ul>{tickets.into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}</ul>
            </div>
        })}
        <Show
            when=may_announce
            fallback=move || view! {
                <p class="row">
                    <button
                        type="button"
                        on:click=move |_| copy(here.store, protocol.get_untracked())
                    >
                        {texts::election::copy_minutes()}
                    </button>
                    <button type="button" on:click=hand_out>{texts::election::save_file()}</button>
                </p>
                <p class="aside">{texts::election::file_hint()}</p>
            }
        >
            <p class="aside">{texts::election::only_you_see()}</p>
            <button
                type="button"
                class="primary"
                on:click=move |_| here.act(Act::Announce { poll, claim: claim.get_value() })
            >
                {texts::election::announce()}
            </button>
        </Show>
    }
    .into_any()
}

fn seats(here: Here, poll: PollId) -> u8 {
    here.peek(|_, election| election.poll(poll).map(|held| held.poll.seats)).flatten().unwrap_or(1)
}

/// How many devices count the same.
#[component]
fn Confirmed(
    /// In which election.
    here: Here,
    /// Of which poll.
    poll: PollId,
) -> impl IntoView {
    let said = Memo::new(move |_| {
        held(here, poll, |held| {
            let same = held.confirmed.values().filter(|same| **same).count();
            (held.confirmed.len(), same)
        })
        .unwrap_or_default()
    });
    view! {
        <p class="aside">
            {move || {
                let (all, same) = said.get();
                texts::election::confirmed(all, same)
            }}
        </p>
        {move || {
            let (all, same) = said.get();
            (same < all).then(|| view! {
                <p class="problem" role="alert">
                    {texts::election::differs((all - same) as u64)}
                </p>
            })
        }}
    }
}

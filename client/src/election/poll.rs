//! One poll: while it is open the ballot paper and how many have voted, afterwards the result.

use ballot::bytes::PollId;
use ballot::poll::Manner;
use ballot::receipt::Receipt;
use ballot::roll::{self, Roll};
use leptos::prelude::*;
use shared::command::Act;
use shared::meeting::{HeldPoll, PollState};

use super::ballot_paper::BallotPaper;
use super::here::Here;
use super::key::{fresh, own};
use super::result::Outcome;
use super::sums::Sums;
use super::words::check_words;
use crate::parts::two_tap::TwoTap;
use crate::texts;

/// The poll.
#[component]
pub fn Poll(
    /// In which election.
    here: Here,
    /// Which.
    poll: PollId,
) -> impl IntoView {
    let state = Memo::new(move |_| held(here, poll, |held| held.state));
    let by_hand = Memo::new(move |_| {
        held(here, poll, |held| held.poll.manner == Manner::Hands).unwrap_or_default()
    });
    let run_off = Memo::new(move |_| {
        held(here, poll, |held| held.poll.run_off_of.is_some()).unwrap_or_default()
    });
    sign(here, poll);
    view! {
        <h3>{move || match run_off.get() {
            true => texts::election::run_off(),
            false => texts::election::poll(),
        }}</h3>
        {move || match state.get() {
            None => ().into_any(),
            Some(PollState::Prepared) => {
                view! { <p role="status">{texts::election::prepared()}</p> }.into_any()
            }
            Some(PollState::Open) => view! {
                <Count here poll/>
                <Show when=move || !by_hand.get()>
                    <BallotPaper here poll/>
                </Show>
                <Show when=move || here.conducts()>
                    <Sums here poll by_hand/>
                    <p class="aside">{move || match missing(here, poll) {
                        (_, _, 0) => String::new(),
                        (_, _, left) => texts::election::close_missing(left),
                    }}</p>
                    <TwoTap
                        label=texts::election::close().to_owned()
                        sure=Signal::derive(move || match missing(here, poll) {
                            (_, _, 0) => texts::election::close_sure().to_owned(),
                            (of, voted, left) => {
                                texts::election::close_missing_sure(left, of, voted)
                            }
                        })
                        class="primary"
                        on_sure=move |()| here.act(Act::Close { poll })
                    />
                </Show>
            }
            .into_any(),
            Some(PollState::Closed) => view! { <Outcome here poll/> }.into_any(),
        }}
        <Show when=move || here.may(Act::Discard { poll })>
            <details class="election-more">
                <summary>{texts::election::went_wrong()}</summary>
                <p class="aside">{texts::election::discard_hint()}</p>
                <TwoTap
                    label=texts::election::discard().to_owned()
                    sure=texts::election::discard_sure().to_owned()
                    class="quiet"
                    on_sure=move |()| here.act(Act::Discard { poll })
                />
            </details>
        </Show>
    }
}

/// Reads something of a poll.
pub fn held<T>(here: Here, poll: PollId, read: impl FnOnce(&HeldPoll) -> T) -> Option<T> {
    here.read(|_, election| election.poll(poll).map(read)).flatten()
}

/// How many have voted of how many may; never for whom.
#[component]
fn Count(
    /// In which election.
    here: Here,
    /// Which poll.
    poll: PollId,
) -> impl IntoView {
    let of = Memo::new(move |_| held(here, poll, HeldPoll::count).unwrap_or_default());
    let cast = Memo::new(move |_| here.store.read(|m| m.cast(poll)).unwrap_or_default());
    let words = Memo::new(move |_| {
        held(here, poll, |held| {
            Roll::read(held.poll.digest(), &held.roll)
                .ok()
                .map(|roll| roll::check_words(roll.hash()))
        })
        .flatten()
    });
    view! {
        <Show when=move || of.get() != 0>
            <p class="election-count" role="status">
                {move || texts::election::cast(of.get(), cast.get())}
            </p>
            <p class="aside">
                {move || words.get().map(|words| texts::election::check_words(check_words(&words)))}
            </p>
        </Show>
    }
}

/// How many may vote by device, how many have, and how many are left.
fn missing(here: Here, poll: PollId) -> (usize, usize, u64) {
    let of = held(here, poll, HeldPoll::count).unwrap_or_default();
    let voted = usize::from(here.store.read(|m| m.cast(poll)).unwrap_or_default());
    (of, voted, of.saturating_sub(voted) as u64)
}

/// Signs which roll this device sees, long before anybody votes on it.
fn sign(here: Here, poll: PollId) {
    let key = own(here);
    let voter = key.public().encoded();
    Effect::new(move |_| {
        let receipt = held(here, poll, |held| {
            let waits = held.state == PollState::Open && !held.receipts.contains_key(&voter);
            let roll = waits.then(|| Roll::read(held.poll.digest(), &held.roll).ok()).flatten()?;
            Receipt::sign(&roll, &key, &fresh())
        });
        if let Some(receipt) = receipt.flatten()
            && here.may(Act::SeeRoll { poll, receipt })
        {
            here.act(Act::SeeRoll { poll, receipt });
        }
    });
}

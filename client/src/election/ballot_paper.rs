//! The ballot paper: marked here, sealed and signed, kept on the device until the urn has it.

use std::time::Duration;

use ballot::bytes::{Ballot, PollId, from_hex, to_hex};
use ballot::choice::{Answer, Choice, Tracker};
use ballot::poll::Form;
use ballot::receipt;
use ballot::ring::VoteKey;
use ballot::roll::Roll;
use ballot::sealed;
use leptos::prelude::*;
use leptos::task::spawn_local;
use mirror::Found;
use shared::meeting::HeldPoll;
use shared::refusal::Refusal;
use shared::wire::CastBallot;

use super::code;
use super::here::{Here, poll_key};
use super::key::{fresh, own};
use super::poll::held;
use super::post::{self, Answer as Said};
use super::seen;
use super::words::check_words;
use crate::texts;

/// A ballot waits for up to so many milliseconds, so that its time says little of who sends it.
const WAITS: u64 = 6_000;
/// When nobody answered it is sent again after so many seconds.
const AGAIN: Duration = Duration::from_secs(3);

/// What became of somebody's ballot on this device.
#[derive(Clone, PartialEq)]
struct Made {
    ballot: Ballot,
    tracker: Tracker,
    state: State,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// On its way.
    Sent,
    /// The urn has it.
    Taken,
    /// The urn has another one of the same person.
    Already,
    /// The poll was closed before it came.
    Late,
    /// The urn did not take it.
    Refused,
}

/// My ballot paper, and the way to vote with a code.
#[component]
pub fn BallotPaper(
    /// In which election.
    here: Here,
    /// Which poll.
    poll: PollId,
) -> impl IntoView {
    let key = own(here);
    let mine = key.public().encoded();
    let on_roll = Memo::new(move |_| {
        held(here, poll, |held| held.roll.binary_search(&mine).is_ok()).unwrap_or_default()
    });
    let elsewhere =
        move || held(here, poll, |it| here.store.me().is_some_and(|me| it.voters.contains(&me)));
    let loans = Memo::new(move |_| held(here, poll, |it| !it.loans.is_empty()).unwrap_or_default());
    let typed = RwSignal::new(String::new());
    let lent = Memo::new(move |_| {
        let key = code::key(&typed.get())?.public().encoded();
        held(here, poll, |held| held.roll.binary_search(&key).is_ok()).filter(|on| *on)
    });
    // Nobody's tracker stays on a device that others lend.
    let of_code = RwSignal::new(None::<Made>);
    let kept = seen::ballot(poll);
    let of_mine = RwSignal::new(read(&kept.get_untracked()));
    Effect::new(move |_| {
        kept.set(of_mine.with(|made| made.as_ref().map(write).unwrap_or_default()));
    });
    if of_mine.with_untracked(|made| made.as_ref().is_some_and(|it| it.state == State::Sent)) {
        send(here, poll, of_mine, 0);
    }
    let key = StoredValue::new_local(key);
    view! {
        <Show
            when=move || on_roll.get()
            fallback=move || view! {
                <p>{move || match elsewhere() == Some(true) {
                    true => texts::election::vote_elsewhere(),
                    false => texts::election::not_on_roll(),
                }}</p>
            }
        >
            <Paper here poll made=of_mine key=move || Some(key.get_value())/>
        </Show>
        <Show when=move || loans.get()>
            <details class="election-more">
                <summary>{texts::election::vote_with_code()}</summary>
                <label class="field">
                    <span>{texts::election::code()}</span>
                    <input
                        type="text"
                        autocomplete="off"
                        autocapitalize="characters"
                        spellcheck="false"
                        prop:value=move || typed.get()
                        on:input=move |event| {
                            of_code.set(None);
                            typed.set(event_target_value(&event));
                        }
                    />
                </label>
                <Show when=move || lent.get().is_some()>
                    <Paper here poll made=of_code key=move || code::key(&typed.get_untracked())/>
                    <Show when=move || of_code.with(Option::is_some)>
                        <button
                            type="button"
                            on:click=move |_| {
                                typed.set(String::new());
                                of_code.set(None);
                            }
                        >
                            {texts::election::code_done()}
                        </button>
                    </Show>
                </Show>
            </details>
        </Show>
    }
}

/// One paper: to be marked, or what became of it.
#[component]
fn Paper(
    /// In which election.
    here: Here,
    /// Which poll.
    poll: PollId,
    /// The ballot made of it.
    made: RwSignal<Option<Made>>,
    /// Whose vote it is.
    key: impl Fn() -> Option<VoteKey> + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let names = Memo::new(move |_| {
        here.read(|m, election| match m.paper(&election.poll(poll)?.paper) {
            Found::Words(paper) => Some(paper.names),
            Found::Missing | Found::Damaged => None,
        })
        .flatten()
        .unwrap_or_default()
    });
    let form = Memo::new(move |_| held(here, poll, |held| held.poll.form()));
    let seats = Memo::new(move |_| held(here, poll, |it| it.poll.seats).unwrap_or_default());
    // Enough devices have signed that they see the same roll.
    let unlocked = Memo::new(move |_| held(here, poll, is_unlocked).unwrap_or_default());
    let crosses = RwSignal::new(Vec::<u8>::new());
    let answers = RwSignal::new(Vec::<Answer>::new());
    let vote = move |_| {
        let choice = match form.get_untracked() {
            Some(Form::Crosses) => Choice::Crosses(crosses.get_untracked()),
            _ => {
                let mut answers = answers.get_untracked();
                answers.resize(names.with_untracked(Vec::len), Answer::Abstain);
                Choice::Answers(answers)
            }
        };
        made.set(key().and_then(|key| make(here, poll, &key, &choice)));
        send(here, poll, made, WAITS);
    };
    let mark = move |at: u8| {
        crosses.update(|crosses| match crosses.iter().position(|it| *it == at) {
            Some(place) => drop(crosses.remove(place)),
            None => {
                crosses.push(at);
                crosses.sort_unstable();
            }
        });
    };
    let full = move || crosses.with(Vec::len) >= usize::from(seats.get());
    let papers = move || {
        names
            .get()
            .into_iter()
            .zip(0_u8..)
            .map(|(name, at)| match form.get() {
                Some(Form::Crosses) => {
                    let marked = move || crosses.with(|it| it.contains(&at));
                    view! {
                        <label class="election-check election-cross">
                            <input
                                type="checkbox"
                                prop:checked=marked
                                disabled=move || full() && !marked()
                                on:change=move |_| mark(at)
                            />
                            <span>{name}</span>
                        </label>
                    }
                    .into_any()
                }
                _ => view! { <Answers name at answers/> }.into_any(),
            })
            .collect_view()
    };
    view! {
        {move || match made.with(|made| made.as_ref().map(|it| (it.state, it.tracker))) {
            Some((state, tracker)) => view! { <Became state tracker/> }.into_any(),
            None => view! {
                <fieldset class="election-paper">
                    <legend>{move || match form.get() {
                        Some(Form::Crosses) => texts::election::crosses(u64::from(seats.get())),
                        _ => texts::election::each_person().into(),
                    }}</legend>
                    {papers}
                    <p class="aside">{texts::election::secret_how()}</p>
                    <button
                        type="button"
                        class="primary"
                        disabled=move || !unlocked.get() || names.with(Vec::is_empty)
                        on:click=vote
                    >
                        {move || match form.get() == Some(Form::Crosses) && crosses.with(Vec::is_empty) {
                            true => texts::election::abstain(),
                            false => texts::election::vote(),
                        }}
                    </button>
                    <Show when=move || !unlocked.get()>
                        <p class="aside" role="status">{texts::election::roll_is_compared()}</p>
                    </Show>
                </fieldset>
            }
            .into_any(),
        }}
    }
}

/// Yes, no or neither about one person.
#[component]
fn Answers(
    /// Who.
    name: String,
    /// Their place on the paper.
    at: u8,
    /// What was answered about each.
    answers: RwSignal<Vec<Answer>>,
) -> impl IntoView {
    let place = usize::from(at);
    let one = move |label: &'static str, value: Answer| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=format!("election-answer-{at}")
                    prop:checked=move || {
                        answers.with(|it| it.get(place).copied().unwrap_or(Answer::Abstain) == value)
                    }
                    on:change=move |_| answers.update(|it| {
                        it.resize(it.len().max(place + 1), Answer::Abstain);
                        it[place] = value;
                    })
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choices">
            <legend>{name}</legend>
            {one(texts::election::yes(), Answer::Yes)}
            {one(texts::election::no(), Answer::No)}
            {one(texts::election::abstain_one(), Answer::Abstain)}
        </fieldset>
    }
}

/// What became of a ballot; the tracker is for its voter alone.
#[component]
fn Became(
    /// How far it is.
    state: State,
    /// How its voter finds it again.
    tracker: Tracker,
) -> impl IntoView {
    let said = match state {
        State::Sent => texts::election::vote_sent(),
        State::Taken => texts::election::vote_taken(),
        State::Already => texts::election::vote_already(),
        State::Late => texts::election::vote_late(),
        State::Refused => texts::election::vote_refused(),
    };
    view! {
        <p role="status"><strong>{said}</strong></p>
        {matches!(state, State::Sent | State::Taken).then(|| view! {
            <p>{texts::election::tracker(check_words(&tracker.0))}</p>
        })}
    }
}

/// Whether enough devices have signed that they see this roll.
fn is_unlocked(held: &HeldPoll) -> bool {
    let receipts: Vec<_> = held.receipts.values().copied().collect();
    let roll = Roll::read(held.poll.digest(), &held.roll);
    roll.is_ok_and(|roll| receipt::enough(&roll, &receipts))
}

/// Seals and signs what was marked.
fn make(here: Here, poll: PollId, key: &VoteKey, choice: &Choice) -> Option<Made> {
    here.peek(|m, election| {
        let held = election.poll(poll)?;
        let roll = Roll::read(held.poll.digest(), &held.roll).ok()?;
        let poll_key = poll_key(m, &poll)?;
        let tracker = Tracker::from_random(fresh());
        let ballot =
            sealed::cast(&held.poll, &roll, &poll_key, key, choice, tracker, &fresh()).ok()?;
        Some(Made { ballot, tracker, state: State::Sent })
    })
    .flatten()
}

/// Throws a ballot into the urn, after a while of chance, until it is answered.
fn send(here: Here, poll: PollId, made: RwSignal<Option<Made>>, waits: u64) {
    let Some(ballot) = made.with_untracked(|made| made.as_ref().map(|it| it.ballot.clone())) else {
        return;
    };
    let meeting = here.store.kept().meeting();
    let chance = u64::from(u16::from_be_bytes(fresh()));
    let wait = Duration::from_millis(waits * chance / u64::from(u16::MAX));
    let is_still = move || made.try_with_untracked(Option::is_some) == Some(true);
    set_timeout(
        move || {
            spawn_local(async move {
                let said = post::cast(CastBallot { meeting, poll, ballot }).await;
                let state = match said {
                    Said::Taken => State::Taken,
                    Said::Refused(Refusal::VotedAlready) => State::Already,
                    Said::Refused(Refusal::PollMoved) => State::Late,
                    Said::Refused(_) => State::Refused,
                    Said::Later if is_still() => {
                        return set_timeout(move || send(here, poll, made, 0), AGAIN);
                    }
                    Said::Later => return,
                };
                made.try_update(|made| made.iter_mut().for_each(|it| it.state = state));
            });
        },
        wait,
    );
}

/// A ballot as the device keeps it.
fn write(made: &Made) -> String {
    let state = match made.state {
        State::Sent => 's',
        State::Taken => 't',
        State::Already => 'a',
        State::Late => 'l',
        State::Refused => 'r',
    };
    let [first, second] = made.tracker.0;
    format!("{state} {first} {second} {}", to_hex(&made.ballot.0))
}

fn read(text: &str) -> Option<Made> {
    let mut parts = text.split(' ');
    let state = match parts.next()? {
        "s" => State::Sent,
        "t" => State::Taken,
        "a" => State::Already,
        "l" => State::Late,
        "r" => State::Refused,
        _ => return None,
    };
    let tracker = Tracker([parts.next()?.parse().ok()?, parts.next()?.parse().ok()?]);
    Some(Made { ballot: Ballot(from_hex(parts.next()?)?), tracker, state })
}

/// What became of my own ballot in the count, if this device cast one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// It is counted.
    In(Tracker),
    /// It came when the poll was closed.
    Late,
    /// The urn had it, and it is not counted.
    Lost,
}

/// What became of it, by the trackers that were counted.
pub fn own_in(poll: PollId, counted: impl Fn(&Tracker) -> bool) -> Option<Own> {
    let made = read(&seen::ballot(poll).get_untracked())?;
    match made.state {
        _ if counted(&made.tracker) => Some(Own::In(made.tracker)),
        State::Sent | State::Late => Some(Own::Late),
        State::Taken => Some(Own::Lost),
        State::Already | State::Refused => None,
    }
}

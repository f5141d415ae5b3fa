//! Who has the word, in letters one reads across the table, and what I can do: ask for it, pass it on,
//! leave my turn out. The clock informs; nobody is cut off.

use leptos::prelude::*;
use shared::command::FloorStep;
use shared::meeting::Round;

use super::said::{Said, clock_of, round_name};
use super::{drive, flash, floor};
use crate::store::{Store, use_store};
use crate::texts;

/// The round that is going on, if any is.
#[component]
pub fn Floor() -> impl IntoView {
    let store = use_store();
    let said = Memo::new(move |_| store.read(Said::of));
    announce(store, said);
    let goes_on = Memo::new(move |_| said.with(Option::is_some));
    view! { <Show when=move || goes_on.get()><Going said/></Show> }
}

/// Says when it is my turn, and nothing else.
fn announce(store: Store, said: Memo<Option<Said>>) {
    let mine = Memo::new(move |_| said.with(|it| it.as_ref().is_some_and(|it| it.mine)));
    Effect::new(move |before: Option<bool>| {
        let now = mine.get();
        if now && before == Some(false) {
            store.announce(texts::plenary::mine());
        }
        now
    });
}

#[component]
fn Going(
    /// The round.
    said: Memo<Option<Said>>,
) -> impl IntoView {
    let mine = Memo::new(move |_| said.with(|it| it.as_ref().is_some_and(|it| it.mine)));
    let round = Memo::new(move |_| said.with(|it| it.as_ref().map(|it| it.round)));
    let heading = move || round.get().map(round_name);
    let now = move || {
        said.with(|it| match it.as_ref().and_then(|it| it.now.clone()) {
            Some(_) if mine.get() => texts::plenary::mine().to_owned(),
            Some((_, name)) => texts::plenary::now(name),
            None => texts::plenary::nobody().to_owned(),
        })
    };
    let case = Memo::new(move |_| said.with(|it| it.as_ref()?.case.clone()));
    let then = move || {
        said.with(|it| match it.as_ref().and_then(|it| it.next.clone()) {
            Some((_, name)) => texts::plenary::then(name),
            None => texts::plenary::then_nobody().to_owned(),
        })
    };
    view! {
        <section class="plenary" class:plenary-mine=move || mine.get() aria-labelledby="plenary">
            <h2 id="plenary">{heading}</h2>
            <p class="plenary-now">{now}</p>
            {move || case.get().map(|it| view! {
                <div class="plenary-pitch">
                    <p class="plenary-case">{it.sentence}</p>
                    <p>{it.about}</p>
                    {(!it.house.is_empty()).then(|| view! { <p>{it.house}</p> })}
                </div>
            })}
            <Clock/>
            <p class="plenary-then">{then}</p>
            <Mine said/>
            <Show when=move || round.get() == Some(Round::Flash)><flash::Flash/></Show>
            <drive::Drive said/>
        </section>
    }
}

/// The clock of whoever has the word; what is over is said in a word as well.
#[component]
fn Clock() -> impl IntoView {
    let store = use_store();
    let clock = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| clock_of(m, now))
    });
    move || {
        clock.get().map(|(digits, over)| {
            view! {
                <p class="plenary-clock" class:plenary-over=over role="timer">
                    {digits}
                    {over.then(|| view! { " " <span>{texts::plenary::over()}</span> })}
                </p>
            }
        })
    }
}

/// What I can do: pass the word on, ask for it, leave my turn out.
#[component]
fn Mine(
    /// The round.
    said: Memo<Option<Said>>,
) -> impl IntoView {
    let store = use_store();
    // Read at the tap: two taps move once, because the second asks from where nobody is any more.
    let pass_on = move |_| {
        if let Some(it) = said.get_untracked() {
            let (from, to) = (it.now.map(|(id, _)| id), it.next.map(|(id, _)| id));
            store.act(floor(FloorStep::Give { from, to }));
        }
    };
    let raise = move |_| {
        if let Some(seat) = store.peek(|m| m.me()) {
            store.act(floor(FloorStep::Raise { seat }));
        }
    };
    let buttons = move || {
        let it = said.get()?;
        let hand = it.hand.map(|turn| {
            view! {
                <button
                    type="button"
                    aria-pressed="true"
                    on:click=move |_| store.act(floor(FloorStep::Lower { turn }))
                >
                    {texts::plenary::lower()}
                </button>
            }
        });
        let pass = it.to_come.map(|turn| {
            view! {
                <button
                    type="button"
                    class="quiet"
                    on:click=move |_| store.act(floor(FloorStep::Pass { turn }))
                >
                    {texts::plenary::pass()}
                </button>
            }
        });
        let done = it.mine.then(|| {
            let words = match &it.next {
                Some((_, name)) => texts::plenary::done_then(name),
                None => texts::plenary::done().to_owned(),
            };
            view! { <button type="button" class="primary" on:click=pass_on>{words}</button> }
        });
        let may_raise = !it.mine && it.hand.is_none() && it.to_come.is_none();
        let raise = may_raise.then(|| {
            view! { <button type="button" on:click=raise>{texts::plenary::raise()}</button> }
        });
        Some(view! { {done}{hand}{raise}{pass} })
    };
    view! { <p class="row">{buttons}</p> }
}

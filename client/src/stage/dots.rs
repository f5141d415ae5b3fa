//! Dots: how many are left and who is done, putting one's own, and the sums once all are shown.
//! The same on cases and on cards.

use leptos::prelude::*;
use shared::command::Step;

use crate::session;
use crate::store::use_store;
use crate::texts;

/// Most dots that are drawn; the number stands beside them in words.
const MOST_DRAWN: u64 = 20;

/// How many dots I have left, how many people are done, and the moderator's »Aufdecken«.
#[component]
pub fn Standing(
    /// How many dots I have left.
    #[prop(into)]
    left: Signal<usize>,
    /// How many people have put theirs.
    #[prop(into)]
    placed: Signal<usize>,
    /// Whether all are shown.
    #[prop(into)]
    shown: Signal<bool>,
    /// What is said then.
    after: &'static str,
) -> impl IntoView {
    let store = use_store();
    let all = move || store.read(|m| session::members(m).len());
    view! {
        <div class="stage-dots">
            // Only what is one's own to do is read aloud, not every dot of somebody else.
            <p class="stage-dots-left" role="status">
                {move || match shown.get() {
                    true => after.to_owned(),
                    false => texts::dots::left(left.get() as u64),
                }}
            </p>
            <Show when=move || !shown.get()>
                <p class="stage-aside">{move || texts::dots::placed(placed.get(), all())}</p>
                <Show when=move || store.may_step(Step::ShowDots)>
                    <button type="button" on:click=move |_| store.step(Step::ShowDots)>
                        {texts::dots::show()}
                    </button>
                </Show>
            </Show>
        </div>
    }
}

/// One's own dots on something: one more, or one fewer.
#[component]
pub fn Mine(
    /// How many.
    #[prop(into)]
    count: Signal<usize>,
    /// Whether none is left to put.
    #[prop(into)]
    full: Signal<bool>,
    /// What the buttons do, as the names say on what.
    labels: [String; 2],
    /// Puts one more, or takes one away.
    place: Callback<bool>,
) -> impl IntoView {
    let [more, fewer] = labels;
    view! {
        <div class="stage-dots-mine" role="group" aria-label=texts::dots::mine()>
            <button
                type="button"
                class="stage-dots-button"
                aria-label=fewer
                disabled=move || count.get() == 0
                on:click=move |_| place.run(false)
            >"−"</button>
            <span class="stage-dots-count">
                {move || view! { <Drawn count=count.get() as u64/> }}
                {move || texts::dots::count(count.get() as u64)}
            </span>
            <button
                type="button"
                class="stage-dots-button"
                aria-label=more
                disabled=move || full.get()
                on:click=move |_| place.run(true)
            >"+"</button>
        </div>
    }
}

/// How many dots something has from all together.
#[component]
pub fn Sum(
    /// How many.
    count: u16,
) -> impl IntoView {
    view! {
        <p class="stage-dots-sum"><Drawn count=count.into()/>{texts::dots::count(count.into())}</p>
    }
}

/// So many dots, drawn.
#[component]
fn Drawn(
    /// How many.
    count: u64,
) -> impl IntoView {
    let dots = (0..count.min(MOST_DRAWN)).map(|_| view! { <span class="stage-dots-dot"></span> });
    view! { <span class="stage-dots-drawn" aria-hidden="true">{dots.collect_view()}</span> }
}

/// The dots with one more on something, or one fewer.
pub fn changed<T: Copy + PartialEq>(mut dots: Vec<T>, on: T, more: bool) -> Vec<T> {
    if more {
        dots.push(on);
    } else if let Some(at) = dots.iter().position(|it| *it == on) {
        dots.remove(at);
    }
    dots
}

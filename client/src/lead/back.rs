//! When the groups are to be back in the plenary, and more time for all of them.

use leptos::prelude::*;
use shared::command::Deed;
use shared::time::Span;

use super::card::MORE;
use crate::parts::{clock, date};
use crate::store::{Notice, use_store};
use crate::texts;

/// So many minutes before they are to be there.
const NOTICE: u64 = 2;

/// The bar above the board.
#[component]
pub fn Back() -> impl IntoView {
    let store = use_store();
    let all = || Deed::GiveMinutes { groups: vec![], minutes: MORE, asked: false };
    // When they are to be back, and how long that is.
    let called = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| m.meeting().back_at).map(|at| match at > now {
            true => texts::lead::back_in(clock::minutes(at.since(now) + Span(999))),
            false => texts::lead::back_since(clock::time_of_day(at)),
        })
    });
    let is_called = Memo::new(move |_| called.with(Option::is_some));
    let undo = Callback::new(move |()| store.act(Deed::CallBack { at: None }));
    // Once it is called off, whoever did so, nobody reads any more that it was called.
    Effect::new(move |before: Option<bool>| {
        let now = is_called.get();
        if before == Some(true) && !now {
            let said = texts::lead::called(NOTICE);
            store.notice().update(|notice| drop(notice.take_if(|it| it.text == said)));
        }
        now
    });
    let call = move |_| {
        let at = store.peek_now() + Span::minutes(NOTICE);
        store.act(Deed::CallBack { at: Some(at) });
        store.notify(Notice {
            text: texts::lead::called(NOTICE),
            actions: vec![(texts::moderator::undo().into(), undo)],
            seconds: 10,
        });
    };
    let time = RwSignal::new(String::new());
    let agree = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(at) = date::next(&time.get_untracked(), store.peek_now()) {
            store.act(Deed::CallBack { at: Some(at) });
            time.set(String::new());
        }
    };
    view! {
        <p class="lead-back" role="timer">{move || called.get()}</p>
        <div class="lead-bar">
            <form class="lead-until" on:submit=agree novalidate>
                <label>
                    <span>{texts::lead::back_label()}</span>
                    <input
                        type="time"
                        prop:value=move || time.get()
                        on:input=move |event| time.set(event_target_value(&event))
                    />
                </label>
                <button type="submit" disabled=move || time.with(String::is_empty)>
                    {texts::lead::agree_back()}
                </button>
            </form>
            <p class="row">
                <Show when=move || store.may(all())>
                    <button type="button" on:click=move |_| store.act(all())>
                        {texts::lead::more_for_all(MORE)}
                    </button>
                </Show>
                <Show
                    when=move || is_called.get()
                    fallback=move || view! {
                        <button type="button" on:click=call>{texts::lead::call_back(NOTICE)}</button>
                    }
                >
                    <button type="button" on:click=move |_| undo.run(())>
                        {texts::lead::no_call()}
                    </button>
                </Show>
            </p>
        </div>
    }
}

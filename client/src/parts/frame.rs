//! What surrounds every screen of a meeting: the sentence for a lost connection, the sentence for
//! the moment, and the one place from which a screen reader is told something.

use std::time::Duration;

use leptos::prelude::*;

use crate::store::use_store;
use crate::texts;

/// A connection that is back within this time was never lost.
const BLINK: Duration = Duration::from_millis(1_500);

/// The frame.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let store = use_store();
    view! {
        {children()}
        <div class="frame-below">
            <Away/>
            <Toast/>
        </div>
        <p class="visually-hidden" role="status">{move || store.spoken().get()}</p>
    }
}

/// Says that the connection is gone, and that nothing is lost by it.
#[component]
fn Away() -> impl IntoView {
    let store = use_store();
    let shown = RwSignal::new(false);
    let away = Memo::new(move |_| store.is_away());
    Effect::new(move |_| {
        if !away.get() {
            if shown.get_untracked() {
                store.announce(texts::link::back());
            }
            shown.set(false);
            return;
        }
        set_timeout(move || shown.set(away.get_untracked()), BLINK);
    });
    view! {
        <div role="alert">
            <Show when=move || shown.get()>
                <p class="frame-away">{texts::link::away()}</p>
            </Show>
        </div>
    }
}

/// A sentence that shows for a moment, with what can be done about it.
#[component]
fn Toast() -> impl IntoView {
    let store = use_store();
    let notice = store.notice();
    view! {
        <div role="status">
            {
                move || notice.get().map(|now| view! {
                    <div class="frame-notice">
                        <p>{now.text}</p>
                        {
                            now.actions.into_iter().map(|(words, act)| view! {
                                <button
                                    type="button"
                                    on:click=move |_| {
                                        notice.set(None);
                                        // The screen that offered it may be gone.
                                        let _gone = act.try_run(());
                                    }
                                >
                                    {words}
                                </button>
                            }).collect_view()
                        }
                        <button
                            type="button"
                            class="quiet"
                            aria-label=texts::app::close()
                            on:click=move |_| notice.set(None)
                        >
                            "×"
                        </button>
                    </div>
                })
            }
        </div>
    }
}

//! The door, for whoever holds it: a QR code and five words for those in the room, and closing it;
//! and the way in for those who heard the words.

mod form;
mod spoken;
mod words;

use leptos::prelude::*;
use shared::command::Deed;

use crate::parts::address;
use crate::parts::qr::Qr;
use crate::parts::wall::Wall;
use crate::store::{Notice, use_store};
use crate::texts;

pub use form::ByWords;

/// How long closing can be undone by one tap.
const UNDO_SECONDS: u64 = 10;

/// Ways in for those in the room, where I hold the door.
#[component]
pub fn Door() -> impl IntoView {
    let store = use_store();
    // Heard of with the meeting, so looked up when it changes.
    let invitation =
        Memo::new(move |_| store.read(|_| store.kept().invitation.as_ref().map(address::of)));
    let holds = Memo::new(move |_| {
        invitation.with(Option::is_some) && store.may(Deed::CloseDoor { closed: true })
    });
    let closed = Memo::new(move |_| store.read(|m| m.meeting().invitation.closed));
    let words = words::kept_up(store, closed.into());
    let undo = Callback::new(move |()| store.act(Deed::CloseDoor { closed: false }));
    let large = RwSignal::new(false);
    let close = move |_| {
        large.set(false);
        store.act(Deed::CloseDoor { closed: true });
        store.notify(Notice {
            text: texts::door::is_closed().into(),
            actions: vec![(texts::moderator::undo().into(), undo)],
            seconds: UNDO_SECONDS,
        });
    };
    view! {
        <Show when=move || holds.get()>
            <Show
                when=move || !closed.get()
                fallback=move || view! {
                    <div class="door-closed">
                        <p>{texts::door::is_closed()}</p>
                        <button type="button" on:click=move |_| undo.run(())>
                            {texts::door::open()}
                        </button>
                    </div>
                }
            >
                <details class="door">
                    <summary>{texts::door::ways_in()}</summary>
                    <div class="door-ways">
                        {move || invitation.get().map(|text| view! {
                            <Qr text label=texts::door::qr()/>
                        })}
                        <words::Words words/>
                    </div>
                    <p class="row">
                        <button type="button" on:click=move |_| large.set(true)>
                            {texts::door::large()}
                        </button>
                    </p>
                </details>
                <Show when=move || large.get()>
                    <Wall label=texts::door::ways_in() class="door-wall" shown=large>
                        {move || invitation.get().map(|text| view! {
                            <div class="door-code"><Qr text label=texts::door::qr()/></div>
                        })}
                        <Show when=move || words.with(Option::is_some)>
                            <div>
                                <p class="door-page">{texts::door::page(address::page())}</p>
                                <words::Spoken words/>
                            </div>
                        </Show>
                    </Wall>
                </Show>
                <p>
                    <button type="button" class="quiet" on:click=close>
                        {texts::door::close()}
                    </button>
                </p>
            </Show>
        </Show>
    }
}

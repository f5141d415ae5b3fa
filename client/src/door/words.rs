//! Five words that lead in, as whoever holds the door shows them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::time::{Span, Timestamp};

use super::spoken;
use crate::device;
use crate::link::now;
use crate::parts::date;
use crate::store::{Notice, Store, use_store};
use crate::texts;

/// Words last at least so long, also where the day ends sooner.
const AT_LEAST: Span = Span::minutes(6 * 60);

/// The words that were made in this tab. Their invitation comes down when the door is closed and
/// when the server starts anew; it goes up again behind the same words as soon as it can.
pub fn kept_up(store: Store, closed: Signal<bool>) -> RwSignal<Option<String>> {
    let words = RwSignal::new(device::words(store.kept().meeting()));
    let can_hang = Memo::new(move |_| store.is_here() && !closed.get());
    Effect::new(move |before: Option<bool>| {
        let can_hang = can_hang.get();
        if can_hang && before != Some(true) && words.with_untracked(Option::is_some) {
            hang_up(store, words, RwSignal::new(false));
        }
        can_hang
    });
    words
}

/// The five words, large, once they were asked for.
#[component]
pub fn Words(
    /// Separated by spaces.
    words: RwSignal<Option<String>>,
) -> impl IntoView {
    let store = use_store();
    let busy = RwSignal::new(false);
    let make = move |_| {
        words.set(None);
        hang_up(store, words, busy);
    };
    let label = move || match (busy.get(), words.with(Option::is_some)) {
        (true, _) => texts::door::moment(),
        (false, true) => texts::door::others(),
        (false, false) => texts::door::make(),
    };
    view! {
        <div class="door-spoken">
            <Spoken words/>
            <p class="aside">{texts::door::hint()}</p>
            <button type="button" disabled=move || busy.get() on:click=make>{label}</button>
        </div>
    }
}

/// The words alone, one below the other; nothing before there are any.
#[component]
pub fn Spoken(
    /// Separated by spaces.
    words: RwSignal<Option<String>>,
) -> impl IntoView {
    move || {
        words.get().map(|words| {
            let words = words.split(' ').map(|word| view! { <li>{word.to_owned()}</li> });
            view! {
                <ol class="door-words" aria-label=texts::door::words()>{words.collect_view()}</ol>
            }
        })
    }
}

/// Leaves the invitation with the server behind the words that there are, or behind new ones.
fn hang_up(store: Store, words: RwSignal<Option<String>>, busy: RwSignal<bool>) {
    let invitation = store.kept().invitation;
    let pass = store.peek(|m| m.ticket().seat.as_ref().map(|(_, pass)| pass.clone()));
    let Some((invitation, pass)) = invitation.zip(pass) else { return };
    let earlier = words.get_untracked();
    busy.set(true);
    spawn_local(async move {
        let asked = earlier.as_deref().unwrap_or_default();
        match spoken::hang_up(asked, &invitation, &pass, end()).await {
            Ok(new) if earlier.is_none() => {
                device::keep_words(invitation.meeting, &new);
                store.announce(new.clone());
                words.try_set(Some(new));
            }
            // They are on screen already.
            Ok(_) => {}
            Err(_) => store.notify(Notice::new(texts::door::failed())),
        }
        busy.try_set(false);
    });
}

/// The end of the day, here.
fn end() -> Timestamp {
    let now = Timestamp(now());
    let tonight = date::end_of(&date::written(now)).unwrap_or(now);
    tonight.max(now + AT_LEAST)
}

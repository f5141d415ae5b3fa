//! The agreements, while the meeting is at them: all ten for everybody to read, one tap for whoever
//! has not agreed yet, and how many have.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Deed;
use shared::meeting::Part;

use crate::parts::agreements::Agreements;
use crate::store::use_store;
use crate::texts;

/// The card; nothing at other points of the agenda.
#[component]
pub fn Agree() -> impl IntoView {
    let store = use_store();
    let shown = Memo::new(move |_| store.read(is_at_agreements));
    let mine = Memo::new(move |_| {
        store.read(|m| m.me().and_then(|me| m.meeting().seat(me)).is_none_or(|seat| seat.agreed))
    });
    let count = move || {
        let (agreed, all) = store.read(agreed);
        texts::plenary::agreed(agreed, all)
    };
    view! {
        <Show when=move || shown.get()>
            <section class="sheet plenary-agree" aria-labelledby="plenary-agree">
                <h2 id="plenary-agree">{texts::plenary::agreements()}</h2>
                <p class="plenary-agreed" role="status">{count}</p>
                <Show when=move || !mine.get()>
                    <button type="button" class="primary" on:click=move |_| store.act(Deed::Agree)>
                        {texts::app::agree()}
                    </button>
                </Show>
                <Agreements open=true/>
            </section>
        </Show>
    }
}

fn is_at_agreements(m: &Mirror) -> bool {
    let point = m.meeting().agenda.as_ref().and_then(|agenda| agenda.point(agenda.at?.0));
    point.is_some_and(|(_, point)| point.part == Part::Agreements)
}

/// How many have agreed, and how many are waited for in all groups; whoever leads is in none.
fn agreed(m: &Mirror) -> (usize, usize) {
    let seats = || m.meeting().seats.values().filter(|seat| seat.is_expected() && !seat.inviting);
    (seats().filter(|seat| seat.agreed).count(), seats().count())
}

//! Beginning something in the plenary: a round, or dots on cases. For whoever leads, where several
//! people are there.

use leptos::prelude::*;
use shared::command::{Deed, FloorStep, WeighStep};
use shared::meeting::Round;

use super::floor;
use super::said::round_name;
use crate::store::use_store;
use crate::texts;

const ALL: [Round; 5] = [Round::CheckIn, Round::Pitches, Round::Harvest, Round::Flash, Round::Open];
/// So many dots each person usually has for the cases of a plenary.
const DOTS: u8 = 3;

fn begin(round: Round) -> Deed {
    floor(FloorStep::Begin { round, seconds: round.usual_seconds() })
}

/// What can be begun now.
#[component]
pub fn Rounds() -> impl IntoView {
    let store = use_store();
    let several = Memo::new(move |_| {
        store.read(|m| m.meeting().seats.values().filter(|seat| !seat.left).count() > 1)
    });
    let weigh = || Deed::Weigh(WeighStep::Begin { budget: DOTS });
    let shown = Memo::new(move |_| several.get() && store.may(begin(Round::Open)));
    view! {
        <Show when=move || shown.get()>
            <details class="plenary-rounds">
                <summary>{texts::plenary::begin()}</summary>
                <p class="row">
                    {ALL.map(|round| view! {
                        <Show when=move || store.may(begin(round))>
                            <button type="button" on:click=move |_| store.act(begin(round))>
                                {round_name(round)}
                            </button>
                        </Show>
                    }).collect_view()}
                    <Show when=move || store.may(weigh())>
                        <button type="button" on:click=move |_| store.act(weigh())>
                            {texts::plenary::weigh()}
                        </button>
                    </Show>
                </p>
            </details>
        </Show>
    }
}

//! The plenary: who has the word and who waits for it, a word each in a flash round, dots on cases,
//! and the harvest. Whoever leads drives; everybody else sees it on their phone.

mod drive;
mod flash;
mod floor;
mod rounds;
mod said;
mod weigh;

use leptos::prelude::*;
use shared::command::{Deed, FloorStep};

pub use floor::Floor;
pub use said::speaker;

use crate::harvest::Harvest;

/// All that goes on in the plenary.
#[component]
pub fn Plenary() -> impl IntoView {
    view! {
        <Floor/>
        <weigh::Weigh/>
        <Harvest/>
        <rounds::Rounds/>
    }
}

fn floor(step: FloorStep) -> Deed {
    Deed::Floor(step)
}

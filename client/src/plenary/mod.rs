//! The plenary: who has the word and who waits for it, a word each in a flash round, dots on cases,
//! and the harvest. Whoever leads drives; everybody else sees it on their phone.

mod agree;
mod banner;
mod drive;
mod flash;
mod floor;
mod going;
mod rounds;
mod said;
mod visit;
mod weigh;

use leptos::prelude::*;
use shared::command::{Deed, FloorStep};

pub use banner::Banner;
pub use floor::Floor;
pub use said::speaker;
pub use visit::Visit;

use crate::harvest::Harvest;

/// All that goes on in the plenary.
#[component]
pub fn Plenary() -> impl IntoView {
    view! {
        <agree::Agree/>
        <Floor/>
        <weigh::Weigh/>
        <Harvest/>
        <rounds::Rounds/>
    }
}

fn floor(step: FloorStep) -> Deed {
    Deed::Floor(step)
}

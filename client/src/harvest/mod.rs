//! The harvest (Ernte): what case givers give to the plenary, who speaks for a group, and the wall on
//! which all of it hangs for a week.

mod give;
mod sheaf;
mod wall;

use leptos::prelude::*;
use shared::meeting::Item;

pub use give::Give;
pub use wall::Harvest;

use crate::texts;

/// What the harvest shows of a group, in its order. What is missing stays in the group, and is said.
const ITEMS: [Item; 3] = [Item::Question, Item::Ideas, Item::Step];

/// That something was not given: said, never blank.
fn stays(item: Item) -> &'static str {
    match item {
        Item::Question => texts::harvest::question_stays(),
        Item::Ideas => texts::harvest::ideas_stay(),
        Item::Step | Item::Report => texts::harvest::step_stays(),
    }
}

/// The heading of the wall, for a screen reader and for the eye.
#[component]
fn Heading(
    /// Its id.
    id: &'static str,
) -> impl IntoView {
    view! { <h2 id=id>{texts::harvest::heading()}</h2> }
}

//! What is printed before the meeting: its plan with the clock, and a card for each pitch.

mod cards;
mod plan;

use leptos::html;
use leptos::prelude::*;
use mirror::Mirror;

use crate::parts::print;
use crate::store::use_store;
use crate::texts;

/// What the styles of printing call one sheet that is printed alone.
const SHEET: &str = "sheet";

/// The two buttons; what they print is on no screen.
#[component]
pub fn Paper() -> impl IntoView {
    let store = use_store();
    let [plan, cards] = [NodeRef::<html::Div>::new(), NodeRef::new()];
    [plan, cards].into_iter().for_each(print::unmark_when_done);
    let planned = Memo::new(move |_| store.read(|m| m.meeting().agenda.is_some()));
    view! {
        <section class="sheet" aria-labelledby="lead-paper">
            <h2 id="lead-paper">{texts::paper::heading()}</h2>
            <p class="aside">{texts::paper::about()}</p>
            <p class="row">
                <Show when=move || planned.get()>
                    <button type="button" on:click=move |_| print::only(plan, SHEET)>
                        {texts::paper::print_plan()}
                    </button>
                </Show>
                <button type="button" on:click=move |_| print::only(cards, SHEET)>
                    {texts::paper::print_cards()}
                </button>
            </p>
            <div class="print-sheet lead-paper" node_ref=plan><plan::Plan/></div>
            <div class="print-sheet lead-paper" node_ref=cards><cards::Cards/></div>
        </section>
    }
}

/// What the meeting is called.
fn title(m: &Mirror) -> String {
    m.title().words().map_or_else(|| texts::trouble::damaged().into(), |it| it.title)
}

//! Dots on cases in the plenary: everybody puts theirs unseen, then all are shown at once.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::{Deed, WeighStep};
use shared::id::CaseId;

use crate::stage::{Dots, Sum, changed};
use crate::store::use_store;
use crate::texts;

/// The cases with one's own dots, or with everybody's once they are shown.
#[component]
pub fn Weigh() -> impl IntoView {
    let store = use_store();
    let weighs = Memo::new(move |_| store.read(|m| m.meeting().weighing.is_some()));
    let cases = Memo::new(move |_| store.read(cases));
    let mine = Memo::new(move |_| store.read(mine));
    let budget = Memo::new(move |_| {
        store.read(|m| m.meeting().weighing.as_ref().map_or(0, |it| usize::from(it.budget)))
    });
    let shown = Memo::new(move |_| store.read(is_shown));
    let left = move || budget.get().saturating_sub(mine.with(Vec::len));
    let standing = move || match shown.get() {
        true => texts::plenary::weighed().to_owned(),
        false => texts::dots::left(left() as u64),
    };
    let placed = move || {
        let (done, all) = store.read(|m| {
            let placed = m.meeting().weighing.as_ref().map(|it| &it.dots.placed);
            let has = |id| placed.is_some_and(|placed| placed.contains_key(id));
            // Nobody waits for whoever cannot come; what they put counts all the same.
            let seats = m.meeting().seats.iter().filter(|(_, seat)| !seat.left);
            let asked = seats.filter(|(id, seat)| seat.is_expected() || has(id));
            (asked.clone().filter(|(id, _)| has(id)).count(), asked.count())
        });
        texts::dots::placed(done, all)
    };
    let one = move |(id, sentence, sum): (CaseId, String, Option<u16>)| {
        let count =
            Signal::derive(move || mine.with(|on| on.iter().filter(|it| **it == id).count()));
        let place = Callback::new(move |more| {
            let cases = changed(mine.get_untracked(), id, more);
            store.act(Deed::Weigh(WeighStep::Place { cases }));
        });
        let labels = [texts::dots::more(), texts::dots::fewer()].map(str::to_owned);
        let dots = match sum {
            Some(count) => view! { <Sum count/> }.into_any(),
            None => {
                let full = Signal::derive(move || left() == 0);
                view! { <Dots count full labels place/> }.into_any()
            }
        };
        view! { <li><p>{sentence}</p>{dots}</li> }
    };
    let show = || Deed::Weigh(WeighStep::Show);
    let end = || Deed::Weigh(WeighStep::End);
    view! {
        <Show when=move || weighs.get()>
            <section class="sheet plenary-weigh" aria-labelledby="plenary-weigh">
                <h2 id="plenary-weigh">{texts::plenary::weigh()}</h2>
                <p role="status">{standing}</p>
                <ul class="plenary-cases">{move || cases.get().into_iter().map(one).collect_view()}</ul>
                <p class="aside">{placed}</p>
                <p class="row">
                    <Show when=move || store.may(show())>
                        <button type="button" class="primary" on:click=move |_| store.act(show())>
                            {texts::dots::show()}
                        </button>
                    </Show>
                    <Show when=move || shown.get() && store.may(end())>
                        <button type="button" on:click=move |_| store.act(end())>
                            {texts::plenary::weigh_end()}
                        </button>
                    </Show>
                </p>
            </section>
        </Show>
    }
}

fn is_shown(m: &Mirror) -> bool {
    m.meeting().weighing.as_ref().is_some_and(|it| it.dots.tally.is_some())
}

/// The cases that can be weighed, with their sums once shown, most dots first.
fn cases(m: &Mirror) -> Vec<(CaseId, String, Option<u16>)> {
    let Some(weighing) = &m.meeting().weighing else { return vec![] };
    let open = m.meeting().open_cases();
    let named = open.filter_map(|case| {
        let sentence = m.case(case).words()?.sentence;
        Some((case.id, sentence, weighing.dots.on(&case.id)))
    });
    let mut cases: Vec<_> = named.collect();
    cases.sort_by_key(|(_, _, sum)| std::cmp::Reverse(*sum));
    cases
}

fn mine(m: &Mirror) -> Vec<CaseId> {
    let placed = || m.meeting().weighing.as_ref()?.dots.placed.get(&m.me()?)?.clone();
    placed().unwrap_or_default()
}

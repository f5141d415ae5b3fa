//! The cases there are to form groups around, with how many people wish for each.

use leptos::prelude::*;
use mirror::Mirror;
use shared::id::CaseId;

use super::gathering;
use super::marks::Noted;
use super::plan::Plan;
use crate::session::giver;
use crate::store::use_store;
use crate::texts;

/// One line of the list.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Wished {
    case: CaseId,
    sentence: String,
    by: String,
    /// How many wish for it first, second and third.
    wishes: [u64; 3],
}

/// The list.
#[component]
pub fn Cases(
    /// What the lead has noted.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let cases = Memo::new(move |_| {
        let noted = plan.marks.get();
        store.read(|m| wished(m, &noted))
    });
    view! {
        <section class="sheet" aria-labelledby="lead-cases">
            <h2 id="lead-cases">
                {move || texts::lead::cases(cases.with(Vec::len) as u64)}
            </h2>
            <Show when=move || cases.with(Vec::is_empty)>
                <p class="empty">{texts::lead::no_cases()}</p>
            </Show>
            <ul class="lead-list">
                <For each=move || cases.get() key=Wished::clone let:case>
                    <li>
                        <p>{case.sentence}</p>
                        <p class="aside">{case.by}" · "{counts(case.wishes)}</p>
                    </li>
                </For>
            </ul>
        </section>
    }
}

/// How many wish for a case: `3 Erstwünsche, 1 Zweitwunsch`.
fn counts([first, second, third]: [u64; 3]) -> String {
    let parts = [
        (first, texts::lead::firsts(first)),
        (second, texts::lead::seconds(second)),
        (third, texts::lead::thirds(third)),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(_, it)| it).collect();
    if parts.is_empty() { texts::lead::not_wished().into() } else { parts.join(", ") }
}

fn wished(m: &Mirror, noted: &Noted) -> Vec<Wished> {
    let guests = gathering::guests(m, noted);
    let wishes = || {
        let wishes = guests.iter().filter_map(|seat| m.meeting().wishes.get(seat)?.as_ref());
        wishes.flat_map(|cases| cases.iter().enumerate())
    };
    let line = |case: &shared::meeting::Case| {
        let count = |place| wishes().filter(|it| *it == (place, &case.id)).count() as u64;
        Wished {
            case: case.id,
            sentence: gathering::sentence(m, case.id),
            by: giver(m, case),
            wishes: [count(0), count(1), count(2)],
        }
    };
    gathering::cases(m, noted).into_iter().map(line).collect()
}

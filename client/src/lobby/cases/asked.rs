//! Whoever is asked to advise on a case answers, wherever they sit when they are asked.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::{CaseStep, Deed};
use shared::id::CaseId;
use shared::meeting::Case;

use crate::session;
use crate::store::use_store;
use crate::texts;

/// What I have answered to being asked for a case; `None` where I am not asked, or no more: a group
/// has been formed around it.
pub fn answer(m: &Mirror, case: &Case) -> Option<Option<bool>> {
    let formation = m.meeting().formation.as_ref();
    let forming = formation.into_iter().flat_map(|it| &it.groups);
    let is_formed = |group| m.meeting().groups.contains_key(&group);
    let formed = forming.filter(|it| it.case == Some(case.id)).any(|it| is_formed(it.group));
    let said = case.panel.get(&m.me()?).copied();
    said.filter(|_| !formed && !case.withdrawn)
}

/// The cases on which I am to say whether I advise.
pub fn unanswered(m: &Mirror) -> Vec<CaseId> {
    let asked = |case: &&Case| answer(m, case) == Some(None);
    m.meeting().cases.iter().filter(asked).map(|case| case.id).collect()
}

/// I was asked to advise on it: yes or no, and thinking again.
#[component]
pub fn Asked(
    /// Which case.
    id: CaseId,
    /// What I have answered.
    answer: Option<bool>,
) -> impl IntoView {
    let store = use_store();
    let say = move |comes| store.act(Deed::Case(CaseStep::Answer { case: id, comes }));
    view! {
        <div class="lobby-asked">
            <p>
                <strong>{match answer {
                    None => texts::cases::asked(),
                    Some(true) => texts::cases::accepted(),
                    Some(false) => texts::cases::declined(),
                }}</strong>
            </p>
            <p class="row">
                <button
                    type="button"
                    class:primary=answer.is_none()
                    aria-pressed=(answer == Some(true)).to_string()
                    on:click=move |_| say(true)
                >
                    {texts::cases::accept()}
                </button>
                <button
                    type="button"
                    aria-pressed=(answer == Some(false)).to_string()
                    on:click=move |_| say(false)
                >
                    {texts::cases::decline()}
                </button>
            </p>
        </div>
    }
}

/// The same for whoever comes over from a group at work, where the list of cases is not.
#[component]
pub fn Invited() -> impl IntoView {
    let store = use_store();
    let asked = Memo::new(move |_| {
        store.read(|m| {
            let all = m.meeting().cases.iter();
            let asked = all.filter_map(|case| {
                let sentence = m.case(case).words()?.sentence;
                Some((case.id, answer(m, case)?, sentence, session::giver(m, case)))
            });
            asked.collect::<Vec<_>>()
        })
    });
    view! {
        <Show when=move || !asked.with(Vec::is_empty)>
            <section class="sheet lobby-cases" aria-labelledby="lobby-invited">
                <h2 id="lobby-invited">{texts::cases::invited()}</h2>
                <ul class="lobby-list">
                    <For
                        each=move || asked.get()
                        key=Clone::clone
                        let((id, answer, sentence, giver))
                    >
                        <li>
                            <p>{sentence}</p>
                            <p class="aside">{giver}</p>
                            <Asked id answer/>
                        </li>
                    </For>
                </ul>
            </section>
        </Show>
    }
}

//! The case sessions that have ended, each with the way to its own record.

use leptos::prelude::*;
use mirror::Mirror;
use shared::id::SessionId;
use shared::meeting::CaseSession;

use crate::parts::clock;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// One of them.
#[derive(Clone, PartialEq, Eq)]
struct Past {
    session: SessionId,
    /// The case in a sentence, or whose it was.
    case: String,
    /// By which method, and when.
    when: String,
}

/// The list; nothing before the first one has ended.
#[component]
pub fn Ended() -> impl IntoView {
    let store = use_store();
    let all = Memo::new(move |_| store.read(past));
    let one = move |Past { session, case, when }: Past| {
        let label = texts::lobby::record_of(&case);
        view! {
            <li>
                <p>{case}<br/><span class="aside">{when}</span></p>
                <button
                    type="button"
                    aria-label=label
                    on:click=move |_| store.show_record(session)
                >
                    {texts::lobby::record()}
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <section class="sheet" aria-labelledby="lobby-ended">
                <h2 id="lobby-ended">{texts::lobby::ended()}</h2>
                <ul class="lobby-ended">
                    {move || all.get().into_iter().map(one).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

/// Whether one's group, as it sits now, has consulted with one.
pub fn any(m: &Mirror) -> bool {
    let ended = m.ended();
    m.session().is_some_and(|session| ended.iter().any(|it| it.id == session.id))
}

fn past(m: &Mirror) -> Vec<Past> {
    let giver = |session: &CaseSession| {
        let giver = session.cast.case_giver?;
        Some(texts::lobby::case_of(session::name(m, giver)))
    };
    let case = |session: &CaseSession| {
        let case = m.meeting().cases.iter().find(|case| Some(case.id) == session.case)?;
        Some(m.case(case).words()?.sentence)
    };
    let past = m.ended().into_iter().map(|session| Past {
        session: session.id,
        case: case(session)
            .or_else(|| giver(session))
            .unwrap_or_else(|| texts::lobby::without_case().into()),
        when: texts::record::when(clock::day_of(session.began), session::method_name(m, session)),
    });
    past.collect()
}

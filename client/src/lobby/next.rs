//! Three facts: what happens next, who starts it, what one can do meanwhile; and for whoever
//! leads, the two things to do: to invite and to begin.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Deed;
use shared::id::SessionId;
use shared::meeting::CaseSession;

use super::{moderator, plan, share};
use crate::store::use_store;
use crate::texts;

/// The three facts, and the records of what has ended.
#[component]
pub fn Next(
    /// What is played.
    chosen: plan::Chosen,
) -> impl IntoView {
    let store = use_store();
    let moderates = Memo::new(move |_| store.read(|m| m.me().is_some() && moderator(m) == m.me()));
    let who = move || match store.read(moderator) {
        Some(_) if moderates.get() => texts::lobby::you_start().to_owned(),
        Some(seat) => texts::lobby::starts(store.name(seat)),
        None => texts::lobby::nobody_starts().to_owned(),
    };
    let what = move || match store.read(sessions).is_empty() {
        true => texts::lobby::next_first(),
        false => texts::lobby::next_more(),
    };
    let meanwhile = move || match (moderates.get(), store.read(sessions).is_empty()) {
        (true, true) => texts::lobby::meanwhile_moderator(),
        (true, false) => texts::lobby::meanwhile_more(),
        (false, _) => texts::lobby::meanwhile(),
    };
    view! {
        <section class="sheet lobby-next" aria-labelledby="lobby-next">
            <h2 id="lobby-next" class="visually-hidden">{texts::lobby::next()}</h2>
            <dl>
                <div>
                    <dt>{texts::lobby::what()}</dt>
                    <dd>{what}</dd>
                </div>
                <div>
                    <dt>{texts::lobby::who()}</dt>
                    <dd>{who}</dd>
                </div>
                <div>
                    <dt>{texts::lobby::you_can()}</dt>
                    <dd>{meanwhile}</dd>
                </div>
            </dl>
            <Show when=move || moderates.get()>
                <share::Invitation/>
            </Show>
            <plan::Begin chosen/>
            <Show when=move || store.read(|m| moderator(m).is_none())>
                <button
                    type="button"
                    on:click=move |_| if let Some(seat) = store.me() {
                        store.act(Deed::NameModerator { seat });
                    }
                >
                    {texts::lobby::take_moderation()}
                </button>
            </Show>
        </section>
        <Ended/>
    }
}

/// The case sessions that have ended, each with the way to its record.
#[component]
fn Ended() -> impl IntoView {
    let store = use_store();
    let all = Memo::new(move |_| store.read(sessions));
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <section class="sheet" aria-labelledby="lobby-ended">
                <h2 id="lobby-ended">{texts::lobby::ended()}</h2>
                <ul class="lobby-ended">
                    {move || all.get().into_iter().map(|(session, words)| view! {
                        <li>
                            <p>{words}</p>
                            <button type="button" on:click=move |_| store.show_record(session)>
                                {texts::lobby::record()}
                            </button>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

/// The sessions that have ended, with the words of their cases.
fn sessions(mirror: &Mirror) -> Vec<(SessionId, String)> {
    let Some((_, group)) = mirror.group() else { return Vec::new() };
    let ended = group.sessions.iter().filter(|session| session.ended.is_some());
    let words = |session: &CaseSession| {
        let case = group.cases.iter().find(|case| Some(case.id) == session.case)?;
        Some(mirror.case(case).words()?.sentence)
    };
    ended
        .map(|session| {
            let sentence = words(session).unwrap_or_else(|| texts::lobby::without_case().into());
            (session.id, sentence)
        })
        .collect()
}

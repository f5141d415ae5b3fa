//! Nobody gives the case yet though somebody should: who does, and which of the cases that lie on
//! the table.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Step;
use shared::id::CaseId;
use shared::method::{Kind, Role, Weighed};

use crate::parts::two_tap::TwoTap;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// Asks who gives the case, in phases that do not settle it anyway.
#[component]
pub fn Missing() -> impl IntoView {
    let store = use_store();
    let missing = Memo::new(move |_| store.read(is_missing));
    let may_give = move || {
        let me = store.me();
        me.is_some_and(|me| store.may_step(Step::Cast { role: Role::CaseGiver, seat: Some(me) }))
    };
    let give = move |_| {
        store.step(Step::Cast { role: Role::CaseGiver, seat: store.peek(Mirror::me) });
    };
    let cases = Memo::new(move |_| store.read(cases));
    view! {
        <Show when=move || missing.get()>
            <section class="stage-casting-missing">
                <h2>{texts::casting::who_gives()}</h2>
                <p class="stage-casting-aside">{texts::casting::who_gives_how()}</p>
                <Show when=may_give>
                    <p>
                        <button type="button" on:click=give>{texts::casting::i_give()}</button>
                    </p>
                </Show>
                <ul class="stage-casting-table">
                    <For each=move || cases.get() key=|case| case.clone() let((case, name, words))>
                        <Choice case name words/>
                    </For>
                </ul>
            </section>
        </Show>
    }
}

/// A case that was brought earlier, for the moderator to take up.
#[component]
fn Choice(
    /// Which.
    case: CaseId,
    /// Whose it is.
    name: String,
    /// Its sentence.
    words: String,
) -> impl IntoView {
    let store = use_store();
    let sure = texts::casting::choose_sure(&name);
    view! {
        <li class="stage-casting-waiting">
            <p>{words}</p>
            <p class="stage-casting-aside">{name}</p>
            <Show when=move || store.may_step(Step::ChooseCase { case })>
                <TwoTap
                    label=texts::casting::choose()
                    sure=sure.clone()
                    on_sure=move |()| { store.step(Step::ChooseCase { case }); }
                />
            </Show>
        </li>
    }
}

fn is_missing(m: &Mirror) -> bool {
    let wanted = m.session().is_some_and(|session| session.method.knows(Role::CaseGiver));
    let settles = m.session().is_some_and(|session| {
        session.weighs() == Some(Weighed::Cases) || session.now_in().has(Kind::Roles)
    });
    let giver = session::cast(m).case_giver;
    let is_gone = giver.is_none_or(|giver| m.meeting().seat(giver).is_none());
    wanted && is_gone && !settles
}

/// The cases that nobody has consulted on yet.
fn cases(m: &Mirror) -> Vec<(CaseId, String, String)> {
    let Some((id, group)) = m.group() else { return vec![] };
    let taken = |id| group.sessions.iter().any(|session| session.case == Some(id));
    let open = m.meeting().table(id).filter(|case| !taken(case.id));
    let words = |case| Some(m.case(case).words()?.sentence);
    let open = open.filter_map(|it| Some((it.id, session::giver(m, it), words(it)?)));
    open.collect()
}

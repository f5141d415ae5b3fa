//! The closing: the case giver chooses what to take along, whoever writes names a first step, and
//! all see it once it is shown. A phase that looks back shows the steps of earlier sessions instead.

mod choose;
mod others;
mod outcome;
mod step;

use leptos::prelude::*;
use shared::method::{Flag, Role};

use crate::followup::Earlier;
use crate::harvest::Give;
use crate::release::Releases;
use crate::session;
use crate::store::use_store;
use crate::texts;

pub use step::Begun;

/// The closing, for the case giver and for everybody else.
#[component]
pub fn Closing() -> impl IntoView {
    let store = use_store();
    // The phase in which this was drawn: whoever finishes a sentence in it keeps what it offers.
    let phase = store.peek(|m| m.session().map(|session| session.now_in().clone()));
    let index = store.peek(|m| m.session().map(|session| session.phase));
    if phase.as_ref().is_some_and(|phase| phase.allows(Flag::Review)) {
        return view! { <Earlier/> }.into_any();
    }
    let session = store.peek(|m| m.session().map(|session| session.id));
    // In some methods nobody gives a case, and so nobody takes ideas along.
    let has_giver = store.peek(|m| m.session().is_some_and(|it| it.method.knows(Role::CaseGiver)));
    let gives = Memo::new(move |_| store.read(|m| session::my_role(m) == Role::CaseGiver));
    let names_step = Memo::new(move |_| {
        gives.get() || store.read(|m| phase.as_ref().is_some_and(|phase| session::writes(m, phase)))
    });
    view! {
        <Show
            when=move || gives.get()
            fallback=move || has_giver.then(|| view! { <outcome::Outcome/> })
        >
            <choose::Choose/>
        </Show>
        {index.map(|phase| view! {
            <Show when=move || names_step.get()><step::FirstStep gives phase/></Show>
        })}
        <others::Others/>
        <Show when=move || gives.get()>
            {session.map(|session| view! { <Give session/><Releases session/> })}
        </Show>
        <outcome::Observed/>
        <Thanks/>
    }
    .into_any()
}

/// Thanks, with the names of those who were here.
#[component]
fn Thanks() -> impl IntoView {
    let store = use_store();
    let names = Memo::new(move |_| {
        store.read(|m| {
            let giver = session::cast(m).case_giver;
            let others = session::members(m).into_iter().filter(|seat| Some(*seat) != giver);
            let others = others.map(|seat| session::name(m, seat)).collect::<Vec<_>>();
            (giver.map(|seat| session::name(m, seat)), others)
        })
    });
    view! {
        <section class="closing-thanks">
            <h2>{texts::closing::thanks()}</h2>
            {
                move || {
                    let (giver, others) = names.get();
                    view! {
                        {giver.map(|name| view! { <p>{texts::closing::thanks_giver(name)}</p> })}
                        <ul class="closing-names">
                            {others.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}
                        </ul>
                    }
                }
            }
            <p class="closing-aside">{texts::closing::stays_here()}</p>
        </section>
    }
}

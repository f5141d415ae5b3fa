//! The closing: the case giver chooses what to take along and names a first step; the others
//! listen and see it once it is shown.

mod choose;
mod outcome;
mod step;

use leptos::prelude::*;
use shared::method::Role;

use crate::session;
use crate::store::use_store;
use crate::texts;

/// The closing, for the case giver and for everybody else.
#[component]
pub fn Closing() -> impl IntoView {
    let store = use_store();
    let gives = Memo::new(move |_| store.read(|m| session::my_role(m) == Role::CaseGiver));
    view! {
        <Show
            when=move || gives.get()
            fallback=|| view! { <outcome::Outcome/> }
        >
            <choose::Choose/>
            <step::FirstStep/>
        </Show>
        <outcome::Observed/>
        <Thanks/>
    }
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

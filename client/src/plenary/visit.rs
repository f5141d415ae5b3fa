//! The plenary as somebody sees it who came over from elsewhere: all of it, and the way back.

use leptos::prelude::*;

use super::Plenary;
use crate::agenda;
use crate::election::Elections;
use crate::groups;
use crate::lobby::Invited;
use crate::parts::clock;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// The screen.
#[component]
pub fn Visit() -> impl IntoView {
    let store = use_store();
    document().set_title(&texts::app::page(texts::plenary::heading()));
    // Where the own group is meanwhile: nobody misses it by looking elsewhere.
    let running = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| {
            let session = m.session().filter(|session| session.ended.is_none())?;
            let phase = session::phase_name(m, session.phase)?;
            Some(texts::plenary::meanwhile(clock::digits(session.clock().left(now)), phase))
        })
    });
    let way = move || match running.with(Option::is_some) {
        true => texts::plenary::back_to_case(),
        false => texts::plenary::back(),
    };
    view! {
        <main class="plenary-visit">
            <div class="plenary-way">
                <button type="button" class="primary" on:click=move |_| store.visit_plenary(false)>
                    {way}
                </button>
                <span class="aside" role="timer">{running}</span>
            </div>
            <h1 tabindex="-1">{texts::plenary::heading()}</h1>
            <groups::Told/>
            <Invited/>
            <Plenary/>
            <Elections/>
            <agenda::Course/>
        </main>
    }
}

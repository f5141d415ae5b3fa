//! Before the meeting: its agenda, where it takes place, until when cases are taken, the invitation
//! to be pasted into a mail, and what is printed.

mod add;
mod begin;
mod invite;
mod letter;
mod paper;
mod plan;
mod rows;
mod templates;
mod waiting;

use leptos::prelude::*;

use crate::agenda;
use crate::door::Door;
use crate::rehearsal;
use crate::store::use_store;
use crate::texts;

/// Everything that is done before a meeting begins.
#[component]
pub fn Prepare() -> impl IntoView {
    let store = use_store();
    let planned = Memo::new(move |_| store.read(|m| m.meeting().agenda.is_some()));
    let count = move || store.read(agenda::count);
    view! {
        <div class="lead-forming">
            <section class="sheet lead-agenda" aria-labelledby="lead-agenda">
                <h2 id="lead-agenda">{texts::agenda::heading()}</h2>
                <Show
                    when=move || planned.get()
                    fallback=|| view! { <p>{texts::prepare::before()}</p> }
                >
                    <begin::Begin/>
                    <rows::Rows/>
                    <add::Add/>
                </Show>
                <templates::Templates/>
            </section>
            <div class="lead-side">
                <invite::Invite/>
                <letter::Letter/>
                <waiting::Earlier/>
                <paper::Paper/>
                <section class="sheet" aria-labelledby="lead-rehearsal">
                    <h2 id="lead-rehearsal">{texts::rehearsal::heading()}</h2>
                    <rehearsal::Begin size=rehearsal::Size::GROUPS/>
                </section>
                <section class="sheet" aria-labelledby="lead-intents">
                    <h2 id="lead-intents">{texts::prepare::who_comes()}</h2>
                    <p>
                        {move || match count() {
                            line if line.is_empty() => texts::lead::nobody_here().into(),
                            line => line,
                        }}
                    </p>
                    <invite::Seats/>
                    <Door/>
                </section>
            </div>
        </div>
    }
}

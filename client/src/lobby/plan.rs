//! What is going to happen: the method with its phases, and for whoever leads the way to begin.

use leptos::prelude::*;
use shared::command::Deed;
use shared::id::SessionId;
use shared::library;
use shared::method::Method;

use super::{agreed, me::Count};
use crate::store::{fresh_id, use_store};
use crate::texts;

/// The plan.
#[component]
pub fn Plan() -> impl IntoView {
    let store = use_store();
    let methods = StoredValue::new(library::methods());
    let chosen = RwSignal::new(0_usize);
    let method = move || methods.with_value(|all| all.get(chosen.get()).cloned());
    let ends = Memo::new(move |_| {
        store.read(|m| m.group().is_some_and(|(_, group)| !group.sessions.is_empty()))
    });
    let leads = Memo::new(move |_| method().is_some_and(|method| store.may(begin(method))));
    let ready = Memo::new(move |_| {
        store.read(|m| {
            let (agreed, all) = agreed(m);
            agreed == all && all > 1
        })
    });
    view! {
        <section class="sheet lobby-plan" aria-labelledby="lobby-plan">
            <h2 id="lobby-plan">{texts::lobby::plan()}</h2>
            <Show when=move || leads.get() && methods.with_value(|all| all.len() > 1)>
                <label class="field">
                    <span>{texts::lobby::method()}</span>
                    <select on:change=move |event| {
                        chosen.set(event_target_value(&event).parse().unwrap_or(0));
                    }>
                        {methods.get_value().iter().enumerate().map(|(index, method)| view! {
                            <option value=index.to_string()>
                                {texts::of(&method.name).to_owned()}
                            </option>
                        }).collect_view()}
                    </select>
                </label>
            </Show>
            {move || method().map(|method| view! { <Phases method/> })}
            <Count/>
            <Show when=move || leads.get()>
                <button
                    type="button"
                    class="lobby-begin"
                    class:primary=move || ready.get()
                    on:click=move |_| if let Some(method) = method() { store.act(begin(method)) }
                >
                    {move || match ends.get() {
                        true => texts::lobby::begin_next(),
                        false => texts::lobby::begin(),
                    }}
                </button>
            </Show>
        </section>
    }
}

/// A method's phases with their minutes.
#[component]
fn Phases(method: Method) -> impl IntoView {
    let phases = method
        .phases
        .iter()
        .map(|phase| (texts::of(&phase.name).to_owned(), texts::lobby::minutes(phase.minutes)));
    let phases: Vec<_> = phases.collect();
    view! {
        <p>
            <strong>{texts::of(&method.name).to_owned()}</strong>
            " · "
            {texts::lobby::minutes(method.minutes())}
        </p>
        <ol class="lobby-phases">
            {phases.into_iter().map(|(name, minutes)| view! {
                <li><span>{name}</span><span class="lobby-minutes">{minutes}</span></li>
            }).collect_view()}
        </ol>
    }
}

fn begin(method: Method) -> Deed {
    Deed::Begin { session: SessionId::from_bytes(fresh_id()), method }
}

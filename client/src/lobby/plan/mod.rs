//! What is going to happen: the method with its phases, and the button with which it begins.

use leptos::prelude::*;
use shared::command::Deed;
use shared::id::SessionId;
use shared::library;
use shared::method::Method;

use super::{agreed, me::Count};
use crate::store::{Store, fresh_id, use_store};
use crate::texts;

/// The method that is going to be played.
pub type Chosen = RwSignal<Option<Method>>;

/// The first of the house's methods, until another is chosen.
pub fn first() -> Chosen {
    RwSignal::new(library::methods().into_iter().next())
}

/// The plan.
#[component]
pub fn Plan(
    /// What is played.
    chosen: Chosen,
) -> impl IntoView {
    let store = use_store();
    let methods = StoredValue::new(library::methods());
    let leads = may_begin(store, chosen);
    view! {
        <section class="sheet lobby-plan" aria-labelledby="lobby-plan">
            <h2 id="lobby-plan">{texts::lobby::plan()}</h2>
            <Show when=move || leads.get() && methods.with_value(|all| all.len() > 1)>
                <label class="field">
                    <span>{texts::lobby::method()}</span>
                    <select on:change=move |event| {
                        let index: Result<usize, _> = event_target_value(&event).parse();
                        let method = methods.with_value(|all| all.get(index.ok()?).cloned());
                        chosen.set(method);
                    }>
                        {methods.get_value().iter().enumerate().map(|(index, method)| view! {
                            <option value=index.to_string()>
                                {texts::of(&method.name).to_owned()}
                            </option>
                        }).collect_view()}
                    </select>
                </label>
            </Show>
            {move || chosen.get().map(|method| view! { <Phases method/> })}
            <Count/>
        </section>
    }
}

/// The button with which whoever leads begins; strong as soon as everybody has agreed.
#[component]
pub fn Begin(
    /// What is played.
    chosen: Chosen,
) -> impl IntoView {
    let store = use_store();
    let is_first = Memo::new(move |_| {
        store.read(|m| m.group().is_some_and(|(_, group)| group.sessions.is_empty()))
    });
    let leads = may_begin(store, chosen);
    let ready = Memo::new(move |_| {
        store.read(|m| {
            let (agreed, all) = agreed(m);
            agreed == all && all > 1
        })
    });
    let go = move |_| {
        if let Some(method) = chosen.get_untracked() {
            store.act(begin(method));
        }
    };
    view! {
        <Show when=move || leads.get()>
            <button
                type="button"
                class="lobby-begin"
                class:primary=move || ready.get()
                on:click=go
            >
                {move || match is_first.get() {
                    true => texts::lobby::begin(),
                    false => texts::lobby::begin_next(),
                }}
            </button>
        </Show>
    }
}

fn may_begin(store: Store, chosen: Chosen) -> Memo<bool> {
    Memo::new(move |_| chosen.get().is_some_and(|method| store.may(begin(method))))
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

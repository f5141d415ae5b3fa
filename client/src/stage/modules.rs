//! Choosing the consultation module: everybody sees the offer, the moderator settles on one.

use leptos::prelude::*;
use shared::command::Step;
use shared::library;
use shared::method::Module;

use crate::session;
use crate::store::use_store;
use crate::texts;

/// The modules, and which one is chosen.
#[component]
pub fn Modules() -> impl IntoView {
    let store = use_store();
    let chosen = Memo::new(move |_| store.read(|m| Some(m.session()?.module.as_ref()?.id.clone())));
    let decides = Memo::new(move |_| store.read(session::moderates));
    let who = move || {
        let moderator =
            store.read(|m| session::cast(m).moderator.map(|seat| session::name(m, seat)));
        moderator.map_or_else(|| texts::stage::module_nobody().into(), texts::stage::module_who)
    };
    view! {
        <h2>{texts::stage::modules()}</h2>
        <Show when=move || !decides.get() && chosen.get().is_none()>
            <p class="stage-aside">{who}</p>
        </Show>
        <ul class="stage-modules">
            {
                library::modules().into_iter()
                    .map(|module| view! { <Offer module chosen decides/> })
                    .collect_view()
            }
        </ul>
    }
}

/// One module: when it fits, how it goes, how a thought begins.
#[component]
fn Offer(
    /// Which.
    module: Module,
    /// The chosen module's id.
    chosen: Memo<Option<String>>,
    /// Whether I settle on it.
    decides: Memo<bool>,
) -> impl IntoView {
    let store = use_store();
    let id = module.id.clone();
    let is_chosen = Memo::new(move |_| chosen.get().as_deref() == Some(id.as_str()));
    let (name, fits) = (texts::of(&module.name).to_owned(), texts::of(&module.fits).to_owned());
    let (explain, starter) =
        (texts::of(&module.explain).to_owned(), texts::of(&module.starter).to_owned());
    let label = texts::stage::choose_module(&name);
    let module = StoredValue::new(module);
    let choose = move |_| store.step(Step::ChooseModule { module: module.get_value() });
    view! {
        <li class="stage-modules-offer" class:stage-modules-chosen=move || is_chosen.get()>
            <h3 class="stage-modules-name">{name}</h3>
            <Show when=move || is_chosen.get()>
                <p class="stage-modules-mark">{texts::stage::module_chosen()}</p>
            </Show>
            <p class="stage-modules-fits">{fits}</p>
            <details prop:open=move || is_chosen.get()>
                <summary>{texts::stage::module_how()}</summary>
                <p>{explain}</p>
                <p class="stage-aside">{texts::stage::module_starter(starter)}</p>
            </details>
            <Show when=move || decides.get() && !is_chosen.get()>
                <button type="button" on:click=choose>{label.clone()}</button>
            </Show>
        </li>
    }
}

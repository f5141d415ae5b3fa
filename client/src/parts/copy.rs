//! A link to hand on, shown and copied by one tap; and copying any other text.

use js_sys::{Function, Reflect};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlTextAreaElement;

use crate::store::{Notice, Store, use_store};
use crate::texts;

/// A text that can be copied.
#[component]
pub fn Copy(
    /// What it is, above it.
    label: &'static str,
    /// What the button says.
    button: &'static str,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let store = use_store();
    let field = NodeRef::<html::Input>::new();
    let copy = move |_| {
        let Some(field) = field.get_untracked() else { return };
        let text = text.get_untracked();
        spawn_local(async move {
            field.select();
            let copied = copy_text(&text).await || copy_selection();
            let told = if copied { texts::app::copied() } else { texts::app::select_and_copy() };
            store.notify(Notice::new(told));
        });
    };
    view! {
        <div class="copy">
            <label class="field">
                <span>{label}</span>
                <input
                    type="text"
                    readonly
                    node_ref=field
                    prop:value=move || text.get()
                    on:focus=move |_| if let Some(field) = field.get_untracked() { field.select() }
                />
            </label>
            <button type="button" on:click=copy>{button}</button>
        </div>
    }
}

/// Copies a text that stands in no field, and says whether it worked.
pub fn copy(store: Store, text: String) {
    spawn_local(async move {
        let copied = copy_text(&text).await || copy_from_field(&text).unwrap_or(false);
        let told = if copied { texts::app::copied() } else { texts::app::select_and_copy() };
        store.notify(Notice::new(told));
    });
}

async fn copy_text(text: &str) -> bool {
    let navigator = window().navigator();
    // Browsers have a clipboard only for pages that came by TLS.
    if !window().is_secure_context() {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

/// The old way for a text that stands in no field: in one that is gone again at once.
fn copy_from_field(text: &str) -> Option<bool> {
    let field: HtmlTextAreaElement = document().create_element("textarea").ok()?.unchecked_into();
    field.set_value(text);
    document().body()?.append_child(&field).ok()?;
    field.select();
    let copied = copy_selection();
    field.remove();
    Some(copied)
}

/// The old way, which works in a house without certificates.
fn copy_selection() -> bool {
    let document = document();
    let command = Reflect::get(&document, &"execCommand".into());
    let Some(command) = command.ok().and_then(|it| it.dyn_into::<Function>().ok()) else {
        return false;
    };
    command.call1(&document, &"copy".into()).is_ok_and(|copied| copied.is_truthy())
}

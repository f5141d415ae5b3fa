//! A pad on screen: a plain text field for whoever writes, plain text for whoever reads.
//!
//! Deliberately absent: the document behind it, which keeps the field right while several write.

mod layer;

use leptos::html;
use leptos::prelude::*;
use shared::limits::PAD_CHARS;
use shared::pad::PadId;

use crate::pads::{PadState, PadView};
use crate::store::{Store, use_store};
use crate::texts;

/// The text of a pad as it stands; whoever reads it is told when it changes.
pub fn text(store: Store, pad: PadId) -> String {
    store.pads().open(store, pad).text()
}

/// One pad.
#[component]
pub fn Pad(
    /// Which.
    pad: PadId,
    /// What it is called.
    #[prop(into)]
    label: String,
    /// Whether a line or two are enough.
    #[prop(optional)]
    short: bool,
    /// Whether it is only to be read here, whatever this person may write.
    #[prop(optional, into)]
    read_only: Signal<bool>,
) -> impl IntoView {
    let store = use_store();
    let view = store.pads().open(store, pad);
    let state = Memo::new(move |_| view.state());
    let label = StoredValue::new(label);
    let writes = Memo::new(move |_| view.may_write() && !read_only.get());
    view! {
        <div
            class="pad"
            class:pad-short=short
            aria-busy=move || (state.get() == PadState::Loading).to_string()
        >
            <Show when=move || state.get() == PadState::Damaged>
                <p class="pad-damaged" role="status">{texts::pad::damaged()}</p>
            </Show>
            <Show
                when=move || state.get() != PadState::Loading
                fallback=|| view! { <p class="pad-loading">{texts::pad::loading()}</p> }
            >
                <Show
                    when=move || writes.get()
                    fallback=move || view! { <Reading view label=label.get_value()/> }
                >
                    <Writing view label=label.get_value()/>
                </Show>
            </Show>
        </div>
    }
}

/// What somebody sees who does not write here.
#[component]
fn Reading(
    /// The pad.
    view: PadView,
    /// What it is called.
    label: String,
) -> impl IntoView {
    let is_empty = Memo::new(move |_| view.text().trim().is_empty());
    view! {
        <Show
            when=move || !is_empty.get()
            fallback=|| view! { <p class="empty">{texts::pad::empty()}</p> }
        >
            <div class="pad-read" role="group" aria-label=label.clone()>{move || view.text()}</div>
        </Show>
    }
}

/// A field to write in, with where the others are, and undo for one's own steps.
#[component]
fn Writing(
    /// The pad.
    view: PadView,
    /// What it is called.
    label: String,
) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            view.bind(&field);
        }
    });
    let length = move || view.text().encode_utf16().count();
    let nearly_full = Memo::new(move |_| length() > PAD_CHARS * 9 / 10);
    view! {
        <div class="pad-sheet">
            <layer::Layer view/>
            <textarea
                class="pad-field"
                node_ref=field
                aria-label=label
                placeholder=texts::pad::write_here()
                spellcheck="true"
            ></textarea>
        </div>
        <p class="pad-tools">
            <button
                type="button"
                class="pad-tool"
                aria-label=texts::pad::undo()
                title=texts::pad::undo()
                disabled=move || !view.can_undo()
                on:click=move |_| view.undo()
            >"↶"</button>
            <button
                type="button"
                class="pad-tool"
                aria-label=texts::pad::redo()
                title=texts::pad::redo()
                disabled=move || !view.can_redo()
                on:click=move |_| view.redo()
            >"↷"</button>
            <Show when=move || nearly_full.get()>
                <span class="pad-full" role="status">
                    {move || texts::pad::left(PAD_CHARS.saturating_sub(length()))}
                </span>
            </Show>
        </p>
    }
}

//! Finding the wording that leaves the group: what gives somebody away is marked, other words are
//! offered, and before anything goes it stands there exactly as it goes.

mod begun;
mod more;
mod preview;
mod worded;

use leptos::prelude::*;
use shared::id::SessionId;
use shared::limits::RELEASE_CHARS;
use shared::meeting::{Item, Reach};

use self::more::More;
use self::preview::Preview;
use self::worded::Worded;
use super::entry::too_many;
use super::item;
use super::view::give;
use crate::parts::date;
use crate::parts::links::LinkDraft;
use crate::store::use_store;
use crate::texts;

pub use self::begun::Begun;

/// The text to work on with what the entry says besides, then both as they go.
#[component]
pub fn Wording(
    /// Of which session.
    session: SessionId,
    /// What is released.
    item: Item,
    /// How far it shall go.
    reach: Reach,
    /// What was begun of it.
    begun: Begun,
    /// Whether the other fields of the entry were asked for.
    more: bool,
    /// Told when it was released, or is not wanted any more.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    begun.begin(store.peek(|m| item::begin(m, session, item)));
    let year = date::written(store.peek_now()).split('-').next().and_then(|it| it.parse().ok());
    let known = Memo::new(move |_| store.read(|m| item::known(m, reach, year.unwrap_or_default())));
    let link = LinkDraft::new();
    let previews = RwSignal::new(false);
    // The step and what became of it are told as they come.
    let too_many = Memo::new(move |_| too_many(&begun.text()).filter(|_| item == Item::Ideas));
    let preview = move |_| {
        // A link that was typed and not added yet is meant to go as well.
        let links = begun.words(item, reach).details.links;
        if let Some(links) = link.put_behind(links) {
            begun.change(|it| it.links = links);
            previews.set(true);
        }
    };
    let done = move || {
        begun.clear();
        on_done.run(());
    };
    view! {
        <Show
            when=move || previews.get()
            fallback=move || view! {
                <Worded
                    label=texts::release::wording()
                    rows=4
                    most=RELEASE_CHARS
                    text=Signal::derive(move || begun.text())
                    on_text=move |text| begun.set_text(text)
                    known
                />
                <div role="status">
                    <Show when=move || too_many.get().is_some()>
                        <p class="problem">{move || too_many.get()}</p>
                    </Show>
                </div>
                <More item reach begun link known open=more/>
                <p class="row">
                    <button
                        type="button"
                        class="primary"
                        disabled=move || {
                            begun.text().trim().is_empty() || too_many.get().is_some()
                        }
                        on:click=preview
                    >
                        {texts::release::preview()}
                    </button>
                    <button type="button" class="quiet" on:click=move |_| done()>
                        {texts::release::cancel()}
                    </button>
                </p>
            }
        >
            <Preview
                session
                item
                reach
                words=begun.words(item, reach)
                known=known.get_untracked()
            />
            <p class="row">
                <button
                    type="button"
                    class="primary"
                    on:click=move |_| {
                        if give(store, session, item, reach, Some(begun.words(item, reach))) {
                            done();
                        }
                    }
                >
                    {texts::release::release()}
                </button>
                <button type="button" on:click=move |_| previews.set(false)>
                    {texts::release::back()}
                </button>
            </p>
        </Show>
    }
}

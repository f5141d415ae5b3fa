//! What leaves the group, as it leaves: the network entry on the record's page, to read, to copy, to
//! print and to take along. It is gone everywhere as soon as the case giver takes it back.

use leptos::html;
use leptos::prelude::*;
use shared::id::SessionId;
use shared::meeting::Reach;

use super::entry;
use super::item;
use crate::parts::copy::copy;
use crate::parts::{date, print, save};
use crate::record::sheet::Record;
use crate::record::{Paper, markdown};
use crate::store::{Notice, use_store};
use crate::texts;

/// What the page's styles call it while only one of these sheets is printed.
const PRINTS: &str = "entry";

/// The network entry of a case session, one sheet for each reach; nothing where nothing leaves.
#[component]
pub fn Leaving(
    /// Of which session.
    session: SessionId,
) -> impl IntoView {
    let store = use_store();
    let sheets = Memo::new(move |_| {
        store.read(|m| entry::sheets(&item::released(m, session), &item::giver_house(m, session)))
    });
    let several = move || sheets.with(|sheets| sheets.len() > 1);
    view! {
        <Show when=move || !sheets.with(Vec::is_empty)>
            <section class="release-leaving" aria-labelledby="leaving">
                <h2 id="leaving">{texts::entry::heading()}</h2>
                <p class="release-aside">{texts::entry::intro()}</p>
                <Show when=several>
                    <p class="release-aside">{texts::entry::apart()}</p>
                </Show>
                {move || sheets.get().into_iter().map(|(reach, record)| view! {
                    <Sheet reach record/>
                }).collect_view()}
            </section>
        </Show>
    }
}

/// One sheet and what can be done with it.
#[component]
fn Sheet(
    /// How far it goes.
    reach: Reach,
    /// What it says.
    record: Record,
) -> impl IntoView {
    let store = use_store();
    let place = NodeRef::<html::Div>::new();
    let document = StoredValue::new(markdown::document(&record));
    print::unmark_when_done(place);
    let take_home = move |_| {
        let today = date::written(store.peek_now());
        let name = markdown::file_name(texts::entry::heading(), item::reach_name(reach), &today);
        if save::save(&name, save::MARKDOWN, &document.get_value()).is_err() {
            store.notify(Notice::new(texts::record::not_saved()));
        }
    };
    view! {
        <div class="release-sheet" role="group" aria-label=item::reach_name(reach) node_ref=place>
            <p class="release-reach">{item::reach_name(reach)}</p>
            <Paper record/>
            <p class="release-tools">
                <button type="button" on:click=move |_| copy(store, document.get_value())>
                    {texts::entry::copy()}
                </button>
                <button type="button" on:click=take_home>{texts::entry::save()}</button>
                <button type="button" on:click=move |_| print::only(place, PRINTS)>
                    {texts::entry::print()}
                </button>
            </p>
        </div>
    }
}

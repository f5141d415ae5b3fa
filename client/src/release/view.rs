//! The four things that can be released, each with how far it goes.

use leptos::prelude::*;
use shared::command::{Deed, Step};
use shared::id::{RecordId, SessionId};
use shared::meeting::{Item, Reach};
use vault::words;

use super::item::{self, ALL};
use super::row::Row;
use crate::store::{Notice, Store, use_store};
use crate::texts;

/// The releases of a case session, for whoever gave the case.
#[component]
pub fn Releases(
    /// Which session.
    session: SessionId,
    /// Whether it is folded up at first.
    #[prop(optional)]
    folded: bool,
) -> impl IntoView {
    let store = use_store();
    let may = Memo::new(move |_| store.may(deed(session, Item::Question, Reach::Private, None)));
    let rows = move || {
        view! {
            <p class="aside">{texts::release::intro()}</p>
            <ul class="release-items">
                {ALL.map(|item| view! { <Row session item/> }).collect_view()}
            </ul>
        }
    };
    let standing = move || {
        let reaches = store.read(|m| {
            let session = m.meeting().session(session).map(|(.., session)| session);
            let released = session.into_iter().flat_map(|session| session.releases.iter());
            let lines = released.map(|(item, release)| {
                texts::release::exactly_to(item::name(*item), item::reach_name(release.reach))
            });
            lines.collect::<Vec<_>>().join(", ")
        });
        match reaches.is_empty() {
            true => texts::release::standing_private().to_owned(),
            false => texts::release::standing(reaches),
        }
    };
    view! {
        <Show when=move || may.get()>
            {match folded {
                true => view! {
                    <details class="release">
                        <summary>{standing}</summary>
                        {rows()}
                    </details>
                }
                .into_any(),
                false => view! {
                    <section class="release" aria-labelledby="release">
                        <h2 id="release">{texts::release::heading()}</h2>
                        {rows()}
                    </section>
                }
                .into_any(),
            }}
        </Show>
    }
}

/// Releases something as far as this, or takes it back. Answers whether it was possible.
pub fn give(
    store: Store,
    session: SessionId,
    item: Item,
    reach: Reach,
    words: Option<words::Release>,
) -> bool {
    // Whoever lets others have the ideas shows the group first which ones they are.
    let show = Deed::In(session, Step::ShowStars);
    let shows = item == Item::Ideas && reach > Reach::Private;
    if shows && store.peek(|m| item::is_unseen(m, session) && m.may(show.clone()).is_ok()) {
        store.act(show);
    }
    let given = match words {
        Some(words) => store.say(words, |words| deed(session, item, reach, Some(words))),
        None => {
            let deed = deed(session, item, reach, None);
            let may = store.peek(|m| m.may(deed.clone()).is_ok());
            store.act(deed);
            may
        }
    };
    if given {
        store.notify(Notice::new(texts::release::told(item::reach_name(reach))));
    }
    given
}

fn deed(session: SessionId, item: Item, reach: Reach, words: Option<RecordId>) -> Deed {
    Deed::In(session, Step::Release { item, reach, words })
}

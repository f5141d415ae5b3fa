//! One thing that can be released: what it says, how far it goes, and its wording for others.

use leptos::prelude::*;
use shared::command::{Deed, Step};
use shared::id::SessionId;
use shared::meeting::{Item, Reach};

use super::entry;
use super::item::{self, REACHES};
use super::view::give;
use super::wording::{Begun, Wording};
use crate::store::use_store;
use crate::texts;

/// A wording that is being found.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Finding {
    /// How far it shall go.
    reach: Reach,
    /// Whether the other fields of the entry were asked for.
    more: bool,
}

/// One row.
#[component]
pub fn Row(
    /// Of which session.
    session: SessionId,
    /// What it releases.
    item: Item,
) -> impl IntoView {
    let store = use_store();
    let finding = RwSignal::new(None::<Finding>);
    let begun = Begun::of(session, item);
    let reach = Memo::new(move |_| {
        store.read(|m| {
            m.meeting()
                .session(session)
                .map(|(.., it)| item::reach_of(it, item))
                .unwrap_or_default()
        })
    });
    let said = Memo::new(move |_| store.read(|m| item::said(m, session, item)));
    let wording = Memo::new(move |_| store.read(|m| item::wording(m, session, item)));
    let shown = Memo::new(move |_| finding.get().map_or(reach.get(), |it| it.reach));
    let rests = move || said.get().is_none() && shown.get() == Reach::Private;
    // The group can't be told of a choice that its devices have never received.
    let unseen = Memo::new(move |_| {
        let show = Deed::In(session, Step::ShowStars);
        item == Item::Ideas && store.read(|m| item::is_unseen(m, session)) && !store.may(show)
    });
    let choose = move |event| {
        let index: Option<usize> = event_target_value(&event).parse().ok();
        let Some(reach) = index.and_then(|index| REACHES.get(index)).copied() else { return };
        if reach > Reach::Group {
            finding.set(Some(Finding { reach, more: false }));
        } else {
            finding.set(None);
            let taken_back = store.peek(|m| item::words(m, session, item));
            if let Some(words) = taken_back {
                begun.keep(words);
            }
            give(store, session, item, reach, None);
        }
    };
    let has_more = !entry::fields(item).is_empty();
    let find = move |more| {
        finding.set(Some(Finding { reach: reach.get_untracked(), more }));
    };
    let option = move |(index, it): (usize, Reach)| {
        view! {
            <option
                value=index.to_string()
                prop:selected=move || shown.get() == it
                disabled=move || it == Reach::Group && unseen.get()
            >
                {item::reach_name(it)}
            </option>
        }
    };
    view! {
        <li class="release-item">
            <label class="release-choice">
                <span class="release-name">{item::name(item)}</span>
                <select disabled=rests on:change=choose>
                    {REACHES.into_iter().enumerate().map(option).collect_view()}
                </select>
            </label>
            <Show when=rests>
                <p class="release-aside">{texts::release::nothing_yet()}</p>
            </Show>
            <Show when=move || unseen.get()>
                <p class="release-aside">{texts::release::ideas_unseen()}</p>
            </Show>
            {move || match (finding.get(), wording.get()) {
                (Some(Finding { reach, more }), _) => view! {
                    <Wording session item reach begun more on_done=move |()| finding.set(None)/>
                }
                .into_any(),
                (None, Some(text)) => view! {
                    <p class="release-words">{text}</p>
                    <p class="row">
                        <button type="button" on:click=move |_| find(false)>
                            {texts::release::change()}
                        </button>
                        {has_more.then(|| view! {
                            <button type="button" on:click=move |_| find(true)>
                                {texts::release::more()}
                            </button>
                        })}
                    </p>
                }
                .into_any(),
                (None, None) => {
                    said.get().map(|text| view! { <p class="release-said">{text}</p> }).into_any()
                }
            }}
        </li>
    }
}

//! What the case giver gives to the plenary: one thing after the other, in their own words, each by a
//! yes of its own. Nothing is given by itself.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use shared::command::{Deed, HarvestStep};
use shared::id::SessionId;
use shared::limits::{CARD_CHARS, IDEAS_PER_HARVEST};
use shared::meeting::Item;
use vault::words;

use super::{ITEMS, stays};
use crate::release::{name, said};
use crate::store::{Notice, use_store};
use crate::texts;

/// The harvest of one case session, for whoever gave the case.
#[component]
pub fn Give(
    /// Which session.
    session: SessionId,
) -> impl IntoView {
    let store = use_store();
    let gives = Memo::new(move |_| {
        store.read(|m| {
            let found = m.meeting().session(session);
            let giver = found.and_then(|(_, group, it)| group.cast_of(it).case_giver);
            giver.is_some() && giver == m.me()
        })
    });
    view! {
        <Show when=move || gives.get()>
            <section class="harvest-give" aria-labelledby="harvest-give">
                <h2 id="harvest-give">{texts::harvest::give_heading()}</h2>
                <p class="aside">{texts::harvest::give_intro()}</p>
                <ul class="harvest-items">
                    {ITEMS.map(|item| view! { <One session item/> }).collect_view()}
                </ul>
            </section>
        </Show>
    }
}

/// One thing: what the plenary reads of it, or that it stays in the group.
#[component]
fn One(session: SessionId, item: Item) -> impl IntoView {
    let store = use_store();
    let given = Memo::new(move |_| {
        store.read(|m| {
            let words = m.meeting().harvest.sheaf(session)?.items.get(&item).copied()?;
            Some(m.harvest(&words).words().map(|it| it.texts).unwrap_or_default())
        })
    });
    let finding = RwSignal::new(false);
    let text = RwSignal::new(String::new());
    let begin = move |_| {
        let before = given.get_untracked().map(|texts| texts.join("\n"));
        let said = || store.peek(|m| said(m, session, item)).map(|said| plain(&said));
        text.set(before.or_else(said).unwrap_or_default());
        finding.set(true);
    };
    let give = move |event: SubmitEvent| {
        event.prevent_default();
        let words = words::Harvest { texts: cut(&text.get_untracked(), item) };
        let step = |words| Deed::Harvest(HarvestStep::Give { session, item, words });
        if !words.texts.is_empty() && store.say(words, step) {
            finding.set(false);
            store.notify(Notice::new(texts::harvest::given()));
        }
    };
    let back = move |_| store.act(Deed::Harvest(HarvestStep::TakeBack { session, item }));
    let form = move || {
        view! {
            <form on:submit=give>
                <label class="field">
                    <span>{texts::harvest::wording()}</span>
                    <textarea
                        rows="3"
                        maxlength=(CARD_CHARS * IDEAS_PER_HARVEST).to_string()
                        prop:value=move || text.get()
                        on:input=move |event| text.set(event_target_value(&event))
                    ></textarea>
                </label>
                {(item == Item::Ideas).then(|| view! {
                    <p class="aside">{texts::harvest::line_each()}</p>
                })}
                <p class="row">
                    <button
                        type="submit"
                        class="primary"
                        disabled=move || text.get().trim().is_empty()
                    >
                        {texts::harvest::give()}
                    </button>
                    <button type="button" class="quiet" on:click=move |_| finding.set(false)>
                        {texts::harvest::keep()}
                    </button>
                </p>
            </form>
        }
    };
    let shown = move || {
        match given.get() {
        Some(texts) => view! {
            {texts.into_iter().map(|text| view! { <p class="harvest-said">{text}</p> }).collect_view()}
            <p class="row">
                <button type="button" on:click=begin>{texts::harvest::change()}</button>
                <button type="button" class="quiet" on:click=back>{texts::harvest::take_back()}</button>
            </p>
        }
        .into_any(),
        None => view! {
            <p class="harvest-stays">{stays(item)}</p>
            <p class="row">
                <button type="button" aria-label=texts::harvest::give_this(name(item)) on:click=begin>
                    {texts::harvest::give()}
                </button>
            </p>
        }
        .into_any(),
    }
    };
    view! {
        <li>
            <h3>{name(item)}</h3>
            {move || if finding.get() { form().into_any() } else { shown().into_any() }}
        </li>
    }
}

/// One idea a line, without the dash it had in the list.
fn plain(said: &str) -> String {
    let lines = said.lines().map(|line| line.strip_prefix("– ").unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

/// Ideas stand one a line; everything else is one text.
fn cut(text: &str, item: Item) -> Vec<String> {
    let text = text.trim();
    match item {
        Item::Ideas => text.lines().filter(|it| !it.trim().is_empty()).map(str::to_owned).collect(),
        _ if text.is_empty() => vec![],
        _ => vec![text.to_owned()],
    }
}

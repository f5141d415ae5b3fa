//! Finding the wording that leaves the group: what gives somebody away is marked, other words are
//! offered, and before anything goes it stands there exactly as it goes.

use leptos::html;
use leptos::prelude::*;
use shared::id::SessionId;
use shared::limits::RELEASE_CHARS;
use shared::meeting::{Item, Reach};
use vault::clean::clean_lines;

use super::anonymise::{self, Kind, Known, Mark};
use super::entry::{self, Released};
use super::item;
use super::view::give;
use crate::parts::date;
use crate::parts::draft::Draft;
use crate::record::Paper;
use crate::store::use_store;
use crate::texts;

/// The text to work on, then the text as it goes.
#[component]
pub fn Wording(
    /// Of which session.
    session: SessionId,
    /// What is released.
    item: Item,
    /// How far it shall go.
    reach: Reach,
    /// Told when it was released, or is not wanted any more.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let draft = Draft::of_meeting(&format!("{session}.release-{item:?}"));
    if draft.get_untracked().trim().is_empty() {
        draft.set(store.peek(|m| item::begin(m, session, item)));
    }
    let year = date::written(store.peek_now()).split('-').next().and_then(|it| it.parse().ok());
    let known = Memo::new(move |_| store.read(|m| item::known(m, reach, year.unwrap_or_default())));
    let marks = Memo::new(move |_| anonymise::marks(&draft.get(), &known.get()));
    let previews = RwSignal::new(false);
    let done = move || {
        draft.clear();
        on_done.run(());
    };
    view! {
        <Show
            when=move || previews.get()
            fallback=move || view! {
                <Edit draft marks known/>
                <p class="row">
                    <button
                        type="button"
                        class="primary"
                        disabled=move || draft.get().trim().is_empty()
                        on:click=move |_| previews.set(true)
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
                text=clean_lines(&draft.get_untracked(), RELEASE_CHARS)
                marks=marks.get_untracked()
            />
            <p class="row">
                <button
                    type="button"
                    class="primary"
                    on:click=move |_| {
                        if give(store, session, item, reach, Some(draft.get_untracked())) {
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

/// The text, and what of it should be looked at once more.
#[component]
fn Edit(
    /// The text.
    draft: Draft,
    /// What is marked in it.
    marks: Memo<Vec<Mark>>,
    /// Whom and what it is not to name.
    known: Memo<Known>,
) -> impl IntoView {
    let status = NodeRef::<html::P>::new();
    let count = move || marks.with(Vec::len) as u64;
    let take = move |offer: anonymise::Offer| {
        draft.set(anonymise::apply(&draft.get_untracked(), &offer));
        // The button is gone with its piece; how many are left is what comes next.
        if let Some(status) = status.get_untracked() {
            let _unfocused = status.focus();
        }
    };
    let one = move |mark: Mark| {
        let text = draft.get_untracked();
        let piece = text.get(mark.at.clone()).unwrap_or_default().to_owned();
        let offers = anonymise::offers(&text, &mark, &known.get_untracked());
        let buttons = offers.into_iter().map(|offer| {
            let words = match offer.words.as_str() {
                "" => texts::release::drop().to_owned(),
                words => words.to_owned(),
            };
            let label = texts::release::replace(&piece, &words);
            view! {
                <button type="button" aria-label=label on:click=move |_| take(offer.clone())>
                    {words}
                </button>
            }
        });
        let buttons = buttons.collect_view();
        view! {
            <li>
                <p class="release-piece">
                    <mark>{piece}</mark>
                    <span>{kind_name(mark.kind)}</span>
                </p>
                <p class="release-offers">{buttons}</p>
            </li>
        }
    };
    view! {
        <label class="field">
            <span>{texts::release::wording()}</span>
            <textarea
                class="release-field"
                rows="4"
                maxlength=RELEASE_CHARS.to_string()
                prop:value=move || draft.get()
                on:input=move |event| draft.set(event_target_value(&event))
            ></textarea>
        </label>
        <p class="release-status" role="status" tabindex="-1" node_ref=status>
            {move || match count() {
                0 => texts::release::none_marked().to_owned(),
                count => texts::release::suspicious(count),
            }}
        </p>
        <ul class="release-marks">{move || marks.get().into_iter().map(one).collect_view()}</ul>
    }
}

/// Exactly what leaves the group: the sheet as it will be, made as it will be made.
#[component]
fn Preview(
    /// Of which session.
    session: SessionId,
    /// What is released.
    item: Item,
    /// How far it goes.
    reach: Reach,
    /// The words.
    text: String,
    /// What in them was marked and has stayed.
    marks: Vec<Mark>,
) -> impl IntoView {
    let store = use_store();
    let heading = NodeRef::<html::H3>::new();
    let title = texts::release::exactly_to(item::name(item), item::reach_name(reach));
    let sheet = store.peek(|m| {
        let more = Released { item, reach, text: text.clone() };
        let released = entry::with(item::released(m, session), more);
        entry::sheet(reach, &released, &item::giver_house(m, session))
    });
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // A heading can always be focused; where it fails, nothing is lost.
            let _unfocused = heading.focus();
        }
    });
    let pieces: Vec<_> =
        anonymise::remaining(&text, &marks).into_iter().map(|piece| format!("»{piece}«")).collect();
    let again = match pieces.is_empty() {
        true => texts::release::none_marked().to_owned(),
        false => texts::release::again(pieces.join(", ")),
    };
    let hint = match reach {
        Reach::Private | Reach::Group => "",
        Reach::NetworkAnonymous => texts::release::network_anonymous_hint(),
        Reach::NetworkWithHouse => texts::release::network_with_house_hint(),
        Reach::Public => texts::release::public_hint(),
    };
    view! {
        <h3 class="release-exactly" tabindex="-1" node_ref=heading>
            {texts::release::exactly()}
        </h3>
        <p class="release-aside">{title}</p>
        {sheet.map(|record| view! { <Paper record/> })}
        <p class="release-aside">{hint}" "{texts::release::kept_here()}</p>
        <p class="release-again">{again}</p>
        <p class="release-aside">{texts::release::read_whole()}</p>
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => texts::release::person(),
        Kind::House => texts::release::house(),
        Kind::Place => texts::release::place(),
        Kind::Sum => texts::release::sum(),
        Kind::Year => texts::release::year(),
        Kind::Phone => texts::release::phone(),
        Kind::Address => texts::release::address(),
    }
}

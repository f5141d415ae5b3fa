//! A list of links to what lies elsewhere: to add to it, to take from it. Files are never kept here.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use shared::limits::{ADDRESS_CHARS, LINK_CHARS, LINKS_PER_SHEET};
use vault::address::{BadAddress, address};
use vault::words::Link;

use crate::store::{Notice, use_store};
use crate::texts;

/// A link that is being typed and is not among the others yet.
#[derive(Clone, Copy)]
pub struct LinkDraft {
    label: RwSignal<String>,
    address: RwSignal<String>,
    problem: RwSignal<Option<String>>,
    field: NodeRef<html::Input>,
}

impl LinkDraft {
    /// Nothing typed yet.
    pub fn new() -> Self {
        Self {
            label: RwSignal::new(String::new()),
            address: RwSignal::new(String::new()),
            problem: RwSignal::new(None),
            field: NodeRef::new(),
        }
    }

    /// What was typed, behind the others; `None` where it leads nowhere, and the form says why.
    pub fn put_behind(self, mut links: Vec<Link>) -> Option<Vec<Link>> {
        self.problem.set(None);
        let (label, typed) = (self.label.get_untracked(), self.address.get_untracked());
        if label.trim().is_empty() && typed.trim().is_empty() {
            return Some(links);
        }
        match address(&typed) {
            Ok(address) => {
                links.push(Link { label: label.trim().to_owned(), address });
                self.label.set(String::new());
                self.address.set(String::new());
                Some(links)
            }
            Err(why) => {
                self.problem.set(Some(match why {
                    BadAddress::OtherKind => texts::links::other_kind().to_owned(),
                    BadAddress::NoAddress => texts::links::no_address().to_owned(),
                    BadAddress::TooLong => texts::links::too_long(ADDRESS_CHARS),
                }));
                if let Some(field) = self.field.get_untracked() {
                    // The sentence stands beside it either way.
                    let _unfocused = field.focus();
                }
                None
            }
        }
    }
}

/// The links as they are, and the form for one more.
#[component]
pub fn Links(
    /// The links.
    #[prop(into)]
    links: Signal<Vec<Link>>,
    /// Told what they are to be from now on.
    #[prop(into)]
    on_change: Callback<Vec<Link>>,
    /// The one that is being typed.
    draft: LinkDraft,
) -> impl IntoView {
    let store = use_store();
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        let before = links.get_untracked();
        if let Some(links) = draft.put_behind(before.clone()).filter(|links| *links != before) {
            on_change.run(links);
        }
    };
    // Made here and not where a link is removed: there it would be gone with the link.
    let removed = StoredValue::new(None::<(usize, Link)>);
    let undo = Callback::new(move |()| {
        let mut more = links.get_untracked();
        let back = removed.get_value().filter(|_| more.len() < LINKS_PER_SHEET);
        if let Some((index, link)) = back {
            more.insert(index.min(more.len()), link);
            on_change.run(more);
        }
    });
    let remove = move |index: usize| {
        let mut less = links.get_untracked();
        if index < less.len() {
            removed.set_value(Some((index, less.remove(index))));
            on_change.run(less);
            store.notify(Notice {
                actions: vec![(texts::links::undo().into(), undo)],
                ..Notice::new(texts::links::removed())
            });
        }
    };
    let one = move |(index, Link { label, address }): (usize, Link)| {
        let name = if label.is_empty() { address.clone() } else { label.clone() };
        view! {
            <li>
                <p>
                    {(!label.is_empty()).then(|| view! { <span>{label}</span> })}
                    <span class="links-address">{address}</span>
                </p>
                <button
                    type="button"
                    class="quiet"
                    aria-label=texts::links::remove(name)
                    on:click=move |_| remove(index)
                >
                    {texts::links::drop()}
                </button>
            </li>
        }
    };
    view! {
        <ul class="links">{move || links.get().into_iter().enumerate().map(one).collect_view()}</ul>
        <Show
            when=move || links.with(|links| links.len() < LINKS_PER_SHEET)
            fallback=|| view! { <p class="aside">{texts::links::full(LINKS_PER_SHEET)}</p> }
        >
            <form on:submit=add novalidate>
                <label class="field">
                    <span>{texts::links::label()}</span>
                    <input
                        type="text"
                        maxlength=LINK_CHARS.to_string()
                        prop:value=move || draft.label.get()
                        on:input=move |event| draft.label.set(event_target_value(&event))
                    />
                </label>
                <label class="field">
                    <span>{texts::links::address()}</span>
                    <input
                        type="url"
                        placeholder="https://"
                        node_ref=draft.field
                        aria-invalid=move || draft.problem.get().is_some().to_string()
                        prop:value=move || draft.address.get()
                        on:input=move |event| {
                            draft.problem.set(None);
                            draft.address.set(event_target_value(&event));
                        }
                    />
                </label>
                <div role="status">
                    <Show when=move || draft.problem.get().is_some()>
                        <p class="problem">{move || draft.problem.get()}</p>
                    </Show>
                </div>
                <button type="submit">{texts::links::add()}</button>
            </form>
        </Show>
    }
}

//! A message to all groups or to one: a single line, and what was told before.

use leptos::prelude::*;
use shared::command::Deed;
use shared::id::GroupId;
use shared::limits::MESSAGE_CHARS;
use vault::clean::clean;
use vault::words::Message;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::words::letter;
use crate::parts::clock;
use crate::parts::draft::Draft;
use crate::store::use_store;
use crate::texts;

const FIELD: &str = "lead-message";
/// As many of those told before are shown.
const SHOWN: usize = 3;

/// Takes whoever wants to write to the field.
pub fn focus() {
    let field = document().get_element_by_id(FIELD);
    if let Some(field) = field.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // The field is there as long as the board is.
        let _gone = field.focus();
    }
}

/// The form.
#[component]
pub fn Tell(
    /// To whom; `None` is all.
    to: RwSignal<Option<GroupId>>,
    /// The groups and their places.
    groups: Memo<Vec<(usize, GroupId)>>,
) -> impl IntoView {
    let store = use_store();
    let text = Draft::of_meeting("lead.message");
    let in_order = Memo::new(move |_| {
        let mut groups = groups.get();
        groups.sort_unstable();
        groups
    });
    let options = move || {
        let option = |(place, id): (usize, GroupId)| {
            view! {
                <option value=id.to_string() prop:selected=move || to.get() == Some(id)>
                    {texts::lead::to_group(letter(place))}
                </option>
            }
        };
        in_order.get().into_iter().map(option).collect_view()
    };
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        let all = in_order.get_untracked();
        to.set(all.into_iter().map(|(_, id)| id).find(|id| id.to_string() == chosen));
    };
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let words = Message { text: text.get_untracked() };
        if clean(&words.text, MESSAGE_CHARS).is_empty() {
            return;
        }
        let groups: Vec<_> = to.get_untracked().into_iter().collect();
        if store.say(words, |words| Deed::Tell { groups: groups.clone(), words }) {
            text.clear();
            store.announce(texts::lead::told());
        }
    };
    let told = Memo::new(move |_| {
        let places = in_order.get();
        store.read(|m| {
            let letter_of = |id: &GroupId| {
                let found = places.iter().find(|(_, group)| group == id);
                found.map(|(place, _)| texts::lead::group(letter(*place)))
            };
            let line = |message: &shared::meeting::Message| {
                let to = match message.to.is_empty() {
                    true => texts::lead::all().to_owned(),
                    false => message.to.iter().filter_map(letter_of).collect::<Vec<_>>().join(", "),
                };
                let text = m.message(message).words();
                let text = text.map_or_else(|| texts::trouble::damaged().to_owned(), |it| it.text);
                (text, format!("{} · {to}", clock::time_of_day(message.at)))
            };
            let messages = m.meeting().messages.iter().rev().take(SHOWN);
            messages.map(line).collect::<Vec<_>>()
        })
    });
    let line = |(text, aside): (String, String)| {
        view! { <li><p>{text}</p><p class="aside">{aside}</p></li> }
    };
    view! {
        <section class="sheet lead-tell" aria-labelledby="lead-tell">
            <h2 id="lead-tell">{texts::lead::tell()}</h2>
            <form on:submit=send novalidate>
                <label class="field">
                    <span>{texts::lead::tell_whom()}</span>
                    <select on:change=choose>
                        <option value="" prop:selected=move || to.get().is_none()>
                            {texts::lead::all()}
                        </option>
                        {options}
                    </select>
                </label>
                <label class="field">
                    <span>{texts::lead::tell_what()}</span>
                    <input
                        id=FIELD
                        type="text"
                        autocomplete="off"
                        maxlength=MESSAGE_CHARS.to_string()
                        prop:value=move || text.get()
                        on:input=move |event| text.set(event_target_value(&event))
                    />
                </label>
                <button type="submit">{texts::lead::send()}</button>
            </form>
            <Show when=move || told.with(|told| !told.is_empty())>
                <h3>{texts::lead::told_before()}</h3>
                <ul class="lead-list">{move || told.get().into_iter().map(line).collect_view()}</ul>
            </Show>
        </section>
    }
}

//! One case: whoever brought it words it anew, shows their name, has somebody present it or takes it
//! back; whoever is asked to advise on it answers.

use leptos::prelude::*;
use shared::command::Deed;
use shared::id::RecordId;
use shared::limits::CASE_CHARS;
use vault::clean::clean_lines;
use vault::words::Case;

use super::Brought;
use super::asked::Asked;
use super::present::Present;
use crate::parts::urgency::{HelpChoice, UrgencyChoice};
use crate::parts::whose::Whose;
use crate::store::use_store;
use crate::texts;

/// One case.
#[component]
pub fn One(case: Brought) -> impl IntoView {
    let store = use_store();
    let Brought { id, sentence, urgency, help, aside, mine, open, presenter, asked } = case;
    let changed = RwSignal::new(None::<String>);
    let new_urgency = RwSignal::new(urgency);
    let new_help = RwSignal::new(help);
    let rewordable = move || {
        let words = RecordId::from_bytes([0; 16]);
        mine && store.may(Deed::RewordCase { case: id, words })
    };
    let withdrawable = move || (mine || open) && store.may(Deed::WithdrawCase { case: id });
    // What it brought along stays with it.
    let carried = StoredValue::new(store.peek(|m| {
        let case = m.meeting().case(id)?;
        m.case(case).words()?.carried
    }));
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let sentence = changed.get_untracked().unwrap_or_default();
        let (urgency, help) = (new_urgency.get_untracked(), new_help.get_untracked());
        let carried = carried.get_value();
        let words = Case { sentence, urgency, help, carried };
        if clean_lines(&words.sentence, CASE_CHARS).is_empty()
            || store.say(words, |words| Deed::RewordCase { case: id, words })
        {
            changed.set(None);
        }
    };
    let before = StoredValue::new(sentence.clone());
    view! {
        <li>
            <p>{sentence}</p>
            <p class="aside">{aside}</p>
            {asked.map(|answer| view! { <Asked id answer/> })}
            <Show
                when=move || changed.with(Option::is_some)
                fallback=move || view! {
                    <p class="row">
                        <Show when=rewordable>
                            <button
                                type="button"
                                class="quiet"
                                on:click=move |_| changed.set(Some(before.get_value()))
                            >
                                {texts::lobby::reword()}
                            </button>
                        </Show>
                        <Whose case=id/>
                        <Show when=withdrawable>
                            <button
                                type="button"
                                class="quiet"
                                on:click=move |_| store.act(Deed::WithdrawCase { case: id })
                            >
                                {texts::lobby::withdraw()}
                            </button>
                        </Show>
                    </p>
                    <Present id mine presenter/>
                }
            >
                <form class="lobby-bring" on:submit=save novalidate>
                    <label class="field">
                        <span>{texts::lobby::bring()}</span>
                        <textarea
                            rows="2"
                            maxlength=CASE_CHARS.to_string()
                            prop:value=move || changed.get().unwrap_or_default()
                            on:input=move |event| changed.set(Some(event_target_value(&event)))
                        ></textarea>
                    </label>
                    <HelpChoice chosen=new_help/>
                    <UrgencyChoice chosen=new_urgency/>
                    <p class="row">
                        <button type="submit" class="primary">{texts::lobby::save()}</button>
                        <button type="button" class="quiet" on:click=move |_| changed.set(None)>
                            {texts::lobby::cancel()}
                        </button>
                    </p>
                </form>
            </Show>
        </li>
    }
}

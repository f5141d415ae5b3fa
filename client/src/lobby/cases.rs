//! The cases people bring: one sentence each, and how urgent it is.

use leptos::prelude::*;
use mirror::{Found, Mirror};
use shared::command::Deed;
use shared::id::{CaseId, RecordId};
use shared::limits::CASE_CHARS;
use vault::clean::clean_lines;
use vault::words::{Case, Urgency};

use crate::parts::clock;
use crate::parts::draft::Draft;
use crate::parts::urgency::{self, UrgencyChoice};
use crate::store::{fresh_id, use_store};
use crate::texts;

/// One line of the list.
#[derive(Clone, PartialEq)]
struct Brought {
    id: CaseId,
    sentence: String,
    urgency: Option<Urgency>,
    by: String,
    mine: bool,
}

impl Brought {
    /// Where anything of it has changed, another line takes its place.
    fn key(&self) -> impl Eq + std::hash::Hash + use<> {
        (self.id, self.sentence.clone(), self.urgency.map(urgency::words), self.by.clone())
    }
}

/// The list, and the form for one's own.
#[component]
pub fn Cases() -> impl IntoView {
    let store = use_store();
    let cases = Memo::new(move |_| store.read(brought));
    view! {
        <section class="sheet lobby-cases" aria-labelledby="lobby-cases">
            <h2 id="lobby-cases">{texts::lobby::cases()}</h2>
            <Show when=move || cases.with(Vec::is_empty)>
                <p class="empty">{texts::lobby::no_cases()}</p>
            </Show>
            <ul class="lobby-list">
                <For each=move || cases.get() key=Brought::key let:case>
                    <One case/>
                </For>
            </ul>
            <Bring/>
        </section>
    }
}

/// One case; whoever brought it may word it anew or take it back.
#[component]
fn One(case: Brought) -> impl IntoView {
    let store = use_store();
    let Brought { id, sentence, urgency, by, mine } = case;
    let changed = RwSignal::new(None::<String>);
    let new_urgency = RwSignal::new(urgency.unwrap_or_default());
    let rewordable = move || {
        let words = RecordId::from_bytes([0; 16]);
        mine && store.may(Deed::RewordCase { case: id, words })
    };
    let withdrawable = move || mine && store.may(Deed::WithdrawCase { case: id });
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let sentence = changed.get_untracked().unwrap_or_default();
        let words = Case { sentence, urgency: new_urgency.get_untracked() };
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
            <p class="aside">
                {by}
                {urgency.map(|urgency| format!(" · {}", urgency::words(urgency)))}
            </p>
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

/// The form.
#[component]
fn Bring() -> impl IntoView {
    let store = use_store();
    let sentence = Draft::of_meeting("case");
    let urgency = RwSignal::new(Urgency::Calm);
    let open = Memo::new(move |_| {
        // Told by the second: a closing date passes without anybody doing anything.
        store.now();
        let words = RecordId::from_bytes([0; 16]);
        store.read(|_| store.may(Deed::BringCase { case: CaseId::from_bytes([0; 16]), words }))
    });
    let until = move || {
        let day = store.read(|m| m.meeting().invitation.cases_until).map(clock::day_of)?;
        Some(match open.get() {
            true => texts::lobby::cases_until(day),
            false => texts::lobby::cases_closed(day),
        })
    };
    let bring = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let words = Case { sentence: sentence.get_untracked(), urgency: urgency.get_untracked() };
        if clean_lines(&words.sentence, CASE_CHARS).is_empty() {
            return;
        }
        let case = CaseId::from_bytes(fresh_id());
        if store.say(words, |words| Deed::BringCase { case, words }) {
            sentence.clear();
            urgency.set(Urgency::Calm);
        }
    };
    view! {
        {move || until().map(|line| view! { <p class="aside">{line}</p> })}
        <Show when=move || open.get()>
            <form class="lobby-bring" on:submit=bring novalidate>
                <label class="field">
                    <span>{texts::lobby::bring()}</span>
                    <textarea
                        rows="2"
                        maxlength=CASE_CHARS.to_string()
                        prop:value=move || sentence.get()
                        on:input=move |event| sentence.set(event_target_value(&event))
                    ></textarea>
                </label>
                <Show when=move || !sentence.get().is_empty()>
                    <UrgencyChoice chosen=urgency/>
                    <button type="submit" class="primary">{texts::lobby::bring_button()}</button>
                </Show>
            </form>
        </Show>
    }
}

fn brought(mirror: &Mirror) -> Vec<Brought> {
    let Some((id, group)) = mirror.group() else { return Vec::new() };
    // What has been consulted on stands with its record.
    let done = |id| group.sessions.iter().any(|s| s.ended.is_some() && s.case == Some(id));
    let open = mirror.meeting().table(id).filter(|case| !done(case.id));
    open.map(|case| {
        let (sentence, urgency) = match mirror.case(case) {
            Found::Words(words) => (words.sentence, Some(words.urgency)),
            Found::Missing | Found::Damaged => (texts::trouble::damaged().into(), None),
        };
        let by = mirror.person(case.by).words().map(|person| person.name);
        let by = by.unwrap_or_else(|| texts::app::somebody().into());
        Brought { id: case.id, sentence, urgency, by, mine: mirror.me() == Some(case.by) }
    })
    .collect()
}

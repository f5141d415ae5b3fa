//! Cases that waited in an earlier meeting: read from a file, looked at, and taken along.

use std::collections::BTreeSet;

use leptos::ev::Event;
use leptos::prelude::*;
use leptos::task::spawn_local;
use mirror::Mirror;
use shared::command::{CaseStep, Deed};
use shared::id::CaseId;
use shared::time::Timestamp;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};

use crate::backlog::{self, MOST_BYTES, Waiting, Wrong};
use crate::parts::{clock, urgency};
use crate::session::came_from;
use crate::store::{Notice, Store, use_store};
use crate::texts;

/// The field for the file, and what it holds.
#[component]
pub fn Earlier() -> impl IntoView {
    let read = RwSignal::new(Vec::<Waiting>::new());
    let problem = RwSignal::new(None::<String>);
    let load = move |event: Event| {
        let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        problem.set(None);
        read.set(Vec::new());
        spawn_local(async move {
            let found = cases(&file).await;
            // The same file can be chosen again when it has been mended.
            input.set_value("");
            match found {
                Ok(cases) => read.set(cases),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    view! {
        <section class="sheet" aria-labelledby="lead-earlier">
            <h2 id="lead-earlier">{texts::cases::earlier()}</h2>
            <p class="aside">{texts::cases::earlier_hint()}</p>
            <label class="field">
                <span>{texts::cases::earlier_file()}</span>
                <input type="file" accept=".json" on:change=load/>
            </label>
            <div role="status">
                {move || problem.get().map(|line| view! { <p class="problem">{line}</p> })}
            </div>
            {move || {
                let cases = read.get();
                (!cases.is_empty()).then(|| view! { <Choose cases read/> })
            }}
        </section>
    }
}

/// What comes along: all of it that is not here yet, unless somebody leaves it out.
#[component]
fn Choose(cases: Vec<Waiting>, read: RwSignal<Vec<Waiting>>) -> impl IntoView {
    let store = use_store();
    let left_out = RwSignal::new(BTreeSet::<CaseId>::new());
    let cases = StoredValue::new(cases);
    let coming = move || {
        let left_out = left_out.get();
        let all = cases.get_value().into_iter();
        let new = all.filter(|it| id(it).is_some_and(|id| !left_out.contains(&id)));
        new.filter(|it| !store.read(|m| is_here(m, it))).collect::<Vec<_>>()
    };
    let take = move |_| {
        let coming = untrack(coming);
        let all = coming.len();
        let taken = coming.into_iter().filter(|it| carry(store, it)).count();
        if taken == all {
            read.set(Vec::new());
            store.notify(Notice::new(texts::cases::earlier_taken(taken as u64)));
        }
    };
    let line = move |it: Waiting| {
        let id = id(&it).unwrap_or(CaseId::from_bytes([0; 16]));
        let about = format!(
            "{} · {} · {}",
            came_from(it.words.carried.as_ref()),
            urgency::of(&it.words),
            clock::waits(noon(&it), store.peek_now()),
        );
        let sentence = it.words.sentence.clone();
        let here = Memo::new(move |_| store.read(|m| is_here(m, &it)));
        view! {
            <li>
                <label class="tick">
                    <input
                        type="checkbox"
                        disabled=move || here.get()
                        prop:checked=move || !here.get() && !left_out.with(|it| it.contains(&id))
                        on:change=move |event| left_out.update(|all| {
                            match event_target_checked(&event) {
                                true => all.remove(&id),
                                false => all.insert(id),
                            };
                        })
                    />
                    <span>{sentence}</span>
                </label>
                <p class="aside">{about}</p>
                <Show when=move || here.get()>
                    <p class="aside"><strong>{texts::cases::earlier_here()}</strong></p>
                </Show>
            </li>
        }
    };
    view! {
        <ul class="lead-list">{cases.get_value().into_iter().map(line).collect_view()}</ul>
        <p class="row">
            <button
                type="button"
                class="primary"
                disabled=move || coming().is_empty()
                on:click=take
            >
                {move || texts::cases::earlier_take(coming().len())}
            </button>
        </p>
    }
}

fn id(it: &Waiting) -> Option<CaseId> {
    it.words.carried.as_ref().map(|carried| carried.origin)
}

/// Whether this case lies here already, however it came; also where it was taken back here.
fn is_here(m: &Mirror, it: &Waiting) -> bool {
    let Some(origin) = id(it) else { return false };
    let carried = m.carried(origin);
    m.meeting().cases.iter().any(|case| {
        let words = || m.case(case).words().and_then(|words| words.carried);
        case.id == origin
            || Some(case.id) == carried
            || words().is_some_and(|carried| carried.origin == origin)
    })
}

fn carry(store: Store, it: &Waiting) -> bool {
    let Some(case) = id(it).and_then(|origin| store.peek(|m| m.carried(origin))) else {
        return false;
    };
    let (since, up) = (noon(it), it.up);
    store.say(it.words.clone(), |words| Deed::Case(CaseStep::Carry { case, since, up, words }))
}

/// Noon of the day since when it waits, so that no time zone moves it.
fn noon(it: &Waiting) -> Timestamp {
    Timestamp(u64::from(it.since.0) * 86_400_000 + 43_200_000)
}

/// The cases in a file, or a sentence that says why there are none.
async fn cases(file: &File) -> Result<Vec<Waiting>, String> {
    let name = file.name();
    // What is longer is not even looked into.
    if file.size() > MOST_BYTES as f64 {
        return Err(texts::cases::file_too_long(&name, MOST_BYTES / 1_024));
    }
    let gone = || texts::plan::file_not_there(&name);
    let text = JsFuture::from(file.text()).await.map_err(|_| gone())?;
    let text = text.as_string().ok_or_else(gone)?;
    let cases = backlog::read(&text).map_err(|wrong| match wrong {
        Wrong::Other => texts::cases::file_other(&name),
        Wrong::Version(version) => texts::cases::file_version(&name, version),
        Wrong::Line(line) => texts::cases::file_line(line, &name),
        Wrong::Case(number) => texts::cases::file_case(&name, number),
        Wrong::TooMany => texts::cases::file_too_many(&name),
    })?;
    if cases.is_empty() { Err(texts::cases::file_empty(&name)) } else { Ok(cases) }
}

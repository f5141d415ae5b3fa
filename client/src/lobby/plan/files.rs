//! Methods as files: what was adapted goes home as one, and one that somebody has comes in.

use std::sync::Arc;

use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::file::MOST_BYTES;
use shared::limits::TITLE_CHARS;
use shared::method::guide::Described;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};

use super::{Plan, words};
use crate::catalogue::{self, Catalogue, Unread};
use crate::parts::save;
use crate::store::{Notice, use_store};
use crate::texts;

/// Saves the plan as a method of its own, under a name of its own.
#[component]
pub fn Save(
    /// What is planned.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let playable = Memo::new(move |_| plan.check().is_ok());
    let written = RwSignal::new(None::<String>);
    let name = move || {
        let usual = || {
            let planned = plan.chosen.get()?;
            Some(texts::plan::file_usual_name(texts::of(&planned.source.guide.name)))
        };
        written.get().or_else(usual).unwrap_or_default()
    };
    let keep = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(planned) = plan.chosen.get_untracked() else { return };
        let all = plan.methods.get_untracked();
        let taken: Vec<&str> =
            all.iter().flat_map(|all| &all.methods).map(|it| it.method.id.as_str()).collect();
        let kept = planned.adapted.kept(untrack(name).trim(), &taken);
        spawn_local(async move {
            let file = format!("{}.toml", kept.method.id);
            let text = catalogue::write(kept).await;
            let saved = text.is_ok_and(|text| save::save(&file, save::TOML, &text).is_ok());
            if !saved {
                store.notify(Notice::new(texts::plan::file_not_saved()));
            }
        });
    };
    view! {
        <Show when=move || playable.get()>
            <details class="lobby-plan-tool">
                <summary>{texts::plan::file_keep()}</summary>
                <form on:submit=keep>
                    <label class="field">
                        <span>{texts::plan::file_name()}</span>
                        <input
                            type="text"
                            required
                            maxlength=TITLE_CHARS.to_string()
                            prop:value=name
                            on:input=move |event| written.set(Some(event_target_value(&event)))
                        />
                    </label>
                    <button type="submit">{texts::plan::file_save()}</button>
                </form>
            </details>
        </Show>
    }
}

/// Loads a method from a file, lists it among the others and chooses it.
#[component]
pub fn Load(
    /// What is planned.
    plan: Plan,
    /// Whether the questions are on screen.
    asking: RwSignal<bool>,
) -> impl IntoView {
    let store = use_store();
    let problem = RwSignal::new(None::<String>);
    let load = move |event: Event| {
        let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        problem.set(None);
        spawn_local(async move {
            let read = read(&file).await.and_then(|method| list(plan, method));
            // The same file can be chosen again when it has been mended.
            input.set_value("");
            match read {
                Ok(method) => {
                    let name = texts::of(&method.guide.name).to_owned();
                    plan.choose(store, &method);
                    asking.set(false);
                    store.notify(Notice::new(texts::plan::file_loaded(name)));
                }
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    view! {
        <div class="lobby-plan-load">
            <label class="field">
                <span>{texts::plan::file_heading()}</span>
                <input type="file" accept=".toml" on:change=load/>
            </label>
            <p class="aside">{texts::plan::file_hint()}</p>
            <div role="status">
                <Show when=move || problem.get().is_some()>
                    <p class="problem">{move || problem.get()}</p>
                </Show>
            </div>
        </div>
    }
}

/// The method in a file, or a sentence that says why there is none.
async fn read(file: &File) -> Result<Described, String> {
    let name = file.name();
    // What is longer is not even looked into.
    if file.size() > MOST_BYTES as f64 {
        return Err(texts::plan::file_wrong(&name, words::too_long()));
    }
    let gone = || texts::plan::file_not_there(&name);
    let text = JsFuture::from(file.text()).await.map_err(|_| gone())?;
    let text = text.as_string().ok_or_else(gone)?;
    catalogue::read(text).await.map_err(|why| match why {
        Unread::Wrong(wrong) => {
            texts::plan::file_line(&name, wrong.line, words::wrong(&wrong.reason))
        }
        Unread::Unreachable => gone(),
    })
}

/// Puts the method behind the others. One that was loaded before makes room for it; one that came
/// with the program or the house stays.
fn list(plan: Plan, method: Described) -> Result<Described, String> {
    let Some(all) = plan.methods.get_untracked() else { return Ok(method) };
    let mut all = Catalogue::clone(&all);
    let same = |it: &Described| it.method.id == method.method.id;
    match all.methods.iter().position(same) {
        Some(place) if place < all.served => {
            return Err(texts::plan::file_taken(&method.method.id));
        }
        Some(place) => all.methods[place] = method.clone(),
        None => all.methods.push(method.clone()),
    }
    plan.methods.set(Some(Arc::new(all)));
    Ok(method)
}

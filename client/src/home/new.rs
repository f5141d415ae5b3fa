//! Opens a meeting: everything secret is made here, the server learns hashes and sealed words.

use leptos::prelude::*;
use leptos::task::spawn_local;
use mirror::Opening;
use shared::limits::{LONGEST_KEPT, TITLE_CHARS, USUALLY_KEPT};
use shared::time::{Span, Timestamp};
use vault::clean::clean;

use crate::app;
use crate::device::{self, Kept};
use crate::link::now;
use crate::opening;
use crate::parts::date;
use crate::texts;

/// What was typed, and the opening made of it: asked for again, it is the same meeting.
type Prepared = Option<((String, Option<Timestamp>), Opening)>;

/// The form.
#[component]
pub fn New() -> impl IntoView {
    let title = RwSignal::new(String::new());
    let usual = date::written(Timestamp(now()) + USUALLY_KEPT);
    let first = date::written(Timestamp(now()) + Span::days(1));
    let last = date::written(Timestamp(now()) + LONGEST_KEPT - Span::days(1));
    let day = RwSignal::new(usual.clone());
    let problem = RwSignal::new(None::<&'static str>);
    let busy = RwSignal::new(false);
    let prepared = StoredValue::new_local(None::<((String, Option<Timestamp>), Opening)>);
    let open = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let asked = clean(&title.get_untracked(), TITLE_CHARS);
        if asked.is_empty() {
            problem.set(Some(texts::home::title_missing()));
            return;
        }
        let day = day.get_untracked();
        let delete_at = if day == usual { None } else { date::end_of(&day) };
        let again = (asked, delete_at);
        prepared.update_value(|prepared: &mut Prepared| {
            if prepared.as_ref().is_none_or(|(before, _)| *before != again) {
                *prepared = Some((again.clone(), Opening::new(&again.0, again.1)));
            }
        });
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let asking =
                prepared.with_value(|prepared| prepared.as_ref().map(|(_, o)| opening::ask(o)));
            let answer = match asking {
                Some(asking) => asking.await,
                None => return,
            };
            match answer {
                Ok(()) => {
                    prepared.with_value(|prepared| {
                        if let Some(((title, delete_at), opening)) = prepared {
                            settle(title, *delete_at, opening);
                        }
                    });
                    app::go(app::MEETING);
                }
                Err(why) => {
                    busy.set(false);
                    problem.set(Some(why));
                }
            }
        });
    };
    view! {
        <section class="sheet home-way" aria-labelledby="home-new">
            <h2 id="home-new">{texts::home::new()}</h2>
            <form on:submit=open novalidate>
                <label class="field">
                    <span>{texts::home::title()}</span>
                    <input
                        type="text"
                        autocomplete="off"
                        maxlength=TITLE_CHARS.to_string()
                        aria-describedby="home-new-hint home-new-problem"
                        aria-invalid=move || problem.get().is_some().to_string()
                        prop:value=move || title.get()
                        on:input=move |event| {
                            title.set(event_target_value(&event));
                            problem.set(None);
                        }
                    />
                </label>
                <p class="aside" id="home-new-hint">{texts::home::title_hint()}</p>
                <label class="field">
                    <span>{texts::home::delete_on()}</span>
                    <input
                        type="date"
                        min=first
                        max=last
                        prop:value=move || day.get()
                        on:change=move |event| day.set(event_target_value(&event))
                    />
                </label>
                <p class="problem" id="home-new-problem" role="alert">{move || problem.get()}</p>
                <button type="submit" class="primary" disabled=move || busy.get()>
                    {move || if busy.get() { texts::home::opening() } else { texts::home::open() }}
                </button>
            </form>
        </section>
    }
}

/// The device keeps both links, and this tab goes to the meeting.
fn settle(title: &str, delete_at: Option<Timestamp>, opening: &Opening) {
    let kept = Kept {
        invitation: Some(opening.participant.clone()),
        title: title.into(),
        delete_at: delete_at.unwrap_or(Timestamp(now()) + USUALLY_KEPT),
        ..Kept::new(opening.moderator.clone())
    };
    kept.keep();
    device::enter(kept.meeting());
}

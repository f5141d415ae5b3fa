//! The start page: open a meeting, come into one, or find the way back.

mod new;

use leptos::prelude::*;
use vault::{Link, LinkError};

use crate::app;
use crate::device;
use crate::door::ByWords;
use crate::link::now;
use crate::parts::bar::Bar;
use crate::parts::clock;
use crate::texts;

/// The start page.
#[component]
pub fn Home(
    /// Why the link in the address led here.
    problem: Option<LinkError>,
) -> impl IntoView {
    view! {
        <Bar/>
        <main class="home">
            <div class="home-lead">
                <h1>{texts::home::lead()}</h1>
                <p class="home-about">{texts::home::about()}</p>
            </div>
            {problem.map(|why| view! { <p class="home-problem" role="alert">{sentence(why)}</p> })}
            <div class="home-ways">
                <Back/>
                <new::New/>
                <ByWords/>
                <Join/>
            </div>
            <p class="home-privacy">
                {texts::home::privacy()}" "
                <a href="/methoden">{texts::home::methods()}</a>
            </p>
        </main>
    }
}

fn sentence(why: LinkError) -> &'static str {
    match why {
        LinkError::NotALink => texts::home::not_a_link(),
        LinkError::OtherVersion => texts::home::newer_link(),
        LinkError::Damaged => texts::home::damaged_link(),
    }
}

/// Comes into a meeting by a pasted link.
#[component]
fn Join() -> impl IntoView {
    let link = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<&'static str>);
    let join = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match link.get_untracked().parse::<Link>() {
            // Only what is behind the `#` is taken from the link: it leads to this server.
            Ok(link) => app::go(&format!("{}{}", app::MEETING, link.to_fragment())),
            Err(why) => problem.set(Some(sentence(why))),
        }
    };
    view! {
        <section class="sheet home-way" aria-labelledby="home-join">
            <h2 id="home-join">{texts::home::join()}</h2>
            <form on:submit=join novalidate>
                <label class="field">
                    <span>{texts::home::link()}</span>
                    <input
                        type="url"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        aria-describedby="home-join-problem"
                        aria-invalid=move || problem.get().is_some().to_string()
                        prop:value=move || link.get()
                        on:input=move |event| {
                            link.set(event_target_value(&event));
                            problem.set(None);
                        }
                    />
                </label>
                <p class="problem" id="home-join-problem" role="alert">{move || problem.get()}</p>
                <button type="submit">{texts::home::join_button()}</button>
            </form>
        </section>
    }
}

/// The meetings this device has a way back to.
#[component]
fn Back() -> impl IntoView {
    let all = RwSignal::new(current());
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <section class="sheet home-way" aria-labelledby="home-back">
                <h2 id="home-back">{texts::home::back()}</h2>
                <ul class="home-meetings">
                    {
                        move || all.get().into_iter().map(|kept| {
                            let meeting = kept.meeting();
                            let title = Some(kept.title).filter(|title| !title.is_empty());
                            let title = title.unwrap_or_else(|| texts::home::untitled().into());
                            let enter = move |_| {
                                device::enter(meeting);
                                app::go(app::MEETING);
                            };
                            let asked = RwSignal::new(false);
                            let forget = move |_| {
                                if asked.get_untracked() {
                                    device::forget(meeting);
                                    all.set(current());
                                } else {
                                    asked.set(true);
                                }
                            };
                            view! {
                                <li>
                                    <div>
                                        <p class="home-title">{title}</p>
                                        {
                                            (kept.delete_at.0 > 0).then(|| view! {
                                                <p class="aside">
                                                    {texts::app::deleted_on(
                                                        clock::day_of(kept.delete_at),
                                                    )}
                                                </p>
                                            })
                                        }
                                    </div>
                                    <button type="button" class="primary" on:click=enter>
                                        {texts::home::enter()}
                                    </button>
                                    <button
                                        type="button"
                                        class="quiet"
                                        on:click=forget
                                        on:blur=move |_| asked.set(false)
                                    >
                                        {move || match asked.get() {
                                            true => texts::home::forget_sure(),
                                            false => texts::home::forget(),
                                        }}
                                    </button>
                                </li>
                            }
                        }).collect_view()
                    }
                </ul>
            </section>
        </Show>
    }
}

/// Without those that have been deleted meanwhile.
fn current() -> Vec<device::Kept> {
    let mut all = device::all();
    all.retain(|kept| {
        let gone = kept.delete_at.0 > 0 && kept.delete_at.0 < now();
        if gone {
            device::forget(kept.meeting());
        }
        !gone
    });
    all
}

//! The roll before it closes: who may vote, whose device is ready, and who votes with a code.

use ballot::bytes::Point;
use leptos::prelude::*;
use mirror::Found;
use shared::command::Act;
use shared::limits::NAME_CHARS;
use vault::words::Person;

use super::code;
use super::here::{Here, people};
use crate::parts::qr::Qr;
use crate::texts;

/// The roll, as it would close now.
#[component]
pub fn Roll(
    /// In which election.
    here: Here,
    /// Whether it is that of the poll before.
    run_off: Memo<bool>,
) -> impl IntoView {
    let ready = Memo::new(move |_| {
        here.read(|m, election| election.can_vote(m.meeting())).unwrap_or_default()
    });
    let everybody = Memo::new(move |_| {
        here.read(|m, election| {
            let all = people(m).into_iter();
            all.map(|(seat, name)| {
                let may = !election.kept_off.contains(&seat);
                (seat, name, may, election.keys.contains_key(&seat))
            })
            .collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    view! {
        <Show when=move || !run_off.get()>
            <p>{move || texts::election::ready(ready.get() as u64)}</p>
            <Show when=move || here.prepares()>
                <details class="election-more">
                    <summary>{texts::election::who_may_vote()}</summary>
                    <ul class="election-list">
                        {move || everybody.get().into_iter().map(|(seat, name, may, has_key)| view! {
                            <li>
                                <label class="election-check">
                                    <input
                                        type="checkbox"
                                        prop:checked=may
                                        on:change=move |_| {
                                            here.act(Act::Entitle { seat, entitled: !may });
                                        }
                                    />
                                    <span>{name}</span>
                                </label>
                                {(may && !has_key).then(|| view! {
                                    <span class="aside">{texts::election::no_key_yet()}</span>
                                })}
                            </li>
                        }).collect_view()}
                    </ul>
                </details>
            </Show>
        </Show>
        <Show when=move || here.conducts()>
            <Loans here run_off/>
        </Show>
    }
}

/// Who votes with a code on a device that others lend: the officer gives it to them.
#[component]
fn Loans(
    /// In which election.
    here: Here,
    /// Whether another code is given for the run-off.
    run_off: Memo<bool>,
) -> impl IntoView {
    let lent = Memo::new(move |_| {
        here.read(|m, election| {
            let name = |loan| match m.lent_to(loan) {
                Found::Words(person) => person.name,
                Found::Missing | Found::Damaged => texts::trouble::damaged().into(),
            };
            election.loans.iter().map(|loan| (loan.key, name(loan))).collect::<Vec<_>>()
        })
        .unwrap_or_default()
    });
    // The code is on this screen until it was handed over, and nowhere else.
    let shown = RwSignal::new(None::<(String, String)>);
    let name = RwSignal::new(String::new());
    let give = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let person = Person { name: name.get_untracked(), house: String::new() };
        let code = code::new();
        let Some(key) = code::key(&code).map(|key| key.public().encoded()) else { return };
        if here.say(person, |name| Act::Lend { key, name }) {
            shown.set(Some((name.get_untracked(), code)));
            name.set(String::new());
        }
    };
    let again = move |(instead, name): (Point, String)| {
        let code = code::new();
        let Some(key) = code::key(&code).map(|key| key.public().encoded()) else { return };
        here.act(Act::LendAnew { instead, key });
        shown.set(Some((name, code)));
    };
    view! {
        <details class="election-more" open=move || shown.get().is_some() || run_off.get()>
            <summary>{texts::election::without_device()}</summary>
            <p class="aside">{texts::election::code_hint()}</p>
            <ul class="election-list">
                {move || lent.get().into_iter().map(|(key, name)| {
                    let anew = name.clone();
                    view! {
                        <li>
                            <span>{name}</span>
                            <button
                                type="button"
                                class="quiet"
                                on:click=move |_| again((key, anew.clone()))
                            >
                                {texts::election::code_anew()}
                            </button>
                        </li>
                    }
                }).collect_view()}
            </ul>
            {move || shown.get().map(|(name, code)| view! {
                <div class="election-code" role="status">
                    <p>{texts::election::code_for(name)}</p>
                    <p class="election-signs">{code.clone()}</p>
                    <Qr text=code label=texts::election::code_qr()/>
                    <button type="button" on:click=move |_| shown.set(None)>
                        {texts::election::code_given()}
                    </button>
                </div>
            })}
            <Show when=move || !run_off.get()>
                <form class="election-counts" on:submit=give novalidate>
                    <label class="field">
                        <span>{texts::election::code_name()}</span>
                        <input
                            type="text"
                            autocomplete="off"
                            maxlength=NAME_CHARS.to_string()
                            prop:value=move || name.get()
                            on:input=move |event| name.set(event_target_value(&event))
                        />
                    </label>
                    <button type="submit" disabled=move || name.get().trim().is_empty()>
                        {texts::election::code_give()}
                    </button>
                </form>
            </Show>
        </details>
    }
}

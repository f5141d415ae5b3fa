//! The cases on the table: weighed with dots that nobody sees until all are shown, then chosen.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::{Deed, Step};
use shared::id::CaseId;
use shared::limits::DOTS_PER_PERSON;

use super::bring::Bring;
use crate::parts::two_tap::TwoTap;
use crate::parts::urgency;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// The cases on the table: bring one, weigh them with dots, choose one.
#[component]
pub fn Cases() -> impl IntoView {
    let store = use_store();
    let cases = Memo::new(move |_| store.read(open_cases));
    let chosen = Memo::new(move |_| {
        store.read(|m| {
            let (_, group) = m.group()?;
            let case = group.case(m.session()?.case?)?;
            Some((words_of(m, case.id), session::name_or_you(m, case.by)))
        })
    });
    view! {
        <section>
            <h2>{texts::casting::cases()}</h2>
            {
                move || chosen.get().map(|(sentence, giver)| view! {
                    <div class="stage-casting-chosen">
                        <p class="stage-casting-chosen-label">{texts::casting::today(giver)}</p>
                        <p class="stage-casting-chosen-words">{sentence}</p>
                    </div>
                })
            }
            <Show
                when=move || !cases.get().is_empty()
                fallback=|| view! { <p class="empty">{texts::casting::no_cases()}</p> }
            >
                <Dots/>
                <ul class="stage-casting-table">
                    <For each=move || cases.get() key=|case| *case let:case>
                        <CaseRow case/>
                    </For>
                </ul>
            </Show>
            <Bring/>
        </section>
    }
}

/// How many dots I have left, how many people are done, and the moderator's »Aufdecken«.
#[component]
fn Dots() -> impl IntoView {
    let store = use_store();
    let shown = Memo::new(move |_| store.read(|m| m.session().is_some_and(|s| s.tally.is_some())));
    let left = move || DOTS_PER_PERSON - store.read(|m| my_dots(m).len());
    let (placed, all) = (
        move || store.read(|m| m.session().map_or(0, |s| s.dots.len())),
        move || store.read(|m| session::members(m).len()),
    );
    view! {
        <div class="stage-casting-dots">
            <Show
                when=move || !shown.get()
                fallback=|| view! { <p class="stage-casting-aside">{texts::casting::dots_shown()}</p> }
            >
                <p class="stage-casting-aside">
                    {move || texts::casting::dots_left(left() as u64)}" "
                    {move || texts::casting::dots_placed(placed(), all())}
                </p>
                <Show when=move || store.may_step(Step::ShowDots)>
                    <button type="button" on:click=move |_| store.step(Step::ShowDots)>
                        {texts::casting::show_dots()}
                    </button>
                </Show>
            </Show>
        </div>
    }
}

/// One case with its dots.
#[component]
fn CaseRow(
    /// Which.
    case: CaseId,
) -> impl IntoView {
    let store = use_store();
    let words = Memo::new(move |_| {
        store.read(|m| {
            let (_, group) = m.group()?;
            let found = group.case(case)?;
            let urgency = m.case(found).words().map(|w| w.urgency).unwrap_or_default();
            Some((words_of(m, case), urgency::words(urgency), session::name_or_you(m, found.by)))
        })
    });
    let mine =
        Memo::new(move |_| store.read(|m| my_dots(m).iter().filter(|c| **c == case).count()));
    let tally = Memo::new(move |_| {
        store.read(|m| {
            let tally = m.session()?.tally.as_ref()?;
            tally.iter().find(|(id, _)| *id == case).map(|(_, dots)| *dots)
        })
    });
    let place = move |more: bool| {
        let mut dots = store.peek(my_dots);
        if more {
            dots.push(case);
        } else if let Some(at) = dots.iter().position(|c| *c == case) {
            dots.remove(at);
        }
        Step::PlaceDots { cases: dots }
    };
    let is_chosen =
        Memo::new(move |_| store.read(|m| m.session().is_some_and(|s| s.case == Some(case))));
    let mine_to_withdraw = Memo::new(move |_| store.may(Deed::WithdrawCase { case }));
    let choice = Memo::new(move |_| {
        store.read(|m| {
            let leads = session::moderates(m);
            let is_free =
                session::deed(m, Step::ChooseCase { case }).is_some_and(|d| m.may(d).is_ok());
            (leads, is_free)
        })
    });
    let name = move || words.get().map(|(_, _, name)| name).unwrap_or_default();
    view! {
        <li class="stage-casting-case" class:stage-casting-case-chosen=move || is_chosen.get()>
            <p class="stage-casting-words">{move || words.get().map(|(sentence, ..)| sentence)}</p>
            <p class="stage-casting-aside">
                {move || words.get().map(|(_, urgency, name)| texts::casting::by(name, urgency))}
            </p>
            {
                move || match tally.get() {
                    Some(dots) => view! {
                        <p class="stage-casting-tally">
                            <Marks filled=dots.into()/>
                            {texts::casting::dots(dots.into())}
                        </p>
                    }.into_any(),
                    None => view! {
                        <div class="stage-casting-mine" role="group" aria-label=texts::casting::my_dots()>
                            <button
                                type="button"
                                class="stage-casting-dot"
                                aria-label=texts::casting::fewer()
                                disabled=move || mine.get() == 0
                                on:click=move |_| store.step(place(false))
                            >"−"</button>
                            <span class="stage-casting-count">
                                {move || view! { <Marks filled=mine.get() as u64/> }}
                                {move || texts::casting::dots(mine.get() as u64)}
                            </span>
                            <button
                                type="button"
                                class="stage-casting-dot"
                                aria-label=texts::casting::more()
                                disabled=move || { store.read(my_dots).len() >= DOTS_PER_PERSON }
                                on:click=move |_| store.step(place(true))
                            >"+"</button>
                        </div>
                    }.into_any(),
                }
            }
            <Show when=move || mine_to_withdraw.get()>
                <TwoTap
                    label=Signal::derive(|| texts::casting::withdraw().to_owned())
                    sure=Signal::derive(|| texts::casting::withdraw_sure().to_owned())
                    class="quiet"
                    on_sure=move |()| store.act(Deed::WithdrawCase { case })
                />
            </Show>
            <Show when=move || choice.get().0 && !is_chosen.get()>
                <TwoTap
                    label=Signal::derive(|| texts::casting::choose().to_owned())
                    sure=Signal::derive(move || texts::casting::choose_sure(name()))
                    disabled=Signal::derive(move || !choice.get().1)
                    on_sure=move |()| store.step(Step::ChooseCase { case })
                />
                <Show when=move || !choice.get().1>
                    <p class="stage-casting-aside">{texts::casting::moderator_has_case()}</p>
                </Show>
            </Show>
        </li>
    }
}

/// So many dots, drawn; the number stands beside them in words.
#[component]
fn Marks(
    /// How many.
    filled: u64,
) -> impl IntoView {
    let marks = (0..filled.min(20)).map(|_| view! { <span class="stage-casting-mark"></span> });
    view! { <span class="stage-casting-marks" aria-hidden="true">{marks.collect_view()}</span> }
}

fn open_cases(m: &Mirror) -> Vec<CaseId> {
    let Some((_, group)) = m.group() else { return vec![] };
    let past: Vec<_> =
        group.sessions.iter().filter(|s| s.ended.is_some()).filter_map(|s| s.case).collect();
    let open = group.cases.iter().filter(|case| !case.withdrawn && !past.contains(&case.id));
    let mut open: Vec<_> = open.map(|case| case.id).collect();
    if let Some(tally) = m.session().and_then(|session| session.tally.as_ref()) {
        let dots =
            |id: &CaseId| tally.iter().find(|(case, _)| case == id).map_or(0, |(_, dots)| *dots);
        open.sort_by_key(|id| std::cmp::Reverse(dots(id)));
    }
    open
}

fn my_dots(m: &Mirror) -> Vec<CaseId> {
    let dots = m.session().zip(m.me()).and_then(|(session, me)| session.dots.get(&me)?.clone());
    dots.unwrap_or_default()
}

fn words_of(m: &Mirror, case: CaseId) -> String {
    let case = m.group().and_then(|(_, group)| group.case(case));
    case.and_then(|case| m.case(case).words())
        .map_or_else(|| texts::stage::damaged().to_owned(), |words| words.sentence)
}

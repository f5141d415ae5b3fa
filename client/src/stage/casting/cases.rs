//! The cases on the table: weighed with dots that nobody sees until all are shown, then chosen.

use std::cmp::Reverse;

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::{Deed, Step};
use shared::id::CaseId;
use shared::limits::DOTS_PER_PERSON;
use shared::meeting::Dots as Placed;

use crate::parts::bring::Bring;
use crate::parts::draft::Draft;
use crate::parts::two_tap::TwoTap;
use crate::parts::urgency;
use crate::parts::whose::Whose;
use crate::session;
use crate::stage::dots::{self, Mine, Standing, Sum};
use crate::store::use_store;
use crate::texts;

/// The cases on the table: bring one, weigh them with dots, choose one.
#[component]
pub fn Cases() -> impl IntoView {
    let store = use_store();
    let cases = Memo::new(move |_| store.read(open_cases));
    let chosen = Memo::new(move |_| {
        store.read(|m| {
            let case = m.meeting().case(m.session()?.case?)?;
            Some((words_of(m, case.id), session::giver(m, case)))
        })
    });
    // Open where nobody has begun; never folded up while somebody writes.
    let bring_open = cases.with_untracked(Vec::is_empty)
        || !Draft::of_meeting("case").get_untracked().is_empty();
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
            <details class="stage-casting-bring" open=bring_open>
                <summary>{texts::casting::bring()}</summary>
                <Bring/>
            </details>
        </section>
    }
}

/// How the weighing stands.
#[component]
fn Dots() -> impl IntoView {
    let store = use_store();
    let left = Memo::new(move |_| DOTS_PER_PERSON - store.read(|m| my_dots(m).len()));
    let placed = Memo::new(move |_| store.read(|m| dots_now(m).map_or(0, |it| it.placed.len())));
    let shown = Memo::new(move |_| store.read(|m| tally(m).is_some()));
    view! { <Standing left placed shown after=texts::dots::shown()/> }
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
            let found = m.meeting().case(case)?;
            let about = m.case(found).words().map(|words| urgency::of(&words)).unwrap_or_default();
            Some((words_of(m, case), about, session::giver(m, found)))
        })
    });
    let mine =
        Memo::new(move |_| store.read(|m| my_dots(m).iter().filter(|c| **c == case).count()));
    let sum = Memo::new(move |_| store.read(|m| dots_now(m)?.on(&case)));
    let shown = Memo::new(move |_| store.read(|m| tally(m).is_some()));
    let full = Memo::new(move |_| store.read(my_dots).len() >= DOTS_PER_PERSON);
    let place = Callback::new(move |more| {
        let cases = dots::changed(store.peek(my_dots), case, more);
        store.step(Step::PlaceDots { cases });
    });
    let is_chosen =
        Memo::new(move |_| store.read(|m| m.session().is_some_and(|s| s.case == Some(case))));
    let mine_to_withdraw = Memo::new(move |_| store.may(Deed::WithdrawCase { case }));
    let choice = Memo::new(move |_| {
        store.read(|m| {
            let leads = session::moderates(m);
            let is_free =
                session::deed(m, Step::ChooseCase { case }).is_some_and(|d| m.may(d).is_ok());
            let nameless = m.meeting().case(case).is_some_and(|case| case.giver().is_none());
            let why_not = match nameless {
                true => texts::refusal::case_nameless(),
                false => texts::casting::moderator_has_case(),
            };
            (leads, is_free, why_not)
        })
    });
    let name = move || words.get().map(|(_, _, name)| name).unwrap_or_default();
    view! {
        <li class="stage-casting-case" class:stage-casting-case-chosen=move || is_chosen.get()>
            <p class="stage-casting-words">{move || words.get().map(|(sentence, ..)| sentence)}</p>
            <p class="stage-casting-aside">
                {move || words.get().map(|(_, urgency, name)| texts::casting::by(name, urgency))}
            </p>
            <Show when=move || !shown.get()>
                <Mine
                    count=mine
                    full
                    labels=[texts::dots::more(), texts::dots::fewer()].map(str::to_owned)
                    place
                />
            </Show>
            {move || sum.get().map(|count| view! { <Sum count/> })}
            <Whose case/>
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
                    <p class="stage-casting-aside">{move || choice.get().2}</p>
                </Show>
            </Show>
        </li>
    }
}

fn open_cases(m: &Mirror) -> Vec<CaseId> {
    let Some((id, group)) = m.group() else { return vec![] };
    let past: Vec<_> =
        group.sessions.iter().filter(|s| s.ended.is_some()).filter_map(|s| s.case).collect();
    let open = m.meeting().table(id).filter(|case| !past.contains(&case.id));
    let mut open: Vec<_> = open.map(|case| case.id).collect();
    if let Some(dots) = dots_now(m).filter(|dots| dots.tally.is_some()) {
        open.sort_by_key(|id| Reverse(dots.on(id)));
    }
    open
}

/// The dots that are put in the phase the group is in.
fn dots_now(m: &Mirror) -> Option<&Placed<CaseId>> {
    m.session()?.dots_on_cases()
}

fn tally(m: &Mirror) -> Option<&Vec<(CaseId, u16)>> {
    dots_now(m)?.tally.as_ref()
}

fn my_dots(m: &Mirror) -> Vec<CaseId> {
    let dots = dots_now(m).zip(m.me()).and_then(|(dots, me)| dots.placed.get(&me)?.clone());
    dots.unwrap_or_default()
}

fn words_of(m: &Mirror, case: CaseId) -> String {
    m.meeting()
        .case(case)
        .and_then(|case| m.case(case).words())
        .map_or_else(|| texts::stage::damaged().to_owned(), |words| words.sentence)
}

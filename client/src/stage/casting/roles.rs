//! Who does what: who moderates, writes, watches, keeps the time, and whose case it is.

use leptos::prelude::*;
use shared::command::Step;
use shared::id::SeatId;
use shared::method::{Role, Weighed};

use crate::session;
use crate::store::use_store;
use crate::texts;

/// Who moderates, writes and watches; whoever likes takes a free role, the moderator gives them.
#[component]
pub fn Roles() -> impl IntoView {
    let store = use_store();
    let moderator = move || {
        store.read(|m| session::cast(m).moderator.map(|seat| session::name_or_you(m, seat)))
    };
    let knows = move |role| store.read(|m| m.session().is_some_and(|s| s.method.knows(role)));
    // Where cases are weighed, the case giver comes with the case.
    let votes = Memo::new(move |_| {
        store.read(|m| m.session().and_then(|s| s.weighs()) == Some(Weighed::Cases))
    });
    view! {
        <section>
            <h2>{texts::casting::roles()}</h2>
            <dl class="stage-casting-list">
                <div class="stage-casting-role">
                    <dt>{texts::role::moderator()}</dt>
                    <dd>
                        {move || moderator().unwrap_or_else(|| texts::casting::nobody_yet().into())}
                    </dd>
                </div>
                <Show when=move || knows(Role::CaseGiver) && !votes.get()>
                    <CastRole role=Role::CaseGiver take=texts::casting::i_give()/>
                </Show>
                <Show when=move || knows(Role::Scribe)>
                    <CastRole role=Role::Scribe take=texts::casting::i_write()/>
                </Show>
                <Show when=move || knows(Role::Observer)>
                    <CastRole role=Role::Observer take=texts::casting::i_observe()/>
                </Show>
                <Show when=move || knows(Role::Timekeeper)>
                    <CastRole role=Role::Timekeeper take=texts::casting::i_keep_time()/>
                </Show>
            </dl>
        </section>
    }
}

/// One role that is given by hand.
#[component]
fn CastRole(
    /// One that is given by hand.
    role: Role,
    /// What whoever takes it says.
    take: &'static str,
) -> impl IntoView {
    let store = use_store();
    let holder = Memo::new(move |_| {
        store.read(|m| {
            let cast = session::cast(m);
            match role {
                Role::CaseGiver => cast.case_giver,
                Role::Scribe => cast.scribe,
                Role::Observer => cast.observer,
                _ => cast.timekeeper,
            }
        })
    });
    let me = Memo::new(move |_| store.read(|m| m.me()));
    let gives = Memo::new(move |_| store.read(session::moderates));
    let cast = move |seat| Step::Cast { role, seat };
    let may_take = move || me.get().is_some_and(|me| store.may_step(cast(Some(me))));
    let mine = move || holder.get().is_some() && holder.get() == me.get();
    view! {
        <div class="stage-casting-role">
            <dt>{session::role_name(role)}</dt>
            <dd>
                <Show
                    when=move || gives.get()
                    fallback=move || view! {
                        <span>
                            {move || match holder.get() {
                                Some(seat) => store.read(|m| session::name_or_you(m, seat)),
                                None if may_take() => String::new(),
                                None => texts::casting::nobody_yet().into(),
                            }}
                        </span>
                    }
                >
                    <GiveRole role holder/>
                </Show>
                <Show when=move || holder.get().is_none() && !gives.get() && may_take()>
                    <button type="button" on:click=move |_| store.step(cast(me.get_untracked()))>
                        {take}
                    </button>
                </Show>
                <Show when=move || mine() && !gives.get()>
                    <button type="button" class="quiet" on:click=move |_| store.step(cast(None))>
                        {texts::casting::give_up()}
                    </button>
                </Show>
            </dd>
        </div>
    }
}

/// The moderator's choice of a person for a role.
#[component]
fn GiveRole(
    /// One that is given by hand.
    role: Role,
    /// Who has it.
    #[prop(into)]
    holder: Signal<Option<SeatId>>,
) -> impl IntoView {
    let store = use_store();
    let takers = Memo::new(move |_| {
        store.read(|m| {
            let may = |seat: &SeatId| {
                let step = Step::Cast { role, seat: Some(*seat) };
                session::deed(m, step).is_some_and(|deed| m.may(deed).is_ok())
            };
            let members = session::members(m).into_iter().filter(may);
            members.map(|seat| (seat, session::name(m, seat))).collect::<Vec<_>>()
        })
    });
    let give = move |event| {
        let chosen = event_target_value(&event);
        let seat = takers.get_untracked().into_iter().find(|(seat, _)| seat.to_string() == chosen);
        store.step(Step::Cast { role, seat: seat.map(|(seat, _)| seat) });
    };
    view! {
        <select class="stage-casting-select" aria-label=session::role_name(role) on:change=give>
            <option value="" selected=move || holder.get().is_none()>
                {texts::casting::nobody()}
            </option>
            <For each=move || takers.get() key=|taker| taker.clone() let((seat, name))>
                <option value=seat.to_string() selected=move || holder.get() == Some(seat)>
                    {name}
                </option>
            </For>
        </select>
    }
}

//! Who moderates, who writes, who watches.

use leptos::prelude::*;
use shared::command::Step;
use shared::id::SeatId;
use shared::method::Role;

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
                <CastRole role=Role::Scribe take=texts::casting::i_write()/>
                <CastRole role=Role::Observer take=texts::casting::i_observe()/>
            </dl>
        </section>
    }
}

/// One role that is given by hand.
#[component]
fn CastRole(
    /// Scribe or observer.
    role: Role,
    /// What whoever takes it says.
    take: &'static str,
) -> impl IntoView {
    let store = use_store();
    let holder = Memo::new(move |_| {
        store.read(|m| {
            let cast = session::cast(m);
            if role == Role::Scribe { cast.scribe } else { cast.observer }
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
    /// Scribe or observer.
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

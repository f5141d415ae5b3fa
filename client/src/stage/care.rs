//! Care for the people: »Stopp« at any time for anybody, and a word from those who know somebody in
//! the case.

use std::sync::Arc;

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Step;
use shared::id::SeatId;
use shared::method::guide::Offered;
use shared::method::{Flag, Kind, Role};

use crate::catalogue;
use crate::parts::two_tap::TwoTap;
use crate::session;
use crate::store::{Store, use_store};
use crate::texts;

/// »Stopp«, in the head of every screen.
#[component]
pub fn Stop() -> impl IntoView {
    let store = use_store();
    let stopped = Memo::new(move |_| store.read(|m| m.session().is_some_and(|s| s.stop.is_some())));
    view! {
        <Show when=move || !stopped.get()>
            <TwoTap
                label=texts::care::stop()
                sure=texts::care::stop_sure()
                class="stage-care-stop"
                on_sure=move |()| store.step(Step::Stop)
            />
        </Show>
    }
}

/// What everybody sees while it is up; and who knows people in the case.
#[component]
pub fn Care() -> impl IntoView {
    let store = use_store();
    announce(store);
    let stopped = Memo::new(move |_| store.read(|m| m.session().is_some_and(|s| s.stop.is_some())));
    // Whether I know people in the case, while it is the time to say so.
    let knows = Memo::new(move |_| {
        store.read(|m| {
            let me = m.me().filter(|_| is_before_consulting(m))?;
            let gives = session::cast(m).case_giver == Some(me);
            (!gives).then(|| m.session().is_some_and(|s| s.acquainted.contains_key(&me)))
        })
    });
    let toggle = move |_| {
        let knows = knows.get_untracked() != Some(true);
        store.step(Step::KnowPeople { knows });
    };
    view! {
        <Show when=move || stopped.get()><Halted/></Show>
        <p class="stage-care">
            <Show when=move || knows.get().is_some()>
                <button
                    type="button"
                    class="quiet"
                    aria-pressed=move || (knows.get() == Some(true)).to_string()
                    on:click=toggle
                >
                    {move || match knows.get() {
                        Some(true) => texts::care::know_said(),
                        _ => texts::care::know(),
                    }}
                </button>
            </Show>
        </p>
        <Show when=move || knows.get() == Some(true)>
            <p class="stage-aside">{texts::care::know_mine()}</p>
        </Show>
        <Acquainted/>
    }
}

/// Who knows somebody in the case: for the moderator and the case giver.
#[component]
fn Acquainted() -> impl IntoView {
    let store = use_store();
    let who = Memo::new(move |_| {
        store.read(|m| {
            let me = m.me().filter(|_| is_before_consulting(m))?;
            let cast = session::cast(m);
            let told = cast.moderator == Some(me) || cast.case_giver == Some(me);
            let who = m.session().filter(|_| told)?.acquainted.keys();
            let who: Vec<_> = who.map(|seat| session::name_or_you(m, *seat)).collect();
            Some(who).filter(|who| !who.is_empty())
        })
    });
    move || {
        who.get().map(|who| {
            view! {
                <div class="stage-care-known">
                    <p>{texts::care::known(who.len() as u64, who.join(", "))}</p>
                    <p class="stage-aside">{texts::care::known_what()}</p>
                </div>
            }
        })
    }
}

/// The stop card: who showed it, and what each has to do now.
#[component]
fn Halted() -> impl IntoView {
    let store = use_store();
    let by = Memo::new(move |_| store.read(|m| m.session()?.stop?.by));
    let mine = Memo::new(move |_| by.get().is_some() && by.get() == store.read(Mirror::me));
    let leads = Memo::new(move |_| store.read(session::moderates));
    let heading = move || match by.get() {
        Some(seat) if !mine.get() => texts::care::shown_by(store.read(|m| session::name(m, seat))),
        _ => texts::care::shown_mine().to_owned(),
    };
    let others = move || {
        let moderator = store.read(|m| session::moderator(m).map(|seat| session::name(m, seat)));
        match moderator {
            Some(name) => texts::care::what_others(name),
            None => texts::care::what_all().to_owned(),
        }
    };
    view! {
        <section class="stage-care-halted" aria-label=texts::care::stop()>
            <h2>{heading}</h2>
            <p>{texts::care::halts()}</p>
            <Show when=move || mine.get()><p>{texts::care::what_mine()}</p></Show>
            <Show when=move || leads.get()>
                <ol>
                    <Show when=move || !mine.get()><li>{texts::care::ask()}</li></Show>
                    <li>{texts::care::then_go_on()}</li>
                    <li>{texts::care::or_resonance()}</li>
                    <li>{texts::care::or_end()}</li>
                </ol>
            </Show>
            <Show when=move || !mine.get() && !leads.get()><p>{others}</p></Show>
            <p class="stage-actions">
                <Show when=move || mine.get() || leads.get()>
                    <button
                        type="button"
                        class="primary"
                        on:click=move |_| store.step(Step::GoOn)
                    >
                        {texts::care::go_on()}
                    </button>
                </Show>
                <Show when=move || leads.get()>
                    <Resonance/>
                    <TwoTap
                        label=texts::care::end()
                        sure=texts::care::end_sure()
                        class="quiet"
                        on_sure=move |()| store.step(Step::End)
                    />
                </Show>
            </p>
        </section>
    }
}

/// Goes on with a round in which everybody says how they are, where the phase takes a module.
#[component]
fn Resonance() -> impl IntoView {
    let store = use_store();
    let modules = RwSignal::new(None::<Arc<Vec<Offered>>>);
    catalogue::load_modules(modules);
    let find = move || modules.get()?.iter().find(|it| it.care).cloned();
    let fits = Memo::new(move |_| {
        let offered = find();
        store.read(|m| {
            m.session().is_some_and(|session| {
                let phase = session.now_in();
                let chosen = session.module().map(|it| &it.module);
                let has_it = chosen.is_some() && chosen == offered.as_ref().map(|it| &it.module);
                (phase.allows(Flag::UsesModule) || phase.has(Kind::Method)) && !has_it
            })
        })
    });
    let choose = move |_| {
        let Some(Offered { module, guide, .. }) = untrack(find) else { return };
        let choice = |guide| Step::ChooseModule { module: module.clone(), guide };
        if store.say_step(guide, choice) {
            store.step(Step::GoOn);
        }
    };
    view! {
        <Show when=move || fits.get() && find().is_some()>
            <button type="button" on:click=choose>{texts::care::resonance()}</button>
        </Show>
    }
}

/// Whether the case is known and has not been told to its end: whoever knows somebody in it can still
/// leave before they hear too much.
fn is_before_consulting(m: &Mirror) -> bool {
    let Some(session) = m.session() else { return false };
    let phases = &session.method.phases;
    // Until the case giver listens; where they never do, as long as they give their account.
    let listens = phases.iter().position(|phase| phase.silent.contains(&Role::CaseGiver));
    let tells = || phases.iter().position(|phase| phase.speak.contains(&Role::CaseGiver));
    let consulting = listens.or_else(|| Some(tells()? + 1)).unwrap_or(1);
    session::cast(m).case_giver.is_some() && usize::from(session.phase) < consulting
}

/// Says when somebody shows the stop card, and when it goes on.
fn announce(store: Store) {
    let stop = Memo::new(move |_| store.read(|m| m.session()?.stop?.by));
    Effect::new(move |before: Option<Option<SeatId>>| {
        let now = stop.get();
        if before.is_some_and(|before| before != now) {
            let who = now.map(|seat| store.peek(|m| session::name(m, seat)));
            store.announce(match who {
                Some(name) => texts::care::shown_by(name),
                None => texts::care::goes_on().to_owned(),
            });
        }
        now
    });
}

//! When the chosen module needs other minutes than are planned, one tap plans them.

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Step;
use shared::method::Flag;
use shared::time::{Span, Timestamp};

use crate::parts::clock;
use crate::session;
use crate::store::use_store;
use crate::texts;

/// What the module needs, what is planned, and when everything ends after the tap.
#[derive(Clone, PartialEq)]
struct Misfit {
    /// The phase that uses the module.
    phase: u8,
    module: String,
    minutes: u16,
    planned: u16,
    until: String,
}

/// The line for whoever may plan; nothing where the module fits.
#[component]
pub fn ModuleTime() -> impl IntoView {
    let store = use_store();
    let misfit = Memo::new(move |_| {
        let now = store.now();
        store.read(|m| misfit(m, now))
    });
    let line = move |Misfit { phase, module, minutes, planned, until }: Misfit| {
        let plan = Step::Plan { minutes: vec![(phase, minutes)] };
        store.may_step(plan.clone()).then(|| {
            view! {
                <p>
                    <button type="button" on:click=move |_| store.step(plan.clone())>
                        {texts::stage::module_time(minutes, module, planned)}
                    </button>
                </p>
                <p class="stage-aside">{texts::stage::module_time_cost(until)}</p>
            }
        })
    };
    move || misfit.get().map(line)
}

fn misfit(m: &Mirror, now: Timestamp) -> Option<Misfit> {
    let session = m.session()?;
    let minutes = session.module()?.module.minutes();
    let module = texts::of(&session::module(m)?.name).to_owned();
    // Another module within its phase comes on top of what the first one took: only the group knows
    // how much that was.
    let first = session.phase.saturating_add(u8::from(session.modules.len() > 1));
    let phases = session.method.phases.iter().zip(0_u8..).skip(first.into());
    let mut using = phases.filter(|(phase, _)| phase.allows(Flag::UsesModule));
    let (_, phase) = using.find(|(_, index)| !session.left_out.contains(index))?;
    let planned = session.clocks.get(usize::from(phase))?.planned.as_seconds() / 60;
    let planned = u16::try_from(planned).ok().filter(|planned| *planned != minutes)?;
    let [more, fewer] = [minutes.saturating_sub(planned), planned.saturating_sub(minutes)]
        .map(|minutes| Span::minutes(minutes.into()));
    let end = clock::planned_end(session, now, Span::ZERO) + more - fewer;
    Some(Misfit { phase, module, minutes, planned, until: clock::time_of_day(end) })
}

//! What is going to happen: choosing a method, fitting it to this meeting, and the button with
//! which it begins.

mod adapt;
mod add;
mod begin;
mod choose;
mod files;
mod rows;
mod words;

use std::sync::Arc;

use leptos::prelude::*;
use mirror::Mirror;
use shared::command::Deed;
use shared::method::adapt::Adapted;
use shared::method::guide::Described;
use shared::method::{Turn, Unplayable};

pub use begin::Begin;

use crate::catalogue::{self, Methods};
use crate::store::{Store, use_store};
use crate::texts;

/// What is planned on this device; nobody else sees it before it begins.
#[derive(Clone, Copy)]
pub struct Plan {
    /// Everything there is to choose from.
    methods: Methods,
    /// What was chosen, with what was changed for this meeting; `None` until the methods are here.
    chosen: RwSignal<Option<Arc<Planned>>>,
}

/// A method as it is going to be played.
#[derive(Clone, Debug, PartialEq)]
struct Planned {
    /// The method as it came.
    source: Arc<Described>,
    /// The same with what was changed for this meeting.
    adapted: Adapted,
    /// Which turn it is.
    turn: Turn,
}

impl Planned {
    fn new(source: Arc<Described>, turn: Turn) -> Self {
        let adapted = Adapted::new(&source, turn);
        Self { source, adapted, turn }
    }

    /// Whether nothing was changed.
    fn is_as_it_was(&self) -> bool {
        self.adapted == Adapted::new(&self.source, self.turn)
    }
}

impl Plan {
    /// The plan, for whoever leads; others wait for nothing.
    pub fn new(store: Store) -> Self {
        let plan = Self { methods: RwSignal::new(None), chosen: RwSignal::new(None) };
        let leads = Memo::new(move |_| store.read(leads));
        Effect::new(move |loading: Option<bool>| {
            let wanted = loading == Some(true) || leads.get();
            if wanted && loading != Some(true) {
                catalogue::load_methods(plan.methods);
            }
            wanted
        });
        // What was played last comes again; at first the one that suits most groups.
        Effect::new(move |_| {
            let Some(all) = plan.methods.get() else { return };
            if plan.chosen.get_untracked().is_none() {
                let last = store.peek(|m| Some(m.session()?.method.id.clone()));
                let all = &all.methods;
                let again = last.and_then(|id| all.iter().find(|it| it.method.id == id));
                if let Some(method) = again.or_else(|| all.first()) {
                    plan.choose(store, method);
                }
            }
        });
        plan
    }

    /// Takes a method as it is.
    fn choose(self, store: Store, method: &Described) {
        let turn = store.peek(|m| next_turn(m, method));
        self.chosen.set(Some(Arc::new(Planned::new(Arc::new(method.clone()), turn))));
    }

    /// Changes what is planned; answers what the change answers.
    fn change<T>(self, change: impl FnOnce(&mut Planned) -> T) -> Option<T> {
        let mut planned = Planned::clone(&*self.chosen.get_untracked()?);
        let answer = change(&mut planned);
        self.chosen.set(Some(Arc::new(planned)));
        Some(answer)
    }

    /// Whether a group can be led through what is planned.
    fn check(self) -> Result<(), Unplayable> {
        self.chosen.with(|chosen| chosen.as_ref().map_or(Ok(()), |it| it.adapted.check()))
    }
}

/// The next turn of a method in this group: one more than were played of it one after another.
fn next_turn(m: &Mirror, method: &Described) -> Turn {
    let of = method.method.usual_turns();
    let sessions = m.group().map(|(_, group)| group.sessions.as_slice()).unwrap_or_default();
    let same = sessions.iter().rev().take_while(|it| it.method.id == method.method.id).count();
    let number = (same % usize::from(of.max(1))) + 1;
    Turn { number: u8::try_from(number).unwrap_or(1), of }
}

/// Whether I lead: only whoever does may say who stands in for them.
fn leads(m: &Mirror) -> bool {
    m.may(Deed::NameDeputy { seat: None }).is_ok()
}

/// The plan on the screen of whoever leads.
#[component]
pub fn PlanSheet(
    /// What is planned.
    plan: Plan,
) -> impl IntoView {
    let store = use_store();
    let leads = Memo::new(move |_| store.read(leads));
    view! {
        <Show when=move || leads.get()>
            <section class="sheet lobby-plan" aria-labelledby="lobby-plan">
                <h2 id="lobby-plan">{texts::plan::heading()}</h2>
                <Show
                    when=move || plan.chosen.get().is_some()
                    fallback=|| view! { <p class="empty">{texts::plan::loading()}</p> }
                >
                    <choose::Choose plan/>
                    <adapt::Adapt plan/>
                </Show>
            </section>
        </Show>
    }
}

//! The screen while a case session runs: where we are, what is mine to do now, and the place to
//! do it. Nothing here ends, closes or locks because time ran out.
//!
//! Deliberately absent: the moderator's bar, the closing and the record, which stand beside it.

mod body;
mod cards;
mod care;
mod casting;
mod dots;
mod focus;
mod hand_over;
mod head;
mod hints;
mod look_back;
mod module_time;
mod modules;
mod notes;
mod parking;
mod people;
mod question;
mod turns;

use leptos::prelude::*;
use mirror::Mirror;
use shared::method::{Flag, Kind, Role, See};
use shared::pad::{PadId, Sheet};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDetailsElement};

use crate::agenda;
use crate::groups;
use crate::parts::pad::Pad;
use crate::parts::take_over::TakeOver;
use crate::plenary;
use crate::room_device::use_room_device;
use crate::session;
use crate::store::use_store;
use crate::texts;

pub use dots::{Mine as Dots, Sum, changed};
pub use focus::typing;

/// The stage. `bar` and `script` belong to whoever moderates, `closing` to the last phase.
#[component]
pub fn Stage(
    /// The moderator's bar.
    #[prop(into)]
    bar: ViewFn,
    /// What the moderator says and watches for.
    #[prop(into)]
    script: ViewFn,
    /// How the closing is worked in.
    #[prop(into)]
    closing: ViewFn,
    /// First steps that were begun in phases other than the one on this screen.
    begun: fn(Signal<Option<u8>>) -> AnyView,
) -> impl IntoView {
    let store = use_store();
    let body = focus::follow(store);
    let moderates = Memo::new(move |_| store.read(session::moderates));
    let hears = Memo::new(move |_| store.read(session::hears));
    // A small meeting consults in its plenary: there the word goes round on this screen.
    let sits_there = Memo::new(move |_| {
        store.read(|m| m.group().is_some_and(|(id, _)| m.meeting().plenary == Some(id)))
    });
    view! {
        <main class="stage" class:stage-led=move || moderates.get()>
            <head::Head heading=body.heading/>
            <div class="stage-columns">
                <div class="stage-main" class:stage-hears=move || hears.get()>
                    <groups::Told/>
                    <groups::Proposal/>
                    <groups::Market/>
                    <Show when=move || sits_there.get() fallback=|| view! { <plenary::Banner/> }>
                        <plenary::Banner beside=true/>
                        <plenary::Floor/>
                    </Show>
                    <head::Task/>
                    <TakeOver/>
                    <care::Care/>
                    <Show when=move || moderates.get()>{script.run()}</Show>
                    <focus::Held held=body/>
                    <turns::Turns/>
                    <Show when=move || moderates.get()>
                        <div class="stage-aids">
                            <turns::Begin/>
                            <turns::Unheard/>
                            <parking::Parking/>
                        </div>
                    </Show>
                    <cards::LeftHidden/>
                    <cards::Silence/>
                    <section
                        class="stage-now"
                        aria-label=texts::stage::place()
                        node_ref=body.place
                        on:input=move |_| body.typed()
                        on:focusout=move |event| body.left(&event)
                    >
                        <casting::Missing/>
                        <cards::Begun phase=body.phase/>
                        {begun(body.phase.into())}
                        {
                            move || body.phase.get().map(|phase| {
                                view! { <body::Body phase closing=closing.clone()/> }
                            })
                        }
                    </section>
                    <OwnSheets/>
                    <Show when=move || !moderates.get()><Ready/></Show>
                </div>
                <div>
                    <groups::Here/>
                    <groups::Help/>
                    <agenda::Folded/>
                    <look_back::LookBack/>
                    <people::People/>
                </div>
            </div>
        </main>
        <Show when=move || moderates.get()>{bar.run()}</Show>
    }
}

/// »Fertig«: says that I am done with this phase; nothing follows by itself.
#[component]
fn Ready() -> impl IntoView {
    let store = use_store();
    let ready = Memo::new(move |_| {
        store.read(|m| m.session().zip(m.me()).is_some_and(|(s, me)| s.ready.contains(&me)))
    });
    let toggle =
        move |_| store.step(shared::command::Step::Ready { ready: !ready.get_untracked() });
    view! {
        <p class="stage-ready">
            <button
                type="button"
                class="stage-ready-button"
                aria-pressed=move || ready.get().to_string()
                on:click=toggle
            >
                {move || if ready.get() { texts::stage::is_ready() } else { texts::stage::ready() }}
            </button>
            <span class="stage-aside">
                {move || {
                    let (done, all) = store.read(session::done);
                    texts::stage::ready_count(done, all)
                }}
            </span>
        </p>
    }
}

/// The sheets that are one person's own: private notes for everybody, and what the observer saw.
#[component]
fn OwnSheets() -> impl IntoView {
    let store = use_store();
    let device = use_room_device();
    let for_whom = move || match device.is_shared() {
        true => texts::stage::private_at_device(),
        false => texts::stage::private_for_whom(),
    };
    // Where nothing is noted there are no notes, but for somebody in the middle of a sentence.
    let private = Memo::new(move |before: Option<&Option<PadId>>| {
        let noted = store.read(|m| m.session().is_some_and(|it| !it.now_in().has(Kind::None)));
        let writes = before.is_some_and(Option::is_some) && focus::typing().is_some();
        let own = |m: &Mirror| session::sheet(m, Sheet::Private(m.me()?));
        if noted || writes { store.read(own) } else { None }
    });
    // Whoever only listens and gives the case finds the notes open: there is nothing else to do.
    // Nobody's notes are ever folded up while they are being written.
    let open = RwSignal::new(false);
    let has_nothing_else = Memo::new(move |_| {
        store.read(|m| {
            m.session().is_some_and(|session| {
                let phase = session.now_in();
                let roles = session::my_roles(m);
                let listens = phase.allows(Flag::PrivateNotes) && !session::writes(m, phase);
                let gives = roles.contains(&Role::CaseGiver);
                // So does everybody where each writes for themselves.
                let own = phase.has(Kind::Pad) || phase.has(Kind::Question);
                (listens && gives) || (phase.see == See::Own && own)
            })
        })
    });
    Effect::new(move |_| {
        if has_nothing_else.get() {
            open.set(true);
        }
    });
    let observation = Memo::new(move |_| {
        store.read(|m| {
            let observes = session::my_role(m) == Role::Observer;
            session::sheet(m, Sheet::Observation).filter(|_| observes)
        })
    });
    view! {
        {
            move || observation.get().map(|pad| view! {
                <section class="stage-sheet">
                    <h2>{texts::stage::observation()}</h2>
                    <p class="stage-aside">{texts::stage::observation_for_whom()}</p>
                    <Pad pad label=texts::stage::observation()/>
                </section>
            })
        }
        {
            move || private.get().map(|pad| view! {
                <details
                    class="stage-sheet stage-private"
                    prop:open=move || open.get()
                    on:toggle=move |event| open.set(is_open(&event))
                >
                    <summary>{texts::stage::private()}</summary>
                    <p class="stage-aside">{for_whom}</p>
                    <Show when=move || open.get()>
                        <Pad pad label=texts::stage::private() short=true/>
                    </Show>
                </details>
            })
        }
    }
}

fn is_open(event: &Event) -> bool {
    event
        .target()
        .and_then(|it| it.dyn_into::<HtmlDetailsElement>().ok())
        .is_some_and(|it| it.open())
}

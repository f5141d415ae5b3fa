//! The page: takes the place of the shell's first paint and shows the screen that is due.

use std::time::Duration;

use leptos::prelude::*;
use shared::actor::Viewer;
use shared::id::SessionId;
use shared::wire::Bye;
use vault::{Link, LinkError};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::device::{self, Kept};
use crate::inside::Inside;
use crate::parts::frame::Frame;
use crate::room_device::RoomDevice;
use crate::store::Store;
use crate::{home, inside, join, trouble};

/// The one path of all links; everything secret stands behind its `#`.
pub const MEETING: &str = "/t";

/// Called by the glue as soon as the module is compiled.
#[wasm_bindgen(start)]
pub fn start() {
    let place = document()
        .get_element_by_id("app")
        .and_then(|place| place.dyn_into::<HtmlElement>().ok())
        .expect("the shell holds the place of the page");
    // A link pasted into the address bar of an open meeting loads nothing by itself.
    window_event_listener_untyped("hashchange", |_| {
        let _page_goes = window().location().reload();
    });
    let here = whereabouts();
    place.set_text_content(None);
    // The shell's own sentence, for when nothing arrives.
    if let Some(late) = document().get_element_by_id("shell-trouble") {
        late.remove();
    }
    mount_to(place, move || view! { <App here/> }).forget();
}

/// Goes to another page of this program, or to this one anew.
pub fn go(path: &str) {
    let _page_goes = window().location().assign(path);
}

/// Where the address leads.
#[derive(Clone)]
enum Whereabouts {
    /// The start page, because of a link that can't be followed or none at all.
    Home(Option<LinkError>),
    /// A meeting, with a way back for each of the people at this device.
    Meeting(Vec<Kept>),
}

/// Reads the address, and takes everything secret out of it.
fn whereabouts() -> Whereabouts {
    let location = window().location();
    let fragment = location.hash().unwrap_or_default();
    if location.pathname().is_ok_and(|path| path != MEETING) {
        return Whereabouts::Home(None);
    }
    if fragment.is_empty() {
        let kept = device::here().map(device::find).filter(|kept| !kept.is_empty());
        return kept.map_or(Whereabouts::Home(None), Whereabouts::Meeting);
    }
    if let Ok(history) = window().history() {
        let _stays = history.replace_state_with_url(&JsValue::NULL, "", Some(MEETING));
    }
    match fragment.parse::<Link>() {
        Ok(link) => Whereabouts::Meeting(known_or_new(link)),
        Err(error) => Whereabouts::Home(Some(error)),
    }
}

/// The ways back that this device knows behind a link; and where none leads there, a first visit,
/// beside whoever is at this device already.
fn known_or_new(link: Link) -> Vec<Kept> {
    let mut known = device::find(link.meeting);
    let leads_back = |kept: &Kept| {
        let ticket = &kept.ticket;
        ticket.link.pass == link.pass
            || ticket.seat.as_ref().is_some_and(|(_, pass)| *pass == link.pass)
            || kept.invitation.as_ref().is_some_and(|invitation| invitation.pass == link.pass)
    };
    if !known.iter().any(leads_back) {
        // Whoever waited at the door with nothing of their own gives way.
        known.retain(|kept| kept.ticket.seat.is_some() || kept.invitation.is_some());
        let shared = known.iter().any(|kept| kept.shared);
        let new = Kept { place: device::free_place(&known), shared, ..Kept::new(link) };
        device::act_as(&new);
        known.push(new);
    }
    known
}

#[component]
fn App(here: Whereabouts) -> impl IntoView {
    match here {
        Whereabouts::Home(problem) => view! { <home::Home problem/> }.into_any(),
        Whereabouts::Meeting(kept) => {
            let device = RoomDevice::new(kept);
            provide_context(device);
            let screens = RwSignal::new(None);
            inside::load(move |inside| {
                device.learn(inside.rules);
                screens.set(Some(inside));
            });
            let shared = Memo::new(move |_| device.is_shared());
            let switch = move || {
                let inside = screens.get().filter(|_| shared.get());
                inside.map(|inside: Inside| (inside.switch)())
            };
            let rehearsal = move || screens.get().map(|inside: Inside| (inside.rehearsal)());
            view! {
                {rehearsal}
                {switch}
                {move || view! { <Meeting store=device.acting() screens/> }}
            }
            .into_any()
        }
    }
}

/// What a meeting shows.
#[derive(Clone, Copy, PartialEq)]
enum Screen {
    Connecting,
    Trouble(Bye),
    Join,
    Lobby,
    Stage(SessionId),
    Record(SessionId),
    Lead,
    Plenary,
}

fn screen(store: Store) -> Screen {
    if let Some(why) = store.end() {
        return Screen::Trouble(why);
    }
    let (you, running) = store.read(|mirror| {
        let running = mirror.session().filter(|session| session.ended.is_none());
        (mirror.you(), running.map(|session| session.id))
    });
    match (you, running) {
        _ if !store.was_here() => Screen::Connecting,
        (Viewer::Seat(..), _) if store.visits_plenary() => Screen::Plenary,
        (Viewer::Seat(..), Some(session)) => Screen::Stage(session),
        (Viewer::Seat(..), None) if store.leads().is_some() => Screen::Lead,
        (Viewer::Seat(..), None) => store.record().map_or(Screen::Lobby, Screen::Record),
        (Viewer::Door | Viewer::House, _) => Screen::Join,
    }
}

/// Takes whoever can't see it to the new screen: a screen reader reads its heading.
fn focus_heading() {
    let heading = document().query_selector("main h1").ok().flatten();
    if let Some(heading) = heading.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        heading.set_tab_index(-1);
        // A heading can always be focused; where it fails, nothing is lost.
        let _unfocused = heading.focus();
    }
}

#[component]
fn Meeting(store: Store, screens: RwSignal<Option<Inside>>) -> impl IntoView {
    provide_context(store);
    let screen = Memo::new(move |_| screen(store));
    Effect::new(move |before: Option<Screen>| {
        let now = screen.get();
        if before.is_some_and(|before| before != now) {
            // What was said in passing belongs to the screen before.
            store.notice().set(None);
            if now != Screen::Join {
                set_timeout(focus_heading, Duration::ZERO);
            }
        }
        now
    });
    let behind_the_door = move |show: &dyn Fn(Inside) -> AnyView| match screens.get() {
        Some(inside) => show(inside),
        None => view! { <trouble::Connecting/> }.into_any(),
    };
    view! {
        <Frame>
            {
                move || match screen.get() {
                    Screen::Connecting => view! { <trouble::Connecting/> }.into_any(),
                    Screen::Trouble(why) => view! { <trouble::Trouble why/> }.into_any(),
                    Screen::Join => view! { <join::Join/> }.into_any(),
                    Screen::Lobby => behind_the_door(&|inside| (inside.lobby)()),
                    Screen::Stage(_) => behind_the_door(&|inside| (inside.stage)()),
                    Screen::Record(session) => behind_the_door(&|inside| (inside.record)(session)),
                    Screen::Lead => behind_the_door(&|inside| (inside.lead)()),
                    Screen::Plenary => behind_the_door(&|inside| (inside.plenary)()),
                }
            }
        </Frame>
    }
}

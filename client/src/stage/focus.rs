//! What happens on this screen when the group goes to another phase: whoever is not writing is
//! taken along, whoever is writing may finish the sentence.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use shared::time::{Span, Timestamp};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlTextAreaElement, Node};

use crate::session;
use crate::store::{Store, use_store};
use crate::texts;

/// Which phase's place to work in is on this screen.
#[derive(Clone, Copy)]
pub struct Followed {
    /// The phase on this screen: the group's, or the one before while somebody finishes a sentence.
    pub phase: RwSignal<Option<u8>>,
    /// The heading, which takes the focus.
    pub heading: NodeRef<html::H1>,
    /// The place to work in.
    pub place: NodeRef<html::Section>,
    /// When something was typed there last, by the server's clock.
    last_typed: StoredValue<Timestamp>,
    store: Store,
}

/// Whoever has not typed for so long is not in the middle of a sentence.
const PAUSE: Span = Span::seconds(6);

/// Follows the group from phase to phase.
pub fn follow(store: Store) -> Followed {
    let followed = Followed {
        phase: RwSignal::new(store.peek(|m| m.session().map(|s| s.phase))),
        heading: NodeRef::new(),
        place: NodeRef::new(),
        last_typed: StoredValue::new(Timestamp(0)),
        store,
    };
    let group = Memo::new(move |_| store.read(|m| m.session().map(|s| (s.id, s.phase))));
    Effect::new(move |before: Option<Option<_>>| {
        let here = group.get();
        if before.is_some_and(|before| before != here) && here.is_some() {
            followed.moved();
        }
        here
    });
    Effect::new(move |_| {
        let title = store.read(|m| {
            let phase = session::phase_name(m, m.session()?.phase)?;
            Some(texts::stage::title(phase, m.title().words().map(|t| t.title).unwrap_or_default()))
        });
        if let Some(title) = title {
            document().set_title(&title);
        }
    });
    followed
}

impl Followed {
    /// The group has gone to another phase.
    fn moved(self) {
        let (phase, name, task) = self
            .store
            .peek(|m| {
                let session = m.session()?;
                let task = session::task(m, None);
                Some((session.phase, session::phase_name(m, session.phase)?, task))
            })
            .unwrap_or_default();
        self.store.announce(texts::stage::moved(name, task));
        let field = typing();
        let here = field.as_ref().filter(|field| self.holds(Some(field)));
        if here.is_some_and(holds_words) && self.is_in_a_sentence() {
            self.go_when_done();
        } else {
            self.phase.set(Some(phase));
            self.arrive(field.is_none());
        }
    }

    /// Shows the new phase from its beginning.
    fn arrive(self, with_focus: bool) {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        if with_focus && let Some(heading) = self.heading.get_untracked() {
            // A heading can always be focused; where it fails, nothing is lost.
            let _unfocused = heading.focus();
        }
    }

    /// Somebody types in the place to work in.
    pub fn typed(self) {
        self.last_typed.set_value(self.store.peek_now());
    }

    fn is_in_a_sentence(self) -> bool {
        let last = self.last_typed.try_get_value().unwrap_or_default();
        self.store.peek_now().since(last) < PAUSE
    }

    fn go_when_done(self) {
        let look = move || {
            if self.is_in_a_sentence() {
                self.go_when_done();
            } else {
                self.go();
            }
        };
        set_timeout(look, Duration::from_millis(PAUSE.0));
    }

    /// The focus has left something in the place to work in: the sentence is finished.
    pub fn left(self, event: &FocusEvent) {
        let next = event.related_target().and_then(|next| next.dyn_into::<Node>().ok());
        if !self.is_held() || self.holds(next.as_ref()) {
            return;
        }
        // A little later, so that whatever was tapped is still where it was.
        set_timeout(move || self.go(), Duration::from_millis(300));
    }

    /// Goes where the group is.
    fn go(self) {
        if self.is_held() {
            self.phase.set(self.store.peek(|m| m.session().map(|s| s.phase)));
            self.arrive(true);
        }
    }

    fn is_held(self) -> bool {
        let group = self.store.peek(|m| m.session().map(|s| s.phase));
        // On another screen there is nothing to hold.
        self.phase.try_get_untracked().is_some_and(|phase| phase != group)
    }

    fn holds(self, node: Option<&Node>) -> bool {
        self.place.get_untracked().is_some_and(|place| place.contains(node))
    }
}

/// Says that the group has gone on while somebody finishes a sentence.
#[component]
pub fn Held(
    /// What this screen follows.
    held: Followed,
) -> impl IntoView {
    let store = use_store();
    let name = Memo::new(move |_| {
        let mine = held.phase.get();
        store.read(|m| {
            let session = m.session().filter(|session| Some(session.phase) != mine)?;
            session::phase_name(m, session.phase)
        })
    });
    move || {
        name.get().map(|name| {
            view! {
                <div class="stage-held">
                    <p>{texts::stage::held(name.clone())}</p>
                    <button type="button" on:click=move |_| held.go()>
                        {texts::stage::go_there(name)}
                    </button>
                </div>
            }
        })
    }
}

/// Whether something stands in a field; a card that was just laid left it empty.
fn holds_words(field: &Element) -> bool {
    let text = field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value);
    text.is_none_or(|text| !text.is_empty())
}

/// The field somebody is writing in.
pub fn typing() -> Option<Element> {
    let field = document().active_element()?;
    matches!(field.tag_name().as_str(), "TEXTAREA" | "INPUT" | "SELECT").then_some(field)
}

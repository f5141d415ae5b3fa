//! Something begun and not sent yet: it stays on the device across a reload until it is sent.

use leptos::prelude::*;
use shared::id::SessionId;
use web_sys::Storage;

use crate::device::{Kept, remove_all, remove_where};
use crate::store::{Store, use_store};

/// Where drafts are kept, by meeting, person at this device, session and field.
const DRAFT: &str = "reihum.draft.";
/// So many signs an id has as it is written.
const ID_SIGNS: usize = 32;

/// A field's text, kept while it is being written.
#[derive(Clone, Copy)]
pub struct Draft {
    text: RwSignal<String>,
    key: StoredValue<String>,
    /// Whether others use this device.
    shared: bool,
}

impl Draft {
    /// The draft of this field in the case session on screen.
    pub fn of(field: &str) -> Self {
        let session = use_store().peek(|m| m.session().map(|s| s.id.to_string()));
        Self::at(&format!("{}.{field}", session.unwrap_or_default()))
    }

    /// The draft of this field in the meeting: begun in the lobby, it is there on the stage.
    pub fn of_meeting(field: &str) -> Self {
        Self::at(field)
    }

    fn at(place: &str) -> Self {
        let kept = use_store().kept();
        let key = format!("{}{place}", keys(&kept));
        let text = storage(kept.shared).and_then(|s| s.get_item(&key).ok()?).unwrap_or_default();
        Self { text: RwSignal::new(text), key: StoredValue::new(key), shared: kept.shared }
    }

    /// The text; whoever reads it is told when it changes.
    pub fn get(self) -> String {
        self.text.get()
    }

    /// The text, read once.
    pub fn get_untracked(self) -> String {
        self.text.get_untracked()
    }

    /// Writes on.
    pub fn set(self, text: String) {
        if let Some(storage) = storage(self.shared) {
            // A device that keeps nothing still shows what is being written.
            let _unkept = match text.is_empty() {
                true => storage.remove_item(&self.key.get_value()),
                false => storage.set_item(&self.key.get_value(), &text),
            };
        }
        self.text.set(text);
    }

    /// It was sent, or is not wanted any more.
    pub fn clear(self) {
        self.set(String::new());
    }
}

/// Forgets what a storage keeps of what somebody has begun in one meeting.
pub fn forget(storage: &Storage, kept: &Kept) {
    remove_all(storage, &keys(kept));
}

/// Forgets what somebody has begun in case sessions other than these: they were in another group.
pub fn keep_only(store: Store, sessions: &[SessionId]) {
    let kept = store.kept();
    let known: Vec<_> = sessions.iter().map(ToString::to_string).collect();
    // What belongs to the meeting as a whole is kept under a word, not under a session's id.
    let is_id =
        |name: &str| name.len() == ID_SIGNS && name.bytes().all(|sign| sign.is_ascii_hexdigit());
    let goes = |rest: &str| {
        rest.split('.').next().is_some_and(|name| is_id(name) && !known.iter().any(|it| it == name))
    };
    if let Some(storage) = storage(kept.shared) {
        remove_where(&storage, &keys(&kept), goes);
    }
}

fn keys(kept: &Kept) -> String {
    format!("{DRAFT}{}.{}.", kept.meeting(), kept.place)
}

fn storage(shared: bool) -> Option<Storage> {
    // A browser may forbid storage altogether; then a draft lives as long as the page.
    let storage = if shared { window().session_storage() } else { window().local_storage() };
    storage.ok().flatten()
}

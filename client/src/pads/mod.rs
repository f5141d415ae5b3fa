//! The pads (Mitschriften) that are open in this tab: one document each, shown and written on by
//! any number of fields, kept the same as everybody else's.
//!
//! A pad opened once stays open as long as the page lives, so that going back to an earlier phase
//! shows its notes at once. The module that holds the documents is loaded with the first of them.
//!
//! Deliberately absent: what a field looks like.

mod document;
mod field;
mod sheet;
mod summary;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use mirror::News;
use shared::id::SeatId;
use shared::pad::PadId;
use web_sys::HtmlTextAreaElement;

use crate::device;
use crate::store::{Store, fresh_id};
use document::{Library, Trouble};
use sheet::Sheet;

/// How a pad stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PadState {
    /// It is on its way.
    Loading,
    /// It can be read and written on.
    Ready,
    /// It can be read, and this person does not write in it now.
    ReadOnly,
    /// A part of it can't be read. The rest is shown and can be written on as before.
    Damaged,
}

/// Where somebody else is writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caret {
    /// Who.
    pub seat: SeatId,
    /// Where in the text, in UTF-16 units.
    pub at: u32,
}

/// All pads of this tab.
#[derive(Clone, Copy)]
pub struct Pads {
    sheets: StoredValue<BTreeMap<PadId, Rc<RefCell<Sheet>>>, LocalStorage>,
    library: StoredValue<Option<Library>, LocalStorage>,
    loading: StoredValue<bool>,
    /// Pads outlive the screens that open them, so what they tell belongs to the page.
    owner: StoredValue<Owner>,
    number: StoredValue<f64>,
}

impl Pads {
    /// No pad yet.
    pub fn new() -> Self {
        // Fifty-three bits: as many as a JavaScript number holds.
        let number = u64::from_be_bytes(fresh_id().first_chunk().copied().unwrap_or_default());
        Self {
            sheets: StoredValue::new_local(BTreeMap::new()),
            library: StoredValue::new_local(None),
            loading: StoredValue::new(false),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            number: StoredValue::new((number >> 11) as f64),
        }
    }

    /// Opens a pad, or gives the one that is open already.
    pub fn open(self, store: Store, pad: PadId) -> PadView {
        if let Some(sheet) = self.sheet(pad) {
            if std::mem::take(&mut sheet.borrow_mut().closed) {
                store.with_mut_quietly(|mirror| mirror.open_pad(pad));
            }
            return sheet.borrow().view;
        }
        let view = self.owner.with_value(|owner| owner.with(|| PadView::new(store, pad)));
        let sheet = Rc::new(RefCell::new(Sheet::new(view)));
        self.sheets.update_value(|sheets| {
            sheets.insert(pad, sheet);
        });
        self.load(store);
        store.with_mut_quietly(|mirror| mirror.open_pad(pad));
        view
    }

    /// Takes in what the mirror tells about pads.
    pub fn hear(self, store: Store, news: News) {
        let pad = match &news {
            News::PadOpened(pad, _)
            | News::Written(pad, _)
            | News::Stored(pad)
            | News::PadRefused(pad, _)
            | News::WritingRefused(pad, ..)
            | News::Summarized(pad, ..)
            | News::Whispered(pad, ..) => *pad,
            _ => return,
        };
        self.with(store, pad, |sheet, library| sheet.hear(library, news));
    }

    /// Sends what was typed and waits to go out with more.
    pub fn send_all(self) {
        for (_, sheet) in self.sheets.get_value() {
            // A sheet that is at work sends by itself when it is done.
            if let Ok(mut sheet) = sheet.try_borrow_mut() {
                let sent = self.library.with_value(|l| l.as_ref().map(|l| sheet.send(l)));
                debug_assert!(sent != Some(Err(Trouble::TooLong)), "sending adds no text");
            }
        }
    }

    fn sheet(self, pad: PadId) -> Option<Rc<RefCell<Sheet>>> {
        self.sheets.with_value(|sheets| sheets.get(&pad).cloned())
    }

    /// Works on a sheet; before the module is there, the sheet remembers what it hears.
    fn with(
        self,
        store: Store,
        pad: PadId,
        work: impl FnOnce(&mut Sheet, Option<&Library>) -> Result<(), Trouble>,
    ) {
        let Some(sheet) = self.sheet(pad) else { return };
        let library = self.library.get_value();
        let worked = work(&mut sheet.borrow_mut(), library.as_ref());
        match worked {
            Ok(()) => {}
            Err(Trouble::TooLong) => store.refused(shared::refusal::Refusal::TooLong),
            Err(Trouble::Damaged) => sheet.borrow().view.damaged.set(true),
            Err(Trouble::Broken) => start_anew(store, sheet.borrow().view),
        }
    }

    /// Loads the module; without a connection again and again until it is there.
    fn load(self, store: Store) {
        if self.library.with_value(Option::is_some) || self.loading.get_value() {
            return;
        }
        self.loading.set_value(true);
        spawn_local(async move {
            let library = Library::load(self.number.get_value()).await;
            self.loading.set_value(false);
            match library {
                Ok(library) => {
                    self.library.set_value(Some(library));
                    let pads: Vec<PadId> =
                        self.sheets.with_value(|sheets| sheets.keys().copied().collect());
                    for pad in pads {
                        self.with(store, pad, |sheet, library| match library {
                            Some(library) => sheet.catch_up(library),
                            None => Ok(()),
                        });
                    }
                }
                Err(_) => set_timeout(move || self.load(store), Duration::from_secs(2)),
            }
        });
    }
}

/// The instance broke: the page loads itself anew, and leaves out what broke it. Where even that
/// does not help, the pad stays as it is.
fn start_anew(store: Store, view: PadView) {
    if device::is_first(&format!("broken.{:?}", view.pad)) {
        store.keep_before_reload();
        let _page_goes = window().location().reload();
    }
    view.damaged.set(true);
}

/// One open pad, for whoever shows it.
#[derive(Clone, Copy)]
pub struct PadView {
    store: Store,
    pad: PadId,
    text: RwSignal<String>,
    carets: RwSignal<Vec<Caret>>,
    loaded: RwSignal<bool>,
    damaged: RwSignal<bool>,
    steps: RwSignal<(bool, bool)>,
}

impl PadView {
    fn new(store: Store, pad: PadId) -> Self {
        Self {
            store,
            pad,
            text: RwSignal::new(String::new()),
            carets: RwSignal::new(Vec::new()),
            loaded: RwSignal::new(false),
            damaged: RwSignal::new(false),
            steps: RwSignal::new((false, false)),
        }
    }

    /// The text as it stands.
    pub fn text(self) -> String {
        self.text.get()
    }

    /// Where others are writing now.
    pub fn carets(self) -> Vec<Caret> {
        self.carets.get()
    }

    /// How it stands.
    pub fn state(self) -> PadState {
        if !self.loaded.get() {
            PadState::Loading
        } else if self.damaged.get() {
            PadState::Damaged
        } else if self.may_write() {
            PadState::Ready
        } else {
            PadState::ReadOnly
        }
    }

    /// Whether this person may write in it now.
    pub fn may_write(self) -> bool {
        self.store.read(|mirror| mirror.may_write(self.pad).is_ok())
    }

    /// Keeps a field and the pad the same from now on, until the screen it stands on goes: its
    /// text, its selection while others write, input methods, undo and redo by key, and where
    /// one's caret is.
    pub fn bind(self, field: &HtmlTextAreaElement) {
        field::bind(self, field);
    }

    /// Puts another text in its place: one step, which can be taken back.
    pub fn replace(self, text: &str) {
        let caret = u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
        self.work(|sheet, library| {
            sheet.end_undo_step()?;
            sheet.edit(library, text, caret, None)?;
            sheet.end_undo_step()
        });
    }

    /// Takes back this person's last step.
    pub fn undo(self) {
        self.work(|sheet, library| sheet.undo(library));
    }

    /// Brings it back.
    pub fn redo(self) {
        self.work(|sheet, library| sheet.redo(library));
    }

    /// Whether there is something to take back.
    pub fn can_undo(self) -> bool {
        self.steps.get().0
    }

    /// Whether there is something to bring back.
    pub fn can_redo(self) -> bool {
        self.steps.get().1
    }

    /// Tells the others where one's caret is.
    pub fn caret(self, position: u32) {
        self.work(|sheet, _| sheet.tell_caret(position));
    }

    fn work(self, work: impl FnOnce(&mut Sheet, &Library) -> Result<(), Trouble>) {
        self.store.pads().with(self.store, self.pad, |sheet, library| match library {
            Some(library) => work(sheet, library),
            None => Ok(()),
        });
    }
}

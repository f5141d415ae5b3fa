//! The document under a pad, with the undo stack of the person who writes here.

use std::mem::ManuallyDrop;
use std::sync::{Arc, Mutex, PoisonError};

use yrs::types::Delta;
use yrs::undo::UndoManager;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Any, Assoc, ClientID, Doc, GetString, ID, IndexScope, IndexedSequence, Observable, OffsetKind,
    Options, Out, ReadTxn, StateVector, StickyIndex, Text, TextRef, Transact, Update,
};

use crate::change::Change;
use crate::layout::{Id, ROOT};
use crate::order::Known;
use crate::pad::Damaged;

/// Marks what this person typed here; only that can be undone here.
const TYPED: &str = "typed";
/// Marks what came from others, or from this person's other devices.
const RECEIVED: &str = "received";

pub(crate) struct Page {
    doc: Doc,
    text: TextRef,
    undo: UndoManager<()>,
    trace: Arc<Mutex<Trace>>,
}

/// What the last transaction left behind.
#[derive(Default)]
pub(crate) struct Trace {
    /// Its update, where it changed anything.
    pub update: Option<Vec<u8>>,
    /// What it did to the text.
    pub change: Change,
}

impl Page {
    pub fn new(client: u64) -> Self {
        let mut options = Options::with_guid_and_client_id(Arc::from("pad"), ClientID::new(client));
        options.offset_kind = OffsetKind::Utf16;
        let doc = Doc::with_options(options);
        let text = doc.get_or_insert_text(ROOT);
        let trace = Arc::<Mutex<Trace>>::default();

        let updates = Arc::clone(&trace);
        doc.observe_update_v1("trace", move |_, event| {
            lock(&updates).update = Some(event.update.clone());
        })
        .expect("nobody else holds a document that was just made");
        let changes = Arc::clone(&trace);
        text.observe("trace", move |transaction, event| {
            lock(&changes).change = told(event.delta(transaction));
        });

        let mut undo = UndoManager::with_options(yrs::undo::Options {
            // Steps end where the pad says so. The library's own clock stands still: WebAssembly
            // has none, and a clock that jumps back would make it panic.
            capture_timeout_millis: u64::MAX,
            timestamp: Arc::new(|| 1),
            tracked_origins: [TYPED.into()].into(),
            capture_transaction: None,
            init_undo_stack: Vec::new(),
            init_redo_stack: Vec::new(),
        });
        undo.expand_scope(&doc, &text);
        Self { doc, text, undo, trace }
    }

    pub fn text(&self) -> String {
        self.text.get_string(&self.doc.transact())
    }

    /// In UTF-16 units.
    pub fn len(&self) -> u32 {
        self.text.len(&self.doc.transact())
    }

    /// Replaces what a person selected by what they typed. Positions lie within the text and
    /// between characters.
    pub fn replace(&mut self, from: u32, to: u32, with: &str) -> Trace {
        let mut transaction = self.doc.transact_mut_with(TYPED);
        if from < to {
            self.text.remove_range(&mut transaction, from, to - from);
        }
        self.text.insert(&mut transaction, from, with);
        drop(transaction);
        self.take_trace()
    }

    /// Takes in an update that is ready ([`crate::order`]). After an error the page is not to be
    /// trusted.
    pub fn apply(&mut self, update: &[u8]) -> Result<Trace, Damaged> {
        let update = Update::decode_v1(update).map_err(|_| Damaged)?;
        // A transaction commits when dropped. After a panic it must not: a second panic while
        // unwinding would end the program.
        let mut transaction = ManuallyDrop::new(self.doc.transact_mut_with(RECEIVED));
        let applied = transaction.apply_update(update);
        drop(ManuallyDrop::into_inner(transaction));
        applied.map_err(|_| Damaged)?;
        // Only updates that are ready come here. One that still waits builds on itself.
        if self.doc.transact().has_missing_updates() {
            return Err(Damaged);
        }
        Ok(self.take_trace())
    }

    pub fn undo(&mut self) -> Trace {
        self.undo.reset();
        self.undo.undo_blocking();
        self.take_trace()
    }

    pub fn redo(&mut self) -> Trace {
        self.undo.reset();
        self.undo.redo_blocking();
        self.take_trace()
    }

    pub fn end_undo_step(&mut self) {
        self.undo.reset();
    }

    pub fn can_undo(&self) -> bool {
        self.undo.can_undo()
    }

    pub fn can_redo(&self) -> bool {
        self.undo.can_redo()
    }

    /// Everything that somebody who knows this much is missing.
    pub fn missing(&self, known: &[Id]) -> Vec<u8> {
        let known: StateVector =
            known.iter().map(|id| (ClientID::new(id.client), id.clock)).collect();
        self.doc.transact().encode_state_as_update_v1(&known)
    }

    /// Up to which unit each client's text is here.
    pub fn known(&self) -> Known {
        let state = self.doc.transact().state_vector();
        state.iter().map(|(client, &clock)| (client.get(), clock)).collect()
    }

    pub fn state(&self) -> Vec<u8> {
        self.doc.transact().state_vector().encode_v1()
    }

    /// The character before a position; `None` at the beginning.
    pub fn behind(&self, position: u32) -> Option<ID> {
        let transaction = self.doc.transact();
        let place = self.text.sticky_index(&transaction, position, Assoc::Before)?;
        place.id().copied()
    }

    /// The position right behind a character, or where it was; `None` while it is unknown.
    pub fn position(&self, behind: Option<ID>) -> Option<u32> {
        let Some(id) = behind else { return Some(0) };
        let place = StickyIndex::new(IndexScope::Relative(id), Assoc::Before);
        place.get_offset(&self.doc.transact()).map(|offset| offset.index)
    }

    fn take_trace(&self) -> Trace {
        std::mem::take(&mut lock(&self.trace))
    }
}

/// A panic in the document leaves nothing half done in here.
fn lock(trace: &Mutex<Trace>) -> std::sync::MutexGuard<'_, Trace> {
    trace.lock().unwrap_or_else(PoisonError::into_inner)
}

fn told(deltas: &[Delta]) -> Change {
    let mut change = Change::default();
    let mut at = 0;
    for delta in deltas {
        match delta {
            Delta::Retain(len, _) => at += len,
            Delta::Deleted(len) => change.push(at, *len, 0),
            Delta::Inserted(Out::Any(Any::String(text)), _) => {
                let len = u32::try_from(text.encode_utf16().count())
                    .expect("an update is far smaller than four gigabytes");
                change.push(at, 0, len);
                at += len;
            }
            // Only text gets through the layout, so this stands for nothing.
            Delta::Inserted(..) => {}
        }
    }
    change
}

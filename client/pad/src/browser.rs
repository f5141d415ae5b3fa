//! The pad as JavaScript sees it: a WebAssembly module of its own, loaded with the first pad.
//!
//! Bytes are `Uint8Array`, positions numbers. Splices come flat in a `Uint32Array`, three numbers
//! each: at, deleted, inserted. What cannot be done throws an `Error` whose message is `damaged`
//! or `too_long`; anything else thrown is a trap, after which the whole instance is useless: the
//! page notes which update it was, loads the module again and leaves that update out.

use js_sys::Uint8Array;
use shared::time::Timestamp;
use wasm_bindgen::prelude::*;

use crate::{Change, Edit, Pad, Splice};

/// One pad.
#[wasm_bindgen(js_name = Pad)]
pub struct BrowserPad(Pad);

/// What a person did here.
#[wasm_bindgen(js_name = Edit)]
pub struct BrowserEdit(Edit);

#[wasm_bindgen(js_class = Edit)]
impl BrowserEdit {
    /// Updates for the others, in order; empty where nothing changed.
    #[wasm_bindgen(getter)]
    pub fn updates(&self) -> Vec<Uint8Array> {
        arrays(&self.0.updates)
    }

    /// What it did to the text.
    #[wasm_bindgen(getter)]
    pub fn splices(&self) -> Vec<u32> {
        flat(&self.0.change)
    }
}

#[wasm_bindgen(js_class = Pad)]
impl BrowserPad {
    /// An empty pad for the device with this number: a whole number of at most 53 bits.
    #[wasm_bindgen(constructor)]
    pub fn new(client: f64) -> Self {
        Self(Pad::new(client as u64))
    }

    /// The text as it stands.
    pub fn text(&self) -> String {
        self.0.text()
    }

    /// Replaces what stands between two positions; `now` in milliseconds by any clock.
    pub fn replace(
        &mut self,
        from: u32,
        to: u32,
        with: &str,
        now: f64,
    ) -> Result<BrowserEdit, JsError> {
        edited(self.0.replace(from, to, with, time(now)))
    }

    /// Makes the text what an input field shows, with its caret at this position.
    #[wasm_bindgen(js_name = setText)]
    pub fn set_text(&mut self, text: &str, caret: u32, now: f64) -> Result<BrowserEdit, JsError> {
        edited(self.0.set_text(text, caret, time(now)))
    }

    /// Takes back this person's last step here.
    pub fn undo(&mut self) -> BrowserEdit {
        BrowserEdit(self.0.undo())
    }

    /// Brings back what `undo` took.
    pub fn redo(&mut self) -> BrowserEdit {
        BrowserEdit(self.0.redo())
    }

    /// What is typed from now on is undone on its own.
    #[wasm_bindgen(js_name = endUndoStep)]
    pub fn end_undo_step(&mut self) {
        self.0.end_undo_step();
    }

    /// Whether there is something to take back.
    #[wasm_bindgen(js_name = canUndo)]
    pub fn can_undo(&self) -> bool {
        self.0.can_undo()
    }

    /// Whether there is something to bring back.
    #[wasm_bindgen(js_name = canRedo)]
    pub fn can_redo(&self) -> bool {
        self.0.can_redo()
    }

    /// Takes in an update; gives its splices.
    pub fn apply(&mut self, update: &[u8]) -> Result<Vec<u32>, JsError> {
        Ok(flat(&self.0.apply(update).map_err(|_| damaged())?))
    }

    /// Takes in a snapshot; gives its splices.
    pub fn load(&mut self, snapshot: &[u8]) -> Result<Vec<u32>, JsError> {
        Ok(flat(&self.0.load(snapshot).map_err(|_| damaged())?))
    }

    /// Whether updates are here that wait for others.
    #[wasm_bindgen(js_name = isWaiting)]
    pub fn is_waiting(&self) -> bool {
        self.0.is_waiting()
    }

    /// What this pad knows, for another device's `missing`.
    pub fn state(&self) -> Vec<u8> {
        self.0.state()
    }

    /// What a pad in that state is missing, as updates.
    pub fn missing(&self, state: &[u8]) -> Result<Vec<Uint8Array>, JsError> {
        Ok(arrays(&self.0.missing(state).map_err(|_| damaged())?))
    }

    /// The whole pad as one update, without deleted words.
    pub fn snapshot(&self) -> Vec<u8> {
        self.0.snapshot()
    }

    /// Whether this snapshot and the updates after it give this very pad.
    pub fn confirms(&self, snapshot: &[u8], later: Vec<Uint8Array>) -> bool {
        self.0.confirms(snapshot, &bytes(&later))
    }

    /// A position as something that stays with its text.
    pub fn anchor(&self, position: u32) -> Vec<u8> {
        self.0.anchor(position)
    }

    /// Where an anchor stands here, if its text has arrived.
    pub fn resolve(&self, anchor: &[u8]) -> Option<u32> {
        self.0.resolve(anchor)
    }
}

/// Several updates in as few as fit.
#[wasm_bindgen]
pub fn merge(updates: Vec<Uint8Array>) -> Result<Vec<Uint8Array>, JsError> {
    Ok(arrays(&crate::merge(&bytes(&updates)).map_err(|_| damaged())?))
}

/// Where a caret that stood at `position` stands after these splices.
#[wasm_bindgen]
pub fn carry(position: u32, splices: &[u32]) -> u32 {
    let (splices, _) = splices.as_chunks();
    let splices =
        splices.iter().map(|&[at, deleted, inserted]| Splice { at, deleted, inserted }).collect();
    Change { splices }.carry(position)
}

fn edited<E>(edit: Result<Edit, E>) -> Result<BrowserEdit, JsError> {
    edit.map(BrowserEdit).map_err(|_| JsError::new("too_long"))
}

fn damaged() -> JsError {
    JsError::new("damaged")
}

fn time(millis: f64) -> Timestamp {
    Timestamp(millis as u64)
}

fn flat(change: &Change) -> Vec<u32> {
    change.splices.iter().flat_map(|splice| [splice.at, splice.deleted, splice.inserted]).collect()
}

fn arrays(all: &[Vec<u8>]) -> Vec<Uint8Array> {
    all.iter().map(|bytes| Uint8Array::from(bytes.as_slice())).collect()
}

fn bytes(arrays: &[Uint8Array]) -> Vec<Vec<u8>> {
    arrays.iter().map(Uint8Array::to_vec).collect()
}

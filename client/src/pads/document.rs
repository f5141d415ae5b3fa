//! The pad module as Rust sees it: a WebAssembly instance of its own, loaded with the first pad.
//!
//! What breaks the document's library stops that instance and not the page. The instance is of no
//! use any more then; the page notes what broke it and loads itself anew.

use js_sys::{Array, Error, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = reihum, js_name = loadPad)]
    fn load_pad() -> Promise;

    type Module;
    #[wasm_bindgen(method, catch)]
    fn merge(this: &Module, updates: Vec<Uint8Array>) -> Result<Vec<Uint8Array>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn carry(this: &Module, position: u32, splices: &[u32]) -> Result<u32, JsValue>;

    type Raw;
    #[wasm_bindgen(method, catch)]
    fn text(this: &Raw) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch, js_name = setText)]
    fn set_text(this: &Raw, text: &str, caret: u32, now: f64) -> Result<RawEdit, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn undo(this: &Raw) -> Result<RawEdit, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn redo(this: &Raw) -> Result<RawEdit, JsValue>;
    #[wasm_bindgen(method, catch, js_name = endUndoStep)]
    fn end_undo_step(this: &Raw) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = canUndo)]
    fn can_undo(this: &Raw) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, catch, js_name = canRedo)]
    fn can_redo(this: &Raw) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn apply(this: &Raw, update: &[u8]) -> Result<Vec<u32>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn load(this: &Raw, snapshot: &[u8]) -> Result<Vec<u32>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn state(this: &Raw) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn missing(this: &Raw, state: &[u8]) -> Result<Vec<Uint8Array>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn snapshot(this: &Raw) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn confirms(this: &Raw, snapshot: &[u8], later: Vec<Uint8Array>) -> Result<bool, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn anchor(this: &Raw, position: u32) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn resolve(this: &Raw, anchor: &[u8]) -> Result<Option<u32>, JsValue>;
    #[wasm_bindgen(method)]
    fn free(this: &Raw);

    type RawEdit;
    #[wasm_bindgen(method, getter)]
    fn updates(this: &RawEdit) -> Vec<Uint8Array>;
    #[wasm_bindgen(method, getter)]
    fn splices(this: &RawEdit) -> Vec<u32>;
    #[wasm_bindgen(method)]
    fn free(this: &RawEdit);
}

/// What can go wrong with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The update is not what it should be. The document stays as it was.
    Damaged,
    /// The text would become too long. The document stays as it was.
    TooLong,
    /// The instance broke.
    Broken,
}

impl From<JsValue> for Trouble {
    fn from(thrown: JsValue) -> Self {
        let message = thrown.dyn_into::<Error>().map(|error| String::from(error.message()));
        match message.as_deref() {
            Ok("damaged") => Self::Damaged,
            Ok("too_long") => Self::TooLong,
            _ => Self::Broken,
        }
    }
}

/// The loaded module.
#[derive(Clone)]
pub struct Library {
    module: std::rc::Rc<Module>,
    /// The number under which this page writes in all its pads.
    number: f64,
}

/// What a person did: updates for the others, and what became of the text.
pub struct Edit {
    pub updates: Vec<Uint8Array>,
    pub splices: Splices,
}

/// What happened to a text: at, deleted, inserted, three numbers for each place, in UTF-16 units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Splices(pub Vec<u32>);

impl Splices {
    /// Each place, from the beginning of the text to its end.
    pub fn iter(&self) -> impl Iterator<Item = [u32; 3]> {
        let (places, _) = self.0.as_chunks();
        places.iter().copied()
    }
}

impl Library {
    /// Loads the module, or answers at once where it is loaded already.
    pub async fn load(number: f64) -> Result<Self, JsValue> {
        let module = JsFuture::from(load_pad()).await?;
        Ok(Self { module: std::rc::Rc::new(module.unchecked_into()), number })
    }

    /// An empty document.
    pub fn document(&self) -> Result<Document, Trouble> {
        let maker: Function = Reflect::get(self.module.as_ref(), &"Pad".into())?.unchecked_into();
        let raw = Reflect::construct(&maker, &Array::of1(&self.number.into()))?;
        Ok(Document(raw.unchecked_into()))
    }

    /// Several updates in as few as fit.
    pub fn merge(&self, updates: Vec<Uint8Array>) -> Result<Vec<Vec<u8>>, Trouble> {
        let merged = self.module.merge(updates)?;
        Ok(merged.iter().map(Uint8Array::to_vec).collect())
    }

    /// Where a caret stands after these splices.
    pub fn carry(&self, position: u32, splices: &Splices) -> Result<u32, Trouble> {
        Ok(self.module.carry(position, &splices.0)?)
    }
}

/// One pad's document. Its memory belongs to the instance and is given back with it.
pub struct Document(Raw);

impl Drop for Document {
    fn drop(&mut self) {
        self.0.free();
    }
}

impl Document {
    pub fn text(&self) -> Result<String, Trouble> {
        Ok(self.0.text()?)
    }

    pub fn set_text(&self, text: &str, caret: u32, now: u64) -> Result<Edit, Trouble> {
        Ok(edit(self.0.set_text(text, caret, now as f64)?))
    }

    pub fn undo(&self) -> Result<Edit, Trouble> {
        Ok(edit(self.0.undo()?))
    }

    pub fn redo(&self) -> Result<Edit, Trouble> {
        Ok(edit(self.0.redo()?))
    }

    pub fn end_undo_step(&self) -> Result<(), Trouble> {
        Ok(self.0.end_undo_step()?)
    }

    pub fn can_undo(&self) -> Result<bool, Trouble> {
        Ok(self.0.can_undo()?)
    }

    pub fn can_redo(&self) -> Result<bool, Trouble> {
        Ok(self.0.can_redo()?)
    }

    pub fn apply(&self, update: &[u8]) -> Result<Splices, Trouble> {
        Ok(Splices(self.0.apply(update)?))
    }

    pub fn load(&self, snapshot: &[u8]) -> Result<Splices, Trouble> {
        Ok(Splices(self.0.load(snapshot)?))
    }

    /// What another document has to be told to know what this one knows.
    pub fn missing_in(&self, other: &Self) -> Result<Vec<Vec<u8>>, Trouble> {
        let missing = self.0.missing(&other.0.state()?)?;
        Ok(missing.iter().map(Uint8Array::to_vec).collect())
    }

    pub fn snapshot(&self) -> Result<Vec<u8>, Trouble> {
        Ok(self.0.snapshot()?)
    }

    /// Whether a snapshot gives this very text.
    pub fn confirms(&self, snapshot: &[u8]) -> Result<bool, Trouble> {
        Ok(self.0.confirms(snapshot, Vec::new())?)
    }

    pub fn anchor(&self, position: u32) -> Result<Vec<u8>, Trouble> {
        Ok(self.0.anchor(position)?)
    }

    pub fn resolve(&self, anchor: &[u8]) -> Result<Option<u32>, Trouble> {
        Ok(self.0.resolve(anchor)?)
    }
}

fn edit(raw: RawEdit) -> Edit {
    let edit = Edit { updates: raw.updates(), splices: Splices(raw.splices()) };
    raw.free();
    edit
}

//! The methods and modules that come with the program, and what reads and writes method files. They
//! travel as modules of their own, only to whoever chooses among them: participants wait for none
//! of it.

use std::sync::Arc;
use std::time::Duration;

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use shared::file::{self, Blocks, Wrong};
use shared::library;
use shared::method::guide::{Described, Offered};
use shared::wire;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// After a failure they are asked for again in so many seconds.
const AGAIN: Duration = Duration::from_secs(2);

/// All methods there are to choose from on this device.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// First those that come with the program, then those of the house, then those from files.
    pub methods: Vec<Described>,
    /// How many come with the program: the handbook has a page for each.
    pub ours: usize,
    /// How many the server handed out; those behind them were loaded from files.
    pub served: usize,
}

/// All methods, once they are here.
pub type Methods = RwSignal<Option<Arc<Catalogue>>>;
/// All modules, once they are here.
pub type Modules = RwSignal<Option<Arc<Vec<Offered>>>>;

/// Where a server hands out the methods of its house.
const OWN: &str = "/methods.own";

#[wasm_split(methods, wasm_split_path = leptos::wasm_split, fallible)]
fn methods(own: Vec<u8>) -> Result<Catalogue, SplitLoaderError> {
    let mut methods = library::methods();
    let ours = methods.len();
    // What a server of another version hands out can't be read; its pages are about to be renewed.
    methods.extend(wire::decode::<Vec<Described>>(&own).unwrap_or_default());
    let served = methods.len();
    Ok(Catalogue { methods, ours, served })
}

/// Why a method file could not be read.
#[derive(Debug)]
pub enum Unread {
    /// Something in it is wrong.
    Wrong(Wrong),
    /// What reads it could not be fetched.
    Unreachable,
}

impl From<SplitLoaderError> for Unread {
    fn from(_: SplitLoaderError) -> Self {
        Self::Unreachable
    }
}

/// Reads a method file, whole or not at all.
#[wasm_split(methods, wasm_split_path = leptos::wasm_split, fallible)]
pub fn read(text: String) -> Result<Described, Unread> {
    let blocks = Blocks::ours().map_err(Unread::Wrong)?;
    let (_, method) = file::method(&text, &blocks).map_err(Unread::Wrong)?;
    Ok(method)
}

/// Writes a method as a file.
#[wasm_split(methods, wasm_split_path = leptos::wasm_split, fallible)]
pub fn write(method: Described) -> Result<String, SplitLoaderError> {
    Ok(file::written(&method))
}

/// What the server's house has added, as it was sent; nothing where it can't be had now.
async fn own() -> Vec<u8> {
    let fetched = async {
        let answer = JsFuture::from(window().fetch_with_str(OWN)).await.ok()?;
        let answer: Response = answer.dyn_into().ok().filter(Response::ok)?;
        let bytes = JsFuture::from(answer.array_buffer().ok()?).await.ok()?;
        Some(Uint8Array::new(&bytes).to_vec())
    };
    fetched.await.unwrap_or_default()
}

#[wasm_split(modules, wasm_split_path = leptos::wasm_split, fallible)]
fn modules() -> Result<Vec<Offered>, SplitLoaderError> {
    Ok(library::modules())
}

/// Fetches the methods, without a connection again and again until they are there.
pub fn load_methods(into: Methods) {
    spawn_local(async move {
        match methods(own().await).await {
            Ok(methods) => put(into, methods),
            Err(_) => set_timeout(move || load_methods(into), AGAIN),
        }
    });
}

/// Fetches the modules, without a connection again and again until they are there.
pub fn load_modules(into: Modules) {
    spawn_local(async move {
        match modules().await {
            Ok(modules) => put(into, modules),
            Err(_) => set_timeout(move || load_modules(into), AGAIN),
        }
    });
}

/// Whoever asked may have gone to another screen meanwhile.
fn put<T: Send + Sync + 'static>(into: RwSignal<Option<Arc<T>>>, all: T) {
    let _gone = into.try_set(Some(Arc::new(all)));
}

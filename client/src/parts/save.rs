//! Saving a text as a file, within what the page's content policy allows.

use std::time::Duration;

use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long the browser may take to fetch the file from memory.
const FETCHED: Duration = Duration::from_secs(60);

/// Markdown, for records.
pub const MARKDOWN: &str = "text/markdown;charset=utf-8";
/// TOML, for methods.
pub const TOML: &str = "application/toml;charset=utf-8";
/// JSON, for election files.
pub const JSON: &str = "application/json;charset=utf-8";
/// Entries for a calendar.
pub const CALENDAR: &str = "text/calendar;charset=utf-8";

/// Hands the text to the browser as a file of this kind to be saved. Nothing leaves the device.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    set_timeout(
        move || {
            // An address that is gone already is none to revoke.
            let _gone = Url::revoke_object_url(&address);
        },
        FETCHED,
    );
    Ok(())
}

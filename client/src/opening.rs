//! Has the server open a meeting that was prepared on this device.

use js_sys::Uint8Array;
use leptos::prelude::window;
use mirror::Opening;
use shared::refusal::Refusal;
use shared::wire::SIGNATURE;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use crate::texts;

/// Asks the server to open it; a sentence says why it could not.
pub fn ask(opening: &Opening) -> impl Future<Output = Result<(), &'static str>> + use<> {
    let request = request(opening);
    async move {
        let no_connection = |_| texts::home::no_connection();
        let request = request.map_err(no_connection)?;
        let asking = window().fetch_with_str_and_init("/api/meetings", &request);
        let answer = JsFuture::from(asking).await.map_err(no_connection)?;
        match answer.unchecked_into::<Response>().status() {
            200 | 201 => Ok(()),
            413 => Err(texts::refused(Refusal::TooLong)),
            422 => Err(texts::refused(Refusal::KeptTooLong)),
            429 => Err(texts::home::too_many()),
            503 => Err(texts::refused(Refusal::Unavailable)),
            _ => Err(texts::refused(Refusal::OtherVersion)),
        }
    }
}

fn request(opening: &Opening) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", "application/json")?;
    headers.set(SIGNATURE, &opening.signature)?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&Uint8Array::from(opening.body.as_slice()));
    Ok(request)
}

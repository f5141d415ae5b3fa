//! The way of a ballot into the urn, apart from the meeting's socket and without a word of who
//! sends it; and the way of all ballots back.

use js_sys::Uint8Array;
use leptos::prelude::*;
use serde::Serialize;
use shared::wire::{self, AskUrn, CastBallot, OpenedUrn};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, ReferrerPolicy, RequestCredentials, RequestInit, Response};

/// What the urn said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is in.
    Taken,
    /// It is no ballot of an open poll, or a second one.
    Refused,
    /// Nobody answered, or not yet.
    Later,
}

/// Throws a ballot into the urn.
pub async fn cast(ballot: CastBallot) -> Answer {
    match post("/api/ballots", &ballot).await.map(|answer| answer.status()) {
        Ok(204) => Answer::Taken,
        Ok(409) => Answer::Refused,
        _ => Answer::Later,
    }
}

/// What the urn of a closed poll held; `None` while nobody answers.
pub async fn open(asked: AskUrn) -> Option<OpenedUrn> {
    let answer = post("/api/urns", &asked).await.ok().filter(Response::ok)?;
    let bytes = JsFuture::from(answer.array_buffer().ok()?).await.ok()?;
    wire::decode(&Uint8Array::new(&bytes).to_vec())
}

async fn post<T: Serialize>(path: &str, body: &T) -> Result<Response, JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", "application/octet-stream")?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_credentials(RequestCredentials::Omit);
    request.set_referrer_policy(ReferrerPolicy::NoReferrer);
    request.set_body(&Uint8Array::from(wire::encode(body).as_slice()));
    let asking = window().fetch_with_str_and_init(path, &request);
    Ok(JsFuture::from(asking).await?.unchecked_into())
}

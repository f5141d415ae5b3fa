//! The way of a ballot into the urn, apart from the meeting's socket and without a word of who
//! sends it; and the way of all ballots back.

use js_sys::Uint8Array;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::refusal::Refusal;
use shared::wire::{self, AskUrn, CastBallot, OpenedUrn};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, ReferrerPolicy, RequestCredentials, RequestInit, Response};

/// What the urn said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is in.
    Taken,
    /// It is not in, and why.
    Refused(Refusal),
    /// Nobody answered, or not yet.
    Later,
}

/// Throws a ballot into the urn.
pub async fn cast(ballot: CastBallot) -> Answer {
    let Ok(answer) = post("/api/ballots", &ballot).await else { return Answer::Later };
    match answer.status() {
        204 => Answer::Taken,
        409 => why(&answer).await.map_or(Answer::Later, Answer::Refused),
        _ => Answer::Later,
    }
}

/// How the server words a refusal.
#[derive(Deserialize)]
struct Said {
    refusal: Refusal,
}

async fn why(answer: &Response) -> Option<Refusal> {
    let text = JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
    serde_json::from_str::<Said>(&text).ok().map(|said| said.refusal)
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

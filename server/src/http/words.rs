//! `/api/words`: invitations behind spoken words. See [`shared::foyer`].

use std::sync::{Arc, PoisonError};

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use shared::foyer::{Find, Found, Foyer, HangUp, WRAPPED_BYTES};
use shared::refusal::Refusal;

use super::accept::Caller;
use super::{Error, Gate, origin};
use crate::quota;
use crate::room::Message;

/// The most a body may take: bytes as numbers in JSON, four characters each.
const BODY_BYTES: usize = 2 * 1_024;

/// Answers `GET /api/words`.
pub async fn about(State(gate): State<Arc<Gate>>) -> Json<Foyer> {
    Json(Foyer { salt: gate.house.foyer.salt })
}

/// Answers `POST /api/words`.
pub async fn hang_up(
    State(gate): State<Arc<Gate>>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Error> {
    if !gate.invitations.take(caller.address) {
        return Err(Error::TOO_FAST);
    }
    let asked: HangUp = read(&gate, &headers, body).await?;
    if asked.wrapped.len() != WRAPPED_BYTES {
        return Err(Error::TOO_LONG);
    }
    let hang_up = |answer| Message::HangUp(Box::new(asked.clone()), answer);
    match gate.registry.ask(asked.meeting, hang_up).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(Refusal::Unavailable) => Err(Error::UNAVAILABLE),
        Err(why) => Err(Error::Refused(StatusCode::FORBIDDEN, why)),
    }
}

/// Answers `POST /api/words/find`.
pub async fn find(
    State(gate): State<Arc<Gate>>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Found>, Error> {
    let asked: Find = read(&gate, &headers, body).await?;
    if !gate.guesses.take(caller.address) || !take_one_of_all(&gate) {
        return Err(Error::TOO_FAST);
    }
    let found = gate.house.foyer.find(&asked.locator, gate.house.clock.now());
    found.map(Json).ok_or(Error::NotFound)
}

fn take_one_of_all(gate: &Gate) -> bool {
    // A bucket is whole between any two of its steps.
    let mut all = gate.all_guesses.lock().unwrap_or_else(PoisonError::into_inner);
    all.take(quota::ALL_GUESSES, 1.0)
}

async fn read<T: DeserializeOwned>(
    gate: &Gate,
    headers: &HeaderMap,
    body: Body,
) -> Result<T, Error> {
    origin::check(headers, &gate.house.settings)?;
    if headers.get(CONTENT_TYPE).is_none_or(|kind| kind != "application/json")
        || headers.contains_key(CONTENT_ENCODING)
    {
        return Err(Error::UnsupportedType);
    }
    let reading =
        tokio::time::timeout(gate.house.settings.request_patience, to_bytes(body, BODY_BYTES));
    let body = reading.await.map_err(|_| Error::Timeout)?.map_err(|_| Error::TOO_LONG)?;
    serde_json::from_slice(&body).map_err(|_| Error::UNREADABLE)
}

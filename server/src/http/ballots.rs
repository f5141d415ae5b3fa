//! `POST /api/ballots` takes a ballot for the urn, `POST /api/urns` shows what a closed one held.
//!
//! Neither names a seat or a pass: whoever votes is known by nothing but the ring's signature, which
//! says that it is somebody on the roll. Both have one constant path, so that no proxy's log tells
//! which poll somebody took part in.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::State;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use shared::refusal::Refusal;
use shared::wire::{self, AskUrn, CastBallot};

use super::accept::Caller;
use super::meetings::BODY_BYTES;
use super::{Error, Gate, origin};
use crate::room::Message;

/// Answers `POST /api/ballots`, once the ballot is stored.
pub async fn cast(
    State(gate): State<Arc<Gate>>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Error> {
    let asked: CastBallot = read(&gate, &caller, &headers, body).await?;
    let CastBallot { meeting, poll, ballot } = asked;
    let cast =
        gate.registry.ask(meeting, |answer| Message::Cast { poll, ballot: ballot.clone(), answer });
    cast.await.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Answers `POST /api/urns`.
pub async fn open(
    State(gate): State<Arc<Gate>>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Bytes, Error> {
    let AskUrn { meeting, poll } = read(&gate, &caller, &headers, body).await?;
    let opened = gate.registry.ask(meeting, |answer| Message::OpenUrn { poll, answer });
    Ok(wire::encode(&opened.await.map_err(refused)?).into())
}

/// Reads a request's body, if our own page may send it now.
async fn read<T: DeserializeOwned>(
    gate: &Gate,
    caller: &Caller,
    headers: &HeaderMap,
    body: Body,
) -> Result<T, Error> {
    origin::check(headers, &gate.house.settings)?;
    if headers.get(CONTENT_TYPE).is_none_or(|kind| kind != "application/octet-stream")
        || headers.contains_key(CONTENT_ENCODING)
    {
        return Err(Error::UnsupportedType);
    }
    if !gate.ballots.take(caller.address) {
        return Err(Error::TOO_FAST);
    }
    let patience = gate.house.settings.request_patience;
    let reading = tokio::time::timeout(patience, to_bytes(body, BODY_BYTES));
    let body = reading.await.map_err(|_| Error::Timeout)?.map_err(|_| Error::TOO_LONG)?;
    wire::decode(&body).ok_or(Error::UNREADABLE)
}

fn refused(refusal: Refusal) -> Error {
    match refusal {
        Refusal::Unavailable => Error::UNAVAILABLE,
        Refusal::TooFast => Error::TOO_FAST,
        refusal => Error::Refused(StatusCode::CONFLICT, refusal),
    }
}

//! `POST /api/meetings`: opens a meeting, signed by whoever leads it.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use ed25519_dalek::{Signature, VerifyingKey};
use serde::Serialize;
use sha2::{Digest, Sha256};
use shared::actor::Actor;
use shared::event::{Entry, Event};
use shared::id::{MeetingId, Seq};
use shared::limits::{LONGEST_KEPT, USUALLY_KEPT};
use shared::pass::{PassKind, creation_preimage, meeting_from_digest, meeting_preimage};
use shared::refusal::Refusal;
use shared::time::Timestamp;
use shared::wire::{self, OpenMeeting};

use super::accept::Caller;
use super::{Error, Gate, origin};
use crate::log::{AppendError, OpenError, Salt, Unavailable};
use crate::room::words::{self, Form};

/// The most a body may take: as JSON a sealed title is a list of numbers, four characters a byte.
pub const BODY_BYTES: usize = 16 * 1_024;

/// How many invitations a meeting may begin with: one for each kind, and one to spare for each.
const INVITATIONS: std::ops::RangeInclusive<usize> = 1..=4;

/// The answer: which meeting it is, and until when it is kept.
#[derive(Serialize)]
pub struct Opened {
    meeting: MeetingId,
    delete_at: Timestamp,
}

/// Answers `POST /api/meetings`. The same request again gives the same answer, so that a device
/// that did not hear the first can ask once more.
pub async fn open(
    State(gate): State<Arc<Gate>>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<Opened>), Error> {
    origin::check(&headers, &gate.house.settings)?;
    if headers.get(CONTENT_TYPE).is_none_or(|kind| kind != "application/json")
        || headers.contains_key(CONTENT_ENCODING)
    {
        return Err(Error::UnsupportedType);
    }
    if gate.registry.is_stopping() {
        return Err(Error::UNAVAILABLE);
    }
    if !gate.meetings.take(caller.address) {
        return Err(Error::TOO_FAST);
    }
    let patience = gate.house.settings.request_patience;
    let reading = tokio::time::timeout(patience, to_bytes(body, BODY_BYTES));
    let body = reading.await.map_err(|_| Error::Timeout)?.map_err(|_| Error::TOO_LONG)?;
    let asked: OpenMeeting = serde_json::from_slice(&body).map_err(|_| Error::UNREADABLE)?;
    if !signed(&asked.lead, &headers, &body) {
        return Err(Error::Refused(StatusCode::FORBIDDEN, Refusal::NotAllowed));
    }
    let now = gate.house.clock.now();
    check(&asked, now)?;
    keep(&gate, asked, now).await
}

fn signed(lead: &[u8; 32], headers: &HeaderMap, body: &[u8]) -> bool {
    let signature = headers.get(wire::SIGNATURE).and_then(|digits| from_hex(digits.as_bytes()));
    let (Ok(key), Some(signature)) = (VerifyingKey::from_bytes(lead), signature) else {
        return false;
    };
    // Strict: a key of small order would let anybody sign anything.
    key.verify_strict(&creation_preimage(body), &Signature::from_bytes(&signature)).is_ok()
}

fn from_hex(digits: &[u8]) -> Option<[u8; 64]> {
    let digits: &[u8; 128] = digits.try_into().ok()?;
    let mut bytes = [0; 64];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |digit: u8| char::from(digit).to_digit(16);
        *byte = u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()?;
    }
    Some(bytes)
}

fn check(asked: &OpenMeeting, now: Timestamp) -> Result<(), Error> {
    let refused = |refusal| Error::Refused(StatusCode::UNPROCESSABLE_ENTITY, refusal);
    words::check_sealed(&asked.title.sealed, Form::TITLE).map_err(refused)?;
    let mut kinds = asked.passes.iter().map(|(_, kind)| *kind);
    let hashes = asked.passes.iter().map(|(hash, _)| hash);
    let distinct = hashes.collect::<std::collections::BTreeSet<_>>().len();
    if !INVITATIONS.contains(&asked.passes.len())
        || distinct != asked.passes.len()
        || kinds.any(|kind| kind == PassKind::Seat)
    {
        return Err(refused(Refusal::NotAllowed));
    }
    if asked.delete_at.is_some_and(|at| at > now + LONGEST_KEPT) {
        return Err(refused(Refusal::KeptTooLong));
    }
    Ok(())
}

/// Stores the meeting, or finds that it is stored already.
async fn keep(
    gate: &Gate,
    asked: OpenMeeting,
    now: Timestamp,
) -> Result<(StatusCode, Json<Opened>), Error> {
    let meeting = meeting_from_digest(&Sha256::digest(meeting_preimage(&asked.lead)).into());
    let salt = Salt(asked.salt.0);
    let delete_at = asked.delete_at.unwrap_or(now + USUALLY_KEPT);
    let opened = Event::Opened {
        meeting,
        title: asked.title.id,
        at: now,
        delete_at,
        passes: asked.passes,
        group: asked.group,
    };
    let log = &gate.house.log;
    match log.open(meeting, salt.clone()).await {
        // Somebody who was cut off between the two steps, or who asks again.
        Err(OpenError::Exists) if log.salt(meeting).await? == Some(salt) => {}
        Err(OpenError::Exists) => return Err(EXISTS),
        Err(OpenError::Unavailable(cause)) => return Err(cause.into()),
        Ok(()) => {}
    }
    let entry =
        Entry { seq: Seq(1), id: None, at: now, by: Some(Actor::House), events: vec![opened] };
    let bytes = Bytes::from(wire::encode(&entry));
    match log.append(meeting, Seq(0), bytes, vec![asked.title], Some(delete_at)).await {
        Ok(()) => {
            tracing::info!(%meeting, "meeting opened");
            gate.house.almanac.notify_one();
            Ok((StatusCode::CREATED, Json(Opened { meeting, delete_at })))
        }
        Err(AppendError::Conflict) => {
            let first = log.read(meeting, Seq(0)).await?.into_iter().next();
            let first = first.and_then(|(_, bytes)| wire::decode::<Entry>(&bytes));
            let delete_at = first.and_then(|first| same(&first, &entry)).ok_or(EXISTS)?;
            Ok((StatusCode::OK, Json(Opened { meeting, delete_at })))
        }
        Err(AppendError::Gone) => Err(Error::UNAVAILABLE),
        Err(AppendError::Unavailable(cause)) => Err(cause.into()),
    }
}

/// The day on which a stored meeting was to be deleted when it was opened, if it was opened by
/// the same request at another time.
fn same(stored: &Entry, asked: &Entry) -> Option<Timestamp> {
    let (
        [Event::Opened { title, passes, group, delete_at, .. }],
        [Event::Opened { title: title_asked, passes: passes_asked, group: group_asked, .. }],
    ) = (stored.events.as_slice(), asked.events.as_slice())
    else {
        return None;
    };
    let same = title == title_asked && passes == passes_asked && group == group_asked;
    same.then_some(*delete_at)
}

const EXISTS: Error = Error::Refused(StatusCode::CONFLICT, Refusal::AlreadyThere);

impl From<Unavailable> for Error {
    fn from(cause: Unavailable) -> Self {
        tracing::error!(%cause, "a meeting could not be opened");
        Self::UNAVAILABLE
    }
}

//! The urn as devices reach it, apart from the meeting's socket, and counting what it held.

use std::sync::Arc;
use std::time::Duration;

use ballot::bytes::Opened;
use ballot::close::{Closed, Shown, close};
use ballot::file::{ElectionFile, verify_text};
use serde::Serialize;
use shared::id::MeetingId;
use shared::meeting::HeldPoll;
use shared::wire::{self, AskUrn, CastBallot, OpenedUrn};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::sleep;
use vault::words::Paper;

use crate::Address;
use crate::rehearsal::agreement::Disagreement;

/// People count on devices of their own. Here they share one core, so that the server keeps one.
static COUNTING: Semaphore = Semaphore::const_new(1);
/// When the urn is not open yet it is asked for again, so often at the most.
const TRIES: usize = 20;
const AGAIN: Duration = Duration::from_millis(100);

/// So many fresh random bytes.
pub fn fresh<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("every machine we run on has randomness");
    bytes
}

/// What a device has counted, and from what.
pub struct Counted {
    pub closed: Closed,
    urn: Arc<OpenedUrn>,
}

async fn post(
    server: &Address,
    path: &str,
    body: &impl Serialize,
) -> Result<(u16, Vec<u8>), Disagreement> {
    server.post(path, body).await.map_err(|error| Disagreement(error.to_string()))
}

/// Throws a ballot into the urn.
pub async fn throw(server: &Address, ballot: &CastBallot) -> Result<(), Disagreement> {
    match post(server, "/api/ballots", ballot).await? {
        (204, _) => Ok(()),
        (status, _) => Err(Disagreement(format!("the urn takes no ballot: {status}"))),
    }
}

async fn open(server: &Address, asked: &AskUrn) -> Result<OpenedUrn, Disagreement> {
    for _ in 0..TRIES {
        if let (200, body) = post(server, "/api/urns", asked).await? {
            let urn = wire::decode(&body);
            return urn.ok_or_else(|| Disagreement("what the urn held can't be read".into()));
        }
        sleep(AGAIN).await;
    }
    Err(Disagreement("a closed urn does not open".into()))
}

fn shown<'a>(held: &'a HeldPoll, urn: &'a OpenedUrn, key: Opened) -> Shown<'a> {
    Shown {
        poll: &held.poll,
        roll: &held.roll,
        ballots: &urn.ballots,
        sums: held.sums.as_ref(),
        lock: urn.lock,
        poll_key: key,
    }
}

/// Fetches what the urn held and counts it, as each device does for itself.
pub async fn count(
    server: &Address,
    meeting: Option<MeetingId>,
    held: &HeldPoll,
    key: Opened,
) -> Result<Counted, Disagreement> {
    let meeting = meeting.ok_or_else(|| Disagreement("a device knows no meeting".into()))?;
    let urn = Arc::new(open(server, &AskUrn { meeting, poll: held.poll.id }).await?);
    let (held, opened) = (held.clone(), urn.clone());
    let closed = at_one_core(move || close(&shown(&held, &opened, key))).await?;
    let closed = closed.map_err(|faults| Disagreement(format!("ballots are wrong: {faults:?}")))?;
    Ok(Counted { closed, urn })
}

impl Counted {
    /// The election file, checked by nothing but itself.
    pub async fn file(
        &self,
        held: &HeldPoll,
        key: Opened,
        paper: &Paper,
    ) -> Result<String, Disagreement> {
        let (held, urn) = (held.clone(), self.urn.clone());
        let paper = paper.clone();
        let made = at_one_core(move || {
            let shown = shown(&held, &urn, key);
            let text = ElectionFile::new(&shown, &paper.question, &paper.names)?.write();
            verify_text(&text).map(|(_, closed)| (text, closed))
        });
        let made = made.await?;
        let (text, closed) =
            made.map_err(|faults| Disagreement(format!("the file is wrong: {faults:?}")))?;
        match closed == self.closed {
            true => Ok(text),
            false => Err(Disagreement("the file says something else than the count".into())),
        }
    }
}

/// Does what takes a device a while, one after another.
pub async fn at_one_core<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Disagreement> {
    let turn = COUNTING.acquire().await.expect("it is never closed");
    let done = spawn_blocking(work).await;
    drop(turn);
    done.map_err(|error| Disagreement(error.to_string()))
}

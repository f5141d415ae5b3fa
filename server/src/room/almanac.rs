//! The almanac: looks at meetings when their time has come, and has them deleted.
//!
//! One task for all: it sleeps until the log's earliest date, or until somebody changes a date.

use std::collections::BTreeMap;
use std::sync::Arc;

use shared::id::MeetingId;
use shared::time::{Span, Timestamp};
use tokio::sync::oneshot;

use super::{House, Message, Registry};
use crate::log::Unavailable;

/// How many meetings are looked at in one go.
const BATCH: usize = 64;
/// When a meeting is looked at again that people are in the middle of.
const LATER: Span = Span::minutes(60);
/// When to try again after the log, or a room, could not do it.
const SOON: Span = Span::minutes(1);

/// What became of a meeting that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing of it is left.
    Forgotten,
    /// People are in the middle of it, or its date has been moved.
    Later,
    /// It could not be done now.
    Failed,
}

/// Keeps the almanac for as long as the server runs.
pub async fn keep(house: Arc<House>, registry: Arc<Registry>) {
    let mut postponed = BTreeMap::new();
    loop {
        let next = match look(&house, &registry, &mut postponed).await {
            Ok(next) => next,
            Err(cause) => {
                tracing::error!(%cause, "the almanac could not be read");
                Some(house.clock.now() + SOON)
            }
        };
        tokio::select! {
            () = sleep(&house, next) => {}
            () = house.almanac.notified() => {}
        }
    }
}

async fn sleep(house: &House, until: Option<Timestamp>) {
    match until {
        Some(at) => house.clock.sleep_until(at).await,
        None => std::future::pending().await,
    }
}

/// Looks at everything that is due; says when to look again.
async fn look(
    house: &House,
    registry: &Arc<Registry>,
    postponed: &mut BTreeMap<MeetingId, Timestamp>,
) -> Result<Option<Timestamp>, Unavailable> {
    loop {
        let now = house.clock.now();
        postponed.retain(|_, until| *until > now);
        let mut due = house.log.due(now, BATCH + postponed.len()).await?;
        due.retain(|meeting| !postponed.contains_key(meeting));
        if due.is_empty() {
            break;
        }
        for meeting in due {
            match ask(registry, meeting).await {
                Fate::Forgotten => tracing::info!(%meeting, "meeting deleted"),
                Fate::Later => drop(postponed.insert(meeting, now + LATER)),
                Fate::Failed => drop(postponed.insert(meeting, now + SOON)),
            }
        }
    }
    if postponed.is_empty() {
        return house.log.next_wake().await;
    }
    // The log's earliest date is that of something postponed: it says nothing about the others.
    Ok(Some(house.clock.now() + SOON))
}

/// Has the meeting's own room delete it, so that nobody can come in meanwhile.
async fn ask(registry: &Arc<Registry>, meeting: MeetingId) -> Fate {
    let Some(inbox) = registry.inbox(meeting) else { return Fate::Failed };
    let (answer, answered) = oneshot::channel();
    if inbox.send(Message::Due(answer)).await.is_err() {
        return Fate::Failed;
    }
    answered.await.unwrap_or(Fate::Failed)
}

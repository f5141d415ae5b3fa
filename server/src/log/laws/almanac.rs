//! Laws of the almanac: who must be looked at, and when.
#![allow(missing_docs, reason = "a law's name is its sentence")]

use shared::id::MeetingId;
use shared::time::Timestamp;

use super::{append_waking, opened};
use crate::log::Log;

async fn due(log: &impl Log, now: u64, most: usize) -> Vec<MeetingId> {
    log.due(Timestamp(now), most).await.expect("a healthy log can be read")
}

async fn next_wake(log: &impl Log) -> Option<u64> {
    log.next_wake().await.expect("a healthy log can be read").map(|wake| wake.0)
}

pub async fn meetings_are_due_at_their_time(log: &impl Log) {
    assert_eq!(next_wake(log).await, None);
    let (late, early, never) = (opened(log).await, opened(log).await, opened(log).await);
    append_waking(log, late, 0, Some(2_000)).await;
    append_waking(log, early, 0, Some(1_000)).await;
    append_waking(log, never, 0, None).await;

    assert_eq!(next_wake(log).await, Some(1_000));
    assert_eq!(due(log, 999, 10).await, []);
    assert_eq!(due(log, 1_000, 10).await, [early]);
    assert_eq!(due(log, 5_000, 10).await, [early, late], "the longest overdue first");
    assert_eq!(due(log, u64::MAX, 1).await, [early]);
}

pub async fn the_last_entry_says_when_to_wake(log: &impl Log) {
    let meeting = opened(log).await;
    append_waking(log, meeting, 0, Some(1_000)).await;
    append_waking(log, meeting, 1, Some(3_000)).await;
    assert_eq!(next_wake(log).await, Some(3_000));
    assert_eq!(due(log, 2_000, 10).await, []);
    append_waking(log, meeting, 2, None).await;
    assert_eq!(next_wake(log).await, None);
    assert_eq!(due(log, u64::MAX, 10).await, []);
}

pub async fn a_forgotten_meeting_is_never_due(log: &impl Log) {
    let meeting = opened(log).await;
    append_waking(log, meeting, 0, Some(1_000)).await;
    log.forget(meeting).await.expect("a healthy log forgets");
    assert_eq!(due(log, u64::MAX, 10).await, []);
    assert_eq!(next_wake(log).await, None);
}

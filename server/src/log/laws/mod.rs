//! What every adapter of the log obeys: one suite, run over each of them.
//!
//! [`every_law!`](crate::every_law) makes a test of every law; a law is a function of a log in
//! which there is no meeting yet. Every test uses meetings of its own.

use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use shared::id::{DeviceId, MeetingId, RecordId, SeatId, Seq, SessionId};
use shared::pad::{PadId, Sheet, Snapshot, Update};
use shared::time::Timestamp;
use shared::words::{Record, Sealed};

use super::{AppendError, Log, Salt};

pub mod almanac;
pub mod drawer;
pub mod entries;
pub mod pads;
pub mod urns;

/// Makes a test of every law. `$fresh` gives an empty log and whatever must live as long as it.
#[macro_export]
macro_rules! every_law {
    ($fresh:expr) => {
        $crate::laws_of!($fresh, entries:
            entries_come_back_in_their_order,
            an_append_behind_another_last_entry_is_a_conflict,
            of_many_writers_behind_the_same_entry_one_wins,
            meetings_do_not_know_of_each_other,
            a_meeting_is_opened_once,
            a_meeting_that_was_never_opened_is_gone,
            a_forgotten_meeting_leaves_nothing,
            forgetting_twice_is_forgetting_once,
            a_closed_log_takes_and_gives_nothing,
        );
        $crate::laws_of!($fresh, drawer:
            records_come_with_their_entry,
            a_refused_entry_brings_no_records,
            a_record_never_replaces_another,
            a_burned_record_is_gone_and_the_others_stay,
        );
        $crate::laws_of!($fresh, pads:
            updates_are_numbered_without_holes,
            a_pad_is_as_large_as_what_would_be_read_of_it,
            an_update_that_comes_again_keeps_its_number,
            nobody_takes_up_the_place_of_somebody_elses_update,
            many_writers_of_one_pad_lose_nothing,
            an_unconfirmed_snapshot_replaces_nothing,
            a_confirmed_snapshot_takes_the_place_of_what_it_covers,
            only_the_newest_snapshot_can_be_confirmed,
            a_snapshot_of_the_future_or_the_past_is_not_kept,
            an_update_under_a_snapshot_is_still_stored_once,
            counters_may_be_as_large_as_they_like,
        );
        $crate::laws_of!($fresh, urns:
            an_urn_holds_what_it_was_given_last,
            urns_do_not_know_of_each_other,
            a_burned_urn_holds_nothing,
            an_urn_goes_with_its_meeting,
        );
        $crate::laws_of!($fresh, almanac:
            meetings_are_due_at_their_time,
            the_last_entry_says_when_to_wake,
            a_forgotten_meeting_is_never_due,
        );
    };
}

/// Makes a test of each of these laws.
#[doc(hidden)]
#[macro_export]
macro_rules! laws_of {
    ($fresh:expr, $chapter:ident: $($law:ident,)*) => {
        mod $chapter {
            $(
                #[tokio::test]
                async fn $law() {
                    let (log, _kept) = $fresh;
                    $crate::log::laws::$chapter::$law(&log).await;
                }
            )*
        }
    };
}

/// An id nobody else in this process has.
fn unique() -> [u8; 16] {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let mut bytes = [0xa5; 16];
    bytes[8..].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    bytes
}

/// A salt that can be told from others.
pub fn salt(n: u8) -> Salt {
    Salt([n; 32])
}

/// A meeting just opened.
pub async fn opened(log: &impl Log) -> MeetingId {
    let meeting = MeetingId::from_bytes(unique());
    log.open(meeting, salt(7)).await.expect("a new meeting can be opened");
    meeting
}

/// Appends an entry without records and without a time to wake.
pub async fn append(
    log: &impl Log,
    meeting: MeetingId,
    after: u64,
    entry: &'static str,
) -> Result<(), AppendError> {
    log.append(meeting, Seq(after), Bytes::from_static(entry.as_bytes()), Vec::new(), None).await
}

/// Appends an entry that brings records along.
pub async fn append_with(
    log: &impl Log,
    meeting: MeetingId,
    after: u64,
    records: Vec<Record>,
) -> Result<(), AppendError> {
    log.append(meeting, Seq(after), Bytes::from_static(b"entry"), records, None).await
}

/// Appends an entry that says when to look at the meeting next.
pub async fn append_waking(log: &impl Log, meeting: MeetingId, after: u64, wake: Option<u64>) {
    log.append(meeting, Seq(after), Bytes::from_static(b"entry"), Vec::new(), wake.map(Timestamp))
        .await
        .expect("nobody else appends to this meeting");
}

/// A new record with these words.
pub fn record(words: &str) -> Record {
    Record { id: RecordId::from_bytes(unique()), sealed: Sealed(words.into()) }
}

/// The notes of a new case session.
pub fn a_pad() -> PadId {
    PadId { session: SessionId::from_bytes(unique()), sheet: Sheet::Notes(2) }
}

/// What one of a few devices wrote as its `counter`th update.
pub fn update(device: u8, counter: u64, words: &str) -> Update {
    Update {
        author: SeatId::from_bytes([device; 16]),
        device: DeviceId::from_bytes([device; 16]),
        counter,
        sealed: Sealed(words.into()),
    }
}

/// A whole pad as one device saw it.
pub fn snapshot(upto: u64, words: &str) -> Snapshot {
    Snapshot { upto, update: update(9, upto, words) }
}

//! Laws of entries: ordered, guarded, and gone when the meeting is forgotten.
#![allow(missing_docs, reason = "a law's name is its sentence")]

use bytes::Bytes;
use shared::id::{MeetingId, Seq};

use super::{a_pad, append, append_with, opened, record, salt, snapshot, unique, update};
use crate::log::{AppendError, Log, OpenError, PadContents, PadError};

async fn read(log: &impl Log, meeting: MeetingId, after: u64) -> Vec<(Seq, Bytes)> {
    log.read(meeting, Seq(after)).await.expect("a healthy log can be read")
}

pub async fn entries_come_back_in_their_order(log: &impl Log) {
    let meeting = opened(log).await;
    assert_eq!(read(log, meeting, 0).await, []);
    for (after, entry) in ["one", "two", "three"].into_iter().enumerate() {
        append(log, meeting, after as u64, entry).await.expect("nobody else appends");
    }
    let [one, two, three] = [(1, "one"), (2, "two"), (3, "three")]
        .map(|(seq, entry)| (Seq(seq), Bytes::from_static(entry.as_bytes())));
    assert_eq!(read(log, meeting, 0).await, [one, two.clone(), three.clone()]);
    assert_eq!(read(log, meeting, 1).await, [two, three]);
    assert_eq!(read(log, meeting, 3).await, []);
    assert_eq!(read(log, meeting, u64::MAX).await, []);
}

pub async fn an_append_behind_another_last_entry_is_a_conflict(log: &impl Log) {
    let meeting = opened(log).await;
    append(log, meeting, 0, "first").await.expect("nobody else appends");
    for after in [0, 2, u64::MAX] {
        let late = append(log, meeting, after, "late").await;
        assert!(matches!(late, Err(AppendError::Conflict)), "{late:?} after {after}");
    }
    assert_eq!(read(log, meeting, 0).await.len(), 1);
}

pub async fn of_many_writers_behind_the_same_entry_one_wins(log: &impl Log) {
    let meeting = opened(log).await;
    for after in 0..10 {
        let (a, b, c) = tokio::join!(
            append(log, meeting, after, "a"),
            append(log, meeting, after, "b"),
            append(log, meeting, after, "c"),
        );
        let won = [("a", a), ("b", b), ("c", c)].into_iter().filter(|(_, done)| done.is_ok());
        let won: Vec<_> = won.map(|(entry, _)| Bytes::from_static(entry.as_bytes())).collect();
        let stored = read(log, meeting, after).await.into_iter().map(|(_, entry)| entry);
        assert_eq!(stored.collect::<Vec<_>>(), won);
        assert_eq!(won.len(), 1);
    }
}

pub async fn meetings_do_not_know_of_each_other(log: &impl Log) {
    let (one, other) = (opened(log).await, opened(log).await);
    append(log, one, 0, "of one").await.expect("nobody else appends");
    assert_eq!(read(log, other, 0).await, []);
    append(log, other, 0, "of the other").await.expect("the other is still empty");
    log.forget(other).await.expect("a healthy log forgets");
    assert_eq!(read(log, one, 0).await, [(Seq(1), Bytes::from_static(b"of one"))]);
}

pub async fn a_meeting_is_opened_once(log: &impl Log) {
    let meeting = opened(log).await;
    let again = log.open(meeting, salt(8)).await;
    assert!(matches!(again, Err(OpenError::Exists)), "{again:?}");
    assert_eq!(log.salt(meeting).await.expect("readable"), Some(salt(7)));
}

pub async fn a_meeting_that_was_never_opened_is_gone(log: &impl Log) {
    let nobody = MeetingId::from_bytes(unique());
    let entry = append(log, nobody, 0, "entry").await;
    assert!(matches!(entry, Err(AppendError::Gone)), "{entry:?}");
    let update = log.pad_append(nobody, a_pad(), update(1, 1, "text")).await;
    assert!(matches!(update, Err(PadError::Gone)), "{update:?}");
    assert_eq!(log.salt(nobody).await.expect("readable"), None);
    assert_eq!(read(log, nobody, 0).await, []);
}

pub async fn a_forgotten_meeting_leaves_nothing(log: &impl Log) {
    let (meeting, pad) = (opened(log).await, a_pad());
    let note = record("a note");
    append_with(log, meeting, 0, vec![note.clone()]).await.expect("nobody else appends");
    log.pad_append(meeting, pad, update(1, 1, "text")).await.expect("writable");
    assert!(log.pad_snapshot(meeting, pad, snapshot(1, "text")).await.expect("writable"));

    log.forget(meeting).await.expect("a healthy log forgets");

    assert_eq!(log.salt(meeting).await.expect("readable"), None);
    assert_eq!(read(log, meeting, 0).await, []);
    assert_eq!(log.drawer(meeting).await.expect("readable"), []);
    assert_eq!(log.records(meeting, &[note.id]).await.expect("readable"), []);
    assert_eq!(log.pad_sizes(meeting).await.expect("readable"), []);
    assert_eq!(log.pad_read(meeting, pad).await.expect("readable"), PadContents::default());
    let late = append(log, meeting, 1, "late").await;
    assert!(matches!(late, Err(AppendError::Gone)), "{late:?}");

    log.open(meeting, salt(8)).await.expect("nothing is known of the first");
    assert_eq!(log.salt(meeting).await.expect("readable"), Some(salt(8)));
    append(log, meeting, 0, "anew").await.expect("it begins at its beginning");
    assert_eq!(log.drawer(meeting).await.expect("readable"), []);
    assert_eq!(log.pad_sizes(meeting).await.expect("readable"), []);
}

pub async fn forgetting_twice_is_forgetting_once(log: &impl Log) {
    let meeting = opened(log).await;
    log.forget(meeting).await.expect("a healthy log forgets");
    log.forget(meeting).await.expect("it is already forgotten");
    log.forget(MeetingId::from_bytes(unique())).await.expect("it was never there");
}

pub async fn a_closed_log_takes_and_gives_nothing(log: &impl Log) {
    let meeting = opened(log).await;
    log.ready().await.expect("it is open");
    log.close().await;
    log.close().await;
    log.ready().await.expect_err("it is closed");
    let late = append(log, meeting, 0, "late").await;
    assert!(matches!(late, Err(AppendError::Unavailable(_))), "{late:?}");
    log.read(meeting, Seq(0)).await.expect_err("it is closed");
}

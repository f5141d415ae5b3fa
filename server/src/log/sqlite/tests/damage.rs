//! Bad disks and bad rows: `Unavailable`, for as few as possible, and never a panic.

use rusqlite::Connection;
use shared::id::Seq;
use shared::time::Timestamp;

use super::fresh;
use crate::log::laws::{
    a_pad, append, append_waking, append_with, opened, record, snapshot, update,
};
use crate::log::sqlite::Sqlite;
use crate::log::{AppendError, Log, Unavailable};

/// Does to the files what a bad disk might.
async fn damage(log: &Sqlite, sql: &'static str) {
    let run = move |db: &Connection| Ok(db.execute_batch(sql)?);
    log.store(run).await.expect("damage can be done");
}

/// Sets something on the writer's connection, outside the transaction that surrounds all else.
async fn set(log: &Sqlite, name: &'static str, value: i64) -> i64 {
    let run = move |db: &Connection| {
        db.pragma_update(None, name, value)?;
        Ok(db.pragma_query_value(None, name, |row| row.get(0))?)
    };
    log.store(run).await.expect("settings can be set")
}

#[tokio::test]
async fn a_hole_in_the_entries_is_not_passed_over() {
    let (log, _dir) = fresh();
    let (meeting, whole) = (opened(&log).await, opened(&log).await);
    for after in 0..3 {
        append(&log, meeting, after, "entry").await.expect("nobody else appends");
        append(&log, whole, after, "entry").await.expect("nobody else appends");
    }
    damage(&log, "DELETE FROM entry WHERE meeting = 1 AND seq = 2").await;
    log.read(meeting, Seq(0)).await.expect_err("entry 2 is missing");
    assert_eq!(log.read(meeting, Seq(2)).await.expect("what is behind is whole").len(), 1);
    assert_eq!(log.read(whole, Seq(0)).await.expect("the others are whole").len(), 3);
}

#[tokio::test]
async fn a_hole_in_a_pad_is_not_passed_over() {
    let (log, _dir) = fresh();
    let (meeting, pad) = (opened(&log).await, a_pad());
    for n in 1..=3 {
        log.pad_append(meeting, pad, update(1, n, "text")).await.expect("writable");
    }
    damage(&log, "DELETE FROM pad_update WHERE n = 3").await;
    log.pad_read(meeting, pad).await.expect_err("update 3 is missing");
    damage(&log, "UPDATE pad SET last = 2; UPDATE pad_update SET slot = NULL WHERE n = 1").await;
    log.pad_read(meeting, pad).await.expect_err("the words of update 1 are missing");
}

#[tokio::test]
async fn rows_that_make_no_sense_are_not_taken_at_their_word() {
    let (log, _dir) = fresh();
    let (meeting, pad) = (opened(&log).await, a_pad());
    append_with(&log, meeting, 0, vec![record("words")]).await.expect("nobody else appends");
    append_waking(&log, meeting, 1, Some(1)).await;
    log.pad_append(meeting, pad, update(1, 1, "text")).await.expect("writable");
    assert!(log.pad_snapshot(meeting, pad, snapshot(1, "whole")).await.expect("writable"));
    damage(&log, "UPDATE record SET id = x'00'; UPDATE pad_snapshot SET author = x'00'").await;
    log.drawer(meeting).await.expect_err("an id has sixteen bytes");
    log.pad_read(meeting, pad).await.expect_err("an author has sixteen bytes");
    log.pad_confirm(meeting, pad, 1).await.expect_err("an author has sixteen bytes");
    damage(&log, "UPDATE content SET bytes = x'ffffffff00'").await;
    log.read(meeting, Seq(0)).await.expect_err("a row does not hold more than it is long");
    damage(&log, "UPDATE pad SET id = x'ffff'").await;
    log.pad_sizes(meeting).await.expect_err("that is no pad");
    damage(&log, "UPDATE meeting SET id = x'00'").await;
    log.due(Timestamp(1), 1).await.expect_err("an id has sixteen bytes");
}

#[tokio::test]
async fn one_that_fails_does_not_take_the_others_down() {
    let (log, _dir) = fresh();
    let meeting = opened(&log).await;
    let failing = || log.store(|_| Err::<(), _>(Unavailable::because("on purpose")));
    let (first, failed, second, third) = tokio::join!(
        append(&log, meeting, 0, "first"),
        failing(),
        append(&log, meeting, 1, "second"),
        append(&log, meeting, 1, "third"),
    );
    failed.expect_err("on purpose");
    first.expect("it has nothing to do with that");
    second.expect("nor has this");
    assert!(matches!(third, Err(AppendError::Conflict)), "{third:?}");
    assert_eq!(log.read(meeting, Seq(0)).await.expect("readable").len(), 2);
}

#[tokio::test]
async fn a_full_disk_acknowledges_nothing_and_recovers() {
    let (log, _dir) = fresh();
    let meeting = opened(&log).await;
    append(&log, meeting, 0, "small").await.expect("nobody else appends");
    let pages = set(&log, "max_page_count", 1).await;

    let large = || vec![record(&"words ".repeat(10_000))];
    let refused = append_with(&log, meeting, 1, large()).await;
    assert!(matches!(refused, Err(AppendError::Unavailable(_))), "{refused:?}");
    assert_eq!(log.read(meeting, Seq(0)).await.expect("readable").len(), 1);
    assert_eq!(log.drawer(meeting).await.expect("readable"), []);

    set(&log, "max_page_count", pages + 1_000).await;
    append_with(&log, meeting, 1, large()).await.expect("there is room again");
    assert_eq!(log.drawer(meeting).await.expect("readable").len(), 1);
}

#[tokio::test]
async fn a_log_that_cannot_be_written_says_so_and_recovers() {
    let (log, dir) = fresh();
    let meeting = opened(&log).await;
    let blocker = Connection::open(dir.path().join("log.db")).expect("the file is there");
    blocker.execute_batch("BEGIN IMMEDIATE").expect("nobody is writing");

    let (ready, refused, forgotten) =
        tokio::join!(log.ready(), append(&log, meeting, 0, "entry"), log.forget(meeting),);
    ready.expect_err("nothing can be written");
    assert!(matches!(refused, Err(AppendError::Unavailable(_))), "{refused:?}");
    forgotten.expect_err("nothing can be erased");
    assert_eq!(log.read(meeting, Seq(0)).await.expect("reading goes on"), []);

    blocker.execute_batch("ROLLBACK").expect("it was begun");
    log.ready().await.expect("it takes writes again");
    append(&log, meeting, 0, "entry").await.expect("the meeting is still there");
    log.forget(meeting).await.expect("what failed can be done again");
}

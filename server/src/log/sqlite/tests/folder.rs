//! The data folder: kept over a restart, owned by one, closed to others.

use super::{fresh, open};
use crate::log::laws::{a_pad, append, append_waking, opened, salt, snapshot, update};
use crate::log::sqlite::{Sqlite, StartError};
use crate::log::{AppendError, Log};
use shared::id::Seq;
use shared::time::Timestamp;

#[tokio::test]
async fn what_was_stored_is_there_after_a_restart() {
    let (log, dir) = fresh();
    let (meeting, pad) = (opened(&log).await, a_pad());
    append_waking(&log, meeting, 0, Some(1_000)).await;
    for n in 1..=3 {
        log.pad_append(meeting, pad, update(1, n, "text")).await.expect("writable");
    }
    assert!(log.pad_snapshot(meeting, pad, snapshot(2, "whole")).await.expect("writable"));
    let before = log.pad_read(meeting, pad).await.expect("readable");
    drop(log);

    let log = open(&dir);
    assert_eq!(log.salt(meeting).await.expect("readable"), Some(salt(7)));
    assert_eq!(log.read(meeting, Seq(0)).await.expect("readable").len(), 1);
    assert_eq!(log.pad_read(meeting, pad).await.expect("readable"), before);
    assert_eq!(log.due(Timestamp(1_000), 10).await.expect("readable"), [meeting]);
    let again = append(&log, meeting, 0, "again").await;
    assert!(matches!(again, Err(AppendError::Conflict)), "{again:?}");
    let known = log.pad_append(meeting, pad, update(1, 2, "text")).await;
    assert_eq!(known.expect("writable"), 2);
}

#[tokio::test]
async fn a_second_server_on_the_same_folder_is_refused() {
    let (log, dir) = fresh();
    let second = Sqlite::open(dir.path()).err().expect("the folder has an owner");
    assert!(matches!(second, StartError::InUse(_)), "{second}");
    log.ready().await.expect("the first is not disturbed");
    log.close().await;
    open(&dir).ready().await.expect("the folder was given back");
}

#[tokio::test]
async fn files_of_a_later_version_are_left_alone() {
    let (log, dir) = fresh();
    drop(log);
    let file = dir.path().join("log.db");
    let db = rusqlite::Connection::open(&file).expect("a database");
    db.pragma_update(None, "user_version", 99).expect("writable");
    drop(db);
    let refused = Sqlite::open(dir.path()).err().expect("99 is later than any version so far");
    assert!(matches!(refused, StartError::Later(ref path) if *path == file), "{refused}");
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_look_into_the_folder() {
    use std::os::unix::fs::PermissionsExt;

    let dir = tempfile::TempDir::new().expect("the system has a folder for such things");
    let inner = dir.path().join("deep").join("data");
    let log = Sqlite::open(&inner).expect("folders are made");
    opened(&log).await;

    let mode =
        |path: &std::path::Path| path.metadata().expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(&inner), 0o700);
    let mut names = Vec::new();
    for file in inner.read_dir().expect("a folder") {
        let path = file.expect("a file").path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        names.push(path.file_name().expect("a name").to_owned());
    }
    names.sort();
    let expected =
        ["lock", "log.db", "log.db-shm", "log.db-wal", "salts.db", "salts.db-shm", "salts.db-wal"];
    assert_eq!(names, expected);
}

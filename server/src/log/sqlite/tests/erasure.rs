//! What was burned or forgotten is in none of the files.

use std::path::Path;

use shared::id::MeetingId;

use super::fresh;
use crate::log::laws::{a_pad, append_with, opened, record, salt, snapshot, update};
use crate::log::{Log, Salt};

/// How often these bytes stand in the files of a folder.
fn occurrences(dir: &Path, bytes: &[u8]) -> usize {
    let files = dir.read_dir().expect("a folder").map(|file| file.expect("a file").path());
    let counts = files.map(|file| {
        let contents = std::fs::read(&file).expect("our own file");
        contents.windows(bytes.len()).filter(|window| *window == bytes).count()
    });
    counts.sum()
}

#[tokio::test]
async fn burned_words_are_in_none_of_the_files() {
    let (log, dir) = fresh();
    let (meeting, pad) = (opened(&log).await, a_pad());
    let (card, kept) = (record("MARKER-CARD"), record("MARKER-KEPT"));
    append_with(&log, meeting, 0, vec![card.clone(), kept]).await.expect("nobody else appends");
    for n in 1..=3 {
        log.pad_append(meeting, pad, update(1, n, "MARKER-PAST")).await.expect("writable");
    }
    assert!(log.pad_snapshot(meeting, pad, snapshot(2, "MARKER-PAST")).await.expect("writable"));
    for marker in ["MARKER-CARD", "MARKER-KEPT", "MARKER-PAST"] {
        assert!(occurrences(dir.path(), marker.as_bytes()) > 0, "{marker} can be found");
    }

    log.burn(meeting, vec![card.id]).await.expect("burnable");
    assert_eq!(occurrences(dir.path(), b"MARKER-CARD"), 0);
    let clean = snapshot(3, "MARKER-CLEAN");
    assert!(log.pad_burn_past(meeting, pad, clean).await.expect("burnable"));
    assert_eq!(occurrences(dir.path(), b"MARKER-PAST"), 0);
    log.pad_burn(meeting, pad).await.expect("burnable");
    assert_eq!(occurrences(dir.path(), b"MARKER-CLEAN"), 0);
    assert!(occurrences(dir.path(), b"MARKER-KEPT") > 0);
}

#[tokio::test]
async fn a_forgotten_salt_is_in_none_of_the_files() {
    let (log, dir) = fresh();
    let meetings: Vec<_> = (0..200).map(|n: u8| MeetingId::from_bytes([n; 16])).collect();
    for (meeting, n) in meetings.iter().zip(0..) {
        log.open(*meeting, Salt([n; 32])).await.expect("new");
    }
    assert!(occurrences(dir.path(), &salt(100).0) > 0);
    for (meeting, n) in meetings.iter().zip(0..) {
        log.forget(*meeting).await.expect("forgettable");
        // Zeros are everywhere.
        assert!(n == 0 || occurrences(dir.path(), &salt(n).0) == 0, "salt {n}");
    }
}

//! What was burned or forgotten is in none of the files.

use std::path::Path;

use shared::id::{DeviceId, MeetingId, SeatId, Seq};
use shared::pad::{PadId, Snapshot, Update};
use shared::words::{Record, Sealed};
use tempfile::TempDir;

use super::super::writer::{Promise, Store};
use super::{Sqlite, fresh, open};
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
    for marker in ["MARKER-CARD", "MARKER-KEPT", "MARKER-PAST"] {
        assert!(occurrences(dir.path(), marker.as_bytes()) > 0, "{marker} can be found");
    }

    let whole = snapshot(3, "MARKER-WHOLE");
    assert!(log.pad_snapshot(meeting, pad, whole).await.expect("writable"));
    assert!(log.pad_confirm(meeting, pad, 3).await.expect("writable"));
    log.burn(meeting, vec![card.id]).await.expect("burnable");
    assert_eq!(occurrences(dir.path(), b"MARKER-CARD"), 0);
    assert_eq!(occurrences(dir.path(), b"MARKER-PAST"), 0, "a summary stands in its place");
    assert!(occurrences(dir.path(), b"MARKER-KEPT") > 0);
    assert!(occurrences(dir.path(), b"MARKER-WHOLE") > 0);
}

/// What an urn held before would show which ballot came when.
#[tokio::test]
async fn nothing_of_what_an_urn_held_before_is_in_any_of_the_files() {
    let (log, dir) = fresh();
    let (meeting, urn) = (opened(&log).await, [7; 16]);
    let holding = |n: usize| format!("MARKER-{n:06}").repeat(400).into_bytes();
    for n in 0..40 {
        log.urn_keep(meeting, urn, holding(n).into()).await.expect("writable");
        // Other things are stored meanwhile.
        let words = vec![record("some words in between")];
        append_with(&log, meeting, n as u64, words).await.expect("nobody else appends");
    }
    log.urn_keep(meeting, urn, holding(40).into()).await.expect("writable");
    for n in 0..40 {
        assert_eq!(occurrences(dir.path(), format!("MARKER-{n:06}").as_bytes()), 0, "{n}");
    }
    // Where a page ends, a marker may lie on two.
    let once = occurrences(dir.path(), b"MARKER-000040");
    assert!((395..=400).contains(&once), "what it holds stands there once: {once}");
    log.urn_burn(meeting, urn).await.expect("burnable");
    assert_eq!(occurrences(dir.path(), b"MARKER-000040"), 0);
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

#[tokio::test]
async fn a_salt_whose_file_could_not_be_written_anew_is_swept_the_next_time() {
    // given a file with a hole in it, as large as many salts
    let (log, _dir) = fresh();
    let meeting = opened(&log).await;
    let fill = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                INSERT INTO salt SELECT randomblob(16), randomblob(32) FROM n;
                DELETE FROM salt WHERE rowid > 1;";
    salts(&log, fill).await;
    assert!(free_pages(&log).await > 0);
    // when: within a transaction nothing can be written anew
    salts(&log, "BEGIN").await;
    log.forget(meeting).await.expect_err("it was not swept");
    salts(&log, "COMMIT").await;
    assert!(free_pages(&log).await > 0);
    // then
    log.forget(meeting).await.expect("forgettable");
    assert_eq!(free_pages(&log).await, 0);
    assert_eq!(log.salt(meeting).await.expect("readable"), None);
}

async fn salts(log: &Sqlite, sql: &'static str) {
    let done = log.writer.run(Promise::Stored, move |store| Ok(store.salts.execute_batch(sql)?));
    done.await.expect("that is SQL");
}

async fn free_pages(log: &Sqlite) -> i64 {
    let count = |store: &Store| {
        let free = store.salts.pragma_query_value(None, "freelist_count", |row| row.get(0));
        Ok(free?)
    };
    log.writer.run(Promise::Stored, count).await.expect("it can be read")
}

/// Plays many meetings at once, so that their rows are pushed from page to page, and forgets them.
#[tokio::test]
async fn forgotten_meetings_leave_nothing_in_any_file() {
    let (log, dir) = fresh();
    let mut chance = Chance(42);
    let mut meetings = Vec::new();
    for n in 0..16 {
        let (meeting, pads) = (opened(&log).await, [a_pad(), a_pad()]);
        meetings.push(Played { meeting, pads, mark: format!("<MARK-{n:04}>"), entries: 0 });
    }
    for round in 1..=800 {
        let n = chance.below(meetings.len());
        meetings[n].go_on(&log, round, &mut chance).await;
    }
    while !meetings.is_empty() {
        let gone = meetings.swap_remove(chance.below(meetings.len()));
        assert!(occurrences(dir.path(), gone.mark.as_bytes()) > 0, "{} can be found", gone.mark);
        log.forget(gone.meeting).await.expect("forgettable");
        let left = occurrences(dir.path(), gone.mark.as_bytes());
        assert_eq!(left, 0, "{} is forgotten, {} others are not", gone.mark, meetings.len());
        for round in 0..10 {
            if !meetings.is_empty() {
                let n = chance.below(meetings.len());
                meetings[n].go_on(&log, 1_000 + round, &mut chance).await;
            }
        }
    }
    reopened(log, &dir).await;
}

async fn reopened(log: super::Sqlite, dir: &TempDir) {
    drop(log);
    open(dir).ready().await.expect("the files are whole");
}

/// The same numbers in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

struct Played {
    meeting: MeetingId,
    pads: [PadId; 2],
    mark: String,
    entries: u64,
}

impl Played {
    fn words(&self, chance: &mut Chance) -> Sealed {
        let most = if chance.below(20) == 0 { 500 } else { 30 };
        Sealed(self.mark.repeat(1 + chance.below(most)).into())
    }

    async fn go_on(&mut self, log: &impl Log, round: u64, chance: &mut Chance) {
        let pad = self.pads[chance.below(2)];
        let device = [chance.below(200) as u8; 16];
        let update = Update {
            author: SeatId::from_bytes(device),
            device: DeviceId::from_bytes(device),
            counter: round,
            sealed: self.words(chance),
        };
        match chance.below(20) {
            0..4 => {
                let mut id = self.meeting.0.into_bytes();
                id[0] = chance.below(256) as u8;
                id[1..8].copy_from_slice(&round.to_be_bytes()[1..]);
                let id = shared::id::RecordId::from_bytes(id);
                let record = Record { id, sealed: self.words(chance) };
                let entry = self.words(chance).0.into();
                log.append(self.meeting, Seq(self.entries), entry, vec![record], None)
                    .await
                    .expect("nobody else appends");
                self.entries += 1;
            }
            4 => {
                let ids = log.drawer(self.meeting).await.expect("readable");
                if !ids.is_empty() {
                    let one = ids[chance.below(ids.len())];
                    log.burn(self.meeting, vec![one]).await.expect("burnable");
                }
            }
            5 | 6 => {
                let last = log.pad_read(self.meeting, pad).await.expect("readable").updates.pop();
                if let Some((upto, _)) = last {
                    let kept = log.pad_snapshot(self.meeting, pad, Snapshot { upto, update }).await;
                    if kept.expect("writable") && chance.below(2) == 0 {
                        log.pad_confirm(self.meeting, pad, upto).await.expect("writable");
                    }
                }
            }
            _ => {
                log.pad_append(self.meeting, pad, update).await.expect("writable");
            }
        }
    }
}

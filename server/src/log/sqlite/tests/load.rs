//! Many at once: nothing is lost, nothing doubled, and the write-ahead log does not grow for ever.

use std::sync::Arc;

use shared::id::Seq;

use super::{fresh, open};
use crate::log::Log;
use crate::log::laws::{a_pad, append, append_with, opened, record, update};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_writers_and_readers_at_once_lose_nothing() {
    const WRITERS: u8 = 100;
    const EACH: u64 = 20;

    let (log, dir) = fresh();
    let (log, pad) = (Arc::new(log), a_pad());
    let meeting = opened(&*log).await;
    let writers: Vec<_> = (0..WRITERS)
        .map(|device| {
            let log = log.clone();
            tokio::spawn(async move {
                let own = opened(&*log).await;
                for n in 1..=EACH {
                    append(&*log, own, n - 1, "entry").await.expect("nobody else appends");
                    log.pad_append(meeting, pad, update(device, n, "text"))
                        .await
                        .expect("writable");
                    let seen = log.pad_read(meeting, pad).await.expect("readable").updates;
                    let mine =
                        seen.iter().filter(|(_, update)| update.device.as_bytes()[0] == device);
                    assert_eq!(mine.count() as u64, n, "what was acknowledged can be read");
                }
                own
            })
        })
        .collect();
    let mut own = Vec::new();
    for writer in writers {
        own.push(writer.await.expect("a writer found everything as it should be"));
    }
    drop(log);

    let log = open(&dir);
    for meeting in own {
        assert_eq!(log.read(meeting, Seq(0)).await.expect("readable").len() as u64, EACH);
    }
    let updates = log.pad_read(meeting, pad).await.expect("readable").updates;
    assert_eq!(updates.len() as u64, u64::from(WRITERS) * EACH);
}

#[tokio::test]
async fn the_write_ahead_log_does_not_grow_for_ever() {
    let (log, dir) = fresh();
    let meeting = opened(&log).await;
    let megabyte = "x".repeat(1 << 20);
    let mut longest = 0;
    for after in 0..160 {
        append_with(&log, meeting, after, vec![record(&megabyte)]).await.expect("writable");
        let wal = dir.path().join("log.db-wal").metadata().expect("it is there while open");
        longest = longest.max(wal.len());
    }
    assert!(longest < 80 << 20, "{longest} bytes");
}

//! Laws of pads: every update once, snapshots in two generations.
#![allow(missing_docs, reason = "a law's name is its sentence")]

use std::collections::{BTreeMap, BTreeSet};

use shared::id::{MeetingId, SeatId};
use shared::pad::{PadId, Sheet, Update};

use super::{a_pad, opened, snapshot, update};
use crate::log::{Log, PadContents, PadSize};

async fn write(log: &impl Log, meeting: MeetingId, pad: PadId, update: Update) -> u64 {
    log.pad_append(meeting, pad, update).await.expect("a healthy log can be written")
}

async fn read(log: &impl Log, meeting: MeetingId, pad: PadId) -> PadContents {
    log.pad_read(meeting, pad).await.expect("a healthy log can be read")
}

/// A pad in which one device wrote the updates 1 to `last`.
async fn written(log: &impl Log, last: u64) -> (MeetingId, PadId) {
    let (meeting, pad) = (opened(log).await, a_pad());
    for n in 1..=last {
        assert_eq!(write(log, meeting, pad, update(1, n, "text")).await, n);
    }
    (meeting, pad)
}

/// Keeps a snapshot for which there is a place, and confirms it.
async fn confirmed(log: &impl Log, meeting: MeetingId, pad: PadId, upto: u64, words: &str) {
    let kept = log.pad_snapshot(meeting, pad, snapshot(upto, words)).await;
    assert!(kept.expect("a healthy log can be written"), "{upto} has its place");
    let confirmed = log.pad_confirm(meeting, pad, upto).await;
    assert!(confirmed.expect("a healthy log can be written"), "{upto} was the newest");
}

async fn sizes(log: &impl Log, meeting: MeetingId) -> BTreeMap<PadId, PadSize> {
    let sizes = log.pad_sizes(meeting).await;
    sizes.expect("a healthy log can be read").into_iter().collect()
}

fn numbers(contents: &PadContents) -> Vec<u64> {
    contents.updates.iter().map(|(n, _)| *n).collect()
}

pub async fn updates_are_numbered_without_holes(log: &impl Log) {
    let (meeting, notes) = (opened(log).await, a_pad());
    let question = PadId { sheet: Sheet::Question, ..notes };
    assert_eq!(read(log, meeting, notes).await, PadContents::default());
    // Later authors first, so that the order of authors is not the order of writing.
    let (a, b, c) = (update(3, 1, "a"), update(2, 1, "b"), update(3, 2, "c"));
    assert_eq!(write(log, meeting, notes, a.clone()).await, 1);
    assert_eq!(write(log, meeting, notes, b.clone()).await, 2);
    assert_eq!(write(log, meeting, question, b.clone()).await, 1, "each pad counts for itself");
    assert_eq!(write(log, meeting, notes, c.clone()).await, 3);

    let expected = PadContents { updates: vec![(1, a), (2, b), (3, c)], ..Default::default() };
    assert_eq!(read(log, meeting, notes).await, expected);
}

pub async fn a_pad_is_as_large_as_what_would_be_read_of_it(log: &impl Log) {
    let (meeting, notes) = written(log, 3).await;
    let question = PadId { sheet: Sheet::Question, ..notes };
    write(log, meeting, question, update(2, 1, "b")).await;
    assert_eq!(sizes(log, meeting).await[&notes].last, 3);
    let snapshot = snapshot(2, "a summary that is longer than what it stands for");
    assert!(log.pad_snapshot(meeting, notes, snapshot).await.expect("writable"));
    let before = sizes(log, meeting).await[&notes];
    assert!(log.pad_confirm(meeting, notes, 2).await.expect("writable"));
    let after = sizes(log, meeting).await;
    assert_ne!(before.bytes, after[&notes].bytes);
    assert_eq!(before.last, after[&notes].last, "numbers are never given twice");
    for pad in [notes, question] {
        assert_eq!(after[&pad].bytes, read(log, meeting, pad).await.bytes());
    }
    assert_eq!(after.len(), 2);
}

pub async fn an_update_that_comes_again_keeps_its_number(log: &impl Log) {
    let (meeting, pad) = written(log, 3).await;
    assert_eq!(write(log, meeting, pad, update(1, 2, "text")).await, 2);
    assert_eq!(write(log, meeting, pad, update(1, 2, "something else")).await, 2);
    assert_eq!(write(log, meeting, pad, update(2, 2, "another device")).await, 4);
    let contents = read(log, meeting, pad).await;
    assert_eq!(numbers(&contents), [1, 2, 3, 4]);
    assert_eq!(contents.updates[1], (2, update(1, 2, "text")));
}

pub async fn nobody_takes_up_the_place_of_somebody_elses_update(log: &impl Log) {
    let (meeting, pad) = (opened(log).await, a_pad());
    let honest = update(1, 1, "text");
    let forged = Update { author: SeatId::from_bytes([6; 16]), ..update(1, 1, "forged") };
    assert_eq!(write(log, meeting, pad, forged).await, 1);
    assert_eq!(write(log, meeting, pad, honest.clone()).await, 2);
    assert_eq!(read(log, meeting, pad).await.updates[1], (2, honest));
}

pub async fn many_writers_of_one_pad_lose_nothing(log: &impl Log) {
    let (meeting, pad) = (opened(log).await, a_pad());
    let mut given = BTreeSet::new();
    for counter in 1..=20 {
        let (a, b, c, again) = tokio::join!(
            write(log, meeting, pad, update(1, counter, "a")),
            write(log, meeting, pad, update(2, counter, "b")),
            write(log, meeting, pad, update(3, counter, "c")),
            write(log, meeting, pad, update(1, counter, "a")),
        );
        assert_eq!(a, again);
        given.extend([a, b, c]);
    }
    assert_eq!(given, (1..=60).collect());
    assert_eq!(numbers(&read(log, meeting, pad).await), (1..=60).collect::<Vec<_>>());
}

pub async fn an_unconfirmed_snapshot_replaces_nothing(log: &impl Log) {
    let (meeting, pad) = written(log, 3).await;
    let kept = log.pad_snapshot(meeting, pad, snapshot(2, "whole")).await;
    assert!(kept.expect("writable"));
    let contents = read(log, meeting, pad).await;
    assert_eq!(contents.snapshot, None);
    assert_eq!(contents.pending, Some(snapshot(2, "whole")));
    assert_eq!(numbers(&contents), [1, 2, 3]);
}

pub async fn a_confirmed_snapshot_takes_the_place_of_what_it_covers(log: &impl Log) {
    let (meeting, pad) = written(log, 5).await;
    confirmed(log, meeting, pad, 2, "older").await;
    let kept = log.pad_snapshot(meeting, pad, snapshot(4, "newer")).await;
    assert!(kept.expect("writable"));
    let between = read(log, meeting, pad).await;
    assert_eq!(between.snapshot, Some(snapshot(2, "older")), "the generation before stays");
    assert_eq!(between.pending, Some(snapshot(4, "newer")));
    assert_eq!(numbers(&between), [3, 4, 5]);

    assert!(log.pad_confirm(meeting, pad, 4).await.expect("writable"));

    let after = read(log, meeting, pad).await;
    assert_eq!((after.snapshot.clone(), after.pending.clone()), (Some(snapshot(4, "newer")), None));
    assert_eq!(numbers(&after), [5]);
    assert_eq!(write(log, meeting, pad, update(1, 6, "text")).await, 6, "numbers go on");
}

pub async fn only_the_newest_snapshot_can_be_confirmed(log: &impl Log) {
    let (meeting, pad) = written(log, 4).await;
    for upto in [2, 3] {
        assert!(log.pad_snapshot(meeting, pad, snapshot(upto, "w")).await.expect("writable"));
    }
    for upto in [0, 2, 4, u64::MAX] {
        assert!(!log.pad_confirm(meeting, pad, upto).await.expect("writable"), "{upto}");
    }
    assert!(log.pad_confirm(meeting, pad, 3).await.expect("writable"));
    assert!(!log.pad_confirm(meeting, pad, 3).await.expect("writable"), "it is confirmed already");
    assert!(!log.pad_confirm(meeting, a_pad(), 3).await.expect("writable"), "no such pad");
}

pub async fn a_snapshot_of_the_future_or_the_past_is_not_kept(log: &impl Log) {
    let (meeting, pad) = written(log, 4).await;
    confirmed(log, meeting, pad, 2, "base").await;
    assert!(log.pad_snapshot(meeting, pad, snapshot(3, "pending")).await.expect("writable"));
    let before = read(log, meeting, pad).await;
    for upto in [0, 1, 2, 3, 5, u64::MAX] {
        let kept = log.pad_snapshot(meeting, pad, snapshot(upto, "wrong")).await;
        assert!(!kept.expect("writable"), "{upto}");
    }
    let nowhere = log.pad_snapshot(meeting, a_pad(), snapshot(1, "wrong")).await;
    assert!(!nowhere.expect("writable"), "no such pad");
    assert_eq!(read(log, meeting, pad).await, before);
}

pub async fn an_update_under_a_snapshot_is_still_stored_once(log: &impl Log) {
    let (meeting, pad) = written(log, 3).await;
    confirmed(log, meeting, pad, 3, "whole").await;
    assert_eq!(write(log, meeting, pad, update(1, 2, "text")).await, 2);
    assert!(numbers(&read(log, meeting, pad).await).is_empty());
}

pub async fn counters_may_be_as_large_as_they_like(log: &impl Log) {
    let (meeting, pad) = (opened(log).await, a_pad());
    for (n, counter) in [(1, u64::MAX), (2, 0), (3, u64::MAX / 2 + 1), (1, u64::MAX)] {
        assert_eq!(write(log, meeting, pad, update(1, counter, "text")).await, n);
    }
    let counters = read(log, meeting, pad).await.updates.into_iter().map(|(_, u)| u.counter);
    assert_eq!(counters.collect::<Vec<_>>(), [u64::MAX, 0, u64::MAX / 2 + 1]);
}

//! Laws of the drawer: records come with their entry, stay as they are, and can be burned alone.
#![allow(missing_docs, reason = "a law's name is its sentence")]

use std::collections::BTreeSet;

use shared::id::{MeetingId, RecordId};
use shared::words::Record;

use super::{append_with, opened, record};
use crate::log::{AppendError, Log};

async fn records(log: &impl Log, meeting: MeetingId, ids: &[RecordId]) -> Vec<Record> {
    log.records(meeting, ids).await.expect("a healthy log can be read")
}

async fn drawer(log: &impl Log, meeting: MeetingId) -> BTreeSet<RecordId> {
    log.drawer(meeting).await.expect("a healthy log can be read").into_iter().collect()
}

pub async fn records_come_with_their_entry(log: &impl Log) {
    let (meeting, other) = (opened(log).await, opened(log).await);
    let (name, card, case) = (record("a name"), record("a card"), record(""));
    append_with(log, meeting, 0, vec![name.clone(), card.clone()]).await.expect("first");
    append_with(log, meeting, 1, vec![case.clone()]).await.expect("second");

    let unknown = record("never stored").id;
    let asked = [case.id, unknown, name.id, card.id];
    assert_eq!(
        records(log, meeting, &asked).await,
        [case.clone(), name.clone(), card.clone()],
        "in the order of the question"
    );
    assert_eq!(drawer(log, meeting).await, BTreeSet::from([name.id, card.id, case.id]));
    assert_eq!(records(log, other, &asked).await, []);
    assert_eq!(drawer(log, other).await, BTreeSet::new());
}

pub async fn a_refused_entry_brings_no_records(log: &impl Log) {
    let meeting = opened(log).await;
    let late = append_with(log, meeting, 1, vec![record("too late")]).await;
    assert!(matches!(late, Err(AppendError::Conflict)), "{late:?}");
    assert_eq!(drawer(log, meeting).await, BTreeSet::new());
}

pub async fn a_record_never_replaces_another(log: &impl Log) {
    let (meeting, other) = (opened(log).await, opened(log).await);
    let first = record("first words");
    let second = Record { id: first.id, ..record("other words") };
    append_with(log, meeting, 0, vec![first.clone()]).await.expect("first");
    append_with(log, meeting, 1, vec![second.clone()]).await.expect("the entry itself is fine");
    assert_eq!(records(log, meeting, &[first.id]).await, [first]);

    append_with(log, other, 0, vec![second.clone()]).await.expect("first in its meeting");
    assert_eq!(records(log, other, &[second.id]).await, [second]);
}

pub async fn a_burned_record_is_gone_and_the_others_stay(log: &impl Log) {
    let (meeting, other) = (opened(log).await, opened(log).await);
    let (burned, kept) = (record("to be burned"), record("to be kept"));
    let both = vec![burned.clone(), kept.clone()];
    append_with(log, meeting, 0, both.clone()).await.expect("first");
    append_with(log, other, 0, both.clone()).await.expect("first in its meeting");

    log.burn(meeting, vec![burned.id, record("unknown").id]).await.expect("burnable");
    log.burn(meeting, vec![burned.id]).await.expect("what is gone may be burned again");

    assert_eq!(records(log, meeting, &[burned.id, kept.id]).await, std::slice::from_ref(&kept));
    assert_eq!(drawer(log, meeting).await, BTreeSet::from([kept.id]));
    assert_eq!(records(log, other, &[burned.id, kept.id]).await, both);
}

//! Laws of the urns: each holds what it was given last, and nothing of what it held before.
#![allow(missing_docs, reason = "a law's name is its sentence")]

use bytes::Bytes;
use shared::id::MeetingId;

use super::{opened, unique};
use crate::log::{Log, UrnError, UrnId};

async fn keep(log: &impl Log, meeting: MeetingId, urn: UrnId, bytes: &'static str) {
    let kept = log.urn_keep(meeting, urn, Bytes::from_static(bytes.as_bytes())).await;
    kept.expect("a healthy log keeps an urn");
}

async fn held(log: &impl Log, meeting: MeetingId, urn: UrnId) -> Option<Bytes> {
    log.urn_read(meeting, urn).await.expect("a healthy log can be read")
}

pub async fn an_urn_holds_what_it_was_given_last(log: &impl Log) {
    let (meeting, urn) = (opened(log).await, unique());
    assert_eq!(held(log, meeting, urn).await, None);
    for bytes in ["first", "other", "a much longer one, beyond any room that the first had got", ""]
    {
        keep(log, meeting, urn, bytes).await;
        assert_eq!(held(log, meeting, urn).await.as_deref(), Some(bytes.as_bytes()));
    }
}

pub async fn urns_do_not_know_of_each_other(log: &impl Log) {
    let (meeting, other) = (opened(log).await, opened(log).await);
    let (one, two) = (unique(), unique());
    keep(log, meeting, one, "one").await;
    keep(log, meeting, two, "two").await;
    keep(log, other, one, "another meeting's").await;
    assert_eq!(held(log, meeting, one).await.as_deref(), Some(&b"one"[..]));
    assert_eq!(held(log, other, one).await.as_deref(), Some(&b"another meeting's"[..]));
    assert_eq!(held(log, other, two).await, None);
}

pub async fn a_burned_urn_holds_nothing(log: &impl Log) {
    let (meeting, burned, kept) = (opened(log).await, unique(), unique());
    keep(log, meeting, burned, "burned").await;
    keep(log, meeting, kept, "kept").await;
    for _ in 0..2 {
        log.urn_burn(meeting, burned).await.expect("a healthy log burns");
        assert_eq!(held(log, meeting, burned).await, None);
    }
    assert_eq!(held(log, meeting, kept).await.as_deref(), Some(&b"kept"[..]));
}

pub async fn an_urn_goes_with_its_meeting(log: &impl Log) {
    let (meeting, urn) = (opened(log).await, unique());
    keep(log, meeting, urn, "ballots").await;
    log.forget(meeting).await.expect("forgettable");
    assert_eq!(held(log, meeting, urn).await, None);
    let late = log.urn_keep(meeting, urn, Bytes::from_static(b"late")).await;
    assert!(matches!(late, Err(UrnError::Gone)), "{late:?}");
    log.urn_burn(meeting, urn).await.expect("nothing is there to be burned");
}

//! A log in memory that can be made to wait, or to fail.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use bytes::Bytes;
use server::log::memory::Memory;
use server::log::{
    AppendError, Log, OpenError, PadContents, PadError, PadSize, Salt, Unavailable, UrnError, UrnId,
};
use shared::id::{MeetingId, RecordId, Seq};
use shared::pad::{PadId, Snapshot, Update};
use shared::time::Timestamp;
use shared::words::Record;
use tokio::sync::watch;

/// A valve before a log in memory.
pub struct Valve {
    log: Memory,
    /// Whether entries flow.
    open: watch::Sender<bool>,
    broken: AtomicBool,
    fatal: AtomicBool,
}

impl Valve {
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            log: Memory::default(),
            open: watch::Sender::new(true),
            broken: AtomicBool::new(false),
            fatal: AtomicBool::new(false),
        })
    }

    /// Holds back every append from now on, or lets them go.
    pub fn hold(&self, hold: bool) {
        self.open.send_replace(!hold);
    }

    /// Lets everything fail from now on, or work again.
    pub fn break_down(&self, broken: bool) {
        self.broken.store(broken, Ordering::SeqCst);
    }

    /// Lets whoever appends fall over from now on, as a bug would, or work again.
    pub fn be_fatal(&self, fatal: bool) {
        self.fatal.store(fatal, Ordering::SeqCst);
    }

    fn working(&self) -> Result<&Memory, Unavailable> {
        match self.broken.load(Ordering::SeqCst) {
            true => Err(Unavailable::because("broken for a test")),
            false => Ok(&self.log),
        }
    }

    async fn flowing(&self) {
        self.open.subscribe().wait_for(|open| *open).await.expect("the valve is here");
    }
}

#[async_trait]
impl Log for Valve {
    async fn open(&self, meeting: MeetingId, salt: Salt) -> Result<(), OpenError> {
        self.working()?.open(meeting, salt).await
    }

    async fn salt(&self, meeting: MeetingId) -> Result<Option<Salt>, Unavailable> {
        self.working()?.salt(meeting).await
    }

    async fn append(
        &self,
        meeting: MeetingId,
        after: Seq,
        entry: Bytes,
        records: Vec<Record>,
        wake: Option<Timestamp>,
    ) -> Result<(), AppendError> {
        self.flowing().await;
        assert!(!self.fatal.load(Ordering::SeqCst), "a bug, for a test");
        self.working()?.append(meeting, after, entry, records, wake).await
    }

    async fn read(&self, meeting: MeetingId, after: Seq) -> Result<Vec<(Seq, Bytes)>, Unavailable> {
        self.working()?.read(meeting, after).await
    }

    async fn records(
        &self,
        meeting: MeetingId,
        ids: &[RecordId],
    ) -> Result<Vec<Record>, Unavailable> {
        self.working()?.records(meeting, ids).await
    }

    async fn drawer(&self, meeting: MeetingId) -> Result<Vec<RecordId>, Unavailable> {
        self.working()?.drawer(meeting).await
    }

    async fn burn(&self, meeting: MeetingId, ids: Vec<RecordId>) -> Result<(), Unavailable> {
        self.working()?.burn(meeting, ids).await
    }

    async fn pad_append(
        &self,
        meeting: MeetingId,
        pad: PadId,
        update: Update,
    ) -> Result<u64, PadError> {
        self.flowing().await;
        self.working()?.pad_append(meeting, pad, update).await
    }

    async fn pad_read(&self, meeting: MeetingId, pad: PadId) -> Result<PadContents, Unavailable> {
        self.working()?.pad_read(meeting, pad).await
    }

    async fn pad_sizes(&self, meeting: MeetingId) -> Result<Vec<(PadId, PadSize)>, Unavailable> {
        self.working()?.pad_sizes(meeting).await
    }

    async fn pad_snapshot(
        &self,
        meeting: MeetingId,
        pad: PadId,
        snapshot: Snapshot,
    ) -> Result<bool, Unavailable> {
        self.working()?.pad_snapshot(meeting, pad, snapshot).await
    }

    async fn pad_confirm(
        &self,
        meeting: MeetingId,
        pad: PadId,
        upto: u64,
    ) -> Result<bool, Unavailable> {
        self.working()?.pad_confirm(meeting, pad, upto).await
    }

    async fn urn_keep(&self, meeting: MeetingId, urn: UrnId, bytes: Bytes) -> Result<(), UrnError> {
        self.log.urn_keep(meeting, urn, bytes).await
    }

    async fn urn_read(&self, meeting: MeetingId, urn: UrnId) -> Result<Option<Bytes>, Unavailable> {
        self.log.urn_read(meeting, urn).await
    }

    async fn urn_burn(&self, meeting: MeetingId, urn: UrnId) -> Result<(), Unavailable> {
        self.log.urn_burn(meeting, urn).await
    }

    async fn forget(&self, meeting: MeetingId) -> Result<(), Unavailable> {
        self.working()?.forget(meeting).await
    }

    async fn due(&self, now: Timestamp, most: usize) -> Result<Vec<MeetingId>, Unavailable> {
        self.working()?.due(now, most).await
    }

    async fn next_wake(&self) -> Result<Option<Timestamp>, Unavailable> {
        self.working()?.next_wake().await
    }

    async fn ready(&self) -> Result<(), Unavailable> {
        self.working()?.ready().await
    }

    // A house of a test ends before its log: another one may go on with it.
    async fn close(&self) {}
}

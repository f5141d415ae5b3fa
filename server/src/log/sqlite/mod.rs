//! The log in SQLite, inside the one binary: stored means stored.
//!
//! One thread writes, in groups (`writer`), a second one moves the write-ahead log into the file
//! (`checkpoint`), a few connections read (`readers`). Nothing is kept in memory for a meeting.
//! The data folder holds `log.db`, `salts.db`, their `-wal` and `-shm` companions while they are
//! open, and `lock`, by which a second server on the same folder is refused.
//!
//! Deliberately absent: shrinking `log.db`. The room of what was forgotten is overwritten with
//! zeros and used again (`content`).

use std::path::Path;

use async_trait::async_trait;
use bytes::Bytes;
use rusqlite::Connection;
use shared::id::{MeetingId, RecordId, Seq};
use shared::pad::{PadId, Snapshot, Update};
use shared::time::Timestamp;
use shared::words::Record;

mod checkpoint;
mod content;
mod entries;
mod folder;
mod pads;
mod readers;
#[cfg(test)]
mod tests;
mod urns;
mod writer;

use self::checkpoint::Checkpointer;
use self::folder::Folder;
pub use self::folder::StartError;
use self::readers::{Reader, Readers};
use self::writer::{Promise, Store, Writer};
use super::{
    AppendError, Log, OpenError, PadContents, PadError, PadSize, Salt, Unavailable, UrnError, UrnId,
};

/// Meetings in a data folder of this machine. Dropping it finishes what was asked and closes the
/// files; the thread it is dropped on waits for that.
pub struct Sqlite {
    writer: Writer,
    readers: Readers,
}

impl Sqlite {
    /// Opens the data folder, made (for its owner only) where there is none.
    pub fn open(dir: &Path) -> Result<Self, StartError> {
        let folder = Folder::take(dir)?;
        let (log, salts) = folder.for_writing()?;
        let readers = Readers::open(&folder)?;
        let checkpointer = Checkpointer::start(&folder.log())?;
        let writer = Writer::start(Store { log, salts, _folder: folder }, checkpointer)
            .map_err(|error| StartError::Folder(dir.into(), error))?;
        Ok(Self { writer, readers })
    }

    async fn store<T: Send + 'static>(
        &self,
        mut change: impl FnMut(&Connection) -> Result<T, Unavailable> + Send + 'static,
    ) -> Result<T, Unavailable> {
        self.writer.run(Promise::Stored, move |store| change(&store.log)).await
    }

    async fn erase<T: Send + 'static>(
        &self,
        mut change: impl FnMut(&Connection) -> Result<T, Unavailable> + Send + 'static,
    ) -> Result<T, Unavailable> {
        self.writer.run(Promise::Erased, move |store| change(&store.log)).await
    }

    async fn look<T: Send + 'static>(
        &self,
        look: impl FnOnce(&Connection) -> Result<T, Unavailable> + Send + 'static,
    ) -> Result<T, Unavailable> {
        self.readers.run(move |reader: &Reader| look(&reader.log)).await
    }
}

impl From<rusqlite::Error> for Unavailable {
    /// SQLite's messages name tables and codes, never what stands in a row.
    fn from(error: rusqlite::Error) -> Self {
        Self::because(error)
    }
}

#[async_trait]
impl Log for Sqlite {
    async fn open(&self, meeting: MeetingId, salt: Salt) -> Result<(), OpenError> {
        let open = move |store: &Store| entries::open(store, meeting, &salt);
        self.writer.run(Promise::Stored, open).await?
    }

    async fn salt(&self, meeting: MeetingId) -> Result<Option<Salt>, Unavailable> {
        self.readers.run(move |reader| entries::salt(reader, meeting)).await
    }

    async fn append(
        &self,
        meeting: MeetingId,
        after: Seq,
        entry: Bytes,
        records: Vec<Record>,
        wake: Option<Timestamp>,
    ) -> Result<(), AppendError> {
        self.store(move |db| entries::append(db, meeting, after, &entry, &records, wake)).await?
    }

    async fn read(&self, meeting: MeetingId, after: Seq) -> Result<Vec<(Seq, Bytes)>, Unavailable> {
        self.look(move |db| entries::read(db, meeting, after)).await
    }

    async fn records(
        &self,
        meeting: MeetingId,
        ids: &[RecordId],
    ) -> Result<Vec<Record>, Unavailable> {
        let ids = ids.to_vec();
        self.look(move |db| entries::records(db, meeting, &ids)).await
    }

    async fn drawer(&self, meeting: MeetingId) -> Result<Vec<RecordId>, Unavailable> {
        self.look(move |db| entries::drawer(db, meeting)).await
    }

    async fn burn(&self, meeting: MeetingId, ids: Vec<RecordId>) -> Result<(), Unavailable> {
        self.erase(move |db| entries::burn(db, meeting, &ids)).await
    }

    async fn pad_append(
        &self,
        meeting: MeetingId,
        pad: PadId,
        update: Update,
    ) -> Result<u64, PadError> {
        // It has been relayed already, and its author keeps it until then.
        let append = move |store: &Store| pads::append(&store.log, meeting, pad, &update);
        self.writer.run(Promise::StoredInTime, append).await?
    }

    async fn pad_read(&self, meeting: MeetingId, pad: PadId) -> Result<PadContents, Unavailable> {
        self.look(move |db| pads::read(db, meeting, pad)).await
    }

    async fn pad_sizes(&self, meeting: MeetingId) -> Result<Vec<(PadId, PadSize)>, Unavailable> {
        self.look(move |db| pads::sizes(db, meeting)).await
    }

    async fn pad_snapshot(
        &self,
        meeting: MeetingId,
        pad: PadId,
        snapshot: Snapshot,
    ) -> Result<bool, Unavailable> {
        self.store(move |db| pads::keep_snapshot(db, meeting, pad, &snapshot)).await
    }

    async fn pad_confirm(
        &self,
        meeting: MeetingId,
        pad: PadId,
        upto: u64,
    ) -> Result<bool, Unavailable> {
        self.store(move |db| pads::confirm(db, meeting, pad, upto)).await
    }

    async fn urn_keep(&self, meeting: MeetingId, urn: UrnId, bytes: Bytes) -> Result<(), UrnError> {
        self.erase(move |db| urns::keep(db, meeting, &urn, &bytes)).await?
    }

    async fn urn_read(&self, meeting: MeetingId, urn: UrnId) -> Result<Option<Bytes>, Unavailable> {
        self.look(move |db| urns::read(db, meeting, &urn)).await
    }

    async fn urn_burn(&self, meeting: MeetingId, urn: UrnId) -> Result<(), Unavailable> {
        self.erase(move |db| urns::burn(db, meeting, &urn)).await
    }

    async fn forget(&self, meeting: MeetingId) -> Result<(), Unavailable> {
        self.writer.run(Promise::Erased, move |store| entries::forget(store, meeting)).await
    }

    async fn due(&self, now: Timestamp, most: usize) -> Result<Vec<MeetingId>, Unavailable> {
        self.look(move |db| entries::due(db, now, most)).await
    }

    async fn next_wake(&self) -> Result<Option<Timestamp>, Unavailable> {
        self.look(entries::next_wake).await
    }

    async fn ready(&self) -> Result<(), Unavailable> {
        self.store(entries::touch).await
    }

    async fn close(&self) {
        self.readers.close();
        self.writer.close().await;
    }
}

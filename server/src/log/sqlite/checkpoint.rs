//! Moves what was committed from the write-ahead log into the file, holding up as few as possible.
//!
//! A second thread does the bulk, beside the writer. But a log that is written to all the time is
//! never moved to its last page, and so would grow without end: beyond some size the writer itself
//! moves the little that is left and starts the log anew. And where something was erased, the
//! writer moves everything at once, since old pages lie in that log too.

use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;

use super::folder::{self, StartError};
use super::writer::Store;
use crate::log::Unavailable;

/// From this size of the write-ahead log the second thread is at work: SQLite's own 1,000 pages.
const BULK_BYTES: u64 = 4 << 20;

/// From this size the writer starts it anew.
const ANEW_BYTES: u64 = 64 << 20;

/// The second thread; dropping it waits for the end of a checkpoint under way.
pub(super) struct Checkpointer {
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpointer {
    pub(super) fn start(file: &Path) -> Result<Self, StartError> {
        let db = folder::writing(file).map_err(|e| StartError::Database(file.into(), e))?;
        let (wake, wakes) = sync_channel(1);
        let thread = thread::Builder::new()
            .name("log-checkpoint".into())
            .spawn(move || {
                for () in wakes {
                    if let Err(error) = checkpoint(&db, "PASSIVE") {
                        tracing::warn!(%error, "a checkpoint was not made; it is tried again");
                    }
                }
            })
            .map_err(|error| StartError::Folder(file.into(), error))?;
        Ok(Self { wake: Some(wake), thread: Some(thread) })
    }

    /// Called after a commit: sets the second thread to work where that is worth it.
    pub(super) fn look_at(&self, wal: &Path, log: &Connection) {
        // A log that is not there is a short one.
        let bytes = std::fs::metadata(wal).map_or(0, |wal| wal.len());
        if bytes > ANEW_BYTES
            && let Err(error) = clear(log)
        {
            tracing::warn!(%error, bytes, "the write-ahead log grows on");
        } else if bytes > BULK_BYTES
            && let Some(wake) = &self.wake
        {
            // Full means that it is at work or about to be.
            let _ = wake.try_send(());
        }
    }
}

impl Drop for Checkpointer {
    fn drop(&mut self) {
        self.wake = None;
        if let Some(thread) = self.thread.take() {
            // The thread's panic has been reported where it happened.
            let _ = thread.join();
        }
    }
}

/// Moves everything and empties the write-ahead log.
pub(super) fn clear(db: &Connection) -> Result<(), Unavailable> {
    match checkpoint(db, "TRUNCATE")? {
        true => Ok(()),
        false => Err(Unavailable::because("the write-ahead log is being read")),
    }
}

/// Leaves no byte of what was deleted in any file.
pub(super) fn sweep(store: &Store) -> Result<(), Unavailable> {
    clear(&store.log)?;
    clear(&store.salts)
}

/// Whether the checkpoint went as far as its mode promises.
fn checkpoint(db: &Connection, mode: &str) -> rusqlite::Result<bool> {
    db.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |row| row.get(0))
        .map(|busy: i64| busy == 0)
}

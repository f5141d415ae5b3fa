//! Moves what was committed from the write-ahead log into the file, holding up as few as possible.
//!
//! A second thread does the bulk, beside the writer. But a log that is written to all the time is
//! never moved to its last page, and so would grow without end: beyond some size the writer itself
//! moves the little that is left and starts the log anew. And where something was erased, the
//! writer moves everything at once, since old pages lie in that log too.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;

use super::folder::{self, StartError};
use super::writer::Store;
use crate::log::Unavailable;

/// So many pages (of 4 KiB) waiting to be moved are worth a checkpoint: SQLite's own measure.
const BULK_PAGES: i64 = 1_000;

/// From this length on the log is started anew: 64 MiB.
const ANEW_PAGES: i64 = 16 << 10;

/// The second thread; dropping it waits for the end of a checkpoint under way.
pub(super) struct Checkpointer {
    wake: Option<SyncSender<()>>,
    at_work: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Checkpointer {
    pub(super) fn start(file: &Path) -> Result<Self, StartError> {
        let db = folder::writing(file).map_err(|e| StartError::Database(file.into(), e))?;
        let (wake, wakes) = sync_channel(1);
        let at_work = Arc::new(AtomicBool::new(false));
        let done = at_work.clone();
        let thread = thread::Builder::new()
            .name("log-checkpoint".into())
            .spawn(move || {
                for () in wakes {
                    if let Err(error) = checkpoint(&db, "PASSIVE") {
                        tracing::warn!(%error, "a checkpoint was not made; it is tried again");
                    }
                    done.store(false, Ordering::Release);
                }
            })
            .map_err(|error| StartError::Folder(file.into(), error))?;
        Ok(Self { wake: Some(wake), at_work, thread: Some(thread) })
    }

    /// Called by the writer after a commit: has what is worth it moved.
    pub(super) fn look_at(&self, log: &Connection) {
        // While the second thread moves pages, the writer would only wait for it; and right after
        // it there is least left to move.
        if self.at_work.load(Ordering::Acquire) {
            return;
        }
        match checkpoint(log, "NOOP") {
            Ok(Wal { pages, .. }) if pages > ANEW_PAGES => match checkpoint(log, "RESTART") {
                Ok(Wal { busy: false, .. }) => {}
                outcome => tracing::warn!(?outcome, pages, "the write-ahead log grows on"),
            },
            Ok(Wal { pages, moved, .. }) if pages - moved > BULK_PAGES => {
                self.at_work.store(true, Ordering::Release);
                let woken = self.wake.as_ref().is_some_and(|wake| wake.try_send(()).is_ok());
                // It has ended by a panic, reported where it happened: the writer goes on alone.
                if !woken {
                    self.at_work.store(false, Ordering::Release);
                }
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the write-ahead log cannot be measured"),
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
        Wal { busy: false, .. } => Ok(()),
        _ => Err(Unavailable::because("the write-ahead log is being read")),
    }
}

/// Leaves no byte of what was deleted in any file.
pub(super) fn sweep(store: &Store) -> Result<(), Unavailable> {
    clear(&store.log)?;
    clear(&store.salts)
}

/// The state of the write-ahead log after a checkpoint.
#[derive(Debug)]
struct Wal {
    /// Whether somebody kept the checkpoint from doing all that its mode promises.
    busy: bool,
    pages: i64,
    moved: i64,
}

fn checkpoint(db: &Connection, mode: &str) -> rusqlite::Result<Wal> {
    db.prepare_cached(&format!("PRAGMA wal_checkpoint({mode})"))?.query_row([], |row| {
        Ok(Wal { busy: row.get::<_, i64>(0)? != 0, pages: row.get(1)?, moved: row.get(2)? })
    })
}

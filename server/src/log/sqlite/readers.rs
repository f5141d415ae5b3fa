//! A few connections that only read, for as many threads at once; the others wait in line.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::folder::{self, Folder, StartError};
use super::writer::say;
use crate::log::Unavailable;

/// How many read at once. Reads take fractions of a millisecond; each connection holds some memory.
const READERS: usize = 4;

/// The connections.
pub(super) struct Readers {
    free: Arc<Semaphore>,
    idle: Arc<Mutex<Vec<Reader>>>,
}

/// One connection to each file.
pub(super) struct Reader {
    /// Everything but the salts.
    pub(super) log: Connection,
    /// The salts.
    pub(super) salts: Connection,
}

impl Readers {
    pub(super) fn open(folder: &Folder) -> Result<Self, StartError> {
        let open = |file: &std::path::Path| {
            folder::reading(file).map_err(|error| StartError::Database(file.into(), error))
        };
        let reader = |_| Ok(Reader { log: open(&folder.log())?, salts: open(&folder.salts())? });
        let idle = (0..READERS).map(reader).collect::<Result<_, StartError>>()?;
        Ok(Self { free: Arc::new(Semaphore::new(READERS)), idle: Arc::new(Mutex::new(idle)) })
    }

    /// Runs `read` on a thread where it may block; all it sees is of one moment.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Reader) -> Result<T, Unavailable> + Send + 'static,
    ) -> Result<T, Unavailable> {
        let closed = |_| Unavailable::because("the log is closed");
        let permit = self.free.clone().acquire_owned().await.map_err(closed)?;
        let idle = self.idle.clone();
        let work = move || {
            let lock = || idle.lock().unwrap_or_else(PoisonError::into_inner);
            let reader = lock().pop().ok_or_else(|| Unavailable::because("no reader is left"))?;
            let outcome = reader.of_one_moment(read);
            lock().push(reader);
            drop(permit);
            outcome
        };
        tokio::task::spawn_blocking(work).await.map_err(Unavailable::because)?
    }

    /// Lets nobody read any more.
    pub(super) fn close(&self) {
        self.free.close();
    }
}

impl Reader {
    fn of_one_moment<T>(
        &self,
        read: impl FnOnce(&Self) -> Result<T, Unavailable>,
    ) -> Result<T, Unavailable> {
        if !self.log.is_autocommit() {
            // The moment before did not end.
            say(&self.log, "ROLLBACK")?;
        }
        say(&self.log, "BEGIN")?;
        let outcome = read(self);
        say(&self.log, "COMMIT")?;
        outcome
    }
}

//! The data folder: whose it is, what lies in it, and how its files are opened.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fmt, io};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

/// How long a connection waits for another one of this process, the checkpoint's for example.
const PATIENCE: Duration = Duration::from_secs(2);

/// The oldest SQLite without the bug by which two connections that write and checkpoint can spoil
/// the file (3.7.0 to 3.51.2).
const OLDEST_SQLITE: i32 = 3_051_003;

/// Kibibytes of pages a writing connection may keep, so that busy tables need no reading again.
const CACHE: i64 = 8 << 10;

/// The same for a reading one, which forgets its pages whenever somebody has written.
const READ_CACHE: i64 = 256;

/// How many statements stay prepared on each connection: more than there are.
const STATEMENTS: usize = 64;

/// The version of the tables, in the file's header.
const SCHEMA: i64 = 2;

const SALTS: &str = "CREATE TABLE salt (meeting BLOB PRIMARY KEY, salt BLOB NOT NULL) STRICT;";

/// Why a log was not opened.
#[derive(Debug)]
pub enum StartError {
    /// Another process has the folder open.
    InUse(PathBuf),
    /// The files were written by a later version of this program.
    Later(PathBuf),
    /// The SQLite in this program is one that may lose what it stored.
    OldSqlite(&'static str),
    /// The folder cannot be used.
    Folder(PathBuf, io::Error),
    /// The database in it cannot be used.
    Database(PathBuf, rusqlite::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InUse(dir) => {
                write!(f, "the data folder {} is in use by another server", dir.display())
            }
            Self::Later(file) => {
                write!(f, "{} was written by a later version of this program", file.display())
            }
            Self::OldSqlite(version) => {
                write!(
                    f,
                    "SQLite {version} may lose what it stored; 3.51.3 is the oldest that will do"
                )
            }
            Self::Folder(path, error) => write!(f, "cannot use {}: {error}", path.display()),
            Self::Database(path, error) => write!(f, "cannot open {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for StartError {}

/// A data folder that is ours as long as this value lives.
pub(super) struct Folder {
    dir: PathBuf,
    _lock: File,
}

impl Folder {
    /// Takes the folder, making it where there is none.
    pub(super) fn take(dir: &Path) -> Result<Self, StartError> {
        if rusqlite::version_number() < OLDEST_SQLITE {
            return Err(StartError::OldSqlite(rusqlite::version()));
        }
        make(dir).map_err(|error| StartError::Folder(dir.into(), error))?;
        let lock = private(&dir.join("lock"))?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => StartError::InUse(dir.into()),
            TryLockError::Error(error) => StartError::Folder(dir.join("lock"), error),
        })?;
        Ok(Self { dir: dir.into(), _lock: lock })
    }

    /// The file with everything but the salts.
    pub(super) fn log(&self) -> PathBuf {
        self.dir.join("log.db")
    }

    /// The salts, small enough for backups that are thrown away after a few days.
    pub(super) fn salts(&self) -> PathBuf {
        self.dir.join("salts.db")
    }

    /// The writer's two connections, log and salts, with their tables in place.
    pub(super) fn for_writing(&self) -> Result<(Connection, Connection), StartError> {
        Ok((prepared(&self.log(), include_str!("schema.sql"))?, prepared(&self.salts(), SALTS)?))
    }
}

/// A connection that can change `file`.
pub(super) fn writing(file: &Path) -> rusqlite::Result<Connection> {
    let db = open(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    db.pragma_update(None, "journal_mode", "wal")?;
    // Acknowledged means on the disk, and burned means overwritten.
    db.pragma_update(None, "synchronous", "full")?;
    db.pragma_update(None, "secure_delete", "on")?;
    // Checkpoints are made where they hold up nobody (see `checkpoint`).
    db.pragma_update(None, "wal_autocheckpoint", 0)?;
    db.pragma_update(None, "cache_size", -CACHE)?;
    Ok(db)
}

/// A connection that can only look.
pub(super) fn reading(file: &Path) -> rusqlite::Result<Connection> {
    let db = open(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    db.pragma_update(None, "cache_size", -READ_CACHE)?;
    Ok(db)
}

fn open(file: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let db = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    db.busy_timeout(PATIENCE)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    // Plans that look at bound values are made anew for each of them.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Whatever does not fit in memory must not lie about in the system's folder.
    db.pragma_update(None, "temp_store", "memory")?;
    db.pragma_update(None, "mmap_size", 0)?;
    db.pragma_update(None, "cell_size_check", "on")?;
    db.pragma_update(None, "trusted_schema", "off")?;
    Ok(db)
}

fn prepared(file: &Path, tables: &str) -> Result<Connection, StartError> {
    // SQLite gives the files beside this one (-wal, -shm) the same permissions.
    private(file)?;
    let unusable = |error| StartError::Database(file.into(), error);
    let db = writing(file).map_err(unusable)?;
    let version = db.pragma_query_value(None, "user_version", |row| row.get(0));
    match version.map_err(unusable)? {
        0 => db
            .execute_batch(&format!("BEGIN; {tables} PRAGMA user_version = {SCHEMA}; COMMIT;"))
            .map_err(unusable)?,
        SCHEMA => {}
        _ => return Err(StartError::Later(file.into())),
    }
    Ok(db)
}

/// Opens a file, made where there is none, that only its owner may read.
fn private(path: &Path) -> Result<File, StartError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path).and_then(|file| {
        #[cfg(unix)]
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        Ok(file)
    });
    file.map_err(|error| StartError::Folder(path.into(), error))
}

fn make(dir: &Path) -> io::Result<()> {
    let mut folder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.recursive(true).create(dir)
}

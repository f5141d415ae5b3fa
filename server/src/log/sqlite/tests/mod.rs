//! What only the SQLite adapter promises: durability, one owner, erased files, no panic.

use tempfile::TempDir;

use super::Sqlite;

mod damage;
mod erasure;
mod folder;
mod load;

mod laws {
    crate::every_law!(super::super::fresh());
}

fn fresh() -> (Sqlite, TempDir) {
    let dir = TempDir::new().expect("the system has a folder for such things");
    (open(&dir), dir)
}

fn open(dir: &TempDir) -> Sqlite {
    Sqlite::open(dir.path()).expect("nobody else has this folder")
}

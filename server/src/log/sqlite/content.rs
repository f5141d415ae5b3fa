//! Bytes that can be wiped: in rows that never move, so that overwriting one leaves no copy.
//!
//! SQLite's `secure_delete` is not enough for that. When it balances a tree it carries rows from
//! page to page, and sometimes leaves the old copies in the unused part of a page, where no later
//! deletion finds them. Here nothing is ever carried: rows are added at the end of the table and
//! never deleted, and none ever changes its size. What is wiped becomes zeros on the spot, and
//! then room for the next content of that size. All other tables hold numbers and random ids,
//! which say nothing once this is gone.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, OptionalExtension, Params, params};

use crate::log::Unavailable;

/// Rooms are powers of two of at least this many bytes, so that they fit for others later.
const SMALLEST: usize = 64;

/// Every row begins with the length of what it holds; behind that follow zeros.
const PREFIX: usize = size_of::<u32>();

/// Stores `bytes` and returns their slot.
pub(super) fn put(db: &Connection, bytes: &[u8]) -> Result<i64, Unavailable> {
    let row = room_for(bytes)?;
    let mut select =
        db.prepare_cached("SELECT slot FROM content WHERE free = 1 AND length(bytes) = ? LIMIT 1")?;
    let size = i64::try_from(row.len()).map_err(Unavailable::because)?;
    let Some(slot) = select.query_row([size], |row| row.get(0)).optional()? else {
        db.prepare_cached("INSERT INTO content (bytes, free) VALUES (?, 0)")?.execute([row])?;
        return Ok(db.last_insert_rowid());
    };
    db.prepare_cached("UPDATE content SET bytes = ?, free = 0 WHERE slot = ?")?
        .execute(params![row, slot])?;
    Ok(slot)
}

/// The row that holds `bytes`, its room filled up with zeros.
fn room_for(bytes: &[u8]) -> Result<Vec<u8>, Unavailable> {
    let length = u32::try_from(bytes.len()).map_err(Unavailable::because)?;
    let size = (PREFIX + bytes.len()).next_power_of_two().max(SMALLEST);
    let mut row = Vec::with_capacity(size);
    row.extend_from_slice(&length.to_be_bytes());
    row.extend_from_slice(bytes);
    row.resize(size, 0);
    Ok(row)
}

/// Puts other bytes in the place of those in a slot; `false`, and nothing changes, where the room
/// there is not the one that they would get.
pub(super) fn put_over(db: &Connection, slot: i64, bytes: &[u8]) -> Result<bool, Unavailable> {
    let row = room_for(bytes)?;
    let size = i64::try_from(row.len()).map_err(Unavailable::because)?;
    let mut update =
        db.prepare_cached("UPDATE content SET bytes = ? WHERE slot = ? AND length(bytes) = ?")?;
    Ok(update.execute(params![row, slot, size])? == 1)
}

/// Overwrites what lies in the slots that `slots`, a `SELECT`, finds.
pub(super) fn wipe(db: &Connection, slots: &str, params: impl Params) -> Result<(), Unavailable> {
    db.prepare_cached(&format!(
        "UPDATE content SET bytes = zeroblob(length(bytes)), free = 1 WHERE slot IN ({slots})"
    ))?
    .execute(params)?;
    Ok(())
}

/// What was put in, from the column `bytes`.
pub(super) struct Content(pub(super) Vec<u8>);

impl FromSql for Content {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let Length(length) = Length::column_result(value)?;
        let held = value.as_blob()?.get(PREFIX..).and_then(|rest| rest.get(..length));
        Ok(Self(held.ok_or(FromSqlError::InvalidType)?.to_vec()))
    }
}

/// How many bytes were put in, from the beginning of the column `bytes`.
pub(super) struct Length(pub(super) usize);

impl FromSql for Length {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let prefix = value.as_blob()?.first_chunk().ok_or(FromSqlError::InvalidType)?;
        Ok(Self(u32::from_be_bytes(*prefix) as usize))
    }
}

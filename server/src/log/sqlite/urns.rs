//! The SQL of urns: bytes that are written over on the spot, so that nothing tells the ballots'
//! order or time. Whoever calls sweeps the write-ahead log, where former pages lie.

use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension, params};
use shared::id::MeetingId;

use super::content::{self, Content};
use super::entries;
use crate::log::{Unavailable, UrnError, UrnId};

const SLOT: &str = "SELECT slot FROM urn WHERE meeting = ? AND id = ?";

pub(super) fn keep(
    db: &Connection,
    meeting: MeetingId,
    urn: &UrnId,
    bytes: &[u8],
) -> Result<Result<(), UrnError>, Unavailable> {
    let Some(key) = entries::key(db, meeting)? else {
        return Ok(Err(UrnError::Gone));
    };
    let slot =
        db.prepare_cached(SLOT)?.query_row(params![key, urn], |row| row.get(0)).optional()?;
    let kept = match slot {
        Some(slot) => content::put_over(db, slot, bytes)?,
        None => false,
    };
    if !kept {
        content::wipe(db, SLOT, params![key, urn])?;
        let mut insert = db.prepare_cached("INSERT OR REPLACE INTO urn VALUES (?, ?, ?)")?;
        insert.execute(params![key, urn, content::put(db, bytes)?])?;
    }
    Ok(Ok(()))
}

pub(super) fn read(
    db: &Connection,
    meeting: MeetingId,
    urn: &UrnId,
) -> Result<Option<Bytes>, Unavailable> {
    let Some(key) = entries::key(db, meeting)? else { return Ok(None) };
    let mut select = db.prepare_cached(
        "SELECT bytes FROM urn JOIN content USING (slot) WHERE meeting = ? AND id = ?",
    )?;
    let bytes = select.query_row(params![key, urn], |row| row.get::<_, Content>(0)).optional()?;
    Ok(bytes.map(|Content(bytes)| bytes.into()))
}

pub(super) fn burn(db: &Connection, meeting: MeetingId, urn: &UrnId) -> Result<(), Unavailable> {
    if let Some(key) = entries::key(db, meeting)? {
        content::wipe(db, SLOT, params![key, urn])?;
        db.prepare_cached("DELETE FROM urn WHERE meeting = ? AND id = ?")?
            .execute(params![key, urn])?;
    }
    Ok(())
}

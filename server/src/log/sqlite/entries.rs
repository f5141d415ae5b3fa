//! The SQL of meetings: their entries, their drawer, their place in the almanac.

use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension, params};
use shared::id::{MeetingId, RecordId, Seq};
use shared::time::Timestamp;
use shared::words::{Record, Sealed};

use super::content::{self, Content};
use super::readers::Reader;
use super::writer::Store;
use crate::log::{AppendError, OpenError, Salt, Unavailable};

/// The number under which the other tables know this meeting.
pub(super) fn key(db: &Connection, meeting: MeetingId) -> Result<Option<i64>, Unavailable> {
    let mut select = db.prepare_cached("SELECT key FROM meeting WHERE id = ?")?;
    Ok(select.query_row([meeting.as_bytes()], |row| row.get(0)).optional()?)
}

/// `Ok(Err(Exists))` is an outcome like another: nothing went wrong with the store.
pub(super) fn open(
    store: &Store,
    meeting: MeetingId,
    salt: &Salt,
) -> Result<Result<(), OpenError>, Unavailable> {
    if key(&store.log, meeting)?.is_some() {
        return Ok(Err(OpenError::Exists));
    }
    // The salt is stored first and by itself: a meeting without one could never be read. One that
    // an interrupted opening left behind belongs to nobody and is replaced.
    let mut insert = store.salts.prepare_cached("INSERT OR REPLACE INTO salt VALUES (?, ?)")?;
    insert.execute(params![meeting.as_bytes(), salt.0])?;
    let mut insert = store.log.prepare_cached("INSERT INTO meeting (id) VALUES (?)")?;
    insert.execute([meeting.as_bytes()])?;
    Ok(Ok(()))
}

pub(super) fn salt(reader: &Reader, meeting: MeetingId) -> Result<Option<Salt>, Unavailable> {
    if key(&reader.log, meeting)?.is_none() {
        return Ok(None);
    }
    let mut select = reader.salts.prepare_cached("SELECT salt FROM salt WHERE meeting = ?")?;
    Ok(select.query_row([meeting.as_bytes()], |row| row.get(0).map(Salt)).optional()?)
}

pub(super) fn append(
    db: &Connection,
    meeting: MeetingId,
    after: Seq,
    entry: &[u8],
    records: &[Record],
    wake: Option<Timestamp>,
) -> Result<Result<(), AppendError>, Unavailable> {
    let Some(key) = key(db, meeting)? else {
        return Ok(Err(AppendError::Gone));
    };
    let mut last = db.prepare_cached("SELECT max(seq) FROM entry WHERE meeting = ?")?;
    let last: Option<i64> = last.query_row([key], |row| row.get(0))?;
    let last = last.unwrap_or(0);
    if u64::try_from(last) != Ok(after.0) {
        return Ok(Err(AppendError::Conflict));
    }
    let mut insert = db.prepare_cached("INSERT INTO entry VALUES (?, ?, ?)")?;
    insert.execute(params![key, last + 1, content::put(db, entry)?])?;
    for record in records {
        put(db, key, record)?;
    }
    // Most entries leave the time as it is, and then its row and its index need no writing.
    let wake = wake.map(|wake| i64::try_from(wake.0).unwrap_or(i64::MAX));
    let mut update =
        db.prepare_cached("UPDATE meeting SET wake = ?1 WHERE key = ?2 AND wake IS NOT ?1")?;
    update.execute(params![wake, key])?;
    Ok(Ok(()))
}

fn put(db: &Connection, key: i64, record: &Record) -> Result<(), Unavailable> {
    let id = record.id.as_bytes();
    let mut select = db.prepare_cached("SELECT 1 FROM record WHERE meeting = ? AND id = ?")?;
    if !select.exists(params![key, id])? {
        let mut insert = db.prepare_cached("INSERT INTO record VALUES (?, ?, ?)")?;
        insert.execute(params![key, id, content::put(db, &record.sealed.0)?])?;
    }
    Ok(())
}

pub(super) fn read(
    db: &Connection,
    meeting: MeetingId,
    after: Seq,
) -> Result<Vec<(Seq, Bytes)>, Unavailable> {
    let (Some(key), Ok(after)) = (key(db, meeting)?, i64::try_from(after.0)) else {
        return Ok(Vec::new());
    };
    let mut select = db.prepare_cached(
        "SELECT seq, bytes FROM entry JOIN content USING (slot)
         WHERE meeting = ? AND seq > ? ORDER BY seq",
    )?;
    let mut rows = select.query([key, after])?;
    let mut entries = Vec::new();
    let mut next = Seq(after.cast_unsigned()).next();
    while let Some(row) = rows.next()? {
        let seq = Seq(row.get::<_, i64>(0)?.cast_unsigned());
        if seq != next {
            return Err(Unavailable::because(format_args!("entry {next} is missing")));
        }
        entries.push((seq, row.get::<_, Content>(1)?.0.into()));
        next = seq.next();
    }
    Ok(entries)
}

pub(super) fn records(
    db: &Connection,
    meeting: MeetingId,
    ids: &[RecordId],
) -> Result<Vec<Record>, Unavailable> {
    let Some(key) = key(db, meeting)? else {
        return Ok(Vec::new());
    };
    let mut select = db.prepare_cached(
        "SELECT bytes FROM record JOIN content USING (slot) WHERE meeting = ? AND id = ?",
    )?;
    let mut records = Vec::with_capacity(ids.len());
    for id in ids {
        let sealed = select.query_row(params![key, id.as_bytes()], |row| row.get(0));
        records.extend(sealed.optional()?.map(|Content(s)| Record { id: *id, sealed: Sealed(s) }));
    }
    Ok(records)
}

pub(super) fn drawer(db: &Connection, meeting: MeetingId) -> Result<Vec<RecordId>, Unavailable> {
    let Some(key) = key(db, meeting)? else {
        return Ok(Vec::new());
    };
    let mut select = db.prepare_cached("SELECT id FROM record WHERE meeting = ?")?;
    let ids = select.query_map([key], |row| row.get(0).map(RecordId::from_bytes))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

pub(super) fn burn(
    db: &Connection,
    meeting: MeetingId,
    ids: &[RecordId],
) -> Result<(), Unavailable> {
    if let Some(key) = key(db, meeting)? {
        let mut delete = db.prepare_cached("DELETE FROM record WHERE meeting = ? AND id = ?")?;
        for id in ids {
            let record = params![key, id.as_bytes()];
            content::wipe(db, "SELECT slot FROM record WHERE meeting = ? AND id = ?", record)?;
            delete.execute(record)?;
        }
    }
    Ok(())
}

pub(super) fn forget(store: &Store, meeting: MeetingId) -> Result<(), Unavailable> {
    let gone = store.salts.execute("DELETE FROM salt WHERE meeting = ?", [meeting.as_bytes()])?;
    let db = &store.log;
    let key = key(db, meeting)?;
    // A copy may be left behind here too (see `content`). But this file is small enough to be
    // written anew. As long as that fails the meeting stays known, and so it is tried again also
    // when its salt was found gone already.
    if gone > 0 || key.is_some() {
        store.salts.execute_batch("VACUUM")?;
    }
    let Some(key) = key else {
        return Ok(());
    };
    content::wipe(
        db,
        "SELECT slot FROM entry WHERE meeting = ?1
         UNION ALL SELECT slot FROM record WHERE meeting = ?1
         UNION ALL SELECT slot FROM pad_update WHERE pad IN (SELECT key FROM pad WHERE meeting = ?1)
         UNION ALL SELECT slot FROM pad_snapshot WHERE pad IN (SELECT key FROM pad WHERE meeting = ?1)
         UNION ALL SELECT slot FROM urn WHERE meeting = ?1",
        [key],
    )?;
    for delete in [
        "DELETE FROM pad_update WHERE pad IN (SELECT key FROM pad WHERE meeting = ?)",
        "DELETE FROM pad_snapshot WHERE pad IN (SELECT key FROM pad WHERE meeting = ?)",
        "DELETE FROM pad WHERE meeting = ?",
        "DELETE FROM urn WHERE meeting = ?",
        "DELETE FROM record WHERE meeting = ?",
        "DELETE FROM entry WHERE meeting = ?",
        "DELETE FROM meeting WHERE key = ?",
    ] {
        db.prepare_cached(delete)?.execute([key])?;
    }
    Ok(())
}

pub(super) fn due(
    db: &Connection,
    now: Timestamp,
    most: usize,
) -> Result<Vec<MeetingId>, Unavailable> {
    let now = i64::try_from(now.0).unwrap_or(i64::MAX);
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut select =
        db.prepare_cached("SELECT id FROM meeting WHERE wake <= ? ORDER BY wake LIMIT ?")?;
    let ids = select.query_map([now, most], |row| row.get(0).map(MeetingId::from_bytes))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

pub(super) fn next_wake(db: &Connection) -> Result<Option<Timestamp>, Unavailable> {
    let mut select = db.prepare_cached("SELECT min(wake) FROM meeting WHERE wake IS NOT NULL")?;
    let wake: Option<i64> = select.query_row([], |row| row.get(0))?;
    Ok(wake.map(|wake| Timestamp(wake.cast_unsigned())))
}

/// Writes the version that stands there already: a change for the disk, none for the reader.
pub(super) fn touch(db: &Connection) -> Result<(), Unavailable> {
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(db.pragma_update(None, "user_version", version)?)
}

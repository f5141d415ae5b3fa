//! The SQL of pads: numbered updates, receipts for what is gone, two generations of snapshots.

use rusqlite::{Connection, OptionalExtension, Row, params};
use shared::id::{DeviceId, MeetingId, SeatId};
use shared::pad::{PadId, Snapshot, Update};
use shared::words::Sealed;

use super::content::{self, Content, Length};
use super::entries;
use crate::log::{PadContents, PadError, PadSize, Unavailable};

/// A pad's own key, and the number of its last update.
struct Known {
    key: i64,
    last: i64,
}

fn known(db: &Connection, meeting: MeetingId, pad: PadId) -> Result<Option<Known>, Unavailable> {
    let mut select = db.prepare_cached(
        "SELECT pad.key, pad.last FROM pad JOIN meeting ON meeting.key = pad.meeting
         WHERE meeting.id = ? AND pad.id = ?",
    )?;
    let row = select.query_row(params![meeting.as_bytes(), pad.to_bytes()], |row| {
        Ok(Known { key: row.get(0)?, last: row.get(1)? })
    });
    Ok(row.optional()?)
}

pub(super) fn append(
    db: &Connection,
    meeting: MeetingId,
    pad: PadId,
    update: &Update,
) -> Result<Result<u64, PadError>, Unavailable> {
    let Known { key, last } = match known(db, meeting, pad)? {
        Some(known) => known,
        None => match entries::key(db, meeting)? {
            Some(meeting) => begin(db, meeting, pad)?,
            None => return Ok(Err(PadError::Gone)),
        },
    };
    let Update { author, device, counter, sealed } = update;
    let identity = params![key, author.as_bytes(), device.as_bytes(), counter.cast_signed()];
    let mut receipt = db.prepare_cached(
        "SELECT n FROM pad_update WHERE pad = ? AND author = ? AND device = ? AND counter = ?",
    )?;
    let known = receipt.query_row(identity, |row| row.get::<_, i64>(0)).optional()?;
    if let Some(n) = known {
        return Ok(Ok(n.cast_unsigned()));
    }
    let n = last + 1;
    let slot = content::put(db, &sealed.0)?;
    db.prepare_cached("INSERT INTO pad_update VALUES (?, ?, ?, ?, ?, ?)")?.execute(params![
        key,
        author.as_bytes(),
        device.as_bytes(),
        counter.cast_signed(),
        n,
        slot
    ])?;
    db.prepare_cached("UPDATE pad SET last = ? WHERE key = ?")?.execute([n, key])?;
    Ok(Ok(n.cast_unsigned()))
}

fn begin(db: &Connection, meeting: i64, pad: PadId) -> Result<Known, Unavailable> {
    let mut insert = db.prepare_cached("INSERT INTO pad (meeting, id) VALUES (?, ?)")?;
    insert.execute(params![meeting, pad.to_bytes()])?;
    Ok(Known { key: db.last_insert_rowid(), last: 0 })
}

pub(super) fn read(
    db: &Connection,
    meeting: MeetingId,
    pad: PadId,
) -> Result<PadContents, Unavailable> {
    let Some(Known { key, last }) = known(db, meeting, pad)? else {
        return Ok(PadContents::default());
    };
    let snapshot = generation(db, key, Generation::Confirmed)?;
    let pending = generation(db, key, Generation::Pending)?;
    let base = snapshot.as_ref().map_or(0, |snapshot| snapshot.upto);

    let mut select = db.prepare_cached(
        "SELECT author, device, counter, bytes, n FROM pad_update JOIN content USING (slot)
         WHERE pad = ? AND n > ?",
    )?;
    let rows = select.query_map([key, base.cast_signed()], |row| {
        Ok((row.get::<_, i64>(4)?.cast_unsigned(), update(row)?))
    })?;
    let mut updates = rows.collect::<Result<Vec<_>, _>>()?;
    // They lie in the order of their authors.
    updates.sort_unstable_by_key(|(n, _)| *n);
    if !updates.iter().map(|(n, _)| *n).eq(base + 1..=last.cast_unsigned()) {
        return Err(Unavailable::because("updates of a pad are missing"));
    }
    Ok(PadContents { snapshot, pending, updates })
}

pub(super) fn sizes(
    db: &Connection,
    meeting: MeetingId,
) -> Result<Vec<(PadId, PadSize)>, Unavailable> {
    let mut select = db.prepare_cached(
        "SELECT pad.id, pad.key, pad.last FROM pad JOIN meeting ON meeting.key = pad.meeting
         WHERE meeting.id = ?",
    )?;
    let mut lengths = db.prepare_cached(
        "SELECT substr(bytes, 1, 4) FROM pad_update JOIN content USING (slot) WHERE pad = ?1
         UNION ALL SELECT substr(bytes, 1, 4) FROM pad_snapshot JOIN content USING (slot)
         WHERE pad = ?1 AND confirmed = 1",
    )?;
    let mut rows = select.query([meeting.as_bytes()])?;
    let mut sizes = Vec::new();
    while let Some(row) = rows.next()? {
        let id: Vec<u8> = row.get(0)?;
        let key: i64 = row.get(1)?;
        let last = row.get::<_, i64>(2)?.cast_unsigned();
        let lengths = lengths.query_map([key], |row| row.get::<_, Length>(0))?;
        let bytes =
            lengths.map(|length| length.map(|Length(bytes)| bytes)).sum::<Result<_, _>>()?;
        let pad = postcard::from_bytes(&id).map_err(Unavailable::because)?;
        sizes.push((pad, PadSize { bytes, last }));
    }
    Ok(sizes)
}

pub(super) fn keep_snapshot(
    db: &Connection,
    meeting: MeetingId,
    pad: PadId,
    snapshot: &Snapshot,
) -> Result<bool, Unavailable> {
    let Some(Known { key, last }) = known(db, meeting, pad)? else {
        return Ok(false);
    };
    let mut newest = db.prepare_cached("SELECT max(upto) FROM pad_snapshot WHERE pad = ?")?;
    let newest: Option<i64> = newest.query_row([key], |row| row.get(0))?;
    let newest = newest.unwrap_or(0).cast_unsigned();
    let fits = snapshot.upto > newest && snapshot.upto <= last.cast_unsigned();
    if fits {
        put(db, key, Generation::Pending, snapshot)?;
    }
    Ok(fits)
}

pub(super) fn confirm(
    db: &Connection,
    meeting: MeetingId,
    pad: PadId,
    upto: u64,
) -> Result<bool, Unavailable> {
    let Some(Known { key, .. }) = known(db, meeting, pad)? else {
        return Ok(false);
    };
    match generation(db, key, Generation::Pending)? {
        Some(pending) if pending.upto == upto => start_from(db, key, &pending)?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// Which of the two snapshots a pad may have.
#[derive(Clone, Copy)]
enum Generation {
    Pending = 0,
    Confirmed = 1,
}

fn generation(
    db: &Connection,
    key: i64,
    which: Generation,
) -> Result<Option<Snapshot>, Unavailable> {
    let mut select = db.prepare_cached(
        "SELECT author, device, counter, bytes, upto FROM pad_snapshot JOIN content USING (slot)
         WHERE pad = ? AND confirmed = ?",
    )?;
    let snapshot = select.query_row([key, which as i64], |row| {
        Ok(Snapshot { upto: row.get::<_, i64>(4)?.cast_unsigned(), update: update(row)? })
    });
    Ok(snapshot.optional()?)
}

/// Puts a snapshot in the place of the one of the same generation.
fn put(
    db: &Connection,
    key: i64,
    which: Generation,
    Snapshot { upto, update }: &Snapshot,
) -> Result<(), Unavailable> {
    let Update { author, device, counter, sealed } = update;
    let former = [key, which as i64];
    content::wipe(db, "SELECT slot FROM pad_snapshot WHERE pad = ? AND confirmed = ?", former)?;
    let mut insert =
        db.prepare_cached("INSERT OR REPLACE INTO pad_snapshot VALUES (?, ?, ?, ?, ?, ?, ?)")?;
    insert.execute(params![
        key,
        which as i64,
        upto.cast_signed(),
        author.as_bytes(),
        device.as_bytes(),
        counter.cast_signed(),
        content::put(db, &sealed.0)?
    ])?;
    Ok(())
}

/// Puts `base` in the place of all generations and of the updates it covers; receipts remain.
fn start_from(db: &Connection, key: i64, base: &Snapshot) -> Result<(), Unavailable> {
    put(db, key, Generation::Confirmed, base)?;
    content::wipe(db, "SELECT slot FROM pad_snapshot WHERE pad = ? AND confirmed = 0", [key])?;
    db.prepare_cached("DELETE FROM pad_snapshot WHERE pad = ? AND confirmed = 0")?
        .execute([key])?;

    let covered = [key, base.upto.cast_signed()];
    content::wipe(db, "SELECT slot FROM pad_update WHERE pad = ? AND n <= ?", covered)?;
    db.prepare_cached(
        "UPDATE pad_update SET slot = NULL WHERE pad = ? AND n <= ? AND slot IS NOT NULL",
    )?
    .execute(covered)?;
    Ok(())
}

/// From a row that begins with author, device, counter, bytes.
fn update(row: &Row<'_>) -> rusqlite::Result<Update> {
    Ok(Update {
        author: SeatId::from_bytes(row.get(0)?),
        device: DeviceId::from_bytes(row.get(1)?),
        counter: row.get::<_, i64>(2)?.cast_unsigned(),
        sealed: Sealed(row.get::<_, Content>(3)?.0),
    })
}

-- What one meeting has lies together (WITHOUT ROWID, the meeting's or pad's key first), so that
-- reading and forgetting touch few pages. Keys are small integers that never leave the file.

CREATE TABLE meeting (
    key INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    wake INTEGER -- milliseconds since 1970
) STRICT;

CREATE INDEX meeting_wake ON meeting (wake) WHERE wake IS NOT NULL;

-- The bytes of all the others. No row of it is ever deleted or changes its size: see content.rs.
CREATE TABLE content (
    slot INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL,
    free INTEGER NOT NULL -- 1: wiped, to be used again
) STRICT;

CREATE INDEX content_free ON content (length(bytes)) WHERE free = 1;

CREATE TABLE entry (
    meeting INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    PRIMARY KEY (meeting, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    meeting INTEGER NOT NULL,
    id BLOB NOT NULL,
    slot INTEGER NOT NULL,
    PRIMARY KEY (meeting, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pad (
    key INTEGER PRIMARY KEY,
    meeting INTEGER NOT NULL,
    id BLOB NOT NULL,
    last INTEGER NOT NULL DEFAULT 0, -- the number of the last update
    UNIQUE (meeting, id)
) STRICT;

-- A row without a slot remains as the receipt that makes »once« hold for late repeats.
CREATE TABLE pad_update (
    pad INTEGER NOT NULL,
    author BLOB NOT NULL,
    device BLOB NOT NULL,
    counter INTEGER NOT NULL, -- an unsigned number in a signed field
    n INTEGER NOT NULL,
    slot INTEGER,
    PRIMARY KEY (pad, author, device, counter)
) STRICT, WITHOUT ROWID;

CREATE TABLE pad_snapshot (
    pad INTEGER NOT NULL,
    confirmed INTEGER NOT NULL, -- 1: where to start; 0: not confirmed yet
    upto INTEGER NOT NULL,
    author BLOB NOT NULL,
    device BLOB NOT NULL,
    counter INTEGER NOT NULL,
    slot INTEGER NOT NULL,
    PRIMARY KEY (pad, confirmed)
) STRICT, WITHOUT ROWID;

-- What an urn holds is written over on the spot: no row, number or time tells how it came in.
CREATE TABLE urn (
    meeting INTEGER NOT NULL,
    id BLOB NOT NULL,
    slot INTEGER NOT NULL,
    PRIMARY KEY (meeting, id)
) STRICT, WITHOUT ROWID;

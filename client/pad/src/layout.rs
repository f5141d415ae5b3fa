//! The layout of a Yjs update (version 1), read without trusting it.
//!
//! Updates come from other people's devices. Only plain text of our one root gets through, within
//! limits, before the document's library sees anything: no formats, no embedded values, no nested
//! types, no sub-documents, nothing after the end. What is left can only insert and delete text.

use crate::pad::Damaged;

/// The one text in every pad's document.
pub(crate) const ROOT: &str = "text";

/// The name of a character: who typed it, and their how-manieth unit it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Id {
    pub client: u64,
    pub clock: u32,
}

/// A run of units by one client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    pub id: Id,
    /// In UTF-16 units.
    pub len: u32,
    pub body: Body<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body<'a> {
    /// Text between two characters.
    Text { left: Option<Id>, right: Option<Id>, text: &'a str },
    /// Text that is gone; its place is still needed.
    Gone { left: Option<Id>, right: Option<Id> },
    /// Text that is gone with its place.
    Swept,
    /// Not in this update.
    Skipped,
}

impl Piece<'_> {
    /// The characters it was typed between.
    pub fn neighbours(&self) -> (Option<Id>, Option<Id>) {
        match self.body {
            Body::Text { left, right, .. } | Body::Gone { left, right } => (left, right),
            Body::Swept | Body::Skipped => (None, None),
        }
    }
}

/// A run of deleted units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Deletion {
    pub id: Id,
    pub len: u32,
}

/// Everything that one update says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout<'a> {
    pub pieces: Vec<Piece<'a>>,
    pub deletions: Vec<Deletion>,
}

/// What stands in the low bits of a piece's first byte.
pub(crate) mod tag {
    pub const SWEPT: u8 = 0;
    pub const GONE: u8 = 1;
    pub const TEXT: u8 = 4;
    pub const SKIPPED: u8 = 10;
    /// A left neighbour follows.
    pub const LEFT: u8 = 0x80;
    /// A right neighbour follows.
    pub const RIGHT: u8 = 0x40;
}

/// Clients are numbered with 53 bits, as many as a JavaScript number holds.
const MAX_CLIENT: u64 = (1 << 53) - 1;
/// No client types two thousand million units; beyond, sums could overflow.
const MAX_CLOCK: u32 = i32::MAX.cast_unsigned();

impl<'a> Layout<'a> {
    /// Reads an update of at most so many pieces and deletions.
    pub fn read(update: &'a [u8], max_pieces: usize) -> Result<Self, Damaged> {
        let mut reader = Reader(update);
        let mut layout = Self::default();
        for _ in 0..reader.number()? {
            let count = reader.number()?;
            let mut id = reader.id()?;
            for _ in 0..count {
                let piece = reader.piece(id)?;
                id.clock = end(id.clock, piece.len)?;
                layout.pieces.push(piece);
                if layout.pieces.len() > max_pieces {
                    return Err(Damaged);
                }
            }
        }
        for _ in 0..reader.number()? {
            let client = reader.client()?;
            for _ in 0..reader.number()? {
                let (clock, len) = (reader.number()?, reader.number()?);
                end(clock, len)?;
                layout.deletions.push(Deletion { id: Id { client, clock }, len });
                if layout.deletions.len() > max_pieces {
                    return Err(Damaged);
                }
            }
        }
        if reader.0.is_empty() { Ok(layout) } else { Err(Damaged) }
    }
}

/// Reads a state vector: up to which unit each client's text is known.
pub(crate) fn read_state(state: &[u8]) -> Result<Vec<Id>, Damaged> {
    let mut reader = Reader(state);
    let mut known = Vec::new();
    for _ in 0..reader.number()? {
        known.push(reader.id()?);
    }
    if reader.0.is_empty() { Ok(known) } else { Err(Damaged) }
}

fn end(clock: u32, len: u32) -> Result<u32, Damaged> {
    clock.checked_add(len).filter(|&end| end <= MAX_CLOCK).ok_or(Damaged)
}

/// The rest of an update. Every loop over it ends, because each round takes at least one byte.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Result<&'a [u8], Damaged> {
        let (taken, rest) = self.0.split_at_checked(len).ok_or(Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    /// Seven bits a byte, the lowest first.
    fn long(&mut self) -> Result<u64, Damaged> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.take(1)?[0];
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Damaged)
    }

    fn number(&mut self) -> Result<u32, Damaged> {
        u32::try_from(self.long()?).map_err(|_| Damaged)
    }

    fn client(&mut self) -> Result<u64, Damaged> {
        let client = self.long()?;
        if client <= MAX_CLIENT { Ok(client) } else { Err(Damaged) }
    }

    fn id(&mut self) -> Result<Id, Damaged> {
        let id = Id { client: self.client()?, clock: self.number()? };
        if id.clock <= MAX_CLOCK { Ok(id) } else { Err(Damaged) }
    }

    fn text(&mut self) -> Result<&'a str, Damaged> {
        let len = usize::try_from(self.number()?).map_err(|_| Damaged)?;
        str::from_utf8(self.take(len)?).map_err(|_| Damaged)
    }

    fn piece(&mut self, id: Id) -> Result<Piece<'a>, Damaged> {
        let info = self.take(1)?[0];
        let (len, body) = match info & !(tag::LEFT | tag::RIGHT) {
            tag::TEXT | tag::GONE => self.placed(info)?,
            _ if info == tag::SWEPT => (self.number()?, Body::Swept),
            _ if info == tag::SKIPPED => (self.number()?, Body::Skipped),
            _ => return Err(Damaged),
        };
        if len == 0 { Err(Damaged) } else { Ok(Piece { id, len, body }) }
    }

    /// A piece with neighbours, or with the name of the root where it has none.
    fn placed(&mut self, info: u8) -> Result<(u32, Body<'a>), Damaged> {
        let left = if info & tag::LEFT == 0 { None } else { Some(self.id()?) };
        let right = if info & tag::RIGHT == 0 { None } else { Some(self.id()?) };
        if left.is_none() && right.is_none() && (self.number()? != 1 || self.text()? != ROOT) {
            return Err(Damaged);
        }
        if info & tag::TEXT == 0 {
            return Ok((self.number()?, Body::Gone { left, right }));
        }
        let text = self.text()?;
        let len = u32::try_from(text.encode_utf16().count()).map_err(|_| Damaged)?;
        Ok((len, Body::Text { left, right, text }))
    }
}

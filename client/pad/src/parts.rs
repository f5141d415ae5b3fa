//! Cutting a large update into parts that fit their limit, for pasted pages and large undos.

use std::collections::{BTreeMap, VecDeque};

use crate::layout::{Body, Deletion, Id, Layout, Piece, ROOT, tag};
use crate::pad::Damaged;

/// Text is cut into runs of at most so many UTF-16 units: up to three bytes each.
const RUN: u32 = 4_000;
/// Room for the counts around a part, and for one more client in it.
const SLACK: usize = 64;

/// The same update in as few parts as fit, in the order in which they should arrive.
pub(crate) fn split(update: Vec<u8>, max_bytes: usize) -> Result<Vec<Vec<u8>>, Damaged> {
    if update.len() <= max_bytes {
        return Ok(vec![update]);
    }
    let layout = Layout::read(&update, usize::MAX)?;
    let mut parts = Vec::new();
    let mut part = Part::default();
    for piece in in_order(layout.pieces.iter().flat_map(|&piece| runs(piece))) {
        let bytes = encode_piece(&piece);
        if part.size + bytes.len() + SLACK > max_bytes {
            parts.push(std::mem::take(&mut part).finish());
        }
        part.piece(piece.id, &bytes);
    }
    for deletion in layout.deletions {
        let mut bytes = Vec::new();
        write(&mut bytes, deletion.id.clock.into());
        write(&mut bytes, deletion.len.into());
        if part.size + bytes.len() + SLACK > max_bytes {
            parts.push(std::mem::take(&mut part).finish());
        }
        part.deletion(deletion, &bytes);
    }
    parts.push(part.finish());
    Ok(parts)
}

/// The pieces so that each comes after what it builds on. In an update they stand by client, and
/// two parts of it would wait for each other.
fn in_order<'a>(pieces: impl Iterator<Item = Piece<'a>>) -> Vec<Piece<'a>> {
    let mut queues = BTreeMap::<u64, VecDeque<Piece<'a>>>::new();
    for piece in pieces {
        queues.entry(piece.id.client).or_default().push_back(piece);
    }
    // What stands before the first piece of a client is not ours to send.
    let mut sent: BTreeMap<u64, u32> = queues
        .iter()
        .filter_map(|(&client, queue)| Some((client, queue.front()?.id.clock)))
        .collect();
    let mut ordered = Vec::new();
    loop {
        let before = ordered.len();
        for (client, queue) in &mut queues {
            while let Some(piece) = queue.pop_front_if(|piece| {
                let (left, right) = piece.neighbours();
                let is_sent = |id: Id| sent.get(&id.client).is_none_or(|&end| id.clock < end);
                left.into_iter().chain(right).all(is_sent)
            }) {
                sent.insert(*client, piece.id.clock + piece.len);
                ordered.push(piece);
            }
        }
        if ordered.len() == before {
            break;
        }
    }
    // Nothing is left but pieces that build on each other in a circle, which nobody can use.
    ordered.extend(queues.into_values().flatten());
    ordered
}

/// Long text in runs; each but the first stands right behind the one before it.
fn runs(piece: Piece<'_>) -> Vec<Piece<'_>> {
    let Body::Text { mut left, right, text } = piece.body else { return vec![piece] };
    let mut runs = Vec::new();
    let (mut id, mut start, mut len) = (piece.id, 0, 0);
    for (at, sign) in text.char_indices() {
        if len >= RUN {
            let body = Body::Text { left, right, text: &text[start..at] };
            runs.push(Piece { id, len, body });
            id.clock += len;
            left = Some(Id { clock: id.clock - 1, ..id });
            (start, len) = (at, 0);
        }
        len += u32::try_from(sign.len_utf16()).expect("a character has one or two units");
    }
    runs.push(Piece { id, len, body: Body::Text { left, right, text: &text[start..] } });
    runs
}

/// One part in the making: pieces and deletions by client, in order.
#[derive(Default)]
struct Part {
    size: usize,
    sections: Vec<Section>,
    deletions: Vec<Section>,
}

/// What one client has in a part, already encoded.
struct Section {
    id: Id,
    count: u64,
    bytes: Vec<u8>,
}

impl Part {
    fn piece(&mut self, id: Id, bytes: &[u8]) {
        self.size += add(&mut self.sections, id, bytes);
    }

    fn deletion(&mut self, deletion: Deletion, bytes: &[u8]) {
        self.size += add(&mut self.deletions, deletion.id, bytes);
    }

    fn finish(self) -> Vec<u8> {
        let mut update = Vec::with_capacity(self.size + SLACK);
        write(&mut update, self.sections.len() as u64);
        for Section { id, count, bytes } in self.sections {
            write(&mut update, count);
            write(&mut update, id.client);
            write(&mut update, id.clock.into());
            update.extend(bytes);
        }
        write(&mut update, self.deletions.len() as u64);
        for Section { id, count, bytes } in self.deletions {
            write(&mut update, id.client);
            write(&mut update, count);
            update.extend(bytes);
        }
        update
    }
}

/// Appends to the client's section and says by how many bytes the part grew at most.
fn add(sections: &mut Vec<Section>, id: Id, bytes: &[u8]) -> usize {
    match sections.iter_mut().find(|section| section.id.client == id.client) {
        Some(section) => {
            section.count += 1;
            section.bytes.extend_from_slice(bytes);
            bytes.len()
        }
        None => {
            sections.push(Section { id, count: 1, bytes: bytes.to_vec() });
            bytes.len() + SLACK / 2
        }
    }
}

fn encode_piece(piece: &Piece<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    match piece.body {
        Body::Swept | Body::Skipped => {
            bytes.push(if piece.body == Body::Swept { tag::SWEPT } else { tag::SKIPPED });
            write(&mut bytes, piece.len.into());
        }
        Body::Gone { left, right } => {
            encode_place(&mut bytes, tag::GONE, left, right);
            write(&mut bytes, piece.len.into());
        }
        Body::Text { left, right, text } => {
            encode_place(&mut bytes, tag::TEXT, left, right);
            encode_text(&mut bytes, text);
        }
    }
    bytes
}

fn encode_place(bytes: &mut Vec<u8>, tag: u8, left: Option<Id>, right: Option<Id>) {
    let info = left.map_or(0, |_| tag::LEFT) | right.map_or(0, |_| tag::RIGHT) | tag;
    bytes.push(info);
    for id in left.into_iter().chain(right) {
        write(bytes, id.client);
        write(bytes, id.clock.into());
    }
    if left.is_none() && right.is_none() {
        write(bytes, 1);
        encode_text(bytes, ROOT);
    }
}

fn encode_text(bytes: &mut Vec<u8>, text: &str) {
    write(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

/// Seven bits a byte, the lowest first.
fn write(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_characters() {
        // given an emoji on the edge of the first run
        let text = format!("{}😀{}", "a".repeat(RUN as usize - 1), "b".repeat(RUN as usize));
        let id = Id { client: 7, clock: 100 };
        let len = 2 * RUN + 1;
        let whole = Piece { id, len, body: Body::Text { left: None, right: None, text: &text } };
        // when
        let runs = runs(whole);
        // then
        assert_eq!(runs.len(), 2);
        assert_eq!(runs[0].len, RUN + 1);
        assert_eq!(runs[1].id.clock, 100 + RUN + 1);
        let Body::Text { left, text, .. } = runs[1].body else { panic!("text stays text") };
        assert_eq!(left, Some(Id { client: 7, clock: 100 + RUN }));
        assert_eq!(text.len(), RUN as usize);
    }

    #[test]
    fn what_is_written_reads_back() {
        // given one of everything
        let near = |clock| Some(Id { client: 9, clock });
        let piece = |client, clock, len, body| Piece { id: Id { client, clock }, len, body };
        let pieces = [
            piece(1, 0, 3, Body::Text { left: None, right: None, text: "äöü" }),
            piece(1, 3, 2, Body::Text { left: near(200), right: None, text: "😀" }),
            piece(1, 5, 9, Body::Skipped),
            piece(1, 14, 1, Body::Gone { left: None, right: near(3) }),
            piece(2, 70_000, 4, Body::Swept),
            piece(2, 70_004, 4, Body::Gone { left: near(1), right: near(2) }),
        ];
        let deletions = [(1, 2, 1), (1, 9, 2), (9, 1 << 30, 5)]
            .map(|(client, clock, len)| Deletion { id: Id { client, clock }, len });
        // when
        let mut part = Part::default();
        for piece in &pieces {
            part.piece(piece.id, &encode_piece(piece));
        }
        for deletion in deletions {
            let mut bytes = Vec::new();
            write(&mut bytes, deletion.id.clock.into());
            write(&mut bytes, deletion.len.into());
            part.deletion(deletion, &bytes);
        }
        let update = part.finish();
        // then
        let layout = Layout { pieces: pieces.to_vec(), deletions: deletions.to_vec() };
        assert_eq!(Layout::read(&update, 99), Ok(layout));
    }
}

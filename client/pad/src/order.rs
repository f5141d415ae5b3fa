//! Whether an update can be applied now, or builds on others that have not arrived.
//!
//! The document's library has a waiting room of its own, which loses deletions and sometimes
//! forgets to look again. So it only ever sees updates whose predecessors it has.

use std::collections::BTreeMap;

use crate::layout::{Body, Id, Layout};

/// Up to which unit each client's text is known.
pub(crate) type Known = BTreeMap<u64, u32>;

/// Whether everything that this update builds on is known or in the update itself.
pub(crate) fn is_ready(layout: &Layout<'_>, known: &Known) -> bool {
    let mut then = known.clone();
    for piece in &layout.pieces {
        let end = then.entry(piece.id.client).or_default();
        match piece.body {
            Body::Skipped => {}
            _ if piece.id.clock > *end => return false,
            _ => *end = (*end).max(piece.id.clock + piece.len),
        }
    }
    let is_there = |id: Id| then.get(&id.client).is_some_and(|&end| id.clock < end);
    let neighbours = layout.pieces.iter().flat_map(|piece| {
        let (left, right) = piece.neighbours();
        left.into_iter().chain(right)
    });
    let deleted = layout.deletions.iter().filter(|deletion| deletion.len > 0);
    let deleted = deleted.map(|at| Id { clock: at.id.clock + at.len - 1, ..at.id });
    neighbours.chain(deleted).all(is_there)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Deletion, Piece};

    fn id(client: u64, clock: u32) -> Id {
        Id { client, clock }
    }

    fn text(at: Id, len: u32, left: Option<Id>) -> Piece<'static> {
        Piece { id: at, len, body: Body::Text { left, right: None, text: "" } }
    }

    fn ready(pieces: &[Piece<'_>], deletions: &[Deletion]) -> bool {
        let layout = Layout { pieces: pieces.to_vec(), deletions: deletions.to_vec() };
        is_ready(&layout, &Known::from([(1, 5)]))
    }

    #[test]
    fn an_update_needs_what_its_client_wrote_before() {
        assert!(ready(&[text(id(1, 5), 2, None)], &[]));
        assert!(ready(&[text(id(1, 3), 9, None)], &[]));
        assert!(!ready(&[text(id(1, 6), 2, None)], &[]));
        assert!(!ready(&[text(id(2, 1), 2, None)], &[]));
    }

    #[test]
    fn an_update_needs_the_neighbours_of_its_text() {
        assert!(ready(&[text(id(2, 0), 1, Some(id(1, 4)))], &[]));
        assert!(!ready(&[text(id(2, 0), 1, Some(id(1, 5)))], &[]));
        assert!(!ready(&[text(id(2, 0), 1, Some(id(3, 0)))], &[]));
        // They may come with it, before or after.
        assert!(ready(&[text(id(2, 0), 1, Some(id(1, 5))), text(id(1, 5), 1, None)], &[]));
    }

    #[test]
    fn an_update_needs_all_it_deletes() {
        let deletion = |client, clock, len| Deletion { id: id(client, clock), len };
        assert!(ready(&[], &[deletion(1, 0, 5)]));
        assert!(!ready(&[], &[deletion(1, 4, 2)]));
        assert!(!ready(&[], &[deletion(2, 0, 1)]));
        assert!(ready(&[text(id(2, 0), 1, None)], &[deletion(2, 0, 1)]));
    }

    #[test]
    fn a_hole_must_be_filled_first() {
        let skipped = |at, len| Piece { id: at, len, body: Body::Skipped };
        assert!(!ready(&[skipped(id(1, 5), 1), text(id(1, 6), 1, None)], &[]));
        assert!(ready(&[skipped(id(1, 3), 2), text(id(1, 5), 1, None)], &[]));
    }
}

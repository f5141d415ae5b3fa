//! What happened to a text, told in splices, so that carets and selections can move along.

/// A place where text went and text came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Splice {
    /// Where, in the text as the splices before this one left it.
    pub at: u32,
    /// How many units went.
    pub deleted: u32,
    /// How many units came.
    pub inserted: u32,
}

/// Splices, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// In order; each counts positions after the ones before it.
    pub splices: Vec<Splice>,
}

impl Change {
    /// Whether the text stayed as it was.
    pub fn is_empty(&self) -> bool {
        self.splices.is_empty()
    }

    /// Where a caret that stood at `position` stands now.
    ///
    /// It stays with the text around it; where that was deleted, it stays at the gap. What others
    /// insert right at the caret comes behind it.
    pub fn carry(&self, position: u32) -> u32 {
        self.splices.iter().fold(position, |position, splice| {
            if position <= splice.at {
                position
            } else if position < splice.at + splice.deleted {
                splice.at
            } else {
                position - splice.deleted + splice.inserted
            }
        })
    }

    /// Adds what happened after all this.
    pub(crate) fn append(&mut self, later: Self) {
        self.splices.extend(later.splices);
    }

    /// Adds what follows in the text: so many units were deleted or inserted at this place.
    pub(crate) fn push(&mut self, at: u32, deleted: u32, inserted: u32) {
        match self.splices.last_mut() {
            // Deleted before or after it was inserted: one place, one splice.
            Some(last) if last.at + last.inserted == at => {
                last.deleted += deleted;
                last.inserted += inserted;
            }
            _ => self.splices.push(Splice { at, deleted, inserted }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(splices: &[(u32, u32, u32)]) -> Change {
        let mut change = Change::default();
        for &(at, deleted, inserted) in splices {
            change.push(at, deleted, inserted);
        }
        change
    }

    #[test]
    fn a_caret_moves_with_its_text() {
        // given something inserted before, at and behind the caret
        for (at, there) in [(0, 8), (4, 8), (5, 5), (6, 5)] {
            assert_eq!(change(&[(at, 0, 3)]).carry(5), there, "inserted at {at}");
        }
    }

    #[test]
    fn a_caret_in_deleted_text_stays_at_the_gap() {
        assert_eq!(change(&[(2, 6, 0)]).carry(5), 2);
        assert_eq!(change(&[(2, 6, 4)]).carry(5), 2);
        assert_eq!(change(&[(2, 3, 0)]).carry(5), 2);
        assert_eq!(change(&[(2, 3, 4)]).carry(5), 6);
    }

    #[test]
    fn several_splices_add_up() {
        // "abcdef" becomes "XXabef" becomes "XXabef!": the caret before "f" stays there.
        assert_eq!(change(&[(0, 0, 2), (4, 2, 0), (6, 0, 1)]).carry(5), 5);
    }

    #[test]
    fn what_happens_at_one_place_is_one_splice() {
        assert_eq!(change(&[(3, 2, 0), (3, 0, 4)]).splices.len(), 1);
        assert_eq!(change(&[(3, 0, 4), (7, 2, 0)]).splices.len(), 1);
        assert_eq!(change(&[(3, 0, 4), (8, 2, 0)]).splices.len(), 2);
    }
}

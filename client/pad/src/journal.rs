//! What a page was made from, to make it again should an update break it.

use crate::page::Page;

/// The journal is summed up when it has grown by so many bytes more than the page itself.
const GROWTH: usize = 64 * 1_024;

/// A whole page, and the updates since.
#[derive(Default)]
pub(crate) struct Journal {
    base: Vec<u8>,
    updates: Vec<Vec<u8>>,
    bytes: usize,
}

impl Journal {
    /// Notes an update that the page has taken in.
    pub fn add(&mut self, page: &Page, update: Vec<u8>) {
        self.bytes += update.len();
        self.updates.push(update);
        if self.bytes > self.base.len() + GROWTH {
            *self = Self { base: page.missing(&[]), ..Self::default() };
        }
    }

    /// The page as it was after the last update noted, without its undo steps.
    pub fn rebuild(&self, client: u64) -> Page {
        let mut page = Page::new(client);
        let base = Some(&self.base).filter(|base| !base.is_empty());
        for update in base.into_iter().chain(&self.updates) {
            page.apply(update).expect("what was applied once can be applied again");
        }
        page
    }
}

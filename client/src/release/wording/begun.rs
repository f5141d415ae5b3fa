//! What is being worded for others and has not been released yet: it stays on this device.

use shared::id::SessionId;
use shared::limits::RELEASE_CHARS;
use shared::meeting::{Item, Reach};
use vault::clean::clean_lines;
use vault::words::{Details, Release};

use super::super::entry;
use crate::parts::draft::Draft;

/// A release that was begun.
#[derive(Clone, Copy)]
pub struct Begun {
    text: Draft,
    details: Draft,
}

impl Begun {
    /// What was begun of this item, as far as anything was.
    pub fn of(session: SessionId, item: Item) -> Self {
        Self {
            text: Draft::of_meeting(&format!("{session}.release-{item:?}")),
            details: Draft::of_meeting(&format!("{session}.entry-{item:?}")),
        }
    }

    /// Its text; whoever reads it is told when it changes.
    pub fn text(self) -> String {
        self.text.get()
    }

    /// Words it anew.
    pub fn set_text(self, text: String) {
        self.text.set(text);
    }

    /// What the entry says besides; whoever reads it is told when it changes.
    pub fn details(self) -> Details {
        Details::from_text(&self.details.get()).unwrap_or_default()
    }

    /// Changes what the entry says besides.
    pub fn change(self, change: impl FnOnce(&mut Details)) {
        let mut details = self.peek_details();
        change(&mut details);
        self.set_details(&details);
    }

    /// Begins with these words where nothing was begun before.
    pub fn begin(self, words: Release) {
        if self.text.get_untracked().trim().is_empty() {
            self.text.set(words.text);
        }
        if self.details.get_untracked().is_empty() {
            self.set_details(&words.details);
        }
    }

    /// Keeps words that are taken back, so that nobody has to find them a second time.
    pub fn keep(self, words: Release) {
        self.text.set(words.text);
        self.set_details(&words.details);
    }

    /// The words as they go this far, without what may not.
    pub fn words(self, item: Item, reach: Reach) -> Release {
        let text = clean_lines(&self.text.get_untracked(), RELEASE_CHARS);
        let details = entry::leaving(self.peek_details(), item, reach).cleaned();
        Release { text, details }
    }

    /// It was released, or is not wanted any more.
    pub fn clear(self) {
        self.text.clear();
        self.details.clear();
    }

    fn peek_details(self) -> Details {
        Details::from_text(&self.details.get_untracked()).unwrap_or_default()
    }

    fn set_details(self, details: &Details) {
        let empty = *details == Details::default();
        self.details.set(if empty { String::new() } else { details.to_text() });
    }
}

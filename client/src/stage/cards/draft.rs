//! What somebody has begun to write for a card: it stays until the card is laid, also when the
//! group goes on.

use leptos::prelude::*;
use shared::command::Step;
use shared::id::CardId;
use shared::method::Flag;
use vault::words;

use crate::parts::date;
use crate::parts::draft::Draft;
use crate::store::{Store, fresh_id, use_store};

/// The fields for the next card of a phase.
#[derive(Clone, Copy)]
pub struct CardDraft {
    phase: u8,
    pub text: Draft,
    /// The day it speaks of, as a date field writes it.
    pub day: Draft,
    column: Draft,
    nameless: Draft,
    store: Store,
}

impl CardDraft {
    /// What was begun for this phase.
    pub fn of(phase: u8) -> Self {
        Self {
            phase,
            text: Draft::of(&format!("card-{phase}")),
            day: Draft::of(&format!("card-{phase}.day")),
            column: Draft::of(&format!("card-{phase}.column")),
            nameless: Draft::of(&format!("card-{phase}.nameless")),
            store: use_store(),
        }
    }

    /// Whether there are words already.
    pub fn is_begun(self) -> bool {
        !self.text.get().trim().is_empty()
    }

    /// The chosen column.
    pub fn column(self) -> u8 {
        self.column.get().parse().unwrap_or(0)
    }

    /// Chooses a column, for the next cards as well.
    pub fn choose(self, column: u8) {
        self.column.set(column.to_string());
    }

    /// Whether it bears no name.
    pub fn is_nameless(self) -> bool {
        !self.nameless.get().is_empty()
    }

    /// Takes the name off, or puts it on again: for the next cards as well, lest somebody who wanted
    /// none signs the second by mistake.
    pub fn set_nameless(self, nameless: bool) {
        self.nameless.set(if nameless { "1".into() } else { String::new() });
    }

    /// Lays the card, and answers whether that was possible.
    pub fn lay(self) -> bool {
        let words = words::Card {
            text: untrack(|| self.text.get()).trim().to_owned(),
            day: date::day(&untrack(|| self.day.get())),
        };
        let laid = !words.text.is_empty() && self.lay_words(words);
        if laid {
            self.text.clear();
            self.day.clear();
        }
        laid
    }

    /// Lays a card with these words where the next one would lie.
    pub fn lay_words(self, words: words::Card) -> bool {
        let card = CardId::from_bytes(fresh_id());
        let (column, nameless) = untrack(|| (self.column(), self.is_nameless()));
        // What was chosen may be older than the phase: a method is never asked for what it lacks.
        let allowed = self.store.peek(|m| {
            let phase = m.session()?.method.phases.get(usize::from(self.phase))?;
            Some((phase.columns.saturating_sub(1), phase.allows(Flag::Anonymous)))
        });
        let (last, may) = allowed.unwrap_or_default();
        self.store.say_step(words, |words| Step::WriteCard {
            card,
            phase: self.phase,
            column: column.min(last),
            anonymous: nameless && may,
            words,
        })
    }

    /// It is not wanted any more.
    pub fn drop(self) {
        for field in [self.text, self.day, self.column, self.nameless] {
            field.clear();
        }
    }
}

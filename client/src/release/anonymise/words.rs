//! A text taken apart into its words, each with its place.

use std::ops::Range;

/// One word of a text.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    /// Where it stands.
    pub at: Range<usize>,
    /// As it was typed.
    pub text: &'a str,
    /// In small letters.
    pub small: String,
}

impl Word<'_> {
    /// Whether it begins with a capital, as names and nouns do.
    pub fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is this word in small letters, or its genitive.
    pub fn is(&self, small: &str) -> bool {
        let rest = self.small.strip_prefix(small);
        rest.is_some_and(|rest| matches!(rest, "" | "s" | "'" | "’" | "'s" | "’s"))
    }
}

/// The words of a text: letters and digits, with the hyphens and apostrophes between them.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut begun = None;
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        let joins = matches!(sign, '-' | '\u{2011}' | '\'' | '’');
        let within = sign.is_alphanumeric()
            || (joins && begun.is_some() && next.is_some_and(char::is_alphanumeric));
        match (within, begun) {
            (true, None) => begun = Some(at),
            (false, Some(start)) => {
                words.push(word(text, start..at));
                begun = None;
            }
            _ => {}
        }
    }
    words.extend(begun.map(|start| word(text, start..text.len())));
    words
}

/// The parts of a word with hyphens, and the word itself.
pub fn parts(small: &str) -> impl Iterator<Item = &str> {
    let whole = small.contains('-').then_some(small);
    whole.into_iter().chain(small.split('-'))
}

/// Whether a list of words with blanks between them holds this one.
pub fn lists(list: &str, small: &str) -> bool {
    list.split(' ').any(|listed| listed == small)
}

fn word(text: &str, at: Range<usize>) -> Word<'_> {
    let text = &text[at.clone()];
    Word { at, text, small: text.to_lowercase() }
}

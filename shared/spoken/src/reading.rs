//! Reading what people type: capitals, hyphens, four letters of a word, and slips of the finger.

use crate::list;
use crate::{COUNT, Words};

/// A word is offered for a slip of at most so many letters.
const SLIP: usize = 2;
/// How many words are offered at most.
const OFFERS: usize = 3;

/// Why a text is not five words of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misread {
    /// There are so many words in it, and not five.
    Count(usize),
    /// A word that is not in the list.
    Unknown {
        /// Which of the five, from 0.
        at: usize,
        /// As it was typed, in small letters.
        typed: String,
        /// What may have been meant, the nearest first.
        offers: Vec<&'static str>,
    },
}

/// Reads five words, however they are divided and written.
pub fn read(typed: &str) -> Result<Words, Misread> {
    let typed: Vec<String> = typed
        .split(|sign: char| !sign.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(plain)
        .collect();
    if typed.len() != COUNT {
        return Err(Misread::Count(typed.len()));
    }
    let mut numbers = [0; COUNT];
    for (at, (word, number)) in typed.iter().zip(&mut numbers).enumerate() {
        *number = list::number(word).ok_or_else(|| Misread::Unknown {
            at,
            typed: word.clone(),
            offers: offers(word),
        })?;
    }
    Ok(Words(numbers))
}

/// In small letters; umlauts as the list would write them, which has none.
fn plain(word: &str) -> String {
    let mut plain = String::new();
    for letter in word.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            other => plain.push(other),
        }
    }
    plain
}

/// The words nearest to what was typed.
fn offers(typed: &str) -> Vec<&'static str> {
    let mut near: Vec<(usize, &'static str)> = list::words()
        .map(|word| (distance(typed, word), word))
        .filter(|(distance, word)| *distance <= SLIP && *distance < word.len().div_ceil(2))
        .collect();
    near.sort_by_key(|(distance, word)| (*distance, word.to_string()));
    near.into_iter().take(OFFERS).map(|(_, word)| word).collect()
}

/// How many letters have to be put in, left out, changed or swapped to get from one to the other.
fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for i in 1..=from.len() {
        let mut next = Vec::with_capacity(to.len() + 1);
        next.push(i);
        for j in 1..=to.len() {
            let changed = row[j - 1] + usize::from(from[i - 1] != to[j - 1]);
            let mut least = changed.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        read("tulpe anker kran museum regen").unwrap()
    }

    #[test]
    fn words_are_the_same_however_they_are_written_and_divided() {
        for typed in [
            "Tulpe Anker Kran Museum Regen",
            "TULPE-ANKER-KRAN-MUSEUM-REGEN",
            "  tulpe,anker;  kran\tmuseum\nregen. ",
            "»tulpe anker kran museum regen«",
            "tulp anke kran muse rege",
            "1. tulpe 2. anker 3. kran 4. museum 5. regen",
        ] {
            assert_eq!(read(typed), Ok(words()), "{typed}");
        }
    }

    #[test]
    fn another_order_is_another_code() {
        assert_ne!(read("anker tulpe kran museum regen"), Ok(words()));
    }

    #[test]
    fn too_few_or_too_many_are_counted() {
        for (typed, count) in [("", 0), ("tulpe", 1), ("a b c d e f", 6)] {
            assert_eq!(read(typed), Err(Misread::Count(count)), "{typed}");
        }
    }

    #[test]
    fn a_slip_names_its_place_and_offers_what_was_meant() {
        for (typed, wrong, meant) in [
            ("tulpe ankre kran museum regen", "ankre", "anker"),
            ("tulpe anker kran musem regen", "musem", "museum"),
            ("tulpe anker kran museum reggen", "reggen", "regen"),
            ("tuple anker kran museum regen", "tuple", "tulpe"),
        ] {
            let Err(Misread::Unknown { typed, offers, .. }) = read(typed) else {
                panic!("{typed} was read");
            };
            assert_eq!(typed, wrong);
            assert_eq!(offers.first(), Some(&meant), "{offers:?}");
        }
        let second = read("tulpe qqqqqq kran museum regen");
        let unknown = Misread::Unknown { at: 1, typed: "qqqqqq".into(), offers: Vec::new() };
        assert_eq!(second, Err(unknown));
    }

    #[test]
    fn three_letters_are_too_few_unless_they_are_the_word() {
        assert!(matches!(read("tul anker kran museum regen"), Err(Misread::Unknown { at: 0, .. })));
        assert!(list::words().filter(|word| word.len() == 3).all(|it| list::number(it).is_some()));
    }

    #[test]
    fn a_letter_put_in_left_out_changed_or_swapped_is_one_step() {
        for typed in ["ankker", "aker", "onker", "akner"] {
            assert_eq!(distance(typed, "anker"), 1, "{typed}");
        }
        assert_eq!(distance("anker", "anker"), 0);
        assert_eq!(distance("", "anker"), 5);
    }
}

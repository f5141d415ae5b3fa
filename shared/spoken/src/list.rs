//! The list: 4,096 nouns that everybody knows, each told from all others by its first four letters.

/// How many bits one word stands for.
pub const BITS: u32 = 12;
/// How many words there are.
pub const COUNT: usize = 1 << BITS;
/// By so many letters every word differs from all others.
pub const PREFIX: usize = 4;

const TEXT: &str = include_str!("../../../assets/words/de.txt");

/// All words in their order; a word's place is its number.
pub fn words() -> impl Iterator<Item = &'static str> {
    TEXT.lines()
}

/// The word with this number.
pub fn word(number: u16) -> Option<&'static str> {
    words().nth(number.into())
}

/// The number of a word that was typed whole, or at least its first four letters. More letters than
/// the word has, or others, and it is no word: who typed it should see what was meant.
pub fn number(typed: &str) -> Option<u16> {
    let at = words()
        .position(|word| word == typed || (typed.len() >= PREFIX && word.starts_with(typed)))?;
    u16::try_from(at).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn prefix(word: &str) -> &str {
        &word[..word.len().min(PREFIX)]
    }

    #[test]
    fn there_are_as_many_words_as_their_bits_can_name() {
        assert_eq!(words().count(), COUNT);
    }

    #[test]
    fn every_word_is_short_plain_and_in_its_place() {
        for word in words() {
            assert!((3..=8).contains(&word.len()), "{word}");
            assert!(word.bytes().all(|letter| letter.is_ascii_lowercase()), "{word}");
        }
        assert!(words().is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn four_letters_tell_every_word_from_all_others() {
        let all: BTreeSet<&str> = words().map(prefix).collect();
        assert_eq!(all.len(), COUNT);
        // A word of three letters is all there is: no other may begin with it.
        for short in words().filter(|word| word.len() < PREFIX) {
            assert_eq!(words().filter(|word| word.starts_with(short)).count(), 1, "{short}");
        }
    }

    #[test]
    fn no_two_words_are_written_differently_and_spoken_alike() {
        let mut heard = std::collections::BTreeMap::new();
        for word in words() {
            if let Some(other) = heard.insert(sound(word), word) {
                panic!("{other} and {word} sound the same");
            }
        }
    }

    /// Roughly how a word sounds: what German writes in several ways becomes one.
    fn sound(word: &str) -> String {
        let mut sound = word.to_owned();
        for (written, spoken) in [
            ("ph", "f"),
            ("th", "t"),
            ("rh", "r"),
            ("chs", "x"),
            ("cks", "x"),
            ("ks", "x"),
            ("ck", "kk"),
            ("qu", "kw"),
            ("dt", "tt"),
            ("tz", "zz"),
            ("ai", "ei"),
            ("ay", "ei"),
            ("ey", "ei"),
            ("ie", "i:"),
            ("ih", "i:"),
            ("ah", "a:"),
            ("eh", "e:"),
            ("oh", "o:"),
            ("uh", "u:"),
            ("aa", "a:"),
            ("ee", "e:"),
            ("oo", "o:"),
            ("v", "f"),
            ("y", "i"),
        ] {
            sound = sound.replace(written, spoken);
        }
        // What ends soft is spoken hard.
        for (soft, hard) in [('b', 'p'), ('d', 't'), ('g', 'k')] {
            if sound.ends_with(soft) {
                sound.pop();
                sound.push(hard);
            }
        }
        sound
    }
}

//! Check words: numbers as words of the list, so that two people compare them by reading aloud.

/// The list in its order; a word's place is its number. It travels with the election alone.
const LIST: &str = include_str!("../../../assets/words/de.txt");

/// The words of these numbers, as they are read aloud.
pub fn check_words(numbers: &[u16]) -> String {
    let word = |number: &u16| LIST.lines().nth(usize::from(*number)).unwrap_or_default();
    numbers.iter().map(word).collect::<Vec<_>>().join(" ")
}

//! What makes a key question a good one, seen from its wording alone. Hints, never a judgement.

use crate::texts;

/// Whether it asks for a way (»Wie …«).
pub fn is_how(text: &str) -> bool {
    words_in(text).next().is_some_and(|word| is_one_of(texts::stage::words_how(), &word))
}

/// Whether it speaks of the one who asks.
pub fn is_first_person(text: &str) -> bool {
    words_in(text).any(|word| is_one_of(texts::stage::words_me(), &word))
}

/// Whether it is one question and not several.
pub fn is_one(text: &str) -> bool {
    text.matches('?').count() == 1
}

/// Whether it says what should be, rather than what should not.
pub fn is_positive(text: &str) -> bool {
    let says_not = words_in(text).any(|word| is_one_of(texts::stage::words_not(), &word));
    words_in(text).next().is_some() && !says_not
}

fn is_one_of(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

fn words_in(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_question_holds_every_hint() {
        let question = "»Wie kann ich erreichen, dass wir gern mitmachen?«";
        for holds in [is_how, is_first_person, is_one, is_positive] {
            assert!(holds(question));
        }
    }

    #[test]
    fn a_complaint_is_met_with_hints() {
        let question = "Warum machen die das nicht? Und was nun?";
        for holds in [is_how, is_first_person, is_one, is_positive] {
            assert!(!holds(question));
        }
    }

    #[test]
    fn an_empty_field_holds_nothing() {
        for holds in [is_how, is_first_person, is_one, is_positive] {
            assert!(!holds(" "));
        }
    }

    #[test]
    fn words_count_as_wholes() {
        assert!(!is_first_person("Wie wird das Licht besser?"));
        assert!(is_positive("Wie kann ich die Nichte einladen?"));
    }
}

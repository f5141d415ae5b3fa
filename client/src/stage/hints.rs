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

/// Whether it asks about what is in one's own hands, rather than about what others do.
pub fn is_within_reach(text: &str) -> bool {
    let words: Vec<String> = words_in(text).collect();
    let Some(first) = words.first() else { return false };
    // »Warum« leads to others unless one speaks of oneself.
    let asks_why = is_one_of(texts::stage::words_why(), first) && !is_first_person(text);
    let mut moves = texts::stage::words_others().split(',').map(str::trim);
    !asks_why && !moves.any(|others| holds_in_order(&words, others))
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

/// Whether these words stand in the text one after another, whatever stands between them.
fn holds_in_order(text: &[String], words: &str) -> bool {
    let mut rest = text.iter();
    words.split(' ').all(|word| rest.any(|other| other == word))
}

fn words_in(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [fn(&str) -> bool; 5] =
        [is_how, is_first_person, is_within_reach, is_one, is_positive];

    #[test]
    fn a_good_question_holds_every_hint() {
        let question = "»Wie kann ich erreichen, dass wir gern mitmachen?«";
        for holds in ALL {
            assert!(holds(question));
        }
    }

    #[test]
    fn a_complaint_is_met_with_hints() {
        let question = "Warum machen die das nicht? Und was nun?";
        for holds in ALL {
            assert!(!holds(question));
        }
    }

    #[test]
    fn an_empty_field_holds_nothing() {
        for holds in ALL {
            assert!(!holds(" "));
        }
    }

    #[test]
    fn words_count_as_wholes() {
        assert!(!is_first_person("Wie wird das Licht besser?"));
        assert!(is_positive("Wie kann ich die Nichte einladen?"));
    }
    #[test]
    fn what_others_do_is_out_of_reach() {
        for question in [
            "Warum machen die das nicht?",
            "Wieso hört die Leitung nie zu?",
            "Wie bringe ich die Ehrenamtlichen dazu, mitzumachen?",
            "Wie kriege ich das Team endlich dazu?",
            "Wie kann ich die Kollegin dazu bringen, dass sie antwortet?",
        ] {
            assert!(!is_within_reach(question), "{question}");
        }
    }

    #[test]
    fn what_one_does_oneself_is_within_reach() {
        for question in [
            "Wie kann ich erreichen, dass alle gern mitmachen?",
            "Warum fällt mir der Anfang so schwer?",
            "Wie bringe ich die Objekte in die Datenbank?",
            "Was kann ich anders machen?",
        ] {
            assert!(is_within_reach(question), "{question}");
        }
    }
}

//! What makes a key question a good one, seen from its wording alone. Hints, never a judgement.

/// Whether it asks for a way (»Wie …«).
pub fn is_how(text: &str) -> bool {
    words_in(text).next() == Some("wie".into())
}

/// Whether it speaks of the one who asks.
pub fn is_first_person(text: &str) -> bool {
    const I: [&str; 9] =
        ["ich", "mir", "mich", "mein", "meine", "meiner", "meinem", "meinen", "meines"];
    words_in(text).any(|word| I.contains(&word.as_str()))
}

/// Whether it is one question and not several.
pub fn is_one(text: &str) -> bool {
    text.matches('?').count() == 1
}

/// Whether it says what should be, rather than what should not.
pub fn is_positive(text: &str) -> bool {
    const NOT: [&str; 13] = [
        "nicht",
        "nichts",
        "nie",
        "niemand",
        "niemals",
        "kein",
        "keine",
        "keinen",
        "keiner",
        "keinem",
        "ohne",
        "verhindern",
        "vermeiden",
    ];
    words_in(text).next().is_some() && !words_in(text).any(|word| NOT.contains(&word.as_str()))
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

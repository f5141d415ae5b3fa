//! Ids for what somebody adapted: made from words, and each once.

use alloc::format;
use alloc::string::String;

/// The longest id that the check lets through, in bytes.
const LONGEST: usize = 40;

/// An id made from a name: small letters, digits and underscores.
pub fn id(name: &str) -> String {
    let mut id = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => id.push(letter),
            'ä' => id.push_str("ae"),
            'ö' => id.push_str("oe"),
            'ü' => id.push_str("ue"),
            'ß' => id.push_str("ss"),
            _ if id.is_empty() || id.ends_with('_') => {}
            _ => id.push('_'),
        }
    }
    let id = cut(&id, LONGEST).trim_end_matches('_');
    if id.is_empty() { "methode".into() } else { id.into() }
}

/// This id where nobody has it, otherwise with a number behind it.
pub fn unique(id: &str, taken: &[&str]) -> String {
    let numbered = (2..).map(|number: usize| {
        let end = format!("_{number}");
        format!("{}{end}", cut(id, LONGEST - end.len()))
    });
    let mut all = core::iter::once(String::from(id)).chain(numbered);
    all.find(|id| !taken.contains(&id.as_str())).expect("there are more numbers than ids")
}

/// As much of the beginning as fits into so many bytes.
fn cut(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_an_id_that_programs_like() {
        assert_eq!(id("Sechs Phasen (Tietze), angepaßt"), "sechs_phasen_tietze_angepasst");
        assert_eq!(id("Über Öl & Ämter"), "ueber_oel_aemter");
        assert_eq!(id(" – "), "methode");
        assert_eq!(id(&"Wort ".repeat(20)).len(), 39, "no underscore at its end");
    }

    #[test]
    fn an_id_that_somebody_has_gets_a_number() {
        assert_eq!(unique("frage", &["fall"]), "frage");
        assert_eq!(unique("frage", &["frage", "frage_2"]), "frage_3");
        let long = "ä".repeat(20);
        let second = unique(&long, &[&long]);
        assert!(second.len() <= LONGEST && second.ends_with("ä_2"), "{second}");
    }
}

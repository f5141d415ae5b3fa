//! Cleaning of what people type or others' clients send: no invisible signs, no more than fits.
//!
//! Control characters, zero-width signs and marks that turn the direction of writing can make a
//! name look like another one or hide words. Every text passes here before it is sealed and again
//! after it was opened, because the client that sealed it may not be ours.

use alloc::string::String;

/// Glues emoji together (woman + school = teacher); kept between them only.
const JOINER: char = '\u{200d}';

/// One line of at most `max` characters, without blanks at its ends or two in a row.
pub fn clean(text: &str, max: usize) -> String {
    tidy(text, max, &["", " ", " ", " "])
}

/// At most `max` characters on several lines: like [`clean`], but line breaks stay, with no more
/// than one empty line between two paragraphs.
pub fn clean_lines(text: &str, max: usize) -> String {
    tidy(text, max, &["", " ", "\n", "\n\n"])
}

/// `gaps` says what is written for nothing, blanks, one line break, and more of them.
fn tidy(text: &str, max: usize, gaps: &[&str; 4]) -> String {
    let mut tidy = String::new();
    let mut count = 0;
    let mut gap = 0;
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        if sign == '\r' && rest.peek() == Some(&'\n') {
            continue;
        }
        if matches!(sign, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            gap = if gap < 2 { 2 } else { 3 };
            continue;
        }
        if sign.is_whitespace() {
            gap = gap.max(1);
            continue;
        }
        let glue = sign == JOINER
            && gap == 0
            && tidy.chars().next_back().is_some_and(is_pictogram)
            && rest.peek().is_some_and(|&next| is_pictogram(next));
        if is_invisible(sign) && !glue {
            continue;
        }
        let before = if tidy.is_empty() { "" } else { gaps[gap] };
        count += before.len() + 1;
        if count > max {
            break;
        }
        tidy.push_str(before);
        tidy.push(sign);
        gap = 0;
    }
    if tidy.ends_with(JOINER) {
        tidy.pop();
    }
    tidy
}

/// Signs that show nothing themselves but change or fake what stands around them.
fn is_invisible(sign: char) -> bool {
    sign.is_control()
        || matches!(sign,
            '\u{ad}' | '\u{34f}' | '\u{61c}' // soft hyphen, grapheme joiner, Arabic mark
            | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
            | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' // inherent vowels, Mongolian marks
            | '\u{200b}'..='\u{200f}' // zero-width signs, marks of direction
            | '\u{202a}'..='\u{202e}' // embedding and overriding of direction
            | '\u{2060}'..='\u{206f}' // word joiner, isolates, invisible operators
            | '\u{2800}' // the Braille pattern without dots
            | '\u{feff}' | '\u{fff0}'..='\u{fffb}' // byte order mark, annotations
            | '\u{e0000}'..='\u{e0fff}') // tags, further variation selectors
}

/// Pictures and the selector that colours them.
fn is_pictogram(sign: char) -> bool {
    matches!(sign, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_write_stays() {
        for text in ["Änne Groß", "Stadtmuseum Łódź", "山田 太郎", "👩‍🏫 Ayşe", "❤️‍🔥", "e\u{301}"]
        {
            assert_eq!(clean(text, 80), text);
        }
    }

    #[test]
    fn a_name_cannot_hide_signs_or_turn_the_line_around() {
        assert_eq!(clean("Mo\u{200b}de\u{202e}ra\u{2066}tion\u{0}\u{7f}", 80), "Moderation");
        assert_eq!(clean("\u{feff}\u{3164}\u{200d}", 80), "");
        assert_eq!(clean("a\u{200d}b", 80), "ab");
    }

    #[test]
    fn blanks_collapse() {
        assert_eq!(clean("  Änne \t\u{a0} Groß\r\n", 80), "Änne Groß");
        assert_eq!(clean("zwei\n\nZeilen", 80), "zwei Zeilen");
    }

    #[test]
    fn lines_stay_lines_and_paragraphs_paragraphs() {
        assert_eq!(
            clean_lines("\n eins \r\nzwei\n\n\n\ndrei\rvier \n", 80),
            "eins\nzwei\n\ndrei\nvier"
        );
    }

    #[test]
    fn a_text_that_is_too_long_ends_after_a_character() {
        assert_eq!(clean("äöüß", 3), "äöü");
        assert_eq!(clean("ab cd", 3), "ab");
        assert_eq!(clean("👩‍🏫", 2), "👩");
        assert_eq!(clean_lines("ab\n\ncd", 4), "ab");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_more(text: String, max in 0..50_usize) {
            let once = clean(&text, max);
            prop_assert!(once.chars().count() <= max);
            prop_assert_eq!(clean(&once, max), once.clone());
            let lines = clean_lines(&text, max);
            prop_assert!(lines.chars().count() <= max);
            prop_assert_eq!(clean_lines(&lines, max), lines);
        }

        #[test]
        fn nothing_invisible_remains(text in "[a\u{200d}\u{2190}\u{fe0f}\u{1f3eb}\u{202e}\u{0} \n]{0,30}") {
            for sign in clean_lines(&text, 99).chars() {
                prop_assert!(sign == '\n' || sign == JOINER || !is_invisible(sign), "{:?}", sign);
            }
        }
    }
}

//! What a person did to a text, seen from its new state and the caret alone.
//!
//! Browsers tell of input in too many ways (composition, autocorrection, dictation, drag and drop)
//! to follow them all. Comparing the texts understands every one of them.

/// Replace `from..to` of the old text, in UTF-16 units, by this text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Replacement {
    pub from: u32,
    pub to: u32,
    pub with: String,
}

/// The smallest single replacement that turns `old` into `new`, preferring the one that ends at
/// `caret` (in `new`) where letters repeat. `None` where nothing changed.
pub(crate) fn diff(old: &str, new: &str, caret: u32) -> Option<Replacement> {
    let old: Vec<u16> = old.encode_utf16().collect();
    let new: Vec<u16> = new.encode_utf16().collect();
    let shorter = old.len().min(new.len());
    let caret = usize::try_from(caret).map_or(new.len(), |caret| caret.min(new.len()));

    // What stands behind the caret was there before, then what stands before the change, then
    // what else agrees behind it.
    let behind = (new.len() - caret).min(shorter);
    let mut suffix = common(old.iter().rev(), new.iter().rev(), behind);
    let mut prefix = common(old.iter(), new.iter(), shorter - suffix);
    suffix += common(
        old[prefix..old.len() - suffix].iter().rev(),
        new[prefix..new.len() - suffix].iter().rev(),
        shorter - prefix - suffix,
    );

    // A surrogate pair is one character: it changes as a whole.
    if prefix > 0 && is_high(old[prefix - 1]) {
        prefix -= 1;
    }
    if suffix > 0 && is_low(old[old.len() - suffix]) {
        suffix -= 1;
    }
    let (end, new_end) = (old.len() - suffix, new.len() - suffix);
    (prefix < end || prefix < new_end).then(|| Replacement {
        from: units(prefix),
        to: units(end),
        with: String::from_utf16_lossy(&new[prefix..new_end]),
    })
}

fn common<'a>(
    one: impl Iterator<Item = &'a u16>,
    other: impl Iterator<Item = &'a u16>,
    at_most: usize,
) -> usize {
    one.zip(other).take(at_most).take_while(|(one, other)| one == other).count()
}

fn is_high(unit: u16) -> bool {
    (0xd800..0xdc00).contains(&unit)
}

fn is_low(unit: u16) -> bool {
    (0xdc00..0xe000).contains(&unit)
}

fn units(len: usize) -> u32 {
    u32::try_from(len).expect("a text of four gigabytes does not fit into a page")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn replaced(from: u32, to: u32, with: &str) -> Option<Replacement> {
        Some(Replacement { from, to, with: with.to_string() })
    }

    fn apply(old: &str, replacement: Option<Replacement>) -> String {
        let mut units: Vec<u16> = old.encode_utf16().collect();
        if let Some(Replacement { from, to, with }) = replacement {
            units.splice(from as usize..to as usize, with.encode_utf16());
        }
        String::from_utf16(&units).expect("no character was cut")
    }

    #[test]
    fn the_caret_says_which_of_equal_letters_was_typed() {
        assert_eq!(diff("aab", "aaab", 1), replaced(0, 0, "a"));
        assert_eq!(diff("aab", "aaab", 2), replaced(1, 1, "a"));
        assert_eq!(diff("aab", "aaab", 3), replaced(2, 2, "a"));
    }

    #[test]
    fn backspace_deletes_what_stood_before_the_caret() {
        assert_eq!(diff("aaab", "aab", 0), replaced(0, 1, ""));
        assert_eq!(diff("aaab", "aab", 2), replaced(2, 3, ""));
    }

    #[test]
    fn a_corrected_word_is_replaced_in_its_middle_only() {
        assert_eq!(diff("ich hbae Zeit", "ich habe Zeit", 8), replaced(5, 7, "ab"));
    }

    #[test]
    fn a_caret_far_from_the_change_costs_nothing() {
        assert_eq!(diff("vorne und hinten", "Vorne und hinten", 16), replaced(0, 1, "V"));
    }

    #[test]
    fn nothing_changed_is_no_replacement() {
        assert_eq!(diff("gleich", "gleich", 3), None);
        assert_eq!(diff("", "", 0), None);
    }

    #[test]
    fn an_emoji_changes_as_a_whole() {
        // Both are D83D followed by another low half.
        assert_eq!(diff("a😀b", "a😁b", 3), replaced(1, 3, "😁"));
        // Both end in DE00: U+1F600 and U+1FA00.
        assert_eq!(diff("😀", "\u{1fa00}", 2), replaced(0, 2, "\u{1fa00}"));
    }

    proptest! {
        #[test]
        fn the_replacement_always_gives_the_new_text(
            old in "[ab😀😁\u{1fa00}ä]{0,8}", new in "[ab😀😁\u{1fa00}ä]{0,8}", caret in 0..20_u32,
        ) {
            prop_assert_eq!(apply(&old, diff(&old, &new, caret)), new);
        }

        #[test]
        fn typing_in_one_place_is_found_as_such(
            before in "[ab😀]{0,6}", typed in "[abc😀]{1,3}", after in "[ab😀]{0,6}",
        ) {
            // given text typed between, and the caret behind it
            let new = format!("{before}{typed}{after}");
            let caret = units(format!("{before}{typed}").encode_utf16().count());
            // when
            let found = diff(&format!("{before}{after}"), &new, caret);
            // then it is found right there
            let at = units(before.encode_utf16().count());
            prop_assert_eq!(found, replaced(at, at, &typed));
        }
    }
}

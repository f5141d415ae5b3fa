//! The numbers of a text: sums of money with what they come to, years, and telephone numbers.

use std::ops::Range;

use super::words::{Word, lists};
use crate::texts;

/// A sum of money.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// Where it stands, with its currency.
    pub at: Range<usize>,
    /// How much it is; `None` where it is written in letters.
    pub amount: Option<f64>,
}

/// A number in digits.
struct Number {
    at: Range<usize>,
    value: f64,
}

/// The sums of money.
pub fn sums(text: &str, words: &[Word]) -> Vec<Sum> {
    let numbers = numbers(text);
    let mut sums: Vec<Sum> = Vec::new();
    for (index, number) in numbers.iter().enumerate() {
        let (end, times) = multiplied(text, words, number.at.end);
        let behind = currency_at(text, words, end);
        let before = currency_before(text, words, number.at.start);
        let Some(at) = (match (behind, before) {
            (Some(behind), _) => Some(number.at.start..behind),
            (None, Some(before)) => Some(before..end),
            (None, None) => None,
        }) else {
            continue;
        };
        // »5.000 bis 8.000 Euro« is one sum.
        let from = index.checked_sub(1).map(|index| &numbers[index]).filter(|from| {
            text.get(from.at.end..at.start)
                .is_some_and(|gap| matches!(gap.trim(), "bis" | "–" | "-"))
        });
        let start = from.map_or(at.start, |from| from.at.start);
        sums.push(Sum { at: start..at.end, amount: Some(number.value * times) });
    }
    // »zehntausend Euro«
    for pair in words.windows(2) {
        let [number, currency] = pair else { continue };
        let counts = texts::release::words_number().split(' ');
        let is_number = number.text.chars().all(char::is_alphabetic)
            && counts.into_iter().any(|part| number.small.ends_with(part));
        if is_number
            && lists(texts::release::words_currency(), &currency.small)
            && sums.iter().all(|sum| sum.at.end != currency.at.end)
        {
            sums.push(Sum { at: number.at.start..currency.at.end, amount: None });
        }
    }
    sums
}

/// The years of the last centuries and of this one, each with the rest of its date.
pub fn years(text: &str) -> Vec<(Range<usize>, u32)> {
    let bytes = text.as_bytes();
    let mut years = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            at += 1;
            continue;
        }
        let end = at + digits;
        let year = text[at..end].parse().ok().filter(|_| digits == 4);
        let glued = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        let goes_on = text[end..].strip_prefix(['.', ',']);
        let goes_on =
            goes_on.is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()));
        let alone = !glued(text[..at].chars().next_back()) && !glued(text[end..].chars().next());
        if let Some(year) = year.filter(|year| (1700..2100).contains(year) && alone && !goes_on) {
            // The day and the month of »12.03.2026« go with it.
            let date =
                text[..at].trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == '.');
            let begins = if text[..at].ends_with('.') { date.len() } else { at };
            let has_day = text[begins..at].starts_with(|sign: char| sign.is_ascii_digit());
            years.push((if has_day { begins } else { at }..end, year));
        }
        at = end;
    }
    years
}

/// Telephone numbers: from a plus or a nought on, at least seven digits.
pub fn phones(text: &str) -> Vec<Range<usize>> {
    let mut phones: Vec<Range<usize>> = Vec::new();
    for (at, sign) in text.char_indices() {
        let begins = match sign {
            '+' => text[at + 1..].starts_with(|next: char| next.is_ascii_digit()),
            '0' => !text[..at].ends_with(|before: char| {
                before.is_alphanumeric() || matches!(before, '.' | ',' | '+')
            }),
            _ => false,
        };
        if !begins || phones.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let (mut digits, mut end) = (0, at);
        for (place, sign) in text[at..].char_indices() {
            match sign {
                '0'..='9' => {
                    digits += 1;
                    end = at + place + 1;
                }
                '+' | ' ' | '\u{a0}' | '-' | '–' | '/' | '(' | ')' => {}
                _ => break,
            }
        }
        if digits >= 7 {
            let start = if text[..at].ends_with('(') { at - 1 } else { at };
            phones.push(start..end);
        }
    }
    phones
}

fn numbers(text: &str) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(|sign: char| sign.is_ascii_digit()) {
        let start = at + found;
        let number = number_at(text, start);
        at = number.at.end;
        if !text[..start].ends_with(char::is_alphanumeric) {
            numbers.push(number);
        }
    }
    numbers
}

/// The number that begins here, written as in German: `1.200,50`, `20 000`, `500,-`.
fn number_at(text: &str, start: usize) -> Number {
    let count = |at: usize| text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = start + count(start);
    let mut digits = text[start..end].to_owned();
    if digits.len() <= 3 {
        while let Some(gap) = text[end..].chars().next() {
            let next = end + gap.len_utf8();
            if !matches!(gap, '.' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’') || count(next) != 3
            {
                break;
            }
            digits.push_str(&text[next..next + 3]);
            end = next + 3;
        }
    }
    if text[end..].starts_with([',', '.']) && count(end + 1) > 0 {
        let decimals = count(end + 1);
        digits.push('.');
        digits.push_str(&text[end + 1..end + 1 + decimals]);
        end += 1 + decimals;
    } else if let Some(dash) = [",-", ",–"].iter().find(|dash| text[end..].starts_with(**dash)) {
        end += dash.len();
    }
    Number { at: start..end, value: digits.parse().unwrap_or(0.0) }
}

/// Where »Tsd.« or »Mio.« behind a number ends, and what it makes of the number.
fn multiplied(text: &str, words: &[Word], end: usize) -> (usize, f64) {
    let Some(word) = next(text, words, end) else { return (end, 1.0) };
    let times = match () {
        () if lists(texts::release::words_thousand(), &word.small) => 1_000.0,
        () if lists(texts::release::words_million(), &word.small) => 1_000_000.0,
        () => return (end, 1.0),
    };
    let point = usize::from(text[word.at.end..].starts_with('.'));
    (word.at.end + point, times)
}

/// Where the currency behind a number ends.
fn currency_at(text: &str, words: &[Word], end: usize) -> Option<usize> {
    let rest = text[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']);
    if rest.starts_with('€') {
        return Some(text.len() - rest.len() + '€'.len_utf8());
    }
    let word = words.iter().find(|word| word.at.end > end)?;
    // »500-Euro-Zuschuss« is one word.
    let here = text.len() - rest.len();
    let name = rest.split(|sign: char| !sign.is_alphabetic()).next()?;
    let near = word.at.start <= here && here < word.at.end;
    let is_currency = lists(texts::release::words_currency(), &name.to_lowercase());
    (near && is_currency).then_some(here + name.len())
}

/// Where the currency before a number begins.
fn currency_before(text: &str, words: &[Word], start: usize) -> Option<usize> {
    let before = text[..start].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    if before.ends_with('€') {
        return Some(before.len() - '€'.len_utf8());
    }
    let word = words.iter().rev().find(|word| word.at.end == before.len())?;
    lists(texts::release::words_currency(), &word.small).then_some(word.at.start)
}

/// The word that follows right behind.
fn next<'a>(text: &str, words: &'a [Word<'a>], end: usize) -> Option<&'a Word<'a>> {
    let word = words.iter().find(|word| word.at.start >= end)?;
    text[end..word.at.start].chars().all(char::is_whitespace).then_some(word)
}

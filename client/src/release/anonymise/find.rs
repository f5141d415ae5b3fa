//! Finding what gives people and houses away. Better one word too many than one too few: marking
//! changes nothing.

use std::ops::Range;

use super::offer::ends_in_range;
use super::words::{Word, lists, parts, words};
use super::{Kind, Known, Mark, numbers};
use crate::texts;

/// What in the text gives something away, in its order; no two pieces overlap.
pub fn marks(text: &str, known: &Known) -> Vec<Mark> {
    let words = words(text);
    let whole = |kind| move |at| Mark { at, kind };
    let mut found: Vec<Mark> = addresses(text).map(whole(Kind::Address)).collect();
    found.extend(numbers::phones(text).into_iter().map(whole(Kind::Phone)));
    let sums = numbers::sums(text, &words).into_iter().map(|sum| sum.at);
    let telling = sums.filter(|at| !ends_in_range(&text[..at.end]));
    found.extend(telling.map(whole(Kind::Sum)));
    found.extend(people(text, &words, known).map(whole(Kind::Person)));
    found.extend(houses(text, &words, known));
    found.extend(places(text, &words).map(whole(Kind::Place)));
    found.extend(numbers::years(text).into_iter().map(|(at, _)| whole(Kind::Year)(at)));
    // What was found first says best what a piece is.
    let mut kept: Vec<Mark> = Vec::new();
    for mark in found {
        let overlaps = |other: &Mark| mark.at.start < other.at.end && other.at.start < mark.at.end;
        if !kept.iter().any(overlaps) {
            kept.push(mark);
        }
    }
    kept.sort_by_key(|mark| mark.at.start);
    kept
}

/// Mail and web addresses.
fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut behind = 0;
    text.split_whitespace().filter_map(move |piece| {
        let start = behind + text[behind..].find(piece)?;
        behind = start + piece.len();
        let inner = piece.trim_start_matches(|sign: char| !sign.is_alphanumeric());
        let start = start + (piece.len() - inner.len());
        let inner = inner.trim_end_matches(|sign: char| !sign.is_alphanumeric() && sign != '/');
        is_address(&inner.to_lowercase()).then(|| start..start + inner.len())
    })
}

fn is_address(small: &str) -> bool {
    if let Some((who, host)) = small.split_once('@') {
        return !who.is_empty() && host.contains('.');
    }
    let host = small.split('/').next().unwrap_or_default();
    let domain = host.rsplit_once('.').filter(|(name, _)| name.chars().count() > 1);
    ["http://", "https://", "www."].iter().any(|begin| small.starts_with(begin))
        || domain.is_some_and(|(_, last)| lists(texts::release::words_domain(), last))
}

/// The people who are here, by any part of their names, and whoever follows »Frau« or »Herr«.
fn people(text: &str, words: &[Word], known: &Known) -> impl Iterator<Item = Range<usize>> {
    let names: Vec<String> = known
        .people
        .iter()
        .flat_map(|name| name.split_whitespace())
        .flat_map(|name| parts(&name.to_lowercase()).map(str::to_owned).collect::<Vec<_>>())
        .filter(|name| name.chars().filter(|sign| sign.is_alphabetic()).count() > 1)
        .collect();
    let typed = |word: &Word| known.people.iter().any(|name| name.contains(word.text));
    let is_name = |word: &Word| {
        let is_one = |small: &str| names.iter().any(|name| small == name);
        (word.is_capital() || typed(word))
            && (names.iter().any(|name| word.is(name)) || parts(&word.small).any(is_one))
    };
    let titled = |index: usize| {
        let before = index.checked_sub(1).and_then(|index| words.get(index));
        before.is_some_and(|before| lists(texts::release::words_title(), &before.small))
            && words[index].is_capital()
    };
    let named = words.iter().enumerate().map(|(index, word)| is_name(word) || titled(index));
    let named: Vec<bool> = named.collect();
    runs(text, words, move |index| named[index]).into_iter().map(|(at, _)| at)
}

/// The houses of those who are here: as they are called, and by each word that only they have.
fn houses(text: &str, words: &[Word], known: &Known) -> Vec<Mark> {
    let mut found = Vec::new();
    for house in &known.houses {
        let own = super::words::words(house);
        let is_telling = |word: &Word| {
            word.is_capital()
                && word.small.chars().count() > 2
                && !lists(texts::release::words_house(), &word.small)
        };
        let telling: Vec<String> =
            own.iter().filter(|word| is_telling(word)).fold(Vec::new(), |mut all, word| {
                let long = parts(&word.small).filter(|part| part.chars().count() > 3);
                all.push(word.small.clone());
                all.extend(long.map(str::to_owned));
                all
            });
        let tells = |word: &Word| {
            let is_one = |part: &str| telling.iter().any(|own| part == own);
            telling.iter().any(|own| word.is(own)) || parts(&word.small).any(is_one)
        };
        let belongs = |index: usize| {
            let word = &words[index];
            tells(word) || own.iter().any(|own| word.is(&own.small))
        };
        for (at, indices) in runs(text, words, belongs) {
            if !words[indices.clone()].iter().any(tells) {
                continue;
            }
            // »in Holmwerder« speaks of the place, whoever has it in their name.
            let is_place = follows_place_word(words, indices.start)
                && !words[indices]
                    .iter()
                    .any(|word| lists(texts::release::words_house(), &word.small));
            found.push(Mark { at, kind: if is_place { Kind::Place } else { Kind::House } });
        }
    }
    found
}

/// What is written with a capital behind »in«, »aus« or »bei«, where it is no everyday word.
fn places(text: &str, words: &[Word]) -> impl Iterator<Item = Range<usize>> {
    let everyday = |word: &Word| {
        let ends = texts::release::endings_everyday().split(' ');
        lists(texts::release::words_everyday(), &word.small)
            || lists(texts::release::words_house(), &word.small)
            || ends.into_iter().any(|end| word.small.ends_with(end))
    };
    let capital = |index: usize| words[index].is_capital() && !everyday(&words[index]);
    let behind = runs(text, words, capital)
        .into_iter()
        .filter(|(_, indices)| follows_place_word(words, indices.start))
        .map(|(at, _)| at);
    behind.collect::<Vec<_>>().into_iter()
}

fn follows_place_word(words: &[Word], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|index| words.get(index));
    before.is_some_and(|before| lists(texts::release::words_before_place(), &before.small))
}

/// Words next to each other for which this holds, with nothing but a blank between them.
fn runs(
    text: &str,
    words: &[Word],
    holds: impl Fn(usize) -> bool,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut runs: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (index, word) in words.iter().enumerate().filter(|(index, _)| holds(*index)) {
        match runs.last_mut() {
            Some((at, indices))
                if indices.end == index
                    && matches!(&text[at.end..word.at.start], " " | "\u{a0}") =>
            {
                (at.end, indices.end) = (word.at.end, index + 1);
            }
            _ => runs.push((word.at.clone(), index..index + 1)),
        }
    }
    runs
}

//! What could stand there instead: phrases from our lists, fitted to the little words before.

use std::ops::Range;

use super::words::{Word, lists, words};
use super::{Kind, Known, Mark, Offer, numbers};
use crate::texts;

/// Between these sums, in whole units of the currency, others may guess.
const STEPS: [u32; 7] = [1_000, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000];

/// The words that are offered for one piece; an empty one leaves it out.
pub fn offers(text: &str, mark: &Mark, known: &Known) -> Vec<Offer> {
    match mark.kind {
        Kind::Person => phrases(text, mark, texts::release::phrases_person()),
        Kind::House => phrases(text, mark, texts::release::phrases_house()),
        Kind::Place => phrases(text, mark, texts::release::phrases_place()),
        Kind::Sum => vec![plain(text, mark.at.clone(), sum(text, mark))],
        Kind::Year => vec![year(text, mark, known)],
        Kind::Phone | Kind::Address => {
            vec![Offer { at: mark.at.clone(), words: String::new() }]
        }
    }
}

/// The phrases of a list, each in the case that the words before ask for.
fn phrases(text: &str, mark: &Mark, list: &str) -> Vec<Offer> {
    let all = words(text);
    let index = all.iter().position(|word| word.at.start == mark.at.start);
    let index = index.unwrap_or_default();
    let before = |back: usize| {
        let word = &all[index.checked_sub(back)?];
        let next = all[index + 1 - back].at.start;
        text[word.at.end..next].chars().all(char::is_whitespace).then_some(word)
    };
    let asks = |word: Option<&Word>| {
        word.is_some_and(|word| lists(texts::release::words_dative(), &word.small))
    };
    // »im Stadtmuseum«: in it hides the article that the phrase brings along.
    let drawn_together = before(1).and_then(|word| {
        let pairs = texts::release::contractions().split(' ').filter_map(|it| it.split_once(':'));
        let (_, apart) = pairs.into_iter().find(|(together, _)| *together == word.small)?;
        Some((word.at.start, apart))
    });
    let article = before(1).filter(|word| lists(texts::release::words_article(), &word.small));
    let (start, lead, dative) = match (drawn_together, article) {
        (Some((start, apart)), _) => (start, Some(apart), true),
        (None, Some(article)) => {
            let is_dative = lists(texts::release::articles_dative(), &article.small);
            (article.at.start, None, is_dative || asks(before(2)))
        }
        (None, None) => (mark.at.start, None, asks(before(1))),
    };
    let at = start..mark.at.end;
    let phrases = list.split('|').map(|pair| {
        let (plain, after_preposition) = pair.split_once('/').unwrap_or((pair, pair));
        let phrase = if dative { after_preposition } else { plain };
        lead.map_or_else(|| phrase.to_owned(), |lead| format!("{lead} {phrase}"))
    });
    phrases.map(|words| plain(text, at.clone(), words)).collect()
}

/// An offer that begins with a capital where a sentence does.
fn plain(text: &str, at: Range<usize>, words: String) -> Offer {
    let before = text[..at.start].trim_end();
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':']);
    let was_capital = text[at.clone()].starts_with(char::is_uppercase);
    let mut signs = words.chars();
    let words = match signs.next().filter(|_| begins && was_capital) {
        Some(first) => first.to_uppercase().chain(signs).collect(),
        None => words,
    };
    Offer { at, words }
}

fn sum(text: &str, mark: &Mark) -> String {
    let found = numbers::sums(text, &words(text));
    let amount = found.into_iter().find(|sum| sum.at == mark.at).and_then(|sum| sum.amount);
    let Some(amount) = amount else { return texts::release::sum_some().into() };
    range_up_to(STEPS.iter().position(|step| amount < f64::from(*step)))
}

/// The range below this step; above the last one where there is none.
fn range_up_to(upper: Option<usize>) -> String {
    match upper {
        Some(0) => texts::release::sum_under(grouped(STEPS[0])),
        Some(upper) => {
            texts::release::sum_between(grouped(STEPS[upper - 1]), grouped(STEPS[upper]))
        }
        None => texts::release::sum_over(grouped(STEPS[STEPS.len() - 1])),
    }
}

/// Whether a text ends in one of our own ranges, which give nothing away.
pub fn ends_in_range(text: &str) -> bool {
    let text = text.to_lowercase();
    (0..STEPS.len())
        .map(Some)
        .chain([None])
        .any(|upper| text.ends_with(&range_up_to(upper).to_lowercase()))
}

/// A round sum with a point before every three digits.
fn grouped(sum: u32) -> String {
    let digits = sum.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// How long ago it is; the words before that only lead to a year go with it.
fn year(text: &str, mark: &Mark, known: &Known) -> Offer {
    let all = words(&text[..mark.at.start]);
    let mut start = mark.at.start;
    let mut since = false;
    for word in all.iter().rev() {
        if !text[word.at.end..start].chars().all(char::is_whitespace) {
            break;
        }
        since = lists(texts::release::words_since(), &word.small);
        if !since && !lists(texts::release::words_before_year(), &word.small) {
            break;
        }
        start = word.at.start;
        if since {
            break;
        }
    }
    let year = numbers::years(&text[..mark.at.end]).last().map_or(known.year, |(_, year)| *year);
    let words = match (since, known.year.checked_sub(year)) {
        (true, _) => texts::release::year_since(),
        (false, None) => texts::release::year_ahead(),
        (false, Some(0..=1)) => texts::release::year_now(),
        (false, Some(2..=15)) => texts::release::year_ago(),
        (false, Some(_)) => texts::release::year_long_ago(),
    };
    plain(text, start..mark.at.end, words.into())
}

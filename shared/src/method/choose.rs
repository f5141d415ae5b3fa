//! Choosing: which methods fit what a group is about, how many they are and how long they have;
//! and which modules fit the wording of a key question.

use alloc::string::String;
use alloc::vec::Vec;

use super::guide::{About, Cues, Described, Offered};
use super::{Flag, Method};

/// What somebody looks for. What they do not say counts for every method.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// What it is about.
    pub about: Option<About>,
    /// How many people they are.
    pub people: Option<u8>,
    /// How many minutes they have.
    pub minutes: Option<u16>,
}

/// How well a method fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It fits.
    Well,
    /// It can be done: with fewer or more people than ideal, or with other minutes.
    Somehow,
    /// It is for something else, for other numbers, or takes longer than there is time.
    Not,
}

impl Method {
    /// The fewest and the most minutes of so many turns.
    pub fn span(&self, turns: u8) -> (u16, u16) {
        let planned = self.phases.iter().filter(|phase| !phase.allows(Flag::Optional));
        planned.fold((0, 0), |(from, to), phase| {
            let times = if phase.allows(Flag::Once) { 1 } else { u16::from(turns) };
            (from + phase.range.0 * times, to + phase.range.1 * times)
        })
    }

    /// As many turns as usual; one, where nobody takes turns.
    pub fn usual_turns(&self) -> u8 {
        self.turns.map_or(1, |turns| turns.usual)
    }
}

impl Described {
    /// How well it fits a wish.
    pub fn fit(&self, wish: Wish) -> Fit {
        let about = wish.about.map_or(Fit::Well, |about| {
            if self.guide.about.contains(&about) { Fit::Well } else { Fit::Not }
        });
        let size = self.method.size;
        let people = wish.people.map_or(Fit::Well, |people| match people {
            _ if (size.ideal.0..=size.ideal.1).contains(&people) => Fit::Well,
            _ if (size.min..=size.max).contains(&people) => Fit::Somehow,
            _ => Fit::Not,
        });
        let turns = self.method.usual_turns();
        let fewest = self.method.turns.map_or(1, |turns| turns.min);
        let minutes = wish.minutes.map_or(Fit::Well, |minutes| match minutes {
            _ if self.method.minutes_of(turns) <= minutes => Fit::Well,
            _ if self.method.span(fewest).0 <= minutes => Fit::Somehow,
            _ => Fit::Not,
        });
        about.max(people).max(minutes)
    }
}

/// The places of all methods in the order in which they fit; those that fit alike keep the order of
/// the list.
pub fn ranked(all: &[Described], wish: Wish) -> Vec<(usize, Fit)> {
    let mut ranked: Vec<_> = all.iter().map(|it| it.fit(wish)).enumerate().collect();
    ranked.sort_by_key(|(_, fit)| *fit);
    ranked
}

/// The places of the modules that the wording of a key question suggests, those first whose cue is
/// the longest.
pub fn suggested(all: &[Offered], question: &str) -> Vec<usize> {
    let words = words(question);
    let longest = |offered: &Offered| {
        let cues = offered.cues.de.iter().chain(&offered.cues.en);
        cues.filter(|cue| holds(&words, cue)).map(|cue| cue.len()).max()
    };
    let found = all.iter().enumerate().filter_map(|(place, it)| Some((place, longest(it)?)));
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|(_, length)| core::cmp::Reverse(*length));
    found.into_iter().map(|(place, _)| place).collect()
}

/// The places of the few modules for those who do this for the first time. Without a question,
/// those that no question suggests come first: they help to find one.
pub fn for_first_time(all: &[Offered], has_question: bool) -> Vec<usize> {
    let mut few: Vec<_> = (0..all.len()).filter(|place| all[*place].first).collect();
    if !has_question {
        let asked_for = |cues: &Cues| !cues.de.is_empty() || !cues.en.is_empty();
        few.sort_by_key(|place| asked_for(&all[*place].cues));
    }
    few
}

/// The words of a sentence in small letters, one blank around each.
fn words(sentence: &str) -> String {
    let mut words = String::from(" ");
    let small = sentence.to_lowercase();
    let parts = small.split(|sign: char| !sign.is_alphanumeric() && sign != '\'' && sign != '’');
    for word in parts.filter(|word| !word.is_empty()) {
        words.push_str(word);
        words.push(' ');
    }
    words
}

/// Whether a sentence, as words, holds these words one after another.
fn holds(sentence: &str, cue: &str) -> bool {
    sentence.contains(&words(cue))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library;

    fn names(wish: Wish, fit: Fit) -> Vec<String> {
        let all = library::methods();
        let ranked = ranked(&all, wish);
        let fitting = ranked.into_iter().filter(|(_, how)| *how == fit);
        fitting.map(|(place, _)| all[place].guide.name.en.clone()).collect()
    }

    #[test]
    fn without_a_wish_everything_fits_in_the_order_of_the_list() {
        let all = library::methods();
        let places: Vec<usize> = ranked(&all, Wish::default()).into_iter().map(|it| it.0).collect();
        assert_eq!(places, (0..all.len()).collect::<Vec<_>>());
    }

    #[test]
    fn what_fits_is_about_the_right_thing_and_for_so_many_in_so_much_time() {
        let wish = Wish { about: Some(About::Text), people: Some(7), minutes: Some(60) };
        let all = library::methods();
        for (place, fit) in ranked(&all, wish) {
            let Described { method, guide } = &all[place];
            let is_about = guide.about.contains(&About::Text);
            let in_time = method.minutes_of(method.usual_turns()) <= 60;
            if fit == Fit::Well {
                assert!(is_about && in_time && (method.size.min..=method.size.max).contains(&7));
            }
            if !is_about {
                assert_eq!(fit, Fit::Not);
            }
        }
        assert!(!names(wish, Fit::Well).is_empty());
    }

    #[test]
    fn whoever_has_no_question_yet_is_first_helped_to_find_one() {
        let all = library::modules();
        let names = |has_question| {
            let few = for_first_time(&all, has_question).into_iter();
            few.map(|place| all[place].guide.name.de.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(names(false)[0], "Schlüsselfrage finden");
        let (mut with, mut without) = (names(true), names(false));
        assert_ne!(with[0], without[0]);
        with.sort_unstable();
        without.sort_unstable();
        assert_eq!(with, without);
        assert_eq!(with.len(), 6);
    }

    #[test]
    fn for_every_wish_there_is_something() {
        use About::{Insight, Many, People, Progress, Review, Task, Text};
        for about in [Task, People, Insight, Text, Review, Many, Progress] {
            let wish = Wish { about: Some(about), ..Wish::default() };
            assert!(!names(wish, Fit::Well).is_empty(), "{about:?}");
        }
        for people in 3..=20 {
            let wish = Wish { people: Some(people), ..Wish::default() };
            let [well, somehow] = [Fit::Well, Fit::Somehow].map(|fit| names(wish, fit).len());
            assert!(well + somehow > 0, "{people} people");
        }
        let wish = Wish { minutes: Some(20), ..Wish::default() };
        assert!(!names(wish, Fit::Well).is_empty());
    }

    fn modules(question: &str) -> Vec<String> {
        let all = library::modules();
        let places = suggested(&all, question);
        let mut ids: Vec<_> = places.into_iter().map(|it| all[it].module.id.clone()).collect();
        ids.sort();
        ids
    }

    #[test]
    fn the_wording_of_the_question_suggests_modules() {
        let question = "Wie kann ich erreichen, dass unsere Ehrenamtlichen gern mitmachen?";
        assert_eq!(modules(question), ["brainstorming", "identifikation", "kopfstand"]);
        assert_eq!(modules("How can I do it?"), ["brainstorming", "kopfstand"]);
        assert_eq!(modules("Womit fange ich an?"), ["erster_schritt"]);
        assert_eq!(modules("Unsere Ausstellung"), [""; 0]);
    }

    #[test]
    fn cues_are_whole_words() {
        assert!(holds(&words("Und wie kann ich das?"), "wie kann ich"));
        assert!(!holds(&words("Wie kann ichthys?"), "wie kann ich"));
    }
}

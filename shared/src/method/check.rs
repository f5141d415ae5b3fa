//! Whether a method or module can be played; the build asks it of every file, the engine of every
//! method that somebody brings along.

use super::{Kind, Method, Module, Phase, Role, Size, Text};

/// Most phases of a method: a longer list is no plan that a group can follow.
pub const MOST_PHASES: usize = 24;
/// Most minutes of one phase: an Open Space session lasts this long, nothing here longer.
pub const MOST_MINUTES: u16 = 240;
/// Longest single text in characters: more than that nobody reads while listening.
pub const MOST_TEXT: usize = 600;

/// Why a method or module can't be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unplayable {
    /// It has no phase, or more than [`MOST_PHASES`].
    PhaseCount,
    /// Two phases bear the same id.
    PhaseTwice,
    /// A phase lasts no time, longer than [`MOST_MINUTES`], or its minutes lie outside its range.
    Minutes,
    /// The sizes do not rise from smallest to largest.
    Size,
    /// A name is missing in one language, or a text is longer than [`MOST_TEXT`].
    Text,
    /// Somebody both speaks and is silent.
    SpeaksAndIsSilent,
    /// A phase has no kind, or notes and no notes at once.
    Kind,
    /// A phase in which people write names nobody who writes.
    NobodyWrites,
    /// A role is left without a sentence that says what is theirs to do.
    NoSentence,
}

impl Method {
    /// Whether a group can be led through it.
    pub fn check(&self) -> Result<(), Unplayable> {
        if self.phases.is_empty() || self.phases.len() > MOST_PHASES {
            return Err(Unplayable::PhaseCount);
        }
        let Size { min, ideal, max } = self.size;
        if min < 2 || min > ideal.0 || ideal.0 > ideal.1 || ideal.1 > max {
            return Err(Unplayable::Size);
        }
        if self.id.is_empty() || self.id.len() > 40 {
            return Err(Unplayable::Text);
        }
        named(&self.name)?;
        named(&self.purpose)?;
        for (i, phase) in self.phases.iter().enumerate() {
            if self.phases[..i].iter().any(|earlier| earlier.id == phase.id) {
                return Err(Unplayable::PhaseTwice);
            }
            phase.check()?;
        }
        Ok(())
    }
}

impl Module {
    /// Whether a group can consult by it.
    pub fn check(&self) -> Result<(), Unplayable> {
        if self.id.is_empty() || self.id.len() > 40 {
            return Err(Unplayable::Text);
        }
        if self.minutes == 0 || self.minutes > MOST_MINUTES {
            return Err(Unplayable::Minutes);
        }
        [&self.name, &self.fits, &self.explain, &self.starter].into_iter().try_for_each(named)
    }
}

impl Phase {
    fn check(&self) -> Result<(), Unplayable> {
        if self.id.is_empty() || self.id.len() > 40 {
            return Err(Unplayable::Text);
        }
        named(&self.name)?;
        named(&self.say)?;
        named(&self.watch)?;
        let (from, to) = self.range;
        if self.minutes == 0 || to > MOST_MINUTES || self.minutes < from || self.minutes > to {
            return Err(Unplayable::Minutes);
        }
        if self.speak.iter().any(|role| self.silent.contains(role)) {
            return Err(Unplayable::SpeaksAndIsSilent);
        }
        let none = self.has(Kind::None);
        if self.kinds.is_empty() || (none && self.kinds.len() > 1) {
            return Err(Unplayable::Kind);
        }
        if none != self.write.is_empty() {
            return Err(Unplayable::NobodyWrites);
        }
        if let Some(last) = &self.last {
            named(&last.text)?;
            if last.minutes == 0 || last.minutes >= self.minutes {
                return Err(Unplayable::Minutes);
            }
        }
        for role in
            [Role::CaseGiver, Role::Moderator, Role::Consultant, Role::Scribe, Role::Observer]
        {
            named(self.text(&[role]).ok_or(Unplayable::NoSentence)?)?;
        }
        Ok(())
    }
}

/// Whether a text says something in both languages and not too much.
fn named(text: &Text) -> Result<(), Unplayable> {
    let fits = |words: &str| !words.trim().is_empty() && words.chars().count() <= MOST_TEXT;
    if fits(&text.de) && fits(&text.en) { Ok(()) } else { Err(Unplayable::Text) }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::{vec, vec::Vec};

    use super::*;
    use crate::library;
    use crate::method::LastMinutes;
    use crate::specification::tietze;

    /// The Tietze method with one thing changed.
    fn method(change: impl FnOnce(&mut Method)) -> Result<(), Unplayable> {
        let mut method = tietze();
        change(&mut method);
        method.check()
    }

    /// The Tietze method with one thing changed in its account, which has last minutes.
    fn phase(change: impl FnOnce(&mut Phase)) -> Result<(), Unplayable> {
        method(|method| change(&mut method.phases[1]))
    }

    fn module(change: impl FnOnce(&mut Module)) -> Result<(), Unplayable> {
        let mut module = library::modules().remove(0);
        change(&mut module);
        module.check()
    }

    fn last(phase: &mut Phase) -> &mut LastMinutes {
        phase.last.as_mut().expect("the account ends with questions")
    }

    #[test]
    fn what_comes_with_the_program_can_be_played() {
        assert_eq!(method(|_| ()), Ok(()));
        assert_eq!(module(|_| ()), Ok(()));
    }

    #[test]
    fn a_method_has_phases_but_not_too_many() {
        assert_eq!(method(|m| m.phases.clear()), Err(Unplayable::PhaseCount));
        let many = |m: &mut Method, count| {
            let first = m.phases[0].clone();
            let phase = |n| Phase { id: alloc::format!("{n}"), ..first.clone() };
            m.phases = (0..count).map(phase).collect();
        };
        assert_eq!(method(|m| many(m, MOST_PHASES)), Ok(()));
        assert_eq!(method(|m| many(m, MOST_PHASES + 1)), Err(Unplayable::PhaseCount));
    }

    #[test]
    fn two_phases_do_not_bear_the_same_id() {
        let twice = |m: &mut Method| m.phases[3].id = m.phases[1].id.clone();
        assert_eq!(method(twice), Err(Unplayable::PhaseTwice));
    }

    #[test]
    fn a_phase_lasts_its_minutes_within_its_range() {
        assert_eq!(phase(|p| (p.minutes, p.range) = (0, (0, 5))), Err(Unplayable::Minutes));
        assert_eq!(phase(|p| p.range = (11, 15)), Err(Unplayable::Minutes));
        assert_eq!(phase(|p| p.range = (5, 9)), Err(Unplayable::Minutes));
        assert_eq!(phase(|p| p.range = (5, MOST_MINUTES)), Ok(()));
        assert_eq!(phase(|p| p.range = (5, MOST_MINUTES + 1)), Err(Unplayable::Minutes));
        assert_eq!(module(|m| m.minutes = 0), Err(Unplayable::Minutes));
        assert_eq!(module(|m| m.minutes = MOST_MINUTES + 1), Err(Unplayable::Minutes));
    }

    #[test]
    fn the_last_minutes_are_some_but_not_all() {
        assert_eq!(phase(|p| last(p).minutes = 0), Err(Unplayable::Minutes));
        assert_eq!(phase(|p| last(p).minutes = p.minutes), Err(Unplayable::Minutes));
        assert_eq!(phase(|p| last(p).text = Text::default()), Err(Unplayable::Text));
    }

    #[test]
    fn sizes_rise_from_smallest_to_largest() {
        let size = |min, ideal, max| method(|m| m.size = Size { min, ideal, max });
        assert_eq!(size(2, (2, 2), 2), Ok(()));
        for wrong in
            [size(1, (2, 3), 4), size(4, (3, 5), 6), size(2, (4, 3), 6), size(2, (3, 7), 6)]
        {
            assert_eq!(wrong, Err(Unplayable::Size));
        }
    }

    #[test]
    fn everything_has_its_words_in_both_languages_and_not_too_many() {
        let long = || "ä".repeat(MOST_TEXT + 1);
        assert_eq!(method(|m| m.name.de = "ä".repeat(MOST_TEXT)), Ok(()));
        let wrong = [
            method(|m| m.id = String::new()),
            method(|m| m.id = "m".repeat(41)),
            method(|m| m.name.de = " ".into()),
            method(|m| m.purpose.en = String::new()),
            phase(|p| p.id = String::new()),
            phase(|p| p.id = "p".repeat(41)),
            phase(|p| p.name.en = long()),
            phase(|p| p.say = Text::default()),
            phase(|p| p.watch.de = long()),
            phase(|p| p.texts.values_mut().for_each(|text| text.en.clear())),
            module(|m| m.id = String::new()),
            module(|m| m.name.en.clear()),
            module(|m| m.fits.de.clear()),
            module(|m| m.explain = Text::default()),
            module(|m| m.starter.de = long()),
        ];
        assert_eq!(wrong.iter().find(|check| **check != Err(Unplayable::Text)), None);
    }

    #[test]
    fn nobody_both_speaks_and_is_silent() {
        let both = |p: &mut Phase| p.silent.push(p.speak[0]);
        assert_eq!(phase(both), Err(Unplayable::SpeaksAndIsSilent));
    }

    #[test]
    fn a_phase_is_worked_in_somehow_or_expressly_not_at_all() {
        assert_eq!(phase(|p| p.kinds.clear()), Err(Unplayable::Kind));
        assert_eq!(phase(|p| p.kinds.push(Kind::None)), Err(Unplayable::Kind));
        let unwritten = |p: &mut Phase| (p.kinds, p.write) = (vec![Kind::None], Vec::new());
        assert_eq!(phase(unwritten), Ok(()));
    }

    #[test]
    fn somebody_writes_exactly_where_something_is_written() {
        assert_eq!(phase(|p| p.write.clear()), Err(Unplayable::NobodyWrites));
        assert_eq!(phase(|p| p.kinds = vec![Kind::None]), Err(Unplayable::NobodyWrites));
    }

    #[test]
    fn every_role_has_a_sentence() {
        let unsaid = |p: &mut Phase| {
            p.texts.remove(&Role::Observer);
        };
        assert_eq!(phase(unsaid), Err(Unplayable::NoSentence));
    }
}

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

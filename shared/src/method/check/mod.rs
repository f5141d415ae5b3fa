//! Whether a method or module can be played, and whether everybody knows what to do in it: the
//! build asks it of every file, the engine of every method that somebody brings along.

use super::guide::{Guide, ModuleGuide, PhaseGuide, Text};
use super::{Flag, Kind, Method, Module, Phase, Role, See, Size, Turns};

mod order;

#[allow(unused_imports, reason = "the build script only asks whether there is something")]
pub use order::{Misplaced, Needs};

/// Most phases of a method: a longer list is no plan that a group can follow.
pub const MOST_PHASES: usize = 24;
/// Most people of a method, and in a meeting: a Pro Action Café fills a hall of a hundred.
pub const MOST_PEOPLE: u8 = 100;
/// Most minutes of one phase: an Open Space session lasts this long, nothing here longer.
pub const MOST_MINUTES: u16 = 240;
/// Longest single text in characters: more than that nobody reads while listening.
pub const MOST_TEXT: usize = 600;
/// The most bytes of what people read of a method: sealed, it fits into one frame.
pub const MOST_GUIDE: usize = 48 * 1_024;
/// Most turns of one sitting: a day has no room for more.
const MOST_TURNS: u8 = 12;
/// Most columns: as many as stand side by side on a wall and are still read.
const MOST_COLUMNS: u8 = 4;

/// Why a method or module can't be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unplayable {
    /// It has no phase, or more than [`MOST_PHASES`].
    PhaseCount,
    /// Two phases bear the same id.
    PhaseTwice,
    /// An id is empty or longer than forty characters.
    Id,
    /// A phase lasts no time, longer than [`MOST_MINUTES`], or its minutes lie outside its range.
    Minutes,
    /// The sizes do not rise from smallest to largest, or exceed [`MOST_PEOPLE`].
    Size,
    /// The numbers of turns do not rise from fewest to most, or are too many.
    Turns,
    /// It has the same role twice, or none.
    Roles,
    /// A phase names a role that the method does not know.
    UnknownRole,
    /// Somebody both speaks and is silent.
    SpeaksAndIsSilent,
    /// A phase has no kind, or notes and no notes at once.
    Kind,
    /// A phase in which people write names nobody who writes.
    NobodyWrites,
    /// Somebody writes, or keeps private notes, although there are no notes.
    SomebodyWrites,
    /// It has one column, too many, or columns without names.
    Columns,
    /// A text is missing in one language, or longer than [`MOST_TEXT`].
    Text,
    /// A role is left without a sentence that says what is theirs to do.
    NoSentence,
    /// What people read does not belong to these phases or steps.
    OtherPhases,
    /// The texts together have more than [`MOST_GUIDE`] bytes.
    TooMuchText,
    /// A phase builds on what only a later one makes: [`Method::order`] says which.
    Order,
}

impl Unplayable {
    /// The reason as a sentence, for whoever wrote the file.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::PhaseCount => "a method has one to twenty-four phases",
            Self::PhaseTwice => "two phases bear the same id",
            Self::Id => "an id has one to forty characters",
            Self::Minutes => {
                "minutes are 1 to 240 and lie within their range; last minutes are fewer than all"
            }
            Self::Size => {
                "sizes rise from smallest over ideal to largest, from two people to a hundred"
            }
            Self::Turns => "turns rise from fewest over usual to most, one to twelve",
            Self::Roles => "a method has its roles, each once",
            Self::UnknownRole => "a phase names a role that the method does not have",
            Self::SpeaksAndIsSilent => "somebody both speaks and is silent",
            Self::Kind => "a phase has a kind, and »none« stands alone",
            Self::NobodyWrites => "people write in this phase, but »write« names nobody",
            Self::SomebodyWrites => {
                "there are no notes in this phase, but »write« names somebody or »private_notes« is set"
            }
            Self::Columns => "columns are two to four, each with a name",
            Self::Text => "a text is missing in one language or has more than 600 characters",
            Self::NoSentence => "a role has no sentence that says what is theirs to do",
            Self::OtherPhases => "phases and their texts do not belong together",
            Self::TooMuchText => "the texts have more than 48 kB together",
            Self::Order => {
                "a phase builds on what only a later one makes: a case giver, a question, a module, \
                 cards; or what is done once stands between what is repeated"
            }
        }
    }
}

impl Method {
    /// Whether a group can be led through it.
    pub fn check(&self) -> Result<(), Unplayable> {
        self.check_whole()?;
        self.phases.iter().try_for_each(|phase| phase.check(&self.roles))?;
        self.order().map_err(|_| Unplayable::Order)
    }

    /// Everything that is not about a single phase.
    pub fn check_whole(&self) -> Result<(), Unplayable> {
        if self.phases.is_empty() || self.phases.len() > MOST_PHASES {
            return Err(Unplayable::PhaseCount);
        }
        let Size { min, ideal, max } = self.size;
        let rise = 2 <= min && min <= ideal.0 && ideal.0 <= ideal.1 && ideal.1 <= max;
        if !rise || max > MOST_PEOPLE {
            return Err(Unplayable::Size);
        }
        if let Some(Turns { min, usual, max }) = self.turns
            && (min == 0 || min > usual || usual > max || max > MOST_TURNS)
        {
            return Err(Unplayable::Turns);
        }
        id(&self.id)?;
        let twice = |(i, role): (usize, &Role)| self.roles[..i].contains(role);
        if self.roles.is_empty()
            || self.knows(Role::Everyone)
            || self.roles.iter().enumerate().any(twice)
        {
            return Err(Unplayable::Roles);
        }
        if !self.consult.iter().all(|role| self.knows(*role)) {
            return Err(Unplayable::UnknownRole);
        }
        let twice = |(i, phase): (usize, &Phase)| {
            self.phases[..i].iter().any(|earlier| earlier.id == phase.id)
        };
        if self.phases.iter().enumerate().any(twice) {
            return Err(Unplayable::PhaseTwice);
        }
        Ok(())
    }
}

impl Module {
    /// Whether a group can consult by it.
    pub fn check(&self) -> Result<(), Unplayable> {
        id(&self.id)?;
        let minutes = self.steps.iter().map(|minutes| u32::from(*minutes)).sum::<u32>();
        if self.steps.contains(&0) || minutes == 0 || minutes > MOST_MINUTES.into() {
            return Err(Unplayable::Minutes);
        }
        if self.seconds_each == Some(0)
            || self.silent_s.is_some_and(|s| s == 0 || s > self.minutes() * 60)
        {
            return Err(Unplayable::Minutes);
        }
        Ok(())
    }
}

impl Phase {
    /// Whether it can be played in a method with these roles.
    pub fn check(&self, roles: &[Role]) -> Result<(), Unplayable> {
        id(&self.id)?;
        let (from, to) = self.range;
        if self.minutes == 0 || to > MOST_MINUTES || self.minutes < from || self.minutes > to {
            return Err(Unplayable::Minutes);
        }
        let last = self.last.as_ref();
        if last.is_some_and(|last| last.minutes == 0 || last.minutes >= self.minutes)
            || self.seconds_each == Some(0)
            || self.silent_s.is_some_and(|s| s == 0 || s > self.minutes * 60)
        {
            return Err(Unplayable::Minutes);
        }
        let lists = [&self.speak, &self.silent, &self.write];
        let lists = lists.into_iter().chain(last.map(|last| &last.speak));
        let known = |role: &Role| *role == Role::Everyone || roles.contains(role);
        if !lists.flatten().all(known) {
            return Err(Unplayable::UnknownRole);
        }
        if self.speak.iter().any(|role| self.silent.contains(role)) {
            return Err(Unplayable::SpeaksAndIsSilent);
        }
        let none = self.has(Kind::None);
        if self.kinds.is_empty() || (none && self.kinds.len() > 1) {
            return Err(Unplayable::Kind);
        }
        // Only in a round is nothing written though people are asked one after another.
        let only_spoken = none || self.kinds == [Kind::Round];
        if self.write.is_empty() && !only_spoken {
            return Err(Unplayable::NobodyWrites);
        }
        if none && (!self.write.is_empty() || self.allows(Flag::PrivateNotes)) {
            return Err(Unplayable::SomebodyWrites);
        }
        if self.columns == 1 || self.columns > MOST_COLUMNS {
            return Err(Unplayable::Columns);
        }
        // What only some may see are notes: cards are for the group.
        if self.see == See::Few && self.has_cards() {
            return Err(Unplayable::Kind);
        }
        Ok(())
    }
}

impl Guide {
    /// Whether everybody in this method knows what to do.
    pub fn check(&self, method: &Method) -> Result<(), Unplayable> {
        self.check_whole(method)?;
        let phases = self.phases.iter().zip(&method.phases);
        phases.into_iter().try_for_each(|(guide, phase)| guide.check(phase, &method.roles))
    }

    /// Everything that is not about a single phase.
    pub fn check_whole(&self, method: &Method) -> Result<(), Unplayable> {
        if self.phases.len() != method.phases.len() {
            return Err(Unplayable::OtherPhases);
        }
        let Self { name, purpose, fits, unfit, artefact, credit, .. } = self;
        [name, purpose, fits, unfit, artefact, credit].into_iter().try_for_each(said)?;
        let bytes = postcard::to_allocvec(self).map_or(0, |bytes| bytes.len());
        if bytes > MOST_GUIDE { Err(Unplayable::TooMuchText) } else { Ok(()) }
    }
}

impl PhaseGuide {
    /// Whether everybody in this phase knows what to do, in a method with these roles.
    pub fn check(&self, phase: &Phase, roles: &[Role]) -> Result<(), Unplayable> {
        [&self.name, &self.say, &self.watch].into_iter().try_for_each(said)?;
        self.texts.values().try_for_each(said)?;
        self.columns.iter().try_for_each(said)?;
        self.wrong.iter().flat_map(|it| [&it.sign, &it.help]).try_for_each(said)?;
        if self.columns.len() != usize::from(phase.columns) {
            return Err(Unplayable::Columns);
        }
        match (&self.last, &phase.last) {
            (Some(text), Some(_)) => said(text)?,
            (None, None) => {}
            _ => return Err(Unplayable::OtherPhases),
        }
        // Whoever keeps the time has another role as well, which says what to do; and whoever is
        // nothing else consults, also where the method does not say so.
        let roles = roles.iter().chain([&Role::Consultant]);
        let mut roles = roles.filter(|role| **role != Role::Timekeeper);
        if roles.any(|role| self.text(&[*role]).is_none()) {
            return Err(Unplayable::NoSentence);
        }
        Ok(())
    }
}

impl ModuleGuide {
    /// Whether everybody knows how this module goes.
    pub fn check(&self, module: &Module) -> Result<(), Unplayable> {
        let Self { name, fits, explain, starter, output, .. } = self;
        [name, fits, explain, starter, output].into_iter().try_for_each(said)?;
        self.steps.iter().chain(&self.turn).try_for_each(said)?;
        if self.steps.len() != module.steps.len() || self.turn.is_some() != module.turns {
            return Err(Unplayable::OtherPhases);
        }
        Ok(())
    }
}

fn id(id: &str) -> Result<(), Unplayable> {
    if id.is_empty() || id.len() > 40 { Err(Unplayable::Id) } else { Ok(()) }
}

/// Whether a text says something in both languages and not too much.
fn said(text: &Text) -> Result<(), Unplayable> {
    let fits = |words: &str| !words.trim().is_empty() && words.chars().count() <= MOST_TEXT;
    if fits(&text.de) && fits(&text.en) { Ok(()) } else { Err(Unplayable::Text) }
}

#[cfg(test)]
mod tests;

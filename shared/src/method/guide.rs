//! What people read of a method or a module: names, sentences for each role, help for whoever
//! leads. The engine never needs it; it travels sealed, so that a method of one's own stays one's own.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::{Method, Module, Role};

/// A sentence in German and English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// German, in the du form.
    pub de: String,
    /// English.
    pub en: String,
}

/// What a method is for, as whoever looks for one would say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A task, a project, a decision.
    Task,
    /// People: a relationship, a conflict, a team.
    People,
    /// Understanding what is going on.
    Insight,
    /// A document.
    Text,
    /// Looking back at a project.
    Review,
    /// Many cases at once.
    Many,
    /// Keeping at it: what was promised, what became of it.
    Progress,
}

/// What people read of a method.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// What people call it.
    pub name: Text,
    /// What it is good for, in a sentence.
    pub purpose: Text,
    /// When it fits.
    pub fits: Text,
    /// When it does not, and what does then.
    pub unfit: Text,
    /// What there is at the end.
    pub artefact: Text,
    /// Where it comes from, and what may be done with it.
    pub credit: Text,
    /// What it is for.
    pub about: Vec<About>,
    /// What people read in each phase, in order.
    pub phases: Vec<PhaseGuide>,
}

/// What people read in one phase.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseGuide {
    /// What people call it.
    pub name: Text,
    /// The one sentence for each role.
    pub texts: BTreeMap<Role, Text>,
    /// What those read who may speak in the last minutes.
    pub last: Option<Text>,
    /// The names of its columns.
    pub columns: Vec<Text>,
    /// For whoever leads: what to say (read aloud).
    pub say: Text,
    /// For whoever leads: what to watch for.
    pub watch: Text,
    /// For whoever leads: what may go wrong, and what to do then.
    pub wrong: Vec<Trouble>,
}

/// Something that may go wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trouble {
    /// How one notices.
    pub sign: Text,
    /// What to do and say.
    pub help: Text,
}

/// What people read of a consultation module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleGuide {
    /// What people call it.
    pub name: Text,
    /// When it fits, in a few words.
    pub fits: Text,
    /// How it goes, in about three sentences.
    pub explain: Text,
    /// How a contribution begins.
    pub starter: Text,
    /// What there is afterwards.
    pub output: Text,
    /// What is done in each step.
    pub steps: Vec<Text>,
    /// How the second line begins, where cards are turned over.
    pub turn: Option<Text>,
    /// What the case giver has to do, where it is more than to listen.
    pub giver: Option<Text>,
}

impl Guide {
    /// All its texts.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        let Self { name, purpose, fits, unfit, artefact, credit, about: _, phases } = self;
        let whole = [name, purpose, fits, unfit, artefact, credit];
        whole.into_iter().chain(phases.iter_mut().flat_map(PhaseGuide::texts_mut))
    }
}

impl ModuleGuide {
    /// All its texts.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        let Self { name, fits, explain, starter, output, steps, turn, giver } = self;
        let whole = [name, fits, explain, starter, output];
        whole.into_iter().chain(steps).chain(turn).chain(giver)
    }
}

impl PhaseGuide {
    /// All its texts.
    fn texts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        let Self { name, texts, last, columns, say, watch, wrong } = self;
        let wrong = wrong.iter_mut().flat_map(|it| [&mut it.sign, &mut it.help]);
        let own = texts.values_mut().chain(last).chain(columns);
        [name, say, watch].into_iter().chain(own).chain(wrong)
    }

    /// The one sentence for somebody with these roles, the most particular role first.
    ///
    /// Whoever keeps the time does so beside something else: that sentence is [`Self::duty`].
    pub fn text(&self, roles: &[Role]) -> Option<&Text> {
        let roles = roles.iter().filter(|role| **role != Role::Timekeeper);
        roles.chain([&Role::Everyone]).find_map(|role| self.texts.get(role))
    }

    /// What somebody with these roles has to do besides.
    pub fn duty(&self, roles: &[Role]) -> Option<&Text> {
        roles.contains(&Role::Timekeeper).then(|| self.texts.get(&Role::Timekeeper)).flatten()
    }
}

/// A method with what people read of it: what one file holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Described {
    /// What the engine plays.
    pub method: Method,
    /// What people read.
    pub guide: Guide,
}

/// A module with what people read of it, and when it is suggested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// What the engine plays.
    pub module: Module,
    /// What people read.
    pub guide: ModuleGuide,
    /// Whether it is one of the few for those who do this for the first time.
    pub first: bool,
    /// Whether it is offered where the stop card is up: everybody is heard, nobody advises.
    pub care: bool,
    /// Pieces of a key question, in small letters, for which it is suggested.
    pub cues: Cues,
}

/// Pieces of a key question in German and English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cues {
    /// German.
    pub de: Vec<String>,
    /// English.
    pub en: Vec<String>,
}

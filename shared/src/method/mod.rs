//! Methods and modules as values: phases that say who speaks, is silent, writes and sees, and for
//! how long. The engine only interprets them; not one method's name stands in its code.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

mod check;

#[allow(unused_imports, reason = "the build script needs only some of them")]
pub use check::{MOST_MINUTES, MOST_PHASES, MOST_TEXT, Unplayable};

/// A sentence in German and English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// German, in the du form.
    pub de: String,
    /// English.
    pub en: String,
}

/// What a person is in a case session. Methods name roles by one letter, as the literature does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Fallgeber:in: brings the case, listens, chooses.
    #[serde(rename = "F")]
    CaseGiver,
    /// Moderation: leads through the phases.
    #[serde(rename = "M")]
    Moderator,
    /// Berater:in: everybody who is nothing else.
    #[serde(rename = "B")]
    Consultant,
    /// Schreiber:in: captures what is said; consults as well.
    #[serde(rename = "S")]
    Scribe,
    /// Prozessbeobachter:in: watches the how, does not consult.
    #[serde(rename = "P")]
    Observer,
    /// All in the group.
    #[serde(rename = "A")]
    Everyone,
}

/// How a phase is worked in. A phase may have several kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Free text together: the notes.
    Pad,
    /// One thought per card.
    Cards,
    /// One key question.
    Question,
    /// Dots on the cases.
    Vote,
    /// Choosing the consultation module.
    Method,
    /// Casting: who does what.
    Roles,
    /// What the case giver takes along, with a first step and a date.
    Commit,
    /// No notes at all.
    None,
}

/// Who sees what is written in a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum See {
    /// The group, live.
    All,
    /// Everybody their own until »Aufdecken«.
    Own,
}

/// What else a phase allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// The group works by the chosen consultation module.
    UsesModule,
    /// The case giver may keep private notes while listening.
    PrivateNotes,
}

/// The last minutes of a phase, in which more people may speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LastMinutes {
    /// How many minutes before the planned end they begin.
    pub minutes: u16,
    /// Who may speak then besides.
    pub speak: Vec<Role>,
    /// What these people read then.
    pub text: Text,
}

/// One phase of a method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// A short name for programs, unique within the method.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// Planned minutes.
    pub minutes: u16,
    /// Usual range in minutes, from and to.
    pub range: (u16, u16),
    /// Who speaks.
    pub speak: Vec<Role>,
    /// Who is silent.
    pub silent: Vec<Role>,
    /// Who writes.
    pub write: Vec<Role>,
    /// Who sees it.
    pub see: See,
    /// How it is worked in.
    pub kinds: Vec<Kind>,
    /// What else it allows.
    pub flags: Vec<Flag>,
    /// The last minutes, where the method has them.
    pub last: Option<LastMinutes>,
    /// The one sentence for each role.
    pub texts: BTreeMap<Role, Text>,
    /// For the moderator: what to say (read aloud).
    pub say: Text,
    /// For the moderator: what to watch for.
    pub watch: Text,
}

/// How many people a method is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Size {
    /// Fewest.
    pub min: u8,
    /// Ideal, from and to.
    pub ideal: (u8, u8),
    /// Most.
    pub max: u8,
}

/// A method: an ordered list of phases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Method {
    /// A short name for programs.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// What it is good for, in a sentence.
    pub purpose: Text,
    /// For how many.
    pub size: Size,
    /// Its phases, in order.
    pub phases: Vec<Phase>,
}

/// A consultation module: how the group consults within a phase that uses one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Module {
    /// A short name for programs.
    pub id: String,
    /// What people call it.
    pub name: Text,
    /// When it fits, in a few words.
    pub fits: Text,
    /// How it goes, in about three sentences.
    pub explain: Text,
    /// How a contribution begins.
    pub starter: Text,
    /// Usual minutes.
    pub minutes: u16,
}

impl Method {
    /// Planned minutes of all phases together.
    pub fn minutes(&self) -> u16 {
        self.phases.iter().map(|phase| phase.minutes).sum()
    }
}

impl Phase {
    /// Whether it is worked in this way.
    pub fn has(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }

    /// Whether it allows this.
    pub fn allows(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    /// The one sentence for somebody with these roles, the most particular role first.
    pub fn text(&self, roles: &[Role]) -> Option<&Text> {
        roles.iter().chain([&Role::Everyone]).find_map(|role| self.texts.get(role))
    }
}

/// Whether one of `roles` is named in `list`, by itself or as one of all.
pub fn names(list: &[Role], roles: &[Role]) -> bool {
    list.contains(&Role::Everyone) || roles.iter().any(|role| list.contains(role))
}

//! Methods and modules as values: phases that say who speaks, is silent, writes and sees, and for
//! how long. The engine only interprets them; not one method's name stands in its code.
//!
//! What people read stands beside, in [`guide`]: it travels sealed, like everything people say.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

pub mod adapt;
mod check;
pub mod choose;
pub mod guide;
mod plan;

#[allow(unused_imports, reason = "the build script needs only some of them")]
pub use check::{
    MOST_GUIDE, MOST_MINUTES, MOST_PEOPLE, MOST_PHASES, MOST_TEXT, Misplaced, Needs, Unplayable,
};
#[allow(unused_imports, reason = "the build script fits no method to a sitting")]
pub use plan::Turn;

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
    /// Schreiber:in: captures what is said; consults as well where the method says so.
    #[serde(rename = "S")]
    Scribe,
    /// Prozessbeobachter:in: watches the how, does not consult.
    #[serde(rename = "P")]
    Observer,
    /// Zeitwächter:in: says when time is short, beside whatever else they are.
    #[serde(rename = "Z")]
    Timekeeper,
    /// Interviewer:in: leads by asking, in methods that know nobody who moderates.
    #[serde(rename = "I")]
    Interviewer,
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
    /// Dots: on cards where there are any, on the cases otherwise. See [`Method::weighs`].
    Vote,
    /// Choosing the consultation module.
    Method,
    /// In turn, one statement each; what is written down of it lies on cards.
    Round,
    /// Casting: who does what.
    Roles,
    /// What is taken along, with a first step and a date.
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
    /// Everybody their own: cards until »Aufdecken«, notes for good.
    Own,
    /// The group, but the case giver only from the next phase on.
    Next,
    /// The case giver and those who write.
    Few,
}

/// What else a phase allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// The group works by the chosen consultation module.
    UsesModule,
    /// The case giver may keep private notes while listening.
    PrivateNotes,
    /// Advice is welcome: what was parked earlier is offered here.
    Advice,
    /// Only questions.
    Inquiry,
    /// The case giver marks earlier cards as fitting or not.
    Marks,
    /// Cards carry a date and are sorted by it.
    Timeline,
    /// Cards may be written without a name.
    Anonymous,
    /// The group looks at earlier first steps and what became of them.
    Review,
    /// Only in the plan when somebody takes it in.
    Optional,
    /// Once in a sitting with several turns: before the first or after the last.
    Once,
}

/// What dots go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weighed {
    /// The cases that were brought.
    Cases,
    /// The cards that were laid in this phase.
    Cards(u8),
}

/// The last minutes of a phase, in which more people may speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastMinutes {
    /// How many minutes before the planned end they begin.
    pub minutes: u16,
    /// Who may speak then besides.
    pub speak: Vec<Role>,
}

/// One phase of a method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// A short name for programs, unique within the method.
    pub id: String,
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
    /// How many seconds each person has, where they speak in turn.
    pub seconds_each: Option<u16>,
    /// How many seconds of silent writing it begins with.
    pub silent_s: Option<u16>,
    /// In how many columns its cards lie; 0 where they lie in one heap.
    pub columns: u8,
    /// The last minutes, where the method has them.
    pub last: Option<LastMinutes>,
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

/// How many turns a sitting has in which one after another gives a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turns {
    /// Fewest.
    pub min: u8,
    /// As many as usual.
    pub usual: u8,
    /// Most.
    pub max: u8,
}

/// A method: an ordered list of phases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Method {
    /// A short name for programs.
    pub id: String,
    /// The roles it knows. Where it knows nobody who leads, whoever drives the clock is one of all.
    pub roles: Vec<Role>,
    /// Which of the other roles consult as well.
    pub consult: Vec<Role>,
    /// For how many.
    pub size: Size,
    /// How often it is gone through in one sitting, where each has a turn of their own.
    pub turns: Option<Turns>,
    /// Its phases, in order.
    pub phases: Vec<Phase>,
}

/// A consultation module: how the group consults within a phase that uses one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    /// A short name for programs.
    pub id: String,
    /// The minutes of its steps.
    pub steps: Vec<u16>,
    /// Whether its cards are turned over for a second line.
    pub turns: bool,
    /// Whether the contributions come in turn.
    pub round: bool,
    /// How many seconds each person has.
    pub seconds_each: Option<u16>,
    /// How many seconds of silent writing it begins with.
    pub silent_s: Option<u16>,
}

impl Method {
    /// Planned minutes of all phases together.
    pub fn minutes(&self) -> u16 {
        self.phases.iter().map(|phase| phase.minutes).sum()
    }

    /// Whether it knows this role.
    pub fn knows(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// What dots go on in one of its phases; `None` where that has none.
    ///
    /// Cards are weighed where they are written. Where they are not, the cases are, unless the
    /// method knows nobody who gives one: then the cards of the latest phase that had any.
    pub fn weighs(&self, index: u8) -> Option<Weighed> {
        let until = self.phases.get(..=usize::from(index))?;
        let (phase, earlier) = until.split_last().filter(|(phase, _)| phase.has(Kind::Vote))?;
        if phase.has(Kind::Cards) {
            return Some(Weighed::Cards(index));
        }
        let laid = (0..index).zip(earlier).rfind(|(_, phase)| phase.has_cards());
        let laid = laid.filter(|_| !self.knows(Role::CaseGiver));
        Some(laid.map_or(Weighed::Cases, |(laid, _)| Weighed::Cards(laid)))
    }

    /// What whoever leads is in it; `None` where it leads itself.
    pub fn lead(&self) -> Option<Role> {
        [Role::Moderator, Role::Interviewer].into_iter().find(|role| self.knows(*role))
    }
}

impl Module {
    /// Usual minutes.
    pub fn minutes(&self) -> u16 {
        self.steps.iter().sum()
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

    /// Whether what is said in it is written on cards.
    pub fn has_cards(&self) -> bool {
        let lays = self.has(Kind::Cards) || self.has(Kind::Round) || self.allows(Flag::Review);
        lays && !self.write.is_empty()
    }

    /// Whether its cards lie hidden at first.
    pub fn begins_hidden(&self) -> bool {
        self.see == See::Own && self.has_cards()
    }

    /// Whether the group writes notes together in it.
    pub fn has_notes(&self) -> bool {
        self.has(Kind::Pad) && self.see != See::Own
    }

    /// Whether a key question is worded in it by those who write.
    pub fn words_question(&self) -> bool {
        self.has(Kind::Question) && self.see != See::Own
    }
}

/// Whether one of `roles` is named in `list`, by itself or as one of all.
pub fn names(list: &[Role], roles: &[Role]) -> bool {
    list.contains(&Role::Everyone) || roles.iter().any(|role| list.contains(role))
}

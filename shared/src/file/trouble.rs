//! What may go wrong in many methods: what the help for it takes for granted, and whether a phase
//! that names it has that.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::Deserialize;

use crate::method::guide::{Text, Trouble};
use crate::method::{Flag, Kind, Phase, Role, names};

/// What a help takes for granted: where it is missing, whoever leads is told to do what can't be
/// done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Advice can be parked: it is not welcome yet, and is going to be.
    Parking,
    /// The moderator can ask for wordings of the key question.
    Wordings,
    /// Something is noted at all.
    Notes,
    /// The case giver may keep private notes while listening.
    PrivateNotes,
    /// Those who consult lay cards.
    Cards,
    /// The case giver stars some of the cards that were laid before.
    Stars,
}

impl Need {
    /// Whether a phase has it, by its place among all.
    fn is_met(self, phases: &[Phase], at: usize) -> bool {
        let Some((phase, later)) = phases.get(at..).and_then(<[Phase]>::split_first) else {
            return false;
        };
        // Phases that somebody has to take in do not count before somebody does.
        let played = |phase: &&Phase| !phase.allows(Flag::Optional);
        let (mut earlier, mut later) =
            (phases[..at].iter().filter(played), later.iter().filter(played));
        match self {
            // What is advised on an earlier case is not offered on this one.
            Self::Parking => {
                let welcome = |phase: &Phase| phase.allows(Flag::Advice);
                !welcome(phase) && !phase.allows(Flag::Review) && later.any(welcome)
            }
            Self::Wordings => phase.words_question(),
            Self::Notes => !phase.has(Kind::None),
            Self::PrivateNotes => phase.allows(Flag::PrivateNotes),
            Self::Cards => phase.has_cards() && names(&phase.write, &[Role::Consultant]),
            Self::Stars => {
                let chooses = phase.has(Kind::Commit) && phase.write.contains(&Role::CaseGiver);
                chooses && earlier.any(Phase::has_cards)
            }
        }
    }

    const fn reason(self) -> &'static str {
        match self {
            Self::Parking => "advice cannot be parked, as no later phase welcomes it",
            Self::Wordings => "no key question is worded in this phase",
            Self::Notes => "nothing is noted in this phase",
            Self::PrivateNotes => "the case giver keeps no private notes in this phase",
            Self::Cards => "consultants lay no cards in this phase",
            Self::Stars => "the case giver stars no cards in this phase",
        }
    }
}

/// A trouble that is named in a phase in which its help can't be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The key of the trouble.
    pub trouble: String,
    /// What the phase does not have.
    pub needs: Need,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "»{}« does not help here: {}", self.trouble, self.needs.reason())
    }
}

/// Something that may go wrong in many methods, as it stands in the file of all of them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedTrouble {
    sign: Text,
    help: Text,
    #[serde(default)]
    needs: Vec<Need>,
}

impl SharedTrouble {
    /// What people read of it.
    pub fn told(&self) -> Trouble {
        Trouble { sign: self.sign.clone(), help: self.help.clone() }
    }

    /// Whether its help can be given in a phase, by the place of that among all.
    pub fn fits(&self, key: &str, phases: &[Phase], at: usize) -> Result<(), Misfit> {
        let missing = self.needs.iter().find(|need| !need.is_met(phases, at));
        let misfit = |needs: &Need| Misfit { trouble: key.into(), needs: *needs };
        missing.map(misfit).map_or(Ok(()), Err)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;
    use alloc::{format, vec};

    use super::*;
    use crate::file::{Blocks, Reason, method};
    use crate::method::See;
    use crate::specification::{ACCOUNT, CLOSING, CONSULTATION, QUESTION, tietze};

    const BLOCKS: &str = include_str!("../../methods/blocks.toml");
    const FILE: &str = include_str!("../../methods/dilemma.toml");

    /// Whether a phase of the Tietze method has it, with one thing changed in all of them.
    fn met(need: Need, at: u8, change: fn(&mut Phase)) -> bool {
        let mut phases = tietze().phases;
        phases.iter_mut().for_each(change);
        need.is_met(&phases, at.into())
    }

    #[test]
    fn advice_is_parked_before_it_is_welcome_and_only_there() {
        let parks = |at| met(Need::Parking, at, |_| ());
        assert_eq!([ACCOUNT, CONSULTATION, CLOSING].map(parks), [true, false, false]);
        assert!(!met(Need::Parking, ACCOUNT, |it| it.flags.push(Flag::Review)));
        assert!(!met(Need::Parking, ACCOUNT, |it| it.flags.push(Flag::Optional)));
    }

    #[test]
    fn what_else_is_needed_is_there_in_some_phases_only() {
        let phases = [ACCOUNT, QUESTION, CONSULTATION, CLOSING];
        let met_in = |need| phases.map(|at| met(need, at, |_| ()));
        assert_eq!(met_in(Need::Wordings), [false, true, false, false]);
        assert_eq!(met_in(Need::Cards), [false, false, true, false]);
        assert_eq!(met_in(Need::Stars), [false, false, false, true]);
        assert_eq!(met_in(Need::Notes), [true; 4]);
        assert_eq!(met_in(Need::PrivateNotes), [true; 4]);
    }

    #[test]
    fn what_is_needed_goes_with_what_makes_it() {
        assert!(!met(Need::Wordings, QUESTION, |it| it.see = See::Own));
        assert!(!met(Need::Cards, CONSULTATION, |it| it.write = vec![Role::Scribe]));
        assert!(met(Need::Cards, CONSULTATION, |it| it.write = vec![Role::Everyone]));
        // Where nobody laid a card, or everybody commits themselves, nothing is starred.
        assert!(!met(Need::Stars, CLOSING, |it| it.kinds.retain(|kind| *kind != Kind::Cards)));
        assert!(!met(Need::Stars, CLOSING, |it| it.write = vec![Role::Everyone]));
        assert!(!met(Need::Notes, ACCOUNT, |it| it.kinds = vec![Kind::None]));
        assert!(!met(Need::PrivateNotes, ACCOUNT, |it| it.flags.clear()));
    }

    #[test]
    fn a_help_that_cannot_be_given_fails_in_its_phase() {
        let told = "sign = { de = \"Rat.\", en = \"Advice.\" }\n\
                    help = { de = \"Parke.\", en = \"Park.\" }\n";
        let read = |needs: &str| {
            let troubles = format!("[early]\n{told}{needs}");
            let blocks = Blocks::read(BLOCKS, &troubles).map_err(|wrong| wrong.reason)?;
            let line = |line: &str| match line.starts_with("wrong = ") {
                true => "wrong = [\"early\"]\n".into(),
                false => format!("{line}\n"),
            };
            let source: String = FILE.lines().map(line).collect();
            let wrong = method(&source, &blocks).map(|_| ());
            let first = FILE.lines().position(|line| line == "[[phases]]").map(|at| at + 1);
            wrong.map_err(|wrong| {
                assert_eq!(Some(wrong.line), first);
                wrong.reason
            })
        };
        assert_eq!(read(""), Ok(()));
        assert_eq!(read("needs = [\"notes\"]"), Ok(()));
        let misfit = Misfit { trouble: "early".into(), needs: Need::Parking };
        let refused = Err(Reason::Unreadable(misfit.to_string()));
        assert_eq!(read("needs = [\"notes\", \"parking\"]"), refused);
        assert!(
            matches!(read("needs = [\"luck\"]"), Err(Reason::Unreadable(why)) if why.contains("`luck`"))
        );
    }
}

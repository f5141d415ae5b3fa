//! What may go wrong in many methods: what the help for it takes for granted, and whether a phase
//! that names it has that.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::Deserialize;

use crate::method::guide::{Text, Trouble};
use crate::method::{Flag, Phase};

/// What a help takes for granted: where it is missing, whoever leads is told to do what can't be
/// done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Advice can be parked: it is not welcome yet, and is going to be.
    Parking,
}

impl Need {
    /// Whether a phase has it, by its place among all.
    fn is_met(self, phases: &[Phase], at: usize) -> bool {
        let Some((phase, later)) = phases.get(at..).and_then(<[Phase]>::split_first) else {
            return false;
        };
        // Phases that somebody has to take in do not count before somebody does.
        let mut later = later.iter().filter(|phase| !phase.allows(Flag::Optional));
        match self {
            // What is advised on an earlier case is not offered on this one.
            Self::Parking => {
                let welcome = |phase: &Phase| phase.allows(Flag::Advice);
                !welcome(phase) && !phase.allows(Flag::Review) && later.any(welcome)
            }
        }
    }

    const fn reason(self) -> &'static str {
        match self {
            Self::Parking => "advice cannot be parked, as no later phase welcomes it",
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

    use super::*;
    use crate::file::{Blocks, Reason, Wrong, method};
    use crate::specification::{ACCOUNT, CLOSING, CONSULTATION, tietze};

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
    fn a_help_that_cannot_be_given_fails_in_its_phase() {
        let trouble = "sign = { de = \"Rat.\", en = \"Advice.\" }\n\
                       help = { de = \"Parke.\", en = \"Park.\" }\n";
        let own = "[{ sign = { de = \"Rat.\", en = \"Advice.\" }, \
                     help = { de = \"Parke.\", en = \"Park.\" } }]";
        let first = FILE.find("[[phases]]").expect("it has phases");
        let first = FILE[..first].matches('\n').count() + 1;
        // Everything else may go wrong in words of its own: those are nobody else's to judge.
        let lines = FILE.lines().map(|line| if line.starts_with("wrong = ") { "" } else { line });
        let bare: Vec<&str> = lines.collect();
        let source = |wrong: &str| {
            bare.join("\n").replace("\nkinds =", &{
                let mut both = String::from("\nwrong = ");
                both.push_str(wrong);
                both + "\nkinds ="
            })
        };
        let read = |wrong: &str, needs: &str| {
            let troubles = String::from("[early]\n") + trouble + needs;
            let blocks = Blocks::read(BLOCKS, &troubles).expect("it can be read");
            method(&source(wrong), &blocks).map(|_| ())
        };
        assert_eq!(read(own, ""), Ok(()));
        assert_eq!(read("[\"early\"]", ""), Ok(()));
        let misfit = Misfit { trouble: "early".into(), needs: Need::Parking };
        let reason = Reason::Unreadable(misfit.to_string());
        let refused = Err(Wrong { line: first, reason });
        assert_eq!(read("[\"early\"]", "needs = [\"parking\"]"), refused);
        assert!(
            Blocks::read(BLOCKS, &(String::from("[early]\n") + trouble + "needs = [\"luck\"]"))
                .is_err()
        );
    }
}

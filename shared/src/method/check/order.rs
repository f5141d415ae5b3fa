//! Whether the phases of a method stand in an order in which a group can be led through them: what
//! a phase builds on is not made after it.

use crate::method::{Flag, Kind, Method, Phase, Role};

/// What a phase builds on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// On somebody who gives the case.
    Cast,
    /// On the key question.
    Question,
    /// On the consultation module that was chosen.
    Module,
    /// On cards that were written.
    Cards,
    /// On being gone through once: before the first turn or after the last.
    Turns,
}

/// A phase that stands at the wrong place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misplaced {
    /// Its place in the method, from 0.
    pub phase: usize,
    /// What it builds on.
    pub needs: Needs,
    /// The place of the later phase that belongs before it.
    pub later: usize,
}

impl Method {
    /// Whether everything is made before it is used: a question, a module, cards and a cast may
    /// be missing altogether, but whatever has a phase of its own has it in time.
    ///
    /// Phases that somebody has to take in do not count before somebody does.
    pub fn order(&self) -> Result<(), Misplaced> {
        let played = self.phases.iter().enumerate().filter(|(_, it)| !it.allows(Flag::Optional));
        for (phase, it) in played.clone() {
            for (needs, uses, makes) in CHAINS {
                if !uses(it) || played.clone().any(|(at, it)| at <= phase && makes(it)) {
                    continue;
                }
                if let Some((later, _)) = played.clone().find(|(at, it)| *at > phase && makes(it)) {
                    return Err(Misplaced { phase, needs: *needs, later });
                }
            }
        }
        if self.turns.is_none() {
            return Ok(());
        }
        let repeated = |it: &Phase| !it.allows(Flag::Once);
        let begun = played.clone().skip_while(|(_, it)| !repeated(it));
        for (phase, _) in begun.clone().filter(|(_, it)| !repeated(it)) {
            if let Some((later, _)) = begun.clone().find(|(at, it)| *at > phase && repeated(it)) {
                return Err(Misplaced { phase, needs: Needs::Turns, later });
            }
        }
        Ok(())
    }
}

/// Whether something is true of a phase.
type Is = fn(&Phase) -> bool;

/// What phases build on: which of them use it, and which make it.
const CHAINS: &[(Needs, Is, Is)] = &[
    (Needs::Cast, names_case_giver, finds_case_giver),
    (Needs::Question, answers, Phase::words_question),
    (Needs::Module, |it| it.allows(Flag::UsesModule), |it| it.has(Kind::Method)),
    (Needs::Cards, |it| it.allows(Flag::Marks), Phase::has_cards),
];

/// Whether the cast is settled in it, or the case is chosen by dots.
fn finds_case_giver(phase: &Phase) -> bool {
    phase.has(Kind::Roles) || (phase.has(Kind::Vote) && !phase.has_cards())
}

fn names_case_giver(phase: &Phase) -> bool {
    let mut lists = [&phase.speak, &phase.silent, &phase.write].into_iter();
    lists.any(|roles| roles.contains(&Role::CaseGiver))
}

/// Whether the group advises in it, or settles on how it is going to.
fn answers(phase: &Phase) -> bool {
    phase.has(Kind::Method) || phase.allows(Flag::UsesModule) || phase.allows(Flag::Advice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library;
    use crate::method::Turns;
    use crate::specification::{ACCOUNT, CASTING, CLOSING, CONSULTATION, MODULE, QUESTION, tietze};

    /// The Tietze method with one of its phases somewhere else.
    fn moved(from: u8, to: u8) -> Result<(), Misplaced> {
        let mut method = tietze();
        let phase = method.phases.remove(from.into());
        method.phases.insert(to.into(), phase);
        method.order()
    }

    fn misplaced(phase: u8, needs: Needs, later: u8) -> Result<(), Misplaced> {
        Err(Misplaced { phase: phase.into(), needs, later: later.into() })
    }

    #[test]
    fn what_comes_with_the_program_is_in_order() {
        for it in library::methods() {
            assert_eq!(it.method.order(), Ok(()), "{}", it.method.id);
        }
    }

    #[test]
    fn nothing_is_used_before_it_is_made() {
        assert_eq!(moved(CASTING, ACCOUNT), misplaced(0, Needs::Cast, 1));
        assert_eq!(moved(QUESTION, MODULE), misplaced(2, Needs::Question, 3));
        assert_eq!(moved(MODULE, CONSULTATION), misplaced(3, Needs::Module, 4));
        let mut voted = tietze();
        voted.phases[usize::from(CASTING)].kinds = [Kind::Vote].into();
        voted.phases.swap(usize::from(CASTING), usize::from(ACCOUNT));
        assert_eq!(voted.order(), misplaced(0, Needs::Cast, 1));
        let mut marked = tietze();
        marked.phases[usize::from(CLOSING)].flags.push(Flag::Marks);
        assert_eq!(marked.order(), Ok(()));
        marked.phases[usize::from(ACCOUNT)].flags.push(Flag::Marks);
        assert_eq!(marked.order(), misplaced(1, Needs::Cards, 4));
    }

    #[test]
    fn everything_else_may_stand_anywhere() {
        assert_eq!(moved(ACCOUNT, MODULE), Ok(()));
        assert_eq!(moved(CLOSING, ACCOUNT), Ok(()));
    }

    #[test]
    fn what_is_not_there_at_all_stands_in_nobodys_way() {
        for phase in [CASTING, QUESTION, MODULE, CONSULTATION] {
            let mut method = tietze();
            method.phases.remove(phase.into());
            assert_eq!(method.order(), Ok(()));
        }
        // Neither does what somebody would have to take in, nor does it help anybody.
        let mut method = tietze();
        method.phases[usize::from(QUESTION)].flags.push(Flag::Optional);
        method.phases.swap(QUESTION.into(), CLOSING.into());
        assert_eq!(method.order(), Ok(()));
    }

    #[test]
    fn what_is_made_and_used_in_one_phase_is_made_in_time() {
        let mut method = tietze();
        method.phases[usize::from(CONSULTATION)].kinds.push(Kind::Method);
        method.phases.swap(MODULE.into(), CLOSING.into());
        assert_eq!(method.order(), Ok(()));
    }

    #[test]
    fn what_is_done_once_stands_before_or_after_what_is_repeated() {
        let once = |at: &[u8], turns| {
            let mut method = tietze();
            method.turns = turns;
            at.iter().for_each(|at| method.phases[usize::from(*at)].flags.push(Flag::Once));
            method.order()
        };
        let turns = Some(Turns { min: 1, usual: 2, max: 3 });
        assert_eq!(once(&[CASTING, ACCOUNT, CLOSING], turns), Ok(()));
        assert_eq!(once(&[CASTING, QUESTION], turns), misplaced(2, Needs::Turns, 3));
        assert_eq!(once(&[QUESTION], None), Ok(()), "there is only one turn");
    }
}

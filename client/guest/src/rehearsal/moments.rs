//! Moments: in which phase of a session that happens which happens once. Read from the method
//! alone, so that all guests know it alike.

use shared::method::{Flag, Kind, Method, Phase, Role, Weighed};

/// The moments of a session by this method, as places of phases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moments {
    /// Dots are placed on the cases; in phases for that which come before, the cases are named.
    pub vote: Option<u8>,
    /// Roles are given.
    pub casting: u8,
    /// Whether the dots say before that whose case it is.
    pub voted: bool,
    /// The clock stands for a moment.
    pub hold: Option<u8>,
    /// Wordings of the key question are asked for.
    pub wordings: Option<u8>,
    /// Somebody advises before it is time.
    pub parking: Option<u8>,
    /// The group thinks of doing without this phase, and sometimes does.
    pub spare: Option<u8>,
    /// Somebody shows the stop card.
    pub stop: Option<u8>,
}

impl Moments {
    pub fn of(method: &Method) -> Self {
        let phases = || (0_u8..).zip(&method.phases);
        let first = |holds: &dyn Fn(&Phase) -> bool| {
            phases().find(|(_, phase)| holds(phase)).map(|(index, _)| index)
        };
        let votes = phases().map(|(index, _)| index);
        let vote = votes.filter(|index| method.weighs(*index) == Some(Weighed::Cases)).last();
        let voted = vote.filter(|_| method.knows(Role::CaseGiver));
        let casting = voted.or_else(|| first(&|phase| phase.has(Kind::Roles))).unwrap_or(0);
        let advice = first(&|phase| phase.allows(Flag::Advice));
        let parking = advice.and_then(|advice| advice.checked_sub(1));
        let parking = parking.filter(|parking| *parking >= casting);
        let hold = first(&Phase::has_notes);
        // Nothing that comes later needs what is only said.
        let only_said = |phase: &Phase| {
            let said = phase.kinds.iter().all(|kind| matches!(kind, Kind::Round | Kind::None));
            said && ![Flag::Advice, Flag::Review, Flag::Marks].iter().any(|it| phase.allows(*it))
        };
        let last = method.phases.len() - 1;
        let spare = phases().find(|(index, phase)| {
            let taken = *index <= casting || Some(*index) == parking || usize::from(*index) == last;
            !taken && only_said(phase)
        });
        let spare = spare.map(|(index, _)| index);
        let middle = usize::from(casting).midpoint(last);
        let mut free = phases().filter(|(index, _)| ![hold, spare].contains(&Some(*index)));
        let stop = free.find(|(index, _)| usize::from(*index) >= middle).map(|(index, _)| index);
        Self {
            vote,
            casting,
            voted: voted.is_some(),
            hold,
            wordings: first(&|phase| phase.words_question() && !phase.has_cards()),
            parking,
            spare,
            stop,
        }
    }
}

#[cfg(test)]
mod tests {
    use shared::library;

    use super::*;

    #[test]
    fn moments_lie_within_the_method_and_do_not_meet_where_they_would_disturb_each_other() {
        for method in library::methods().into_iter().map(|described| described.method) {
            let moments = Moments::of(&method);
            let Moments { casting, hold, wordings, parking, spare, stop, .. } = moments;
            let all = [Some(casting), hold, wordings, parking, spare, stop];
            let within = |index: &u8| usize::from(*index) < method.phases.len();
            assert!(all.iter().flatten().all(within), "{}: {moments:?}", method.id);
            // A clock that stands can't be stopped, and a phase that is left out has no moment.
            assert!(stop.is_some() && stop != hold, "{}: {moments:?}", method.id);
            let met = |spare| [Some(casting), hold, wordings, parking, stop].contains(&Some(spare));
            assert!(!spare.is_some_and(met), "{}: {moments:?}", method.id);
        }
    }
}

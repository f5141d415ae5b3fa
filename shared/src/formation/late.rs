//! Where somebody goes who comes late.

use core::cmp::Reverse;

use super::check::check;
use super::gathering::{Gathering, Person};
use super::proposal::{Broken, Group, Rule};
use crate::id::CaseId;

/// A group that somebody could still join.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// The group as it is.
    pub group: Group,
    /// Whether its consultation (`beratung`) has begun: then one can only watch how it goes.
    pub has_begun: bool,
}

/// Where a late comer goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Whose group.
    pub case: CaseId,
    /// Whether they watch the process (Prozessbeobachter:in) instead of advising.
    pub observes: bool,
}

/// The smallest fitting group for somebody who comes late; none, if there are no groups. Groups
/// whose consultation has not begun come first, then those in which the person breaks no rule, or
/// one as late in the order as possible; of these the smallest, and of equally small ones the
/// dearest wish. `gathering` has the people who are in the groups; the late comer may be missing.
pub fn late(groups: &[Open], person: &Person, gathering: &Gathering) -> Option<Arrival> {
    let mut with = gathering.clone();
    with.people.retain(|it| it.seat != person.seat);
    with.people.push(person.clone());
    let worth = |open: &&Open| {
        let mut joined = open.group.clone();
        joined.members.retain(|seat| *seat != person.seat);
        let before = count(&joined, &with);
        let size = joined.members.len();
        joined.members.push(person.seat);
        let after = count(&joined, &with);
        let worse: [usize; RULES.len()] =
            core::array::from_fn(|rule| after[rule].saturating_sub(before[rule]));
        let is_own = person.own_case == Some(joined.case);
        let wish = person.wishes.iter().position(|wish| *wish == joined.case);
        (open.has_begun, Reverse(is_own), worse, size, wish.is_none(), wish)
    };
    let best = groups.iter().min_by_key(worth)?;
    Some(Arrival { case: best.group.case, observes: best.has_begun })
}

/// The rules that one person more can break. A moderator is there already.
const RULES: [Rule; 4] = [Rule::Size, Rule::Hybrid, Rule::House, Rule::Apart];

/// How often each rule is broken in a group.
fn count(group: &Group, gathering: &Gathering) -> [usize; RULES.len()] {
    let broken = check(core::slice::from_ref(group), gathering);
    let weight = |it: &Broken| match it {
        Broken::House { seats, .. } => seats.len(),
        Broken::TooLarge { people, .. } => *people,
        // To join a group that is too small is what it needs.
        Broken::TooSmall { .. } => 0,
        _ => 1,
    };
    RULES.map(|rule| broken.iter().filter(|it| it.rule() == rule).map(weight).sum())
}

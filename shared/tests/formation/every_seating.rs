//! Tries every seating of a small meeting.

use shared::formation::{Gathering, Person};
use shared::id::CaseId;

use crate::judged::{Judgement, judge};

/// The best judgement that any seating around these cases reaches, case givers staying with theirs.
pub fn best(gathering: &Gathering, cases: &[CaseId]) -> Judgement {
    let fixed: Vec<Option<usize>> = gathering
        .people
        .iter()
        .map(|person| cases.iter().position(|case| person.own_case == Some(*case)))
        .collect();
    let mut at: Vec<usize> = fixed.iter().map(|group| group.unwrap_or(0)).collect();
    let mut best = judge(gathering, cases, &at);
    while next(&mut at, &fixed, cases.len()) {
        best = best.min(judge(gathering, cases, &at));
    }
    best
}

/// Counts on, as on a dial: whether there was a seating left.
fn next(at: &mut [usize], fixed: &[Option<usize>], groups: usize) -> bool {
    for (place, fixed) in at.iter_mut().zip(fixed) {
        if fixed.is_some() {
            continue;
        }
        *place += 1;
        if *place < groups {
            return true;
        }
        *place = 0;
    }
    false
}

/// The cases that are taken with so many groups, as the rule says: most first wishes, then second,
/// then third, then those that have waited longest.
pub fn most_wished(gathering: &Gathering, groups: usize) -> Vec<CaseId> {
    let wished = |case: &CaseId| {
        let with = |rank: usize| {
            let wishes = |person: &&Person| person.wishes.get(rank) == Some(case);
            gathering.people.iter().filter(wishes).count()
        };
        std::cmp::Reverse([with(0), with(1), with(2)])
    };
    let mut cases = gathering.cases.clone();
    cases.sort_by_key(wished);
    cases.truncate(groups);
    cases
}

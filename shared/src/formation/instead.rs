//! What to do when cases, moderators or people are too few for the usual groups, or cases too many.

use alloc::vec::Vec;

use super::proposal::{Group, Instead, Missing};
use super::{cases, reading::Reading};

/// The most people before whom one case can be heard strictly in turn within the hour.
const MOST_AT_A_STAR: usize = 20;
/// The most people for whom threes are quickly found; from there on, tables and hosts.
const MOST_FOR_TROIKA: usize = 24;
/// People at a table of the Pro Action Café.
const AT_A_TABLE: usize = 4;

/// What is missing for groups of the ideal size.
pub fn missing(reading: &Reading, ranked: &[usize]) -> Missing {
    if reading.guests.len() < 2 {
        return Missing::default();
    }
    let ideal = reading.sizes.groups(reading.guests.len());
    let able = cases::moderators(reading, &cases::taken(ranked, ideal));
    Missing { cases: ideal.saturating_sub(ranked.len()), moderators: ideal.saturating_sub(able) }
}

/// What to propose instead of these groups, or besides.
pub fn instead(reading: &Reading, groups: &[Group], missing: Missing) -> Vec<Instead> {
    let people = reading.guests.len();
    let left = |case: &&_| groups.iter().all(|group| group.case != **case);
    let backlog: Vec<_> = reading.cases.iter().filter(left).copied().collect();
    let largest = groups.iter().map(|group| group.members.len()).max().unwrap_or(0);
    let is_short = missing != Missing::default();
    let mut instead = Vec::new();
    match people {
        0 => instead.push(Instead::WaitForPeople),
        1 => instead.push(Instead::TooFew { people }),
        _ if groups.is_empty() => instead.push(Instead::CollectCases),
        2 => instead.push(Instead::TooFew { people }),
        _ if largest > reading.sizes.max && largest <= MOST_AT_A_STAR => {
            instead.push(Instead::Star { people: largest });
        }
        _ if largest > reading.sizes.max => {}
        _ if is_short && groups.len() < reading.sizes.groups(people) => {
            instead.push(Instead::LargerGroups { groups: groups.len(), largest });
        }
        _ => {}
    }
    // Forms for many questions, in which nobody has to moderate.
    let is_small = largest < reading.sizes.min;
    if people > 2 && (is_short || is_small || groups.is_empty() || !backlog.is_empty()) {
        instead.push(if people > MOST_FOR_TROIKA {
            Instead::ProActionCafe { tables: people / AT_A_TABLE }
        } else {
            Instead::Troika { groups: people / 3 }
        });
    }
    if !backlog.is_empty() {
        instead.push(Instead::Backlog(backlog));
    }
    instead
}

//! How many groups there are, and which cases they advise on.

use alloc::vec::Vec;
use core::cmp::Reverse;

use super::reading::{Guest, Reading};

/// The cases that a group can be formed around, the most wished for first: to which somebody is
/// pinned before all others, then those with the most first, second and third wishes, then those
/// that have waited longest.
pub fn ranked(reading: &Reading) -> Vec<usize> {
    let pinned = |case| reading.guests.iter().any(|guest| guest.pinned == Some(case));
    let given = |case| reading.guests.iter().any(|guest| guest.gives(case));
    let wished = |case| {
        let mut wished = [0_usize; super::MOST_WISHES];
        let ranks = reading.guests.iter().filter_map(|guest| guest.rank(case));
        ranks.for_each(|rank| wished[rank] += 1);
        wished
    };
    let mut cases: Vec<usize> =
        (0..reading.cases.len()).filter(|case| pinned(*case) || given(*case)).collect();
    cases.sort_by_cached_key(|case| Reverse((pinned(*case), wished(*case))));
    cases
}

/// The cases that would be taken with so many groups, in the order of the list.
pub fn taken(ranked: &[usize], groups: usize) -> Vec<usize> {
    let first = &ranked[..groups.min(ranked.len())];
    let end = first.iter().max().map_or(0, |last| last + 1);
    (0..end).filter(|case| first.contains(case)).collect()
}

/// How many people could moderate if these cases were taken.
pub fn moderators(reading: &Reading, taken: &[usize]) -> usize {
    let gives = |guest: &Guest| taken.iter().any(|case| guest.gives(*case));
    let able = reading.guests.iter().filter(|it| it.person.would_moderate() && !gives(it));
    able.count()
}

/// The numbers of groups worth trying, the best first: those nearest to groups of the ideal size.
/// A moderator for each group comes before the right size.
pub fn counts(reading: &Reading, ranked: &[usize]) -> Vec<usize> {
    let people = reading.guests.len();
    let sizes = reading.sizes;
    let fewest = people.div_ceil(sizes.max).max(1);
    let most = (people / sizes.min).max(1);
    let pins = ranked
        .iter()
        .filter(|case| reading.guests.iter().any(|guest| guest.pinned == Some(**case)));
    // Every case that somebody is pinned to has a group, and nothing has more groups than cases.
    let least = pins.count().max(1);
    let possible = |groups: usize| groups.clamp(least, ranked.len().max(least));
    let mut sized: Vec<usize> = (fewest.min(most)..=fewest.max(most)).map(possible).collect();
    sized.dedup();
    let moderated = |groups: &usize| moderators(reading, &taken(ranked, *groups)) >= *groups;
    let mut counts: Vec<usize> = sized.iter().copied().filter(moderated).collect();
    if counts.is_empty() {
        let below = sized.first().copied().unwrap_or(least);
        counts.extend((least..below).rev().find(moderated));
    }
    if counts.is_empty() {
        counts = sized;
    }
    let ideal = sizes.groups(people);
    counts.sort_by_key(|groups| (groups.abs_diff(ideal), *groups));
    counts
}

//! What no seating can pass: the most wishes fulfilled when only the sizes of the groups and the
//! places of the case givers count, found exactly as a flow of least cost.

use shared::formation::{Gathering, Person};
use shared::id::CaseId;

/// The most of what wishes are `worth` (first, second, third) around these cases, less `uneven` for
/// each place that a group's size lies off an even one.
pub fn most(gathering: &Gathering, cases: &[CaseId], worth: [i64; 3], uneven: i64) -> i64 {
    let gives = |person: &Person| person.own_case.filter(|own| cases.contains(own));
    let givers = |case| gathering.people.iter().filter(|it| gives(it) == Some(case)).count();
    let mut sizes: Vec<usize> = cases.iter().map(|case| givers(*case)).collect();
    let fewest = gathering.people.len() / cases.len().max(1);
    let most = gathering.people.len().div_ceil(cases.len().max(1));
    // What one more person is worth to a group, whoever it is: less and less.
    let place = |size: usize| match size {
        _ if size < fewest => uneven,
        _ if size < most => 0,
        _ => -uneven,
    };
    let free: Vec<&Person> = gathering.people.iter().filter(|it| gives(it).is_none()).collect();
    let gain = |person: &Person, group: usize| {
        let rank = person.wishes.iter().position(|wish| *wish == cases[group]);
        rank.map_or(0, |rank| worth[rank])
    };
    let mut at: Vec<Option<usize>> = vec![None; free.len()];
    let lacking = sizes.iter().map(|size| fewest.saturating_sub(*size) as i64);
    let mut total = -uneven * lacking.sum::<i64>();
    // One more person at a time, by the best chain of people who make room for each other.
    for newcomer in 0..free.len() {
        let (mut reach, mut from) = (vec![i64::MIN; cases.len()], vec![None; cases.len()]);
        for (group, reach) in reach.iter_mut().enumerate() {
            *reach = gain(free[newcomer], group);
        }
        let mut changed = true;
        while changed {
            changed = false;
            for person in 0..newcomer {
                let Some(here) = at[person] else { continue };
                for there in 0..cases.len() {
                    let through =
                        reach[here] - gain(free[person], here) + gain(free[person], there);
                    if there != here && through > reach[there] {
                        (reach[there], from[there]) = (through, Some(person));
                        changed = true;
                    }
                }
            }
        }
        let open = (0..cases.len()).filter(|group| sizes[*group] < gathering.sizes.max);
        let best = open.max_by_key(|group| reach[*group] + place(sizes[*group]));
        let Some(mut group) = best else { break };
        total += reach[group] + place(sizes[group]);
        sizes[group] += 1;
        while let Some(person) = from[group] {
            let left = at[person].expect("whoever makes room is somewhere");
            at[person] = Some(group);
            group = left;
        }
        at[newcomer] = Some(group);
    }
    total
}

#[cfg(test)]
mod tests {
    use shared::formation::Sizes;

    use super::*;
    use crate::meetings::{case, meeting, random};

    #[test]
    fn the_bound_is_what_there_is_room_for() {
        let mut full = meeting(8, 2);
        full.sizes = Sizes { min: 2, ideal: 4, max: 4 };
        for person in &mut full.people[2..] {
            person.wishes = vec![case(0)];
        }
        assert_eq!(most(&full, &[case(0), case(1)], [1, 0, 0], 0), 3);
        // There is room for five more, and each place off the even sizes costs more than it gives.
        full.sizes.max = 6;
        assert_eq!(most(&full, &[case(0), case(1)], [1, 0, 0], 0), 5);
        assert_eq!(most(&full, &[case(0), case(1)], [1, 0, 0], 2), 3);
    }

    #[test]
    fn no_seating_passes_the_bound() {
        let sizes = Sizes { min: 1, ideal: 3, max: 4 };
        for seed in 0..20 {
            let mut meeting = random(seed, 8, sizes);
            meeting.apart.clear();
            for person in &mut meeting.people {
                person.house = None;
                person.presence = shared::meeting::Presence::OnSite;
                person.willing = shared::formation::Willing::Gladly;
            }
            let cases = crate::every_seating::most_wished(&meeting, 3);
            let reached = crate::every_seating::best(&meeting, &cases);
            if reached.keeps_all() {
                assert!(reached.firsts() <= most(&meeting, &cases, [1, 0, 0], 2), "seed {seed}");
                assert!(reached.points() <= most(&meeting, &cases, [3, 2, 1], 2), "seed {seed}");
            }
        }
    }
}

//! What no seating can pass: the most wishes fulfilled when only the largest size of a group and
//! the places of the case givers count, found exactly as a flow of least cost.

use shared::formation::{Gathering, Person};
use shared::id::CaseId;

/// The most of what wishes are `worth` (first, second, third) around these cases.
pub fn most(gathering: &Gathering, cases: &[CaseId], worth: [i64; 3]) -> i64 {
    let gives = |person: &Person| person.own_case.filter(|own| cases.contains(own));
    let room = |case: &CaseId| {
        let givers = gathering.people.iter().filter(|it| gives(it) == Some(*case)).count();
        gathering.sizes.max.saturating_sub(givers)
    };
    let mut rooms: Vec<usize> = cases.iter().map(room).collect();
    let free: Vec<&Person> = gathering.people.iter().filter(|it| gives(it).is_none()).collect();
    let gain = |person: &Person, group: usize| {
        let rank = person.wishes.iter().position(|wish| *wish == cases[group]);
        rank.map_or(0, |rank| worth[rank])
    };
    let mut at: Vec<Option<usize>> = vec![None; free.len()];
    let mut total = 0;
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
        let open = (0..cases.len()).filter(|group| rooms[*group] > 0);
        let Some(mut group) = open.max_by_key(|group| reach[*group]) else { break };
        total += reach[group];
        rooms[group] -= 1;
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
        assert_eq!(most(&full, &[case(0), case(1)], [1, 0, 0]), 3);
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
                let [first, second, third] = reached.fulfilled();
                let reached = (first * 10_000 + second * 100 + third) as i64;
                assert!(reached <= most(&meeting, &cases, [10_000, 100, 1]), "seed {seed}");
            }
        }
    }
}

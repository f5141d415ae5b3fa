//! Judges groups a second time, by code of its own: straight from the rules as they are written.

use std::cmp::Reverse;

use shared::formation::{Gathering, Group, Person, Willing};
use shared::id::{CaseId, SeatId};

/// How good groups are; less is better, what comes first decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Judgement {
    /// Case givers elsewhere, groups without moderator, sizes outside, lone remote people, people
    /// beyond the second of a house, pairs kept apart.
    pub hard: [usize; 6],
    /// First, second and third wishes fulfilled; own cases do not count.
    pub wishes: [Reverse<usize>; 3],
}

impl Judgement {
    pub fn keeps_all(&self) -> bool {
        self.hard == [0; 6]
    }

    pub fn fulfilled(&self) -> [usize; 3] {
        self.wishes.map(|Reverse(times)| times)
    }

    /// Three points for a first wish, two for a second, one for a third.
    pub fn points(&self) -> usize {
        let [first, second, third] = self.fulfilled();
        3 * first + 2 * second + third
    }
}

/// Judges a seating: the group of each person, and the cases of the groups.
pub fn judge(gathering: &Gathering, cases: &[CaseId], at: &[usize]) -> Judgement {
    let mut hard = [0; 6];
    let mut wishes = [0; 3];
    for (person, group) in gathering.people.iter().zip(at) {
        let case = cases[*group];
        if person.own_case == Some(case) {
            continue;
        }
        if person.own_case.is_some_and(|own| cases.contains(&own)) {
            hard[0] += 1;
        }
        if let Some(rank) = person.wishes.iter().position(|wish| *wish == case) {
            wishes[rank] += 1;
        }
    }
    let seated = || gathering.people.iter().zip(at);
    for (group, case) in cases.iter().enumerate() {
        let members: Vec<&Person> =
            seated().filter(|(_, at)| **at == group).map(|(person, _)| person).collect();
        let able = |it: &&&Person| it.willing != Willing::No && it.own_case != Some(*case);
        hard[1] += usize::from(members.iter().filter(able).count() == 0);
        let fits = (gathering.sizes.min..=gathering.sizes.max).contains(&members.len());
        hard[2] += usize::from(!fits);
        let remote = members.iter().filter(|it| !it.presence.is_in_the_room()).count();
        hard[3] += usize::from(remote == 1);
        let mut houses: Vec<u32> = members.iter().filter_map(|it| it.house).collect();
        houses.sort_unstable();
        hard[4] += houses.windows(3).filter(|three| three[0] == three[2]).count();
    }
    let place = |seat: SeatId| gathering.people.iter().position(|it| it.seat == seat);
    let mut apart: Vec<_> = gathering
        .apart
        .iter()
        .filter_map(|(a, b)| Some((place(*a)?, place(*b)?)))
        .map(|(a, b)| (a.min(b), a.max(b)))
        .filter(|(a, b)| at[*a] == at[*b])
        .collect();
    apart.sort_unstable();
    apart.dedup();
    hard[5] = apart.len();
    Judgement { hard, wishes: wishes.map(Reverse) }
}

/// The same for groups as they were proposed.
pub fn judge_groups(gathering: &Gathering, groups: &[Group]) -> Judgement {
    let cases: Vec<CaseId> = groups.iter().map(|group| group.case).collect();
    let at = |person: &Person| {
        groups
            .iter()
            .position(|group| group.members.contains(&person.seat))
            .expect("everybody is in a group")
    };
    judge(gathering, &cases, &gathering.people.iter().map(at).collect::<Vec<_>>())
}

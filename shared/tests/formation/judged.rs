//! Judges groups a second time, by code of its own: straight from the rules as they are written.

use shared::formation::{Gathering, Group, Person, Willing};
use shared::id::{CaseId, SeatId};

/// How good groups are; less is better, what comes first decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Judgement {
    /// Case givers elsewhere, groups without moderator, sizes outside, lone remote people, people
    /// beyond the second of a house, pairs kept apart.
    pub hard: [usize; 6],
    /// Groups in which nobody moderates gladly.
    pub unwilling: usize,
    /// People without their first wish, without their first or second, without any of three; own
    /// cases do not count. To the first come two for each place that a size lies off an even one.
    pub missed: [usize; 3],
    /// People who wished for something: the same for every seating.
    pub wishing: usize,
}

impl Judgement {
    pub fn keeps_all(&self) -> bool {
        self.hard == [0; 6]
    }

    /// A point for each first wish, less two for each place off the even sizes.
    pub fn firsts(&self) -> i64 {
        self.wishing as i64 - self.missed[0] as i64
    }

    /// Three points for a first wish, two for a second, one for a third, less two for each place
    /// off the even sizes.
    pub fn points(&self) -> i64 {
        3 * self.wishing as i64 - self.missed.iter().sum::<usize>() as i64
    }
}

/// Judges a seating: the group of each person, and the cases of the groups.
pub fn judge(gathering: &Gathering, cases: &[CaseId], at: &[usize]) -> Judgement {
    let mut hard = [0; 6];
    let (mut missed, mut wishing, mut unwilling) = ([0; 3], 0, 0);
    for (person, group) in gathering.people.iter().zip(at) {
        let case = cases[*group];
        if person.own_case == Some(case) {
            continue;
        }
        if person.own_case.is_some_and(|own| cases.contains(&own)) {
            hard[0] += 1;
        }
        let rank = person.wishes.iter().position(|wish| *wish == case).unwrap_or(3);
        if !person.wishes.is_empty() {
            wishing += 1;
            missed[..rank].iter_mut().for_each(|missed| *missed += 1);
        }
    }
    let seated = || gathering.people.iter().zip(at);
    for (group, case) in cases.iter().enumerate() {
        let members: Vec<&Person> =
            seated().filter(|(_, at)| **at == group).map(|(person, _)| person).collect();
        let able = |it: &&&Person| it.willing != Willing::No && it.own_case != Some(*case);
        hard[1] += usize::from(members.iter().filter(able).count() == 0);
        let glad = |it: &&Person| it.willing == Willing::Gladly && it.own_case != Some(*case);
        unwilling += usize::from(!members.iter().any(glad));
        let (fewest, people) = (gathering.people.len() / cases.len(), members.len());
        let most = gathering.people.len().div_ceil(cases.len());
        missed[0] += 2 * (fewest.saturating_sub(people) + people.saturating_sub(most));
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
    Judgement { hard, unwilling, missed, wishing }
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

//! Who sits in which group while a proposal is made, and what one move would cost or gain.

use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Reverse;
use core::ops::AddAssign;

use super::gathering::{Sizes, Willing};
use super::reading::{Guest, Reading};

/// What groups are judged by, the most important first: the hard rules, then what is maximised.
/// »Case givers stay with their own case« is not among them, as case givers are never moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Groups without anybody who can moderate.
    Moderator,
    /// People too few or too many, squared: rather two groups a little too large than one by far.
    Size,
    /// Groups with one remote person.
    Hybrid,
    /// People beyond the second from a house.
    House,
    /// Pairs that are to be kept apart.
    Apart,
    /// Groups without anybody who would gladly moderate.
    Gladly,
    /// People without their first wish, and [`UNEVEN`] more for each place that a group's size lies
    /// off an even one: sizes differ by more than one only where wishes clearly gain by it.
    First,
    /// People without their first or second wish.
    Second,
    /// People without any of their wishes.
    Third,
    /// Pairs of two small or two large houses.
    Mixing,
    /// Pairs that have met before.
    Met,
    /// Sizes, squared.
    Balance,
}

/// How many first wishes have to come true for each place off the even sizes.
const UNEVEN: i32 = 2;

/// How many levels there are.
pub const LEVELS: usize = Level::Balance as usize + 1;
/// How many of them are hard rules.
pub const HARD: usize = Level::Apart as usize + 1;

/// How much is amiss on each level, or how a move changes that. The more important level decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cost(pub [i32; LEVELS]);

impl Cost {
    /// Nothing amiss; no change.
    pub const NONE: Self = Self([0; LEVELS]);

    /// The hard rules alone.
    pub fn hard(&self) -> &[i32] {
        &self.0[..HARD]
    }

    fn add(&mut self, level: Level, amount: i32) {
        self.0[level as usize] += amount;
    }
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, its)| *mine += its);
    }
}

/// Who is in which group. Groups are counted from 0, as their cases are in `taken`.
#[derive(Clone)]
pub struct Seating<'a> {
    reading: &'a Reading<'a>,
    /// The case of each group.
    taken: &'a [usize],
    /// The sizes that differ by at most one: as many people as come to each group, and one more
    /// where some are left over.
    even: (i32, i32),
    /// The group of each person.
    at: Vec<usize>,
    tallies: Vec<Tally>,
}

/// What is counted of one group.
#[derive(Clone, Default)]
struct Tally {
    people: i32,
    remote: i32,
    able: i32,
    glad: i32,
    small: i32,
    large: i32,
    /// People of each house.
    houses: Vec<i32>,
}

impl Tally {
    fn count(&mut self, guest: &Guest, case: usize, times: i32) {
        let person = guest.person;
        self.people += times;
        self.remote += times * i32::from(person.is_remote());
        // Whoever brings the case does not moderate it.
        if guest.own != Some(case) {
            self.able += times * i32::from(person.would_moderate());
            self.glad += times * i32::from(person.willing == Willing::Gladly);
        }
        self.small += times * i32::from(person.small_house == Some(true));
        self.large += times * i32::from(person.small_house == Some(false));
        if let Some(house) = guest.house {
            self.houses[house] += times;
        }
    }

    /// What follows from a group's counts alone, without its houses: added or taken off.
    fn cost(&self, sizes: Sizes, even: (i32, i32), times: i32, cost: &mut Cost) {
        let people = self.people as usize;
        let outside = if people < sizes.min {
            (sizes.min - people) as i32
        } else {
            people.saturating_sub(sizes.max) as i32
        };
        let pairs = |people: i32| people * (people - 1) / 2;
        cost.add(Level::Moderator, times * i32::from(self.able == 0));
        let uneven = (even.0 - self.people).max(self.people - even.1).max(0);
        cost.add(Level::Size, times * outside.saturating_mul(outside));
        cost.add(Level::First, times * UNEVEN * uneven);
        cost.add(Level::Hybrid, times * i32::from(self.remote == 1));
        cost.add(Level::Mixing, times * (pairs(self.small) + pairs(self.large)));
        cost.add(Level::Balance, times * self.people * self.people);
        cost.add(Level::Gladly, times * i32::from(self.glad == 0));
    }
}

/// The most people of one house in one group.
pub const MOST_OF_A_HOUSE: usize = 2;

impl<'a> Seating<'a> {
    /// Everybody in the group that is named for them.
    pub fn new(reading: &'a Reading<'a>, taken: &'a [usize], at: Vec<usize>) -> Self {
        let empty = Tally { houses: vec![0; reading.houses], ..Tally::default() };
        let mut tallies = vec![empty; taken.len()];
        for (guest, group) in reading.guests.iter().zip(&at) {
            tallies[*group].count(guest, taken[*group], 1);
        }
        let (people, groups) = (reading.guests.len(), taken.len().max(1));
        let even = ((people / groups) as i32, people.div_ceil(groups) as i32);
        Self { reading, taken, even, at, tallies }
    }

    /// How many people are in a group.
    pub fn people(&self, group: usize) -> usize {
        self.at.iter().filter(|at| **at == group).count()
    }

    /// The largest of even sizes.
    pub fn most(&self) -> usize {
        self.even.1 as usize
    }

    /// The group in which each person is.
    pub fn groups(&self) -> &[usize] {
        &self.at
    }

    /// The group that somebody may not leave: the one they are pinned to, or their own case's.
    pub fn fixed(reading: &Reading, taken: &[usize], person: usize) -> Option<usize> {
        let guest = &reading.guests[person];
        let case = guest.pinned.or(guest.own)?;
        taken.iter().position(|it| *it == case)
    }

    /// Moves a person, and says what that changes.
    pub fn shift(&mut self, person: usize, to: usize) -> Cost {
        let from = self.at[person];
        let mut change = Cost::NONE;
        if from == to {
            return change;
        }
        let guest = &self.reading.guests[person];
        if let Some(house) = guest.house {
            let [left, joined] = [from, to].map(|group| self.tallies[group].houses[house]);
            let most = MOST_OF_A_HOUSE as i32;
            change.add(Level::House, i32::from(joined >= most) - i32::from(left > most));
        }
        for (level, others) in
            [(Level::Apart, &self.reading.apart), (Level::Met, &self.reading.met)]
        {
            for other in &others[person] {
                let at = self.at[*other];
                change.add(level, i32::from(at == to) - i32::from(at == from));
            }
        }
        self.wishes(person, from, -1, &mut change);
        self.wishes(person, to, 1, &mut change);
        for (group, times) in [(from, -1), (to, 1)] {
            let tally = &mut self.tallies[group];
            tally.cost(self.reading.sizes, self.even, -1, &mut change);
            tally.count(guest, self.taken[group], times);
            tally.cost(self.reading.sizes, self.even, 1, &mut change);
        }
        self.at[person] = to;
        change
    }

    /// All that is amiss.
    pub fn cost(&self) -> Cost {
        let mut cost = Cost::NONE;
        for tally in &self.tallies {
            tally.cost(self.reading.sizes, self.even, 1, &mut cost);
            let beyond = tally.houses.iter().map(|people| (people - MOST_OF_A_HOUSE as i32).max(0));
            cost.add(Level::House, beyond.sum());
        }
        for (person, group) in self.at.iter().enumerate() {
            self.wishes(person, *group, 1, &mut cost);
            let with = |others: &[Vec<usize>]| {
                let later = others[person].iter().filter(|other| **other > person);
                later.filter(|other| self.at[**other] == *group).count() as i32
            };
            cost.add(Level::Apart, with(&self.reading.apart));
            cost.add(Level::Met, with(&self.reading.met));
        }
        cost
    }

    /// Which wishes of a person a group does not fulfil: added or taken off.
    fn wishes(&self, person: usize, group: usize, times: i32, cost: &mut Cost) {
        let guest = &self.reading.guests[person];
        if guest.wishes.is_empty() {
            return;
        }
        let rank = guest.rank(self.taken[group]).unwrap_or(super::MOST_WISHES);
        for level in &[Level::First, Level::Second, Level::Third][..rank] {
            cost.add(*level, times);
        }
    }

    /// Who can moderate a group: a member who would and does not bring its case. Those who would
    /// gladly come first, then those who have moderated least.
    pub fn moderator(&self, group: usize) -> Option<usize> {
        let guests = &self.reading.guests;
        (0..guests.len())
            .filter(|person| self.at[*person] == group)
            .filter(|person| guests[*person].own != Some(self.taken[group]))
            .filter(|person| guests[*person].person.would_moderate())
            .min_by_key(|person| {
                let person = guests[*person].person;
                (Reverse(person.willing), person.moderated)
            })
    }

    /// What no way of seating these people around these cases can avoid: a bound from below.
    pub fn unavoidable(reading: &Reading, taken: &[usize]) -> Cost {
        let guests = &reading.guests;
        let mut cost = Cost::NONE;
        let able = super::cases::moderators(reading, taken);
        cost.add(Level::Moderator, taken.len().saturating_sub(able) as i32);
        let remote = guests.iter().filter(|guest| guest.person.is_remote()).count();
        cost.add(Level::Hybrid, i32::from(remote == 1));
        for house in 0..reading.houses {
            let people = guests.iter().filter(|guest| guest.house == Some(house)).count();
            let most = MOST_OF_A_HOUSE * taken.len();
            cost.add(Level::House, people.saturating_sub(most) as i32);
        }
        let mut sizes: Vec<usize> = vec![guests.len() / taken.len(); taken.len()];
        sizes.iter_mut().take(guests.len() % taken.len()).for_each(|size| *size += 1);
        for size in sizes {
            let outside =
                reading.sizes.min.saturating_sub(size) + size.saturating_sub(reading.sizes.max);
            cost.add(Level::Size, (outside * outside) as i32);
        }
        cost
    }

    /// A seating to start from: those who may not move in their place, the others in turn.
    pub fn start(reading: &'a Reading<'a>, taken: &'a [usize]) -> Self {
        let people = 0..reading.guests.len();
        let mut sizes = vec![0_usize; taken.len()];
        let fixed: Vec<_> = people.map(|person| Self::fixed(reading, taken, person)).collect();
        fixed.iter().flatten().for_each(|group| sizes[*group] += 1);
        let place = |group: Option<usize>| {
            group.unwrap_or_else(|| {
                let smallest = (0..sizes.len()).min_by_key(|group| sizes[*group]).unwrap_or(0);
                sizes[smallest] += 1;
                smallest
            })
        };
        let at = fixed.into_iter().map(place).collect();
        Self::new(reading, taken, at)
    }
}

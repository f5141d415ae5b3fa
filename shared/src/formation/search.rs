//! Looks for the best seating: tries each, if they are few, else moves by lot, at first also bad
//! ones, then only good ones.
//!
//! Simulated annealing over moves, swaps, pairs and rings of three; then a strict descent in the
//! order of the levels, so that no single move or swap could make the result better.

use alloc::vec;
use alloc::vec::Vec;

use super::chance::Chance;
use super::reading::Reading;
use super::seating::{Cost, LEVELS, Seating};

/// What each level weighs while worse moves are still allowed: near enough to each other that the
/// way to a better seating may lead through a slightly broken rule.
const WEIGHTS: [i64; LEVELS] = [1_600, 600, 900, 800, 700, 500, 400, 80, 30, 8, 6, 3];
/// The same while only the hard rules count.
const HARD_WEIGHTS: [i64; LEVELS] = [1_000, 100, 300, 150, 100, 0, 0, 0, 0, 0, 0, 0];
/// How warm it is at first: a weight that is then accepted about every third time.
const WARM: i64 = 700;
/// How warm it is in the end: half of the smallest weight would do nothing.
const COLD: i64 = 1;
/// So few seatings that each is tried.
const FEW_SEATINGS: usize = 4_096;
/// How often it begins anew, where it ended.
const ROUNDS: usize = 3;
/// Trials of each round for each person and group.
const TRIALS: usize = 12;
/// The fewest and the most trials of a round: small meetings have few seatings, large ones less
/// than a second.
const TRIALS_RANGE: (usize, usize) = (1_500, 12_000);

/// The search for one choice of cases.
pub struct Search<'a> {
    seating: Seating<'a>,
    /// Who may be moved.
    free: Vec<usize>,
    groups: usize,
    trials: usize,
    chance: Chance,
}

/// Up to three people and where they would go.
type Move = [Option<(usize, usize)>; 3];

impl<'a> Search<'a> {
    /// A search from an even seating, which another seed makes another one.
    pub fn new(reading: &'a Reading<'a>, taken: &'a [usize], seed: u64) -> Self {
        let people = reading.guests.len();
        let is_free = |person: &usize| Seating::fixed(reading, taken, *person).is_none();
        let mut search = Self {
            seating: Seating::start(reading, taken),
            free: (0..people).filter(is_free).collect(),
            groups: taken.len(),
            trials: (people * taken.len() * TRIALS).clamp(TRIALS_RANGE.0, TRIALS_RANGE.1),
            chance: Chance::from_seed(seed),
        };
        for place in 0..search.free.len() {
            let (person, other) = (search.free[place], search.anybody());
            let swap = search.swap(person, other);
            search.attempt(swap, |_| true);
        }
        search
    }

    /// Whether there is anything to choose.
    fn is_settled(&self) -> bool {
        self.groups < 2 || self.free.is_empty()
    }

    /// Looks for a seating that keeps the hard rules, and stops as soon as it comes down to what
    /// can't be avoided. Says how far they are broken.
    pub fn keep_rules(&mut self, unavoidable: Cost) -> Cost {
        let mut cost = self.seating.cost();
        let mut best = (cost, self.seating.clone());
        if !self.is_settled() {
            let trials = self.trials / 2;
            for trial in 0..trials {
                if cost.hard() == unavoidable.hard() {
                    break;
                }
                let warmth = (HARD_WEIGHTS[0] * (trials - trial) as i64 / trials as i64) / 4;
                let limit = self.limit(warmth);
                cost += self.try_move(|change| weigh(change, &HARD_WEIGHTS) <= limit);
                if cost.hard() < best.0.hard() {
                    best = (cost, self.seating.clone());
                }
            }
            if best.0.hard() < cost.hard() {
                (cost, self.seating) = best;
            }
        }
        cost
    }

    /// The best seating that is found; never worse than the one it starts from.
    pub fn best(mut self) -> Seating<'a> {
        if self.is_settled() {
            return self.seating;
        }
        let seatings = u32::try_from(self.free.len()).ok();
        let seatings = seatings.and_then(|free| self.groups.checked_pow(free));
        if seatings.is_some_and(|seatings| seatings <= FEW_SEATINGS) {
            return self.every();
        }
        let mut best = self.seating.clone();
        for _ in 0..ROUNDS {
            self.anneal();
            self.settle();
            if self.seating.cost() < best.cost() {
                best = self.seating.clone();
            }
        }
        // The seating of the start may have kept the rules better than any found since.
        self.seating = best;
        while self.descend() {}
        self.seating
    }

    /// The best of all seatings, by trying each.
    fn every(mut self) -> Seating<'a> {
        let mut cost = self.seating.cost();
        let mut best = (cost, self.seating.clone());
        // Each person goes once round all groups while those before them stand still, as on a dial.
        let mut turns = vec![0; self.free.len()];
        let mut dial = 0;
        while dial < turns.len() {
            let person = self.free[dial];
            let next = (self.seating.groups()[person] + 1) % self.groups;
            cost += self.seating.shift(person, next);
            turns[dial] += 1;
            if turns[dial] == self.groups {
                turns[dial] = 0;
                dial += 1;
                continue;
            }
            dial = 0;
            if cost < best.0 {
                best = (cost, self.seating.clone());
            }
        }
        best.1
    }

    /// From warm to cold, each step a little less.
    fn anneal(&mut self) {
        let (mut warmth, cold) = (WARM << 16, COLD << 16);
        // As many steps of a sixty-fourth as lie between the two.
        let mut steps = 0;
        let mut left = warmth;
        while left > cold {
            left -= left >> 6;
            steps += 1;
        }
        for _ in 0..steps {
            for _ in 0..self.trials / steps + 1 {
                let limit = self.limit(warmth >> 16);
                self.try_move(|change| weigh(change, &WEIGHTS) <= limit);
            }
            warmth -= warmth >> 6;
        }
    }

    /// Moves by lot that make nothing worse in the order of the levels; then all moves and swaps,
    /// until none helps.
    fn settle(&mut self) {
        for _ in 0..self.trials / 2 {
            self.try_move(|change| *change <= Cost::NONE);
        }
        while self.descend() {}
    }

    /// Tries every single move and every swap once. Whether one helped.
    fn descend(&mut self) -> bool {
        let mut helped = false;
        for i in 0..self.free.len() {
            let person = self.free[i];
            for group in 0..self.groups {
                let only = [Some((person, group)), None, None];
                helped |= self.attempt(only, |change| *change < Cost::NONE) != Cost::NONE;
            }
            for j in 0..i {
                let swap = self.swap(person, self.free[j]);
                helped |= self.attempt(swap, |change| *change < Cost::NONE) != Cost::NONE;
            }
        }
        helped
    }

    /// How much worse a move may be now, drawn by lot: the warmer, the more often a lot.
    fn limit(&mut self, warmth: i64) -> i64 {
        // 177/256 is the natural logarithm of two.
        (warmth * self.chance.surprise() * 177) >> 16
    }

    /// One move by lot, if it is accepted; what it changed.
    fn try_move(&mut self, accepts: impl Fn(&Cost) -> bool) -> Cost {
        let person = self.anybody();
        let at = self.seating.groups()[person];
        let other = self.anybody();
        let with = self.seating.groups()[other];
        let elsewhere = self.chance.below(self.groups - 1);
        let elsewhere = elsewhere + usize::from(elsewhere >= at);
        let tried = match self.chance.below(8) {
            0..=1 => [Some((person, elsewhere)), None, None],
            // Two who stay together, as two remote people must.
            2 if at == with => [Some((person, elsewhere)), Some((other, elsewhere)), None],
            3 => {
                let third = self.anybody();
                let then = self.seating.groups()[third];
                // Two for one, or one each in a ring.
                let second = if at == with { then } else { with };
                [Some((person, second)), Some((other, then)), Some((third, at))]
            }
            _ => self.swap(person, other),
        };
        self.attempt(tried, accepts)
    }

    fn anybody(&mut self) -> usize {
        self.free[self.chance.below(self.free.len())]
    }

    fn swap(&self, one: usize, other: usize) -> Move {
        let [first, second] = [one, other].map(|it| self.seating.groups()[it]);
        [Some((one, second)), Some((other, first)), None]
    }

    /// Makes a move, and takes it back unless it is accepted. What it changed.
    fn attempt(&mut self, tried: Move, accepts: impl Fn(&Cost) -> bool) -> Cost {
        let mut back = [None; 3];
        let mut change = Cost::NONE;
        for (slot, (person, to)) in back.iter_mut().zip(tried.into_iter().flatten()) {
            *slot = Some((person, self.seating.groups()[person]));
            change += self.seating.shift(person, to);
        }
        if accepts(&change) {
            return change;
        }
        for (person, from) in back.into_iter().rev().flatten() {
            self.seating.shift(person, from);
        }
        Cost::NONE
    }
}

fn weigh(change: &Cost, weights: &[i64; LEVELS]) -> i64 {
    change.0.iter().zip(weights).map(|(amount, weight)| i64::from(*amount) * weight).sum()
}

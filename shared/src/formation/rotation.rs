//! Changing tables (Pro Action Café): hosts stay, everybody else goes where they have not been.

use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;

use super::chance::Chance;
use crate::id::SeatId;

/// So often the search begins anew from another throw of the dice.
const THROWS: usize = 24;

/// A table as it is now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Who stays: whose case it is, and whoever moderates.
    pub hosts: Vec<SeatId>,
    /// Who sits there besides and goes on.
    pub guests: Vec<SeatId>,
    /// Who has been there, now or earlier.
    pub visited: BTreeSet<SeatId>,
}

/// Everything that a change of tables depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// The tables in their order.
    pub tables: Vec<Table>,
    /// Who is somewhere else.
    pub remote: BTreeSet<SeatId>,
    /// Who has shared a table before.
    pub met: BTreeSet<(SeatId, SeatId)>,
    /// Which of several changes that are equally good.
    pub seed: u64,
}

/// How far a change is from what it should be, the most important first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strain {
    /// Tables with somebody remote who is the only one there.
    pub lone: usize,
    /// The squares of the tables' sizes: least where they are even.
    pub uneven: usize,
    /// Pairs at one table who have met before.
    pub met: usize,
}

/// Who sits at each table next, its hosts first. Nobody comes to a table twice while there is one
/// where they have not been, and nobody stays while there is another at all.
pub fn rotate(round: &Round) -> Vec<Vec<SeatId>> {
    let guests: Vec<SeatId> =
        round.tables.iter().flat_map(|it| it.guests.iter().copied()).collect();
    let search =
        Search { open: guests.iter().map(|it| open_to(round, *it)).collect(), guests, round };
    let mut chance = Chance::from_seed(round.seed);
    let mut best: Option<(Strain, Vec<usize>)> = None;
    for _ in 0..THROWS {
        let (at, even) = search.throw(&mut chance);
        let strain = search.strain_of(&at);
        // Nobody is alone or meets anybody again, and no sizes are more even.
        let is_perfect = strain <= Strain { lone: 0, uneven: even, met: 0 };
        if best.as_ref().is_none_or(|(least, _)| strain < *least) {
            best = Some((strain, at));
        }
        if is_perfect {
            break;
        }
    }
    search.seated(&best.map(|(_, at)| at).unwrap_or_default())
}

/// What is not as it should be where people sit so.
pub fn strain(round: &Round, seated: &[Vec<SeatId>]) -> Strain {
    let all = seated.iter().map(|table| strain_at(round, table));
    all.fold(Strain::default(), Strain::and)
}

/// The tables that somebody may go to next.
pub fn open_to(round: &Round, guest: SeatId) -> Vec<usize> {
    let all = 0..round.tables.len();
    let is_new = |it: &usize| !round.tables[*it].visited.contains(&guest);
    let is_other = |it: &usize| !round.tables[*it].guests.contains(&guest);
    let other: Vec<usize> = all.clone().filter(is_other).collect();
    let new: Vec<usize> = other.iter().copied().filter(is_new).collect();
    [new, other].into_iter().find(|it| !it.is_empty()).unwrap_or_else(|| all.collect())
}

fn strain_at(round: &Round, table: &[SeatId]) -> Strain {
    let remote = table.iter().filter(|seat| round.remote.contains(seat)).count();
    let mut met = 0;
    for (place, one) in table.iter().enumerate() {
        let rest = table[place + 1..].iter();
        met += rest.filter(|other| have_met(round, *one, **other)).count();
    }
    Strain { lone: usize::from(remote == 1), uneven: table.len() * table.len(), met }
}

fn have_met(round: &Round, one: SeatId, other: SeatId) -> bool {
    round.met.contains(&(one, other)) || round.met.contains(&(other, one))
}

impl Strain {
    fn and(self, other: Self) -> Self {
        Self {
            lone: self.lone + other.lone,
            uneven: self.uneven + other.uneven,
            met: self.met + other.met,
        }
    }
}

/// Guests, the tables open to each, and what it is all about. Where people sit is a list with a
/// table for each guest.
struct Search<'r> {
    guests: Vec<SeatId>,
    open: Vec<Vec<usize>>,
    round: &'r Round,
}

impl Search<'_> {
    /// A throw of the dice, with even tables, made better until no step makes it better still; and
    /// how even tables can be.
    fn throw(&self, chance: &mut Chance) -> (Vec<usize>, usize) {
        let mut at: Vec<usize> =
            self.open.iter().map(|open| open[chance.below(open.len())]).collect();
        self.even_out(&mut at);
        let mut tables: Vec<Strain> =
            (0..self.round.tables.len()).map(|table| self.strain_at(table, &at)).collect();
        let even = tables.iter().map(|table| table.uneven).sum();
        while self.step(&mut at, &mut tables, chance) {}
        (at, even)
    }

    /// As long as there is a way from a table to one with two fewer, somebody goes on along it at
    /// each table: then no sizes are more even.
    fn even_out(&self, at: &mut [usize]) {
        let count = self.round.tables.len();
        loop {
            let size = |table: usize| {
                self.round.tables[table].hosts.len() + at.iter().filter(|it| **it == table).count()
            };
            let sizes: Vec<usize> = (0..count).map(size).collect();
            let way = (0..count).find_map(|from| self.way(at, &sizes, from));
            let Some(way) = way else { return };
            way.into_iter().for_each(|(guest, to)| at[guest] = to);
        }
    }

    /// Who goes where so that this table has one fewer, and one that had two fewer has one more.
    fn way(&self, at: &[usize], sizes: &[usize], from: usize) -> Option<Vec<(usize, usize)>> {
        let mut came: Vec<Option<usize>> = vec![None; sizes.len()];
        let mut reached = vec![from];
        let mut next = 0;
        while next < reached.len() {
            let table = reached[next];
            next += 1;
            if sizes[table] + 1 < sizes[from] {
                let mut way = Vec::new();
                let mut to = table;
                while let Some(guest) = came[to].filter(|_| to != from) {
                    way.push((guest, to));
                    to = at[guest];
                }
                return Some(way);
            }
            for (guest, _) in at.iter().enumerate().filter(|(_, it)| **it == table) {
                for to in &self.open[guest] {
                    if *to != from && came[*to].is_none() {
                        came[*to] = Some(guest);
                        reached.push(*to);
                    }
                }
            }
        }
        None
    }

    /// One guest goes elsewhere, or two exchange their places, if that is better.
    fn step(&self, at: &mut [usize], tables: &mut [Strain], chance: &mut Chance) -> bool {
        let count = at.len();
        let first = chance.below(count);
        for turn in 0..count {
            let one = (first + turn) % count;
            for to in &self.open[one] {
                if *to != at[one] && self.try_out(at, tables, &[(one, *to)]) {
                    return true;
                }
            }
            for other in 0..count {
                let (here, there) = (at[one], at[other]);
                let may = self.open[one].contains(&there) && self.open[other].contains(&here);
                if here != there && may && self.try_out(at, tables, &[(one, there), (other, here)])
                {
                    return true;
                }
            }
        }
        false
    }

    /// Keeps the moves between two tables if they make it better.
    fn try_out(&self, at: &mut [usize], tables: &mut [Strain], moves: &[(usize, usize)]) -> bool {
        let (guest, there) = moves[0];
        let here = at[guest];
        let before = tables[here].and(tables[there]);
        let back: Vec<(usize, usize)> =
            moves.iter().map(|(guest, _)| (*guest, at[*guest])).collect();
        moves.iter().for_each(|(guest, to)| at[*guest] = *to);
        let (left, come) = (self.strain_at(here, at), self.strain_at(there, at));
        let is_better = left.and(come) < before;
        if is_better {
            (tables[here], tables[there]) = (left, come);
        } else {
            back.into_iter().for_each(|(guest, table)| at[guest] = table);
        }
        is_better
    }

    fn strain_at(&self, table: usize, at: &[usize]) -> Strain {
        strain_at(self.round, &self.table(table, at))
    }

    fn strain_of(&self, at: &[usize]) -> Strain {
        strain(self.round, &self.seated(at))
    }

    fn table(&self, table: usize, at: &[usize]) -> Vec<SeatId> {
        let here = self.guests.iter().zip(at).filter(|(_, it)| **it == table);
        let hosts = self.round.tables[table].hosts.iter().copied();
        hosts.chain(here.map(|(seat, _)| *seat)).collect()
    }

    fn seated(&self, at: &[usize]) -> Vec<Vec<SeatId>> {
        (0..self.round.tables.len()).map(|table| self.table(table, at)).collect()
    }
}

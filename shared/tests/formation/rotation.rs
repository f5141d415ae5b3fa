//! Changing tables, on random meetings: played for several rounds, and compared with every possible
//! change where there are few people.

use std::collections::BTreeSet;

use shared::formation::{Round, Strain, Table, open_to, rotate, strain};
use shared::id::SeatId;

/// Numbers that look drawn by lot.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

fn seat(n: usize) -> SeatId {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&(n as u64 + 1).to_le_bytes());
    SeatId::from_bytes(bytes)
}

/// So many tables with one host each, guests dealt out to them in turn; some are remote.
fn dealt(seed: u64, tables: usize, guests: usize, remote: usize) -> Round {
    let mut dice = Dice(seed);
    let mut round = Round { seed, ..Round::default() };
    round.tables = vec![Table::default(); tables];
    for (n, table) in round.tables.iter_mut().enumerate() {
        table.hosts.push(seat(n));
    }
    for n in 0..guests {
        round.tables[n % tables].guests.push(seat(tables + n));
    }
    for _ in 0..remote {
        round.remote.insert(seat(dice.below(tables + guests)));
    }
    remember(&mut round);
    round
}

/// Everybody has been where they sit, and has met who sits there.
fn remember(round: &mut Round) {
    for table in &mut round.tables {
        let all: Vec<SeatId> = table.hosts.iter().chain(&table.guests).copied().collect();
        table.visited.extend(all.iter().copied());
        for (place, one) in all.iter().enumerate() {
            round.met.extend(all[place + 1..].iter().map(|other| (*one, *other)));
        }
    }
}

/// Everybody has changed.
fn changed(round: &Round, seated: &[Vec<SeatId>]) -> Round {
    let mut next = round.clone();
    for (table, seats) in next.tables.iter_mut().zip(seated) {
        let hosts = table.hosts.clone();
        table.guests = seats.iter().copied().filter(|seat| !hosts.contains(seat)).collect();
    }
    next.seed += 1;
    remember(&mut next);
    next
}

/// What must hold of every change.
fn holds(round: &Round, seated: &[Vec<SeatId>]) {
    let all: Vec<SeatId> = seated.iter().flatten().copied().collect();
    let once: BTreeSet<SeatId> = all.iter().copied().collect();
    let before = round.tables.iter().map(|it| it.hosts.len() + it.guests.len()).sum::<usize>();
    assert_eq!((all.len(), once.len()), (before, before), "everybody is somewhere, once");
    for (table, seats) in round.tables.iter().zip(seated) {
        assert!(table.hosts.iter().all(|host| seats.contains(host)), "hosts stay");
        for guest in seats.iter().filter(|seat| !table.hosts.contains(seat)) {
            let new_elsewhere = round.tables.iter().any(|it| !it.visited.contains(guest));
            assert!(!new_elsewhere || !table.visited.contains(guest), "nobody comes twice");
            assert!(round.tables.len() < 2 || !table.guests.contains(guest), "nobody stays");
        }
    }
}

#[test]
fn in_a_cafe_nobody_returns_hosts_stay_and_tables_are_even() {
    for seed in 0..60 {
        let tables = 3 + seed as usize % 8;
        let guests = tables * 3 + seed as usize % tables;
        let mut round = dealt(seed, tables, guests, 0);
        for turn in 0..3 {
            let seated = rotate(&round);
            holds(&round, &seated);
            let sizes = seated.iter().map(Vec::len);
            let (least, most) = (sizes.clone().min(), sizes.max());
            // With three tables, the third change has no free choice left for anybody.
            if turn < 2 {
                assert!(
                    least.zip(most).is_some_and(|(least, most)| most - least <= 1),
                    "seed {seed}, turn {turn}"
                );
            }
            round = changed(&round, &seated);
        }
    }
}

#[test]
fn few_people_change_as_well_as_they_can() {
    let mut perfect = 0;
    for seed in 0..200 {
        let tables = 2 + seed as usize % 3;
        let mut round = dealt(seed, tables, 3 + seed as usize % 4, seed as usize % 4);
        for _ in 0..2 {
            let seated = rotate(&round);
            holds(&round, &seated);
            let reached = strain(&round, &seated);
            assert_eq!(reached, best(&round), "seed {seed}: {round:?}");
            perfect += usize::from(reached.lone == 0 && reached.met == 0);
            round = changed(&round, &seated);
        }
    }
    assert!(perfect > 20, "{perfect} in which nobody is alone or met before");
}

#[test]
fn nobody_remote_is_alone_where_it_can_be_helped() {
    let mut alone = 0;
    for seed in 0..40 {
        let mut round = dealt(1_000 + seed, 6, 20, 0);
        // Three guests, who sat together.
        round.remote = round.tables[0].guests.iter().take(3).copied().collect();
        for _ in 0..3 {
            let seated = rotate(&round);
            holds(&round, &seated);
            alone += strain(&round, &seated).lone;
            round = changed(&round, &seated);
        }
    }
    assert_eq!(alone, 0);
}

#[test]
fn the_same_seed_changes_the_same_and_another_differs() {
    let round = dealt(1, 5, 16, 2);
    assert_eq!(rotate(&round), rotate(&round));
    let other = Round { seed: 2, ..round.clone() };
    assert_ne!(rotate(&round), rotate(&other));
}

#[test]
fn where_nobody_can_go_anywhere_everybody_stays() {
    assert_eq!(rotate(&Round::default()), Vec::<Vec<SeatId>>::new());
    // Hosts only.
    let round = dealt(3, 4, 0, 1);
    let hosts: Vec<_> = round.tables.iter().map(|it| it.hosts.clone()).collect();
    assert_eq!(rotate(&round), hosts);
    // One table, which all of its guests know.
    let round = dealt(4, 1, 5, 2);
    let mut all = rotate(&round).concat();
    all.sort_unstable();
    assert_eq!(all, (0..6).map(seat).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>());
}

#[test]
fn a_large_cafe_is_seated_while_one_looks_on() {
    let round = dealt(7, 20, 80, 12);
    let begun = std::time::Instant::now();
    let seated = rotate(&round);
    println!("100 people at 20 tables: {:?}, {:?}", begun.elapsed(), strain(&round, &seated));
    holds(&round, &seated);
}

/// The best of every possible change.
fn best(round: &Round) -> Strain {
    let guests: Vec<SeatId> = round.tables.iter().flat_map(|it| it.guests.clone()).collect();
    let mut seated: Vec<Vec<SeatId>> = round.tables.iter().map(|it| it.hosts.clone()).collect();
    every(round, &guests, &mut seated).expect("everybody has somewhere to go")
}

fn every(round: &Round, guests: &[SeatId], seated: &mut Vec<Vec<SeatId>>) -> Option<Strain> {
    let Some((guest, rest)) = guests.split_first() else { return Some(strain(round, seated)) };
    let mut least: Option<Strain> = None;
    for table in open_to(round, *guest) {
        seated[table].push(*guest);
        let found = every(round, rest, seated);
        seated[table].pop();
        least = least.into_iter().chain(found).min();
    }
    least
}
